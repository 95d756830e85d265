# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role flush: its specification, defaults and README say the same, and it hands on the whole scope."""

from pathlib import Path

import yaml

from ansible_collections.netops.arp.plugins.module_utils._platforms._flush_plan import KEYS
from ansible_collections.netops.arp.plugins.modules import arp_flush

ROLE = Path(__file__).resolve().parents[3] / "roles" / "flush"
OPTIONS = yaml.safe_load((ROLE / "meta/argument_specs.yml").read_text())["argument_specs"]["main"]["options"]
TASK = yaml.safe_load((ROLE / "tasks/flush.yml").read_text())[0]


def test_the_specification_has_the_defaults_of_the_role():
    defaults = yaml.safe_load((ROLE / "defaults/main.yml").read_text())
    assert {name: option["default"] for name, option in OPTIONS.items()} == defaults


def test_each_variable_is_in_the_readme():
    readme = (ROLE / "README.md").read_text()
    assert [name for name in OPTIONS if f"`{name}`" not in readme] == []


def test_the_module_gets_each_part_of_the_scope():
    given = TASK["netops.arp.arp_flush"]
    assert set(given) <= set(arp_flush.ARGUMENTS)
    assert {key: f"flush_{key}" in given[key] for key in KEYS} == dict.fromkeys(KEYS, True)
    assert set(yaml.safe_load((ROLE / "vars/main.yml").read_text())["__flush_scope"]) == set(KEYS)


def test_a_devices_turn_is_one_task_that_no_other_shares_its_time_with():
    assert TASK["throttle"] == 1
    assert TASK["netops.arp.arp_flush"]["verify"] is True

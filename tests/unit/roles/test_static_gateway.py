# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role's specification, its defaults, its README, and the filter that it rests on, say the same."""

from pathlib import Path

import yaml

from ansible_collections.netops.arp.plugins.plugin_utils._pins import _judge

ROLE = Path(__file__).resolve().parents[3] / "roles" / "static_gateway"
OPTIONS = yaml.safe_load((ROLE / "meta/argument_specs.yml").read_text())["argument_specs"]["main"]["options"]


def test_the_specification_has_the_defaults_of_the_role():
    defaults = yaml.safe_load((ROLE / "defaults/main.yml").read_text())
    assert {name: option["default"] for name, option in OPTIONS.items()} == defaults


def test_each_variable_and_each_choice_stands_in_the_readme():
    readme = (ROLE / "README.md").read_text()
    words = [*OPTIONS, *OPTIONS["static_gateway_provider"]["choices"]]
    assert [word for word in words if f"`{word}`" not in readme] == []


def test_the_words_are_those_of_the_filter():
    assert OPTIONS["static_gateway_state"]["choices"] == [_judge.PRESENT, _judge.ABSENT]
    assert OPTIONS["static_gateway_learn"]["choices"] == [_judge.REPORT, _judge.NEVER]
    assert OPTIONS["static_gateway_families"]["default"] == list(_judge.FAMILIES)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The profiles as data: complete, in words that the module understands, and as the documentation has them."""

from pathlib import Path

import pytest
import yaml

from ansible_collections.netops.arp.plugins.module_utils._sysctls import _shelf
from ansible_collections.netops.arp.plugins.module_utils._sysctls._present import HOOK
from ansible_collections.netops.arp.plugins.module_utils._sysctls._settings import understand

ROLE = Path(__file__).resolve().parents[3] / "roles" / "sysctl_profile"
PROFILES = yaml.safe_load((ROLE / "vars/main/profiles.yml").read_text())["__sysctl_profile_known"]
OPTIONS = yaml.safe_load((ROLE / "meta/argument_specs.yml").read_text())["argument_specs"]["main"]["options"]
VARIABLES = yaml.safe_load((ROLE / "vars/main/options.yml").read_text())


@pytest.mark.parametrize("name", PROFILES)
def test_each_has_a_purpose_a_source_and_consequences(name):
    profile = PROFILES[name]
    assert profile["purpose"].endswith(".")
    assert profile["source"]
    assert all(text.endswith(".") for text in profile["consequences"])
    assert profile["consequences"]


@pytest.mark.parametrize("name", PROFILES)
def test_each_is_understood(name):
    """What is computed from variables is left out here; the lab shows it."""
    fixed = {scope: values for scope, values in PROFILES[name]["settings"].items() if isinstance(values, dict)}
    understood = understand(fixed)
    assert understood or name in ("large_segment", "proxy_arp_router")


def test_linux_default_is_what_the_table_calls_usual():
    for wish in understand(PROFILES["linux_default"]["settings"]):
        assert wish.value == wish.parameter.usual, wish.parameter.name


def test_the_specification_has_the_defaults_of_the_role():
    defaults = yaml.safe_load((ROLE / "defaults/main.yml").read_text())
    assert {name: option["default"] for name, option in OPTIONS.items()} == defaults


def test_each_is_named_in_the_specification_and_in_the_readme():
    described = " ".join(OPTIONS["sysctl_profile_names"]["description"])
    readme = (ROLE / "README.md").read_text()
    assert [name for name in PROFILES if f"V({name})" not in described] == []
    assert [name for name in PROFILES if f"`{name}`" not in readme] == []
    assert [name for name in OPTIONS if f"`{name}`" not in readme] == []


def test_role_and_module_mean_the_same_hook_and_mark():
    assert VARIABLES["__sysctl_profile_hook"] == HOOK
    script = (ROLE / "files/netops-arp-interface.sh").read_text()
    assert f'"{_shelf.MARK}"*)' in script
    assert HOOK in (ROLE / "files/99-zz-netops-arp.rules").read_text()

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter parse_mac_table as templates call it."""

import json
from pathlib import Path

import pytest
import yaml
from ansible.errors import AnsibleFilterError

from ansible_collections.netops.arp.plugins.filter import parse_mac_table as face
from ansible_collections.netops.arp.plugins.module_utils._formats._mac_entry import FIELDS, TYPES, mac_entry
from ansible_collections.netops.arp.plugins.module_utils._formats._mac_registry import MAC_PLATFORMS

parse_mac_table = face.FilterModule().filters()["parse_mac_table"]

LINE = "00:00:5e:00:53:01 dev swp1 vlan 10 master br0"
ROW = {"mac": "00:00:5e:00:53:01", "ifname": "swp1", "vlan": 10, "flags": [], "master": "br0", "state": ""}
ENTRY = mac_entry("00:00:5e:00:53:01", 10, "swp1")

INPUTS = {"text": LINE, "bytes": LINE.encode(), "JSON": json.dumps([ROW]), "list": [ROW], "dict": ROW}


@pytest.mark.parametrize("given", INPUTS.values(), ids=INPUTS)
def test_any_form_of_a_table_gives_its_entries(given):
    assert parse_mac_table(given, "linux") == {"entries": [ENTRY], "unparsed": []}


def test_command_is_optional_and_named():
    assert parse_mac_table(LINE, platform="linux", command="bridge fdb show")["entries"] == [ENTRY]


def test_what_is_not_understood_is_returned():
    assert parse_mac_table(LINE + "\nhello 192.0.2.7\n", "linux")["unparsed"] == ["hello 192.0.2.7"]


MISTAKES = {
    "unknown platform": ((LINE, "plan9"), r"parse_mac_table: unknown platform 'plan9'; known are .*linux"),
    "all of stdout": (([LINE, LINE], "linux"), r"list of 2 texts: hand over one of them \(stdout\[0\]\)"),
    "nothing": ((None, "linux"), "no text but NoneType"),
}


@pytest.mark.parametrize(("arguments", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_explained(arguments, message):
    with pytest.raises(AnsibleFilterError, match=message):
        parse_mac_table(*arguments)


def test_the_documentation_names_each_field_and_type():
    text = Path(face.__file__).with_suffix(".yml").read_text(encoding="utf-8")
    value = yaml.safe_load(text)["RETURN"]["_value"]["contains"]["entries"]["contains"]
    assert tuple(value) == FIELDS
    assert all(f"V({name})" in " ".join(value["type"]["description"]) for name in TYPES)


def test_the_documentation_names_each_platform():
    text = Path(face.__file__).with_suffix(".yml").read_text(encoding="utf-8")
    platform = yaml.safe_load(text)["DOCUMENTATION"]["options"]["platform"]
    documented = " ".join(platform["description"])
    assert all(f"V({name})" in documented for name in MAC_PLATFORMS)

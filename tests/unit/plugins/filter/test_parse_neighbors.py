# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter parse_neighbors as templates call it."""

import copy
import json
from pathlib import Path

import pytest
import yaml
from ansible.errors import AnsibleFilterError

from ansible_collections.netops.arp.plugins.filter import parse_neighbors as face
from ansible_collections.netops.arp.plugins.filter.parse_neighbors import FilterModule
from ansible_collections.netops.arp.plugins.module_utils._formats._registry import PLATFORMS
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor

parse_neighbors = FilterModule().filters()["parse_neighbors"]

LINE = "192.0.2.1 dev eth0 lladdr 00:00:5e:00:53:01 STALE"
ENTRY = {"dst": "192.0.2.1", "dev": "eth0", "lladdr": "00:00:5e:00:53:01", "state": ["STALE"]}
ROW = neighbor("192.0.2.1", "ipv4", mac="00:00:5e:00:53:01", interface="eth0", state="stale")

# What a template may hand over: text, bytes of a slurped file, and JSON that was loaded on the way.
INPUTS = {
    "text": LINE,
    "bytes": LINE.encode(),
    "UTF-16": LINE.encode("utf-16"),
    "JSON": json.dumps([ENTRY]),
    "list": [ENTRY],
    "dict": ENTRY,
}


@pytest.mark.parametrize("given", INPUTS.values(), ids=INPUTS)
def test_any_form_of_a_table_gives_its_records(given):
    before = copy.deepcopy(given)
    assert parse_neighbors(given, "linux") == {"neighbors": [ROW], "unparsed": []}
    assert given == before


def test_command_is_optional_and_named():
    assert parse_neighbors(LINE, platform="linux", command="ip neigh show")["neighbors"] == [ROW]


def test_what_is_not_understood_is_returned():
    assert parse_neighbors(LINE + "\nhello 192.0.2.7\n", "linux")["unparsed"] == ["hello 192.0.2.7"]


def test_empty_text_has_no_neighbors():
    assert parse_neighbors("", "linux") == {"neighbors": [], "unparsed": []}


MISTAKES = {
    "unknown platform": ((LINE, "plan9"), r"parse_neighbors: unknown platform 'plan9'; known are .*linux"),
    "all of stdout": (([LINE, LINE], "linux"), r"list of 2 texts: hand over one of them \(stdout\[0\]\)"),
    "nothing": ((None, "linux"), "no text but NoneType"),
    "a number": ((7, "linux"), "no text but int '7'"),
}


@pytest.mark.parametrize(("arguments", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_explained(arguments, message):
    with pytest.raises(AnsibleFilterError, match=message):
        parse_neighbors(*arguments)


def test_the_documentation_names_each_platform():
    text = Path(face.__file__).with_suffix(".yml").read_text(encoding="utf-8")
    platform = yaml.safe_load(text)["DOCUMENTATION"]["options"]["platform"]
    documented = " ".join(platform["description"])
    assert [name for name in PLATFORMS if f"V({name})" not in documented] == []

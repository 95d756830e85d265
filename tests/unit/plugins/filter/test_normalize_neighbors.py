# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter normalize_neighbors as templates call it."""

import copy
import json
from pathlib import Path

import pytest
import yaml
from ansible.errors import AnsibleFilterError

from ansible_collections.netops.arp.plugins.filter.normalize_neighbors import FilterModule
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.plugin_utils._normalize import SOURCES

normalize_neighbors = FilterModule().filters()["normalize_neighbors"]

ENTRIES = [
    {"dst": "192.0.2.1", "dev": "eth0", "lladdr": "00:00:5e:00:53:01", "state": ["STALE"]},
    {"dst": "2001:db8::1", "dev": "eth0", "router": None, "state": ["FAILED"]},
]
ROWS = [
    neighbor("192.0.2.1", "ipv4", mac="00:00:5e:00:53:01", interface="eth0", state="stale"),
    neighbor("2001:db8::1", "ipv6", interface="eth0", state="failed", is_router=True, flags=["router"]),
]


class Text(str):
    """Stands for the texts of ansible-core 2.19 and later, which are a subclass that carries tags."""


class Lazy(dict):
    """Stands for the dictionaries of ansible-core 2.19 and later, which are a subclass."""


DATA = {
    "iproute2 as text": (json.dumps(ENTRIES), "iproute2"),
    "iproute2 loaded": (ENTRIES, "iproute2"),
    "iproute2 as tagged text": (Text(json.dumps(ENTRIES)), Text("iproute2")),
    "iproute2 loaded and tagged": ([Lazy(entry, dev=Text("eth0")) for entry in ENTRIES], "iproute2"),
    "facts": ({"platform": "linux", "neighbors": ROWS}, "facts"),
    "facts with text": ({"platform": "linux", "neighbors_json": json.dumps(ROWS)}, "facts"),
    "facts, tagged": (Lazy(neighbors=[Lazy(row) for row in ROWS]), "facts"),
}


@pytest.mark.parametrize(("data", "source"), DATA.values(), ids=DATA)
def test_each_source_gives_the_same_records(data, source):
    before = copy.deepcopy(data)
    assert normalize_neighbors(data, source) == ROWS
    assert data == before


def test_facts_are_copied():
    facts = {"neighbors": [copy.deepcopy(ROWS[1])]}
    normalize_neighbors(facts, "facts")[0]["flags"].append("mine")
    assert facts["neighbors"] == [ROWS[1]]


def test_documentation_names_the_sources():
    sidecar = Path(__file__).resolve().parents[4] / "plugins" / "filter" / "normalize_neighbors.yml"
    options = yaml.safe_load(sidecar.read_text(encoding="utf-8"))["DOCUMENTATION"]["options"]
    assert options["source"]["choices"] == sorted(SOURCES)


MISTAKES = {
    "unknown source": (
        ([], "arpwatch"),
        "normalize_neighbors: unknown source 'arpwatch'; known are facts, .*, suzieq",
    ),
    "no list": (({"dst": "192.0.2.1"}, "iproute2"), "source iproute2 needs a list of the entries .*, not dict"),
    "foreign entry": (
        ([*ENTRIES, {"ip": "192.0.2.9"}], "iproute2"),
        r"1 of the entries are not what ip -j neigh prints, the first is \{\"ip\"",
    ),
    "error text": (('Object "neigh" is unknown', "iproute2"), "the first is Object"),
    "facts of another module": (({"platform": "linux"}, "facts"), "neither neighbors nor neighbors_json"),
    "no facts": ((None, "facts"), "expected what arp_facts put"),
    "no JSON": (("arp -an", "jc"), "source jc needs its data, loaded or as JSON, not the text 'arp -an'"),
    "no rows": (({"rows": []}, "suzieq"), "source suzieq needs a list of the rows of arpnd, not dict"),
    "no row": (([{"ip": "192.0.2.1"}], "suzieq"), r'1 of the rows are not what suzieq makes, the first is \{"ip"'),
    "no parser's result": (([], "genie"), "source genie needs the dictionary that a parser returned, not list"),
    "no object": (([{"Name": "eth0"}], "get_netneighbor"), "1 of the objects are not those of Get-NetNeighbor"),
}


@pytest.mark.parametrize(("arguments", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_explained(arguments, message):
    with pytest.raises(AnsibleFilterError, match=message):
        normalize_neighbors(*arguments)

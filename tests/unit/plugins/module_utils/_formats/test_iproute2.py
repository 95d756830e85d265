# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Edge cases of `ip neigh`, each as text and as JSON."""

import gc
import json

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats import _iproute2

MAC = "00:00:5e:00:53:01"


def only_row(text):
    neighbors, unparsed = _iproute2.parse(text)
    assert (len(neighbors), unparsed) == (1, [])
    return neighbors[0]


def from_text(words, ip="192.0.2.1"):
    return only_row(f"{ip} dev eth0 {words}\n")


def from_json(members, ip="192.0.2.1"):
    return only_row(json.dumps([{"dst": ip, "dev": "eth0", **members}]))


# name: (words of the text, members of the JSON, what the record holds)
CASES = {
    "a router word is no state": (
        f"lladdr {MAC} router STALE",
        {"lladdr": MAC, "router": None, "state": ["STALE"]},
        {"state": "stale", "mac": MAC, "flags": ["router"]},
    ),
    "a failed router": (
        "router FAILED",
        {"router": None, "state": ["FAILED"]},
        {"state": "failed", "mac": None, "flags": ["router"]},
    ),
    "words follow the state": (
        f"lladdr {MAC} PERMANENT proto zebra ",
        {"lladdr": MAC, "state": ["PERMANENT"], "protocol": "zebra"},
        {"state": "permanent", "origin": "static"},
    ),
    "learned by a control plane, even if permanent": (
        f"lladdr {MAC} extern_learn PERMANENT",
        {"lladdr": MAC, "extern_learn": None, "state": ["PERMANENT"]},
        {"state": "permanent", "origin": "remote", "flags": ["extern_learn"]},
    ),
    "kept fresh by the kernel": (
        f"lladdr {MAC} managed extern_learn REACHABLE",
        {"lladdr": MAC, "managed": None, "extern_learn": None, "state": ["REACHABLE"]},
        {"flags": ["managed", "extern_learn"]},
    ),
    "validated by a control plane": (
        f"lladdr {MAC} extern_valid STALE",
        {"lladdr": MAC, "extern_valid": None, "state": ["STALE"]},
        {"flags": ["extern_valid"], "origin": "dynamic"},
    ),
    "confirmed a while ago": (
        f"lladdr {MAC} ref 1 used 100/40/41 probes 1 REACHABLE",
        {"lladdr": MAC, "refcnt": 1, "used": 100, "confirmed": 40, "updated": 41, "probes": 1, "state": ["REACHABLE"]},
        {"age_seconds": 40},
    ),
    "confirmed this second": (
        f"lladdr {MAC} used 0/0/0 probes 1 REACHABLE",
        {"lladdr": MAC, "used": 0, "confirmed": 0, "updated": 0, "probes": 1, "state": ["REACHABLE"]},
        {"age_seconds": 0},
    ),
    "never confirmed": (
        f"lladdr {MAC} used 5/65/5 probes 0 STALE",
        {"lladdr": MAC, "used": 5, "confirmed": 65, "updated": 5, "probes": 0, "state": ["STALE"]},
        {"age_seconds": None, "state": "stale"},
    ),
    "nobody confirms what is set by hand": (
        f"lladdr {MAC} used 9/9/9 probes 0 PERMANENT",
        {"lladdr": MAC, "used": 9, "confirmed": 9, "updated": 9, "probes": 0, "state": ["PERMANENT"]},
        {"age_seconds": None},
    ),
    "an all-zero address is none": (
        "lladdr 00:00:00:00:00:00 REACHABLE",
        {"lladdr": "00:00:00:00:00:00", "state": ["REACHABLE"]},
        {"mac": None, "state": "incomplete"},
    ),
    "a failed row that still shows its address": (
        f"lladdr {MAC} FAILED",
        {"lladdr": MAC, "state": ["FAILED"]},
        {"mac": MAC, "state": "failed"},
    ),
    "an address of eight octets": (
        "lladdr 00:00:5e:00:53:01:02:03 REACHABLE",
        {"lladdr": "00:00:5e:00:53:01:02:03", "state": ["REACHABLE"]},
        {"mac": "00:00:5e:00:53:01:02:03", "state": "reachable"},
    ),
}


@pytest.mark.parametrize(("words", "members", "expected"), CASES.values(), ids=CASES)
def test_text_and_json_say_the_same(words, members, expected):
    text, loaded = from_text(words), from_json(members)
    assert text == loaded
    assert {key: text[key] for key in expected} == expected


@pytest.mark.parametrize(("ip", "is_router"), [("192.0.2.1", None), ("2001:db8::1", False)])
def test_is_router_is_told_for_ipv6_only(ip, is_router):
    assert from_text(f"lladdr {MAC} STALE", ip)["is_router"] is is_router
    assert from_json({"lladdr": MAC, "state": ["STALE"]}, ip)["is_router"] is is_router


def test_full_ipv6_address_is_compressed():
    assert from_text(f"lladdr {MAC} STALE", "2001:DB8:0:0:0:0:0:1")["ip"] == "2001:db8::1"


def test_unknown_flag_of_a_later_version_is_kept():
    row = from_text(f"lladdr {MAC} brand_new STALE")
    assert (row["state"], row["flags"]) == ("stale", ["brand_new"])


@pytest.mark.parametrize(
    "line", ["192.0.2.1 dev eth0 lladdr zz STALE", "192.0.2.1 dev eth0 lladdr 0:0:5e:0:53:1 STALE"]
)
def test_line_with_a_strange_address_is_unparsed(line):
    assert _iproute2.parse(line) == ([], [line])


def test_records_share_nothing():
    first, second = _iproute2.entries([{"dst": "192.0.2.1", "lladdr": MAC, "state": ["STALE"]}] * 2).neighbors
    first["flags"].append("mine")
    assert second["flags"] == []


def test_error_lines_beside_json_are_unparsed():
    text = 'Cannot send dump request: No such device\n[{"dst":"192.0.2.1","state":["FAILED"]}]\nDump terminated\n'
    neighbors, unparsed = _iproute2.parse(text)
    assert [row["ip"] for row in neighbors] == ["192.0.2.1"]
    assert unparsed == ["Cannot send dump request: No such device", "Dump terminated"]


@pytest.mark.parametrize("text", ['[{"dst":"192.0.2.1","state":["FAILED"]}]', '[{"dst":'])
def test_garbage_collection_goes_on_afterwards(text):
    _iproute2.parse(text)
    assert gc.isenabled()


def test_one_object_is_read_like_a_list_of_one():
    assert only_row('{"dst":"192.0.2.1","state":["FAILED"]}')["state"] == "failed"

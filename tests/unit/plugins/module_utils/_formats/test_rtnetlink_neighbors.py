# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Neighbor messages: what a real kernel sent for entries in every state, and by hand what it sends on no demand."""

import json
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._formats import _rtnetlink_neighbors
from ansible_collections.netops.arp.plugins.module_utils._formats._links import Place
from ansible_collections.netops.arp.plugins.module_utils._formats._rtnetlink_neighbors import Decoder, Tally
from ansible_collections.netops.arp.plugins.module_utils._neighbor import FIELDS, ORIGINS, STATES
from ansible_collections.netops.arp.tests.unit.rtnetlink_messages import IPV4, address, attribute, neighbor

HOST = json.loads((Path(__file__).parents[2] / "fixtures" / "rtnetlink" / "host.json").read_text())
REAL = [bytes.fromhex(body) for body in HOST["neighbors"]]
PLACES = {2: Place("eth0", None, None, "default"), 33: Place("gre1", None, None, "default", is_tunnel=True)}
MAC = "00:00:5e:00:53:01"


def decode(*bodies, **options):
    return Decoder(options.pop("places", PLACES), **options).decode(bodies)


def row(*bodies, **options):
    (found,) = decode(*bodies, **options).neighbors
    return found


# The last octet of the address, and what "ip neigh" printed for it when the fixture was made.
REAL_ROWS = {
    101: ("00:00:5e:00:53:01", "permanent", "static", []),
    102: ("00:00:5e:00:53:02", "noarp", "other", []),
    103: ("00:00:5e:00:53:03", "reachable", "dynamic", []),
    104: ("00:00:5e:00:53:04", "stale", "dynamic", []),
    106: ("00:00:5e:00:53:06", "probe", "dynamic", []),
    107: (None, "failed", "dynamic", []),
    108: (None, "incomplete", "other", ["none"]),
    109: (None, "incomplete", "dynamic", []),
    120: ("00:00:5e:00:53:20", "stale", "remote", ["extern_learn"]),
    121: ("00:00:5e:00:53:21", "noarp", "remote", ["extern_learn"]),
    122: ("00:00:5e:00:53:22", "permanent", "remote", ["extern_learn"]),
    123: ("00:00:5e:00:53:23", "stale", "static", []),  # protocol static
    124: ("00:00:5e:00:53:24", "stale", "dynamic", []),  # protocol zebra
    125: (None, "incomplete", "dynamic", ["managed"]),
    126: (None, "incomplete", "dynamic", []),  # reachable by force, with a MAC of zeros
}


@pytest.mark.parametrize(("octet", "expected"), REAL_ROWS.items(), ids=[str(octet) for octet in REAL_ROWS])
def test_entries_of_a_real_kernel(octet, expected):
    found = {found["ip"]: found for found in decode(*REAL).neighbors}[f"192.0.2.{octet}"]
    assert (found["mac"], found["state"], found["origin"], found["flags"]) == expected
    assert found["is_router"] is None


def test_ipv6_entries_of_a_real_kernel():
    found = {found["ip"]: found for found in decode(*REAL).neighbors}
    assert found["fe80::1"]["is_router"] is True
    assert found["fe80::1"]["flags"] == ["router"]
    assert found["2001:db8::104"]["is_router"] is False
    assert found["2001:db8::101"]["state"] == "permanent"


def test_nothing_is_lost_of_a_real_table():
    found = decode(*REAL)
    assert len(found.neighbors) == len(REAL)
    assert found.unparsed == []
    exempt = {"ipv4": 4, "ipv6": 1}  # permanent, or of a control plane
    for family in ("ipv4", "ipv6"):
        number = sum(row["family"] == family for row in found.neighbors)
        assert found.tallies[family] == Tally(number - exempt[family], exempt[family])


def test_a_record_has_all_its_keys():
    place = Place("eth0.100", "eth0", 100, "blue")
    found = row(neighbor("192.0.2.1", MAC, times=(1234, 5, 100)), places={2: place}, namespace="inner")
    assert tuple(found) == FIELDS
    assert found == {
        "ip": "192.0.2.1",
        "mac": MAC,
        "interface": "eth0.100",
        "physical_interface": "eth0",
        "vlan": 100,
        "vrf": "blue",
        "namespace": "inner",
        "family": "ipv4",
        "state": "stale",
        "origin": "dynamic",
        "is_router": None,
        "age_seconds": 12,
        "expires_seconds": None,
        "flags": [],
    }


FLAGS = {
    "router": ({"flags": 0x80}, ["router"], "dynamic"),
    "proxy": ({"flags": 0x08}, ["proxy"], "other"),
    "extern_learn": ({"flags": 0x10}, ["extern_learn"], "remote"),
    "noarp offload": ({"flags": 0x20, "state": 0x40}, ["offload"], "remote"),
    "stale offload": ({"flags": 0x20}, ["offload"], "dynamic"),
    "managed": ({"extended": 0x01}, ["managed"], "dynamic"),
    "extern_valid": ({"extended": 0x04}, ["extern_valid"], "dynamic"),
    "all words in their order": (
        {"flags": 0xB8, "extended": 0x05},
        ["router", "proxy", "managed", "extern_learn", "offload", "extern_valid"],
        "remote",
    ),
}


@pytest.mark.parametrize(("head", "flags", "origin"), FLAGS.values(), ids=FLAGS)
def test_flags_and_origins(head, flags, origin):
    extended = attribute(15, head["extended"]) if "extended" in head else b""
    found = row(neighbor("2001:db8::1", MAC, extended, flags=head.get("flags", 0), state=head.get("state", 4)))
    assert (found["flags"], found["origin"]) == (flags, origin)


TALLIES = {
    "stale": ({}, Tally(1, 0)),
    "noarp": ({"state": 0x40}, Tally(1, 0)),
    "failed": ({"state": 0x20}, Tally(1, 0)),
    "permanent": ({"state": 0x80}, Tally(0, 1)),
    "extern_learn": ({"flags": 0x10}, Tally(0, 1)),
    "extern_valid": ({"extended": 4}, Tally(0, 1)),
}


@pytest.mark.parametrize(("head", "expected"), TALLIES.values(), ids=TALLIES)
def test_what_the_garbage_collector_counts_is_tallied_wanted_or_not(head, expected):
    extended = attribute(15, head["extended"]) if "extended" in head else b""
    body = neighbor("192.0.2.1", MAC, extended, flags=head.get("flags", 0), state=head.get("state", 4))
    found = decode(body, wanted=lambda _record: False)
    assert found.neighbors == []
    assert found.tallies == {"ipv4": expected}


# Ticks of 1/100 s since the entry was confirmed, used, updated.
AGES = {
    "confirmed": ({"times": (250, 10, 250)}, 2),
    "never confirmed": ({"times": (6500, 500, 500)}, None),
    "never confirmed, rounded": ({"times": (6501, 500, 500)}, None),
    "never confirmed, used since": ({"times": (9000, 10, 3000)}, None),
    "confirmed just not so long ago": ({"times": (6503, 500, 500)}, 65),
    "permanent": ({"times": (250, 10, 250), "state": 0x80}, None),
    "noarp": ({"times": (250, 10, 250), "state": 0x40}, None),
    "failed": ({"times": (250, 10, 250), "state": 0x20}, None),
    "no times": ({"times": None}, None),
}


@pytest.mark.parametrize(("head", "expected"), AGES.values(), ids=AGES)
def test_ages(head, expected):
    assert row(neighbor("192.0.2.1", MAC, **head))["age_seconds"] == expected


def test_never_confirmed_depends_on_the_timer_of_the_interface():
    timers = {("ipv4", 2): 1080000}  # Cumulus Linux
    never, once = (neighbor("192.0.2.1", MAC, times=(age, 0, 0)) for age in (216000, 6000))
    assert row(never, base_reachable_ms=timers)["age_seconds"] is None
    assert row(once, base_reachable_ms=timers)["age_seconds"] == 60


def test_ages_follow_the_ticks_of_the_machine():
    assert row(neighbor("192.0.2.1", MAC, times=(2048, 0, 0)), ticks=1024)["age_seconds"] == 2


LINK_LAYER = {
    "infiniband": (bytes(range(20)), ":".join(f"{octet:02x}" for octet in range(20)), "stale"),
    "fewer octets": (b"\x02\x01", "02:01", "stale"),
    "none": (None, None, "incomplete"),
    "empty": (b"", None, "incomplete"),
    "zeros": (bytes(6), None, "incomplete"),
}


@pytest.mark.parametrize(("raw", "mac", "state"), LINK_LAYER.values(), ids=LINK_LAYER)
def test_link_layer_addresses_of_any_length(raw, mac, state):
    found = row(neighbor("192.0.2.1", raw))
    assert (found["mac"], found["state"]) == (mac, state)


TUNNELS = {
    "learned": (2, "noarp"),
    "permanent": (0x80, "permanent"),
}


@pytest.mark.parametrize(("state", "expected"), TUNNELS.values(), ids=TUNNELS)
def test_the_far_end_of_a_tunnel_is_no_mac(state, expected):
    found = row(neighbor("10.0.0.1", address("198.51.100.7"), index=33, state=state))
    assert (found["mac"], found["state"], found["flags"]) == (None, expected, ["lladdr 198.51.100.7"])


def test_an_interface_that_came_meanwhile_has_its_number_for_a_name():
    assert row(neighbor("192.0.2.1", MAC, index=77))["interface"] == "if77"


def test_only_wanted_records_are_made():
    bodies = [neighbor("192.0.2.1", MAC), neighbor("192.0.2.2", MAC, state=0x80)]
    assert row(*bodies, wanted=lambda record: record["state"] == "permanent")["ip"] == "192.0.2.2"


def test_lists_are_not_shared_between_records():
    first, second = decode(*[neighbor(ip, MAC, flags=0x10) for ip in ("192.0.2.1", "192.0.2.2")]).neighbors
    first["flags"].append("mine")
    assert second["flags"] == ["extern_learn"]


NOT_UNDERSTOOD = {
    "unknown state": neighbor("192.0.2.1", MAC, state=0x03),
    "other family": struct.pack("=BxxxiHBB", 28, 2, 4, 0, 1) + attribute(1, address("192.0.2.1")),
    "address of the other length": struct.pack("=BxxxiHBB", IPV4, 2, 4, 0, 1) + attribute(1, address("2001:db8::1")),
    "no address": struct.pack("=BxxxiHBB", IPV4, 2, 4, 0, 1),
    "cut off in an attribute": neighbor("192.0.2.1", MAC)[:28],
    "cut off in the head": neighbor("192.0.2.1", MAC)[:7],
    "nothing": b"",
    "odd length of a flag": neighbor("192.0.2.1", MAC, attribute(15, b"\x01")),
}


@pytest.mark.parametrize("body", NOT_UNDERSTOOD.values(), ids=NOT_UNDERSTOOD)
def test_what_is_not_understood_is_told(body):
    found = decode(body, neighbor("192.0.2.9", MAC))
    assert [row["ip"] for row in found.neighbors] == ["192.0.2.9"]
    assert found.unparsed == ["rtnetlink neighbor message " + body.hex()]


def test_the_short_cut_for_ethernet_reads_what_the_general_way_reads(monkeypatch):
    bodies = [*REAL, neighbor("2001:db8::1", MAC, attribute(12, b"\x04")), neighbor("192.0.2.1", MAC, attribute(15, 1))]
    quick = decode(*bodies)
    assert sum(_rtnetlink_neighbors._fields(body) == _rtnetlink_neighbors._scattered(body) for body in bodies) > 20
    monkeypatch.setattr(_rtnetlink_neighbors, "_ETHERNET", {})
    assert decode(*bodies) == quick


cut = st.tuples(st.sampled_from(REAL), st.integers(0, 80)).map(lambda pair: pair[0][: pair[1]])
changed = st.tuples(st.sampled_from(REAL), st.binary(min_size=1, max_size=8), st.integers(0, 80)).map(
    lambda parts: parts[0][: parts[2]] + parts[1] + parts[0][parts[2] + len(parts[1]) :]
)


@given(st.lists(st.one_of(st.binary(max_size=100), cut, changed, st.sampled_from(REAL))))
def test_every_message_is_a_record_or_is_told(bodies):
    found = decode(*bodies)
    assert len(found.neighbors) + len(found.unparsed) == len(bodies)
    for row in found.neighbors:
        assert tuple(row) == FIELDS
        assert row["state"] in STATES
        assert row["origin"] in ORIGINS
        assert row["mac"] is not None or row["state"] in ("incomplete", "failed", "permanent", "noarp")

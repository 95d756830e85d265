# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Resolution that works in one direction only."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, lan, mac, row, station


def pair(a_rows, b_rows, **more):
    """Two managed hosts a (.1) and b (.2) that a third one, c, knows."""
    return {
        "a": station(1, *a_rows, **more),
        "b": station(2, *b_rows, **more),
        "c": station(3, row("192.0.2.1", mac(1)), row("192.0.2.2", mac(2)), **more),
    }


ONE_SIDED = {
    "failed": pair([row("192.0.2.2", mac(2))], [row("192.0.2.1")]),
    "incomplete": pair([row("192.0.2.2", mac(2), state="stale")], [row("192.0.2.1", state="incomplete")]),
    "another one fails, too": {
        **pair([row("192.0.2.2", mac(2))], [row("192.0.2.1")]),
        "d": station(4, row("192.0.2.1"), row("192.0.2.3", mac(3))),
    },
    "by another interface of the same host": {
        **pair([], [row("192.0.2.1")]),
        "a": facts(
            [interface("eth0", mac(1), "192.0.2.1/24"), interface("eth1", mac(11), "192.0.2.11/24")],
            [row("192.0.2.3", mac(3)), row("192.0.2.3", mac(3), "eth1"), row("192.0.2.2", mac(2), "eth1")],
        ),
    },
}

NOT_ONE_SIDED = {
    "neither resolves the other": pair([row("192.0.2.2")], [row("192.0.2.1")]),
    "the other one never asked": pair([row("192.0.2.3", mac(3))], [row("192.0.2.1"), row("192.0.2.3", mac(3))]),
    "the other one has it pinned": pair(
        [row("192.0.2.2", mac(2), state="permanent", origin="static"), row("192.0.2.3", mac(3))], [row("192.0.2.1")]
    ),
    "the silent address is nobody's": pair([row("192.0.2.2", mac(2))], [row("192.0.2.77")]),
    "the silent address is on an interface that is down": {
        **pair([row("192.0.2.2", mac(2))], [row("192.0.2.9")]),
        "a": facts(
            [interface("eth0", mac(1), "192.0.2.1/24"), interface("eth1", mac(9), "192.0.2.9/24", up=False)],
            [row("192.0.2.2", mac(2))],
        ),
    },
    "the other family": {
        "a": facts([interface("eth0", mac(1), "192.0.2.1/24", "2001:db8::1/64")], [row("192.0.2.2", mac(2))]),
        "b": facts(
            [interface("eth0", mac(2), "192.0.2.2/24", "2001:db8::2/64")],
            [row("192.0.2.1", mac(1)), row("2001:db8::1")],
        ),
    },
    "elsewhere": {
        "a": station(1, row("192.0.2.2", mac(202))),
        "b": station(2, row("192.0.2.1")),
    },
}


@pytest.mark.parametrize("fabric", ONE_SIDED.values(), ids=ONE_SIDED)
def test_a_silent_peer_that_resolves_the_other_one_is_said_alone(fabric):
    (found,) = judge(fabric)
    assert (found["kind"], found["severity"], found["ip"]) == ("one_sided_resolution", "warning", "192.0.2.1")
    assert {"a", "b"} <= set(found["hosts"])
    assert found["macs"] == [mac(1), mac(2)]
    assert {(item["host"], item["ip"]) for item in found["evidence"]} >= {
        ("a", "192.0.2.1"),
        ("a", "192.0.2.2"),
        ("b", "192.0.2.1"),
    }


@pytest.mark.parametrize("fabric", NOT_ONE_SIDED.values(), ids=NOT_ONE_SIDED)
def test_any_other_silence_is_information(fabric):
    assert {(found["kind"], found["severity"]) for found in judge(fabric)} <= {("unresolved_neighbor", "info")}


def test_the_sentence_names_both_directions():
    (found,) = judge(ONE_SIDED["another one fails, too"])
    assert found["message"] == "192.0.2.1 of a (eth0) does not answer b and d, although a resolves b."


def test_a_gateway_is_said_as_such():
    fabric = pair([row("192.0.2.2", mac(2))], [row("192.0.2.1")], gateways=[gateway("192.0.2.1")])
    assert [found["kind"] for found in judge(fabric)] == ["gateway_unresolved"]


def test_every_silent_address_is_one_finding():
    fabric = lan(h1=[row("192.0.2.3", state="incomplete")], h2=[row("192.0.2.3")], without=("192.0.2.3",))
    assert [(found["kind"], found["ip"]) for found in judge(fabric)] == [("one_sided_resolution", "192.0.2.3")]


def device(*rows, gateways=()):
    """A device that tells no interfaces: own addresses are rows, and what is incomplete has no interface."""
    own = {"state": "resolved", "origin": "local"}
    return facts(
        [],
        [
            row("192.0.2.254", mac(254), "Vlan10", **own),
            row("198.51.100.254", mac(254), "Vlan20", **own),
            *(row(f"192.0.2.{number}", mac(number), "Vlan10") for number in (1, 2)),
            *rows,
        ],
        gateways,
        platform="cisco_ios",
    )


SILENT_TO_A_DEVICE = {
    "a managed host": ("192.0.2.3", (), ("one_sided_resolution", "192.0.2.0/24", ["h3", "r1"])),
    "nobody": ("192.0.2.77", (), ("unresolved_neighbor", "192.0.2.0/24", ["r1"])),
    "its gateway": (
        "203.0.113.9",
        [gateway("203.0.113.9", "Vlan10")],
        ("gateway_unresolved", "192.0.2.0/24", ["r1"]),
    ),
    "an address of no known subnet": ("203.0.113.9", (), ("unresolved_neighbor", "r1", ["r1"])),
}


@pytest.mark.parametrize(("ip", "gateways", "said"), SILENT_TO_A_DEVICE.values(), ids=SILENT_TO_A_DEVICE)
def test_an_incomplete_row_without_an_interface_is_where_its_subnet_is(ip, gateways, said):
    fabric = lan(h3=[row("192.0.2.254", mac(254))])
    fabric["r1"] = device(row(ip, None, None, state="incomplete"), gateways=gateways)
    assert [(item["kind"], item["segment"], item["hosts"]) for item in judge(fabric)] == [said]


def test_an_incomplete_row_stays_nowhere_where_two_interfaces_fit():
    other = facts([interface("eth0", mac(30), "192.0.2.30/24")], [row("198.51.100.254", mac(254))])
    fabric = {**lan(h3=[row("192.0.2.254", mac(254))]), "s30": other}
    fabric["r1"] = device(row("192.0.2.77", None, None, state="incomplete"))
    assert [(item["kind"], item["segment"]) for item in judge(fabric) if item["ip"] == "192.0.2.77"] == [
        ("unresolved_neighbor", "r1")
    ]

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Peers that the policy expects, and segments that it closes."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, lan, mac, row, site, station

PEER = "192.0.2.99"
V6_PEER = "2001:db8::99"
NET = "192.0.2.0/24"
EXPECTED = {"expected": [{"ip": PEER, "macs": [mac(99)]}]}


def expected(**entry):
    return {"expected": [{"ip": PEER, "macs": [mac(99)], **entry}]}


def closed(*macs, **where):
    return {"closed_segments": [{**(where or {"prefix": NET}), "macs": list(macs)}]}


def everywhere(*rows):
    return lan(h1=rows, h2=rows, h3=rows)


DEVIATIONS = {
    "nobody knows the peer": (lan(), EXPECTED, [("missing_peer", PEER, "critical")]),
    "the peer's MAC does not matter": (lan(), {"expected": [{"ip": PEER}]}, [("missing_peer", PEER, "critical")]),
    "those who asked got no answer: said once": (
        lan(h1=[row(PEER)], h2=[row(PEER, state="incomplete")]),
        EXPECTED,
        [("missing_peer", PEER, "critical")],
    ),
    "the former MAC of a failed row is no answer": (
        lan(h1=[row(PEER, mac(99), state="failed")]),
        EXPECTED,
        [("missing_peer", PEER, "critical")],
    ),
    "IPv6": (
        {"h1": facts([interface("eth0", mac(1), "2001:db8::1/64")], [row("2001:db8::2", mac(2))])},
        {"expected": [{"ip": V6_PEER}]},
        [("missing_peer", V6_PEER, "critical")],
    ),
    "a gateway that nobody asked for": (
        lan(gateways=[gateway(PEER)]),
        EXPECTED,
        [("missing_peer", PEER, "critical")],
    ),
    "a gateway beyond every subnet": (
        {"h1": facts([interface("eth0", mac(1), "198.51.100.1/32")], [], [gateway(PEER)])},
        EXPECTED,
        [("missing_peer", PEER, "critical")],
    ),
    "on the segment that is named": (
        {**site("a", 0, row(PEER, mac(99))), **site("b", 512)},
        {**expected(segment="site-b"), "segments": {"b1": "site-b", "b2": "site-b"}},
        [("missing_peer", PEER, "critical")],
    ),
    "in the VRF that is named": (
        {**site("a", 0, row(PEER, mac(99), vrf="red"), vrf="red"), **site("b", 512, vrf="blue")},
        expected(vrf="blue"),
        [("missing_peer", PEER, "critical")],
    ),
    "two entries of one address are one finding": (
        lan(),
        {"expected": [{"ip": PEER}, {"ip": PEER, "macs": [mac(99)]}]},
        [("missing_peer", PEER, "critical")],
    ),
    "another MAC answers": (
        lan(h1=[row(PEER, mac(66))]),
        EXPECTED,
        [("unexpected_mac", PEER, "critical")],
    ),
    "another MAC beside the right one is said alone": (
        lan(h1=[row(PEER, mac(99))], h2=[row(PEER, mac(66))]),
        EXPECTED,
        [("unexpected_mac", PEER, "critical")],
    ),
    "a static entry with another MAC": (
        lan(h1=[row(PEER, mac(66), state="permanent", origin="static")]),
        EXPECTED,
        [("unexpected_mac", PEER, "critical")],
    ),
    "a managed host has it with another MAC": (
        {**lan(), "new": station(99, row("192.0.2.1", mac(1)), number_of_mac=66)},
        EXPECTED,
        [("unexpected_mac", PEER, "critical")],
    ),
    "the expected MAC is right where a managed host claims the address": (
        {**lan(h1=[row(PEER, mac(99))]), "new": station(99, row("192.0.2.1", mac(1)), number_of_mac=66)},
        EXPECTED,
        [("unexpected_mac", PEER, "critical")],
    ),
    "a managed host's own truth is stronger": (
        {**lan(h1=[row(PEER, mac(66))]), "peer": station(99, row("192.0.2.1", mac(1)))},
        EXPECTED,
        [("spoofed_address", PEER, "critical")],
    ),
    "an observer that shares nothing else with the peer's segment": (
        {
            **lan(h1=[row(PEER, mac(99))]),
            "h9": facts([interface("eth0", mac(9), "192.0.2.9/24")], [row(PEER, mac(66))]),
        },
        EXPECTED,
        [("unexpected_mac", PEER, "critical")],
    ),
    "elsewhere, on the segment that is named": (
        {**site("a", 0, row(PEER, mac(99))), **site("b", 512, row(PEER, mac(66)))},
        {**expected(segment="site-b"), "segments": {"b1": "site-b", "b2": "site-b"}},
        [("unexpected_mac", PEER, "critical")],
    ),
    "a dead gateway is said as such": (
        lan(h1=[row(PEER)], gateways=[gateway(PEER)]),
        EXPECTED,
        [("gateway_unresolved", PEER, "critical")],
    ),
    "a stranger by prefix": (
        lan(h1=[row("192.0.2.66", mac(66))]),
        closed(),
        [("unknown_station", "192.0.2.66", "warning")],
    ),
    "a stranger by name of the segment": (
        lan(h1=[row("192.0.2.66", mac(66))]),
        closed(mac(50), segment=NET),
        [("unknown_station", "192.0.2.66", "warning")],
    ),
    "a stranger with several addresses is one finding": (
        lan(h1=[row("192.0.2.66", mac(66)), row("192.0.2.67", mac(66))], h2=[row("fe80::66", mac(66))]),
        closed(segment=NET),
        [("unknown_station", None, "warning")],
    ),
    "a stranger that took an address of another subnet": (
        lan(h1=[row("198.51.100.66", mac(66))]),
        closed(segment=NET),
        [("unknown_station", "198.51.100.66", "warning")],
    ),
    "a virtual MAC is information, not trust": (
        everywhere(row("192.0.2.254", "00:00:5e:00:01:63")),
        closed(),
        [("unknown_station", "192.0.2.254", "warning")],
    ),
    "a stranger that takes an address is said as such": (
        lan(h1=[row("192.0.2.50", mac(50))], h2=[row("192.0.2.50", mac(66))]),
        closed(mac(50)),
        [("duplicate_ip", "192.0.2.50", "warning")],
    ),
    "a stranger that spoofs a managed host is said as such": (
        lan(h1=[row("192.0.2.3", mac(66))], without=("192.0.2.3",)),
        closed(),
        [("spoofed_address", "192.0.2.3", "critical")],
    ),
}

AS_IT_SHOULD_BE = {
    "the peer answers one of them": (lan(h1=[row(PEER, mac(99))]), EXPECTED),
    "the peer is stale": (lan(h1=[row(PEER, mac(99), state="stale", age_seconds=99999)]), EXPECTED),
    "one knows the peer and another one does not": (
        lan(h1=[row(PEER, mac(99))], h2=[row(PEER, mac(99), state="resolved")]),
        EXPECTED,
    ),
    "the peer is pinned": (lan(h1=[row(PEER, mac(99), state="permanent", origin="static")]), EXPECTED),
    "the peer is managed and idle": ({**lan(), "peer": station(99, row("192.0.2.1", mac(1)))}, EXPECTED),
    "the control plane knows the peer": (lan(h1=[row(PEER, mac(99), state="noarp", origin="remote")]), EXPECTED),
    "either of two MACs": (
        lan(h1=[row(PEER, mac(98))], h2=[row(PEER, mac(99))]),
        {"expected": [{"ip": PEER, "macs": [mac(98), mac(99)]}]},
    ),
    "two entries for one address": (
        lan(h1=[row(PEER, mac(98))], h2=[row(PEER, mac(99))]),
        {"expected": [{"ip": PEER, "macs": mac(98)}, {"ip": PEER, "macs": mac(99)}]},
    ),
    "a member of a declared group": (
        lan(h1=[row(PEER, mac(98))]),
        {**EXPECTED, "virtual_addresses": [{"ip": PEER, "macs": [mac(98)]}]},
    ),
    "nobody is on its subnet": (lan(), {"expected": [{"ip": "203.0.113.9"}]}),
    "nobody of the run is on the segment that is named": (lan(), expected(segment="elsewhere")),
    "the only observer is down": (
        {"h1": facts([interface("eth0", mac(1), "192.0.2.1/24", up=False)], [])},
        EXPECTED,
    ),
    "a loopback in its subnet": (
        {"h1": facts([interface("lo", None, "192.0.2.1/24"), interface("dummy0", mac(5), "192.0.2.2/24")], [])},
        EXPECTED,
    ),
    "a /32 excludes nothing and includes nothing": (
        {"h1": facts([interface("eth0", mac(1), "192.0.2.1/32")], [row("192.0.2.2", mac(2))])},
        EXPECTED,
    ),
    "the same address elsewhere, where other stations are": (
        {**site("a", 0, row(PEER, mac(99))), **site("b", 512, row(PEER, mac(611)))},
        EXPECTED,
    ),
    "the same address elsewhere is not known there": (
        {**site("a", 0, row(PEER, mac(99))), **site("b", 512)},
        EXPECTED,
    ),
    "the same address in another VRF": (
        {
            **site("a", 0, row(PEER, mac(99), vrf="red"), vrf="red"),
            **site("b", 512, row(PEER, mac(66), vrf="blue"), vrf="blue"),
        },
        expected(vrf="red"),
    ),
    "the same address on another segment than the named one": (
        {**site("a", 0, row(PEER, mac(99))), **site("b", 512, row(PEER, mac(66)))},
        {**expected(segment="site-a"), "segments": {"a1": "site-a", "a2": "site-a"}},
    ),
    "managed hosts on a closed segment": (lan(), closed()),
    "listed stations": (lan(h1=[row("192.0.2.50", mac(50))]), closed(mac(50))),
    "listed with another segment's list": (
        lan(h1=[row("192.0.2.50", mac(50))]),
        {"closed_segments": [{"prefix": NET, "macs": [mac(51)]}, {"segment": NET, "macs": mac(50)}]},
    ),
    "addresses outside the closed prefix": (lan(h1=[row("192.0.2.66", mac(66))]), closed(prefix="192.0.2.0/26")),
    "another segment": (lan(h1=[row("192.0.2.66", mac(66))]), closed(segment="dmz")),
    "a declared virtual address": (
        everywhere(row("192.0.2.254", "00:00:5e:00:01:0a")),
        {**closed(), "virtual_addresses": [{"ip": "192.0.2.254", "macs": ["00:00:5e:00:01:0a"]}]},
    ),
    "an expected peer": (lan(h1=[row(PEER, mac(99))]), {**closed(), **EXPECTED}),
    "a declared proxy": (
        lan(h1=[row("192.0.2.254", mac(254)), row("192.0.2.70", mac(254))]),
        {**closed(), "proxy_arp": [{"mac": mac(254), "prefixes": [NET]}]},
    ),
    "unresolved, pinned, broadcast, multicast and noarp rows": (
        lan(
            h1=[
                row("192.0.2.66", mac(66), state="permanent", origin="static"),
                row("192.0.2.67", mac(67), state="noarp"),
                row("192.0.2.255", "ff:ff:ff:ff:ff:ff", state="resolved"),
                row("224.0.0.22", "01:00:5e:00:00:16", state="resolved"),
            ]
        ),
        closed(segment=NET),
    ),
    "Calico's MAC": (lan(h1=[row("192.0.2.66", "ee:ee:ee:ee:ee:ee")]), closed()),
}


@pytest.mark.parametrize(("fabric", "policy", "found"), DEVIATIONS.values(), ids=DEVIATIONS)
def test_a_deviation_is_said_once(fabric, policy, found):
    assert sorted((item["kind"], item["ip"], item["severity"]) for item in judge(fabric, policy)) == found


@pytest.mark.parametrize(("fabric", "policy"), AS_IT_SHOULD_BE.values(), ids=AS_IT_SHOULD_BE)
def test_what_is_as_it_should_be_raises_nothing(fabric, policy):
    assert [item["message"] for item in judge(fabric, policy)] == []


def test_a_missing_peer_names_who_should_have_seen_it():
    (found,) = judge(lan(h2=[row(PEER)]), EXPECTED)
    assert found["message"] == f"{PEER}, which the policy expects, does not answer h2."
    assert found["hosts"] == ["h1", "h2", "h3"]
    assert found["segment"] == NET
    assert found["macs"] == [mac(99)]
    assert [(item["host"], item["state"]) for item in found["evidence"]] == [
        ("h2", "failed"),
        ("h1", None),
        ("h3", None),
    ]


def test_a_peer_missing_at_two_places_is_one_finding():
    (found,) = judge({**site("a", 0), **site("b", 512)}, EXPECTED)
    assert found["hosts"] == ["a1", "a2", "b1", "b2"]
    assert found["segment"] is None
    assert found["message"] == f"{PEER}, which the policy expects, is in no neighbor table of a1, a2, b1 and b2."


def test_an_unexpected_mac_is_named_with_the_managed_host_that_has_it():
    (found,) = judge(lan(h1=[row(PEER, mac(2))]), EXPECTED)
    assert f"but h1 got {mac(2)} of h2 (eth0)." in found["message"]
    assert found["hosts"] == ["h1", "h2"]


def test_an_unknown_station_is_named_with_what_is_known_of_it():
    (found,) = judge(lan(h1=[row("192.0.2.66", "00:50:56:00:00:66")]), closed())
    assert found["message"].startswith("00:50:56:00:00:66 (VMware, Inc.) with 192.0.2.66 is not on the list")
    assert (found["hosts"], found["macs"], found["family"]) == (["h1"], ["00:50:56:00:00:66"], "ipv4")

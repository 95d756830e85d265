# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strangers that answer for a declared virtual address, and members that do so by right."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, lan, mac, row, site

VIP = "192.0.2.254"
VRRP = "00:00:5e:00:01:0a"
OTHER_VRRP = "00:00:5e:00:01:63"
HSRP = "00:00:0c:07:ac:01"
DECLARED = {"virtual_addresses": [{"ip": VIP, "macs": [VRRP, mac(252), mac(253)]}]}
GLBP = {"virtual_addresses": [{"ip": VIP, "macs": ["00:07:b4:00:01:01"]}]}
IN_RED = {"virtual_addresses": [{"ip": VIP, "vrf": "red", "macs": [VRRP]}]}


def managed_router(*addresses):
    """A router of the segment that is managed and has the virtual address with its virtual MAC."""
    return facts(
        [interface("eth0", mac(252), "192.0.2.252/24"), interface("vrrp10", VRRP, f"{VIP}/32")],
        [row("192.0.2.1", mac(1)), row("192.0.2.1", mac(1), "vrrp10"), *addresses],
    )


STRANGERS = {
    "another VRID, and nobody else": (
        lan(h1=[row(VIP, OTHER_VRRP)]),
        DECLARED,
        [("unknown_virtual_router", VIP, "warning")],
    ),
    "another VRID beside the right one": (
        lan(h1=[row(VIP, VRRP)], h2=[row(VIP, OTHER_VRRP)]),
        DECLARED,
        [("unknown_virtual_router", VIP, "warning")],
    ),
    "another protocol": (lan(h1=[row(VIP, HSRP)]), DECLARED, [("unknown_virtual_router", VIP, "warning")]),
    "a physical MAC, and nobody else": (
        lan(h1=[row(VIP, mac(66))]),
        DECLARED,
        [("virtual_address_physical_mac", VIP, "warning")],
    ),
    "a physical MAC beside the virtual one is said alone": (
        lan(h1=[row(VIP, VRRP)], h2=[row(VIP, mac(66))]),
        DECLARED,
        [("virtual_address_physical_mac", VIP, "warning")],
    ),
    "a member whose physical MAC is not declared": (
        lan(h1=[row(VIP, VRRP)], h2=[row(VIP, mac(252))]),
        {"virtual_addresses": [{"ip": VIP, "macs": [VRRP]}]},
        [("virtual_address_physical_mac", VIP, "warning")],
    ),
    "two strangers of one kind are one finding": (
        lan(h1=[row(VIP, mac(66))], h2=[row(VIP, mac(67))]),
        DECLARED,
        [("virtual_address_physical_mac", VIP, "warning")],
    ),
    "one of each kind": (
        lan(h1=[row(VIP, mac(66))], h2=[row(VIP, OTHER_VRRP)]),
        DECLARED,
        [("unknown_virtual_router", VIP, "warning"), ("virtual_address_physical_mac", VIP, "warning")],
    ),
    "another GLBP group": (
        lan(h1=[row(VIP, "00:07:b4:00:02:01")]),
        GLBP,
        [("unknown_virtual_router", VIP, "warning")],
    ),
    "own truth is stronger than the declaration": (
        {**lan(h1=[row(VIP, mac(66))], h2=[row(VIP, VRRP)]), "r1": managed_router()},
        DECLARED,
        [("spoofed_address", VIP, "critical")],
    ),
    "an observer that shares nothing else with the home": (
        {
            **lan(h1=[row(VIP, VRRP)]),
            "h9": facts([interface("eth0", mac(9), "192.0.2.9/24")], [row(VIP, mac(66))]),
        },
        DECLARED,
        [("virtual_address_physical_mac", VIP, "warning")],
    ),
    "in the VRF of the declaration": (
        lan(vrf="red", h1=[row(VIP, mac(66), vrf="red")]),
        IN_RED,
        [("virtual_address_physical_mac", VIP, "warning")],
    ),
}

RIGHTFUL = {
    "a declared pair that fails over": (
        lan(h1=[row(VIP, VRRP)], h2=[row(VIP, mac(252))], h3=[row(VIP, mac(253))]),
        DECLARED,
    ),
    "forwarders of a declared GLBP group": (
        lan(h1=[row(VIP, "00:07:b4:00:01:01")], h2=[row(VIP, "00:07:b4:00:01:03")]),
        GLBP,
    ),
    "a virtual MAC that nobody declared, on an address that nobody declared": (
        lan(h1=[row("192.0.2.253", OTHER_VRRP)], h2=[row("192.0.2.253", OTHER_VRRP)]),
        DECLARED,
    ),
    "virtual routers without any policy": (lan(h1=[row(VIP, OTHER_VRRP)]), {}),
    "a managed router that has the address": (
        {**lan(h1=[row(VIP, VRRP)]), "r1": managed_router()},
        DECLARED,
    ),
    "the same address elsewhere, where other stations are": (
        {**site("a", 0, row(VIP, VRRP)), **site("b", 512, row(VIP, mac(777)))},
        DECLARED,
    ),
    "the same address elsewhere, on a managed host": (
        {
            **lan(h1=[row(VIP, VRRP)]),
            "far": facts([interface("eth0", mac(700), f"{VIP}/24")], [row("192.0.2.77", mac(701))]),
            "near": facts([interface("eth0", mac(701), "192.0.2.77/24")], [row(VIP, mac(700))]),
        },
        DECLARED,
    ),
    "the same address in another VRF": (lan(vrf="blue", h1=[row(VIP, mac(66), vrf="blue")]), IN_RED),
    "a proxy that is declared for it": (
        lan(h1=[row(VIP, mac(66))]),
        {**DECLARED, "proxy_arp": [{"mac": mac(66), "prefixes": ["192.0.2.0/24"]}]},
    ),
    "an NLB cluster": (
        lan(h1=[row("192.0.2.90", "02:bf:c0:00:02:5a")], h2=[row("192.0.2.90", "02:01:c0:00:02:5a")]),
        {"virtual_addresses": [{"ip": "192.0.2.90", "macs": ["02:bf:c0:00:02:5a", "02:01:c0:00:02:5a"]}]},
    ),
}


@pytest.mark.parametrize(("fabric", "policy", "expected"), STRANGERS.values(), ids=STRANGERS)
def test_a_stranger_is_said_once(fabric, policy, expected):
    assert sorted((found["kind"], found["ip"], found["severity"]) for found in judge(fabric, policy)) == expected


@pytest.mark.parametrize(("fabric", "policy"), RIGHTFUL.values(), ids=RIGHTFUL)
def test_who_answers_by_right_raises_nothing(fabric, policy):
    assert [found["message"] for found in judge(fabric, policy)] == []


def test_the_finding_names_declaration_stranger_and_observer():
    fabric = lan(h1=[row(VIP, VRRP)], h2=[row(VIP, "00:50:56:00:00:66")])
    for host in fabric.values():
        host["gateways"] = [gateway(VIP)]
    (found,) = judge(fabric, {"virtual_addresses": [{"ip": VIP, "macs": [VRRP]}]})
    assert found["message"] == (
        f"Gateway {VIP} is declared with {VRRP} (virtual MAC, VRRP), but h2 got 00:50:56:00:00:66 (VMware, Inc.)."
    )
    assert found["hosts"] == ["h2"]
    assert found["macs"] == [VRRP, "00:50:56:00:00:66"]

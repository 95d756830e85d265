# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MAC addresses that two machines have, and those that many have by right."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, lan, mac, row, station

TWICE = mac(70)


def machine(address, *addresses, name="eth0", knows=(), up=True, **more):
    """A host whose interface has this MAC and these addresses."""
    return facts([interface(name, address, *addresses, up=up)], list(knows), **more)


def pair(address, one, other, name="eth0", **more):
    """Two hosts with one MAC, each on a segment of its own."""
    return {
        "x": machine(address, one, name=name, knows=[row(one.rpartition(".")[0] + ".200", mac(200), name)], **more),
        "y": machine(address, other, name=name, knows=[row(other.rpartition(".")[0] + ".201", mac(201), name)], **more),
    }


DUPLICATES = {
    "on one segment": (
        {
            **lan(h1=[row("192.0.2.70", TWICE), row("192.0.2.71", TWICE)]),
            "x": machine(TWICE, "192.0.2.70/24", knows=[row("192.0.2.1", mac(1))]),
            "y": machine(TWICE, "192.0.2.71/24", knows=[row("192.0.2.1", mac(1))]),
        },
        "192.0.2.0/24",
    ),
    "on two segments": (pair(TWICE, "192.0.2.70/24", "198.51.100.70/24"), None),
    "clones, whose link-local addresses are equal, too": (
        {
            "x": machine(TWICE, "192.0.2.70/24", "fe80::ff:fe00:46/64", knows=[row("192.0.2.200", mac(200))]),
            "y": machine(TWICE, "198.51.100.70/24", "fe80::ff:fe00:46/64", knows=[row("198.51.100.200", mac(201))]),
        },
        None,
    ),
}

SHARED = {
    "an anycast gateway without a prefix of its own": pair(TWICE, "192.0.2.70/24", "192.0.2.70/24"),
    "an anycast MAC on different routed VLANs": pair(TWICE, "192.0.2.254/24", "198.51.100.254/24", name="Vlan10"),
    "VRR twins on different VLANs": pair("00:00:5e:00:01:0d", "192.0.2.254/24", "198.51.100.254/24", name="vlan13-v0"),
    "an anycast MAC that answers for gateways": {
        **{
            name: station(number, row(f"{net}.70", TWICE), net=net, gateways=[gateway(f"{net}.70")])
            for name, number, net in (("a", 1, "192.0.2"), ("b", 2, "198.51.100"))
        },
        "x": machine(TWICE, "192.0.2.70/24", knows=[row("192.0.2.1", mac(1))]),
        "y": machine(TWICE, "198.51.100.70/24", knows=[row("198.51.100.2", mac(2))]),
    },
    "one host with several interfaces and namespaces": {
        **lan(),
        "x": facts(
            [
                interface("bond0", TWICE, "192.0.2.70/24"),
                interface("bond0.100", TWICE, "198.51.100.70/24"),
                interface("macvlan0", TWICE, "203.0.113.70/24", namespace="guest"),
            ],
            [row("192.0.2.1", mac(1), "bond0")],
        ),
    },
    "ports and slaves without addresses": {
        "x": facts([interface("bond0", TWICE, "192.0.2.70/24"), interface("eth0", TWICE)], []),
        "y": facts([interface("eth9", TWICE)], []),
    },
    "a cold standby": {
        "x": machine(TWICE, "192.0.2.70/24"),
        "y": machine(TWICE, "192.0.2.71/24", up=False),
    },
    "bridges of containers and guests": pair("52:54:00:aa:bb:cc", "192.0.2.1/24", "198.51.100.1/24", name="virbr0"),
    "derived from the address": {
        "x": machine("0a:58:0a:f4:00:02", "10.244.0.2/24"),
        "y": machine("0a:58:0a:f4:00:02", "10.244.1.2/24"),
    },
    "Calico's MAC": pair("ee:ee:ee:ee:ee:ee", "192.0.2.70/24", "198.51.100.70/24"),
    "VPN adapters": pair("00:05:9a:3c:7a:00", "192.0.2.70/24", "192.0.2.71/24", name="Ethernet 3"),
    "VMware Workstation": pair("00:50:56:c0:00:08", "192.0.2.1/24", "198.51.100.1/24", name="vmnet8"),
    "one router on two segments": {
        "a": station(1, row("192.0.2.254", TWICE)),
        "b": station(2, row("198.51.100.254", TWICE), net="198.51.100"),
    },
    "a managed host that had other addresses before": {
        **lan(h1=[row("192.0.2.70", TWICE), row("192.0.2.71", TWICE)]),
        "x": machine(TWICE, "192.0.2.70/24", knows=[row("192.0.2.1", mac(1))]),
    },
    "one host under two names": {
        name: machine(TWICE, "192.0.2.70/24", "2001:db8::70/64") for name in ("web1", "web1.example.com")
    },
}


@pytest.mark.parametrize(("fabric", "segment"), DUPLICATES.values(), ids=DUPLICATES)
def test_a_mac_that_two_machines_have_is_said_once(fabric, segment):
    (found,) = judge(fabric)
    assert (found["kind"], found["severity"], found["ip"]) == ("duplicate_mac", "warning", None)
    assert (found["macs"], found["hosts"], found["segment"]) == ([TWICE], ["x", "y"], segment)
    assert {item["host"] for item in found["evidence"]} == {"x", "y"}


@pytest.mark.parametrize("fabric", SHARED.values(), ids=SHARED)
def test_a_mac_that_is_meant_to_be_shared_raises_nothing(fabric):
    assert [found["message"] for found in judge(fabric)] == []


def test_a_declared_mac_may_be_anywhere():
    fabric = pair(TWICE, "192.0.2.70/24", "198.51.100.70/24")
    assert judge(fabric, {"virtual_addresses": [{"ip": "203.0.113.1", "macs": [TWICE]}]}) == []

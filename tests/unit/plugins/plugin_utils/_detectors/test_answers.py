# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Static rows: what they say wrong is drift, and no answer of anybody."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, kinds, lan, mac, row


def pinned(ip, address, interface="eth0"):
    return row(ip, address, interface, state="permanent", origin="static")


def two_interfaces(*rows):
    """Three hosts beside mh, which has eth0 .10 and eth1 .11 in their subnet."""
    return {
        **lan(h1=rows),
        "mh": facts(
            [interface("eth0", mac(10), "192.0.2.10/24"), interface("eth1", mac(11), "192.0.2.11/24")],
            [row("192.0.2.1", mac(1))],
        ),
    }


DRIFT = {
    "a stranger's MAC": (lan(h1=[pinned("192.0.2.3", mac(66))], without=("192.0.2.3",)), "192.0.2.3"),
    "the MAC of the owner's other interface is drift, not flux": (
        two_interfaces(pinned("192.0.2.10", mac(11))),
        "192.0.2.10",
    ),
    "the gateway's MAC is drift, not proxy ARP": (
        lan(
            h1=[row("192.0.2.254", mac(254)), pinned("192.0.2.3", mac(254))],
            without=("192.0.2.3",),
            gateways=[gateway("192.0.2.254")],
        ),
        "192.0.2.3",
    ),
}

RIGHT = {
    "the owner's MAC": lan(h1=[pinned("192.0.2.3", mac(3))], without=("192.0.2.3",)),
    "an address that no managed host has": lan(h1=[pinned("192.0.2.50", mac(50))]),
    "a router's MAC for many addresses": lan(
        h1=[row("192.0.2.254", mac(254)), *(pinned(f"192.0.2.{last}", mac(254)) for last in range(60, 70))],
        gateways=[gateway("192.0.2.254")],
    ),
}


@pytest.mark.parametrize(("fabric", "ip"), DRIFT.values(), ids=DRIFT)
def test_a_static_row_that_is_wrong_is_said_alone(fabric, ip):
    found = judge(fabric)
    assert [(item["kind"], item["severity"], item["ip"]) for item in found] == [("static_entry_drift", "critical", ip)]


@pytest.mark.parametrize("fabric", RIGHT.values(), ids=RIGHT)
def test_a_static_row_that_is_right_raises_nothing(fabric):
    assert [item["message"] for item in judge(fabric)] == []


def test_a_pinned_host_and_a_fooled_one_have_a_finding_each():
    fabric = lan(h1=[pinned("192.0.2.3", mac(66))], h2=[row("192.0.2.3", mac(66))], without=("192.0.2.3",))
    assert kinds(judge(fabric)) == [("spoofed_address", "192.0.2.3"), ("static_entry_drift", "192.0.2.3")]
    assert [item["hosts"] for item in judge(fabric)] == [["h2", "h3"], ["h1", "h3"]]


def test_a_duplicate_on_the_wrong_subnet_is_one_finding():
    fabric = lan(h1=[row("198.51.100.1", mac(50))], h2=[row("198.51.100.1", mac(51))])
    assert kinds(judge(fabric)) == [("duplicate_ip", "198.51.100.1")]

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose address it is, and who may answer for it. Static rows are no answers: what they say wrong is drift."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, kinds, lan, mac, row

VRRP = "00:00:5e:00:01:0a"


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


def router(*addresses, rows=()):
    """A device that tells .254 as the address of Vlan10, and these (ip, mac) as rows of its own."""
    own = [row(ip, address, "Vlan10", state="resolved", origin="local") for ip, address in addresses]
    beside = [row(f"192.0.2.{number}", mac(number), "Vlan10") for number in (1, 2, 3)]
    return facts([interface("Vlan10", mac(254), "192.0.2.254/24")], [*own, *beside, *rows], platform="cisco_ios")


HSRP = "00:00:0c:07:ac:01"
OWN_ROWS = {
    "a secondary address": (("198.51.100.1", mac(254)), "198.51.100.1"),
    "a virtual router's address": (("192.0.2.250", HSRP), "192.0.2.250"),
}


@pytest.mark.parametrize(("own", "ip"), OWN_ROWS.values(), ids=OWN_ROWS)
def test_an_own_address_that_a_device_tells_as_a_row_alone_is_own_truth(own, ip):
    fabric = {**lan(h1=[row(ip, mac(66))], h2=[row(ip, own[1])]), "r1": router(own)}
    found = [item for item in judge(fabric) if item["kind"] == "spoofed_address"]
    assert [(item["ip"], item["hosts"], item["severity"]) for item in found] == [(ip, ["h1", "r1"], "critical")]


def test_a_row_of_its_own_on_an_interface_that_is_down_is_none():
    fabric = {**lan(h1=[row("192.0.2.250", mac(66))]), "r1": router(("192.0.2.250", mac(254)))}
    fabric["r1"]["interfaces"][0]["up"] = False
    assert kinds(judge(fabric)) == []


def test_a_device_whose_subnets_are_told_is_judged_by_them():
    fabric = {**lan(), "r1": router(rows=[row("198.51.100.9", mac(9), "Vlan10")])}
    assert kinds(judge(fabric)) == [("off_subnet_neighbor", "198.51.100.9")]


def test_a_distant_answer_over_ipv6_needs_a_known_subnet_of_ipv6():
    hosts = {
        f"h{number}": facts(
            [interface("eth0", mac(number), f"2001:db8::{number}/32")],
            [row("2001:db8:9::9", mac(254)), row("fe80::1", mac(254)), row("2001:db8::254", mac(254))],
            [gateway("fe80::1")],
        )
        for number in (1, 2)
    }
    beside = [row("2001:db8::1", mac(1)), row("2001:db8::2", mac(2))]
    told = facts([interface("eth0", mac(254), "2001:db8::254/64", "fe80::1/64")], beside)
    untold = facts([interface("eth0", mac(254), "192.0.2.254/24")], beside)
    assert kinds(judge({**hosts, "r1": told})) == [("proxy_arp_answer", None)]
    assert kinds(judge({**hosts, "r1": untold})) == []


def test_a_virtual_address_of_keepalived_is_own_truth():
    r1 = facts([interface("eth0", mac(9), "192.0.2.9/24"), interface("vrrp.1", VRRP, "192.0.2.250/32")], [])
    fabric = lan(**{host: [row("192.0.2.9", mac(9)), row("192.0.2.250", mac(66))] for host in ("h1", "h2", "h3")})
    (found,) = judge({**fabric, "r1": r1})
    assert (found["kind"], found["ip"], found["macs"]) == ("spoofed_address", "192.0.2.250", [VRRP, mac(66)])


def test_each_mac_is_named_once():
    leaf = [interface("eth0", mac(80), "192.0.2.80/24")]
    fabric = {**lan(h1=[row("192.0.2.80", mac(66))]), "l1": facts(leaf, []), "l2": facts(leaf, [])}
    for number, name in ((21, "l1"), (22, "l2")):
        fabric[name]["interfaces"] = [*leaf, interface("eth1", mac(number), f"192.0.2.{number}/24")]
        fabric[name]["neighbors"] = [row("192.0.2.1", mac(1)), row("192.0.2.1", mac(1), "eth1")]
    (found,) = judge(fabric)
    assert (found["kind"], found["macs"]) == ("spoofed_address", [mac(66), mac(80)])


BONDS = {
    "another network card beside a bond": [interface("eth1", mac(11), "192.0.2.11/24")],
    "a card without IPv4, on the wire by itself": [interface("eth1", mac(11), "fe80::11/64")],
}


@pytest.mark.parametrize("others", BONDS.values(), ids=BONDS)
def test_an_interface_beside_a_bond_may_be_in_flux(others):
    bond = facts([interface("bond0", mac(10), "192.0.2.10/24"), *others], [row("192.0.2.1", mac(1), "bond0")])
    fabric = {**lan(h1=[row("192.0.2.10", mac(10))], h2=[row("192.0.2.10", mac(11))]), "b": bond}
    assert kinds(judge(fabric)) == [("arp_flux", "192.0.2.10")]


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


def poisoned(victims, *rows, **managed):
    """Six hosts and their gateway; a stranger's MAC stands for all of them in the tables of the victims."""
    gateways = [gateway("192.0.2.254"), gateway("fe80::fe")]
    told = {f"192.0.2.{number}": mac(number) for number in range(1, 7)} | {
        "192.0.2.254": mac(254),
        "fe80::fe": mac(254),
    }
    return {
        **{
            f"h{number}": facts(
                [interface("eth0", mac(number), f"192.0.2.{number}/24")],
                [
                    row(ip, mac(66) if number in victims else right, is_router=ip == "fe80::fe" or None)
                    for ip, right in told.items()
                    if ip != f"192.0.2.{number}"
                ],
                gateways,
            )
            for number in range(1, 7)
        },
        **managed,
    }


GATE = facts([interface("eth0", mac(254), "192.0.2.254/24", "fe80::fe/64")], [row("192.0.2.1", mac(1))])
POISONED = {
    "beside a managed gateway": (poisoned([2], gate=GATE), "spoofed_address"),
    "beside a managed gateway, at half of the hosts": (poisoned([2, 4, 6], gate=GATE), "spoofed_address"),
    "beside a gateway that nobody manages": (poisoned([2]), "duplicate_ip"),
}


@pytest.mark.parametrize(("fabric", "kind"), POISONED.values(), ids=POISONED)
def test_who_answers_for_everybody_in_their_stead_is_no_proxy(fabric, kind):
    """The gateway is among those that it answers for, which makes it no router."""
    found = judge(fabric)
    assert {item["severity"] for item in found} == {"critical"}
    hosts = sorted(
        item["ip"] for item in found if item["kind"] == "spoofed_address" and item["ip"][-2:] in (".1", ".3", ".5")
    )
    assert hosts == ["192.0.2.1", "192.0.2.3", "192.0.2.5"]
    assert {(item["kind"], item["ip"]) for item in found if item["ip"] in ("192.0.2.254", "fe80::fe")} == {
        (kind, "192.0.2.254"),
        (kind, "fe80::fe"),
    }


def test_a_gateway_that_answers_for_everybody_is_a_proxy_beside_one_who_spoofs_it():
    fabric = poisoned([1, 2, 3, 4, 5, 6])
    for host in fabric.values():
        for one in host["neighbors"]:
            one["mac"] = mac(254)
    fabric["h2"]["neighbors"][-2]["mac"] = mac(66)
    assert kinds(judge(fabric)) == [("duplicate_ip", "192.0.2.254"), ("proxy_arp_answer", None)]


def anycast(*rows, leaves=(21, 22)):
    """Two leaves that tell their own MACs for the address that hosts have with the fabric's."""
    return {
        **lan(
            h1=[row("192.0.2.254", mac(66)), *rows],
            h2=[row("192.0.2.254", mac(77))],
            h3=[row("192.0.2.254", mac(77))],
            gateways=[gateway("192.0.2.254")],
        ),
        **{
            f"leaf{number}": facts(
                [interface("Vlan10", mac(number), "192.0.2.254/24")],
                [row(f"192.0.2.{host}", mac(host), "Vlan10") for host in (1, 2, 3)],
                platform="cisco_nxos",
            )
            for number in leaves
        },
    }


def healed(fabric, right):
    fabric["h1"]["neighbors"][-1]["mac"] = right
    return fabric


def test_an_anycast_address_is_no_conflict_where_nobody_got_the_leaves_own_macs():
    assert kinds(judge(healed(anycast(), mac(77)))) == []


def test_who_answers_for_an_anycast_address_is_said():
    (found,) = judge(anycast())
    assert (found["kind"], found["ip"], found["macs"]) == ("spoofed_address", "192.0.2.254", [mac(66), mac(77)])


def test_a_conflict_that_somebody_saw_is_one():
    assert ("own_address_conflict", "192.0.2.254") in kinds(judge(healed(anycast(), mac(21))))


def test_one_owner_whose_mac_nobody_got_is_spoofed():
    assert {item["kind"] for item in judge(healed(anycast(leaves=[21]), mac(77)))} == {"spoofed_address"}


def containers(*namespaces):
    """A host with containers that are on its LAN themselves, all with one address."""
    own = [interface("eth0", mac(90 + at), "192.0.2.90/24", namespace=name) for at, name in enumerate(namespaces)]
    rows = [row("192.0.2.1", mac(1), namespace=name) for name in namespaces]
    host = facts([interface("eth0", mac(9), "192.0.2.9/24"), *own], [row("192.0.2.2", mac(2)), *rows])
    return {**lan(h1=[row("192.0.2.90", mac(90))], h2=[row("192.0.2.90", mac(91))]), "host": host}


def test_two_containers_with_one_address_are_a_conflict():
    (found,) = judge(containers("c1", "c2"))
    assert (found["kind"], found["ip"], found["macs"]) == ("own_address_conflict", "192.0.2.90", [mac(90), mac(91)])
    assert found["message"].startswith(
        f"192.0.2.90 is configured on host in namespace c1 (eth0, {mac(90)}) and host in namespace c2 (eth0, {mac(91)})"
    )

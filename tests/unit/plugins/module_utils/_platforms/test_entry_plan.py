# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user writes to entries, entries and a table to steps, and which steps may cut the connection."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.module_utils._platforms import _entry_plan
from ansible_collections.netops.arp.plugins.module_utils._platforms._changes import Backend, Entry, Step
from ansible_collections.netops.arp.plugins.module_utils._platforms._entry_plan import Purge, cutting, plan, wanted

MAC, OTHER = "00:00:5e:00:53:01", "00:00:5e:00:53:02"
MISTAKES = {
    "no address": ({"ip": "192.0.2.300", "mac": MAC}, "not an IP address"),
    "nothing": ({"ip": "", "mac": MAC}, "needs an ip"),
    "a prefix": ({"ip": "192.0.2.0/24", "mac": MAC}, "is for one address"),
    "multicast": ({"ip": "224.0.0.5", "mac": MAC}, "multicast addresses have no neighbor entries"),
    "multicast of IPv6": ({"ip": "ff02::1", "mac": MAC}, "multicast addresses"),
    "loopback": ({"ip": "127.0.0.1", "mac": MAC}, "loopback addresses"),
    "unspecified": ({"ip": "::", "mac": MAC}, "unspecified addresses"),
    "no MAC": ({"ip": "192.0.2.1"}, "a static entry needs a mac"),
    "a zero MAC": ({"ip": "192.0.2.1", "mac": "0000.0000.0000"}, "cannot be the MAC of a neighbor"),
    "broadcast": ({"ip": "192.0.2.1", "mac": "ff:ff:ff:ff:ff:ff"}, "cannot be the MAC of a neighbor"),
    "a long MAC": ({"ip": "192.0.2.1", "mac": "00:01:02:03:04:05:06:07"}, "cannot be the MAC of a neighbor"),
    "a word": ({"ip": "192.0.2.1", "mac": "router"}, "not a link-layer address"),
    "a second line": ({"ip": "192.0.2.1", "mac": MAC, "interface": "eth0\nreload"}, "is no name for interface"),
    "a second command": ({"ip": "192.0.2.1", "mac": MAC, "vrf": "blue;reload"}, "is no name for vrf"),
    "a pipe": ({"ip": "192.0.2.1", "mac": MAC, "interface": "eth0|x"}, "is no name for interface"),
    "a blank": ({"ip": "192.0.2.1", "mac": MAC, "interface": "eth0 x"}, "is no name for interface"),
    "an option": ({"ip": "192.0.2.1", "mac": MAC, "interface": "-a"}, "is no name for interface"),
    "a quote": ({"ip": "192.0.2.1", "mac": MAC, "vrf": 'b"'}, "is no name for vrf"),
}


@pytest.mark.parametrize(("given", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_entry(given, words):
    with pytest.raises(ArpError, match=r"^Entry 2 of 2 \(.*\): .*" + words):
        wanted([{"ip": "192.0.2.2", "mac": MAC}, given], "present")


@pytest.mark.parametrize("name", ["eth0.100", "GigabitEthernet0/0/1", "ge-0/0/0.0", "swp1s0", "br-lan", "Te1/0/1:2"])
def test_names_of_interfaces_pass(name):
    (entry,) = wanted([{"ip": "192.0.2.1", "mac": MAC, "interface": name}], "present")
    assert entry.interface == name


def test_addresses_and_macs_become_canonical_and_repetitions_one():
    given = [{"ip": "2001:DB8:0::1", "mac": "0000.5E00.5301"}, {"ip": "2001:db8::1", "mac": MAC}]
    assert wanted(given, "present") == [Entry("2001:db8::1", "ipv6", MAC, None, None, None)]


def test_a_contradiction_is_refused():
    with pytest.raises(ArpError, match="contradicts an earlier one"):
        wanted([{"ip": "192.0.2.1", "mac": MAC}, {"ip": "192.0.2.1", "state": "absent"}], "present")


def row(ip, mac=MAC, interface="eth0", state="permanent", origin="static", **more):
    family = "ipv6" if ":" in ip else "ipv4"
    return neighbor(ip, family, mac=mac, interface=interface, state=state, origin=origin, vrf="default", **more)


def interface(name, *addresses, vrf="default"):
    return {"name": name, "addresses": list(addresses), "vrf": vrf, "namespace": None}


def facts(*rows):
    interfaces = [
        interface("eth0", "192.0.2.10/24", "2001:db8::10/64"),
        interface("eth1", "192.0.2.130/25"),
        interface("eth2", "192.0.2.10/24", vrf="blue"),
    ]
    return {"neighbors": list(rows), "interfaces": interfaces, "gateways": []}


def steps(given, *rows, purge=None, state="present"):
    planned = plan(wanted(given, state), facts(*rows), Backend(), purge)
    return [(step.action, step.entry.ip, step.entry.mac, step.entry.interface) for step in planned.steps]


WANTED = {"ip": "192.0.2.1", "mac": MAC}
PLANS = {
    "nothing there": ([], [("pin", "192.0.2.1", MAC, "eth0")]),
    "held": ([row("192.0.2.1")], []),
    "another MAC": ([row("192.0.2.1", OTHER)], [("pin", "192.0.2.1", MAC, "eth0")]),
    "learned": ([row("192.0.2.1", state="stale", origin="dynamic")], [("pin", "192.0.2.1", MAC, "eth0")]),
    "failed": ([row("192.0.2.1", None, state="failed", origin="dynamic")], [("pin", "192.0.2.1", MAC, "eth0")]),
    "of a control plane": ([row("192.0.2.1", origin="remote")], [("pin", "192.0.2.1", MAC, "eth0")]),
    "on another interface": ([row("192.0.2.1", interface="eth1")], [("pin", "192.0.2.1", MAC, "eth0")]),
}


@pytest.mark.parametrize(("rows", "expected"), PLANS.values(), ids=PLANS)
def test_what_is_there_decides_what_is_done(rows, expected):
    assert steps([WANTED], *rows) == expected


def test_the_smallest_network_chooses_the_interface_and_a_vrf_is_separate():
    assert steps([{"ip": "192.0.2.200", "mac": MAC}]) == [("pin", "192.0.2.200", MAC, "eth1")]
    assert steps([{"ip": "192.0.2.200", "mac": MAC, "vrf": "blue"}]) == [("pin", "192.0.2.200", MAC, "eth2")]
    with pytest.raises(ArpError, match="No interface has a network with fe80::1; name the interface"):
        steps([{"ip": "fe80::1", "mac": MAC}])


def test_absent_takes_static_entries_alone():
    learned = row("192.0.2.1", state="reachable", origin="dynamic")
    remote = row("192.0.2.1", origin="remote")
    assert steps([{"ip": "192.0.2.1"}], learned, state="absent") == []
    assert steps([{"ip": "192.0.2.1"}], remote, state="absent") == []
    assert steps([{"ip": "192.0.2.1"}], row("192.0.2.1"), state="absent") == [("unpin", "192.0.2.1", MAC, "eth0")]
    assert steps([{"ip": "192.0.2.1", "mac": OTHER}], row("192.0.2.1"), state="absent") == []


EVERYWHERE = Purge(["*"], [], [], [None])
PURGED = [
    row("192.0.2.1"),
    row("192.0.2.5", OTHER),
    row("192.0.2.6", state="stale", origin="dynamic"),
    row("192.0.2.7", origin="remote"),
    row("192.0.2.8", origin="local"),
    row("192.0.2.9", interface="eth1"),
    row("2001:db8::5"),
    row("192.0.2.77", namespace="red"),
]
PURGES = {
    "everywhere": (EVERYWHERE, ["192.0.2.5", "192.0.2.9", "2001:db8::5"]),
    "one interface": (EVERYWHERE._replace(interfaces=["eth1"]), ["192.0.2.9"]),
    "one family": (EVERYWHERE._replace(families=["ipv6"]), ["2001:db8::5"]),
    "another VRF": (EVERYWHERE._replace(vrf=["blue"]), []),
    "another namespace": (EVERYWHERE._replace(namespaces=["red"]), ["192.0.2.77"]),
}


@pytest.mark.parametrize(("scope", "expected"), PURGES.values(), ids=PURGES)
def test_a_purge_takes_static_entries_of_its_scope_that_nobody_wants(scope, expected):
    assert [ip for _action, ip, _mac, _interface in steps([WANTED], *PURGED, purge=scope)] == expected


LIFELINE = {"ip": "192.0.2.1", "family": "ipv4", "interface": "eth0", "vrf": "default", "namespace": None}
IN_USE = row("192.0.2.1", state="reachable", origin="dynamic")
CUTS = {
    "another MAC than in use": (OTHER, IN_USE, True),
    "the MAC in use": (MAC, IN_USE, False),
    "nothing is in use": (OTHER, None, False),
    "it had failed": (OTHER, row("192.0.2.1", None, state="failed", origin="dynamic"), False),
    "another MAC than pinned": (OTHER, row("192.0.2.1"), True),
}


@pytest.mark.parametrize(("mac", "before", "expected"), CUTS.values(), ids=CUTS)
def test_pinning_the_way_back(mac, before, expected):
    step = Step("pin", Entry("192.0.2.1", "ipv4", mac, "eth0", "default", None), before)
    assert bool(cutting([step], [LIFELINE])) is expected
    assert cutting([step], [dict(LIFELINE, ip="192.0.2.2")]) == []
    assert cutting([step], [dict(LIFELINE, interface="eth1")]) == []


def test_taking_the_way_back_away_is_a_cut():
    step = Step("unpin", _entry_plan.of_row(row("192.0.2.1")), row("192.0.2.1"))
    assert cutting([step], [LIFELINE]) == ["192.0.2.1 is pinned to 00:00:5e:00:53:01 and would have to be learned anew"]

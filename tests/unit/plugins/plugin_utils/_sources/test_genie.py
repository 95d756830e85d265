# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Genie: rows under interfaces and in the table that is called static, of four platforms."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.plugin_utils._normalize import normalize

MAC = "0000.5e00.5301"
ROW = neighbor("192.0.2.1", "ipv4", mac="00:00:5e:00:53:01", interface="Vlan10", vlan=10)
ROW6 = neighbor("2001:db8::1", "ipv6", mac="00:00:5e:00:53:01", interface="GigabitEthernet0/1", state="reachable")


def arp(interface="Vlan10", **row):
    return {"interfaces": {interface: {"ipv4": {"neighbors": {"192.0.2.1": {"ip": "192.0.2.1", **row}}}}}}


def nd(container="interfaces", interface="GigabitEthernet0/1", **row):
    row = {"ip": "2001:DB8::1", "neighbor_state": "REACH", "link_layer_address": MAC, **row}
    return {container: {interface: {"interface": interface, "neighbors": {row["ip"]: row}}}}


def static(**row):
    return {"global_static_table": {"192.0.2.1": {"ip_address": "192.0.2.1", **row}}}


IOS = {"link_layer_address": MAC, "type": "ARPA", "protocol": "Internet"}
XR = {"mac_address": MAC, "encap_type": "ARPA", "interface": "GigabitEthernet0/0/0/0", "flag": "Unknown"}
CASES = {
    "ios, minutes": (arp(**IOS, origin="dynamic", age="12"), {**ROW, "age_seconds": 720}),
    "ios, own address": (arp(**IOS, origin="static", age="-"), {**ROW, "origin": "local"}),
    "ios, static": (
        static(mac_address=MAC, encap_type="ARPA", age="-", protocol="Internet"),
        {**ROW, "interface": None, "vlan": None, "origin": "static"},
    ),
    "ios, incomplete": (
        static(mac_address="Incomplete", encap_type="ARPA", age="0", protocol="Internet"),
        {**ROW, "interface": None, "vlan": None, "mac": None, "state": "incomplete", "age_seconds": 0},
    ),
    "ios, neighbor": (nd("interface", "Gi0/1", age="3"), {**ROW6, "age_seconds": 180}),
    "ios, static neighbor": (nd("interface", "Gi0/1", age="-"), {**ROW6, "origin": "static"}),
    "nxos, clock": (
        arp(link_layer_address=MAC, origin="dynamic", age="00:08:56", physical_interface="Po1"),
        {**ROW, "age_seconds": 536, "physical_interface": "port-channel1"},
    ),
    "nxos, days": (arp(link_layer_address=MAC, origin="dynamic", age="2d15h"), {**ROW, "age_seconds": 226800}),
    "nxos, static": (arp(link_layer_address=MAC, origin="static", age="-"), {**ROW, "origin": "static"}),
    "iosxr, own address": (
        static(**XR, age="-", state="Interface"),
        {**ROW, "interface": "GigabitEthernet0/0/0/0", "vlan": None, "origin": "local"},
    ),
    "iosxr, learned": (
        static(**XR, age="02:55:43", state="Dynamic"),
        {**ROW, "interface": "GigabitEthernet0/0/0/0", "vlan": None, "age_seconds": 10543},
    ),
    "iosxr, neighbor, seconds": (nd(age="82", location="0/0/CPU0", origin="dynamic"), {**ROW6, "age_seconds": 82}),
    "iosxr, static neighbor": (nd(age="-", location="0/0/CPU0", static="Y"), {**ROW6, "origin": "static"}),
    "ops object": (
        {"info": arp(link_layer_address=MAC, origin="dynamic", remaining_expire_time=719.7), "maker": "x"},
        {**ROW, "expires_seconds": 719},
    ),
    "vrf": ({"vrf": {"blue": arp(link_layer_address=MAC, age="00:00:01")}}, {**ROW, "vrf": "blue", "age_seconds": 1}),
}


@pytest.mark.parametrize(("data", "expected"), CASES.values(), ids=CASES)
def test_row(data, expected):
    assert normalize(data, "genie") == [expected]


def test_what_is_no_neighbor_is_no_record():
    data = nd(age="1", location="0/0/CPU0")
    data["interfaces"]["GigabitEthernet0/1"]["neighbors"]["Mcast adjacency"] = {
        "ip": "Mcast adjacency",
        "link_layer_address": "0000.0000.0000",
        "neighbor_state": "REACH",
    }
    data["statistics"] = {"entries_total": 1}
    assert [row["ip"] for row in normalize(data, "genie")] == ["2001:db8::1"]


def test_junos_keeps_its_own_names():
    entry = {"mac-address": "00:00:5e:00:53:01", "ip-address": "192.0.2.1", "interface-name": "ge-0/0/0.0"}
    data = {"arp-table-information": {"arp-entry-count": "1", "arp-table-entry": [entry]}}
    assert [(row["ip"], row["mac"], row["interface"]) for row in normalize(data, "genie")] == [
        ("192.0.2.1", "00:00:5e:00:53:01", "ge-0/0/0.0")
    ]


def test_nothing_parsed_is_no_row():
    assert normalize({}, "genie") == []

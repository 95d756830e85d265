# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ntc-templates: the field names of its releases, and the units that they tell or do not tell."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.plugin_utils._normalize import normalize

ROW = neighbor("192.0.2.1", "ipv4", mac="00:00:5e:00:53:01", interface="Vlan10", vlan=10)
NEW = {"ip_address": "192.0.2.1", "mac_address": "0000.5e00.5301", "interface": "Vlan10"}

CASES = {
    "new names": (NEW, {}),
    "old names": ({"ADDRESS": "192.0.2.1", "MAC": "0000.5e00.5301", "INTERFACE": "Vlan10"}, {}),
    "names of one template": (
        {"ADDRESS": "192.0.2.1", "HARDWARE_ADDRESS": "0000.5e00.5301", "INTERFACE": "Vlan10", "AGE_MIN": "12"},
        {"age_seconds": 720},
    ),
    "minutes by the protocol": ({**NEW, "protocol": "Internet", "age": "12", "type": "ARPA"}, {"age_seconds": 720}),
    "own address": ({**NEW, "protocol": "Internet", "age": "-", "type": "ARPA"}, {"origin": "local"}),
    "static without interface": (
        {**NEW, "interface": "", "protocol": "Internet", "age": "-"},
        {"interface": None, "vlan": None, "origin": "static"},
    ),
    "incomplete": (
        {**NEW, "mac_address": "Incomplete", "interface": ""},
        {"interface": None, "vlan": None, "mac": None, "state": "incomplete"},
    ),
    "clock": ({**NEW, "age": "00:14:15"}, {"age_seconds": 855}),
    "number of no unit": ({**NEW, "age": "83"}, {"flags": ["age 83"]}),
    "time left": ({**NEW, "ttl": "1500"}, {"expires_seconds": 1500}),
    "two ports in one field": (
        {**NEW, "interface": "Vlan10, Port-Channel5", "vrf": "blue"},
        {"physical_interface": "Port-Channel5", "vrf": "blue"},
    ),
    "not learned": ({**NEW, "interface": "Vlan10, not learned"}, {}),
    "evpn": (
        {**NEW, "interface": "Vlan10, Vxlan1", "age": "-"},
        {"physical_interface": "Vxlan1", "origin": "remote"},
    ),
    "interface and port": (
        {**NEW, "port": "1/1/1", "vlan_id": "10", "flags": "* +", "vr": "VR-Default"},
        {"physical_interface": "1/1/1", "vlan": 10, "flags": ["*", "+"], "vrf": "default"},
    ),
    "words": ({**NEW, "state": "STALE", "type": "dynamic", "is_router": "true"}, {"state": "stale", "is_router": True}),
    "static": ({**NEW, "type": "Static"}, {"origin": "static"}),
    "state in the column of the type": ({**NEW, "type": "REACH"}, {"state": "reachable"}),
    "state that is an origin": ({**NEW, "age": "-", "state": "Interface", "type": "ARPA"}, {"origin": "local"}),
    "idle timer and uptime": (
        {**NEW, "state": "static", "idle_timer": "0:00:11:33", "uptime": "0:00:08:28"},
        {"origin": "static", "age_seconds": 508, "expires_seconds": 693},
    ),
    "type and minutes of VRP": ({**NEW, "type": "D-0", "expire": "12"}, {"expires_seconds": 720}),
    "own address of VRP": ({**NEW, "type": "I -", "expire": ""}, {"origin": "local"}),
    "name of a VLAN and a port": (
        {"destination": "192.0.2.1", "mac_address": "0000.5e00.5301", "vlan_name": "Vlan10", "port": "1:25"},
        {"physical_interface": "1:25"},
    ),
    "a cell that took two lines": ({**NEW, "interface": ["Vlan", "10"]}, {}),
    "MAC in two halves": ({**NEW, "mac_address": "00005e-005301"}, {}),
    "flags that say permanent": ({**NEW, "flags": "CM"}, {"state": "permanent", "origin": "static", "flags": ["CM"]}),
    "flags that say nothing": ({**NEW, "flags": "none"}, {}),
    "no vlan": ({**NEW, "vlan_id": "N/A"}, {}),
    "VLAN and inner VLAN": ({**NEW, "interface": "GE0/0/1", "vlan_id": "20/-"}, {"interface": "GE0/0/1", "vlan": 20}),
    "time left of no unit": ({**NEW, "aging": "16", "type": "D"}, {"flags": ["age 16"]}),
    "own address of ZXROS": ({**NEW, "age": "H"}, {"origin": "local"}),
    "static entry of ZXROS": ({**NEW, "age": "S"}, {"origin": "static"}),
    "broadcast address of an interface": ({**NEW, "type": "Local/Broadcast"}, {"origin": "other"}),
    "evpn in a column of its own": (
        {**NEW, "physical_port": "vxlan1(198.51.100.1)", "state": "permanent"},
        {"physical_interface": "vxlan1(198.51.100.1)", "state": "permanent", "origin": "remote"},
    ),
    "circuit with a VLAN": (
        {"host": "192.0.2.1", "mac_address": "00:00:5e:00:53:01", "ttl": "120", "circuit": "1/5 vlan-id 211"},
        {"interface": "1/5 vlan-id 211", "physical_interface": "1/5", "vlan": 211, "expires_seconds": 120},
    ),
    "own address of a circuit": (
        {"host": "192.0.2.1", "mac_address": "00:00:5e:00:53:01", "ttl": "-", "circuit": "1/9"},
        {"interface": "1/9", "vlan": None, "origin": "local"},
    ),
    "dynamic entry of RouterOS": ({**NEW, "num": "0", "flags": "DC"}, {"vlan": None, "flags": ["D", "C"]}),
    "static entry of RouterOS": (
        {**NEW, "num": "0", "flags": ""},
        {"vlan": None, "state": "permanent", "origin": "static"},
    ),
    "disabled entry of RouterOS": (
        {**NEW, "index": "0", "flags": "X"},
        {"vlan": None, "state": "failed", "origin": "static", "flags": ["X"]},
    ),
    "unresolved entry of RouterOS": (
        {**NEW, "index": "0", "flags": "D", "mac_address": "", "status": "failed"},
        {"vlan": None, "mac": None, "state": "failed", "flags": ["D"]},
    ),
}


@pytest.mark.parametrize(("row", "expected"), CASES.values(), ids=CASES)
def test_row(row, expected):
    assert normalize([row], "ntc_templates") == [{**ROW, **expected}]


def test_ipv6():
    row = {"ipv6_address": "FE80::1", "mac_address": "0000.5e00.5301", "state": "REACH", "interface": "Gi0/1"}
    assert [(one["ip"], one["family"], one["state"]) for one in normalize([row], "ntc_templates")] == [
        ("fe80::1", "ipv6", "reachable")
    ]


def test_pseudo_row_of_an_interface_is_no_neighbor():
    row = {
        "ipv6_address": "Mcast adjacency",
        "mac_address": "0000.0000.0000",
        "state": "REACH",
        "interface": "Gi0/0/0/0",
    }
    assert normalize([row], "ntc_templates") == []


@pytest.mark.parametrize("row", [{"ip_address": "192.0.2.1"}, {"mac_address": "0000.5e00.5301"}, {"vlan": "10"}, "row"])
def test_row_of_another_template_is_refused(row):
    with pytest.raises(ArpError, match="1 of the rows are not what ntc_templates makes"):
        normalize([NEW, row], "ntc_templates")

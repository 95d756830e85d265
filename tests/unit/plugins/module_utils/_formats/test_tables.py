# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables with headings: other releases, other columns, rows without headings, empty cells, and what is no row."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats import _mac_registry, _registry
from ansible_collections.netops.arp.plugins.module_utils._formats._columns import layout_of
from ansible_collections.netops.arp.plugins.module_utils._formats._tables import any_mac

HEADINGS = {"ip address": "ip", "address": "ip", "mac address": "mac", "port": "port", "state": "state", "age": "age"}

# platform, text, what the rows say beside others, lines not understood
CASES = {
    "headings are not needed": (
        "aruba_aoscx",
        "leaf# show arp | include 192.0.2.1\n192.0.2.10  00:00:5e:00:53:10  vlan10  lag1  reachable\n",
        [{"ip": "192.0.2.10", "physical_interface": "lag1", "vlan": 10, "vrf": None, "state": "reachable"}],
        [],
    ),
    "columns wider than before": (
        "extreme_exos",
        "VR            Destination                 Mac                Age  Static  VLAN          VID  Port\n"
        "VR-Default    fe80::204:96ff:fe1f:a5a1    00:00:5e:00:53:07  3      NO    office        100  1:1\n"
        "VR-Default    2001:db8:ffff:ffff:ffff:ffff:ffff:9  00:00:5e:00:53:08  0      YES     office        100\n",
        [
            {"ip": "fe80::204:96ff:fe1f:a5a1", "interface": "office", "age_seconds": 180, "physical_interface": "1:1"},
            {"mac": "00:00:5e:00:53:08", "interface": "office", "origin": "static", "physical_interface": None},
        ],
        [],
    ),
    "a unit in brackets that nobody lists": (
        "ubiquiti_edgeswitch",
        "IPv6 Address                         MAC Address       isRtr State   Age (Secs) Interface  Type\n"
        "------------------------------------ ----------------- ----- ------- ---------- ---------- --------\n"
        "fe80::1                              00:00:5E:00:53:01 True  Reach   10         vlan 10    Dynamic\n",
        [{"interface": "vlan 10", "vlan": 10, "age_seconds": 10, "state": "reachable", "is_router": True}],
        [],
    ),
    "a unit in brackets of two words": (
        "generic",
        "IP Address   Age (in minutes) MAC Address        Interface\n"
        "192.0.2.1    3                00:00:5e:00:53:01  vlan 10\n",
        [{"interface": "vlan 10", "age_seconds": 180}],
        [],
    ),
    "a unit in brackets right behind its heading": (
        "generic",
        "Interface IP address      MAC address       TTL(second)\n"
        "LAN1      192.0.2.2       00:00:5e:00:53:02   1200\n"
        "LAN2      192.0.2.3       00:00:5e:00:53:03   permanent\n",
        [{"interface": "LAN1", "expires_seconds": 1200}, {"interface": "LAN2", "expires_seconds": None}],
        [],
    ),
    "words of a type that are called flags": (
        "generic",
        "Address          Hardware Addr        Interface        Port                 Flag\n"
        "192.0.2.1        00-00-5e-00-53-01    Vlan1            Ethernet1/0/1        Dynamic\n"
        "192.0.2.2        00-00-5e-00-53-02    Vlan1            Ethernet1/0/2        Static\n"
        "192.0.2.3        00-00-5e-00-53-03    Vlan1            Ethernet1/0/3        C\n",
        [{"origin": "dynamic", "flags": []}, {"origin": "static", "flags": []}, {"origin": "dynamic", "flags": ["C"]}],
        [],
    ),
    "static entries that are true or false": (
        "extreme_exos",
        "VR            Destination                 Mac                Age  Static  VLAN          VID   Port\n"
        "VR-Default    2001:db8:100::7             00:00:5e:00:53:07  0    FALSE   office        100   1:2\n"
        "VR-Default    2001:db8:100::8             00:00:5e:00:53:08  0    TRUE    office        100   1:3\n",
        [{"origin": "dynamic", "flags": []}, {"origin": "static", "flags": []}],
        [],
    ),
    "another vendor's headings that stand close together": (
        "generic",
        "IP ADDRESS      MAC ADDRESS    EXP(M) TYPE/VLAN INTERFACE       VPN-INSTANCE\n"
        "----------------------------------------------------------------------------\n"
        "192.0.2.1       0000-5e00-5301   20   D         MEth0/0/0\n"
        "192.0.2.2       0000-5e00-5302        I         Vlanif10        blue\n",
        [
            {"interface": "MEth0/0/0", "vrf": "default", "expires_seconds": 1200},
            {"interface": "Vlanif10", "vrf": "blue", "vlan": 10},
        ],
        [],
    ),
    "a column that nobody knows": (
        "ruckus_icx",
        "No.   IP Address      MAC Address    Colour  Type    Age Port\n"
        "1     192.0.2.3       0000.5e00.5303 green   Dynamic 2   mgmt1\n",
        [{"mac": "00:00:5e:00:53:03", "interface": "mgmt1", "origin": "dynamic", "age_seconds": 120}],
        [],
    ),
    "other headings, and the number found": (
        "h3c",
        "[H3C]display arp\n            Type: S-Static   D-Dynamic\n"
        "IP Address       MAC Address     VLAN ID  Port Name / AL ID      Aging     Type\n"
        "192.0.2.14       0000-5e00-5301  1        Ethernet1/0/1          20        D\n\n---   1 entry found   ---\n",
        [{"interface": "Ethernet1/0/1", "vlan": 1, "expires_seconds": 1200}],
        [],
    ),
    "a service instance in place of the VLAN": (
        "hp_comware",
        "IP address      MAC address    VLAN/VSI name Interface                Aging Type\n"
        "192.0.2.1       0000-5e00-5301 blue          Tunnel1                  N/A   R\n",
        [{"interface": "Tunnel1", "vlan": None, "origin": "other", "flags": ["R"], "expires_seconds": None}],
        [],
    ),
    "a pager in front of a row": (
        "huawei",
        "192.0.2.19      0000-5e00-5319  19        D-5         GE0/2/0\n  ---- More ----\n"
        "192.0.2.29      0000-5e00-5329  20        D-5         GE0/2/0\n",
        [{"ip": "192.0.2.19", "expires_seconds": 1140}, {"ip": "192.0.2.29", "expires_seconds": 1200}],
        [],
    ),
    "the command names the VRF, the next one none": (
        "dell_os10",
        "sw# show ip arp vrf blue\nAddress     Hardware address    Interface    Egress Interface\n"
        "192.0.2.41  00:00:5e:00:53:41   vlan30       ethernet1/1/4\nsw# show ip arp\n"
        "192.0.2.42  00:00:5e:00:53:42   vlan30       ethernet1/1/4\n",
        [{"vrf": "blue"}, {"vrf": None}],
        [],
    ),
    "a mark in place of a cell": (
        "arubaos",
        "Protocol  IP Address    Hardware Address   Interface\n*         192.0.2.6     00:00:5e:00:53:06  vlan10\n",
        [{"ip": "192.0.2.6", "origin": "local", "vlan": 10, "flags": ["*"]}],
        [],
    ),
    "no MAC and no word that says why": (
        "dlink",
        "Interface      IP Address       MAC Address        Type\n"
        "System         192.0.2.1                           Dynamic\n",
        [],
        ["System         192.0.2.1                           Dynamic"],
    ),
    "an address that is none": (
        "awplus",
        "IP Address      MAC Address     Interface    Port        Type\n"
        "192.0.2.256     0000.5e00.5351  vlan1        sa1         dynamic\n",
        [],
        ["192.0.2.256     0000.5e00.5351  vlan1        sa1         dynamic"],
    ),
    "ports of two words": (
        "ruckus_icx",
        "IPv6 Address               LinkLayer-Addr State Age Port      vlan IsR\n"
        "2001:db8::55               0000.5e00.5301 *REACH 0  e 3/11    -    0\n"
        "fe80::200:5eff:fe00:5302   0000.5e00.5302 STALE 20  e 3/11    10   1\n",
        [
            {"interface": "e 3/11", "vlan": None, "state": "reachable", "is_router": False, "age_seconds": 0},
            {"interface": "e 3/11", "vlan": 10, "state": "stale", "is_router": True, "age_seconds": 20},
        ],
        [],
    ),
    "flags behind the status": (
        "brocade_netiron",
        "IP Address       MAC Address        Type     Age Port      Status-Flags     (PortMask)\n"
        "192.0.2.1        0000.5e00.5301     Dynamic  0   eth 1/1   Valid\n",
        [{"interface": "eth 1/1", "state": "resolved", "age_seconds": 0}],
        [],
    ),
    "a title in brackets": (
        "awplus",
        "[VRF: red]\nIP Address      MAC Address     Interface    Port        Type\n"
        "192.0.2.1       0000.5e00.5301  vlan1        port1.0.1   dynamic\n"
        "[VRF: global]\nIP Address      MAC Address     Interface    Port        Type\n"
        "192.0.2.1       0000.5e00.5302  vlan1        sa1         dynamic\n",
        [{"vrf": "red", "physical_interface": "port1.0.1"}, {"vrf": "default", "physical_interface": "sa1"}],
        [],
    ),
    "an age that never ends": (
        "dlink",
        "IP Address       Hardware Addr      IP Interface  Age(min)\n"
        "S 192.0.2.1      00-00-5E-00-53-01  vlan1         forever\n"
        "  192.0.2.2      00-00-5E-00-53-02  vlan10        20\n"
        "  192.0.2.3      00-00-5E-00-53-03  mgmt          forever\n",
        [{"origin": "static"}, {"origin": "dynamic", "age_seconds": 1200}, {"origin": "local", "age_seconds": None}],
        [],
    ),
    "two interfaces and a VRF in the title": (
        "extreme_slx",
        "Entries in vrf default-vrf : 2\n"
        "Address         Mac-address     L3 Interface      L2 Interface         Age        Type\n"
        "192.0.2.1       0000.5e00.5301  Ve 10             Eth 0/1              00:10:02   Dynamic\n"
        "192.0.2.2       0000.5e00.5302  Eth 0/2           Eth 0/2              Never      Static\n",
        [
            {"vrf": "default", "interface": "Ve 10", "physical_interface": "Eth 0/1", "age_seconds": 602},
            {"interface": "Eth 0/2", "origin": "static", "age_seconds": None},
        ],
        [],
    ),
    "days in a cell of several words": (
        "broadcom_icos",
        "  IP Address        MAC Address        Interface      Type        Age\n"
        "192.0.2.2        00:00:5E:00:53:02  0/1             Gateway   1d 0h 0m 10s\n",
        [{"interface": "0/1", "age_seconds": 86410}],
        [],
    ),
    "ports and VLANs of a wireless controller": (
        "cisco_wlc_ssh",
        "(Cisco Controller) >show arp switch\n"
        "Number of arp entries................................ 2\n\n"
        "    MAC Address        IP Address     Port   VLAN   Type\n"
        "------------------- ---------------- ------ ------ ------\n"
        "00:00:5E:00:53:01   192.0.2.1        1      10     Host\n"
        "00:00:5E:00:53:02   192.0.2.2        LAG    0      Host\n\n"
        "(Cisco Controller) >\n",
        [
            {"physical_interface": "1", "vlan": 10, "mac": "00:00:5e:00:53:01", "origin": "dynamic"},
            {"physical_interface": "LAG", "vlan": None},
        ],
        [],
    ),
    "kernel tables on platforms that have both": (
        "edgeos",
        "fe80::1 dev eth0 lladdr 00:00:5e:00:53:01 router STALE\n2001:db8::5 dev eth1  FAILED\n",
        [{"state": "stale", "is_router": True}, {"state": "failed", "mac": None}],
        [],
    ),
}


@pytest.mark.parametrize(("platform", "text", "rows", "unparsed"), CASES.values(), ids=CASES)
def test_case_is_read(platform, text, rows, unparsed):
    neighbors, rest = _registry.parse(text, platform)
    assert [{key: row[key] for key in wanted} for row, wanted in zip(neighbors, rows, strict=True)] == rows
    assert rest == unparsed


MAC_CASES = {
    "OS6 abbreviates ports": (
        "dell_powerconnect",
        "Aging time is 300 Sec\n\n"
        "Vlan     Mac Address           Port        Type\n"
        "-------- --------------------- --------- -----\n"
        "1        0000.5E00.5301        Gi1/0/3     Dynamic\n\nTotal MAC Addresses in use: 1\n",
        [{"vlan": 1, "interface": "GigabitEthernet1/0/3", "type": "dynamic"}],
    ),
    "headings in two lines": (
        "extreme_voss",
        "VLAN            MAC                             SMLT\n"
        "ID   STATUS     ADDRESS             INTERFACE   REMOTE  TUNNEL\n"
        "201  learned    00:00:5e:00:53:01   Port-1/12   false\n1 out of 1 entries displayed.\n",
        [{"vlan": 201, "interface": "Port-1/12", "type": "dynamic"}],
    ),
    "a legend that speaks of what cannot be": (
        "huawei_vrp",
        "Flags: * - Backup\n"
        "       # - forwarding logical interface, operations cannot be performed based\n"
        "           on the interface.\n"
        "MAC Address    VLAN/VSI/BD   Learned-From        Type                Age\n"
        "0000-5e00-5301 10/-/-        10GE1/0/1           dynamic             123\n"
        "0000-5e00-5302 -/-/20        VTEP:203.0.113.1    evn                 -\n",
        [{"vlan": 10, "age_seconds": 123}, {"interface": "VTEP:203.0.113.1", "type": "remote"}],
    ),
    "a type of two words": (
        "hp_comware",
        "MAC Address      VLAN ID    State            Port/Nickname            Aging\n"
        "0000-5e00-5302   10         Config Static    BAGG1                    N\n",
        [{"vlan": 10, "interface": "BAGG1", "type": "static"}],
    ),
    "an aging word is no age": (
        "hp_comware",
        "MAC ADDR        VLAN ID  STATE          PORT INDEX                     AGING TIME(s)\n"
        "0000-5e00-5301  1        Learned        GigabitEthernet1/0/11          AGING\n"
        "  ---  1 mac address(es) found  ---\n",
        [{"vlan": 1, "interface": "GigabitEthernet1/0/11", "age_seconds": None}],
    ),
}


@pytest.mark.parametrize(("platform", "text", "rows"), MAC_CASES.values(), ids=MAC_CASES)
def test_mac_case_is_read(platform, text, rows):
    entries, rest = _mac_registry.parse_macs(text, platform)
    assert [{key: entry[key] for key in wanted} for entry, wanted in zip(entries, rows, strict=True)] == rows
    assert rest == []


@pytest.mark.parametrize(
    ("text", "mac"),
    [
        ("00005E-005301", "00:00:5e:00:53:01"),
        ("(00:00:5e:00:53:01)", "00:00:5e:00:53:01"),
        ("0000-5E00-5301", "00:00:5e:00:53:01"),
        ("00-00-5E-00-53-01", "00:00:5e:00:53:01"),
        ("00005e005301", "00:00:5e:00:53:01"),
        ("0000.0000.0000", None),
        ("00-00-00-00-00-00", None),
        ("Incomplete", None),
        ("-----------------", None),
    ],
)
def test_mac_of_a_cell(text, mac):
    assert any_mac(text) == mac


@pytest.mark.parametrize(
    "line",
    [
        "192.0.2.1  00:00:5e:00:53:01  1/1/1  up",
        "Status and Counters - Address Table - VLAN 30",
        "IP Address  Port  State",
        "the mac address of each of the hosts on a port",
        "",
    ],
)
def test_no_line_of_headings(line):
    assert layout_of(line, HEADINGS, ("ip", "mac")) is None


def test_cells_go_to_the_headings_above_them():
    layout = layout_of("Address      MAC Address        Age  Port     State", HEADINGS, ("ip", "mac"))
    assert layout.cells_by_position("192.0.2.1                         5           failed") == (
        "192.0.2.1",
        None,
        "5",
        None,
        "failed",
        None,
    )
    assert layout.cells_by_position("one two three four five six seven") is None

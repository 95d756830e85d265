# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS and IOS XE: each command shows one VRF, and the VRFs are listed first.

Source: the IP Addressing, IPv6 and VRF command references (`arp (global)`, `clear ip arp`, `ipv6 neighbor`, `clear ipv6
neighbors`). Own addresses stand in the table itself.
"""

import re

from .._formats import _cisco_ios
from .._formats._interface_names import full_name
from .._formats._ios_system import default_routes, interfaces, vrf_names
from ._network import Platform, Question, Reader
from ._network_changes import Changes, Command, Flush, Lines, dots

CLI = Platform(
    name="cisco_ios",
    tables={
        "ipv4": Question(main=("show ip arp", "show arp"), within=("show ip arp vrf {vrf}", "show arp vrf {vrf}")),
        "ipv6": Question(main=("show ipv6 neighbors",), within=("show ipv6 neighbors vrf {vrf}",)),
    },
    formats=(_cisco_ios,),
    vrfs=Reader(("show vrf", "show ip vrf"), vrf_names),
    interfaces=Reader(("show interfaces",), interfaces),
    gateways=Reader(("show ip route 0.0.0.0",), default_routes),
)

CHANGES = Changes(
    static={
        "ipv4": Lines(pin=("arp {in_vrf}{ip} {mac} arpa",), unpin=("no arp {in_vrf}{ip} {mac} arpa",)),
        "ipv6": Lines(pin=("ipv6 neighbor {ip} {interface} {mac}",), unpin=("no ipv6 neighbor {ip} {interface}",)),
    },
    # IOS asks the neighbor once more before it lets its row go.
    flush={
        "ipv4": Flush(
            address=("clear ip arp {in_vrf}{ip}", "clear arp-cache {in_vrf}{ip}"), whole=("clear arp-cache",)
        ),
        "ipv6": Flush(
            address=("clear ipv6 neighbors interface {interface} ipv6 {ip}",), whole=("clear ipv6 neighbors",)
        ),
    },
    ping={"ipv4": ("ping {in_vrf}{ip} repeat 2 timeout 1",), "ipv6": ("ping {in_vrf}{ip} repeat 2 timeout 1",)},
    mac=dots,
    is_editing=re.compile(r".*\(config[^)]*\)#").match,
    leave=("end",),
    save=(Command("write memory", prompt=r"\[confirm\]", answer="y"),),
    full_name=lambda name: full_name(name, "ios"),
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arista EOS, over its command line and over eAPI: all VRFs in one answer, as JSON.

Source: the EOS manual and command API guide. Releases before 4.15 know `show ip arp` alone.
"""

import re

from .._formats import _arista_eos
from .._formats._eos_system import default_routes, interfaces, static_neighbors
from .._formats._interface_names import full_name
from ._network import Platform, Question, Reader
from ._network_changes import Changes, Command, Flush, Lines, dots

CLI = Platform(
    name="arista_eos",
    tables={
        "ipv4": Question(
            everywhere=("show arp vrf all | json", "show ip arp vrf all | json", "show ip arp vrf all"),
            main=("show ip arp | json", "show ip arp"),
        ),
        "ipv6": Question(
            everywhere=("show ipv6 neighbors vrf all | json", "show ipv6 neighbors vrf all"),
            main=("show ipv6 neighbors",),
        ),
    },
    formats=(_arista_eos,),
    interfaces=Reader(("show interfaces | json",), interfaces),
    gateways=Reader(("show ip route vrf all 0.0.0.0/0 | json",), default_routes),
)

CHANGES = Changes(
    static={
        "ipv4": Lines(pin=("arp {in_vrf}{ip} {mac} arpa",), unpin=("no arp {in_vrf}{ip}",)),
        "ipv6": Lines(
            pin=("ipv6 neighbor {in_vrf}{ip} {interface} {mac}",), unpin=("no ipv6 neighbor {in_vrf}{ip} {interface}",)
        ),
    },
    configured={"ipv6": Reader(("show running-config | include ipv6 neighbor",), static_neighbors)},
    flush={
        "ipv4": Flush(
            address=("clear arp {in_vrf}{ip}",),
            interface=("clear arp-cache {in_vrf}interface {interface}", "clear arp-cache interface {interface}"),
            whole=("clear arp-cache",),
        ),
        "ipv6": Flush(
            address=("clear ipv6 neighbors {in_vrf}{interface} {ip}", "clear ipv6 neighbors {ip}"),
            interface=("clear ipv6 neighbors {interface}",),
            whole=("clear ipv6 neighbors",),
        ),
    },
    ping={"ipv4": ("ping {in_vrf}{ip} repeat 2 timeout 1",), "ipv6": ("ping {in_vrf}ipv6 {ip} repeat 2 timeout 1",)},
    mac=dots,
    is_editing=re.compile(r".*\(config[^)]*\)#").match,
    leave=("end",),
    candidate=True,
    save=(Command("write memory"),),
    full_name=lambda name: full_name(name, "eos"),
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco NX-OS, over its command line and over NX-API: all VRFs in one answer, as JSON.

Source: the unicast routing command reference of the Nexus 9000 series. `detail` names the port behind a VLAN interface.
"""

import re

from .._formats import _cisco_nxos
from .._formats._interface_names import full_name
from .._formats._nxos_system import addresses, default_routes, interfaces
from ._network import Platform, Question, Reader
from ._network_changes import Changes, Command, Flush, Lines, dots

CLI = Platform(
    name="cisco_nxos",
    tables={
        "ipv4": Question(
            everywhere=("show ip arp detail vrf all | json", "show ip arp vrf all | json", "show ip arp vrf all"),
            main=("show ip arp",),
        ),
        "ipv6": Question(
            everywhere=("show ipv6 neighbor detail vrf all | json", "show ipv6 neighbor vrf all"),
            main=("show ipv6 neighbor",),
        ),
    },
    formats=(_cisco_nxos,),
    interfaces=Reader(("show interface | json",), interfaces),
    addresses=Reader(("show ip interface vrf all | json",), addresses),
    gateways=Reader(("show ip route 0.0.0.0/0 vrf all | json",), default_routes),
)

CHANGES = Changes(
    # The interface decides the VRF.
    static={
        "ipv4": Lines(
            pin=("interface {interface}", "ip arp {ip} {mac}"), unpin=("interface {interface}", "no ip arp {ip}")
        ),
        "ipv6": Lines(
            pin=("interface {interface}", "ipv6 neighbor {ip} {mac}"),
            unpin=("interface {interface}", "no ipv6 neighbor {ip}"),
        ),
    },
    # Without force-delete the neighbor is asked once more, and its row goes only when it stays silent.
    flush={
        "ipv4": Flush(
            address=(
                "clear ip arp {ip} vrf {vrf} force-delete",
                "clear ip arp {ip} force-delete",
                "clear ip arp {ip} vrf {vrf}",
            ),
            interface=("clear ip arp {interface} force-delete",),
            whole=("clear ip arp vrf all force-delete",),
        ),
        "ipv6": Flush(
            address=(
                "clear ipv6 neighbor {ip} vrf {vrf} force-delete",
                "clear ipv6 neighbor {ip} force-delete",
                "clear ipv6 neighbor {ip} vrf {vrf}",
            ),
            interface=("clear ipv6 neighbor {interface} force-delete",),
            whole=("clear ipv6 neighbor vrf all force-delete",),
        ),
    },
    ping={"ipv4": ("ping {ip} vrf {vrf} count 2 timeout 1",), "ipv6": ("ping6 {ip} vrf {vrf} count 2 timeout 1",)},
    mac=dots,
    is_editing=re.compile(r".*\(config[^)]*\)#").match,
    leave=("end",),
    save=(Command("copy running-config startup-config"),),
    full_name=lambda name: full_name(name, "nxos"),
)

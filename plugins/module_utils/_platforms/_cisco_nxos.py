# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco NX-OS, over its command line and over NX-API: all VRFs in one answer, as JSON.

Source: the unicast routing command reference of the Nexus 9000 series. `detail` names the port behind a VLAN interface.
"""

from .._formats import _cisco_nxos
from .._formats._nxos_system import default_routes, interfaces
from ._network import Platform, Question, Reader

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
    gateways=Reader(("show ip route 0.0.0.0/0 vrf all | json",), default_routes),
)

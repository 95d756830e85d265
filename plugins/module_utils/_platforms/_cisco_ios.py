# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS and IOS XE: each command shows one VRF, and the VRFs are listed first.

Source: the IP Addressing, IPv6 and VRF command references. Own addresses stand in the table itself.
"""

from .._formats import _cisco_ios
from .._formats._ios_system import default_routes, interfaces, vrf_names
from ._network import Platform, Question, Reader

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

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arista EOS, over its command line and over eAPI: all VRFs in one answer, as JSON.

Source: the EOS manual and command API guide. Releases before 4.15 know `show ip arp` alone.
"""

from .._formats import _arista_eos
from .._formats._eos_system import default_routes, interfaces
from ._network import Platform, Question, Reader

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

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MikroTik RouterOS. `terse` prints a row per line without cutting it to the width of the terminal.

Source: the RouterOS documentation on IP/ARP, IPv6/Neighbor and scripting.
"""

from .._formats import _routeros
from ._network import Platform, Question

CLI = Platform(
    name="mikrotik_routeros",
    tables={
        "ipv4": Question(everywhere=("/ip arp print terse without-paging", "/ip arp print without-paging")),
        "ipv6": Question(
            everywhere=("/ipv6 neighbor print terse without-paging", "/ipv6 neighbor print without-paging")
        ),
    },
    formats=(_routeros,),
)

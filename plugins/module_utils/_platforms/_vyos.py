# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS and its relatives, whose command line prints the kernel's table; it holds all VRFs and names none.

Source: the VyOS documentation, operation mode. Release 1.4 added `show ipv6 neighbors` with states.
"""

from .._formats import _arp_an, _iproute2, _plain_tables
from ._network import Platform, Question

CLI = Platform(
    name="vyos",
    tables={
        "ipv4": Question(everywhere=("show arp", "show ip neighbors")),
        "ipv6": Question(everywhere=("show ipv6 neighbors",)),
    },
    formats=(_plain_tables.VYOS, _iproute2, _arp_an),
)

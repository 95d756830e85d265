# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco ASA. It has no VRFs: an interface is known by the name that the configuration gives it.

Source: `show arp` and `show ipv6 neighbor` in the ASA Series command reference.
"""

from .._formats import _cisco_asa
from ._network import Platform, Question

CLI = Platform(
    name="cisco_asa",
    tables={
        "ipv4": Question(everywhere=("show arp",)),
        "ipv6": Question(everywhere=("show ipv6 neighbor",)),
    },
    formats=(_cisco_asa,),
    vrf="default",
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS and its relatives, whose command line prints the kernel's table; it holds all VRFs and names none.

Source: the VyOS documentation, operation mode. Release 1.4 added `show ipv6 neighbors` with states.
"""

import re

from .._formats import _arp_an, _iproute2, _plain_tables
from ._network import Platform, Question
from ._network_changes import Changes, Command, Flush, Lines, colons

CLI = Platform(
    name="vyos",
    tables={
        "ipv4": Question(everywhere=("show arp", "show ip neighbors")),
        "ipv6": Question(everywhere=("show ipv6 neighbors",)),
    },
    formats=(_iproute2, _arp_an, _plain_tables.VYOS),
)

CHANGES = Changes(
    static={
        "ipv4": Lines(
            pin=("set protocols static arp interface {interface} address {ip} mac {mac}",),
            unpin=("delete protocols static arp interface {interface} address {ip}",),
        )
    },
    older=(
        re.compile(r"(?:VyOS )?1\.[0-3]\b").match,
        {
            "ipv4": Lines(
                pin=("set protocols static arp {ip} hwaddr {mac}",), unpin=("delete protocols static arp {ip}",)
            )
        },
    ),
    flush={
        "ipv4": Flush(
            address=("reset ip arp address {ip}",),
            interface=("reset ip arp interface {interface}",),
            whole=("reset ip arp table",),
        ),
        "ipv6": Flush(
            address=("reset ipv6 neighbors address {ip}",), interface=("reset ipv6 neighbors interface {interface}",)
        ),
    },
    ping={"ipv4": ("ping {ip} count 2",), "ipv6": ("ping {ip} count 2",)},
    mac=colons,
    is_editing=re.compile(r"(?s).*#$").match,
    leave=("exit discard",),
    candidate=True,
    save=(Command("configure"), Command("save"), Command("exit")),
)

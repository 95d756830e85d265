# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`/proc/net/arp`: the IPv4 neighbors of Linux and Android without their states, ages and NOARP rows.

Sources: arp_format_neigh_entry() and arp_format_pneigh_entry() of the kernel's net/ipv4/arp.c, ATF_* of
include/uapi/linux/if_arp.h.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from ._lines import read_lines

_COMPLETE, _PERMANENT, _PUBLISHED = 0x2, 0x4, 0x8

# The columns are as wide as they are: an InfiniBand address, which the kernel cuts at 10 octets, runs into the mask.
_ROW = re.compile(
    r"[ \t]*(?P<ip>[0-9.]+)\s+0x(?P<type>[0-9a-f]+)\s+0x(?P<flags>[0-9a-f]+)\s+"
    r"(?P<mac>[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2})*)\s*(?P<mask>\*|[0-9.]+)\s+(?P<device>\S+)\s*"
)
_HEADER = re.compile(r"[ \t]*IP address\s+HW type\s+Flags\s+HW address\s+Mask\s+Device\s*")
_SHAPE = re.compile("^(?:%s|%s)$" % (_HEADER.pattern, re.sub(r"\?P<\w+>", "?:", _ROW.pattern)), re.MULTILINE)


def recognizes(text):
    """Tell whether a text holds the header or a row of `/proc/net/arp`."""
    return _SHAPE.search(text) is not None


def parse(text):
    """Read the file. Rows without a MAC are incomplete or failed: the file does not tell which."""
    return read_lines(text, _row, _HEADER.fullmatch)


def _row(line):
    match = _ROW.fullmatch(line)
    if match is None:
        return None
    ip, family = canonical_ip(match.group("ip"))
    bits = int(match.group("flags"), 16)
    return neighbor(
        ip,
        family,
        mac=canonical_mac(match.group("mac")) if bits & _COMPLETE else None,
        # A proxy entry may hold for all devices.
        interface=None if match.group("device") == "*" else match.group("device"),
        state="permanent" if bits & _PERMANENT else None if bits & _COMPLETE else "incomplete",
        origin="other" if bits & _PUBLISHED else "static" if bits & _PERMANENT else "dynamic",
        flags=["0x" + match.group("flags")],
    )

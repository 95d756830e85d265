# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds rtnetlink attributes and messages by hand, for what no fixture holds."""

import socket
import struct

IPV4, IPV6 = socket.AF_INET, socket.AF_INET6


def attribute(kind, value):
    """One attribute; an int becomes 32 bits, text gets its zero byte."""
    if isinstance(value, int):
        value = struct.pack("=I", value)
    elif isinstance(value, str):
        value = value.encode() + b"\0"
    return struct.pack("=HH", 4 + len(value), kind) + value + bytes(-len(value) % 4)


def address(text):
    return socket.inet_pton(IPV6 if ":" in text else IPV4, text)


def octets(mac):
    return bytes.fromhex(mac.replace(":", ""))


def link(index, name, *attributes, device_type=1, flags=0x41):
    """struct ifinfomsg with a name."""
    head = struct.pack("=BxHiII", 0, device_type, index, flags, 0)
    return head + attribute(3, name) + b"".join(attributes)


def neighbor(ip, lladdr=None, *attributes, index=2, state=4, flags=0, times=(6000, 0, 0)):
    """struct ndmsg in the order of attributes that the kernel uses."""
    family = IPV6 if ":" in ip else IPV4
    parts = [struct.pack("=BxxxiHBB", family, index, state, flags, 1), attribute(1, address(ip))]
    if lladdr is not None:
        parts.append(attribute(2, lladdr if isinstance(lladdr, bytes) else octets(lladdr)))
    if times is not None:
        parts += [attribute(4, 0), attribute(3, struct.pack("=IIII", *times, 0))]
    return b"".join(parts) + b"".join(attributes)


def route(*attributes, family=IPV4, length=0, table=254, kind=1, flags=0):
    """struct rtmsg."""
    return struct.pack("=BBBBBBBBI", family, length, 0, 0, table, 3, 0, kind, flags) + b"".join(attributes)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which neighbor of a Linux host the connection of Ansible comes through. Standard library, Python 3.6 and later.

sshd leaves the address of its client in the environment of what it starts. Escalation to another user drops it, so that
the ancestors of the module are asked as well.
"""

import ipaddress
import os
import socket
import struct

from .. import _netlink
from .._errors import SourceError
from .._formats import _rtnetlink
from .._formats._links import places

# struct rtmsg and RTA_*: uapi/linux/rtnetlink.h
_ROUTE = struct.Struct("=BBBBBBBBI")  # family, dst length, src length, tos, table, protocol, scope, type, flags
_RTA_DST, _RTA_OIF, _RTA_GATEWAY, _RTA_VIA = 1, 4, 5, 18
_RTN_UNICAST = 1
_GENERATIONS = 30


def find(open_netlink, facts):
    """Return the next hop towards the client of the connection, as a list of one record like a gateway's.

    Where nothing tells the client, or it is on this host, the connection may come through any default gateway.
    """
    client = peer()
    try:
        hop = _next_hop(open_netlink, client) if client else None
    except (SourceError, OSError, struct.error):
        hop = None
    return [hop] if hop else facts["gateways"]


def peer(environments=None):
    """Return the address of the ssh client that this process belongs to, None where there is none."""
    for environment in environments if environments is not None else _environments():
        for word in environment:
            name, _equals, text = word.partition("=")
            if name in ("SSH_CONNECTION", "SSH_CLIENT"):
                return _address(text.split(" ")[0].partition("%")[0])
    return None


def _address(text):
    """Return an address, None for anything else: an sshd without a socket calls its client UNKNOWN."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _environments():
    """Yield the environment of this process and of its ancestors, each a list of `NAME=value`."""
    yield ["%s=%s" % pair for pair in os.environ.items()]
    pid = os.getppid()
    for _generation in range(_GENERATIONS):
        if pid <= 0:
            return
        yield _text("/proc/%d/environ" % pid).split("\0")
        # The name of the program stands in parentheses and may hold anything.
        rest = _text("/proc/%d/stat" % pid).rpartition(")")[2].split()
        pid = int(rest[1]) if len(rest) > 1 else 0


def _text(path):
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as opened:
            return opened.read()
    except OSError:
        return ""


def _next_hop(open_netlink, address):
    """Ask the kernel for the way to an address; None when it is an own one."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    request = _ROUTE.pack(family, address.max_prefixlen, 0, 0, 0, 0, 0, 0, 0)
    with open_netlink() as kernel:
        body = kernel.get(_netlink.RTM_GETROUTE, request + _rtnetlink.attribute(_RTA_DST, address.packed))
        links = _rtnetlink.links(kernel.dump(_netlink.RTM_GETLINK, _rtnetlink.link_request()).bodies)
    if _ROUTE.unpack_from(body)[7] != _RTN_UNICAST:
        return None
    told = _rtnetlink.attributes(body, _ROUTE.size)
    place = places(links).get(struct.unpack("=I", told.get(_RTA_OIF, bytes(4)))[0])
    if place is None:
        return None
    raw = told.get(_RTA_GATEWAY) or told.get(_RTA_VIA, b"")[2:] or address.packed
    ip = ipaddress.ip_address(raw)
    return {
        "ip": str(ip),
        "family": "ipv%d" % ip.version,
        "interface": place.interface,
        "vrf": place.vrf,
        "namespace": None,
    }

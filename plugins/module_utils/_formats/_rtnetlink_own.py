# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""rtnetlink messages about one's own place on a link: own addresses with their condition, and the way to an address.

Sources: man 7 rtnetlink; uapi/linux/rtnetlink.h, if_addr.h. Pure functions that raise SourceError for bytes that are no
such message; standard library only, Python 3.6 and later.
"""

import socket
import struct
from typing import NamedTuple, Optional

from .._errors import SourceError
from ._rtnetlink import FAMILIES, address_text, attribute, attributes

_ADDRESS = struct.Struct("=BBBBI")  # family, prefix length, flags, scope, interface index
_IFA_ADDRESS, _IFA_LOCAL, _IFA_FLAGS = 1, 2, 8
_IFA_F_DADFAILED, _IFA_F_TENTATIVE = 0x08, 0x40

_ROUTE = struct.Struct("=BBBBBBBBI")  # family, dst length, src length, tos, table, protocol, scope, type, flags
_RTA_DST, _RTA_OIF, _RTA_GATEWAY, _RTA_VIA = 1, 4, 5, 18
_RTN_UNICAST = 1
_U32 = struct.Struct("=I")


class Own(NamedTuple):
    """One own address. `is_ready` is false while, or after, somebody else may hold it (RFC 4862 section 5.4)."""

    ip: str
    family: str
    length: int
    index: int
    is_ready: bool


class Way(NamedTuple):
    """How the kernel would send to an address: the interface, and whether straight there instead of by a gateway."""

    index: int
    is_direct: bool
    is_unicast: bool


def own_addresses(bodies):
    """Return a list of `Own` from the messages of an address dump."""
    return [found for found in map(_own, bodies) if found]


def way_request(ip, family):
    """Return the body of a question for the way to an address."""
    number = socket.AF_INET if family == "ipv4" else socket.AF_INET6
    raw = socket.inet_pton(number, ip)
    return _ROUTE.pack(number, 8 * len(raw), 0, 0, 0, 0, 0, 0, 0) + attribute(_RTA_DST, raw)


def way(body):
    """Return the `Way` that an answer tells, or None where it names no interface."""
    if len(body) < _ROUTE.size:
        raise SourceError("rtnetlink route message of %d bytes" % len(body))
    kind = _ROUTE.unpack_from(body)[7]
    told = attributes(body, _ROUTE.size)
    index = _number(told.get(_RTA_OIF))
    if index is None:
        return None
    return Way(index, _RTA_GATEWAY not in told and _RTA_VIA not in told, kind == _RTN_UNICAST)


def _own(body) -> Optional[Own]:
    if len(body) < _ADDRESS.size:
        raise SourceError("rtnetlink address message of %d bytes" % len(body))
    family, length, flags, _scope, index = _ADDRESS.unpack_from(body)
    if family not in FAMILIES:
        return None
    told = attributes(body, _ADDRESS.size)
    flags |= _number(told.get(_IFA_FLAGS)) or 0
    raw = told.get(_IFA_LOCAL) or told.get(_IFA_ADDRESS, b"")
    # With a peer the prefix is that one's (if_addr.h).
    length = length if told.get(_IFA_ADDRESS, raw) == raw else 8 * len(raw)
    is_ready = not flags & (_IFA_F_DADFAILED | _IFA_F_TENTATIVE)
    return Own(address_text(family, raw), FAMILIES[family], length, index, is_ready)


def _number(raw):
    if raw is None:
        return None
    if len(raw) < _U32.size:
        raise SourceError("rtnetlink attribute of %d bytes, 4 expected" % len(raw))
    return _U32.unpack_from(raw)[0]

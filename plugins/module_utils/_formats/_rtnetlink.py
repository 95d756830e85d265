# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""rtnetlink message bodies (man 7 rtnetlink) to links, addresses, default routes and table limits.

A body is what stands behind `struct nlmsghdr`. Numbers are in host byte order, addresses in network order. Bytes that
are no such message raise SourceError. The neighbors have a file of their own, `_rtnetlink_neighbors.py`. Pure
functions; standard library only, Python 3.6 and later.
"""

import socket
import struct
from typing import Dict, List, NamedTuple, Optional

from .._errors import SourceError
from ._links import Hop, Link

FAMILIES = {socket.AF_INET: "ipv4", socket.AF_INET6: "ipv6"}
_ADDRESS_SIZES = {socket.AF_INET: 4, socket.AF_INET6: 16}

_ATTRIBUTE = struct.Struct("=HH")  # struct rtattr: length with this header, type
_TYPE_MASK = 0x3FFF  # NLA_TYPE_MASK, uapi/linux/netlink.h
_U16 = struct.Struct("=H")
_U32 = struct.Struct("=I")
_U64 = struct.Struct("=Q")

# struct ifinfomsg and IFLA_*, uapi/linux/rtnetlink.h and if_link.h
_LINK = struct.Struct("=BxHiII")  # family, device type, index, flags, change
_IFLA_ADDRESS, _IFLA_IFNAME, _IFLA_LINK, _IFLA_MASTER = 1, 3, 5, 10
_IFLA_LINKINFO, _IFLA_AF_SPEC, _IFLA_EXT_MASK, _IFLA_LINK_NETNSID = 18, 26, 29, 37
_IFLA_INFO_KIND, _IFLA_INFO_DATA = 1, 2
_IFLA_VLAN_ID = 1
_IFLA_VRF_TABLE = 1
_IFLA_INET_CONF = 1
_RTEXT_FILTER_SKIP_STATS = 1 << 3
_IFF_UP, _IFF_RUNNING = 0x1, 0x40  # uapi/linux/if.h

# ARPHRD_* of uapi/linux/if_arp.h: TUNNEL, TUNNEL6, SIT, IPGRE and IP6GRE have IP addresses for link-layer addresses;
# PPP, RAWIP, LOOPBACK and NONE have none.
_TUNNELS = frozenset([768, 769, 776, 778, 823])
_TYPES_WITHOUT_MAC = _TUNNELS | frozenset([512, 519, 772, 65534])

# IPV4_DEVCONF_* of uapi/linux/ip.h, by the name below /proc/sys/net/ipv4/conf/<interface>/
DEVCONF_INDEX = {
    "proxy_arp": 3,
    "arp_filter": 13,
    "medium_id": 14,
    "arp_announce": 18,
    "arp_ignore": 19,
    "arp_accept": 21,
    "arp_notify": 22,
    "proxy_arp_pvlan": 25,
}

# struct ifaddrmsg and IFA_*, uapi/linux/if_addr.h
_ADDRESS = struct.Struct("=BBBBI")  # family, prefix length, flags, scope, interface index
_IFA_ADDRESS, _IFA_LOCAL = 1, 2

# struct rtmsg, struct rtnexthop and RTA_*, uapi/linux/rtnetlink.h
_ROUTE = struct.Struct("=BBBBBBBBI")  # family, dst length, src length, tos, table, protocol, scope, type, flags
_NEXTHOP = struct.Struct("=HBBi")  # length, flags, hops, interface index
_RTA_DST, _RTA_OIF, _RTA_GATEWAY, _RTA_MULTIPATH, _RTA_TABLE, _RTA_VIA, _RTA_NH_ID = 1, 4, 5, 9, 15, 18, 30
_RTN_UNICAST = 1
_RTM_F_CLONED = 0x200

# struct nhmsg, struct nexthop_grp and NHA_*, uapi/linux/nexthop.h
_NEXTHOP_OBJECT = struct.Struct("=BBBBI")  # family, scope, protocol, reserved, flags
_NEXTHOP_GROUP = struct.Struct("=IBBH")  # id, weight, upper weight, reserved
_NHA_ID, _NHA_GROUP, _NHA_OIF, _NHA_GATEWAY = 1, 2, 5, 6

# struct ndtmsg and NDTA_*, NDTPA_*, uapi/linux/neighbour.h
_TABLE = struct.Struct("=BxH")
_NDTA_NAME, _NDTA_THRESH1, _NDTA_THRESH2, _NDTA_THRESH3, _NDTA_PARMS = 1, 2, 3, 4, 6
_NDTPA_IFINDEX, _NDTPA_BASE_REACHABLE_TIME = 1, 4


class Route(NamedTuple):
    """One default route: its next hops, or the number of a next hop object that stands for them."""

    hops: List[Hop]
    nexthop_id: Optional[int]
    family: str
    table: int


class Nexthop(NamedTuple):
    """One next hop object: a hop, or the numbers of the members of a group."""

    hop: Optional[Hop]
    members: List[int]


class Tables(NamedTuple):
    """The kernel's neighbor tables.

    `thresholds` is `{family: (gc_thresh1, gc_thresh2, gc_thresh3)}`, `base_reachable_ms` maps (family, interface
    index) to base_reachable_time in milliseconds.
    """

    thresholds: Dict[str, tuple]
    base_reachable_ms: Dict[tuple, int]


def attributes(body, offset=0):
    """Return `{type: value bytes}` of the attributes in a body from an offset on; of a repeated type the last one."""
    found = {}
    end = len(body)
    while offset + 4 <= end:
        length, kind = _ATTRIBUTE.unpack_from(body, offset)
        if length < 4 or offset + length > end:
            raise SourceError("rtnetlink attribute %d of impossible length %d" % (kind & _TYPE_MASK, length))
        found[kind & _TYPE_MASK] = body[offset + 4 : offset + length]
        offset += (length + 3) & ~3
    return found


def attribute(kind, value):
    """Return one attribute for a request."""
    return _ATTRIBUTE.pack(4 + len(value), kind) + value + bytes(-len(value) % 4)


def link_request():
    """Return the body of a question for all links, without their counters."""
    return _LINK.pack(socket.AF_UNSPEC, 0, 0, 0, 0) + attribute(_IFLA_EXT_MASK, _U32.pack(_RTEXT_FILTER_SKIP_STATS))


def address_request():
    """Return the body of a question for all addresses of both families."""
    return _ADDRESS.pack(socket.AF_UNSPEC, 0, 0, 0, 0)


def route_request(family, table):
    """Return the body of a question for the unicast routes of one table; an older kernel answers with all routes."""
    small = table if table < 256 else 0
    message = _ROUTE.pack(family, 0, 0, 0, small, 0, 0, _RTN_UNICAST, 0)
    return message + attribute(_RTA_TABLE, _U32.pack(table))


def nexthop_request(number):
    """Return the body of a question for one next hop object."""
    return _NEXTHOP_OBJECT.pack(socket.AF_UNSPEC, 0, 0, 0, 0) + attribute(_NHA_ID, _U32.pack(number))


def table_request():
    """Return the body of a question for the limits and timers of the neighbor tables."""
    return _TABLE.pack(socket.AF_UNSPEC, 0)


def links(bodies):
    """Return `{interface index: Link}`."""
    return {found.index: found for found in map(_link, bodies)}


def addresses(bodies):
    """Return `{interface index: ["192.0.2.10/24", ...]}`.

    Where the interface has a peer, IFA_ADDRESS is the peer's and the prefix is its as well (comment in if_addr.h), so
    that the own address stands alone, with the length of a host address.
    """
    found = {}
    for body in bodies:
        family, length, _flags, _scope, index = _unpack(_ADDRESS, body)
        if family not in FAMILIES:
            continue
        told = attributes(body, _ADDRESS.size)
        own = told.get(_IFA_LOCAL) or told.get(_IFA_ADDRESS, b"")
        if told.get(_IFA_ADDRESS, own) != own:
            length = 8 * len(own)
        found.setdefault(index, []).append("%s/%d" % (address_text(family, own), length))
    return found


def precedes_other_routes(body):
    """Tell whether a message of an IPv4 route dump may still be followed by a default route.

    The kernel keeps a table as a trie and dumps it in the order of destinations (net/ipv4/fib_trie.c), so that all
    routes to 0.0.0.0 of whatever length come before all others: a full Internet table needs not be read.
    """
    return not attributes(body, _ROUTE.size).get(_RTA_DST, b"").strip(b"\0")


def default_routes(bodies):
    """Return the unicast default routes among any routes as a list of `Route`."""
    # The length is looked at before anything is unpacked: a router may hold a million other routes.
    return [found for found in (_default_route(body) for body in bodies if body[1:2] == b"\0") if found]


def nexthop(body, route):
    """Return the `Nexthop` that a next hop object stands for in a `Route`."""
    family = _unpack(_NEXTHOP_OBJECT, body)[0]
    told = attributes(body, _NEXTHOP_OBJECT.size)
    group = told.get(_NHA_GROUP, b"")
    members = [
        _NEXTHOP_GROUP.unpack_from(group, at)[0]
        for at in range(0, len(group) - _NEXTHOP_GROUP.size + 1, _NEXTHOP_GROUP.size)
    ]
    hop = None
    if _NHA_GATEWAY in told:
        hop = _hop(family, told[_NHA_GATEWAY], _number(told.get(_NHA_OIF), 0), route.table)
    return Nexthop(hop, members)


def tables(bodies):
    """Return the `Tables` that the messages describe."""
    thresholds, base_reachable_ms = {}, {}
    for body in bodies:
        family = FAMILIES.get(_unpack(_TABLE, body)[0])
        told = attributes(body, _TABLE.size)
        limits = [_number(told.get(kind)) for kind in (_NDTA_THRESH1, _NDTA_THRESH2, _NDTA_THRESH3)]
        if family and None not in limits:
            thresholds[family] = tuple(limits)
        timers = attributes(told.get(_NDTA_PARMS, b""))
        base = timers.get(_NDTPA_BASE_REACHABLE_TIME, b"")
        if family and _NDTPA_IFINDEX in timers and len(base) == _U64.size:
            base_reachable_ms[family, _number(timers[_NDTPA_IFINDEX])] = _U64.unpack(base)[0]
    return Tables(thresholds, base_reachable_ms)


def address_text(family, raw):
    """Return an IP address as text. Raises SourceError for a wrong number of bytes."""
    if len(raw) != _ADDRESS_SIZES.get(family):
        raise SourceError("%d bytes are no address of family %d" % (len(raw), family))
    return socket.inet_ntop(family, raw)


def mac_text(raw):
    """Return a link-layer address of any length in colon form, or None for an empty or all-zero one."""
    return ":".join(["%02x" % octet for octet in bytearray(raw)]) if raw.strip(b"\0") else None


def _link(body):
    _family, device_type, index, flags, _change = _unpack(_LINK, body)
    told = attributes(body, _LINK.size)
    info = attributes(told.get(_IFLA_LINKINFO, b""))
    kind = _text(info[_IFLA_INFO_KIND]) if _IFLA_INFO_KIND in info else None
    data = attributes(info[_IFLA_INFO_DATA]) if kind in ("vlan", "vrf") and _IFLA_INFO_DATA in info else {}
    running = _IFF_UP | _IFF_RUNNING
    return Link(
        index=index,
        name=_text(told.get(_IFLA_IFNAME, b"")) or "if%d" % index,
        mac=None if device_type in _TYPES_WITHOUT_MAC else mac_text(told.get(_IFLA_ADDRESS, b"")),
        up=flags & running == running,
        kind=kind,
        master=_number(told.get(_IFLA_MASTER)),
        # An index of another namespace means nothing in this one.
        parent=None if _IFLA_LINK_NETNSID in told else _number(told.get(_IFLA_LINK)),
        vlan=_number(data.get(_IFLA_VLAN_ID), packing=_U16) if kind == "vlan" else None,
        table=_number(data.get(_IFLA_VRF_TABLE)) if kind == "vrf" else None,
        settings=_settings(told.get(_IFLA_AF_SPEC, b"")),
        is_tunnel=device_type in _TUNNELS,
    )


def _settings(families):
    """Read IFLA_INET_CONF, an array of all IPv4 settings of the interface; None where IPv4 does not run on it."""
    values = attributes(attributes(families).get(socket.AF_INET, b"")).get(_IFLA_INET_CONF)
    if values is None:
        return None
    known = {name: 4 * (index - 1) for name, index in DEVCONF_INDEX.items() if 4 * index <= len(values)}
    return {name: struct.unpack_from("=i", values, at)[0] for name, at in known.items()}


def _default_route(body):
    family, _length, _source, _tos, table, _protocol, _scope, kind, flags = _unpack(_ROUTE, body)
    if kind != _RTN_UNICAST or flags & _RTM_F_CLONED or family not in FAMILIES:
        return None
    told = attributes(body, _ROUTE.size)
    table = _number(told.get(_RTA_TABLE), table)
    hops = [_route_hop(family, told, _number(told.get(_RTA_OIF), 0), table)]
    hops.extend(_multipath(family, told.get(_RTA_MULTIPATH, b""), table))
    return Route([hop for hop in hops if hop], _number(told.get(_RTA_NH_ID)), FAMILIES[family], table)


def _multipath(family, array, table):
    """Yield the hops of an array of `struct rtnexthop`, each followed by its own attributes."""
    offset = 0
    while offset + _NEXTHOP.size <= len(array):
        length, _flags, _hops, index = _NEXTHOP.unpack_from(array, offset)
        if length < _NEXTHOP.size:
            raise SourceError("rtnetlink next hop of impossible length %d" % length)
        yield _route_hop(family, attributes(array[offset + _NEXTHOP.size : offset + length]), index, table)
        offset += (length + 3) & ~3


def _route_hop(family, told, index, table):
    if _RTA_GATEWAY in told:
        return _hop(family, told[_RTA_GATEWAY], index, table)
    if _RTA_VIA in told:
        via = told[_RTA_VIA]  # struct rtvia: a family and an address of it
        return _hop(_number(via[:2], packing=_U16), via[2:], index, table)
    return None


def _hop(family, raw, index, table):
    ip = address_text(family, raw)
    return Hop(ip, FAMILIES[family], index, table)


def _unpack(layout, body):
    if len(body) < layout.size:
        raise SourceError("rtnetlink message of %d bytes, %d expected at least" % (len(body), layout.size))
    return layout.unpack_from(body)


def _number(raw, default=None, packing=_U32):
    if raw is None:
        return default
    if len(raw) < packing.size:
        raise SourceError("rtnetlink attribute of %d bytes, %d expected" % (len(raw), packing.size))
    return packing.unpack_from(raw)[0]


def _text(raw):
    return raw.split(b"\0")[0].decode("utf-8", "replace")

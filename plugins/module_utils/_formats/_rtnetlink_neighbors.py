# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""rtnetlink neighbor messages (`struct ndmsg`, man 7 rtnetlink) to neighbor records.

A table may hold some hundred thousand entries, so that everything which depends on the fixed head of a message alone is
worked out once per head, and an entry costs a copy of that and its own three values. Pure functions; standard library
only, Python 3.6 and later.
"""

import socket
import struct
import sys
from typing import Dict, List, NamedTuple

from .._errors import SourceError
from .._neighbor import neighbor
from ._links import DEFAULT_VRF, Place
from ._rtnetlink import FAMILIES, attribute, attributes, mac_text

# struct ndmsg, struct nda_cacheinfo and the constants below: uapi/linux/neighbour.h
_HEAD = struct.Struct("=BxxxiHBB")  # family, interface index, state, flags, type
_CACHEINFO = struct.Struct("=III")  # ticks since confirmed, used, updated; then a reference count
_NO_TIMES = (None, None, None)
_NDA_DST, _NDA_LLADDR, _NDA_CACHEINFO, _NDA_PROBES, _NDA_PROTOCOL, _NDA_FLAGS_EXT = 1, 2, 3, 4, 12, 15
_RTPROT_STATIC = 4  # uapi/linux/rtnetlink.h

# neigh_fill_info() of net/core/neighbour.c for an Ethernet entry: the head, then four attributes, each behind its
# length and type: destination, link-layer address, probes, times (without "used" and the reference count). Others
# follow.
_ETHERNET = {
    socket.AF_INET: struct.Struct("=12s4s4s4s6s2x4s4x4sI4xI4x"),
    socket.AF_INET6: struct.Struct("=12s4s16s4s6s2x4s4x4sI4xI4x"),
}
_FIRST = {socket.AF_INET: attribute(_NDA_DST, bytes(4))[:4], socket.AF_INET6: attribute(_NDA_DST, bytes(16))[:4]}
_SECOND = attribute(_NDA_LLADDR, bytes(6))[:4]
_THIRD = attribute(_NDA_PROBES, bytes(4))[:4]
_FOURTH = attribute(_NDA_CACHEINFO, bytes(16))[:4]

NO_STATE = "none"  # not a flag of the kernel's: it tells an entry without a state from one that is being asked for
_NUD_NOARP, _NUD_PERMANENT = 0x40, 0x80
_STATES = {
    0x00: None,  # NUD_NONE: nobody has asked for it yet
    0x01: "incomplete",
    0x02: "reachable",
    0x04: "stale",
    0x08: "delay",
    0x10: "probe",
    0x20: "failed",
    _NUD_NOARP: "noarp",
    _NUD_PERMANENT: "permanent",
}
# The states of entries that somebody may have confirmed, so that they have an age.
_CONFIRMED = frozenset(["reachable", "stale", "delay", "probe"])

_NTF_PROXY, _NTF_EXT_LEARNED, _NTF_OFFLOADED, _NTF_ROUTER = 0x08, 0x10, 0x20, 0x80
_NTF_EXT_VALIDATED = 0x04 << 8
# The words of ip-neighbour(8), in its order. Extended flags (NDA_FLAGS_EXT) stand 8 bits higher, as in the kernel.
_FLAGS = (
    (_NTF_ROUTER, "router"),
    (_NTF_PROXY, "proxy"),
    (0x01 << 8, "managed"),
    (_NTF_EXT_LEARNED, "extern_learn"),
    (_NTF_OFFLOADED, "offload"),
    (_NTF_EXT_VALIDATED, "extern_valid"),
)

# neigh_update_gc_list() of net/core/neighbour.c: what the garbage collector, and so gc_thresh3, leaves out, beside
# permanent entries
_UNCOUNTED_FLAGS = _NTF_EXT_LEARNED | _NTF_EXT_VALIDATED

# BASE_REACHABLE_TIME where the kernel does not tell an interface's own: 30 s, net/ipv4/arp.c and net/ipv6/ndisc.c
_BASE_REACHABLE_MS = 30000


class Tally(NamedTuple):
    """How many entries the garbage collector counts, and how many it does not."""

    counted: int
    exempt: int


class Entries(NamedTuple):
    """The records that are wanted, what was not understood (hexadecimal), and per family the `Tally` of all
    entries."""

    neighbors: List[dict]
    unparsed: List[str]
    tallies: Dict[str, Tally]


class _Kind:
    """What all entries with one head have in common.

    `text` turns the address into text, `far_end` likewise the link-layer address of a tunnel, None elsewhere;
    `never` is None where an age has no meaning.
    """

    __slots__ = ("record", "text", "far_end", "wanted", "never", "counted", "number")

    def __init__(self, record, *, text, far_end, wanted, never, counted):
        self.record = record
        self.text = text
        self.far_end = far_end
        self.wanted = wanted
        self.never = never
        self.counted = counted
        self.number = 0


def request():
    """Return the body of a question for all neighbors of both families."""
    return _HEAD.pack(socket.AF_UNSPEC, 0, 0, 0, 0)


class Decoder:
    """Turns the neighbor messages of one network namespace into records.

    `places` is `{interface index: Place}`, `wanted(record)` decides by anything but `ip`, `mac` and
    `age_seconds`, `base_reachable_ms` is `{(family, interface index): ms}`, `ticks` the kernel's USER_HZ. Ages are
    whole seconds.
    """

    def __init__(self, places, *, wanted=None, namespace=None, base_reachable_ms=None, ticks=100):
        self._places = places
        self._wanted = wanted or bool  # a record is never empty
        self._namespace = namespace
        self._base_reachable_ms = base_reachable_ms or {}
        self._ticks = ticks

    def decode(self, bodies):
        """Return the `Entries` of a list of message bodies. Whatever the bytes hold, nothing is raised."""
        rows, unparsed, kinds = [], [], {}
        ticks = self._ticks
        for body in bodies:
            try:
                head, address, lladdr, confirmed, updated, rest = _fields(body)
                mac = _mac_text(lladdr)
                common = kinds.get((head, rest, mac is None))
                if common is None:
                    common = kinds[head, rest, mac is None] = self._kind(head, rest, mac is not None)
                ip = common.text(address)
            except (struct.error, ValueError, KeyError, OSError, SourceError):
                unparsed.append("rtnetlink neighbor message " + body.hex())
                continue
            common.number += 1
            if common.wanted:
                row = common.record.copy()
                row["ip"] = ip
                row["flags"] = row["flags"][:]
                if row["mac"] is not None:
                    row["mac"] = mac
                elif common.far_end:
                    row["flags"].append("lladdr " + common.far_end(lladdr))
                if common.never is not None and confirmed is not None and abs(confirmed - updated - common.never) > 1:
                    row["age_seconds"] = confirmed // ticks
                rows.append(row)
        return Entries(rows, unparsed, _tallies(kinds.values()))

    def _kind(self, head, rest, resolved):
        """Work out what follows from a head, the less usual attributes and whether there is a link-layer address."""
        family, index, state, flags, _type = _HEAD.unpack(head)
        told = attributes(rest)
        flags |= _number(told.get(_NDA_FLAGS_EXT), "=I") << 8
        place = self._places.get(index) or Place("if%d" % index, None, None, DEFAULT_VRF)
        far_end = _far_end if resolved and place.is_tunnel else None
        name = _STATES[state]
        record = neighbor(
            None,
            FAMILIES[family],
            # Which MAC is the entry's own; here it matters only whether there is one.
            mac="" if resolved and not far_end else None,
            interface=place.interface,
            # The "MAC" of a tunnel is the far end's IP address: there is nothing to resolve.
            state=("permanent" if name == "permanent" else "noarp") if far_end else name,
            origin=_origin(state, flags, _number(told.get(_NDA_PROTOCOL), "=B")),
            physical_interface=place.physical_interface,
            vlan=place.vlan,
            vrf=place.vrf,
            namespace=self._namespace,
            is_router=bool(flags & _NTF_ROUTER) if family == socket.AF_INET6 else None,
            flags=[word for bit, word in _FLAGS if flags & bit] + ([] if state else [NO_STATE]),
        )
        return _Kind(
            record,
            text=_TEXTS[family],
            far_end=far_end,
            wanted=self._wanted(record),
            never=self._never(record, index),
            counted=not (state & _NUD_PERMANENT or flags & _UNCOUNTED_FLAGS),
        )

    def _never(self, record, index):
        """Return how many ticks before its last change an entry seems confirmed that never was.

        The kernel starts an entry that far in the past: ___neigh_create() of net/core/neighbour.c. None where nobody
        confirms anything: unresolved, permanent and noarp entries.
        """
        if record["state"] not in _CONFIRMED:
            return None
        return 2 * self._base_reachable_ms.get((record["family"], index), _BASE_REACHABLE_MS) * self._ticks // 1000


def _fields(body):
    """Return `(head, address, link-layer address, confirmed, updated, other attributes)` of one message.

    Nearly all entries have an Ethernet address and one layout, which is read in one step.
    """
    layout = _ETHERNET.get(body[0]) if body else None
    if layout is None or len(body) < layout.size:
        return _scattered(body)
    head, first, address, second, lladdr, third, fourth, confirmed, updated = layout.unpack_from(body)
    if first != _FIRST[body[0]] or second != _SECOND or third != _THIRD or fourth != _FOURTH:
        return _scattered(body)
    return head, address, lladdr, confirmed, updated, body[layout.size :]


def _scattered(body):
    """Do the same whatever stands in the message, in whatever order."""
    head = body[: _HEAD.size]
    told = attributes(body, _HEAD.size)
    address, lladdr = told.pop(_NDA_DST, b""), told.pop(_NDA_LLADDR, b"")
    told.pop(_NDA_PROBES, None)
    times = told.pop(_NDA_CACHEINFO, None)
    confirmed, _used, updated = _CACHEINFO.unpack_from(times) if times else _NO_TIMES
    return head, address, lladdr, confirmed, updated, b"".join(attribute(kind, told[kind]) for kind in sorted(told))


def _origin(state, flags, protocol):
    if flags & _NTF_EXT_LEARNED or (flags & _NTF_OFFLOADED and state & _NUD_NOARP):
        return "remote"
    if flags & _NTF_PROXY or state == 0 or state & _NUD_NOARP:
        return "other"
    return "static" if state & _NUD_PERMANENT or protocol == _RTPROT_STATIC else "dynamic"


def _number(raw, layout):
    return struct.unpack(layout, raw)[0] if raw is not None else 0


def _tallies(kinds):
    """Return `{family: Tally}`."""
    numbers = {}
    for kind in kinds:
        place = kind.record["family"], kind.counted
        numbers[place] = numbers.get(place, 0) + kind.number
    families = {family for family, _counted in numbers}
    return {family: Tally(numbers.get((family, True), 0), numbers.get((family, False), 0)) for family in families}


_FAR_ENDS = {4: socket.AF_INET, 16: socket.AF_INET6}


def _far_end(raw):
    """Return the IP address of the far end of a tunnel; bytes that are none in colon form."""
    family = _FAR_ENDS.get(len(raw))
    return socket.inet_ntop(family, raw) if family is not None else mac_text(raw)


def _ipv6_text(raw):
    return socket.inet_ntop(socket.AF_INET6, raw)


_TEXTS = {socket.AF_INET: socket.inet_ntoa, socket.AF_INET6: _ipv6_text}


def _colons(raw):
    """Return a link-layer address of any length in colon form, or None for an empty or all-zero one."""
    return raw.hex(":") if raw.strip(b"\0") else None


# bytes.hex() takes a separator since Python 3.8; it is several times faster.
_mac_text = _colons if sys.version_info >= (3, 8) else mac_text

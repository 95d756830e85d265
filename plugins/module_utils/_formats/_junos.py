# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos: `show arp` and `show ipv6 neighbors` as text, JSON and XML, with each of their options.

Sources: the Junos CLI reference on both commands, the XML elements arp-table-information and ipv6-nd-information. The
MAC comes first in `show arp`; the name column is there unless `no-resolve` was given, the time to expire with
`expiration-time`. Old releases have no flags, which only the headings tell. Both times are seconds that are left. An
IRB interface has the port or tunnel of the neighbor in brackets; what was learned over VXLAN or EVPN stands behind a
vtep or esi interface, or has the flag `remote`. Addresses of the routing engines' internal network (128.0.0.0/2 on em,
fxp, bme) are rows like all others.
"""

import functools
import re

from .._neighbor import ZERO_MAC, canonical_ip, canonical_mac, neighbor, pack_ipv4
from . import Parsed, _trees
from ._durations import seconds
from ._long_tables import NEEDS_CARE, RowsAlike, hexadecimal
from ._rows import read_rows, sections

_NAMES = _trees.Names(
    rows=("arp-table-entry", "ipv6-nd-entry"), holders=("arp-table-information", "ipv6-nd-information")
)

_MAC = r"(?:[0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2}"
_IPV6 = r"[0-9a-fA-F]*:[0-9a-fA-F:.]+(?:%\S+)?"
_INTERFACE = r"(?P<interface>(?=[^\s\[]*\d)[^\s\[]+)(?:[ \t]*\[[ \t]*(?P<port>[^\]\s]*)[ \t]*\])?"
# What nearly all rows end with: an interface, and no flags. The seconds that are left may stand behind.
_USUAL_END = re.compile(_INTERFACE + r"[ \t]+none[ \t]*").fullmatch
# More than one flag may stand in a row; a table with times ends with the one that is left.
_ARP_ROW = re.compile(
    r"^[ \t]*(?P<mac>%s|[Ii]ncomplete|none)[ \t]+(?P<ip>[0-9.]+)[ \t]+(?:[^\s\[]+[ \t]+)?%s"
    r"[ \t]+(?P<flags>[a-z][a-z-]*(?:[ \t,]+[a-z][a-z-]*)*)(?:[ \t]+(?P<expires>\d+|-))?[ \t\r]*$" % (_MAC, _INTERFACE),
    re.MULTILINE,
)
_HEADER_WITHOUT_FLAGS = re.compile(
    r"MAC Address[ \t]+Address[ \t]+(Name[ \t]+)?Interface[ \t\r]*$", re.MULTILINE
).search
_ROW_WITHOUT_FLAGS = r"^[ \t]*(?P<mac>%s|[Ii]ncomplete|none)[ \t]+(?P<ip>[0-9.]+)[ \t]+%%s%s[ \t\r]*$" % (
    _MAC,
    _INTERFACE,
)
_NAMED_ROW_WITHOUT_FLAGS = re.compile(_ROW_WITHOUT_FLAGS % r"[^\s\[]+[ \t]+", re.MULTILINE)
_BARE_ROW_WITHOUT_FLAGS = re.compile(_ROW_WITHOUT_FLAGS % "", re.MULTILINE)
_ND_REST = (
    r"[ \t]+(?P<mac>" + _MAC + r"|[Nn]one|\(?[Ii]ncomplete\)?)[ \t]+(?P<state>[a-zA-Z][\w-]*)[ \t]+(?P<expires>\d+|-)"
    r"[ \t]+(?P<router>yes|no)[ \t]+(?:(?P<secure>yes|no)[ \t]+)?(?:(?:yes|no)[ \t]+)*" + _INTERFACE + r"[ \t\r]*$"
)
# A long IPv6 address stands on a line of its own, with the rest of its row below.
_ND_ROW = re.compile(r"^[ \t]*(?P<ip>" + _IPV6 + r")(?:[ \t\r]*\n)?" + _ND_REST, re.MULTILINE)
_DECORATION = re.compile(
    r"\s*MAC Address\s+Address\s.*|\s*IPv6 Address\s+Linklayer Address\s.*|\s*Total entries:\s*\d+\s*"
    r"|\s*\{[\w:.-]+\}(?:\[[^\]]*\])?\s*|\s*\[edit[^\]]*\]\s*|\s*(?:node|fpc|re|lcc|sfc)\d+(?:-re\d+)?:\s*"
    r"|\s*(?:\S*[>#]\s*)?(?:run )?show (?:arp|ipv6 neighbors)\b.*"
).fullmatch
# The table of another routing instance looks like any other: only the command above it tells the name.
_INSTANCE = re.compile(r"show (?:arp|ipv6 neighbors)\b(?:[^\n]*\bvpn[ \t]+(\S+))?")
_SHAPE = re.compile(
    r"^[ \t]*MAC Address[ \t]+Address[ \t]+(?:Name|Interface)|^[ \t]*IPv6 Address[ \t]+Linklayer Address"
    r"|^[ \t]*(?:[0-9a-f]{2}:){5}[0-9a-f]{2} +[0-9]+\.[0-9.]+ +(?:\S+ +)?[a-z]\S* *(?:\[\S+\])? +[a-z]+",
    re.MULTILINE,
)

# "unreachable" did not answer the last probes: the kernel of others calls it failed.
_STATES = {
    "incomplete": "incomplete",
    "reachable": "reachable",
    "stale": "stale",
    "delay": "delay",
    "probe": "probe",
    "unreachable": "failed",
    "permanent": "permanent",
}
_REMOTE_FLAGS = frozenset(["remote", "remotely-learnt-address", "remotely-learned-address"])
_REMOTE_PORTS = ("vtep", "esi.")
_NO_FLAGS = frozenset(["none", ""])
_NO_MAC = frozenset(["none", "incomplete", ""])
_INTERFACE_NAME = re.compile(_INTERFACE).fullmatch


def recognizes(text):
    """Tell whether a text holds rows or the header of one of the two tables, in any of the three forms."""
    return _SHAPE.search(text) is not None or _ND_ROW.search(text) is not None or _trees.recognizes(text, _NAMES)


def parse(text):
    """Read the tables. Of XML that is cut off the whole rows become records; the rest is unparsed."""
    if _trees.recognizes(text, _NAMES):
        return Parsed(*_trees.read(text, _NAMES, _tree_row, _DECORATION))
    return _parse_text(text)


def _parse_text(text):
    neighbors, unparsed = [], []
    for vrf, part in sections(text, _INSTANCE):
        _parse_part(vrf, part, neighbors, unparsed)
    return Parsed(neighbors, unparsed)


def _parse_part(vrf, text, neighbors, unparsed):
    """Read the tables of one routing instance. Written out, since a table may have 100,000 rows."""
    alike, append, octets = RowsAlike(functools.partial(_row_like, vrf)), neighbors.append, bytes.fromhex
    kinds, others = [(pattern, functools.partial(build, vrf)) for pattern, build in _careful_kinds(text)], []
    for line in text.split("\n"):
        try:
            mac, ip, end = line.split(None, 2)
            if len(mac) != 17 or mac == ZERO_MAC or hexadecimal(octets(mac.replace(":", "")), ":") != mac:
                raise ValueError("a row that needs more care")
            pack_ipv4(ip)
            left = None
            if end[-1] in "0123456789":
                end, left = end.rsplit(None, 1)
                left = int(left)
            row = alike[end].copy()
        except NEEDS_CARE:
            others.append(line)
            continue
        if others:
            _read_others(others, kinds, neighbors, unparsed)
        row["ip"] = ip
        row["mac"] = mac
        row["flags"] = []
        row["expires_seconds"] = left
        append(row)
    _read_others(others, kinds, neighbors, unparsed)


def _read_others(lines, kinds, neighbors, unparsed):
    """Read lines of which none is a row of the usual kind, and clear their list. A row may span two of them."""
    found, rest = read_rows("\n".join(lines), kinds, _DECORATION)
    neighbors += found
    unparsed += rest
    lines.clear()


def _row_like(vrf, end):
    """Return a record to copy for the rows of one interface, None where rows that end so are of another kind."""
    match = _USUAL_END(end)
    return match and _arp_record("192.0.2.1", "00:00:5e:00:53:01", flags=[], expires=None, vrf=vrf, **match.groupdict())


def _arp_row(vrf, match):
    mac, ip, interface, port, flags, expires = match.groups()
    return _arp_record(ip, mac, interface, port, re.split("[ \t,]+", flags), expires, vrf)


def _bare_arp_row(vrf, match):
    return _arp_record(flags=[], expires=None, vrf=vrf, **match.groupdict())


def _nd_row(vrf, match):
    ip, mac, state, expires, router, secure, interface, port = match.groups()
    flags = ["secure"] if secure == "yes" else []
    return _nd_record(ip, mac, interface, port, state, expires, router, flags, vrf)


def _tree_row(row):
    values = row.values
    interface, port = _INTERFACE_NAME(_name(values, "interface-name", "ipv6-nd-interface-name")).groups()
    vrf = values.get("vpn") or values.get("routing-instance")
    if "ipv6-nd-neighbor-address" in values:
        return _nd_record(
            values["ipv6-nd-neighbor-address"],
            values.get("ipv6-nd-neighbor-l2-address") or "none",
            interface,
            port,
            values.get("ipv6-nd-state") or "",
            values.get("ipv6-nd-expire"),
            values.get("ipv6-nd-isrouter"),
            ["secure"] if values.get("ipv6-nd-issecure") == "yes" else [],
            vrf,
        )
    flags = values.get("arp-table-entry-flags") or ()
    flags = flags.split() if isinstance(flags, str) else list(flags)
    expires = values.get("time-to-expire")
    return _arp_record(values["ip-address"], values.get("mac-address") or "none", interface, port, flags, expires, vrf)


def _name(values, *keys):
    """Return the first of the named values; KeyError where none is there."""
    for key in keys:
        if values.get(key):
            return values[key]
    raise KeyError(keys[0])


def _mac(text):
    return None if text.strip("()").lower() in _NO_MAC else canonical_mac(text)


def _arp_record(ip, mac, interface, port, flags, expires, vrf):
    ip, family = canonical_ip(ip)
    permanent = "permanent" in flags
    remote = not _REMOTE_FLAGS.isdisjoint(flags) or (port or "").startswith(_REMOTE_PORTS)
    return neighbor(
        ip,
        family,
        mac=_mac(mac),
        interface=interface,
        physical_interface=port,
        vrf=vrf,
        state="permanent" if permanent else None,
        origin="remote" if remote else "static" if permanent else "dynamic",
        expires_seconds=None if expires is None else seconds(str(expires)),
        flags=[flag for flag in flags if flag not in _NO_FLAGS],
    )


def _nd_record(ip, mac, interface, port, state, expires, router, flags, vrf):
    ip, family = canonical_ip(ip)
    state = state.lower()
    return neighbor(
        ip,
        family,
        mac=_mac(mac),
        interface=interface,
        physical_interface=port,
        vrf=vrf,
        state=_STATES.get(state),
        origin="remote" if (port or "").startswith(_REMOTE_PORTS) else "static" if state == "permanent" else "dynamic",
        is_router={"yes": True, "no": False}.get(router),
        expires_seconds=None if expires is None else seconds(str(expires)),
        flags=flags if state in _STATES else flags + [state] if state else flags,
    )


def _careful_kinds(text):
    """Return the patterns of the rows that a text may hold, each with what makes a record of its match."""
    header = _HEADER_WITHOUT_FLAGS(text)
    if header is None:
        return _CAREFUL_KINDS
    return _CAREFUL_KINDS + ((_NAMED_ROW_WITHOUT_FLAGS if header.group(1) else _BARE_ROW_WITHOUT_FLAGS, _bare_arp_row),)


_CAREFUL_KINDS = ((_ARP_ROW, _arp_row), (_ND_ROW, _nd_row))

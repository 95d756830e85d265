# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`nv show interface neighbor` of Cumulus Linux (NVUE), for all interfaces or for one: table and JSON.

    Interface  IP/IPV6     LLADR(MAC)         State      Flag
    ---------  ----------  -----------------  ---------  ------
    swp51      192.0.2.51  00:00:5e:00:53:51  reachable  router

Source: the NVUE reference. The interface stands in the first of its rows only. Asked for a single interface, NVUE
prints a table for each family, without the interface, which then only the echoed command tells. NVUE tells no ages.
"""

import re

from .._neighbor import STATES, canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._json_texts import documents, nodes, one_line
from ._lines import is_common_decoration
from ._ruled_tables import WHOLE_MAC, tables

_KEYS = {
    "interface": "interface",
    "ip/ipv6": "ip",
    "ipv4": "ip",
    "ipv6": "ip",
    "lladr(mac)": "mac",
    "lladdr(mac)": "mac",
    "lladdr": "mac",
    "state": "state",
    "neighbor state": "state",
    "flag": "flag",
}
_SHAPE = re.compile(r"\bLLADD?R\b[^\n]*\n[ \t]*-{2,}", re.IGNORECASE)
_JSON_SHAPE = re.compile(r'"(?:lladdr|neighbor)"\s*:\s*[{"]')
_ORIGINS = {"permanent": "static", "noarp": "other"}
_REMOTE = frozenset(["ext_learn", "extern_learn", "offload"])
_ROUTER = frozenset(["router", "is-router"])
_COMMAND = re.compile(r"\bnv show interface (?!neighbor\b)(\S+) neighbor\b")
_SECTION = re.compile(r"\s*ipv[46]\s*|\s*={3,}\s*")


def recognizes(text):
    """Tell whether a text holds the table or the JSON."""
    return _SHAPE.search(text) is not None or _JSON_SHAPE.search(text) is not None


def parse(text):
    """Read the table or the JSON."""
    return _parse_table(text) if _SHAPE.search(text) else _parse_json(text)


def _parse_table(text):
    neighbors, unparsed = [], []
    command = _COMMAND.search(text)
    default = command.group(1) if command else None
    interface = default
    for header, cells, line in tables(text):
        try:
            row = {_KEYS[name]: cell for name, cell in zip(header, cells) if name in _KEYS}
            interface = row.get("interface") or (interface if "interface" in row else default)
            flags = row["flag"].replace(",", " ").split() if "flag" in row else None
            neighbors.append(_record(row["ip"], row["mac"], interface, row.get("state", ""), flags))
        except (KeyError, TypeError, ValueError):
            if not (is_common_decoration(line) or _SECTION.fullmatch(line)):
                unparsed.append(line)
    return Parsed(neighbors, unparsed)


def _parse_json(text):
    """Read the JSON, or a part of it.

    `{interface: {"neighbor": {family: {ip: {"lladdr": {mac: {"state": ..., "flag": ...}}}}}}}`
    """
    loaded, rest = documents(text)
    neighbors, unparsed = [], []
    for document in loaded:
        known = len(neighbors) + len(unparsed)
        for node, place in nodes(document, _context):
            if place and "lladdr" in node:
                _take(node, place, neighbors, unparsed)
        if document and known == len(neighbors) + len(unparsed) and "neighbor" not in one_line(document):
            unparsed.append(one_line(document))
    return Parsed(neighbors, unparsed + rest)


def _context(node, key, outer):
    """Return `(interface, key of the object)`; the interface is the key of the object that holds `neighbor`."""
    interface = outer[0] if outer else None
    return (key if "neighbor" in node else interface), key


def _take(node, place, neighbors, unparsed):
    lladdr = node["lladdr"]
    choices = lladdr if isinstance(lladdr, dict) else {lladdr: node}
    for mac, about in choices.items():
        try:
            state, flags = _words(about.get("state")), _words(about["flag"]) if "flag" in about else None
            neighbors.append(_record(place[1], mac, place[0], " ".join(state), flags))
        except (AttributeError, TypeError, ValueError):
            unparsed.append(one_line({str(place[1]): node}))


def _words(value):
    """Return the words of a member that is a text, a list of texts, or an object with the words for keys."""
    if not value:
        return []
    return str(value).split() if not isinstance(value, (dict, list)) else [str(word) for word in value]


def _record(ip, mac, interface, state, flags):
    """Return a record; `flags` is None where the table has no column for them."""
    ip, family = canonical_ip(ip)
    state = state.lower()
    if not (WHOLE_MAC(mac) if mac else state):
        raise ValueError("cut off: %r" % mac)
    is_remote = not _REMOTE.isdisjoint(flags or [])
    return neighbor(
        ip,
        family,
        mac=canonical_mac(mac) if mac else None,
        interface=interface,
        state=state if state in STATES else None,
        origin="remote" if is_remote else _ORIGINS.get(state, "dynamic"),
        is_router=None if family == "ipv4" or flags is None else not _ROUTER.isdisjoint(flags),
        flags=flags or [],
    )

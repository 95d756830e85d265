# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MAC tables of Cumulus Linux: `nv show bridge domain <name> mac-table` (text and JSON), `net show bridge macs`.

Sources: the NVUE reference and the user guides of Cumulus Linux 3 to 5. The releases of NVUE differ in the order and
in the names of the columns. Ages are clocks or seconds since the entry was renewed.
"""

import re

from ._durations import seconds
from ._json_texts import documents, nodes, one_line
from ._lines import is_common_decoration
from ._mac_entry import ParsedMacs, mac_entry, table_mac, table_vlan
from ._ruled_tables import WHOLE_MAC, tables

# Names of columns and of JSON members, per release.
_KEYS = {
    "mac": "mac",
    "mac address": "mac",
    "vlan": "vlan",
    "interface": "interface",
    "entry-type": "state",
    "state": "state",
    "flags": "flags",
    "tunneldest": "tunnel",
    "remote-dst": "tunnel",
    "summary": "summary",
    "lastseen": "age",
    "last-update": "age",
}
_SHAPE = re.compile(
    r"^[^\n]*\b(?:MAC address|TunnelDest|LastSeen|entry-type)\b[^\n]*\n[ \t]*-{2,}", re.MULTILINE | re.I
)
_JSON_SHAPES = (re.compile(r'"mac"\s*:'), re.compile(r'"(?:bridge-domain|entry-type|interface|last-update)"\s*:'))
_JUST_NOW = "<1 sec"


def recognizes_macs(text):
    """Tell whether a text holds one of the tables, or the JSON of `nv`."""
    return _SHAPE.search(text) is not None or all(shape.search(text) for shape in _JSON_SHAPES)


def parse_macs(text):
    """Read the tables."""
    if _SHAPE.search(text) is None:
        return _parse_json(text)
    entries, unparsed = [], []
    for header, cells, line in tables(text):
        try:
            entries.append(_entry(_named(zip(header, cells))))
        except (KeyError, TypeError, ValueError):
            if not is_common_decoration(line):
                unparsed.append(line)
    return ParsedMacs(entries, unparsed)


def _parse_json(text):
    loaded, rest = documents(text)
    entries, unparsed = [], []
    for document in loaded:
        for node, _outer in nodes(document, lambda _node, _key, _outer: None):
            if "mac" in node:
                try:
                    entries.append(_entry(_named(node.items())))
                except (AttributeError, KeyError, TypeError, ValueError):
                    unparsed.append(one_line(node))
    return ParsedMacs(entries, unparsed + rest)


def _named(pairs):
    """Return the cells by the names of `_KEYS`, as text; a member that is absent or null is empty."""
    return {_KEYS[name]: "" if value is None else str(value) for name, value in pairs if name in _KEYS}


def _entry(row):
    if not WHOLE_MAC(row["mac"]):
        raise ValueError("not a MAC: %r" % row["mac"])
    kind = _kind(row)
    age = row.get("age", "")
    return mac_entry(
        table_mac(row["mac"]),
        table_vlan(row.get("vlan", "")),
        row["interface"] or None,
        kind,
        None if kind in ("static", "self") else 0 if age == _JUST_NOW else seconds(age),
    )


def _kind(row):
    words = re.findall(r"[\w-]+", "%s %s" % (row.get("state", ""), row.get("flags", "")))
    if row.get("tunnel") or "remote-dst" in row.get("summary", "") or "extern_learn" in words or "offload" in words:
        return "remote"
    if "permanent" in words:
        return "self"
    return "static" if "static" in words else "dynamic"

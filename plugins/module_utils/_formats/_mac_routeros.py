# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MikroTik RouterOS: `/interface bridge host print` and `/interface ethernet switch unicast-fdb print`, in any form.

    #    MAC-ADDRESS        VID  ON-INTERFACE  BRIDGE
    0 D  00:00:5E:00:53:01   10  ether2        bridge1

Source: the RouterOS documentation on Bridging and Switching (host table). Letters before the row are its flags: X
disabled, I invalid, D dynamic, L local, E external, which is learned by the switch chip or a wireless driver. Old
releases have no numbers and the bridge in front.
"""

import re

from . import _routeros
from ._durations import seconds
from ._json_texts import documents, nodes, one_line
from ._mac_entry import ParsedMacs, mac_entry, table_mac
from ._rows import read_rows, sections

_MAC = r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}"
_HEADER = re.compile(
    r"^[ \t]*(?:#[ \t]+)?(?:(?!BRIDGE|MAC-)[A-Z-]+[ \t]+)?((?:BRIDGE[ \t]+)?MAC-ADDRESS[ \t]+[A-Z \t-]+?)[ \t\r]*$",
    re.MULTILINE,
)
_ROW = re.compile(
    r"^[ \t]*(?:\d+[ \t]+)?(?:(?P<flags>[XIDLE]+(?: [XIDLE]+)*)[ \t]+)?(?:(?P<bridge>\S+)[ \t]+)?(?P<mac>%s)[ \t]+"
    r"(?P<rest>\S.*?)[ \t\r]*$" % _MAC,
    re.MULTILINE,
)
_JSON = re.compile(r'"(?:on-interface|mac-address)"\s*:')
_DECORATION = re.compile(
    r"\s*\[[^\]]*\] (?:/[\w/ ]*)?>.*|\s*/interface[ /]bridge[ /]host[ /]print.*|\s*(?:#|[A-Z-]+)(?:[ \t]+[A-Z-]+)+\s*"
).fullmatch
_TRUE = frozenset([True, "true", "yes"])
# The flags that the API has as properties, with the letter that a terminal shows.
_LETTERS = (("disabled", "X"), ("invalid", "I"), ("dynamic", "D"), ("local", "L"))


def recognizes_macs(text):
    """Tell whether a text holds the header or rows of the table, in any of its forms."""
    return bool("mac-address=" in text or _HEADER.search(text) or _JSON.search(text))


def parse_macs(text):
    """Read the table, whatever its form."""
    if _JSON.search(text):
        return _parse_json(text)
    entries, unparsed = [], []
    for header, part in sections(text, _HEADER):
        columns = header.split() if header else []
        kinds = (
            (_routeros.PROPERTIES_ROW, lambda match: _entry(_routeros.properties(match), _letters(match))),
            (_ROW, lambda match, columns=columns: _table_row(match, columns)),
        )
        found, rest = read_rows(part, kinds, _is_decoration)
        entries += found
        unparsed += rest
    return ParsedMacs(entries, unparsed)


def _parse_json(text):
    loaded, unparsed = documents(text)
    entries = []
    for document in loaded:
        for node, _outer in nodes(document, lambda _node, _key, _outer: None):
            if "mac-address" in node:
                try:
                    entries.append(_api_row(node))
                except (AttributeError, KeyError, TypeError, ValueError):
                    unparsed.append(one_line(node))
    return ParsedMacs(entries, [line for line in unparsed if not _is_decoration(line)])


def _table_row(match, columns):
    """Return the entry of a row. A cell under VID or AGE may be empty, and only they look as they do."""
    is_old = columns[:1] == ["BRIDGE"]
    if not columns or is_old != (match.group("bridge") is not None):
        raise ValueError("not the columns of the header")
    columns = columns[columns.index("MAC-ADDRESS") + 1 :]
    words = match.group("rest").split()
    values = {"mac-address": match.group("mac")}
    if "VID" in columns and words[0].isdigit() and len(words) > 1:
        values["vid"] = words.pop(0)
    if columns[-1] == "AGE" and len(words) > 1 and seconds(words[-1]) is not None:
        values["age"] = words.pop()
    if len(words) != 1 + ("BRIDGE" in columns):
        raise ValueError("a cell too much, or too few")
    values["on-interface"] = words[0]
    # Old releases have no letter for what was learned.
    return _entry(values, _letters(match) + ("D" if is_old else ""))


def _letters(match):
    return (match.group("flags") or "").replace(" ", "")


def _api_row(values):
    return _entry(values, "".join(letter for name, letter in _LETTERS if values.get(name) in _TRUE))


def _entry(values, letters):
    interface = next((values[name] for name in ("on-interface", "interface", "port") if values.get(name)), None)
    if not interface or not re.fullmatch(_MAC, values.get("mac-address", "")):
        raise ValueError("cut off")
    vlan, age = str(values.get("vid") or values.get("vlan-id") or ""), values.get("age")
    return mac_entry(
        table_mac(values["mac-address"]),
        int(vlan) or None if vlan.isdigit() else None,
        str(interface),
        _kind(letters),
        # The switch chip counts ages in a unit of its own, without a letter.
        None if str(age).isdigit() else seconds(age),
    )


def _kind(letters):
    if "X" in letters or "I" in letters:
        return "other"
    return "self" if "L" in letters else "dynamic" if "D" in letters or "E" in letters else "static"


def _is_decoration(line):
    return _DECORATION(line) is not None or _routeros.is_decoration(line)

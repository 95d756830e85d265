# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables that come as XML, or as the JSON that was made of it: rows under known names, at any depth, in any envelope.

Junos wraps each JSON value as `[{"data": value}]`; converters of XML write one row as a dict and several as a list,
text beside attributes as `#text`. All of these become the plain values that the XML has.
"""

import json
import re
from typing import NamedTuple

from . import _json_texts, _xml_texts
from ._lines import is_common_decoration, lines_of

# Deeper than any device nests, and far below where Python gives up.
_DEEPEST = 100


class Names(NamedTuple):
    """The names of the elements that are rows, and of those that hold rows, or none of them."""

    rows: tuple
    holders: tuple = ()


class Row(NamedTuple):
    """One row: its values by name, and those of the elements around it. What is no leaf is a dict or a list."""

    values: dict
    around: dict


def recognizes(text, names):
    """Tell whether a text holds rows, or what holds rows, as XML or as JSON."""
    return _is_xml(text, names) or _json_key(names).search(text) is not None


def read(text, names, read_row, is_decoration=None):
    """Return what `read_row(row)` makes of each row, and the lines that are no row and say something.

    A row for which it raises is not understood: as XML its lines are returned, as JSON its values, since lines of JSON
    are none of the device's making. JSON is read whole or not at all, of damaged XML each row that is whole.
    """
    with _json_texts.collector_paused():
        found, rest = (_read_xml if _is_xml(text, names) else _read_json)(text, names, read_row)
    return found, [line for line in rest if not (is_common_decoration(line) or (is_decoration and is_decoration(line)))]


def _is_xml(text, names):
    return _xml_texts.holds(text, names.rows + names.holders)


def _json_key(names):
    return re.compile(r'"(?:[\w.-]+:)?(?:%s)"\s*:' % "|".join(names.rows + names.holders))


def _read_xml(text, names, read_row):
    found = []
    entries, rest = _xml_texts.entries(text, names.rows)
    for entry in entries:
        try:
            found.append(read_row(Row(entry.values, entry.around)))
        except (AttributeError, KeyError, TypeError, ValueError):
            rest.extend(_xml_texts.lines_in(text, entry.start, entry.end))
    return found, rest


def _read_json(text, names, read_row):
    found = []
    documents, rest = _json_texts.documents(text)
    for document in documents:
        search = _Search(names)
        search.walk(document, {}, 0)
        if search.is_too_deep:
            return [], lines_of(text)
        for row in search.rows:
            try:
                found.append(read_row(row))
            except (AttributeError, KeyError, TypeError, ValueError):
                rest.append(json.dumps(row.values, default=str))
        if document and not search.rows and not search.holds_rows:
            rest.append(json.dumps(document, default=str))
    return found, rest


class _Search:
    """The rows at and below a node, in their order, and whether something that holds rows was seen."""

    def __init__(self, names):
        self.names = names
        self.rows = []
        self.holds_rows = not names.holders
        self.is_too_deep = False

    def walk(self, node, around, depth):
        """Collect the rows at and below a node; `around` are the values of the objects above it."""
        if depth > _DEEPEST:
            self.is_too_deep = True
        elif isinstance(node, list):
            for member in node:
                self.walk(member, around, depth + 1)
        elif isinstance(node, dict):
            plain = _plain(node)
            self.holds_rows = self.holds_rows or not plain.keys().isdisjoint(self.names.holders)
            around = dict(
                around, **{name: value for name, value in plain.items() if not isinstance(value, (dict, list))}
            )
            for name, value in plain.items():
                if name in self.names.rows:
                    members = value if isinstance(value, list) else [value]
                    self.rows.extend(Row(_plain(member), around) for member in members)
                else:
                    self.walk(value, around, depth + 1)


def _plain(node):
    """Return the values of one object without wrapping and prefixes; what is no object has its value under ""."""
    if not isinstance(node, dict):
        return {"": node}
    return {name.rpartition(":")[2]: _unwrapped(value) for name, value in node.items()}


def _unwrapped(value):
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        value = value[0]
        if "data" in value:
            return value["data"]
    if isinstance(value, dict) and "#text" in value:
        return value["#text"]
    return value

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Neighbor tables with a line of headings and one row per line, as most network operating systems print them.

What differs between the platforms is data: a `Dialect` names their headings, words, units and titles. The headings
that a text shows decide what its columns are; a text without any (`show arp | include ...`) is read by the layouts
that the dialect lists.
"""

import re
from operator import itemgetter
from typing import NamedTuple

from .._neighbor import ZERO_MAC, canonical_ip, neighbor
from . import Parsed
from ._cli import colon_mac
from ._columns import layout_of
from ._durations import seconds
from ._json_texts import collector_paused
from ._table_words import (
    FIELD_OF_HEADING,
    NO_VALUE,
    ORIGIN_OF_WORD,
    PLAIN_STATES,
    ROUTER_OF_WORD,
    STATE_OF_WORD,
    UNITS,
    is_rule,
    is_table_decoration,
    vrf_of,
    vrf_of_echo,
)

_DIGITS = re.compile(r"[0-9]+")
_NUMBER = re.compile(r"[0-9]{1,9}").fullmatch
_LETTERS = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[A-Za-z]{3,}").fullmatch
_HEX_DIGITS = re.compile(r"[0-9a-f]{12}").fullmatch
_VLAN_INTERFACE = re.compile(r"(?:vlan|vlanif|v-|vl|vlan-interface)[ ._-]?([0-9]{1,4})", re.IGNORECASE).fullmatch
# Ports behind which a neighbor is known from a control plane only.
_BROADCAST = "ff:ff:ff:ff:ff:ff"
# How far rows of one layout are looked for at once: a text of many short tables, each with its headings, would else be
# searched to its end for each of them.
_BLOCK = 4096
# Origins of entries that do not expire, whatever is printed.
_LASTING = frozenset(["local", "static"])
_TUNNELS = ("vxlan", "vtep", "nve")


class Dialect:
    """A platform's tables: how its headings, words and units differ from the common ones.

    layouts: lines of headings, for texts that show none. headings: field to headings in lower case, beside the common
    ones. unit, unit6: the seconds in one unit of an age in the ARP and the ND table, or a function of the headings.
    left: the families whose age is the time left. title: a pattern whose first group is the VRF of the rows below.
    decoration: a pattern for the platform's own lines. marks: letters that may stand before a row. origins, states:
    words beside the common ones. keep: words that are flags, besides what they mean. own: ages that mark an address
    as the device's own. places(interface, port, vlan) names the interface, the port and the VLAN where the common way
    does not. port_flag: a pattern whose first group is the flag in the cell of a port. follow(reading, line) reads a
    line that continues a row.
    """

    needed = ("ip", "mac")

    def __init__(
        self,
        layouts,
        headings=None,
        unit=1,
        unit6=None,
        left="",
        title=None,
        decoration=None,
        marks="",
        origins=None,
        states=None,
        keep=(),
        own=(),
        places=None,
        port_flag=None,
        follow=None,
    ):
        self.headings = dict(self.common_headings(), **_inverted(headings or {}, "|"))
        self.units = {"ipv4": unit, "ipv6": unit6 or unit}
        self.left = left.split()
        self.title = re.compile(title) if title else None
        self.decoration = re.compile(decoration) if decoration else None
        self.marks = marks
        self.origins = dict(ORIGIN_OF_WORD, **_inverted(origins or {}))
        self.states = dict(STATE_OF_WORD, **_inverted(states or {}))
        self.keep = frozenset(keep)
        self.own = frozenset(own)
        self.places = places or common_places
        self.port_flag = re.compile(port_flag) if port_flag else None
        self.follow = follow
        self.words = frozenset(_LETTERS.findall(" ".join(self.headings)))
        self.layouts = [self.header(line) for line in layouts]

    def common_headings(self):
        """Return the field of each heading that means the same everywhere."""
        return FIELD_OF_HEADING

    def recognizes(self, text):
        """Tell whether a text holds a line of headings, or a row of one of the layouts."""
        return any(self.header(line) for line in _first_lines(text)) or self.headerless(text) is not None

    def headerless(self, text):
        """Return the first of the layouts that a row of a text without headings has."""
        return next((layout for layout in self.layouts if layout.pattern.search(text)), None)

    def parse(self, text):
        """Read the tables of a text."""
        reading = Reading(self)
        with collector_paused():
            reading.read(text)
        return Parsed(reading.rows, reading.unparsed)

    def header(self, line):
        """Return the layout that a line of headings describes, None for any other line."""
        layout = layout_of(line, self.headings, self.needed, self.marks) if "a" in line or "A" in line else None
        if layout:
            layout.heading = {
                column.field: line[column.start : column.end].lower() for column in layout.columns if column.field
            }
        return layout

    def builder(self, layout):
        """Return the function `(cells, vrf, lacking)` that makes a record of a row."""
        return _row_builder(self, layout)


def _inverted(words, separator=" "):
    return {word: name for name, line in words.items() for word in line.split(separator)}


def _first_lines(text, number=400):
    return text.split("\n", number)[:number]


class Reading:
    """One reading of one text: the layout and VRF that hold at the current line, and what was found."""

    def __init__(self, dialect):
        self.dialect = dialect
        self.layout = None
        self.build = None
        self.vrf = None
        self.notes = {}
        self.rows = []
        self.unparsed = []

    def read(self, text):
        """Read the whole text."""
        if not any(self.dialect.header(line) for line in _first_lines(text)):
            self.use(self.dialect.headerless(text))
        position = 0
        while position < len(text):
            position = self.read_on(text, position)

    def read_on(self, text, position):
        """Read the rows of one layout in a block of lines; return where it ends, or the next layout begins."""
        last = text.find("\n", position + _BLOCK) + 1 or len(text)
        if self.layout is None:
            return self.read_gap(text, position, last)
        build, append = self.build, self.rows.append
        for match in self.layout.pattern.finditer(text, position, last):
            start, end = match.span()
            if start != position:
                position = self.read_gap(text, position, start)
                if self.build is not build:
                    return position
            try:
                append(build(match.groups(), self.vrf))
            except ValueError:
                self.read_line(match.group().rstrip("\r\n"))
            position = end
        return self.read_gap(text, position, last)

    def read_gap(self, text, position, end):
        """Read lines that are no whole rows of the layout; stop after a line of headings."""
        while position < end:
            stop = text.find("\n", position, end)
            stop = end if stop < 0 else stop
            line = text[position:stop].rstrip("\r")
            position = stop + 1
            if not line or line.isspace():
                continue
            layout = self.dialect.header(line)
            if layout:
                self.use(layout)
                break
            self.read_line(line)
        return min(position, len(text))

    def use(self, layout):
        """Read what follows with another layout."""
        self.layout = layout
        self.build = self.dialect.builder(layout) if layout else None

    def read_line(self, line):
        """Read a line by position; else it continues a row, is a title or decoration, or is not understood."""
        row = self.row_by_position(line)
        if row is not None:
            self.rows.append(row)
        elif not (self.dialect.follow and self.dialect.follow(self, line)) and not self.read_decoration(line):
            self.unparsed.append(line)

    def row_by_position(self, line):
        """Return the record of a line that lacks some cells, None for a line that is no row."""
        cells = self.layout.cells_by_position(line) if self.layout and _DIGITS.search(line) else None
        try:
            return self.build(cells, self.vrf, True) if cells else None
        except ValueError:
            return None

    def read_decoration(self, line):
        """Tell whether a line says nothing of a neighbor; take a VRF or the widths of the columns from it."""
        dialect = self.dialect
        title = dialect.title.fullmatch(line) if dialect.title else None
        if title:
            self.vrf = vrf_of(title.group(1))
            return True
        if is_rule(line):
            self.layout = self.layout and self.layout.ruled(line)
            return True
        if (dialect.decoration and dialect.decoration.fullmatch(line)) or is_table_decoration(line):
            named = vrf_of_echo(line)
            self.vrf = named[0] if named else self.vrf
            return True
        words = _LETTERS.findall(line.lower())
        return bool(words) and not _DIGITS.search(line) and dialect.words.issuperset(words)


def any_mac(text):
    """Return the MAC of a cell in any form that devices print, None for a word that stands in place of one."""
    if len(text) == 17 and text[2] in ":-" and text[0] != "-":
        low = text.lower().replace("-", ":")
        return low if low != ZERO_MAC else None
    if len(text) == 14 and text[4] in ".-" and text[0] != "-":
        return colon_mac(text.replace("-", "."))
    digits = text.strip("()").lower().replace(":", "").replace("-", "").replace(".", "")
    if len(digits) != 12 or digits == "000000000000" or not _HEX_DIGITS(digits):
        return None
    return ":".join([digits[at : at + 2] for at in (0, 2, 4, 6, 8, 10)])


class Details(NamedTuple):
    """What the cells besides address, MAC and age say of a row. Nearly all rows share them with others."""

    record: dict
    state_without_mac: str
    explains: bool
    flags: list


def _row_builder(dialect, layout):
    """Return the function that makes a record of the cells of a row of one layout."""
    ip_at, mac_at = layout.index("ip"), layout.index("mac")
    age_at = max(layout.index("age"), layout.index("expires"))
    has_vrf, own = layout.index("vrf") >= 0, dialect.own
    unit, time_field = _time_of(dialect, layout)
    key_of, known = _key_of(layout), {}

    def build(cells, vrf, lacking=False):
        ip, mac, age = cells[ip_at], cells[mac_at], cells[age_at]
        key = key_of(cells) + (age,) if age in own else key_of(cells)
        if key not in known:
            known[key] = _details(dialect, key, age in own)
        record, state_without_mac, explains, flags = known[key]
        if ip is None or (lacking and mac is None and not explains):
            raise ValueError("no address, or no word that says why there is no MAC")
        row = record.copy()
        row["ip"] = ip
        if ":" in ip or "/" in ip:
            row["ip"], row["family"] = canonical_ip(ip)
        mac = any_mac(mac) if mac else None
        row["mac"] = mac
        if mac is None:
            row["state"] = state_without_mac
        if not has_vrf:
            row["vrf"] = vrf
        if age:
            row[time_field] = seconds(age, unit)
        if row["origin"] in _LASTING:
            _mend_lasting(row)
        row["flags"] = flags[:]
        return row

    return build


def _mend_lasting(row):
    """Take away the time left of a row that does not expire; a broadcast address is nobody's own."""
    row["expires_seconds"] = None
    if row["mac"] == _BROADCAST:
        row["origin"] = "other"


def _key_of(layout):
    """Return the function that takes the cells that `_details` reads out of those of a row."""
    vlan_at = layout.index("vlan")
    fields = ("interface", "port", "vrf", "type", "state", "mark", "flags", "router")
    return itemgetter(vlan_at if vlan_at >= 0 else layout.index("bridge"), *map(layout.index, fields))


def _details(dialect, cells, is_own):
    vlan, interface, port, vrf, kind, state_word, mark, printed, router = cells[:9]
    name, physical, number = dialect.places(interface, port, vlan)
    origin, state, flags = _meaning(dialect, kind, state_word, mark, printed, is_own, port)
    record = neighbor(
        None,
        "ipv4",
        interface=name,
        state=state,
        origin=origin,
        physical_interface=physical,
        vlan=number,
        vrf=vrf_of(vrf or "default"),
        is_router=ROUTER_OF_WORD.get(router.lower()) if router else None,
    )
    state_without_mac, record["state"] = record["state"], state or "resolved"
    return Details(record, state_without_mac, state is not None, flags)


def _time_of(dialect, layout):
    """Return the seconds in one unit of a layout's time, and the field of the record that it belongs to."""
    heading = layout.heading.get("expires") or layout.heading.get("age") or ""
    family = "ipv6" if "ipv6" in layout.heading.get("ip", "") else "ipv4"
    usual = dialect.units[family]
    usual = usual(layout.heading) if callable(usual) else usual
    unit = next((unit for pattern, unit in UNITS if pattern.search(heading)), usual)
    left = "expires" in layout.heading or family in dialect.left
    return unit, "expires_seconds" if left else "age_seconds"


def _meaning(dialect, kind, state_word, mark, printed, is_own, port):
    """Return origin, state and flags of the words of a row."""
    origin, state, flags = "local" if is_own else "dynamic", None, []
    if kind is None and _WORD(printed or "") and printed.lower() in dialect.origins:
        # Some tables have the type in a column of flags.
        kind, printed = printed, None
    for word in (kind, state_word, mark):
        low = word.lower().lstrip("*") or word if word else ""
        if low in NO_VALUE:
            continue
        state = dialect.states.get(low, state)
        usual = "other" if word is kind and low not in dialect.states else None
        known = dialect.origins.get(low) or dialect.origins.get(low.split()[0], usual)
        if known and not (is_own and known == "dynamic"):
            origin = known
        understood = known not in (None, "other") or low in dialect.states or low in PLAIN_STATES
        if word is mark or low in dialect.keep or not understood:
            flags.append(word)
    if state == "permanent" and origin == "dynamic":
        origin = "static"
    if port and port.lower().startswith(_TUNNELS) and origin in ("dynamic", "static"):
        origin = "remote"
    flagged = dialect.port_flag.fullmatch(port) if port and dialect.port_flag else None
    printed = flagged.group(1) if flagged else given(printed)
    return origin, state, flags + ([printed] if printed else [])


def given(text):
    """Return a cell, None for one that is empty or stands for nothing."""
    return None if text is None or text.lower() in NO_VALUE else text


def vlan_number(text):
    """Return the number in a cell of a VLAN column or in the name of a VLAN's interface, None where there is none.

    0 is the number of none (IEEE 802.1Q, 9.6): the frames have no tag.
    """
    if not text:
        return None
    return (int(text) or None) if _NUMBER(text) else vlan_of_name(text)


def vlan_of_name(text):
    """Return the number in the name of a VLAN's interface, None for any other name and for a port that is a number."""
    named = _VLAN_INTERFACE(text or "")
    return int(named.group(1)) if named else None


def common_places(interface, port, vlan):
    """Return interface, port and VLAN of a row. Where only a port is printed it is the interface."""
    interface, port, vlan = given(interface), given(port), given(vlan)
    number = vlan_number(vlan)
    if number is None:
        number = vlan_of_name(interface)
    return interface or port, port, number

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco NX-OS: `show ip arp`, `show ip adjacency`, `show ipv6 neighbor`, `show ipv6 icmp neighbor`; text, JSON and XML.
And `show ip arp suppression-cache`, by which a VTEP answers for the stations of its VLANs; as text.

Sources: the command references of the Nexus 7000 and 9000 series, the flags as the devices explain them. Ages are
hours, minutes and seconds, seconds with a fraction below one second, or weeks and days. `-` for an age means that the
row does not age: a static one, or the virtual address of a first-hop redundancy group that the switch answers for,
which shows in the MAC. Long IPv6 addresses stand on a line of their own, above the rest of the row. What is wider than
the terminal goes on at the begin of the next line, the headings first of all.
"""

import re

from .._neighbor import canonical_ip, neighbor, pack_ipv4
from . import Parsed
from ._cisco_nxos_json import (
    ADJACENCY_KEYS,
    REMOTE_FLAGS,
    origin_of,
    parse_structured,
    recognizes_structured,
    table_vrf,
)
from ._cli import DOTTED_MAC, ZERO_DOTTED, colon_mac, interface_and_vlan, is_cli_decoration
from ._durations import seconds
from ._json_texts import collector_paused
from ._long_tables import NEEDS_CARE, Memo, RowsAlike, hexadecimal
from ._scan import row_lines, rows_and_lines
from ._table_words import vrf_of_echo

# Address, age, MAC, and the columns that differ from table to table.
_ADDRESS = r"[ \t]*([0-9A-Fa-f.:]+(?:%[\w/.-]+)?)"
_END = r"(%s|INCOMPLETE|Incomplete)[ \t]+(\S[^\n]*)" % DOTTED_MAC
_ROW = re.compile(
    "^" + _ADDRESS + r"[ \t]*(?:\r?\n[ \t]+)?(?<=[ \t])(-|\d[\d:.dhwmy]*|P[\dTYWDHMS]+)[ \t]+" + _END + "$",
    re.MULTILINE,
).finditer
_AGE = re.compile(r"\d[\d:.dhwmy]*|P[\dTYWDHMS]+").fullmatch
_ROW_WITHOUT_AGE = re.compile(_ADDRESS + r"[ \t]+()" + _END).fullmatch
_COLUMNS = re.compile(r"(?:\d+\s+([a-z]\S*|Static)\s+|([A-Z]{4,})\s+)?([A-Za-z]\S*|-)((?:\s+\S+)*)\s*").fullmatch
# A row of the suppression cache: VLAN, port, flags, and the VTEPs that a remote station is behind.
_SUPPRESSED = re.compile(
    r"(\d{1,4})\s+(\(null\)|[A-Za-z][A-Za-z-]*\d\S*)\s+"
    r"((?:(?:L2?|R|PS|RO|\+)(?:,\s*|\s+|$))+)((?:[\d.:a-fA-F]+(?:\s+|$))*)"
).fullmatch
_TITLE = re.compile(
    r"\s*(?:IP|IPv6|ICMPv6) (?:ARP|Adjacency) Table for (?:(?:context|VRF) (\S+)|all (?:contexts|VRFs))\s*"
)
_HEADER = re.compile(r"\s*(?:Ip )?Address\s+(?:Age\s+)?(?:MAC|Mac) Address\s.*")
# Headings that a terminal broke off go on in a line of letters, which no row is. A pattern that begins with a word is
# found in a tenth of the time that one with the begin of a line takes.
_BROKEN_HEADER = re.compile(
    r"Address[ \t]+Age[ \t]+(?:MAC|Mac) Address[^\n]*(?=\n[A-Za-z -]*(?:Flags|Name|Addrs|Interface)[ \t]*$)",
    re.MULTILINE,
).search
_DECORATION = re.compile(
    r"\s*(?:Flags:\s*)?(?:\(?[*+#~]\)?|\(?[A-Z][A-Z0-9]?\)?)\s+- [A-Z][A-Za-z]+\b.*|\s*Flags:\s*"
    r"|\s*Total number of (?:\w+ )?entries:?\s*\d+\s*|\s*(?:Resolved|Incomplete|Unknown|Total)\s*:\s*\d+.*"
    r"|\s*IP(?:v6)? (?:ARP )?Table - Adjacency Summary\s*|\s*No\. of Adjacency hit with type .*"
)
_DETAIL = re.compile(r"\s*([A-Z][A-Za-z]*(?: [A-Za-z]+)*) *:\s+(\S.*)")
_DETAIL_KEYS = frozenset(ADJACENCY_KEYS) | frozenset(
    ["Preference", "Packet Count", "Byte Count", "Best", "Throttled", "Mobility"]
)
_SHAPE = re.compile(
    r"^[ \t]*(?:IP|IPv6|ICMPv6) (?:ARP|Adjacency) Table(?: for |[ -]+Adjacency Summary)"
    r"|^[ \t]*(?:Ip )?Address[ \t]+(?:Age[ \t]+)?(?:MAC|Mac) Address\b",
    re.MULTILINE,
)

# Words of the state column of `show ipv6 icmp neighbor`.
_STATES = {
    "INCMP": "incomplete",
    "INCOMPLETE": "incomplete",
    "REACH": "reachable",
    "REACHABLE": "reachable",
    "STALE": "stale",
    "DELAY": "delay",
    "PROBE": "probe",
    "PERMANENT": "permanent",
}
_FLAGS = frozenset(["*", "+", "#", "G", "D", "CC", "(+)"]) | REMOTE_FLAGS
_PORT = re.compile(r"[A-Za-z][A-Za-z-]*\d\S*|-").fullmatch


def recognizes(text):
    """Tell whether a text holds one of the tables, or an answer of the NX-API."""
    return (
        recognizes_structured(text)
        or _SHAPE.search(text) is not None
        or next(_ROW(text), None) is not None
        or any(map(_ROW_WITHOUT_AGE, text.split("\n")))
    )


def parse(text):
    """Read the tables. Structured answers are read whole or not at all, but for the entries that make no sense."""
    if recognizes_structured(text):
        return parse_structured(text, lambda inner: parse(inner) if _SHAPE.search(inner) else None)
    with collector_paused():
        return _parse_text(_unbroken(text))


def _unbroken(text):
    """Return a text with the lines in one piece that the width of a terminal broke off, as its headings show."""
    header = _BROKEN_HEADER(text)
    if header is None:
        return text
    # The rest of a row is no prompt and no log, and has no MAC, which stands far in front of where a line breaks.
    rest = r"(?![^\n]*(?:\S[#>]|%%[A-Z]|\s(?:%s|INCOMPLETE)\s))" % DOTTED_MAC
    width = header.end() - text.rfind("\n", 0, header.start()) - 1
    return re.sub(r"^([^\n]{%d})\n%s" % (width, rest), r"\1", text, flags=re.MULTILINE)


def _parse_text(text):
    table, ages, octets, others = _Table(), Memo(_usual_age), bytes.fromhex, []
    append = table.neighbors.append
    for line in text.split("\n"):
        try:
            ip, age, mac, end = line.split(None, 3)
            if mac == ZERO_DOTTED or mac[4::5] != ".." or len(mac) != 14:
                raise ValueError("a row that needs more care")
            pack_ipv4(ip)
            old, mac = ages[age], hexadecimal(octets(mac.replace(".", "")), ":")
        except NEEDS_CARE:
            others.append(line)
            continue
        if others:
            table.take_others(others)
        like = table.usual_rows[end]
        if like is None:
            others.append(line)
            continue
        row = like.copy()
        row["ip"] = ip
        row["mac"] = mac
        row["age_seconds"] = old
        row["flags"] = row["flags"][:]
        append(row)
    table.take_others(others)
    return Parsed(table.neighbors, table.unparsed)


def _usual_age(text):
    age = seconds(text) if _AGE(text) else None
    if age is None:
        raise ValueError("no age: %r" % text)
    return age


class _Table:
    """The rows found so far, and what the lines above the next one say of it."""

    def __init__(self):
        self.neighbors, self.unparsed = [], []
        self.block, self.block_lines = {}, []
        self.begin_table(None, "")

    def begin_table(self, vrf, columns):
        """Note what the lines above a table say, on which it depends what a row means."""
        self.vrf, self.columns = vrf, columns
        # Records to copy for rows that end alike: in a large table these are most.
        self.patterns = Memo(lambda key: self.pattern_of(*key))
        self.usual_rows = RowsAlike(lambda end: self.pattern_of(end, "ipv4")[0])

    def take_others(self, lines):
        """Take lines of which none is a row of the usual kind, and clear their list. A row may span two of them."""
        for match, line in rows_and_lines("\n".join(lines), _ROW):
            if match is None:
                self.take_line(line)
            else:
                self.take_row(match)
        self.close_block()
        lines.clear()

    def take_line(self, line):
        match = _ROW_WITHOUT_AGE(line)
        if match:
            self.take_row(match)
            return
        detail = _DETAIL.fullmatch(line)
        if detail and detail.group(1) in _DETAIL_KEYS and (self.block or detail.group(1) == "Address"):
            self.take_detail(detail.group(1), detail.group(2).strip(), line)
            return
        title = _TITLE.fullmatch(line)
        if title:
            self.close_block()
            self.begin_table(table_vrf(title.group(1)), "")
        elif _HEADER.fullmatch(line):
            self.begin_table(self.vrf, line)
        elif is_cli_decoration(line) or _DECORATION.fullmatch(line):
            # `| include` leaves out the title that would name the VRF.
            named = vrf_of_echo(line)
            if named:
                self.begin_table(named[0], "")
        else:
            self.unparsed.append(line)

    def take_detail(self, key, value, line):
        if key == "Address":
            self.close_block()
        self.block[key] = value
        self.block_lines.append(line)

    def close_block(self):
        """Make a record of the lines of `show ipv6 neighbor detail`, or return them where some are missing."""
        block, lines = self.block, self.block_lines
        self.block, self.block_lines = {}, []
        if not block:
            return
        try:
            self.neighbors.append(self.detail_record(block))
        except (KeyError, ValueError):
            self.unparsed.extend(lines)

    def detail_record(self, block):
        row = {ADJACENCY_KEYS[key]: value for key, value in block.items() if key in ADJACENCY_KEYS}
        ip, family = canonical_ip(row["ip"])
        mac = None if row["mac"].lower() == "incomplete" else colon_mac(_whole_mac(row["mac"]))
        interface, vlan = interface_and_vlan(row["interface"], "nxos")
        return neighbor(
            ip,
            family,
            mac=mac,
            interface=interface,
            physical_interface=interface_and_vlan(row.get("port"), "nxos")[0],
            vlan=vlan,
            vrf=row.get("vrf", self.vrf),
            origin=origin_of(family, mac, row.get("age"), row.get("source"), row.get("flags", "").split()),
            age_seconds=seconds(row.get("age")),
            flags=row.get("flags", "").split(),
        )

    def take_row(self, match):
        """Add the record of a row of any kind."""
        address, age, mac, end = match.groups()
        if self.block:
            self.close_block()
        try:
            ip, family = canonical_ip(address)
            like, source = self.patterns[end, family]
        except ValueError:
            self.unparsed.extend(row_lines(match))
            return
        mac = colon_mac(mac) if mac[4] == "." else None
        row = like.copy()
        row["ip"] = ip
        row["mac"] = mac
        row["age_seconds"] = seconds(age)
        flags = row["flags"] = row["flags"][:]
        if mac is None:
            row["state"] = "incomplete"
        if age == "-" and row["origin"] != "remote":
            row["origin"] = origin_of(family, mac, age, source, flags)
        self.neighbors.append(row)

    def pattern_of(self, end, family):
        """Return a record that lacks what differs between rows that end alike, and the protocol that owns such rows."""
        cached = _SUPPRESSED(end)
        if cached:
            return _suppressed_row(family, self.vrf, *cached.groups()), None
        match = _COLUMNS(end)
        if match is None:
            raise ValueError("not the columns of a neighbor: %r" % end)
        source, state, interface, rest = match.groups()
        interface, vlan = interface_and_vlan(interface, "nxos")
        physical, vrf, flags = self.last_columns(rest.split())
        origin = origin_of(family, "", None, source, flags, physical)
        row = neighbor(
            None,
            family,
            mac="",
            interface=interface,
            physical_interface=physical,
            vlan=vlan,
            vrf=vrf,
            state=_STATES.get(state),
            origin=origin,
            flags=flags,
        )
        return row, source

    def last_columns(self, words):
        """Return physical interface, VRF and flags: the words after the interface, of which any may lack."""
        physical, vrf = None, self.vrf
        if words and ("Phy" in self.columns or (not self.columns and _PORT(words[0]) and words[0] not in _FLAGS)):
            physical, words = interface_and_vlan(words[0], "nxos")[0], words[1:]
        if words and ("VRF" in self.columns or (not self.columns and words[-1] not in _FLAGS)):
            vrf, words = words[-1], words[:-1]
        return physical, vrf, words


def _suppressed_row(family, vrf, vlan, port, flags, vteps):
    """Return a record of what rows of the suppression cache have in common that differ in their station only."""
    flags = flags.replace(",", " ").split()
    physical = None if port == "(null)" else interface_and_vlan(port, "nxos")[0]
    return neighbor(
        None,
        family,
        mac="",
        interface="Vlan" + vlan,
        physical_interface=physical,
        vlan=int(vlan),
        vrf=vrf,
        origin=origin_of(family, "", None, None, flags, physical),
        flags=flags + [canonical_ip(vtep)[0] for vtep in vteps.split()],
    )


def _whole_mac(text):
    if re.fullmatch(DOTTED_MAC, text) is None:
        raise ValueError("not a MAC: %r" % (text,))
    return text

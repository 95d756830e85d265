# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MAC tables of Cisco IOS and IOS XE: `show mac address-table`, formerly `show mac-address-table`, in all its layouts.

    Vlan    Mac Address       Type        Ports                          Catalyst 2960, 3650, 9000
    vlan   mac address     type        protocols               port      Catalyst 4500
    vlan   mac address    type   learn    age                 ports      Catalyst 6500, 6800
    Destination Address  Address Type  VLAN  Destination Port            Catalyst 3500XL, routers with a switch module
    Address          Dest Interface  Type     Source Interface List      Catalyst 1900

Sources: the command references of these series. A row is known by its MAC and by the words behind it, not by the header
above it. Ports that do not fit in a line go on in the next ones, below the first. The age is in seconds.
"""

import re

from ._cisco_lines import is_cisco_decoration, row_finder
from ._cli import DOTTED_MAC, colon_mac
from ._interface_names import full_name
from ._json_texts import collector_paused
from ._mac_entry import ZERO_MAC, ParsedMacs, entry_type, mac_entry, table_mac, table_vlan

# VLAN, MAC, type and one port, after which no line of more ports follows: most rows of most tables.
_find_common_rows = row_finder(
    r"([1-9][0-9]{0,3})[ \t]+(%s)[ \t]+([A-Za-z_]+)[ \t]+([A-Z][A-Za-z-]*[0-9][\w/.]*)(?![ \t\r]*\n[ \t]{12,}[A-Z])"
    % DOTTED_MAC
)
_ROW = re.compile(r"(?P<before>[^.]*?)(?P<mac>(?<!\S)%s)(?:\s+(?P<after>.*))?" % DOTTED_MAC)
_MORE_PORTS = re.compile(r"[ \t]{12,}([A-Z][\w/.-]*(?:[ ,]+[A-Z][\w/.-]*)*,?)\s*").fullmatch
_PORT = re.compile(r"[A-Za-z][\w./-]*\Z")
_DESTINATION = re.compile(r"(?P<port>[A-Za-z][\w./-]*(?: [0-9][\w/.]*)?)\s+(?P<type>[A-Za-z]+)(?:\s+.*)?")
# Ports have a number or a name of their own.
_PROTOCOLS = re.compile(r"[a-z]+(?:,[a-z]+)*\Z|-+\Z")
_TYPE = re.compile(r"[A-Za-z][A-Za-z_-]*\Z")

# Marks in front of a row: * primary, R router's gateway, S secure, D duplicate, # fabric.
_MARKS = frozenset("*RSDP#")
# Ports that are the device itself, and those that lead nowhere.
_OWN_PORTS = frozenset(["cpu", "router", "switch", "stby-switch", "self"])
_NO_PORTS = frozenset(["drop", "none", "n/a"])
# What EVPN learns through its control plane, in words that only IOS XE has.
_REMOTE_TYPES = frozenset(["cp_learn", "evpn", "cp_route"])
_NO_AGE = frozenset(["-", "--", "n/a", "~~~"])

_DECORATION = re.compile(
    r"\s*(?:mac[ -]address[ -]table.*"
    r"|vlan\s+mac address\s+type\b.*"
    r"|destination address\s+address type\s.*|address\s+dest interface\s.*"
    r"|(?:unicast|multicast) entries|(?:non-static|static|dynamic|secure|self) address table:?"
    r"|mac entries for .*|displaying entries from .*"
    r"|legend: .*|codes: .*|age - .*|n/a - .*|[*RSDP#] - .*"
    r"|(?:dynamic|secure|static|system self|total mac|total)\s+(?:mac\s+)?address(?:es)?\s.*:\s*\d+"
    r"|total (?:dynamic |static )?mac addresses.*|number of [\w ]+ addresses\s*:\s*\d+"
    r"|ehwic: ?\d+|no entries present\.?"
    r")\s*",
    re.IGNORECASE,
).fullmatch
_SHAPE = re.compile(
    r"^[ \t]*(?:(?:mac[ -]address[ -]table|unicast entries|destination address[ \t]+address type|mac entries for )"
    r"|vlan[ \t]+mac address[ \t]+type\b)|^[^.\n]{0,30}?(?<!\S)%s[ \t]+[a-z]" % DOTTED_MAC,
    re.MULTILINE | re.IGNORECASE,
)


def recognizes_macs(text):
    """Tell whether a text holds a header or a row of one of the layouts."""
    return _SHAPE.search(text) is not None


def parse_macs(text):
    """Read the table. A row with several ports gives an entry for each."""
    return _Reading().read(text)


class _Reading:
    """One reading of a text; it knows the last row, whose ports may go on in the next line."""

    def __init__(self):
        self.entries = []
        self.unparsed = []
        self.last = None

    def read(self, text):
        append, places = self.entries.append, {}
        with collector_paused():
            for vlan, mac, kind, port, other in _find_common_rows(text):
                if other:
                    self._read_line(other.rstrip("\r"))
                    continue
                place = places.get((kind, port)) or places.setdefault((kind, port), _place(kind, port))
                append(mac_entry(colon_mac(mac) or ZERO_MAC, int(vlan), place[0], place[1]))
                self.last = None
        return ParsedMacs(self.entries, self.unparsed)

    def _read_line(self, line):
        try:
            found = self._row_or_ports(line)
        except ValueError:
            found = self.last = None
        if found is not None:
            self.entries.extend(found)
        elif line.strip() and not _is_decoration(line):
            self.unparsed.append(line)

    def _row_or_ports(self, line):
        match = _ROW.fullmatch(line.strip())
        if match:
            self.last = _row(match)
            return _entries(self.last, self.last["ports"])
        more = _MORE_PORTS(line) if self.last else None
        if more:
            return _entries(self.last, re.split("[ ,]+", more.group(1).rstrip(",")), only_ports=True)
        self.last = None
        return None


def _place(word, port):
    """Return the interface and the type of a row with one port."""
    row = {"mac": None, "vlan": None, "type": _type_of(word), "word": word.lower(), "age": None}
    entry = _entries(row, [port])[0]
    return entry["interface"], entry["type"]


def _row(match):
    """Return what a row says, whichever layout it has. Raises ValueError for another row with a MAC."""
    before, after = match.group("before").split(), match.group("after") or ""
    marks = [word for word in before[:-1] if set(word) <= _MARKS]
    if len(marks) < len(before) - 1:
        raise ValueError("more than marks and a VLAN before the MAC")
    words = after.split()
    if not words:
        raise ValueError("cut off")
    if not before:
        vlan, kind, ports, age = _destination(after, words)
    else:
        vlan, kind, ports, age = _vlan(before[-1]), words[0], *_ports_and_age(words[1:])
    if not _TYPE.match(kind):
        raise ValueError("not a type: %r" % kind)
    if not ports and kind.lower() == "dynamic":
        raise ValueError("cut off: what was learned was learned on a port")
    secure = any("S" in mark for mark in marks)
    return {
        "mac": table_mac(match.group("mac")),
        "vlan": vlan,
        "type": "secure" if secure else _type_of(kind),
        "word": kind.lower(),
        "ports": [port for word in ports for port in word.split(",") if port],
        "age": age,
    }


def _type_of(word):
    return "remote" if word.lower() in _REMOTE_TYPES else entry_type(word)


def _destination(after, words):
    """Read the rows that begin with the MAC: type, VLAN and port, or, on the oldest switches, port and type."""
    if len(words) > 2 and words[1].isdigit():
        return table_vlan(words[1]), words[0], words[2:], None
    match = _DESTINATION.fullmatch(after)
    if match is None:
        raise ValueError("neither type nor port behind the MAC")
    return None, match.group("type"), [match.group("port").replace(" ", "")], None


def _ports_and_age(words):
    """Return the ports and the age from what stands behind the type: learn, age, ports; protocols, port; or ports."""
    if words and words[0].lower() in ("yes", "no"):
        if len(words) == 1:
            raise ValueError("cut off")
        if words[1].lower() not in _NO_AGE and not words[1].isdigit():
            raise ValueError("not an age: %r" % words[1])
        return words[2:], int(words[1]) if words[1].isdigit() else None
    if words and _PROTOCOLS.match(words[0]) and words[0] not in _OWN_PORTS | _NO_PORTS:
        if len(words) == 1:
            raise ValueError("cut off")
        return words[1:], None
    return words, None


def _vlan(word):
    """Return the number of a VLAN; None for a routed port, whose own VLAN is internal and shown as the port."""
    if word[:1].isalpha() and any(letter.isdigit() for letter in word):
        return None
    return table_vlan(word)


def _entries(row, ports, only_ports=False):
    """Return an entry for each port. The device's own ports are one entry, and none where a line only adds ports."""
    names = [port for port in ports if port.lower() not in _OWN_PORTS and port.lower() not in _NO_PORTS]
    if not all(_PORT.match(port) for port in names):
        raise ValueError("not a port among %r" % (names,))
    if names:
        ports = [full_name(name, "ios") for name in names]
        return [mac_entry(row["mac"], row["vlan"], port, _kind(row, port), row["age"]) for port in ports]
    is_own = row["type"] == "static" and any(port.lower() in _OWN_PORTS for port in ports)
    kind = "self" if is_own else row["type"]
    return [] if only_ports else [mac_entry(row["mac"], row["vlan"], None, kind, row["age"])]


def _kind(row, port):
    """Return the type of an entry on a port: a VLAN interface's static MAC is its own, what floods ports is not."""
    if row["type"] == "static" and port.startswith("Vlan"):
        return "self"
    return "static" if row["word"] == "system" else row["type"]


def _is_decoration(line):
    return _DECORATION(line) is not None or is_cisco_decoration(line)

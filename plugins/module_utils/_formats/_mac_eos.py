# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arista EOS `show mac address-table` and `show vxlan address-table`: text, JSON, and answers of eAPI.

     101    0000.5e00.5301    DYNAMIC     Et3        1       0:08:16 ago
      10    0000.5e00.5302    EVPN        Vx1  192.0.2.9        1       0:01:16 ago

The last column tells when the address moved last, not when it was seen last, so there is no age. Further ports and
tunnel ends may stand in the lines below.
"""

import re

from ._cli import interface_and_vlan, is_cli_decoration
from ._mac_entry import ParsedMacs, entry_type, mac_entry, read_json_macs, read_macs, table_mac, table_vlan

# A port begins with a letter and, unlike the count of moves, is no bare number.
_ROW = re.compile(
    r"\s*(?P<vlan>\d+|All)\s+(?P<mac>\w{4}\.\w{4}\.\w{4})\s+(?P<type>[A-Za-z]+)"
    r"(?P<ports>(?:\s+[A-Za-z][\w/.-]*,?)*)(?:\s+(?P<vtep>[0-9a-fA-F]*[.:][0-9a-fA-F.:]*))?"
    r"(?:\s+(?P<moves>\d+)\s+(?:(?:\d+ days?, )?[\d:]+( ago)?|never|N/A))?\s*"
)
_MORE = re.compile(r"\s{10,}(?P<ports>(?:[A-Za-z]+\d[\w/.]*(?:,\s*|\s+|$))+)|\s{10,}[0-9a-fA-F]*[.:][0-9a-fA-F.:]*\s*")
_DECORATION = re.compile(
    r"\s*(?:Multicast |Unicast |Vxlan )?mac Address Table\s*|\s*Vlan\s+mac Address\s+Type\b.*"
    r"|\s*Total (?:Remote )?mac Addresses for this criterion: \d+\s*",
    re.IGNORECASE,
)
_SHAPE = re.compile(
    r"^[ \t]*(?:Multicast |Vxlan )?mac Address Table[ \t\r]*$"
    r"|^[ \t]*Vlan[ \t]+mac Address[ \t]+Type[ \t]+(?:Ports|Prt)\b",
    re.MULTILINE | re.IGNORECASE,
)
_JSON_SHAPE = re.compile(r'"(?:unicastTable|multicastTable|tableEntries|macAddress)"\s*:|"addresses"\s*:\s*\[')
_NO_PORTS = frozenset(["router", "cpu", "drop"])
_TABLE_KEYS = frozenset(["unicastTable", "multicastTable", "tableEntries", "addresses"])

# Words inside the type, which newer releases compose: peerLearnedRemote, configuredStatic, evpnDynamicRemote.
_TYPE_PARTS = (
    ("remote", "remote"),
    ("evpn", "remote"),
    ("vxlan", "remote"),
    ("secure", "secure"),
    ("authenticated", "secure"),
    ("dynamic", "dynamic"),
    ("learned", "dynamic"),
    ("static", "static"),
)


def recognizes_macs(text):
    """Tell whether a text holds one of the tables, or their JSON."""
    return any(pattern.search(text) for pattern in (_SHAPE, _JSON_SHAPE)) or any(map(_ROW.fullmatch, text.split("\n")))


def parse_macs(text):
    """Read the tables. A row whose address is none gives an entry without address, and is not understood as well."""
    if _JSON_SHAPE.search(text):
        return read_json_macs(text, "macAddress", _TABLE_KEYS, _json_entries)
    last, doubtful = [], []

    def read_row(line):
        match = _ROW.fullmatch(line)
        if match is None:
            return _more(line, last)
        last[:] = _entries(match)
        if last[0]["mac"] is None:
            doubtful.append(line)
        return last

    parsed = read_macs(text, read_row, lambda line: is_cli_decoration(line) or _DECORATION.fullmatch(line))
    return ParsedMacs(parsed.entries, parsed.unparsed + doubtful)


def _more(line, last):
    match = _MORE.fullmatch(line)
    if match is None or not last:
        del last[:]
        return None
    ports = re.findall(r"[^\s,]+", match.group("ports") or "")
    return [dict(last[0], interface=interface_and_vlan(port, "eos")[0]) for port in ports]


def _entries(match):
    try:
        mac = table_mac(match.group("mac"))
    except ValueError:
        mac = None
    ports = re.findall(r"[^\s,]+", match.group("ports"))
    moves = match.group("moves")
    return [
        mac_entry(
            mac,
            table_vlan(match.group("vlan")),
            _port(port),
            _kind(match.group("type"), port),
            moves=int(moves) if moves else None,
        )
        for port in ports or [""]
    ]


def _port(text):
    return None if text.lower() in _NO_PORTS else interface_and_vlan(text, "eos")[0]


def _kind(word, port):
    if port.lower() in ("router", "cpu"):
        return "self"
    if port.lower().startswith("vx"):
        return "remote"
    low = word.lower()
    for part, kind in _TYPE_PARTS:
        if part in low:
            return kind
    return entry_type(word)


def _json_entries(row):
    ports = row.get("interfaces") or [row.get("interface") or ""]
    word = row.get("entryType") or row.get("addrType") or ""
    vlan, moves = row.get("vlanId"), row.get("moves")
    if type(moves) not in (int, type(None)):
        raise ValueError("not a number of moves")
    mac = table_mac(row["macAddress"])
    return [
        mac_entry(
            mac,
            None if vlan is None else table_vlan(str(vlan)),
            _port(port),
            "remote" if "vtep" in row else _kind(word, port),
            moves=moves,
        )
        for port in ports
    ]

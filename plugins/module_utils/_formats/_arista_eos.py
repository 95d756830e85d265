# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arista EOS: `show ip arp`, `show arp vrf all`, `show ipv6 neighbors vrf all`; text, JSON and answers of eAPI.

    10.30.1.22              -  0000.5e00.5301  Vlan1301, Vxlan1

Sources: the EOS manual and command API guide. Behind the layer-3 interface stands the port where the MAC table has the
neighbor: `Vxlan1` is another switch, `Router` this one, `not learned` nobody. Ages are minutes where the header says
so, otherwise a clock; in JSON they are seconds. A row without an age does not age: it is static, or came with EVPN.
`vrf all` heads each table with its VRF; that of a single one is known from the command above it only.
"""

import functools
import re

from .._neighbor import STATES, canonical_ip, neighbor, pack_ipv4
from . import Parsed
from ._addresses import address_or_name
from ._cli import DOTTED_MAC, ZERO_DOTTED, any_mac, colon_mac, interface_and_vlan, is_cli_decoration
from ._durations import seconds
from ._json_texts import collector_paused, documents, nodes, one_line
from ._long_tables import NEEDS_CARE, Memo, RowsAlike, hexadecimal
from ._scan import row_lines, rows_and_lines
from ._table_words import STATE_OF_WORD, vrf_of_echo

_ROW = re.compile(
    r"^[ \t]*([\w.:-]+(?:%%\w+)?)[ \t]+"
    r"(N/A|-|\d[\d:.dhwmy]*|\d+ days?(?:, [\d:]+)?)[ \t]+"
    r"(%s|[Ii]ncomplete|INCOMPLETE)[ \t]+"
    r"([A-Za-z][^\n]*)$" % DOTTED_MAC,
    re.MULTILINE,
).finditer
_VRF = re.compile(r"\s*VRF(?: name)?: (\S+)\s*")
_HEADER = re.compile(r"\s*(?:IPv6 )?Address\s+Age\b.*Hardware Addr\w*\s+(?:State\s+)?Interface\s*")
_DECORATION = re.compile(r"\s*! .*|\s*Total (?:number of )?(?:ARP )?(?:entries|neighbors).*", re.IGNORECASE)
_SHAPE = re.compile(r"^[ \t]*(?:IPv6 )?Address[ \t]+Age\b.*Hardware Addr", re.MULTILINE)

# Before the interface of an IPv6 neighbor some releases print its state.
_PLACE = re.compile(r"(?:([A-Z]{5,})[ \t]+)?([^,]*),?(.*)").fullmatch

_TABLES = {"ipV4Neighbors": "ipv4", "ipV6Neighbors": "ipv6"}
_JSON_SHAPE = re.compile(r'"ipV[46]Neighbors"\s*:|"jsonrpc"\s*:|"vrfs"\s*:')
# Members of an answer that hold text: that of a command without a structured form, or errors.
_TABLE_KEYS = frozenset(list(_TABLES) + ["vrfs", "output", "errors", "message"])
_VRFS = object()
_TEXT_KEYS = ("output", "errors", "message")

# What the text says of the port where there is none.
_NO_PORTS = frozenset(["not learned", "Router", "CPU"])
_NO_FLAGS = []
_NEEDS_CARE = NEEDS_CARE + (KeyError, TypeError)


def recognizes(text):
    """Tell whether a text holds one of the tables, or their JSON."""
    return any(pattern.search(text) for pattern in (_JSON_SHAPE, _SHAPE)) or next(_ROW(text), None) is not None


def parse(text):
    """Read the tables, as text or as JSON."""
    with collector_paused():
        return _parse_json(text) if _JSON_SHAPE.search(text) else _parse_text(text)


def _parse_text(text):
    neighbors, unparsed, vrf, unit = [], [], None, 1
    alike = Memo(lambda vrf: RowsAlike(functools.partial(_row_in_place, vrf)))
    for match, line in rows_and_lines(text, _ROW):
        if match is not None:
            row = _text_record(match, unit, alike[vrf])
            if row is None:
                unparsed.extend(row_lines(match))
            else:
                neighbors.append(row)
            continue
        title = _VRF.fullmatch(line)
        if title:
            vrf = title.group(1)
        elif _HEADER.fullmatch(line):
            unit = 60 if "(min)" in line else 1
        elif is_cli_decoration(line) or _DECORATION.fullmatch(line):
            named = vrf_of_echo(line)
            vrf = named[0] if named else vrf
        else:
            unparsed.append(line)
    return Parsed(neighbors, unparsed)


def _text_record(match, unit, alike):
    """Return the record of a row, None where it is none."""
    address, age, mac, place = match.groups()
    try:
        ip, family, name = address_or_name(address, "ipv4", _NO_FLAGS)
    except ValueError:
        return None
    mac = colon_mac(mac) if mac[4] == "." else None
    row = alike[place].copy()
    row["ip"] = ip
    row["mac"] = mac
    row["family"] = family
    row["flags"] = row["flags"] + name
    if mac is None:
        row["state"] = "incomplete"
    if age[0] not in "-N":
        row["age_seconds"] = seconds(age, unit)
    elif mac and row["origin"] == "dynamic":
        row["origin"] = "static"
    return row


def _row_in_place(vrf, place):
    """Return a record of what is alike for all rows with this text in the column of the interface."""
    state, interface, port = (part and part.strip() for part in _PLACE(place.strip()).groups())
    name, vlan = interface_and_vlan(interface, "eos")
    is_port = port not in _NO_PORTS
    physical = interface_and_vlan(port, "eos")[0] if is_port else None
    is_remote = (physical or name or "").startswith("Vxlan")
    return neighbor(
        None,
        "ipv4",
        mac="",
        interface=name,
        physical_interface=physical,
        vlan=vlan,
        vrf=vrf,
        state=STATE_OF_WORD.get((state or "").lower()),
        origin="remote" if is_remote else "dynamic",
        flags=() if is_port else (port,),
    )


def _parse_json(text):
    loaded, rest = documents(text)
    neighbors, unparsed = [], []
    for document in loaded:
        is_table = False
        for node, vrf in nodes(document, _context, _TABLES):
            for table, family in _TABLES.items():
                if table in node:
                    _take_rows(node[table], family, None if vrf is _VRFS else vrf, neighbors, unparsed)
            is_table = not _TABLE_KEYS.isdisjoint(node) or is_table
            _take_text(node, neighbors, unparsed)
        if document and not is_table:
            unparsed.append(one_line(document))
    return Parsed(neighbors, unparsed + rest)


def _context(_node, key, outer):
    """Return the name of the VRF: the key of whatever stands directly in `vrfs`."""
    if key == "vrfs":
        return _VRFS
    return key if outer is _VRFS else outer


def _take_rows(rows, family, vrf, neighbors, unparsed):
    """Take the entries of one table. Written out for the usual ones, since a table may have 100,000."""
    alike, append, octets = RowsAlike(functools.partial(_row_in_place, vrf)), neighbors.append, bytes.fromhex
    for found in rows if isinstance(rows, list) else [rows]:
        try:
            ip, mac, age, row = found["address"], found["hwAddress"], found["age"], alike[found["interface"]].copy()
            if (
                mac == ZERO_DOTTED
                or mac[4::5] != ".."
                or len(mac) != 14
                or age.__class__ is not int
                or "state" in found
            ):
                raise ValueError("an entry that needs more care")
            pack_ipv4(ip)
            mac = hexadecimal(octets(mac.replace(".", "")), ":")
        except _NEEDS_CARE:
            _take_row(found, family, alike, neighbors, unparsed)
            continue
        row["ip"] = ip
        row["mac"] = mac
        row["age_seconds"] = age
        row["flags"] = row["flags"][:]
        append(row)


def _take_row(found, family, alike, neighbors, unparsed):
    try:
        neighbors.append(_json_record(found, family, alike))
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        unparsed.append(one_line(found))


def _json_record(found, table, alike):
    ip, family = canonical_ip(found["address"])
    hardware, age = found.get("hwAddress"), found.get("age")
    row = alike[found.get("interface") or ""].copy()
    row["ip"] = ip
    row["family"] = family
    row["flags"] = row["flags"][:]
    row["mac"] = mac = any_mac(hardware) if hardware and hardware.lower() != "incomplete" else None
    if mac is None:
        row["state"] = "incomplete"
    elif "state" in found and str(found["state"]).lower() in STATES:
        row["state"] = found["state"].lower()
    if age is not None:
        row["age_seconds"] = int(age)
    elif mac and table == "ipv4" and row["origin"] == "dynamic":
        row["origin"] = "static"
    return row


def _take_text(node, neighbors, unparsed):
    for key in _TEXT_KEYS:
        inner = node.get(key)
        for text in inner if isinstance(inner, list) else [inner]:
            if isinstance(text, str) and text.strip():
                parsed = _parse_text(text)
                neighbors.extend(parsed.neighbors)
                unparsed.extend(parsed.unparsed)

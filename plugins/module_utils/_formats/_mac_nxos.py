# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco NX-OS `show mac address-table`: text, JSON, and the envelopes of the NX-API.

    * 27       0000.5e00.5301    dynamic      -       F    F    Po1
    27        0000.5e00.5301    dynamic 150       Po1

The first column is a flag or empty: `*` primary, `+` over the vPC peer link, G gateway, C control plane, O overlay, E
EVPN. The Nexus 3000 has fewer columns. A long list of ports goes on in the lines below. Ages are seconds; `~~~` is one
that only the hardware knows.
"""

import re

from ._cli import DOTTED_MAC, interface_and_vlan, is_cli_decoration
from ._durations import seconds
from ._mac_entry import entry_type, mac_entry, read_json_macs, read_macs, table_mac, table_vlan

_ROW = re.compile(
    r"\s*(?:(?P<flag>[*+#~A-Z]{1,2})\s+)?(?P<vlan>\d+|-|All)\s+(?P<mac>%s)\s+(?P<type>[A-Za-z-]+)\s+"
    r"(?P<age>-|~+|NA|[\d:.dhwmy]+)\s+(?P<secure>[TF])\s+[TF](?:\s+(?P<ports>\S.*)|\s*)" % DOTTED_MAC
)
_SHORT_ROW = re.compile(
    r"\s*(?P<vlan>\d+)\s+(?P<mac>%s)\s+(?P<type>[A-Za-z-]+)\s+(?P<age>-|\d+)\s+(?P<ports>[A-Za-z-]+\d[\w/.]*|[Dd]rop)\s*"
    % DOTTED_MAC
)
_MORE_PORTS = re.compile(r"\s{20,}(?:(?:[A-Za-z][A-Za-z-]*\d[\w/.:-]*)(?:\s+|$))+")
_DECORATION = re.compile(
    r"\s*Legend:\s*|\s*[*] - primary entry.*|\s*age - seconds since.*|\s*\(T\) - True.*|\s*Note: MAC table entries.*"
    r"|\s*Use the 'hardware-age' keyword.*|\s*Unknown Key ID 0x[0-9a-f]+\s*"
    r"|\s*VLAN(?:/BD)?\s+MAC Address\s.*|\s*Total MAC Addresses\b.*\d\s*",
    re.IGNORECASE,
)
_SHAPE = re.compile(r"^[ \t]*VLAN(?:/BD)?[ \t]+MAC Address[ \t]+Type[ \t]+age\b", re.MULTILINE | re.IGNORECASE)
_JSON_SHAPE = re.compile(r'"(?:TABLE_mac_address|ROW_mac_address|disp_mac_addr)"\s*:')
# A port, with what stands in parentheses behind it: (R) routed, or the far end of a tunnel.
_PORT = re.compile(r"vPC Peer-Link(?:\([^)]*\))?|\([^)]*\)|[^\s,()]+(?:\([^)]*\))?", re.IGNORECASE)
_NO_PORTS = frozenset(["drop", "router", "cpu", "-"])

_TYPES_BY_FLAG = {"G": "self", "C": "remote", "E": "remote", "O": "remote"}
_YES = frozenset(["t", "true", "enabled", "yes"])
_TABLE_KEYS = frozenset(["TABLE_mac_address"])


def recognizes_macs(text):
    """Tell whether a text holds the table, or its JSON."""
    return any(pattern.search(text) for pattern in (_SHAPE, _JSON_SHAPE)) or any(map(_row, text.split("\n")))


def parse_macs(text):
    """Read the table."""
    if _JSON_SHAPE.search(text):
        return read_json_macs(text, "disp_mac_addr", _TABLE_KEYS, _json_entries)
    last = []

    def read_row(line):
        match = _row(line)
        if match is None:
            more = _more_ports(line, last)
        else:
            more = last[:] = _entries(**match.groupdict())
        return more

    return read_macs(text, read_row, lambda line: is_cli_decoration(line) or _DECORATION.fullmatch(line))


def _row(line):
    return _ROW.fullmatch(line) or _SHORT_ROW.fullmatch(line)


def _more_ports(line, last):
    """Return the entries of further ports of the address above; None for any other line, after which none follows."""
    if not last or _MORE_PORTS.fullmatch(line) is None:
        del last[:]
        return None
    return [dict(last[0], interface=interface_and_vlan(port, "nxos")[0]) for port in line.split()]


def _entries(vlan, mac, type, age, ports, flag="", secure=""):  # noqa: A002 - the name of the column
    found = _ports(ports or "")
    kind = _kind(flag or "", type, secure, ports or "")
    return [
        mac_entry(table_mac(mac), table_vlan(vlan), port, kind, None if kind in ("static", "self") else seconds(age))
        for port in found
    ]


def _ports(text):
    """Return the full names of the ports, `[None]` where the text names none."""
    names = []
    for port in _PORT.findall(text):
        bare = port.partition("(")[0]
        inner = port.partition("(")[2].rstrip(")")
        if bare and bare.lower() not in _NO_PORTS:
            names.append(interface_and_vlan(bare, "nxos")[0])
        elif not bare and not names and "/" in inner:
            # "Drop (Eth1/3.280)": the port where the address belongs.
            names.append(interface_and_vlan(inner, "nxos")[0])
    return names or [None]


def _kind(flag, word, secure, ports):
    if secure.lower() in _YES:
        return "secure"
    for letter, kind in _TYPES_BY_FLAG.items():
        if letter in flag:
            return kind
    if "(R)" in ports:
        return "self"
    return "remote" if ports.lower().startswith("nve") else entry_type(word)


def _json_entries(row):
    word, flag = row.get("disp_type") or "", ""
    if entry_type(word) == "other" and len(word.strip()) < 3:
        # Older releases print the flag under this name, and the type under another.
        flag, word = word, "static" if str(row.get("disp_is_static")).lower() in _YES else "dynamic"
    return _entries(
        str(row.get("disp_vlan", "-")),
        row["disp_mac_addr"],
        word,
        str(row.get("disp_age", "-")),
        row.get("disp_port"),
        flag,
        str(row.get("disp_is_secure", "F")),
    )

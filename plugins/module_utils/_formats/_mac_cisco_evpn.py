# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What EVPN knows of MACs on Cisco's systems: `show l2vpn evpn mac` of IOS XE, `show l2route evpn mac all` elsewhere.

    MAC Address    EVI   BD    ESI                      Ether Tag  Next Hop(s)
    0000.5e00.5301 2     12    0000.0000.0000.0000.0000 0          Et1/0:12
    Topology    Mac Address    Prod   Flags         Seq No     Next-Hops
    10          0000.5e00.5302 BGP    Rcv           3          192.0.2.1 (Label: 10010)
    Topo ID  Mac Address    Producer    Next Hop(s)
    0        0000.5e00.5303 L2VPN       192.0.2.2/100001/ME, N/A

Sources: the EVPN command references of IOS XE, NX-OS and IOS XR. The bridge domain of IOS XE stands for the VLAN, the
topology of NX-OS is one, that of IOS XR is only an index. A next hop that is an address is another switch, and a MAC of
several switches is one entry. The sequence number counts how often a MAC has moved (RFC 7432, section 15).
"""

import re

from ._cisco_lines import is_cisco_decoration
from ._cli import DOTTED_MAC
from ._interface_names import full_name
from ._mac_entry import mac_entry, read_macs, table_mac

_IOSXE_ROW = re.compile(
    r"\s*(?P<mac>%s)\s+\d+\s+(?P<vlan>\d+)\s+(?:[0-9A-Fa-f]{4}\.){4}[0-9A-Fa-f]{4}\s+\d+\s+(?P<hops>\S.*?)\s*"
    % DOTTED_MAC
)
_ROUTE_ROW = re.compile(
    r"\s*(?P<vlan>\d+)\s+(?P<mac>%s)\s+(?P<producer>[A-Za-z][A-Za-z0-9]*)"
    r"(?:\s+(?P<flags>[A-Za-z]+(?:,[A-Za-z]*)*|-|--)\s+(?P<moves>\d+))?\s+(?P<hops>\S.*?)\s*" % DOTTED_MAC
)
_FURTHER_HOP = re.compile(r"\s{30,}(?P<hops>[A-Za-z0-9][^\s,]*)\s*")
_DECORATION = re.compile(
    r"\s*(?:MAC Address\s+EVI\s.*|Topo(?:logy| ID)\s+Mac Address\s.*|Flags\s*-.*|(?:\(\w+\):[^()]*)+)\s*", re.IGNORECASE
).fullmatch
_SHAPE = re.compile(
    r"^[ \t]*(?:MAC Address[ \t]+EVI[ \t]+BD\b|Topo(?:logy|[ ]ID)[ \t]+Mac Address[ \t]+Prod)",
    re.MULTILINE | re.IGNORECASE,
)
_FAR_END = re.compile(r"[0-9a-fA-F]*[.:][0-9a-fA-F]*[.:][0-9a-fA-F.:]*(?:/.*)?(?: \(Label.*)?").fullmatch
_PORT = re.compile(r"([A-Za-z][A-Za-z-]*\d[\w/.-]*)(?::\d+)?(?:, N/A)?").fullmatch


def recognizes_macs(text):
    """Tell whether a text holds the headings of one of the tables."""
    return _SHAPE.search(text) is not None


def parse_macs(text):
    """Read the tables. A MAC on several ports gives an entry for each."""
    dialect = "ios" if re.search(r"\bEVI\b", text) else "iosxr" if re.search(r"\bTopo ID\b", text, re.I) else "nxos"
    last = []

    def read_row(line):
        match = _IOSXE_ROW.fullmatch(line) or _ROUTE_ROW.fullmatch(line)
        if match is None:
            more = _FURTHER_HOP.fullmatch(line) if last else None
            return _further(last, more.group("hops"), dialect) if more else last.clear()
        last[:] = [_entry(match.groupdict(), dialect)]
        return last[:]

    return read_macs(text, read_row, lambda line: _DECORATION(line) or is_cisco_decoration(line))


def _entry(row, dialect):
    interface, kind = _place(row["hops"], dialect)
    vlan = None if dialect == "iosxr" else int(row["vlan"])
    if "Stt" in (row.get("flags") or "") and kind == "dynamic":
        kind = "static"
    moves = row.get("moves")
    return mac_entry(table_mac(row["mac"]), vlan, interface, kind, moves=int(moves) if moves else None)


def _further(last, hop, dialect):
    """Return the entries that one more next hop of the address above adds."""
    interface, kind = _place(hop, dialect)
    entry = dict(last[0], interface=interface, type=kind)
    if entry in last:
        return []
    last.append(entry)
    return [entry]


def _place(hop, dialect):
    """Return the interface and the type that a next hop means. Raises ValueError for one that is cut off."""
    if _FAR_END(hop):
        return None, "remote"
    port = _PORT(hop)
    if port:
        return full_name(port.group(1), dialect), "dynamic"
    if re.search(r"\d", hop):
        raise ValueError("neither a port nor an address: %r" % (hop,))
    return None, "other"

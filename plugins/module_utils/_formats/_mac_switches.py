# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MAC tables with a line of headings and one row per line, as most switches print them.

    MAC Address          VLAN     Type                      Port
    00:00:5e:00:53:01    10       dynamic                   lag100

Allied Telesis, Alcatel OmniSwitch, Aruba (AOS-CX, ArubaOS-Switch), Broadcom ICOS, Comware, Dell, EdgeSwitch, ERS,
FastIron, Huawei VRP, VOSS. Sources: their command references. The headings decide, and what differs beside them does
not clash, so that one dialect reads them all.
"""

import re

from ._columns import Column, Layout
from ._dell import os9_name
from ._durations import seconds
from ._json_texts import collector_paused
from ._mac_entry import ParsedMacs, entry_type, mac_entry, table_mac
from ._tables import Dialect, Reading, any_mac, given

_HEADINGS = {
    "mac": "address|mac addr|mac-address|macaddress|mac address|mac|mac_address|destination address",
    "vlan": "vlan|vlan id|vlanid|vid|vlans|id|vlan-id",
    # "1/-" or "1/-/-": the VLAN, then the service instance and the bridge domain; Alcatel has the service alone.
    "bridge": "vlan/vsi|vlan/vsi/bd|vlan id/vsi|vlan/srvcid[isid/vnid]|vlan/srvcid[:id]|vlan/srvcid|bd/vlan|vlan/bd",
    "port": "port|ports|interface|source|learned-from|located on port|port index|port/nickname|destination port"
    "|port/interface|portname",
    "type": "type|entry type",
    "state": "status|state",
    "age": "age|age(s)|age (s)|age(sec)",
}
_PLACE = re.compile(r"(?:Port|port):[ \t]*(.+)").fullmatch
_ERS_CELL = re.compile(r"\b(Port|Trunk|Unit):[ \t]+(?=[0-9])")
_NOWHERE = frozenset(["cpu", "self", "unknown", "router", "switch", "0"])
_OTHER_WORDS = {"forward": "dynamic", "discard": "other", "lag": "dynamic", "host": "dynamic"}
_TITLE = r"\s*Status and Counters - Address Table - VLAN ([0-9]{1,4})\s*"
_DECORATION = (
    r"\s*(?:Status and Counters.*|MAC age-time\s*:.*|Mac Address Table.*|Aging time.*|Codes:.*|[*#] ?- .*|Legend:.*"
    r"|VLAN\s+MAC\s+SMLT.*|Mac Address:.*|ID = .*|Vlan Fdb.*|[0-9]+ out of [0-9]+ .*|Maximum .*:.*"
    r"|(?:Dynamic|Static) .*(?::|=)\s*[0-9]+)\s*"
)


class _MacDialect(Dialect):
    """Tables whose rows are a MAC and a place."""

    needed = ("mac",)

    def common_headings(self):
        """Return the field of each heading."""
        return {heading: field for field, words in _HEADINGS.items() for heading in words.split("|")}

    def header(self, line):
        """Return the layout of a line of headings, which tells more than MACs, None for any other line."""
        layout = super().header(line)
        if layout is None or not ("port" in layout.fields or "vlan" in layout.fields or "bridge" in layout.fields):
            return None
        last = layout.columns[-1]
        # AlliedWare Plus has no heading over the last word.
        if line.lower().split()[-1] == "fwd":
            layout = Layout([*layout.columns, Column("type", last.end + 2, last.end + 9)], layout.marks)
        return layout

    def builder(self, layout):
        """Return the function that makes an entry of the cells of a row."""
        at = {field: layout.index(field) for field in ("mac", "vlan", "bridge", "port", "type", "state", "age")}
        vlan_at = at["vlan"] if at["vlan"] >= 0 else at["bridge"]
        ports, kinds = {}, {}

        def build(cells, vlan_of_title, lacking=False):
            mac, port, kind = cells[at["mac"]], cells[at["port"]], cells[at["type"]] or cells[at["state"]]
            if not mac:
                raise ValueError("no address")
            if port not in ports:
                ports[port] = _port(port)
            if kind not in kinds:
                kinds[kind] = _kind(kind)
            vlan = _vlan(cells[vlan_at] or vlan_of_title)
            age = cells[at["age"]]
            if lacking and not (port or vlan):
                raise ValueError("no place")
            return mac_entry(
                any_mac(mac) or table_mac(mac), vlan, ports[port], kinds[kind], seconds(age) if age else None
            )

        return build


def _port(text):
    place = _PLACE(text or "")
    name = given(place.group(1) if place else text)
    return None if name is None or name.lower() in _NOWHERE else os9_name(name)


def _kind(text):
    word = (text or "dynamic").lower()
    return _OTHER_WORDS.get(word) or entry_type(word.split()[-1])


def _vlan(text):
    digits = re.match(r"(?:Vl |[Vv][Ll][Aa][Nn][ -]?)?([0-9]{1,9})(?:/|$)", text or "")
    return (int(digits.group(1)) or None) if digits else None


_DIALECT = _MacDialect(
    layouts=("MAC Address  Port  VLAN", "VLAN  MAC Address  Type  Port", "MAC Address  VLAN  Type  Port"),
    title=_TITLE,
    marks="* & + L",
    decoration=_DECORATION,
)


def recognizes_macs(text):
    """Tell whether a text holds the headings or a row of a MAC table."""
    return _DIALECT.recognizes(text)


def parse_macs(text):
    """Read the tables."""
    reading = Reading(_DIALECT)
    with collector_paused():
        # ERS aligns the numbers of ports, which parts the cell.
        reading.read(_ERS_CELL.sub(r"\1:", text))
    return ParsedMacs(reading.rows, reading.unparsed)

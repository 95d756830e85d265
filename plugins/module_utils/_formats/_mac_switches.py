# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MAC tables with a line of headings and one row per line, as most switches print them.

    MAC Address          VLAN     Type                      Port
    00:00:5e:00:53:01    10       dynamic                   lag100

Allied Telesis, Alcatel OmniSwitch, Aruba (AOS-CX, ArubaOS-Switch), Broadcom ICOS, Comware, D-Link, Dell, EdgeSwitch,
ERS, FastIron, Huawei VRP, Onyx, Ruijie, SLX-OS, vEdge, VOSS, ZXR10. Sources: their command references. The headings
decide, and what differs beside them does not clash, so that one dialect reads them all. Ages are in seconds.
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
    "vlan": "vlan|vlan id|vlanid|vid|vlans|id|vlan-id|vlanid/bd-id",
    # "1/-" or "1/-/-": the VLAN, then the service instance and the bridge domain; Alcatel has the service alone.
    "bridge": "vlan/vsi|vlan/vsi/bd|vlan id/vsi|vlan/srvcid[isid/vnid]|vlan/srvcid[:id]|vlan/srvcid|bd/vlan|vlan/bd"
    "|vlan/|vlan/vsi/si|vlan/bridge|bridge",
    "port": "port|ports|interface|source|learned-from|located on port|port index|port/nickname|destination port"
    "|port/interface|portname|ports/lif/pw/t|port\\next hop|link id/name|link id",
    "type": "type|entry type",
    "state": "status|state",
    "age": "age|age(s)|age (s)|age(sec)|live time|time",
    "static": "stc",
    # What says nothing of who is behind which port. Words with one blank between them would be one column.
    None: "vlan name|pevlan|cevlan|lsp/lsr-id|remote|tunnel|vsi name|per|tos|srf|dsf|frm",
}
_PLACE = re.compile(r"(?:Port|port):[ \t]*(.+)").fullmatch
_ERS_CELL = re.compile(r"\b(Port|Trunk|Unit):[ \t]+(?=[0-9])")
# "vxlan1(192.0.2.1)" has the far end behind its name, "192.0.2.1" is nothing but the far end.
_FAR_END = r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})"
_TUNNEL = re.compile(
    r"(?P<name>(?:vxlan|vtep|nve|tunnel|tu )[\w./-]*)(?: ?\(%s\))?|%s" % (_FAR_END, _FAR_END), re.IGNORECASE
).fullmatch
_SLOT_AND_PORT = re.compile(r"[0-9]{1,3}(?::[0-9]{1,3}){1,2}").fullmatch
_OWN_PORTS = frozenset(["cpu", "self", "router", "switch", "local", "port-cpp", "0"])
_NOWHERE = _OWN_PORTS | frozenset(["unknown", "vxlan"])
_OTHER_WORDS = {
    "forward": "dynamic",
    "discard": "other",
    "lag": "dynamic",
    "host": "dynamic",
    "multiport": "static",
    # Learned by the other switch of a pair.
    "vsx": "dynamic",
    "peer-link": "dynamic",
    "authen": "secure",
    "sec-config": "secure",
    "mac-auth": "secure",
    "evpn-static": "remote",
}
# A letter behind the type, as in "Dynamic (N)", says which switch of a pair has learned it.
_PAIR = re.compile(r" ?\([a-z]\)\Z")
_PORT_BELOW = re.compile(r"[ \t]{12,}([A-Za-z][A-Za-z-]*[0-9][\w./:-]*)[ \t]*").fullmatch
_TITLE = r"\s*Status and Counters - (?:Port )?Address Table((?: - \S.*?)?)\s*"
_OF_TITLE = re.compile(r" - (?:VLAN ([0-9]{1,4})|([A-Za-z]*[0-9][A-Za-z0-9/]{0,5}))").fullmatch
_DECORATION = (
    r"\s*(?:Status and Counters.*|MAC age-time\s*:.*|Mac Address Table.*|Aging time.*|Codes:.*|[*#] ?- .*|Legend:.*"
    r"|\*[A-Z] - .*|VSI/SI\s+MAC-Tunnel|VLAN\s+MAC\s+SMLT.*|Mac Address:.*|ID = .*|Vlan Fdb.*"
    r"|[0-9]+ out of [0-9]+ .*|Maximum .*:.*|(?:Dynamic|Static) .*(?::|=)\s*[0-9]+"
    # What the legends of CloudEngine and ZXR10 go on with.
    r"|on the interface\.|BD\s*: bridge-domain\b.*|srF--.*|Frm--.*)\s*"
)


class _MacDialect(Dialect):
    """Tables whose rows are a MAC and a place."""

    needed = ("mac",)

    def common_headings(self):
        """Return the field of each heading."""
        return {heading: field for field, words in _HEADINGS.items() for heading in words.split("|")}

    def header(self, line):
        """Return the layout of a line of headings, which tells more than MACs, None for any other line."""
        # "Status and Counters - Port Address Table - 1" has words of headings, too.
        layout = None if self.title.fullmatch(line) else super().header(line)
        if layout is None or not ("port" in layout.fields or "vlan" in layout.fields or "bridge" in layout.fields):
            return None
        last = layout.columns[-1]
        # AlliedWare Plus has no heading over the last word.
        if line.lower().split()[-1] == "fwd":
            layout = Layout([*layout.columns, Column("type", last.end + 2, last.end + 9)], layout.marks)
        return layout

    def builder(self, layout):
        """Return the function that makes an entry of the cells of a row."""
        fields = ("mac", "vlan", "bridge", "port", "type", "state", "age", "static")
        at = {field: layout.index(field) for field in fields}
        vlan_at = at["vlan"] if at["vlan"] >= 0 else at["bridge"]
        places = {}

        def build(cells, title, lacking=False):
            mac, port, kind = cells[at["mac"]], cells[at["port"]], cells[at["type"]] or cells[at["state"]]
            if not mac:
                raise ValueError("no address")
            if kind is None and cells[at["static"]] == "1":
                kind = "static"
            if (port, kind, title) not in places:
                places[port, kind, title] = _place(port, kind, title)
            interface, kind, vlan = places[port, kind, title]
            vlan, age = vlan_of(cells[vlan_at]) or vlan, cells[at["age"]]
            if lacking and not (port or vlan):
                raise ValueError("no place")
            return mac_entry(any_mac(mac) or table_mac(mac), vlan, interface, kind, seconds(age) if age else None)

        return build


def _place(port, kind, title):
    """Return the interface and the type of a row, and the VLAN that the title of the table names."""
    vlan, port_of_title = _OF_TITLE(title).groups() if title and _OF_TITLE(title) else (None, None)
    place = _PLACE(port or "")
    name = given(place.group(1) if place else port) or port_of_title
    kind = kind_of(kind)
    tunnel = _TUNNEL(name) if name and not _SLOT_AND_PORT(name) else None
    if tunnel:
        name = tunnel.group("name")
        kind = "remote" if kind in ("dynamic", "static") else kind
    low = (name or "").lower()
    if low in _OWN_PORTS and kind in ("dynamic", "static"):
        kind = "self"
    return None if low in _NOWHERE else os9_name(name), kind, int(vlan) if vlan else None


def kind_of(text):
    """Return the type that a word in a table means."""
    word = _PAIR.sub("", (text or "dynamic").lower())
    return _OTHER_WORDS.get(word) or entry_type(word.split()[-1])


def vlan_of(text):
    """Return the number in the cell of a VLAN, None where it belongs to a service or to none."""
    digits = re.match(r"\*?(?:Vl |[Vv][Ll][Aa][Nn][ -]?)?([0-9]{1,9})(?:/| |$)", text or "")
    return (int(digits.group(1)) or None) if digits else None


def _further_port(reading, line):
    """Read a line that holds one more port of the entry above; tell whether it does."""
    match = _PORT_BELOW(line)
    if not match or not reading.rows or reading.layout is None:
        return False
    if match.start(1) not in [column.start for column in reading.layout.columns if column.field == "port"]:
        return False
    reading.rows.append(dict(reading.rows[-1], interface=os9_name(match.group(1))))
    return True


_DIALECT = _MacDialect(
    layouts=("MAC Address  Port  VLAN", "VLAN  MAC Address  Type  Port", "MAC Address  VLAN  Type  Port"),
    title=_TITLE,
    marks="* & + L",
    decoration=_DECORATION,
    follow=_further_port,
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

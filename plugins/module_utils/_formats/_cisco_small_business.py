# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco's small business switches (SG, SF, CBS): `show arp` and `show ipv6 neighbors`.

      VLAN    Interface     IP address        HW address          status
    vlan 20    gi1/0/19     192.0.2.5      00:00:5e:00:53:05   dynamic
    vlan 20                 192.0.2.6      00:00:5e:00:53:06   dynamic

Source: the CLI guides of the 300, 350, 500, 550 and CBS350 series. VLAN and number are two words. The port stays empty
while the switch knows none; then the row belongs to the VLAN interface. The tables print no age.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from ._cisco_lines import BEGIN, END, Scan, row_finder
from ._interface_names import full_name
from ._long_tables import CANONICAL_IPV4

_MAC = r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}"
# Both columns in front, the VLAN and the port, may be empty. The blanks belong to the columns: optional ones beside
# each other would make a long run of blanks cost its length to the power of three.
_PLACE = r"(?:([Vv][Ll][Aa][Nn][ \t]?[0-9]{1,4})[ \t]+)?(?:([A-Za-z][\w/.-]*)[ \t]+)?"
_ROW = _PLACE + r"(%s)[ \t]+(%s|[Ii]ncomplete)[ \t]+([A-Za-z-]+)" % (CANONICAL_IPV4, _MAC)
_find_rows = row_finder(_ROW)
_ND_ROW = (
    r"[ \t]*%s([0-9A-Fa-f]*:[0-9A-Fa-f:.]+(?:%%\S+)?)[ \t]+(?:(%s)[ \t]+)?([A-Za-z]+)"
    r"(?:[ \t]+([Yy]es|[Nn]o|-))?[ \t\r]*"
) % (_PLACE, _MAC)
_nd_row = re.compile(_ND_ROW).fullmatch
_DECORATION = re.compile(
    r"\s*(?:Total number of entries: *\d+"
    r"|ARP timeout:.*"
    r"|VLAN\s+Interface\s+IP address\s.*"
    r"|Interface\s+IPv6 address\s.*"
    r"|IPv6 Neighbors.*"
    r")\s*",
    re.IGNORECASE,
).fullmatch
_HEADER = re.compile(
    r"^[ \t]*(?:VLAN[ \t]+Interface[ \t]+IP|Interface[ \t]+IPv6)[ \t]+address", re.MULTILINE | re.IGNORECASE
)
_SHAPE = re.compile(r"%s%s%s|^%s$" % (BEGIN, _ROW, END, _ND_ROW), re.MULTILINE)

_ORIGINS = {"dynamic": "dynamic", "static": "static", "incomplete": "dynamic", "local": "local"}
_STATES = {
    "incomplete": "incomplete",
    "incmp": "incomplete",
    "reachable": "reachable",
    "reach": "reachable",
    "stale": "stale",
    "delay": "delay",
    "probe": "probe",
    "static": None,
}
_ROUTER = {"yes": True, "no": False}


def recognizes(text):
    """Tell whether a text holds the header or a row of one of the tables."""
    return (_HEADER.search(text) or _SHAPE.search(text)) is not None


def parse(text):
    """Read the tables."""
    return Scan(_find_rows, _record, _is_decoration, _nd_record).read(text)


def _record(cells, vrf):
    vlan_words, port_word, ip, mac, kind, _other = cells
    interface, port, vlan = _places(vlan_words, port_word)
    word = kind.lower()
    return neighbor(
        ip,
        "ipv4",
        mac=None if mac.lower() == "incomplete" else canonical_mac(mac),
        interface=interface,
        physical_interface=port,
        vlan=vlan,
        vrf=vrf,
        state="incomplete" if word == "incomplete" else None,
        origin=_ORIGINS.get(word, "other"),
        flags=[] if word in _ORIGINS else [kind],
    )


def _nd_record(line, vrf):
    match = _nd_row(line)
    if match is None or match.group(5).lower() not in _STATES:
        return None
    vlan_words, port_word, address, mac, state, router = match.groups()
    interface, port, vlan = _places(vlan_words, port_word)
    ip, family = canonical_ip(address)
    return neighbor(
        ip,
        family,
        mac=canonical_mac(mac) if mac else None,
        interface=interface,
        physical_interface=port,
        vlan=vlan,
        vrf=vrf,
        state=_STATES[state.lower()],
        origin="static" if state.lower() == "static" else "dynamic",
        is_router=_ROUTER.get((router or "").lower()),
    )


def _places(vlan, port):
    """Return the interface, the port and the number of the VLAN from the two columns."""
    number = int(vlan[4:]) if vlan else None
    name = full_name(port, "ios") if port else None
    return name or ("Vlan%d" % number if vlan else None), name, number


def _is_decoration(line):
    return _DECORATION(line) is not None

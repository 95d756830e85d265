# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extreme VOSS: `show ipv6 neighbor`, two lines a row: the address and what is known of it, then the MAC.

    NET ADDRESS/                    IPV6 PHYS  TYPE      STATE          LAST
    PHYSICAL ADDRESS                INTF INTF                           UPD
    2001:db8:0:0:0:0:0:1/           V-100 1/3  DYNAMIC   REACHABLE      1234
    00:00:5e:00:53:01

Source: the command reference of VOSS. The layer-3 interface of a VLAN is `V-<number>`. The unit of the last update is
not told, so it is no age.
"""

import re

from .._neighbor import canonical_ip, neighbor
from . import Parsed
from ._columns import IPV6, MAC
from ._rows import read_rows, sections
from ._table_words import ORIGIN_OF_WORD, STATE_OF_WORD, is_table_decoration, vrf_of
from ._tables import any_mac, given, vlan_of_name

_ROW = re.compile(
    r"^[ \t]*(?P<ip>%s)/?[ \t]+(?P<interface>\S+)[ \t]+(?P<port>\S+(?: [0-9]+)?)"
    r"[ \t]+(?P<type>[A-Z]+)[ \t]+(?P<state>[A-Z]+)(?:[ \t]+\S+)*[ \t\r]*\n[ \t]*(?P<mac>%s)[ \t\r]*$" % (IPV6, MAC),
    re.MULTILINE,
)
_TITLE = re.compile(r"^[ \t]*Neighbor Information - (\S+)", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]*NET ADDRESS/", re.MULTILINE)
_DECORATION = re.compile(r"\s*(?:Neighbor Information - .*|NET ADDRESS/.*|PHYSICAL ADDRESS .*)").fullmatch


def recognizes(text):
    """Tell whether a text holds the headings of the table."""
    return _HEADING.search(text) is not None


def parse(text):
    """Read the tables, each with the VRF of its title."""
    neighbors, unparsed = [], []
    for name, part in sections(text, _TITLE):
        vrf = vrf_of(name) if name else None
        found, rest = read_rows(part, ((_ROW, lambda match, vrf=vrf: _record(match, vrf)),), _is_decoration)
        neighbors += found
        unparsed += rest
    return Parsed(neighbors, unparsed)


def _is_decoration(line):
    return _DECORATION(line) is not None or is_table_decoration(line)


def _record(match, vrf):
    interface = given(re.sub("^V-", "Vlan", match.group("interface")))
    ip, family = canonical_ip(match.group("ip"))
    return neighbor(
        ip,
        family,
        mac=any_mac(match.group("mac")),
        interface=interface,
        physical_interface=given(match.group("port")),
        vlan=vlan_of_name(interface),
        vrf=vrf,
        state=STATE_OF_WORD.get(match.group("state").lower()),
        origin=ORIGIN_OF_WORD.get(match.group("type").lower(), "other"),
    )

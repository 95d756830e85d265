# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FortiGate as a bridge, and FortiSwitch, alone or asked through its FortiGate.

    port no device  devname mac addr                ttl     attributes
      3     4       wan1    00:00:5e:00:53:01       88      Hit(88)
    MAC: 00:00:5e:00:53:02  VLAN: 10 Port: port5(port-id 5)
      Flags: 0x00010440 [ hit dynamic src-hit native move ]

Sources: Fortinet's notes on `diagnose netlink brctl name host`, `diagnose switch mac-address list` and `diagnose
switch-controller switch-info mac-table`. None of them tells an age.
"""

import re

from ._mac_entry import ParsedMacs, mac_entry, table_mac
from ._rows import read_rows

_MAC = r"(?P<mac>(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2})"
_BRIDGE_ROW = re.compile(
    r"^[ \t]*\d+[ \t]+\d+[ \t]+(?P<port>[A-Za-z]\S*)[ \t]+%s[ \t]+\d+(?P<words>(?:[ \t]+[A-Z]\S*)*)[ \t\r]*$" % _MAC,
    re.MULTILINE,
)
_SWITCH_ROW = re.compile(
    r"^[ \t]*MAC:[ \t]*%s[ \t]+VLAN:[ \t]*(?P<vlan>\d{1,4})[ \t]+(?:Port|Trunk):[ \t]*(?P<port>\S+?)"
    r"\((?:port|trunk)-id \d+\)[^\n]*\n"
    r"[ \t]*Flags:[ \t]*0x[0-9a-f]+[ \t]*\[(?P<words>[^]\n]*)\]?[ \t\r]*$" % _MAC,
    re.MULTILINE,
)
_HEADER = re.compile(r"^[ \t]*port no[ \t]+device[ \t]+devname[ \t]+mac[ _]addr\b", re.MULTILINE)
_DECORATION = re.compile(
    r"\s*(?:port no\s+device\s+devname\s.*|show bridge control interface .*|fdb: size=.*|Bridge \S+ host table"
    r"|Managed Switch\s*:.*|flag bit (?:pattern|Mask)\s*:.*|(?:vlan map|port-id map|trunk-id map)\s*:.*"
    r"|(?:\S+\s+)?(?:\([^)]*\)\s*)?[#$]\s*diag\w*\b.*)\s*",
    re.IGNORECASE,
).fullmatch


def recognizes_macs(text):
    """Tell whether a text holds rows or the headings of one of the tables."""
    return any(pattern.search(text) for pattern in (_HEADER, _BRIDGE_ROW, _SWITCH_ROW))


def parse_macs(text):
    """Read the tables."""
    return ParsedMacs(*read_rows(text, ((_BRIDGE_ROW, _bridge_row), (_SWITCH_ROW, _switch_row)), _DECORATION))


def _bridge_row(match):
    words = match.group("words").lower().split()
    kind = "self" if "local" in words else "static" if "static" in words else "dynamic"
    return mac_entry(table_mac(match.group("mac")), None, match.group("port"), kind)


def _switch_row(match):
    words = match.group("words").split()
    kind = next((word for word in ("static", "dynamic") if word in words), "other")
    kind = "secure" if "sticky" in words else kind
    return mac_entry(table_mac(match.group("mac")), int(match.group("vlan")) or None, match.group("port"), kind)

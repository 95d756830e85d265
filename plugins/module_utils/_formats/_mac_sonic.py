# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SONiC's MAC tables: `show mac` of the shell, `show mac address-table` of the management CLI (klish).

        1      10  00:00:5e:00:53:01  Ethernet0      Dynamic
    10          00:00:5e:00:53:01   DYNAMIC       Ethernet0

Sources: scripts/fdbshow of sonic-utilities; the layer-2 forwarding document and command reference of SONiC. No ages.
"""

import re

from ._mac_entry import entry_type, mac_entry, read_macs, table_mac, table_vlan

_MAC = r"(?P<mac>(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2})"
_TYPE = r"(?P<type>[A-Za-z]+)"
_SHELL_ROW = re.compile(r"\s*\d+\s+(?P<vlan>\d+|-)\s+%s\s+(?P<port>\S+(?: \S+)*)\s+%s\s*" % (_MAC, _TYPE))
_KLISH_ROW = re.compile(r"\s*(?:Vlan)?(?P<vlan>\d+|-)\s+%s\s+%s\s+(?P<port>\S.*)" % (_MAC, _TYPE))
_DECORATION = re.compile(
    r"\s*No\.\s+Vlan\s+MacAddress\s+Port\s+Type.*|\s*VLAN(?: ?Id)?\s+MAC-?ADDRESS\s+TYPE\s+INTERFACE.*"
    r"|\s*Total number of (?:MAC )?entries:?\s*\d+\s*|.*[#$]\s*show mac\b.*",
    re.IGNORECASE,
)
_SHAPE = re.compile(
    r"^[ \t]*(?:No\.[ \t]+Vlan[ \t]+MacAddress|VLAN(?: ?Id)?[ \t]+MAC-?ADDRESS[ \t]+TYPE[ \t]+INTERFACE)\b",
    re.MULTILINE | re.IGNORECASE,
)
# What stands in the port column of an entry behind a tunnel: "VxLAN DIP: 192.0.2.9".
_TUNNEL = re.compile(r"VXLAN\b.*", re.IGNORECASE)


def recognizes_macs(text):
    """Tell whether a text holds the header of one of the tables."""
    return _SHAPE.search(text) is not None


def parse_macs(text):
    """Read the tables."""
    return read_macs(text, _row, _DECORATION.fullmatch)


def _row(line):
    match = _SHELL_ROW.fullmatch(line) or _KLISH_ROW.fullmatch(line)
    if match is None:
        return None
    port = match.group("port").strip()
    is_tunnel = _TUNNEL.fullmatch(port) is not None
    kind = "remote" if is_tunnel else entry_type(match.group("type"))
    return [
        mac_entry(table_mac(match.group("mac")), table_vlan(match.group("vlan")), None if is_tunnel else port, kind)
    ]

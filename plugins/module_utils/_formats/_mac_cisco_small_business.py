# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MAC tables of Cisco's small business switches (SG, SF, CBS): `show mac address-table`.

        Vlan          Mac Address         Port       Type
         1         00:00:5e:00:53:01       0         self
        300        00:00:5e:00:53:02      gi7      dynamic

Source: the CLI guides of the 300, 350, 500, 550 and CBS350 series. Port 0 is the switch itself.
"""

import re

from ._cisco_lines import is_cisco_decoration
from ._interface_names import full_name
from ._mac_entry import entry_type, mac_entry, read_macs, table_mac, table_vlan

_MAC = r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}"
# I marks a VLAN for internal use.
_ROW = re.compile(
    r"^[ \t]*(?P<vlan>[0-9]{1,4})(?:[ \t]*\(?I\)?)?[ \t]+(?P<mac>%s)[ \t]+(?P<port>[A-Za-z0-9][\w/.-]*)[ \t]+"
    r"(?P<type>[A-Za-z][A-Za-z_-]*)[ \t\r]*$" % _MAC,
    re.MULTILINE,
)
_DECORATION = re.compile(
    r"\s*(?:vlan\s+mac address\s+(?:port|interface)\s+type|flags: .*|aging time is .*|total .*\d+)\s*", re.IGNORECASE
).fullmatch
_HEADER = re.compile(r"^[ \t]*vlan[ \t]+mac address[ \t]+(?:port|interface)[ \t]+type", re.MULTILINE | re.IGNORECASE)


def recognizes_macs(text):
    """Tell whether a text holds the header or a row of the table."""
    return (_HEADER.search(text) or _ROW.search(text)) is not None


def parse_macs(text):
    """Read the table."""
    return read_macs(text, _row, _is_decoration)


def _row(line):
    match = _ROW.match(line)
    if match is None:
        return None
    port = match.group("port")
    interface = full_name(port, "ios") if port[0].isalpha() else None
    vlan = table_vlan(match.group("vlan"))
    return [mac_entry(table_mac(match.group("mac")), vlan, interface, entry_type(match.group("type")))]


def _is_decoration(line):
    return _DECORATION(line) is not None or is_cisco_decoration(line)

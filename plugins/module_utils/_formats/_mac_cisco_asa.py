# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco ASA and FTD as a bridge: `show mac-address-table`, and `show switch mac-address-table` of a switch built in.

    interface                   mac  address          type      Age(min)    bridge-group
    inside                   0000.5e00.5301      dynamic         4     1
       Mac Address   |  VLAN  |       Type           | Age | Port
     0000.5e00.5302  |  0002  |       dynamic        | 287 | Et0/0

Source: the ASA Series Command Reference. The first one has the name that the configuration gives the interface. Its age
is in minutes; that of the switch is the time that is left.
"""

import re

from ._cisco_lines import is_cisco_decoration
from ._cli import DOTTED_MAC
from ._interface_names import full_name
from ._mac_entry import entry_type, mac_entry, read_macs, table_mac

_ROW = re.compile(
    r"\s*(?P<interface>[^\s:|]+)\s+(?P<mac>%s)\s+(?P<type>[a-z]+)\s+(?P<age>\d{1,9}|-)(?:\s+\d{1,9}|\s+-)?\s*"
    % DOTTED_MAC
)
_SWITCH_ROW = re.compile(
    r"\s*(?P<mac>%s)\s*\|\s*(?P<vlan>\d{1,4})\s*\|\s*(?P<type>[a-z]+)(?: [a-z]+)*\s*\|\s*(?:\d+|-)\s*\|\s*"
    r"(?P<ports>\w[\w/,| -]*?)\s*" % DOTTED_MAC
)
_HEADERS = r"interface\s+mac\s+address\s+type\s+Age\(min\).*|Mac Address\s+\|\s+VLAN\s.*"
_DECORATION = re.compile(
    r"\s*(?:%s|Legend: .*|Total Entries: \d+|[\w.-]+\((?:LOCAL|[\w.-]+)\):\**|[\w.-]+:\*+)\s*" % _HEADERS, re.IGNORECASE
).fullmatch
_SHAPE = re.compile(r"^[ \t]*(?:%s)" % _HEADERS, re.MULTILINE | re.IGNORECASE)
_MINUTE = 60


def recognizes_macs(text):
    """Tell whether a text holds the headings or a row of one of the tables."""
    return _SHAPE.search(text) is not None or any(map(_ROW.fullmatch, text.split("\n")))


def parse_macs(text):
    """Read the tables. Ranges of ports stay as they are printed."""
    return read_macs(text, _row, lambda line: _DECORATION(line) or is_cisco_decoration(line))


def _row(line):
    match = _ROW.fullmatch(line)
    if match:
        age = int(match.group("age")) * _MINUTE if match.group("age") != "-" else None
        mac, kind = table_mac(match.group("mac")), entry_type(match.group("type"))
        return [mac_entry(mac, None, match.group("interface"), kind, age)]
    match = _SWITCH_ROW.fullmatch(line)
    if match is None:
        return None
    mac, vlan, kind = table_mac(match.group("mac")), int(match.group("vlan")), entry_type(match.group("type"))
    return [mac_entry(mac, vlan, full_name(port, "ios"), kind) for port in re.split(r"[\s,|]+", match.group("ports"))]

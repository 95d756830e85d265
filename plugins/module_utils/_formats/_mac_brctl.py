# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`brctl showmacs` of bridge-utils and of what prints the same: EdgeOS, VyOS 1.1, Gaia.

    port no	mac addr		is local?	ageing timer
      1	00:00:5e:00:53:01	no		   3.91

Source: brctl(8). The ports are numbers of the bridge, of which nothing tells the interface. The timer counts the
seconds since the address was heard.
"""

import re

from ._durations import seconds
from ._mac_entry import mac_entry, read_macs, table_mac

_ROW = re.compile(
    r"\s*\d+\s+(?P<mac>(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2})\s+(?P<local>yes|no)\s+(?P<age>\d+\.\d{2})\s*"
).fullmatch
_HEADER = r"\s*port no\s+mac addr\s+is local\?\s+ageing timer\s*"
_DECORATION = re.compile(_HEADER + r"|\S*[#$>]\s*(?:sudo\s+)?(?:brctl|show bridge)\b.*").fullmatch
_SHAPE = re.compile("^%s$" % _HEADER, re.MULTILINE)


def recognizes_macs(text):
    """Tell whether a text holds the header or a row of the table."""
    return _SHAPE.search(text) is not None or any(map(_ROW, text.split("\n")))


def parse_macs(text):
    """Read the table."""
    return read_macs(text, _row, _DECORATION)


def _row(line):
    match = _ROW(line)
    if match is None:
        return None
    is_own = match.group("local") == "yes"
    age = None if is_own else seconds(match.group("age"))
    return [mac_entry(table_mac(match.group("mac")), kind="self" if is_own else "dynamic", age_seconds=age)]

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MAC tables of Cisco IOS XR: `show l2vpn forwarding bridge-domain mac-address` and `show l2vpn mac-learning mac all`.

    Mac Address    Type    Learned from/Filtered on    LC learned Resync Age/Last Change Mapped to
    0000.5e00.5301 dynamic Te0/0/1/0/3.3               N/A        0d 0h 0m 14s           N/A
    Topo ID   Producer       Next Hop(s)       Mac Address       IP Address
    0         0/0/CPU0       Te0/0/0/24.2448   0000.5e00.5302    192.0.2.2

Source: the L2VPN command references of the ASR 9000 and NCS 5500 series. Both know bridge domains instead of VLANs. A
pair in parentheses is a pseudowire: what is learned from one is behind another router. A long pair goes on in the next
line.
"""

import re

from ._cisco_lines import is_cisco_decoration
from ._cli import DOTTED_MAC
from ._durations import seconds
from ._interface_names import full_name
from ._mac_entry import entry_type, mac_entry, read_macs, table_mac

_PLACE = r"(?P<place>\([^()]*\)|\([^()\s]+,|BD id: ?[0-9]+|[A-Za-z]\S*)"
_FORWARDING = re.compile(
    r"\s*(?P<mac>%s)\s+(?P<type>[A-Za-z][\w-]*)\s+%s\s+(?P<card>N/A|\d+/\S+)"
    r"(?:\s+(?P<age>\d+d \d+h \d+m \d+s))?(?:\s+\S.*?)?\s*" % (DOTTED_MAC, _PLACE)
)
_LEARNING = re.compile(
    r"\s*\d+\s+(?P<producer>\S+)\s+%s\s+(?P<mac>%s)(?:\s+(?P<ip>\S+))?\s*" % (_PLACE, DOTTED_MAC),
)
_DECORATION = re.compile(
    r"\s*(?:to resynchronize .*|l2vpn resynchronize .*"
    r"|mac address\s+type\s+learned from.*|topo id\s+producer\s.*"
    r"|[0-9]+\)|bridge-domain name: .*|number of .*: *\d+|mac learning: .*"
    r")\s*",
    re.IGNORECASE,
).fullmatch
_SHAPE = re.compile(
    r"^[ \t]*(?:Mac Address[ \t]+Type[ \t]+Learned|Topo ID[ \t]+Producer|%s[ \t]+[A-Za-z]"
    r"|[0-9]+[ \t]+\S+[ \t]+[^\n]*?%s)" % (DOTTED_MAC, DOTTED_MAC),
    re.MULTILINE,
)
_TYPES = {"routed": "self", "bvi": "self", "evpn": "remote", "filtered": "other"}


def recognizes_macs(text):
    """Tell whether a text holds the header or a row of one of the tables."""
    return _SHAPE.search(text) is not None


def parse_macs(text):
    """Read the tables."""
    return read_macs(text, _row, _is_decoration)


def _row(line):
    match = _FORWARDING.fullmatch(line)
    if match:
        word = match.group("type").lower()
        kind = _TYPES.get(word) or entry_type(word)
        return [_entry(match, kind, seconds(match.group("age")))]
    match = _LEARNING.fullmatch(line)
    if match is None:
        return None
    # A line card learns from frames; any other producer is a protocol.
    return [_entry(match, "dynamic" if "/" in match.group("producer") else entry_type(match.group("producer")), None)]


def _entry(match, kind, age):
    place = match.group("place")
    is_port = place[0] != "(" and place != "N/A" and " " not in place
    if not is_port and kind == "dynamic":
        kind = "remote"
    return mac_entry(table_mac(match.group("mac")), None, full_name(place, "iosxr") if is_port else None, kind, age)


def _is_decoration(line):
    return _DECORATION(line) is not None or is_cisco_decoration(line)

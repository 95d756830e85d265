# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS and IOS XE: `show arp detail`, which tells each entry in sentences.

    ARP entry for 192.0.2.1, link type IP.
      Dynamic, via GigabitEthernet0/0, last updated 3 minutes ago.
      Encap type is ARPA, hardware address is 0000.5e00.5301, 6 bytes long.

Source: `show arp` in the IP Addressing command reference. The first word of the second line is the mode of the entry.
What stands below, the subblocks, says when it will be asked for again and whether it is complete.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._cisco_lines import is_cisco_decoration
from ._cisco_nd import vlan_of
from ._durations import seconds
from ._lines import lines_of

_ENTRY = re.compile(r"^[ \t]*ARP entry for ([^\s,]+), link type \w+\.[ \t\r]*$", re.MULTILINE)
_MODE = re.compile(
    r"^[ \t]+(?P<mode>[A-Z][\w -]*?)(?:, via (?P<interface>[^\s,]+))?"
    r"(?:, last updated (?P<age>[0-9]+ \w+) ago)?\.[ \t\r]*$",
    re.MULTILINE,
)
_MAC = re.compile(r"hardware address is ([0-9A-Fa-f.]+)").search
_ATTACHED = re.compile(r"attached to (\S+?)\.\s").search
_LEFT = re.compile(r"will be (?:refreshed|purged) in ([0-9]+ \w+(?: and [0-9]+ \w+)?)").search
_INCOMPLETE = re.compile(r"Entry is incomplete").search
_ORIGINS = {"dynamic": "dynamic", "interface": "local", "static": "static", "alias": "other"}


def recognizes(text):
    """Tell whether a text holds entries told in sentences."""
    # Searching for the word alone takes a tenth of the time, and this is asked of every long table.
    return "ARP entry for" in text and _ENTRY.search(text) is not None


def parse(text):
    """Read the entries; one that lacks its mode or its hardware address is cut off and unparsed."""
    neighbors, unparsed = [], []
    starts = [match.start() for match in _ENTRY.finditer(text)]
    for start, end in zip([0] + starts, starts + [len(text)]):
        row = _record(text[start:end]) if start in starts else None
        if row:
            neighbors.append(row)
        else:
            unparsed.extend(line for line in lines_of(text[start:end]) if not is_cisco_decoration(line))
    return Parsed(neighbors, unparsed)


def _record(block):
    mode, mac, left = _MODE.search(block), _MAC(block), _LEFT(block)
    if mode is None or mac is None:
        return None
    attached = _ATTACHED(block)
    interface = mode.group("interface") or (attached.group(1) if attached else None)
    word = mode.group("mode")
    try:
        ip, family = canonical_ip(_ENTRY.search(block).group(1))
        hardware = canonical_mac(mac.group(1).rstrip("."))
    except ValueError:
        return None
    return neighbor(
        ip,
        family,
        mac=None if _INCOMPLETE(block) else hardware,
        interface=interface,
        vlan=vlan_of(interface) if interface else None,
        origin=_ORIGINS.get(word.lower(), "other"),
        age_seconds=seconds(mode.group("age")) if word.lower() == "dynamic" else None,
        expires_seconds=seconds(left.group(1).replace(" and", "")) if left else None,
        flags=[] if word.lower() in _ORIGINS else [word],
    )

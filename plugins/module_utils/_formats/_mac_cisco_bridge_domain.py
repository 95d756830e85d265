# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bridge domains of Cisco IOS XE routers: `show bridge-domain`, which is also what they have as a MAC table.

    Bridge-domain 10 (2 ports in all)
       AED MAC address    Policy  Tag       Age  Pseudoport
       0   0000.5E00.5301 forward dynamic   295  GigabitEthernet0/0/1.EFP10

Source: the Carrier Ethernet command reference of IOS XE. The number of the domain stands for the VLAN. The age is the
time that is left. A pseudoport is an Ethernet flow point, the domain's own interface (BDI), or the pseudowire of a VFI.
"""

import functools
import re

from ._cisco_lines import is_cisco_decoration
from ._cli import DOTTED_MAC
from ._interface_names import full_name
from ._mac_entry import ParsedMacs, entry_type, mac_entry, table_mac
from ._rows import read_rows, sections

_DOMAIN = re.compile(r"^[ \t]*Bridge-domain[ \t]+([0-9]{1,5})\b", re.MULTILINE)
_ROW = re.compile(
    r"^[ \t]*(?:\d+|-)[ \t]+(?P<mac>%s)[ \t]+(?P<policy>[a-z_]+)[ \t]+(?P<tag>[a-z_]+)[ \t]+\d+[ \t]+"
    r"(?P<port>\S.*?)[ \t\r]*$"
    r"(?:\n[ \t]+src:[^\n]*$)?" % DOTTED_MAC,
    re.MULTILINE,
)
_DECORATION = re.compile(
    r"\s*(?:Bridge-domain \d+ .*|State: .*|Aging-Timer: .*|AED MAC address\s.*|\d+ ports belonging to .*"
    r"|Maximum address .*|.* service instance \d+.*|vfi \S+ .*|vni \d+.*|BDI\d+\s.*|.*[#>]\s*show bridge-domain.*)\s*"
).fullmatch
# A port with a number, and behind it the flow point. What only leads elsewhere has another name.
_PORT = re.compile(r"[A-Za-z][A-Za-z-]*\d+(?:/\d+)*(?:\.(?:EFP)?\d+)?").fullmatch
_OWN_PORT = re.compile(r"BDI?\d+").fullmatch


def recognizes_macs(text):
    """Tell whether a text names a bridge domain, or has a row of one."""
    return (_DOMAIN.search(text) or _ROW.search(text)) is not None


def parse_macs(text):
    """Read the tables."""
    entries, unparsed = [], []
    for domain, part in sections(text, _DOMAIN):
        kinds = ((_ROW, functools.partial(_row, int(domain) if domain else None)),)
        found, rest = read_rows(part, kinds, _is_decoration)
        entries += found
        unparsed += rest
    return ParsedMacs(entries, unparsed)


def _row(domain, match):
    port, tag = match.group("port"), match.group("tag")
    mac = table_mac(match.group("mac"))
    if _OWN_PORT(port):
        return mac_entry(mac, domain, port, "self")
    if _PORT(port):
        return mac_entry(mac, domain, full_name(port, "ios"), entry_type(tag.partition("_")[0]))
    # Flooded to a list, or behind a pseudowire or a tunnel.
    return mac_entry(mac, domain, None, "static" if match.group("policy") == "flood" else "remote")


def _is_decoration(line):
    return _DECORATION(line) is not None or is_cisco_decoration(line)

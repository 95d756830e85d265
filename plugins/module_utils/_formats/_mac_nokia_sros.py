# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS: `show service fdb-mac` and `show service id <service> fdb detail`.

    ServId     MAC               Source-Identifier       Type     Last Change
                Transport:Tnl-Id                         Age
    10         00:00:5e:00:53:01 sap:1/1/1:10            L/30     06/22/26 01:59:12
    10         00:00:5e:00:53:02 vxlan-1:                Evpn     06/22/26 01:59:12
                                 192.0.2.1:10

Source: the SR OS guide on Layer 2 services. What is learned ages by the number behind the slash, in seconds. The
interface is the service access point (SAP); its outer tag is the VLAN. An SDP, VXLAN or MPLS leads to another router.
"""

import re

from ._mac_entry import ParsedMacs, mac_entry, table_mac
from ._rows import read_rows
from ._table_words import is_table_decoration

_ROW = re.compile(
    r"^[ \t]*\d{1,10}[ \t]+(?P<mac>(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2})[ \t]+(?P<source>\S+)[ \t]+"
    r"(?P<type>[A-Z][A-Za-z]*)(?:[:/](?P<rest>\S*))?[ \t]+\d\d/\d\d/\d{2,4} \d\d:\d\d:\d\d[ \t\r]*$"
    r"(?:\n[ \t]{12,}\S+[ \t\r]*$){0,2}",
    re.MULTILINE,
)
_HEADER = re.compile(r"^[ \t]*ServId[ \t]+MAC[ \t]+Source-Identifier[ \t]", re.MULTILINE)
_DECORATION = re.compile(
    r"\s*(?:ServId\s+MAC\s.*|Transport:Tnl-Id\s.*|(?:Service )?Forwarding Database.*|No\. of (?:MAC )?Entries: \d+"
    r"|Legend:.*|No Matching Entries|[!*]*(?:\(\w+\))?\[[^\]]*\]|\*?[A-Z]:\S*[#>$].*|Press any key to continue.*)\s*"
).fullmatch
_SAP = re.compile(r"sap:(?P<port>\S+?)(?::(?P<tag>[\d*]+)(?:\.[\d*]+)?)?").fullmatch
_TYPES = {"l": "dynamic", "s": "static", "stc": "static", "static": "static", "cstatic": "static", "intf": "self"}


def recognizes_macs(text):
    """Tell whether a text holds the headings or a row of the table."""
    return bool(_HEADER.search(text) or _ROW.search(text))


def parse_macs(text):
    """Read the tables."""
    return ParsedMacs(*read_rows(text, ((_ROW, _row),), _is_decoration))


def _row(match):
    sap, word, rest = _SAP(match.group("source")), match.group("type").lower(), match.group("rest") or ""
    kind = "remote" if word.startswith("evpn") else _TYPES.get(word, "other")
    if not sap and kind in ("dynamic", "static"):
        kind = "remote"
    # `*` stands for any tag.
    tag = sap.group("tag") or "" if sap else ""
    return mac_entry(
        table_mac(match.group("mac")),
        int(tag) or None if tag.isdigit() else None,
        match.group("source")[len("sap:") :] if sap else None,
        kind,
        int(rest) if rest.isdigit() and word == "l" else None,
    )


def _is_decoration(line):
    return _DECORATION(line) is not None or is_table_decoration(line)

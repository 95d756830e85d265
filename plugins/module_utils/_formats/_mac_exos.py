# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ExtremeXOS: `show fdb`.

    MAC                                       VLAN Name( Tag)  Age  Flags          Port / Virtual Port List
    00:00:5e:00:53:01                            office(0100) 0026 d m            1:1

Source: the ExtremeXOS command reference, whose legend stands below each table. Ages are seconds. Of the flags d is
dynamic, s static, p permanent, M mirrored from the other MLAG peer, n logged in, l and L locked down, X learned over
VXLAN, E told by EVPN; x is IPX. A virtual port with an address in its name is the far end of a tunnel.
"""

import re

from ._mac_entry import mac_entry, read_macs, table_mac
from ._table_words import is_table_decoration

_ROW = re.compile(
    r"[ \t]*(?P<mac>(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2})[ \t]+(?P<name>\S+?)[ \t]*\([ \t]*(?P<tag>[0-9]{1,4})\)[ \t]+"
    r"(?P<age>[0-9]+)[ \t]+(?P<flags>(?:[A-Za-z]{1,3}(?:[ \t]+|$))*)(?P<port>\S.*?)?[ \t]*"
).fullmatch
_HEADING = re.compile(r"^[ \t]*MAC[ \t]+VLAN Name\( *Tag\)", re.MULTILINE | re.IGNORECASE)
_SHAPE = re.compile(
    r"^[ \t]*(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}[ \t]+\S+?[ \t]*\([ \t]*[0-9]{1,4}\)[ \t]+[0-9]+[ \t]", re.MULTILINE
)
_DECORATION = re.compile(
    r"\s*(?:MAC\s+VLAN Name\(.*|Flags\s*:.*|\w - [^:]*|.*\b(?:Total|Static|Locked|Dropped)\s*:\s*[0-9]+.*"
    r"|FDB (?:Aging|VPLS|VXLAN).*time\s*:.*)\s*",
    re.IGNORECASE,
).fullmatch
_KINDS = (
    ("X", "remote"),
    ("E", "remote"),
    ("n", "secure"),
    ("l", "secure"),
    ("L", "secure"),
    ("s", "static"),
    ("p", "static"),
    ("d", "dynamic"),
)
_FAR_END = re.compile(r"(?:\S+:)?[0-9]{1,3}(?:\.[0-9]{1,3}){3}").fullmatch


def recognizes_macs(text):
    """Tell whether a text holds the heading or a row of the table."""
    return bool(_HEADING.search(text) or _SHAPE.search(text))


def parse_macs(text):
    """Read the table."""
    return read_macs(text, _row, _is_decoration)


def _row(line):
    match = _ROW(line)
    if match is None:
        return None
    flags, port = match.group("flags").split(), match.group("port")
    kind = next((kind for flag, kind in _KINDS if flag in "".join(flags)), "other" if flags else "dynamic")
    mac, vlan, age = table_mac(match.group("mac")), int(match.group("tag")) or None, int(match.group("age"))
    names = re.split(r"[,\s]+", port) if port else [None]
    return [mac_entry(mac, vlan, None if name and _FAR_END(name) else name, kind, age) for name in names]


def _is_decoration(line):
    return _DECORATION(line) is not None or is_table_decoration(line)

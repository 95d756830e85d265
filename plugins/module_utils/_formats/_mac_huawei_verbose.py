# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Huawei VRP: `display mac-address verbose`, whose entries take several lines.

    MAC Address: 0000-5e00-5301     VLAN/VSI/SI   : 10
    Port       : GE0/0/1            Type          : dynamic
    Peer IP    : -                  VC-ID         : -
    Aging time : 300                LSP/MAC_Tunnel: 1/0

Source: the command references of the S and NE series. An address with a peer is behind a pseudowire. The time is that
of the setting, or what is left of it.
"""

import re

from ._mac_entry import ParsedMacs, mac_entry, table_mac
from ._mac_switches import kind_of, vlan_of
from ._rows import read_rows
from ._table_words import is_table_decoration

_MAC = r"[0-9A-Fa-f]{4}(?:-[0-9A-Fa-f]{4}){2}"
# An entry is whole with its time, below the peer.
_ROW = re.compile(
    r"^[ \t]*MAC Address[ \t]*:[ \t]*(?P<mac>%s)[ \t]+VLAN/[\w/]+[ \t]*:[ \t]*(?P<vlan>\S+)[ \t\r]*\n"
    r"[ \t]*(?:Port|Learned-From)[ \t]*:[ \t]*(?P<port>\S+)[ \t]+Type[ \t]*:[ \t]*(?P<type>[a-z]\S*)[ \t\r]*$"
    r"(?:\n[ \t]*(?!MAC Address|Aging time)[A-Z][\w ./-]*:[^\n]*$)*\n[ \t]*Aging time[ \t]*:[^\n]*$"
    r"(?:\n[ \t]*TimeStamp[ \t]*:[^\n]*$)?" % _MAC,
    re.MULTILINE,
)
_PEER = re.compile(r"^[ \t]*Peer IP[ \t]*:[ \t]*[0-9a-fA-F]*[.:]", re.MULTILINE)
_DECORATION = re.compile(r"\s*(?:MAC address table of slot .*|Total (?:matching )?items .*)\s*").fullmatch


def recognizes_macs(text):
    """Tell whether a text holds an entry of several lines."""
    return _ROW.search(text) is not None


def parse_macs(text):
    """Read the entries."""
    return ParsedMacs(*read_rows(text, ((_ROW, _row),), _is_decoration))


def _row(match):
    kind, port = kind_of(match.group("type")), match.group("port")
    is_remote = _PEER.search(match.group()) is not None and kind in ("dynamic", "static")
    return mac_entry(
        table_mac(match.group("mac")),
        vlan_of(match.group("vlan")),
        None if port == "-" or is_remote else port,
        "remote" if is_remote else kind,
    )


def _is_decoration(line):
    return _DECORATION(line) is not None or is_table_decoration(line)

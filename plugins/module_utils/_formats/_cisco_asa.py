# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco ASA and FTD: `show arp` and `show ipv6 neighbor`.

    outside 192.0.2.1 0000.5e00.5301 15

Source: `show arp` and `show ipv6 neighbor` in the ASA Series Command Reference. There is no header. The first word is
the name that the configuration gives the interface. The last one is the age in seconds (of IPv6 neighbors in minutes),
a hyphen for a static entry, or `alias` for one that the device answers for itself. One address may stand there twice.
With `names` configured a name stands in place of an address that has one.
"""

import re

from .._neighbor import neighbor
from ._addresses import address_or_name
from ._cisco_ios import MINUTE
from ._cisco_lines import BEGIN, END, Scan, row_finder
from ._cisco_nd import HAS_ND, ND_HEADER, plain_nd_record
from ._cli import DOTTED_MAC, colon_mac
from ._long_tables import CANONICAL_IPV4

_ROW = r"([^\s:]\S*)[ \t]+(%s(?:/[0-9]{1,2})?)[ \t]+(%s|[Ii]ncomplete)[ \t]+(-|alias|[0-9]{1,9})" % (
    CANONICAL_IPV4,
    DOTTED_MAC,
)
_find_rows = row_finder(_ROW)
_NAMED_ROW = re.compile(r"[ \t]+(\S+)[ \t]+(\S+)[ \t]+(%s)[ \t]+(-|alias|[0-9]{1,9})[ \t\r]*" % DOTTED_MAC).fullmatch
_SHAPE = re.compile(BEGIN + _ROW + END, re.MULTILINE)
# Units of a cluster and contexts head their tables: "unit-1-1(LOCAL):*****".
_DECORATION = re.compile(
    r"\s*(?:%s|[\w.-]+\((?:LOCAL|[\w.-]+)\):\**|[\w.-]+:\*+|Context Name: \S+|(?:Interface|Name)\s+IP\s.*)\s*"
    % ND_HEADER
).fullmatch
_ORIGINS = {"-": "static", "alias": "other"}


def recognizes(text):
    """Tell whether a text holds a row of `show arp`, or the header or a row of `show ipv6 neighbor`."""
    return (_SHAPE.search(text) or HAS_ND(text)) is not None


def parse(text):
    """Read the tables."""
    return Scan(_find_rows, _record, _is_decoration, _rare_record).read(text)


def _record(cells, vrf):
    interface, ip, mac, age, _other = cells
    ip, _family, name = address_or_name(ip, "ipv4", [])
    return neighbor(
        ip,
        "ipv4",
        mac=colon_mac(mac) if len(mac) == 14 else None,
        interface=interface,
        vrf=vrf,
        origin=_ORIGINS.get(age, "dynamic"),
        age_seconds=None if age in _ORIGINS else int(age),
        flags=name + (["alias"] if age == "alias" else []),
    )


def _rare_record(line, vrf):
    named = _NAMED_ROW(line)
    return _record(named.groups() + ("",), vrf) if named else plain_nd_record(line, vrf, unit=MINUTE)


def _is_decoration(line):
    return _DECORATION(line) is not None

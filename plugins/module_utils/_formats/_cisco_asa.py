# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco ASA and FTD: `show arp` and `show ipv6 neighbor`.

    outside 192.0.2.1 0000.5e00.5301 15

Source: `show arp` and `show ipv6 neighbor` in the ASA Series Command Reference. There is no header. The first word is
the name that the configuration gives the interface. The last one is the age in seconds (of IPv6 neighbors in minutes),
a hyphen for a static entry, or `alias` for one that the device answers for itself. One address may stand there twice.
"""

import re

from .._neighbor import canonical_ip, neighbor
from ._cisco_ios import MINUTE
from ._cisco_lines import BEGIN, END, IPV4, MAC, Scan, dotted_mac, row_finder
from ._cisco_nd import HAS_ND, ND_HEADER, plain_nd_record

_ROW = r"([^\s:]\S*)[ \t]+(%s(?:/[0-9]{1,2})?)[ \t]+(%s|[Ii]ncomplete)[ \t]+(-|alias|[0-9]{1,9})" % (IPV4, MAC)
_find_rows = row_finder(_ROW)
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
    return Scan(_find_rows, _record, _is_decoration, _nd_record).read(text)


def _record(cells, vrf):
    interface, ip, mac, age, _other = cells
    return neighbor(
        canonical_ip(ip)[0],
        "ipv4",
        mac=dotted_mac(mac) if len(mac) == 14 else None,
        interface=interface,
        vrf=vrf,
        origin=_ORIGINS.get(age, "dynamic"),
        age_seconds=None if age in _ORIGINS else int(age),
        flags=["alias"] if age == "alias" else [],
    )


def _nd_record(line, vrf):
    return plain_nd_record(line, vrf, unit=MINUTE)


def _is_decoration(line):
    return _DECORATION(line) is not None

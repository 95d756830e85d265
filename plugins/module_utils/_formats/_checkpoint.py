# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check Point Gaia: `show arp dynamic all` and `show arp static all` of its clish.

Source: the Gaia administration guide. The title says which of the two tables it is. No interface, no age; `arp -an` and
`ip neigh` of the expert shell tell more, and are formats of their own.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._rows import read_rows, sections

# Two digits for each octet, or as few as are needed: of a mixture the last one may be cut off.
_MAC = r"(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}|(?:[1-9a-fA-F]?[0-9a-fA-F][:-]){5}[1-9a-fA-F]?[0-9a-fA-F]"
_ROW = re.compile(r"^[ \t]*([0-9]+\.[0-9.]+)[ \t]+(%s|\(?[Ii]ncomplete\)?)[ \t\r]*$" % _MAC, re.MULTILINE)
_TITLE = re.compile(r"^[ \t]*(Dynamic|Static)[ \t]+Arp[ \t]+(?:Parameters|Entries)", re.MULTILINE | re.IGNORECASE)
_DECORATION = re.compile(
    r"\s*(?:Dynamic|Static)\s+Arp\s+(?:Parameters|Entries)\s*:?\s*|\s*IP Address\s+Mac Address\s*"
    r"|\s*(?:Maximum Entries|Validity Timeout)\s*:\s*[0-9]+\s*"
    r"|\s*\S+[>#]\s*show arp\b.*",
    re.IGNORECASE,
).fullmatch


def recognizes(text):
    """Tell whether a text holds the title or rows of one of the tables."""
    return bool(_TITLE.search(text) or _ROW.search(text))


def parse(text):
    """Read the tables; rows without a title above them are taken for dynamic ones."""
    neighbors, unparsed = [], []
    for title, part in sections(text, _TITLE):
        build = _static_row if title and title.lower() == "static" else _dynamic_row
        found, rest = read_rows(part, ((_ROW, build),), _DECORATION)
        neighbors += found
        unparsed += rest
    return Parsed(neighbors, unparsed)


def _dynamic_row(match):
    return _record(match, None, "dynamic")


def _static_row(match):
    return _record(match, "permanent", "static")


def _record(match, state, origin):
    ip, mac = match.groups()
    mac = None if "ncomplete" in mac else canonical_mac(mac)
    return neighbor(canonical_ip(ip)[0], "ipv4", mac=mac, state=state, origin=origin)

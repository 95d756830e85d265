# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""PAN-OS: `show arp all` and `show neighbor interface all` as text, and as the API's XML or the JSON made of it.

Sources: the PAN-OS CLI reference and the answers of its XML API, which pad the status with blanks. The time to live is
in seconds that are left, and zero for a static entry. IPv6 neighbors show the words of RFC 4861.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed, _trees
from ._durations import seconds
from ._rows import read_rows

_NAMES = _trees.Names(rows=("entry",), holders=("entries",))

# The port is empty for some IPv6 neighbors.
_ROW = re.compile(
    r"^[ \t]*(?P<interface>[a-zA-Z]\S*)[ \t]+(?P<ip>[0-9a-fA-F]*[.:][0-9a-fA-F.:]+(?:%\S+)?)[ \t]+"
    r"(?P<mac>(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}|\(?incomplete\)?|\(none\))[ \t]+(?:(?P<port>\S*\d\S*|N/A|-)[ \t]+)?"
    r"(?P<status>[a-zA-Z]+(?:[ ,/][a-zA-Z]+)*)(?:[ \t]+(?P<ttl>\d+|-))?[ \t\r]*$",
    re.MULTILINE,
)
_DECORATION = re.compile(
    r"\s*(?:maximum|default|total|base|timeout)\b[^:]*:\s*\d+(?: seconds?| ms)?\s*|\s*status\s*:.*"
    r"|\s*interface\s+ip address\s.*|\s*(?:DP\s+)?(?:s\d+)?dp\d+\s*:?\s*|\s*\S+@\S+[>#].*|\s*lines \d+-\d+.*"
).fullmatch
_HEADER = re.compile(r"^[ \t]*interface[ \t]+ip address[ \t]", re.MULTILINE)

_STATES = frozenset(["incomplete", "reachable", "stale", "delay", "probe", "failed", "permanent", "noarp"])
# Letters of the ARP table: static, complete, expiring, incomplete.
_LETTERS = {"s": "permanent", "c": None, "e": None, "i": "incomplete"}


def recognizes(text):
    """Tell whether a text holds the header or rows of one of the tables, or an answer of the API."""
    return bool(_HEADER.search(text) or _ROW.search(text) or _trees.recognizes(text, _NAMES))


def parse(text):
    """Read the table. Of XML that is cut off the whole rows become records; the rest is unparsed."""
    if _trees.recognizes(text, _NAMES):
        return Parsed(*_trees.read(text, _NAMES, _tree_row, _DECORATION))
    return Parsed(*read_rows(text, ((_ROW, _text_row),), _DECORATION))


def _text_row(match):
    return _record(**match.groupdict())


def _tree_row(row):
    values = row.values
    return _record(
        values["interface"],
        values["ip"],
        values.get("mac") or "",
        values.get("port"),
        values.get("status") or "",
        values.get("ttl"),
    )


def _record(interface, ip, mac, port, status, ttl):
    ip, family = canonical_ip(ip)
    word = status.strip().lower()
    state = word if word in _STATES else _LETTERS.get(word)
    return neighbor(
        ip,
        family,
        mac=canonical_mac(mac) if ":" in mac else None,
        interface=interface.strip(),
        physical_interface=port if port not in ("", "-", "N/A") else None,
        state=state,
        origin="static" if state == "permanent" else "other" if state == "noarp" else "dynamic",
        expires_seconds=None if ttl is None or state == "permanent" else seconds(str(ttl)),
        flags=[] if word in _STATES or not word else [status.strip()],
    )

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ZTE ZXROS: `show arp`, whose cells go on in a second line where they do not fit.

    IP                       Hardware                    Exter  Inter  Sub
    Address         Age      Address        Interface    VlanID VlanID Interface
    192.0.2.2       00:14:17 0000.5e00.5302 xgei-1/1/0/1 201    N/A    xgei-1/1/0/1.
                                            .201                       201

Source: the command reference of the ZXR10 series. The age of an address of the router itself is `H`, of static entries
`S` or `P`.
"""

import re

from .._neighbor import neighbor
from . import Parsed
from ._cisco_lines import BEGIN, END
from ._columns import MAC
from ._durations import seconds
from ._long_tables import CANONICAL_IPV4
from ._rows import read_rows, sections
from ._table_words import is_table_decoration, vrf_of_echo
from ._tables import any_mac, given, vlan_number, vlan_of_name

_ROW = re.compile(
    BEGIN
    + r"(?P<ip>%s)[ \t]+(?P<age>[A-Z-]|[0-9:]+)[ \t]+(?P<mac>%s|[Ii]ncomplete)[ \t]+(?P<name>[^\s]+)"
    % (CANONICAL_IPV4, MAC)
    + r"[ \t]+(?P<outer>[0-9]{1,4}|N/A|-)[ \t]+(?P<inner>[0-9]{1,4}|N/A|-)[ \t]+(?P<sub>[^\s]+)"
    + END
    + r"(?P<below>[ \t]{20,}(?![0-9]+\.[0-9]+\.[0-9]+\.[0-9])[^\s]+(?:[ \t]+[^\s]+)?[ \t\r]*(?:\n|\Z))?",
    re.MULTILINE,
)
_HEADING = re.compile(r"^[ \t]*Address[ \t]+Age[ \t]+Address[ \t]+Interface\b", re.MULTILINE)
_DECORATION = re.compile(
    r"\s*(?:Arp protect .*|The count is [0-9]+|IP\s+(?:Age\s+)?Hardware\s.*|Address\s+Age\s+Address\s.*)\s*",
    re.IGNORECASE,
).fullmatch
_COMMAND = re.compile(r"^[^\n]*?(show\s+arp\b[^\n]*)", re.MULTILINE)
_ORIGINS = {"H": "local", "S": "static", "P": "static"}


def recognizes(text):
    """Tell whether a text holds the headings or rows of the table."""
    return bool(_HEADING.search(text) or _ROW.search(text))


def parse(text):
    """Read the tables; the command above one may name the VRF."""
    neighbors, unparsed = [], []
    for command, part in sections(text, _COMMAND):
        vrf = (vrf_of_echo(command) or [None])[0] if command else None
        found, rest = read_rows(part, ((_ROW, lambda match, vrf=vrf: _record(match, vrf)),), _is_decoration)
        neighbors += found
        unparsed += rest
    return Parsed(neighbors, unparsed)


def _is_decoration(line):
    return _DECORATION(line) is not None or is_table_decoration(line)


def _record(match, vrf):
    age, name = match.group("age"), match.group("name") + _rest_of_name(match)
    return neighbor(
        match.group("ip"),
        "ipv4",
        mac=any_mac(match.group("mac")),
        interface=given(name),
        vlan=vlan_number(given(match.group("outer"))) or vlan_of_name(name),
        vrf=vrf,
        origin=_ORIGINS.get(age, "dynamic"),
        age_seconds=seconds(age),
    )


def _rest_of_name(match):
    """Return what the second line adds to the interface: its first word, unless that stands below the last cell."""
    if not match.group("below"):
        return ""
    word = re.search(r"[^\s]+", match.group("below"))
    place, last = match.start("name") - match.start(), match.start("sub") - match.start()
    return word.group() if abs(word.start() - place) < abs(word.start() - last) else ""

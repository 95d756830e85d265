# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR Linux: `show network-instance <name> bridge-table mac-table all`, tables in boxes.

    |      Address      |       Destination        | Dest Index |  Type  | Active | Aging |       Last Update        |
    | 00:00:5E:00:53:01 | ethernet-1/1.0           | 4          | learnt | true   | 242   | 2026-03-01T17:36:23.000Z |

Source: the SR Linux documentation on MAC-VRF. A cell that is too wide goes on in the lines below, even an address; the
one under Active never is. The aging is the time that is left. A MAC-VRF has a name and no number.
"""

import re

from ._lines import is_common_decoration, lines_of
from ._mac_entry import ParsedMacs, mac_entry, table_mac

_CELLS = re.compile(r"[ \t]*\|(.*)\|[ \t]*").fullmatch
_SHAPE = re.compile(r"^[ \t]*\|[ \t]*Address[ \t]*\|[ \t]*Destinat(?:ion)?[ \t]*\|[ \t]*Dest", re.MULTILINE)
_DECORATION = re.compile(
    r"\s*(?:Mac-table of network instance .*|Total \w+ Macs\s*:.*|--\{.*\}--\[.*|[A-Z]:\S*#.*|[+=-]+)\s*"
).fullmatch
_MAC = re.compile(r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}").fullmatch
_SUBINTERFACE = re.compile(r"(?:(?:ethernet-|lag|irb|system|lo|mgmt)[\w/-]*)\.\d+").fullmatch
_VXLAN = re.compile(r"vxlan-interface:(\w+\.\d+?)(?=\s|vtep|vni|$)").match
_ACTIVE = ("true", "false")
_ADDRESS, _DESTINATION, _TYPE, _ACTIVE_AT, _WIDTH = 0, 1, 3, 4, 7
_TYPES = {"learnt": "dynamic", "static": "static", "irb-interface": "self", "irb-interface-anycast": "self"}


def recognizes_macs(text):
    """Tell whether a text holds the headings of the table."""
    return _SHAPE.search(text) is not None


def parse_macs(text):
    """Read the tables. A row whose lines do not give an entry is not understood, with all its lines."""
    entries, unparsed, row = [], [], []
    for line in lines_of(text):
        match = _CELLS(line)
        cells = [cell.strip() for cell in match.group(1).split("|")] if match else []
        if len(cells) == _WIDTH and cells[_ACTIVE_AT] not in _ACTIVE and row:
            row.append((line, cells))
            continue
        if line:
            _finish(row, entries, unparsed)
            row = []
        if len(cells) == _WIDTH and cells[_ACTIVE_AT] in _ACTIVE:
            row = [(line, cells)]
        elif not (not line or _is_decoration(line, cells)):
            unparsed.append(line)
    _finish(row, entries, unparsed, is_last=True)
    return ParsedMacs(entries, unparsed)


def _finish(row, entries, unparsed, is_last=False):
    """Turn the lines of one row into its entry. Nothing behind the last one tells that it does not go on."""
    if not row:
        return
    try:
        if is_last and _may_go_on(row[-1][0]):
            raise ValueError("cut off")
        entries.append(_entry(["".join(column) for column in zip(*[cells for _line, cells in row])]))
    except ValueError:
        unparsed.extend(line for line, _cells in row)


def _may_go_on(line):
    """Tell whether a cell fills its column, as one does that goes on in the next line."""
    cells = _CELLS(line).group(1).split("|")
    return any(len(cells[at].strip()) == len(cells[at]) - len("  ") for at in (_DESTINATION, _TYPE))


def _entry(cells):
    if not _MAC(cells[_ADDRESS]):
        raise ValueError("not a MAC: %r" % cells[_ADDRESS])
    destination, word = cells[_DESTINATION], cells[_TYPE]
    vxlan = _VXLAN(destination)
    interface = vxlan.group(1) if vxlan else destination if _SUBINTERFACE(destination) else None
    kind = "remote" if vxlan or word.startswith("evpn") else _TYPES.get(word, "other")
    return mac_entry(table_mac(cells[_ADDRESS]), None, interface, kind)


def _is_decoration(line, cells):
    """Tell whether a line is a heading, which has no digit, or stands around the boxes."""
    is_heading = len(cells) == _WIDTH and not re.search(r"\d", line)
    return is_heading or _DECORATION(line) is not None or is_common_decoration(line)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""PAN-OS: `show mac all` as text and as the API's XML.

Source: the PAN-OS CLI reference. The first column is the name of a VLAN object; one that is called by a number is taken
to be of that number. The time is the one that is left, so the age is unknown.
"""

import re

from . import _trees
from ._mac_entry import ParsedMacs, mac_entry, table_mac
from ._rows import read_rows
from ._vlan_names import named_vlan

_NAMES = _trees.Names(rows=("entry",), holders=("entries",))
_ROW = re.compile(
    r"^[ \t]*(?P<vlan>\S.*?)[ \t]+(?P<mac>(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2})[ \t]+(?P<interface>[a-zA-Z]\S*)[ \t]+"
    r"(?P<status>[a-z](?: [a-z])*)(?:[ \t]+(?:\d+|-))?[ \t\r]*$",
    re.MULTILINE,
)
_HEADER = re.compile(r"^[ \t]*vlan[ \t]+hw address[ \t]", re.MULTILINE)
_DECORATION = re.compile(
    r"\s*(?:maximum|default|total)\b[^:]*:\s*\d+(?: seconds?)?\s*|\s*status\s*:.*|\s*vlan\s+hw address\s.*"
    r"|\s*\S+@\S+[>#].*"
).fullmatch


def recognizes_macs(text):
    """Tell whether a text holds the header or rows of the table, or an answer of the API."""
    return bool(_HEADER.search(text) or _ROW.search(text) or _trees.recognizes(text, _NAMES))


def parse_macs(text):
    """Read the table."""
    if _trees.recognizes(text, _NAMES):
        return ParsedMacs(*_trees.read(text, _NAMES, _tree_entry, _DECORATION))
    return ParsedMacs(*read_rows(text, ((_ROW, _text_entry),), _DECORATION))


def _text_entry(match):
    return _entry(**match.groupdict())


def _tree_entry(row):
    values = row.values
    return _entry(values.get("vlan") or "", values["mac"], values["interface"], values.get("status") or "")


def _entry(vlan, mac, interface, status):
    kind = "static" if status.strip() == "s" else "dynamic"
    return mac_entry(table_mac(mac), named_vlan(vlan), interface.strip(), kind)

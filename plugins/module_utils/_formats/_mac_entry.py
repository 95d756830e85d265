# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The MAC table entry: one address behind one port of a switch, whatever platform it comes from.

The entry is a plain dict with the keys of `FIELDS`. A line that names several ports is one entry for each. Nothing in
this file knows a platform. Standard library only, Python 3.6 and later.
"""

from typing import NamedTuple

from .._neighbor import ZERO_MAC, canonical_mac
from ._json_texts import documents, nodes, one_line
from ._lines import is_common_decoration, lines_of

FIELDS = ("mac", "vlan", "interface", "type", "age_seconds", "moves")
TYPES = ("static", "dynamic", "self", "remote", "secure", "other")


# The words of the platforms, in lower case, for the six types; any other word is `other`.
_TYPE_WORDS = {
    "dynamic": "dynamic delete-on-reset delete-on-timeout d l learn learned learning learnt",
    "static": "static configured config configured-static permanent s user",
    "self": "cpu gateway interface local management mgmt own router self system",
    "remote": "bgp control controlplane cp evn evpn remote vtep vxlan",
    "secure": "authenticated blackhole-secure dot1x mab port-access port-access-security port-security secure secured"
    " securedynamic securestatic security sticky",
}
_TYPE_OF_WORD = {word: name for name, words in _TYPE_WORDS.items() for word in words.split()}

# What stands in the VLAN column of an entry that belongs to no VLAN, or to all of them.
_NO_VLAN = frozenset(["", "0", "-", "--", "---", "----", "all", "cpu", "n/a", "na", "none", "untagged"])


class ParsedMacs(NamedTuple):
    """What a text holds: the entries in the order of the text, and each line that was not understood, as printed."""

    entries: list
    unparsed: list


def mac_entry(mac, vlan=None, interface=None, kind="dynamic", age_seconds=None, moves=None):
    """Build one entry from values that are canonical already; `kind` is one of `TYPES`."""
    return {
        "mac": mac,
        "vlan": vlan,
        "interface": interface,
        "type": kind,
        "age_seconds": age_seconds,
        "moves": moves,
    }


def table_mac(text):
    """Return an address in lower-case colon form. Raises ValueError for other text.

    Unlike in a neighbor table the all-zero address is kept: it is the default destination of a VXLAN tunnel.
    """
    mac = canonical_mac(text) or ZERO_MAC
    if len(mac) < len(ZERO_MAC):
        raise ValueError("cut off: %r" % (text,))
    return mac


def table_vlan(text):
    """Return the number of a VLAN or bridge domain, None for none or all of them. Raises ValueError for a name."""
    word = text.strip().lower()
    if word in _NO_VLAN:
        return None
    if word.startswith("vlan"):
        word = word[4:].lstrip()
    if not word.isdigit():
        raise ValueError("not a VLAN: %r" % (text,))
    return int(word)


def entry_type(word):
    """Return which of `TYPES` a platform's own word means, in any case of letters."""
    return _TYPE_OF_WORD.get(word.strip().lower(), "other")


def read_macs(text, read_row, is_decoration=None):
    """Sort the lines of a text into entries, decoration and lines not understood.

    `read_row(line)` returns the list of the line's entries, or None or ValueError for a line that it does not
    understand. `is_decoration(line)` knows the format's own headers and totals, beside the common decoration.
    """
    entries, unparsed = [], []
    for line in lines_of(text):
        if not line or line.isspace():
            continue
        try:
            found = read_row(line)
        except ValueError:
            found = None
        if found is not None:
            entries.extend(found)
        elif not (is_common_decoration(line) or (is_decoration and is_decoration(line))):
            unparsed.append(line)
    return ParsedMacs(entries, unparsed)


def read_json_macs(text, row_key, table_keys, read_row):
    """Read the entries of structured answers, whatever stands around their tables.

    An object that has `row_key` is a row: `read_row(row)` returns its entries, or raises what a row of another shape
    raises. A document without rows is an empty table when it has one of `table_keys`; any other is not understood.
    """
    loaded, rest = documents(text)
    entries, unparsed = [], []
    for document in loaded:
        is_table = False
        for node, _outer in nodes(document, lambda _node, _key, _outer: None):
            is_table = is_table or row_key in node or not table_keys.isdisjoint(node)
            if row_key in node:
                try:
                    entries.extend(read_row(node))
                except (AttributeError, TypeError, ValueError):
                    unparsed.append(one_line(node))
        if document and not is_table:
            unparsed.append(one_line(document))
    return ParsedMacs(entries, unparsed + rest)

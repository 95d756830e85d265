# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos MAC tables as XML and JSON, and the words that they share with the text.

Sources: the XML elements of the RPCs get-ethernet-switching-table-information and get-bridge-mac-table; with `detail`
the element of a bridge domain or VLAN is itself the entry, otherwise it holds a list of entries.
"""

from . import _trees
from ._durations import seconds
from ._mac_entry import entry_type, mac_entry, table_mac
from ._vlan_names import named_vlan

# Per dialect: element of an entry in a list, and the element that is one in the detail.
_DIALECTS = (
    _trees.Names(rows=("l2ng-mac-entry",), holders=("l2ng-l2ald-rtb-macdb", "l2ng-l2ald-macdb")),
    _trees.Names(rows=("l2ng-l2ald-mac-entry-vlan",), holders=("l2ng-l2ald-rtb-macdb", "l2ng-l2ald-macdb")),
    _trees.Names(rows=("l2-mac-entry",), holders=("l2ald-rtb-macdb", "l2ald-macdb")),
    _trees.Names(rows=("l2ald-mac-entry",), holders=("l2ald-rtb-macdb", "l2ald-macdb")),
    _trees.Names(
        rows=("mac-table-entry",), holders=("ethernet-switching-table-information", "ethernet-switching-table")
    ),
)
_ANY = _trees.Names(
    rows=tuple(name for dialect in _DIALECTS for name in dialect.rows),
    holders=tuple(name for dialect in _DIALECTS for name in dialect.holders),
)

_REMOTE_PORTS = ("vtep", "esi.")
# What stands in place of an interface: the switch itself, or all members of the VLAN.
_NO_INTERFACES = frozenset(["router", "all-members", "-", ""])


def is_tree(text):
    """Tell whether a text holds entries, or what holds entries, as XML or JSON."""
    return _trees.recognizes(text, _ANY)


def read_tree(text):
    """Return the entries and the lines not understood."""
    names = next((names for names in _DIALECTS if _trees.recognizes(text, _trees.Names(names.rows))), _ANY)
    found, rest = _trees.read(text, names, _entry)
    return [entry for entry in found if entry], rest


def _entry(row):
    """Return the entry, None for the one that says where to flood."""
    values = {name.replace("l2ng-", ""): value for name, value in row.values.items()}
    mac = values["l2-mac-address"] if "l2-mac-address" in values else values["mac-address"]
    if mac == "*":
        return None
    interface = values.get("l2-mac-logical-interface") or values.get("mac-interface") or ""
    if "mac-type" in values:
        kind, interface = type_and_interface(values["mac-type"], interface)
    else:
        interface = interface or None
        kind = flags_type(values.get("l2-mac-flags") or "D", interface)
    age = values.get("mac-age") or values.get("l2-mac-age")
    return mac_entry(table_mac(mac), _vlan(values, row.around), interface, kind, seconds(str(age)) if age else None)


def _vlan(values, around):
    number = values.get("l2-vlan-id") or values.get("mac-vlan-tag")
    if number is None and "l2-mac-vlan-name" not in values:
        number = around.get("l2-bridge-vlan") or values.get("l2-bridge-vlan") or around.get("l2ng-l2-vlan-id")
    for text in (number, values.get("l2-mac-vlan-name"), values.get("mac-vlan")):
        if text and named_vlan(str(text)) is not None:
            return named_vlan(str(text))
    return None


def flags_type(flags, interface):
    """Return the type of an entry by its letters; see the legend above each table."""
    if ("R" in flags and "L" not in flags) or "O" in flags or (interface or "").startswith(_REMOTE_PORTS):
        return "remote"
    if "S" in flags.replace("SE", ""):
        return "static"
    # A MAC of the control plane has no interface of its own.
    if "C" in flags and interface is None:
        return "remote"
    return "secure" if "P" in flags else "dynamic"


def type_and_interface(word, interface):
    """Return the type and the interface of an entry of a switch without ELS."""
    place = None if interface.lower() in _NO_INTERFACES else interface
    if interface.lower() == "router":
        return "self", place
    return "secure" if word.lower().startswith("persistent") else entry_type(word), place

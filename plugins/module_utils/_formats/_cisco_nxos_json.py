# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco NX-OS, structured: `| json`, `| json native`, `| json-pretty`, `| xml`, and the envelopes of the NX-API.

    {"TABLE_vrf": {"ROW_vrf": [{"vrf-name-out": "default", "TABLE_adj": {"ROW_adj": [{"ip-addr-out": ...}]}}]}}

A `ROW_` is an object where there is one row, and a list otherwise. IPv6 has a `TABLE_afi` between VRF and neighbors,
and each release its own names for the same members. Ages are those of the text, or ISO 8601 durations.
"""

import re

from .._neighbor import canonical_ip, neighbor
from . import Parsed
from ._cli import any_mac, interface_and_vlan
from ._durations import seconds
from ._json_texts import documents, nodes, one_line
from ._xml_texts import entries as xml_entries

# Names of the members in JSON, in XML and in the detailed text.
ADJACENCY_KEYS = {
    "ip-addr-out": "ip",
    "ipv6-addr": "ip",
    "ipv6-addr-out": "ip",
    "ip-addr": "ip",
    "Address": "ip",
    "mac": "mac",
    "mac-addr": "mac",
    "mac-addr-out": "mac",
    "MacAddr": "mac",
    "intf-out": "interface",
    "intf": "interface",
    "interface": "interface",
    "Interface": "interface",
    "phy-intf": "port",
    "phy-intf-out": "port",
    "phy-interface": "port",
    "Physical Interface": "port",
    "time-stamp": "age",
    "age": "age",
    "Age": "age",
    "flags": "flags",
    "Flags": "flags",
    "adj-vrf-name": "vrf",
    "VRF": "vrf",
    "owner": "source",
    "source": "source",
    "Source": "source",
}
_ADDRESS_KEYS = tuple(key for key, name in ADJACENCY_KEYS.items() if name == "ip")

# CP, PS, RO: through the layer-2 RIB, which EVPN writes; R: learned by another switch.
REMOTE_FLAGS = frozenset(["CP", "PS", "RO", "R"])
# HSRP version 1 and 2, HSRP for IPv6, VRRP of both families.
FHRP_MACS = ("00:00:0c:07:ac:", "00:00:0c:9f:f", "00:05:73:a0:0", "00:00:5e:00:01:", "00:00:5e:00:02:")

_JSON_SHAPE = re.compile(r'"(?:TABLE_(?:vrf|adj|afi)|ROW_(?:vrf|adj)|ins_api|jsonrpc|ip-addr-out|ipv6-addr)"\s*:')
_XML_SHAPE = re.compile(r"<(?:\w+:)?(?:ROW_adj|TABLE_vrf)[\s>]")
# A member of the latter names holds the text of a command that has no structured form, or an error.
_TABLE_KEYS = frozenset(["TABLE_vrf", "TABLE_afi", "TABLE_adj", "body"])
_TEXT_KEYS = ("body", "msg", "clierror", "message")
_SUCCESS = frozenset(["", "Success"])


def recognizes_structured(text):
    """Tell whether a text is JSON or XML of NX-OS."""
    return _JSON_SHAPE.search(text) is not None or _XML_SHAPE.search(text) is not None


def parse_structured(text, parse_text):
    """Read an answer. `parse_text` reads a text table inside it, and returns None where it holds none."""
    if _JSON_SHAPE.search(text):
        return _parse_json(text, parse_text)
    found, unparsed = xml_entries(text, ["ROW_adj"])
    neighbors = []
    for entry in found:
        try:
            neighbors.append(_record(entry.values, table_vrf(entry.around.get("vrf-name-out"))))
        except (KeyError, TypeError, ValueError):
            unparsed.append(text[entry.start : entry.end])
    return Parsed(neighbors, unparsed)


def _parse_json(text, parse_text):
    loaded, rest = documents(text)
    neighbors, unparsed = [], []
    for document in loaded:
        is_table = False
        for node, vrf in nodes(document, _context):
            is_table = _take(node, vrf, parse_text, neighbors, unparsed) or is_table
        if document and not is_table:
            unparsed.append(one_line(document))
    return Parsed(neighbors, unparsed + rest)


def _take(node, vrf, parse_text, neighbors, unparsed):
    """Take what an object holds; tell whether it is of the kind that tables are made of."""
    if any(key in node for key in _ADDRESS_KEYS):
        try:
            neighbors.append(_record(node, vrf))
        except (KeyError, TypeError, ValueError):
            unparsed.append(one_line(node))
        return True
    is_table = not _TABLE_KEYS.isdisjoint(node)
    for key in _TEXT_KEYS:
        inner = node.get(key)
        if isinstance(inner, str) and inner not in _SUCCESS:
            parsed = parse_text(inner) or Parsed([], [line for line in inner.split("\n") if line.strip()])
            neighbors.extend(parsed.neighbors)
            unparsed.extend(parsed.unparsed)
            is_table = True
    return is_table


def _context(node, _key, vrf):
    """Return the VRF of what is inside an object."""
    return table_vrf(node["vrf-name-out"]) if isinstance(node.get("vrf-name-out"), str) else vrf


def table_vrf(name):
    """Return the VRF of a table, None where it is the table of all of them."""
    return None if name in (None, "", "all") else name


def _record(row, vrf):
    named = {ADJACENCY_KEYS[key]: _text(value) for key, value in row.items() if key in ADJACENCY_KEYS}
    ip, family = canonical_ip(named["ip"])
    text = named.get("mac") or "INCOMPLETE"
    mac = None if text.lower() == "incomplete" else any_mac(text)
    interface, vlan = interface_and_vlan(named.get("interface"), "nxos")
    flags, age = named.get("flags", "").split(), named.get("age")
    port = interface_and_vlan(named.get("port"), "nxos")[0]
    return neighbor(
        ip,
        family,
        mac=mac,
        interface=interface,
        physical_interface=port,
        vlan=vlan,
        vrf=table_vrf(named.get("vrf")) or vrf,
        origin=origin_of(family, mac, age, named.get("source"), flags, port),
        age_seconds=seconds(age),
        flags=flags,
    )


def _text(value):
    if isinstance(value, (dict, list)):
        raise TypeError("not the type that NX-OS prints")
    return "" if value is None else str(value)


def origin_of(family, mac, age, source, flags, port=None):
    """Return the origin of a row from its age, the protocol that owns it, its flags, and the port that leads to it."""
    source = (source or "").lower()
    if not REMOTE_FLAGS.isdisjoint(flags) or "l2rib" in source or (port or "").startswith("nve"):
        return "remote"
    if mac is None:
        return "dynamic"
    if source == "static" or (family == "ipv4" and "D" in flags):
        return "static"
    if age == "-":
        return "local" if mac.startswith(FHRP_MACS) else "static"
    return "dynamic"

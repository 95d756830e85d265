# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of any API or YANG model whose objects name an address and a MAC: the last resort, as headings are for tables.

    {"interface": "port1", "ip": "192.0.2.1", "mac": "00:00:5e:00:53:01", "age": 1}

Members are known by their names, whatever the case, hyphens and prefixes. A VRF may be named by an object around, and
so may the interface, as in openconfig-if-ip and ietf-ip (RFC 8344). The address may be the key of its object. A number
that may be minutes as well as seconds is no age but a flag, unless the model around it tells. Of XML the entries of
those models are read, and those of Cisco-IOS-XE-arp-oper.
"""

import re
from typing import NamedTuple, Optional

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed, _xml_texts
from ._durations import seconds
from ._json_texts import documents, nodes, one_line
from ._table_words import ORIGIN_OF_WORD, ROUTER_OF_WORD, STATE_OF_WORD, vrf_of
from ._tables import given, vlan_of_name

_NAMES = {
    "ip": "ipaddress ip ipaddr address ipv4address ipv6address ipv4 ipv6 addr neighborip neighboraddress hostaddress",
    "mac": "macaddress mac macaddr hwaddress hwaddr hardwareaddress hardware lladdr linklayeraddress physicaladdress"
    " ethernetaddress hw",
    "interface": "interface interfacename intf ifname iface l3interface ifid device dev",
    "port": "physicalinterface physicalport phyintf physifid port",
    "vlan": "vlan vlanid vid",
    "vrf": "vrf vrfname vrfid vpn vpnid",
    "state": "state status neighborstate reachabilitystate operst entrystate",
    "origin": "origin type mode entrytype from",
    "router": "isrouter router",
    "age": "age uptime",
    "expires": "expires expire ttl timetoexpire remaining idletimer",
}
_FIELD_OF_NAME = {name: field for field, names in _NAMES.items() for name in names.split()}
_MAC_KEY = (
    r"(?:mac(?:[_-]?addr(?:ess)?)?|hw[_-]?addr(?:ess)?|hardware(?:[_-]?address)?|lladdr|link[_-]layer[_-]address)"
)
_SHAPE = re.compile(r'"(?:[\w.-]+:)?%s"\s*:' % _MAC_KEY, re.IGNORECASE)
_XML_SHAPE = re.compile(r"<(?:[\w.-]+:)?%s>" % _MAC_KEY)
_XML_ENTRIES = ("neighbor", "arp-entry", "arp-oper")
# What the models tell of an interface beside its neighbors: its own addresses.
_OWN_ADDRESSES = re.compile(r"<(?:[\w.-]+:)?(address(?:es)?)>\s*<.{1,1000}?</(?:[\w.-]+:)?\1>", re.DOTALL)
_OWN_MAC = re.compile(r"\s*<(?:[\w.-]+:)?(?:phys-address|(?:hw-)?mac-address)>[^<]*</[^<>]+>\s*").fullmatch
# Models whose ages are seconds.
_MODELS_IN_SECONDS = ("Cisco-IOS-XR-ipv4-arp-oper:",)
_NO_MAC = frozenset(["incomplete", "(incomplete)", "unresolved", "none", "n/a", "-", ""])
_WORDS = re.compile(r"[A-Za-z]+")


class _Place(NamedTuple):
    """Where an object stands: its key, and what the objects around it tell of all inside."""

    key: Optional[str]
    vrf: Optional[str]
    interface: Optional[str]
    in_seconds: bool = False


def recognizes(text):
    """Tell whether a text is JSON with an object that has a MAC, or XML with an entry of one of the models."""
    return _is_json(text) or (_XML_SHAPE.search(text) is not None and _xml_texts.holds(text, _XML_ENTRIES))


def _is_json(text):
    return "{" in text and _SHAPE.search(text) is not None


def parse(text):
    """Read each object that has both an address and a MAC."""
    return _parse_json(text) if _is_json(text) else _parse_xml(text)


def _parse_json(text):
    loaded, rest = documents(text)
    neighbors, unparsed = [], []
    for document in loaded:
        before = len(neighbors)
        for node, place in nodes(document, _place):
            row = _values(node)
            # What OpenConfig calls the configuration was intended; what came of it stands in the state beside it.
            if not _is_entry(row) or place.key == "config":
                continue
            try:
                neighbors.append(_record(row, place))
            except (KeyError, TypeError, ValueError):
                unparsed.append(one_line(node))
        if document and before == len(neighbors) and not unparsed:
            unparsed.append(one_line(document))
    return Parsed(neighbors, unparsed + rest)


def _parse_xml(text):
    text = _OWN_ADDRESSES.sub("", text)
    entries, rest = _xml_texts.entries(text, _XML_ENTRIES)
    neighbors, unparsed = [], [line for line in rest if not _OWN_MAC(line)]
    for entry in entries:
        try:
            neighbors.append(_record(_values(_leaves(entry.values)), _place_of_entry(entry.around)))
        except (KeyError, TypeError, ValueError):
            unparsed.extend(_xml_texts.lines_in(text, entry.start, entry.end))
    return Parsed(neighbors, unparsed)


def _leaves(values):
    """Return the leaves of an entry, which OpenConfig keeps in its state, as JSON would have them (RFC 7951)."""
    leaves = values["state"] if isinstance(values.get("state"), dict) else values
    if not _is_entry(_values(leaves)):
        raise ValueError("an entry of another kind")
    return {name: [None] if (name, value) == ("is-router", "") else value for name, value in leaves.items()}


def _place_of_entry(around):
    name = around.get("name")
    interface = _with_index(name, around.get("index")) if isinstance(name, str) else None
    return _Place(None, _values(around).get("vrf"), interface)


def _is_entry(row):
    return "mac" in row or ("ip" in row and row.get("state", "").lower() == "incomplete")


def _place(node, key, outer):
    """Return the place of an object from that of the one around it."""
    outer = outer or _Place(None, None, None)
    row, kind, interface = _values(node), (key or "").rpartition(":")[2], outer.interface
    if kind == "interface" and isinstance(node.get("name"), str):
        interface = node["name"]
    elif kind == "subinterface" and interface:
        interface = _with_index(interface, node.get("index"))
    vrf = None if "mac" in row else row.get("vrf")
    in_seconds = outer.in_seconds or (key or "").startswith(_MODELS_IN_SECONDS)
    return _Place(key, vrf or outer.vrf, interface, in_seconds)


def _with_index(interface, index):
    """Return the name of a subinterface of OpenConfig, of which the one with the index 0 is the interface itself."""
    return interface if index in (None, 0, "0", "") else "%s.%s" % (interface, index)


def _values(node):
    """Return the plain members of an object by field; those of its inner objects are not its own."""
    found = {}
    for name, value in node.items():
        field = _FIELD_OF_NAME.get(re.sub(r"[^a-z0-9]", "", name.rpartition(":")[2].lower()))
        if isinstance(value, list) and value and all(isinstance(member, str) for member in value):
            value = value[0]
        if field == "router" and value == [None]:
            # A leaf of the YANG type `empty` says yes by being there (RFC 7951, section 6.9).
            value = "yes"
        if field and not isinstance(value, (dict, list)) and value is not None:
            found.setdefault(field, str(value).strip())
    return found


def _record(row, place):
    ip, family = canonical_ip(row.get("ip") or place.key or "")
    printed = row.get("mac", "").lower()
    name, port = given(row.get("interface") or place.interface), given(row.get("port"))
    vrf = row.get("vrf") or place.vrf
    state, origin = _word_in(STATE_OF_WORD, row.get("state")), _word_in(ORIGIN_OF_WORD, row.get("origin"))
    age, flags = _age(row.get("age"), place.in_seconds)
    return neighbor(
        ip,
        family,
        mac=None if printed in _NO_MAC else canonical_mac(printed),
        interface=name or port,
        physical_interface=port,
        vlan=int(row["vlan"]) if row.get("vlan", "").isdigit() else vlan_of_name(name),
        vrf=vrf_of(vrf) if vrf else None,
        state=state,
        origin=origin or _word_in(ORIGIN_OF_WORD, row.get("state")) or "dynamic",
        is_router=ROUTER_OF_WORD.get(row.get("router", "").lower()),
        age_seconds=age,
        expires_seconds=seconds(row.get("expires")),
        flags=flags,
    )


def _word_in(known, text):
    """Return what the last word of a text means that is known: `state-dynamic`, `ios-arp-mode-dynamic`."""
    return next((known[word] for word in reversed(_WORDS.findall((text or "").lower())) if word in known), None)


def _age(text, in_seconds):
    if not text or in_seconds or not text.replace(".", "", 1).isdigit():
        return seconds(text), []
    return None, ["age " + text]

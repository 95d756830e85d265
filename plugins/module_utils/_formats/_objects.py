# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of any API or YANG model whose objects name an address and a MAC: the last resort, as headings are for tables.

    {"interface": "port1", "ip": "192.0.2.1", "mac": "00:00:5e:00:53:01", "age": 1}

Members are known by their names, whatever the case, hyphens and prefixes. A VRF may be named by an object around, and
so is the interface in the trees of ietf-ip (RFC 8344), OpenConfig and SR Linux. The address may be the key of its
object. A number that may be minutes as well as seconds is no age but a flag.
"""

import re

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
# Neighbors in XML: of openconfig-if-ip and ietf-ip, of Cisco-IOS-XE-arp-oper in two revisions.
_XML_ENTRIES = ("neighbor", "arp-entry", "arp-oper")
# What the models tell of an interface beside its neighbors: its own addresses.
_OWN_ADDRESSES = re.compile(r"<(?:[\w.-]+:)?(address(?:es)?)>\s*<.{1,1000}?</(?:[\w.-]+:)?\1>", re.DOTALL)
_OWN_MAC = re.compile(r"\s*<(?:[\w.-]+:)?(?:phys-address|(?:hw-)?mac-address)>[^<]*</[^<>]+>\s*").fullmatch
# Models whose ages are seconds, in JSON.
_MODEL_IN_SECONDS = re.compile(r'"Cisco-IOS-XR-ipv4-arp-oper:').search
_NO_MAC = frozenset(["incomplete", "(incomplete)", "unresolved", "none", "n/a", "-", ""])
_WORDS = re.compile(r"[A-Za-z]+")


def recognizes(text):
    """Tell whether a text is JSON with an object that has a MAC, or XML with an entry of one of the models."""
    return _is_json(text) or (_XML_SHAPE.search(text) is not None and _xml_texts.holds(text, _XML_ENTRIES))


def _is_json(text):
    return "{" in text and _SHAPE.search(text) is not None


def parse(text):
    """Read each object that has both an address and a MAC, of XML each entry of the models."""
    if not _is_json(text):
        return _parse_xml(text)
    in_seconds = _MODEL_IN_SECONDS(text) is not None
    loaded, rest = documents(text)
    neighbors, unparsed = [], []
    for document in loaded:
        before = len(neighbors)
        for node, around in nodes(document, _context):
            row = _values(node)
            if not _is_entry(row, key=around["ip"]):
                continue
            if in_seconds and "age" in row:
                row["age"] += "s" if row["age"].isdigit() else ""
            try:
                neighbors.append(_record(dict(around, **row)))
            except (KeyError, TypeError, ValueError):
                unparsed.append(one_line(node))
        if document and before == len(neighbors) and not unparsed:
            unparsed.append(one_line(document))
    return Parsed(neighbors, unparsed + rest)


def _context(node, key, outer):
    """Return what a row is given that does not say it: its key for an address, VRF and interface of what is around."""
    outer = outer or {"vrf": None, "interface": None}
    vrf = _values(node).get("vrf") if "mac" not in _values(node) else None
    return {"ip": key, "vrf": vrf or outer["vrf"], "interface": _interface_of(node, key, outer["interface"])}


def _interface_of(node, key, outer):
    """Return the interface that an object is or belongs to; a subinterface may have a number in place of a name."""
    kind = (key or "").rpartition(":")[2]
    if kind not in ("interface", "subinterface"):
        return outer
    if isinstance(node.get("name"), str):
        return node["name"]
    number = node.get("index") if kind == "subinterface" else None
    return "%s.%s" % (outer, number) if outer and number not in (None, 0, "0") else outer


def _values(node):
    """Return the plain members of an object by field; those of its inner objects are not its own."""
    found = {}
    for name, value in node.items():
        field = _FIELD_OF_NAME.get(re.sub(r"[^a-z0-9]", "", name.rpartition(":")[2].lower()))
        if value == [None]:
            # A leaf that is there or not, without a value (RFC 7951, 6.9).
            value = True
        if isinstance(value, list) and value and all(isinstance(member, str) for member in value):
            value = value[0]
        if field and not isinstance(value, (dict, list)) and value is not None:
            found.setdefault(field, str(value).strip())
    return found


def _record(row):
    ip, family = canonical_ip(row["ip"] or "")
    printed = row.get("mac", "").lower()
    name, port = given(row.get("interface")), given(row.get("port"))
    state, origin = _word_in(STATE_OF_WORD, row.get("state")), _word_in(ORIGIN_OF_WORD, row.get("origin"))
    age, flags = _age(row.get("age"))
    return neighbor(
        ip,
        family,
        mac=None if printed in _NO_MAC else canonical_mac(printed),
        interface=name or port,
        physical_interface=port,
        vlan=int(row["vlan"]) if row.get("vlan", "").isdigit() else vlan_of_name(name),
        vrf=vrf_of(row["vrf"]) if row["vrf"] else None,
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


def _age(text):
    if not text or not text.replace(".", "", 1).isdigit():
        return seconds(text), []
    return None, ["age " + text]


def _is_entry(row, key=None):
    """Tell whether the members of an object are those of a neighbor, which need not be resolved.

    What OpenConfig calls the configuration was intended only; what came of it stands in the state beside it.
    """
    return key != "config" and ("mac" in row or ("ip" in row and row.get("state", "").lower() == "incomplete"))


def _parse_xml(text):
    text = _OWN_ADDRESSES.sub("", text)
    entries, rest = _xml_texts.entries(text, _XML_ENTRIES)
    neighbors, unparsed = [], [line for line in rest if not _OWN_MAC(line)]
    for entry in entries:
        try:
            neighbors.append(_record(dict(_context_of_entry(entry.around), **_values_of_entry(entry.values))))
        except (KeyError, TypeError, ValueError):
            unparsed.extend(_xml_texts.lines_in(text, entry.start, entry.end))
    return Parsed(neighbors, unparsed)


def _values_of_entry(entry):
    """Return the plain leaves of an entry by field; those of OpenConfig stand in its state."""
    leaves = entry["state"] if isinstance(entry.get("state"), dict) else entry
    # As JSON has it, a leaf that is there or not.
    row = _values({name: [None] if (name, value) == ("is-router", "") else value for name, value in leaves.items()})
    if not _is_entry(row):
        raise ValueError("an entry of another kind")
    return row


def _context_of_entry(around):
    interface = _interface_of({"name": around.get("name")}, "interface", None)
    interface = _interface_of({"index": around.get("index")}, "subinterface", interface)
    return {"ip": None, "vrf": _values(around).get("vrf"), "interface": interface}

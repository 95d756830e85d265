# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML of Cisco IOS XR: the XML agent's ARP table, and the NETCONF models of ARP and IPv6 neighbor discovery.

Sources: the operational schema of the XML agent; Cisco-IOS-XR-ipv4-arp-oper.yang and Cisco-IOS-XR-ipv6-nd-oper.yang.
Ages are seconds. The leaves of an entry are the same in all of them but for their spelling (`HardwareAddress`,
`hardware-address`) and for how deep they stand, so an entry is read as one flat table of names and texts.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._cisco_iosxr import arp_record
from ._cisco_lines import vrf_name
from ._cisco_xml_entries import read_entries
from ._interface_names import full_name

_SHAPE = re.compile(r"<(?:[\w.-]+:)?(?:EntryTable|HardwareAddress|hardware-address|host-address(?:es)?)\b")
_TABLE = re.compile(r"<ARP\b|<[^<>]*(?:ipv4-arp-oper|ipv6-nd-oper)|<(?:[\w.-]+:)?ipv6-node-discovery\b")
# Elements that hold an entry. The IPv6 model calls the key of an entry by the same name as the entry itself.
_ENTRIES = ("entry", "hostaddress")
_ND_STATES = {
    "incomplete": "incomplete",
    "reachable": "reachable",
    "stale": "stale",
    "delay": "delay",
    "probe": "probe",
    "glean": "stale",
}
# The all-ones address holds the multicast MAC of an interface: what the command line calls "[Mcast adjacency]".
_PSEUDO_ADDRESS = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"


def recognizes(text):
    """Tell whether a text is XML with an ARP or IPv6 neighbor table in it."""
    return (_SHAPE.search(text) or _TABLE.search(text)) is not None


def parse(text):
    """Read all whole entries. An entry that is cut off, damaged or of another kind is unparsed."""
    return Parsed(*read_entries(text, _ENTRIES, _record))


def _record(leaves, around):
    if "hostaddress" in leaves:
        return _nd_record(leaves, around)
    flag = _without("flag", leaves.get("flag", ""))
    return arp_record(
        canonical_ip(leaves.get("address", ""))[0],
        canonical_mac(leaves["hardwareaddress"]) if leaves.get("hardwareaddress") else None,
        _without("state", leaves.get("state", "")) or "Unknown",
        flag,
        interface=leaves.get("interfacename"),
        age=None if _without("state", leaves.get("state", "")).lower() in _AGELESS else _number(leaves.get("age")),
        vrf=_vrf(leaves, around),
    )


# The age of the device's own and of static entries is that of the configuration, or 0: nobody confirmed anything.
_AGELESS = frozenset(["interface", "standby", "static", "alias"])


def _nd_record(leaves, around):
    ip, family = canonical_ip(leaves["hostaddress"])
    mac = canonical_mac(leaves["linklayeraddress"]) if leaves.get("linklayeraddress") else None
    if ip == _PSEUDO_ADDRESS and mac is None:
        return None
    source = leaves.get("originencapsulation", "").lower()
    interface = leaves.get("interfacename") or around.get("interfacename")
    return neighbor(
        ip,
        family,
        mac=mac,
        interface=full_name(interface, "iosxr") if interface else None,
        vrf=_vrf(leaves, around),
        state=_ND_STATES.get(leaves.get("reachabilitystate", "").lower()),
        origin=source if source in ("static", "dynamic") else "dynamic" if not source else "other",
        is_router={"true": True, "false": False}.get(leaves.get("isrouter", "").lower()),
        age_seconds=None if source == "static" else _number(leaves.get("seconds")),
    )


def _vrf(leaves, around):
    name = leaves.get("vrfname") or around.get("vrfname")
    return vrf_name(name) if name else None


def _number(text):
    if text is None or not re.match(r"[0-9]{1,15}\Z", text):
        return None
    return int(text)


def _without(prefix, word):
    """Return an enumeration's word without the prefix that one model gives it: `StateDynamic`, `state-dynamic`."""
    if not word.lower().startswith(prefix):
        return word
    return word[len(prefix) :].lstrip("-")

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which static entries come and which go: wanted entries and a table to steps. Pure functions. Python 3.6 and later."""

import ipaddress
from typing import List, NamedTuple, Optional

from .._errors import ArpError
from .._neighbor import canonical_ip, canonical_mac
from ._changes import Entry, Step, is_plain_name, is_resolved, is_same_place, matches

_BROADCAST = "ff:ff:ff:ff:ff:ff"
_MAC_LENGTH = 17


class Purge(NamedTuple):
    """Where static entries that nobody wants are taken away; an empty list means all. `interfaces` are patterns."""

    interfaces: List[str]
    vrf: List[str]
    families: List[str]
    namespaces: List[Optional[str]]


class Plan(NamedTuple):
    """`steps` to do, and `entries`: each wanted entry with its place, and the records that now stand for it."""

    steps: List[Step]
    entries: List[tuple]


def wanted(given, state):
    """Return the `Entry` objects of a list of dicts as a user writes them. Raises ArpError, naming the entry."""
    entries, seen = [], {}
    for number, one in enumerate(given, start=1):
        try:
            entry = _entry(one, state)
        except ValueError as error:
            raise ArpError("Entry %d of %d (%s): %s" % (number, len(given), one.get("ip"), error))
        known = seen.setdefault(entry._replace(mac=None, state=""), entry)
        if known != entry:
            raise ArpError("Entry %d of %d (%s) contradicts an earlier one" % (number, len(given), entry.ip))
        if known is entry:
            entries.append(entry)
    return entries


def _entry(given, state):
    ip, family = _address(given["ip"])
    entry = Entry(
        ip=ip,
        family=family,
        mac=_mac(given.get("mac")),
        interface=_name(given.get("interface"), "interface"),
        vrf=_name(given.get("vrf"), "vrf"),
        namespace=given.get("namespace") or None,
        state=given.get("state") or state,
    )
    if entry.state == "present" and entry.mac is None:
        raise ValueError("a static entry needs a mac")
    return entry


def _address(text):
    if not text:
        raise ValueError("an entry needs an ip")
    if "/" in text:
        raise ValueError("an entry is for one address; %s has a prefix length" % text)
    ip, family = canonical_ip(text)
    address = ipaddress.ip_address(ip)
    for kind in ("multicast", "unspecified", "loopback"):
        if getattr(address, "is_" + kind):
            raise ValueError("%s addresses have no neighbor entries" % kind)
    return ip, family


def _mac(text):
    if text is None:
        return None
    mac = canonical_mac(text)
    if mac is None or mac == _BROADCAST or len(mac) != _MAC_LENGTH:
        raise ValueError("%s cannot be the MAC of a neighbor" % text)
    return mac


def _name(text, option):
    if not text:
        return None
    if not is_plain_name(text):
        raise ValueError("%r is no name for %s: letters, digits and _.:/@+- are" % (text, option))
    return text


def plan(entries, facts, backend, purge=None):
    """Return the `Plan` for wanted entries. Raises ArpError for one that has no place on this device."""
    rows = _by_ip(facts["neighbors"])
    steps, placed = [], []
    for entry in entries:
        located = locate(entry, facts, backend)
        there = [row for row in rows.get(entry.ip, ()) if _is_meant(located, row)]
        steps.extend(_steps(located, there, backend))
        placed.append((located, there))
    if purge:
        kept = [located for located, _there in placed]
        steps.extend(_purged(kept, facts, backend, purge))
    return Plan(steps, placed)


def _by_ip(rows):
    found = {}
    for row in rows:
        found.setdefault(row["ip"], []).append(row)
    return found


def _is_meant(entry, row):
    return is_same_place(entry._asdict(), row)


def _steps(entry, there, backend):
    pinned = [row for row in there if backend.is_pinned(row)]
    if entry.state == "absent":
        return [Step("unpin", of_row(row), row) for row in pinned if entry.mac in (None, row["mac"])]
    if [row["mac"] for row in pinned] == [entry.mac]:
        return []
    return [Step("pin", entry, (pinned or there or [None])[0])]


def _purged(kept, facts, backend, purge):
    places = {}
    for entry in kept:
        places.setdefault(entry.ip, []).append(entry)
    return [
        Step("unpin", of_row(row), row)
        for row in facts["neighbors"]
        if backend.is_pinned(row)
        and _in_scope(row, purge)
        and not any(_is_meant(entry, row) for entry in places.get(row["ip"], ()))
    ]


def _in_scope(row, purge):
    return (
        matches(row["interface"], purge.interfaces)
        and (not purge.vrf or row["vrf"] in purge.vrf)
        and (not purge.families or row["family"] in purge.families)
        and row["namespace"] in purge.namespaces
    )


def of_row(row):
    """Return the `Entry` that a record stands for."""
    keys = ("ip", "family", "mac", "interface", "vrf", "namespace")
    return Entry(*[row[key] for key in keys])


def locate(entry, facts, backend):
    """Return an entry with the interface and the VRF that it belongs to.

    Without an interface it is the one whose network holds the address. Where a device does not tell its interfaces, or
    writes its entries without, the entry is left as it is. Raises ArpError.
    """
    if entry.interface:
        entry = entry._replace(interface=backend.name_of_interface(entry.interface))
    there = [one for one in facts["interfaces"] if one["namespace"] == entry.namespace]
    _refuse_own(entry, there)
    if entry.interface:
        named = [one for one in there if one["name"] == entry.interface]
        return _with_vrf(entry, named[0]) if named else _unknown_interface(entry, there, backend)
    if entry.state == "absent":
        return entry
    found = interface_towards(entry, there)
    if found:
        return entry._replace(interface=found["name"], vrf=found["vrf"])
    if backend.needs_interface:
        raise ArpError("No interface has a network with %s%s; name the interface" % (entry.ip, _within(entry)))
    return entry._replace(vrf=entry.vrf or "default")


def _refuse_own(entry, interfaces):
    for one in interfaces:
        own = [address.partition("/")[0] for address in one["addresses"]]
        is_meant = entry.interface in (None, one["name"]) and entry.vrf in (None, one["vrf"])
        if entry.ip in own and is_meant and entry.state == "present":
            raise ArpError("%s is an own address of this device, on %s; it needs no entry" % (entry.ip, one["name"]))


def _with_vrf(entry, interface):
    if entry.vrf and interface["vrf"] and entry.vrf != interface["vrf"]:
        raise ArpError("%s is in the VRF %s, not in %s" % (interface["name"], interface["vrf"], entry.vrf))
    return entry._replace(vrf=interface["vrf"] or entry.vrf)


def _unknown_interface(entry, interfaces, backend):
    if interfaces and backend.needs_interface and entry.state == "present":
        names = ", ".join(sorted(one["name"] for one in interfaces))
        raise ArpError("There is no interface %s%s; there are: %s" % (entry.interface, _within(entry), names))
    return entry


def interface_towards(entry, interfaces):
    """Return the interface with the smallest network that holds the address, None where there is none."""
    address, best, length = ipaddress.ip_address(entry.ip), None, -1
    if address.is_link_local and address.version == 6:
        return None  # they are the same on all links
    for one in interfaces:
        if one["vrf"] not in (entry.vrf or "default", None):
            continue
        for network in _networks(one, address.version):
            if address in network and network.prefixlen > length:
                best, length = one, network.prefixlen
    return best


def _networks(interface, version):
    networks = [ipaddress.ip_interface(text).network for text in interface["addresses"]]
    return [one for one in networks if one.version == version and one.prefixlen < one.max_prefixlen]


def _within(entry):
    named = [("VRF", entry.vrf), ("network namespace", entry.namespace)]
    return "".join(" in the %s %s" % pair for pair in named if pair[1])


def cutting(steps, lifelines):
    """Return a sentence for each step that may cut the connection that Ansible came by.

    `lifelines` are the next hops that the connection may go through. Pinning the MAC that is in use cuts nothing, nor
    does pinning where nothing is in use.
    """
    return [
        _CUTS[step.action] % {"ip": step.entry.ip, "new": step.entry.mac, "old": (step.before or {}).get("mac")}
        for step in steps
        if any(is_same_place(step.entry._asdict(), one) for one in lifelines) and _is_risk(step)
    ]


def _is_risk(step):
    if step.action == "unpin":
        return True
    return step.before is not None and is_resolved(step.before) and step.before["mac"] != step.entry.mac


_CUTS = {
    "pin": "%(ip)s is in use with the MAC %(old)s and would be pinned to %(new)s",
    "unpin": "%(ip)s is pinned to %(old)s and would have to be learned anew",
}


def undoing(steps, facts, backend):
    """Return the steps that lead from a table, as it is now, back to what stood before some steps."""
    back = []
    for step in reversed(steps):
        now = [row for row in facts["neighbors"] if backend.is_pinned(row) and _is_meant(step.entry, row)]
        before = step.before if step.before and backend.is_pinned(step.before) else None
        if before and [row["mac"] for row in now] != [before["mac"]]:
            back.append(Step("pin", of_row(before), now[0] if now else None))
        elif not before:
            back.extend(Step("unpin", of_row(row), row) for row in now)
    return back

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be resolved again after a flush, and whether it is: pure functions. Python 3.6 and later."""

import ipaddress
from typing import Any, List, NamedTuple, Optional

from .._errors import ArpError
from .._neighbor import canonical_ip
from ._changes import Entry, is_resolved, is_same_place
from ._entry_plan import interface_towards

GATEWAY, CONNECTION, CRITICAL = "gateway", "connection", "critical"
_WORDS = {GATEWAY: "default gateway", CONNECTION: "next hop of this connection", CRITICAL: "critical address"}


class Check(NamedTuple):
    """What to look for after a flush: `critical` are addresses, `seconds` the time that resolving may take."""

    critical: List[str]
    seconds: float


class Target(NamedTuple):
    """An address to look at after the flush, in one place. `before` is the record of its row then, or None.

    `needed` tells whether the flush has failed when it does not resolve. What was not resolved before is only needed
    when somebody called it critical.
    """

    ip: str
    family: str
    interface: Optional[str]
    vrf: Optional[str]
    namespace: Optional[str]
    reasons: Any
    before: Optional[dict]
    needed: bool


def addresses(given):
    """Return critical addresses in canonical form. Raises ArpError, naming the option."""
    try:
        return [canonical_ip(text)[0] for text in given]
    except ValueError as error:
        raise ArpError("critical_addresses: %s" % error)


def targets(facts, namespaces, critical, lifelines):
    """Return `(targets, sentences)`; each sentence tells of a critical address that this device has no link to.

    `lifelines` are the next hops that the connection may come through, as records like gateways.
    """
    places = [(GATEWAY, one) for one in facts["gateways"]] + [(CONNECTION, one) for one in lifelines]
    rows = _rows_of(facts["neighbors"], {one["ip"] for _why, one in places} | set(critical))
    unknown = []
    for ip in critical:
        found = _critical_places(ip, rows, facts["interfaces"], namespaces)
        places += [(CRITICAL, place) for place in found]
        if not found and not _is_own(ip, facts["interfaces"]):
            unknown.append("%s is in no network of this device, so that it was not asked for" % ip)
    return _joined([(why, place) for why, place in places if place["namespace"] in namespaces], rows), unknown


def _rows_of(rows, ips):
    """Return the rows of some addresses. One pass: the table may be large."""
    return [row for row in rows if row["ip"] in ips and row["origin"] != "local"]


def _is_own(ip, interfaces):
    return any(text.partition("/")[0] == ip for one in interfaces for text in one["addresses"])


def _critical_places(ip, rows, interfaces, namespaces):
    """Return where a critical address is: where the table has it, otherwise on the link whose network holds it."""
    there = [row for row in rows if row["ip"] == ip and row["namespace"] in namespaces]
    if there:
        return there
    family = canonical_ip(ip)[1]
    entry = Entry(ip, family, None, None, None, None)
    if not interfaces:
        return [dict(entry._asdict(), namespace=namespaces[0])]  # the device does not tell its links
    if _is_own(ip, interfaces):
        return []
    found = []
    for name in namespaces:
        link = interface_towards(entry, [one for one in interfaces if one["namespace"] == name])
        if link:
            found.append(dict(entry._asdict(), interface=link["name"], vrf=link["vrf"], namespace=name))
    return found


def _joined(places, rows):
    """Return one `Target` for each place, whatever the number of reasons to look at it."""
    found = {}
    for why, place in places:
        before = _row_at(place, rows)
        interface = place["interface"] or (before and before["interface"])
        key = (place["ip"], interface, place["namespace"])
        known = found.get(key)
        reasons = (known.reasons if known else ()) + (why,)
        found[key] = Target(
            ip=place["ip"],
            family="ipv%d" % ipaddress.ip_address(place["ip"]).version,
            interface=interface,
            vrf=place["vrf"] or (before and before["vrf"]),
            namespace=place["namespace"],
            reasons=tuple(sorted(set(reasons))),
            before=before,
            needed=CRITICAL in reasons or (before is not None and is_resolved(before)),
        )
    return list(found.values())


def _row_at(place, rows):
    """Return the row of a place, one that is resolved first."""
    there = [row for row in rows if is_same_place(place, row)]
    return next((row for row in there if is_resolved(row)), there[0] if there else None)


def unresolved(wanted, rows):
    """Return the targets that no row resolves."""
    return [one for one in wanted if not _is_back(one, rows)]


def _is_back(target, rows):
    row = _row_at(target._asdict(), rows)
    return row is not None and is_resolved(row)


def told(wanted, rows, restored=()):
    """Return what the result says of each target; `rows` are as they stood when the time was over."""
    return [_told(one, _row_at(one._asdict(), rows), one in restored) for one in wanted]


def _told(target, after, restored):
    before = target.before
    resolved = after is not None and is_resolved(after)
    return {
        "ip": target.ip,
        "interface": target.interface,
        "vrf": target.vrf,
        "namespace": target.namespace,
        "reasons": list(target.reasons),
        "needed": target.needed,
        "resolved_before": before is not None and is_resolved(before),
        "resolved": resolved,
        "mac_before": before["mac"] if before else None,
        "mac_after": after["mac"] if resolved else None,
        "restored": restored,
    }


def changed_macs(before, after):
    """Return what has come back with another MAC, as a list of findings; both are lists of records.

    What had no MAC, or has not come back, is no finding.
    """
    wanted = {_place(row): row["mac"] for row in before if is_resolved(row)}
    now = {_place(row): row for row in after if is_resolved(row) and _place(row) in wanted}
    return [_changed(now[place], mac) for place, mac in wanted.items() if place in now and now[place]["mac"] != mac]


def _place(row):
    return row["ip"], row["interface"], row["vrf"], row["namespace"]


def _changed(row, mac):
    words = "%s%s was at %s before the flush and is at %s now" % (row["ip"], _on(row["interface"]), mac, row["mac"])
    return {
        "kind": "changed_mac",
        "severity": "warning",
        "ip": row["ip"],
        "interface": row["interface"],
        "vrf": row["vrf"],
        "namespace": row["namespace"],
        "family": row["family"],
        "mac_before": mac,
        "mac_after": row["mac"],
        "message": words,
        "recommended_action": "Make sure that the address has moved on purpose; netops.arp.arp_probe tells whether both"
        " MACs answer for it",
    }


def problems(verified, seconds, can_restore):
    """Return a sentence for each target that is needed and does not resolve."""
    return [_problem(one, seconds, can_restore) for one in verified if one["needed"] and not one["resolved"]]


def _problem(one, seconds, can_restore):
    what = " and ".join(_WORDS[why] for why in one["reasons"])
    sentence = "%s%s (%s) did not resolve within %g s" % (one["ip"], _on(one["interface"]), what, seconds)
    if not one["resolved_before"]:
        return sentence + "; it was not resolved before the flush either"
    if one["restored"]:
        return sentence + "; its former entry, %s, was put back" % one["mac_before"]
    reason = "" if can_restore else ": this platform has no way to"
    return sentence + "; it was at %s, which was not put back%s" % (one["mac_before"], reason)


def _on(interface):
    return " on %s" % interface if interface else ""

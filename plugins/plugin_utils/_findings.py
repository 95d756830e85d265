# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings: how one is built, its evidence, and what the policy ignores or re-grades."""

import ipaddress
from typing import NamedTuple

from ._catalog import KINDS, SEVERITIES

# Enough to prove a finding in a report; the full list of observers is in its hosts.
_HOLDERS_SHOWN = 5

_EVIDENCE_KEYS = ("ip", "mac", "state", "origin", "age_seconds", "vrf", "namespace")


class Claim(NamedTuple):
    """What a detector has to say; `finding` turns it into the public record.

    `observers` are the interfaces that saw or cause it, `evidence` dicts as `evidence` and `own_evidence` give them.
    `severity` None is the kind's default, `times` are further times at which it was seen. The kind of an own rule's
    finding is `rule:` and the rule's name.
    """

    kind: str
    message: str
    observers: list
    evidence: list
    segment: str | None = None
    family: str | None = None
    ip: str | None = None
    macs: tuple = ()
    severity: str | None = None
    times: tuple = ()


class Witness(NamedTuple):
    """Stands for an observer where a whole host is meant, or the port of a switch."""

    host: str
    interface: str | None = None
    vrf: str | None = None

    @property
    def key(self):
        """Sorts with observers."""
        return (self.host, "", self.interface or "", "")


def family_of(ip):
    """`ipv4` or `ipv6` of a canonical address."""
    return "ipv6" if ":" in ip else "ipv4"


def holder_evidence(fabric, holders):
    """Evidence for `{(ip, mac): [observer, ...]}`: of each pair what a few of its holders have and heard."""
    items = []
    for (ip, mac), observers in sorted(holders.items()):
        for observer in sorted(observers, key=lambda observer: observer.key)[:_HOLDERS_SHOWN]:
            items += [evidence(observer, record) for record in fabric.records(observer, ip) if record["mac"] == mac]
            heard = observer.heard.get((ip, mac))
            items += [{**evidence(observer, {"ip": ip, "mac": mac}), "note": heard.note}] if heard else []
    return items


def evidence(observer, record):
    """One row as evidence: short, with its host."""
    short = {key: record.get(key) for key in _EVIDENCE_KEYS if record.get(key) is not None}
    return {"host": observer.host, "interface": observer.interface, "ip": None, "mac": None, "state": None, **short}


def own_evidence(observer, ip, mac):
    """A managed host's own address as evidence."""
    own = {"ip": ip, "mac": mac, "state": "resolved", "origin": "local"}
    return evidence(observer, {**own, "vrf": observer.vrf, "namespace": observer.namespace})


def names(observers, limit=3):
    """Readable list of hosts: `h1, h2 and 5 more`."""
    hosts = sorted({observer.host for observer in observers})
    return listing(hosts, limit)


def listing(texts, limit=3):
    """Readable list of texts, cut to `limit` with the number of those left out."""
    texts = list(texts)
    if len(texts) > limit + 1:
        return f"{', '.join(texts[:limit])} and {len(texts) - limit} more"
    return " and ".join(filter(None, [", ".join(texts[:-1]), texts[-1]])) if texts else "nobody"


def finding(claim, fabric, policy):
    """The public record of a Claim."""
    kind = KINDS[claim.kind.partition(":")[0]]
    hosts = sorted({observer.host for observer in claim.observers})
    vrfs = {observer.vrf for observer in claim.observers}
    told = (fabric.hosts[host].facts.get("collected_at") for host in hosts if host in fabric.hosts)
    seen = sorted(filter(None, (*told, *claim.times)))
    return {
        "kind": claim.kind,
        "severity": policy.severity(claim.kind) or claim.severity or kind.severity,
        "hosts": hosts,
        "segment": claim.segment,
        "vrf": vrfs.pop() if len(vrfs) == 1 else None,
        "family": claim.family or (family_of(claim.ip) if claim.ip else None),
        "ip": claim.ip,
        "macs": sorted(set(claim.macs)),
        "interfaces": sorted({observer.interface for observer in claim.observers if observer.interface}),
        "message": claim.message,
        "evidence": claim.evidence,
        "likely_cause": kind.cause,
        "recommended_action": kind.action,
        "first_seen": str(seen[0]) if seen else None,
        "last_seen": str(seen[-1]) if seen else None,
    }


def order(found):
    """Sort findings: worst first, then by kind, segment and address."""
    return sorted(
        found,
        key=lambda item: (
            -SEVERITIES.index(item["severity"]),
            item["kind"],
            item["segment"] or "",
            _address_order(item["ip"]),
            item["hosts"],
            item["macs"],
            item["message"],
        ),
    )


def _address_order(ip):
    if ip is None:
        return (0, 0)
    address = ipaddress.ip_address(ip)
    return (address.version, int(address))


def is_ignored(found, policy):
    """True when one entry of the policy's `ignore` matches in all its keys."""
    return any(all(_IGNORE_TESTS[key](found, value) for key, value in entry.items()) for entry in policy.ignore)


_IGNORE_TESTS = {
    "kind": lambda found, value: value in (found["kind"], found["kind"].partition(":")[0]),
    "ip": lambda found, value: found["ip"] == value,
    "prefix": lambda found, value: found["ip"] is not None and ipaddress.ip_address(found["ip"]) in value,
    "mac": lambda found, value: value in found["macs"],
    "oui": lambda found, value: any(mac.startswith(value) for mac in found["macs"]),
    "host": lambda found, value: value in found["hosts"],
    "segment": lambda found, value: found["segment"] == value,
}

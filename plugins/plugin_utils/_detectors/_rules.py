# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's own rules: JMESPath queries of the policy over all records, each record with its host and segment."""

from .._catalog import RULE
from .._faces import plain
from .._facts import rows
from .._findings import Claim, Witness, evidence
from .._policy import PolicyError, fill, matches

# Records of one address that a finding shows.
_SHOWN = 20


def own_rules(observations, policy):
    """What the queries return, joined per segment and address."""
    if not policy.rules:
        return
    records = list(_records(observations.fabric))
    for rule in policy.rules:
        found = {}
        for record in matches(rule, records):
            if record["host"] not in observations.fabric.hosts:
                raise PolicyError(f"{rule.place}: a match names the host {record['host']!r}, which no record has")
            found.setdefault((record.get("segment"), record.get("ip")), []).append(record)
        for (segment, ip), matching in found.items():
            yield _claim(observations.fabric, rule, segment, ip, matching)


def _records(fabric):
    """Every record that has an address, once, with its `host` and `segment`, in the same order in every run."""
    for host in fabric.hosts.values():
        for row in sorted(rows(host.facts, host.name), key=_order):
            if row.get("ip") is not None:
                segment = fabric.observer_of(host, row).segment
                yield plain({**row, "host": host.name, "segment": segment.name})


def _order(row):
    return tuple(str(row.get(key) or "") for key in ("namespace", "vrf", "interface", "ip", "mac", "state"))


def _claim(fabric, rule, segment, ip, records):
    observers = [_observer(fabric, record) for record in records]
    seen = sorted(
        zip(observers, records, strict=True), key=lambda pair: (pair[0].host, str(pair[0].interface), str(pair[1]))
    )
    return Claim(
        f"{RULE}:{rule.name}",
        fill(rule.message, records),
        observers,
        [evidence(observer, record) for observer, record in seen[:_SHOWN]],
        segment=segment,
        ip=ip,
        macs=tuple({record["mac"] for record in records if record.get("mac")}),
        severity=rule.severity,
    )


def _observer(fabric, record):
    """The observer of a record; of one that a query has cut, its host alone."""
    host = fabric.hosts[record["host"]]
    observer = host.observers.get((record.get("namespace"), record.get("interface")))
    return observer or Witness(host.name)

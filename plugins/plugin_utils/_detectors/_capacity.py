# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors that judge how full a neighbor table is."""

from .._capacity import capacity_of, usage
from .._findings import Claim, Witness

_THRESHOLDS = ("gc_thresh1", "gc_thresh2", "gc_thresh3")
_FAMILY_NAMES = {"ipv4": "ARP", "ipv6": "IPv6 neighbor"}


def table_pressure(observations, policy):
    """The entries that count are near the table's limit, or the table has overflowed since the machine was started."""
    for host in observations.fabric.hosts.values():
        for family, name in _FAMILY_NAMES.items():
            capacity = capacity_of(host.facts, family)
            severity, reason = _pressure(*usage(host.facts, family), capacity, policy.thresholds)
            if severity:
                yield Claim(
                    "table_pressure",
                    f"The {name} table of {host.name} {reason}.",
                    [Witness(host.name)],
                    [{"host": host.name, **capacity}],
                    family=family,
                    severity=severity,
                )


def gc_thresh_order(observations, _policy):
    """The kernel's three thresholds are not in order, so one of them does not do what it was set for."""
    for host in observations.fabric.hosts.values():
        for family, name in _FAMILY_NAMES.items():
            capacity = capacity_of(host.facts, family)
            values = {key: capacity[key] for key in _THRESHOLDS if capacity.get(key) is not None}
            if list(values.values()) != sorted(values.values()):
                told = ", ".join(f"{key} {value}" for key, value in values.items())
                yield Claim(
                    "gc_thresh_order",
                    f"The thresholds of the {name} table of {host.name} are not in order: {told}.",
                    [Witness(host.name)],
                    [{"host": host.name, **values}],
                    family=family,
                )


def _pressure(entries, limit, capacity, thresholds):
    """Return (severity, reason), or (None, None) where nothing is known or all is well."""
    share = entries / limit if entries is not None and limit else 0.0
    filled = f"holds {entries} of at most {limit} entries ({share:.0%})"
    if share >= thresholds["table_pressure_critical"]:
        return "critical", filled
    if share >= thresholds["table_pressure_warning"]:
        return "warning", filled
    if capacity.get("table_fulls"):
        return "warning", f"overflowed {capacity['table_fulls']} times since the machine was started"
    return None, None

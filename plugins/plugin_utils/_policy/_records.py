# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A policy as the detectors use it: canonical values, every section present."""

import ipaddress
from typing import NamedTuple

from .._query import Query
from .._subnets import Subnets


class VirtualAddress(NamedTuple):
    """An address that several MACs may answer for; `vrf` None means any."""

    ip: str
    vrf: str | None
    macs: frozenset


class Expected(NamedTuple):
    """An address that must be there, with one of `macs` where there are any; `vrf` and `segment` None mean any."""

    ip: str
    vrf: str | None
    macs: frozenset
    segment: str | None

    def concerns(self, segment):
        """True when the entry speaks of this segment."""
        return self.segment in (None, segment.name) and _is_vrf_of(self.vrf, segment.vrfs)


class ClosedSegment(NamedTuple):
    """Only `macs` and managed hosts may be on a segment, or have an address of `subnets`; the other one is None."""

    segment: str | None
    subnets: Subnets | None
    macs: frozenset


class Rule(NamedTuple):
    """A user's own rule; `place` is where its query stands in the policy."""

    name: str
    query: Query
    severity: str
    message: str
    place: str


class Policy(NamedTuple):
    """All sections. `virtual_addresses` and `expected` are tables by address, `proxy_arp` one by MAC."""

    virtual_addresses: dict
    proxy_arp: dict
    expected: dict
    closed_segments: tuple
    segments: dict
    ignore: tuple
    thresholds: dict
    severities: dict
    rules: tuple

    def virtual_macs(self, ip, vrfs=frozenset()):
        """The MACs declared for a virtual address, empty where it is not declared for these VRFs."""
        entries = [entry for entry in self.virtual_addresses.get(ip, ()) if _is_vrf_of(entry.vrf, vrfs)]
        return frozenset().union(*(entry.macs for entry in entries))

    def allows(self, ip, mac, vrfs=frozenset()):
        """True when the policy declares that this MAC may answer for this address."""
        if ip in self.virtual_addresses and mac in self.virtual_macs(ip, vrfs):
            return True
        prefixes = self.proxy_arp.get(mac)
        return bool(prefixes) and any(ipaddress.ip_address(ip) in prefix for prefix in prefixes)

    def expects(self, ip, mac, segment):
        """True when the policy expects this MAC behind this address on a segment."""
        entries = self.expected.get(ip)
        return bool(entries) and any(mac in entry.macs and entry.concerns(segment) for entry in entries)

    def declared_macs(self):
        """Every MAC that may answer in several places, so that seeing it proves no common segment."""
        macs = set(self.proxy_arp)
        for entries in self.virtual_addresses.values():
            for entry in entries:
                macs |= entry.macs
        return macs

    def severity(self, kind):
        """The severity that the policy gives to a kind of finding, or to all own rules; None where it gives none."""
        return self.severities.get(kind) or self.severities.get(kind.partition(":")[0])


def _is_vrf_of(vrf, vrfs):
    """VRF names are local to a device: where a segment has none, any fits."""
    return vrf is None or not vrfs or vrf in vrfs

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors that compare what is there with what the policy says should be there: expected peers, closed segments."""

import ipaddress

from .._fabric import SERVICE_INTERFACES
from .._findings import Claim, evidence, family_of, holder_evidence, listing, names, own_evidence
from .._mac_addresses import is_group
from .._vendors import described
from ._answers import sorted_own, subject
from ._home import is_elsewhere


def unexpected_mac(observations, policy):
    """Another MAC than the expected ones answers for an expected address, or a managed host has it with another."""
    for ip, entries in policy.expected.items():
        concerned = {
            stations: [entry for entry in entries if entry.macs and entry.concerns(stations.segment)]
            for stations in observations.stations
            if ip in stations.macs or ip in stations.own
        }
        homes = [place for place in concerned if _has_expected(place, ip, policy)]
        for stations, here in concerned.items():
            foreign = {mac for mac in stations.answers(ip) if not stations.is_explained(ip, mac)}
            if not here or not foreign:
                continue
            if any(entry.segment for entry in here) or not is_elsewhere(stations, homes, ip, foreign):
                yield _unexpected_claim(observations, stations, ip, here, foreign)


def _has_expected(stations, ip, policy):
    return any(policy.expects(ip, mac, stations.segment) for mac in stations.answers(ip))


def _unexpected_claim(observations, stations, ip, entries, foreign):
    for mac in foreign:
        stations.claim(ip, mac)
    holders = stations.holders({(ip, mac) for mac in foreign})
    seen = [observer for observers in holders.values() for observer in observers]
    owners = [(observer, mac) for observer, mac in sorted_own(stations.own.get(ip, ())) if mac in foreign]
    expected = listing((described(mac) for mac in sorted(frozenset().union(*(one.macs for one in entries)))), 4)
    who = listing((observations.describe(mac, stations.segment) for mac in sorted(foreign)), 4)
    place = f"{names(seen)} got" if seen else "it is with"
    return Claim(
        "unexpected_mac",
        f"{subject(stations, ip)} is expected with {expected}, but {place} {who}.",
        seen + [owner for mac in foreign for owner in observations.owners(mac, stations.segment)],
        [own_evidence(observer, ip, mac) for observer, mac in owners] + holder_evidence(observations.fabric, holders),
        segment=stations.segment.name,
        ip=ip,
        macs=tuple(foreign),
    )


# Enough to show who should have seen a peer; the full list is in the finding's hosts.
_WATCHERS_SHOWN = 8


def missing_peer(observations, policy):
    """Nobody on its segment knows an expected address, or those who asked got no answer."""
    if not policy.expected:
        return
    watch = _Watch(observations.fabric, policy.expected)
    said = set()
    for ip, entries in policy.expected.items():
        for entry in entries:
            watchers = set() if _is_known(observations, watch, entry) else watch.watchers(entry)
            places = frozenset(observer.segment.name for observer in watchers)
            # A dead gateway is said by itself, with what that means.
            if places and (ip, places) not in said and not watch.is_dead_gateway(ip, watchers):
                said.add((ip, places))
                yield _missing_claim(observations, watch, entry, watchers)


def _is_known(observations, watch, entry):
    ip = entry.ip
    places = [stations for stations in observations.stations if ip in stations.macs or ip in stations.own]
    known = [stations.segment for stations in places] + [observer.segment for observer in watch.noarp.get(ip, ())]
    return any(entry.concerns(segment) for segment in known)


class _Watch:
    """Who should have seen the expected addresses, found in one pass over all observers.

    `silent` are the unresolved rows and `noarp` the observers that know an address without asking.
    """

    def __init__(self, fabric, expected):
        self.silent = {}
        self.noarp = {}
        self._routed = {}
        self._subnets = {}
        self._observers = []
        for observer in fabric.observers:
            for ip in observer.noarp & expected.keys():
                self.noarp.setdefault(ip, []).append(observer)
            for row in observer.unresolved:
                if row["ip"] in expected:
                    self.silent.setdefault(row["ip"], []).append((observer, row))
            if _may_see(observer):
                self._observers.append(observer)
                self._subnets.setdefault(observer.subnets, []).append(observer)
                for ip in observer.gateways & expected.keys():
                    self._routed.setdefault(ip, []).append(observer)

    def is_dead_gateway(self, ip, watchers):
        """True when one of the watchers asked for the address in vain and routes over it."""
        return any(ip in observer.gateways and observer in watchers for observer, _row in self.silent.get(ip, ()))

    def watchers(self, entry):
        """Observers whose subnet, route or table has the address; without one, all on the segment that is named."""
        near = [observer for subnets, some in self._subnets.items() if subnets.contains(entry.ip) for observer in some]
        near += self._routed.get(entry.ip, [])
        near += [observer for observer, _row in self.silent.get(entry.ip, ())]
        fitting = {observer for observer in near if entry.concerns(observer.segment)}
        if not fitting and entry.segment:
            fitting = {observer for observer in self._observers if entry.concerns(observer.segment)}
        return fitting


def _may_see(observer):
    return bool(observer.interface) and observer.up is not False and not SERVICE_INTERFACES(observer.interface)


def _missing_claim(observations, watch, entry, watchers):
    ip = entry.ip
    rows = {observer: row for observer, row in watch.silent.get(ip, ()) if observer in watchers}
    segments = {observer.segment for observer in watchers}
    for stations in observations.stations:
        if stations.segment in segments:
            stations.claim(ip, None)
    told = f"does not answer {names(rows)}" if rows else f"is in no neighbor table of {names(watchers)}"
    shown = sorted(watchers, key=lambda observer: (observer not in rows, observer.key))[:_WATCHERS_SHOWN]
    return Claim(
        "missing_peer",
        f"{ip}, which the policy expects, {told}.",
        list(watchers),
        [evidence(observer, rows.get(observer, {"ip": ip})) for observer in shown],
        segment=segments.pop().name if len(segments) == 1 else None,
        ip=ip,
        macs=tuple(entry.macs),
    )


def unknown_station(observations, policy):
    """A station on a closed segment that is neither listed there nor a managed host."""
    if not policy.closed_segments:
        return
    for stations in observations.stations:
        closed = [entry for entry in policy.closed_segments if entry.segment in (None, stations.segment.name)]
        if closed:
            for mac in sorted(stations.by_mac.keys() - observations.fabric.mac_owners.keys()):
                yield from _unknown(observations, stations, mac, closed)


def _unknown(observations, stations, mac, closed):
    ips = {
        ip
        for ip in stations.by_mac[mac]
        if _is_closed_to(ip, mac, closed)
        and not stations.is_explained(ip, mac)
        and not _is_group_address(ip, mac)
        and stations.learned((ip, mac))
    }
    if not ips:
        return
    for ip in ips:
        stations.claim(ip, mac)
    holders = {(ip, mac): stations.learned((ip, mac)) for ip in ips}
    seen = [observer for observers in holders.values() for observer in observers]
    only = min(ips) if len(ips) == 1 else None
    families = {family_of(ip) for ip in ips}
    yield Claim(
        "unknown_station",
        f"{described(mac)} with {listing(sorted(ips), 4)} is not on the list of the closed segment, but {names(seen)} "
        "got answers from it.",
        seen,
        holder_evidence(observations.fabric, holders),
        segment=stations.segment.name,
        family=families.pop() if len(families) == 1 else None,
        ip=only,
        macs=(mac,),
    )


def _is_closed_to(ip, mac, closed):
    entries = [entry for entry in closed if entry.subnets is None or entry.subnets.contains(ip)]
    return bool(entries) and not any(mac in entry.macs for entry in entries)


def _is_group_address(ip, mac):
    return is_group(mac) or ipaddress.ip_address(ip).is_multicast

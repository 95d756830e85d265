# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors of single entries: impossible MACs, neighbors on the wrong subnet, silence, gateways long not confirmed.

A silence that a detector explains is claimed as an answer with the MAC None; `unresolved_neighbor` says the rest.
"""

import ipaddress

from .._findings import Claim, evidence, family_of, holder_evidence, listing, names, own_evidence
from .._mac_addresses import ETHERNET_OCTETS, is_group, octets


def invalid_mac(observations, _policy):
    """A unicast address with a group MAC, or one of the wrong length for Ethernet, in a row that can carry traffic."""
    for stations in observations.stations:
        for (ip, mac), holders in sorted(stations.holders(stations.odd).items() if stations.odd else ()):
            wrong = [observer for observer in holders if not _belongs(observer, ip, mac)]
            if not wrong or stations.is_allowed(ip, mac):
                continue
            stations.claim(ip, mac)
            nature = "a broadcast or multicast address" if is_group(mac) else f"{octets(mac)} octets long"
            yield Claim(
                "invalid_mac",
                f"{ip} resolves to {mac} at {names(wrong)}, which is {nature}: no station has it.",
                wrong,
                holder_evidence(observations.fabric, {(ip, mac): wrong}),
                segment=stations.segment.name,
                ip=ip,
                macs=(mac,),
            )


def _belongs(observer, ip, mac):
    if (ip, mac) in observer.static:
        return True
    if octets(mac) != ETHERNET_OCTETS:
        return observer.mac is None or octets(observer.mac) == octets(mac)
    if ipaddress.ip_address(ip).is_multicast or observer.subnets.is_broadcast(ip):
        return True
    # Without known subnets an address that ends in one-bits may be a subnet's broadcast address.
    return not observer.subnets.networks and ":" not in ip and int(ip.rpartition(".")[2]) & 3 == 3


def off_subnet_neighbor(observations, _policy):
    """A resolved IPv4 neighbor outside every subnet of the interface that it was learned on."""
    for stations in observations.stations:
        for ip in sorted({ip for ip, _mac in stations.off_subnet}):
            if not _is_ordinary(ip):
                continue
            pairs = {(ip, mac) for mac in stations.unexplained(ip)}
            holders = {
                pair: [one for one in observers if _is_misplaced(one, pair)]
                for pair, observers in stations.holders(pairs).items()
            }
            seen = [observer for observers in holders.values() for observer in observers]
            if seen:
                yield _off_subnet_claim(observations, stations, ip, holders, seen)


def _is_ordinary(ip):
    address = ipaddress.ip_address(ip)
    return not (address.is_link_local or address.is_multicast or ip == "255.255.255.255")


def _is_misplaced(observer, pair):
    return pair[0] not in observer.gateways and pair not in observer.static and observer.subnets.excludes(pair[0])


def _off_subnet_claim(observations, stations, ip, holders, seen):
    macs = [mac for (_ip, mac), observers in holders.items() if observers]
    subnets = listing(
        sorted({str(network) for one in seen for network in one.subnets.networks if network.version == 4})
    )
    who = listing(observations.describe(mac, stations.segment) for mac in sorted(macs))
    return Claim(
        "off_subnet_neighbor",
        f"{ip} ({who}) is a neighbor of {names(seen)} on a link that carries {subnets}.",
        seen,
        holder_evidence(observations.fabric, holders),
        segment=stations.segment.name,
        ip=ip,
        macs=tuple(macs),
    )


def gateway_unresolved(observations, _policy):
    """The next hop of a default route is failed or incomplete."""
    for (segment, ip), found in _grouped(observations, lambda observer: observer.unresolved, is_gateway=True):
        yield Claim(
            "gateway_unresolved",
            f"Gateway {ip} does not answer {names(observer for observer, _row in found)}.",
            [observer for observer, _row in found],
            [evidence(observer, row) for observer, row in found],
            segment=segment,
            ip=ip,
        )


def gateway_stale(observations, policy):
    """The entry of a gateway has a known age above the threshold; a pinned gateway needs no confirmation."""
    limit = policy.thresholds["gateway_stale_seconds"]
    for (segment, ip), rows in _grouped(observations, lambda observer: observer.gateway_rows, is_gateway=True):
        found = [
            (observer, row)
            for observer, row in rows
            if row["origin"] != "static" and row["state"] != "permanent" and (row["age_seconds"] or 0) > limit
        ]
        if found:
            oldest = max(row["age_seconds"] for _observer, row in found)
            yield Claim(
                "gateway_stale",
                f"Gateway {ip} was last confirmed {_duration(oldest)} ago at {names(one for one, _row in found)}.",
                [observer for observer, _row in found],
                [evidence(observer, row) for observer, row in found],
                segment=segment,
                ip=ip,
                macs=tuple({row["mac"] for _observer, row in found}),
            )


def one_sided_resolution(observations, _policy):
    """A managed host gets no answer from another one that resolves it."""
    places = {stations.segment.name: stations for stations in observations.stations}
    for (segment, ip), found in _grouped(observations, lambda observer: observer.unresolved, is_gateway=False):
        stations = places[segment]
        for owner, own_mac in sorted(stations.own.get(ip, ()), key=lambda held: held[0].key):
            answers = _resolved_by(observations, owner, [observer for observer, _row in found], family_of(ip))
            if answers:
                stations.claim(ip, None)
                yield _one_sided_claim(observations, stations, (owner, ip, own_mac), found, answers)
                break


def _resolved_by(observations, owner, observers, family):
    """The pairs of these observers' own that the owner of an address has learned on the segment, each with where."""
    own_pairs = {
        pair
        for observer in observers
        if (observer.host, observer.namespace) != (owner.host, owner.namespace)
        for pair in observer.own
        if family_of(pair[0]) == family
    }
    beside = [
        observer
        for observer in observations.fabric.hosts[owner.host].observers.values()
        if observer.segment is owner.segment and observer.namespace == owner.namespace
    ]
    return {
        pair: [observer]
        for observer in sorted(beside, key=lambda observer: observer.key)
        for pair in own_pairs.intersection(observer.pairs) - observer.static
    }


def _one_sided_claim(observations, stations, own, found, answers):
    owner, ip, own_mac = own
    observers = [observer for observer, _row in found]
    macs = {mac for _ip, mac in answers}
    heard = [one for mac in macs for one in observations.owners(mac, stations.segment) if one in observers]
    return Claim(
        "one_sided_resolution",
        f"{ip} of {owner.host} ({owner.interface}) does not answer {names(observers)}, although {owner.host} resolves "
        f"{names(heard)}.",
        [*observers, owner],
        [own_evidence(owner, ip, own_mac)]
        + [evidence(observer, row) for observer, row in found]
        + holder_evidence(observations.fabric, answers),
        segment=stations.segment.name,
        ip=ip,
        macs=(own_mac, *macs),
    )


def unresolved_neighbor(observations, policy):
    """Any other failed or incomplete row; a warning where most rows of a host are."""
    silent = {
        name for name, host in observations.fabric.hosts.items() if _is_mostly_unresolved(host, policy.thresholds)
    }
    for (segment, ip), found in _grouped(observations, lambda observer: observer.unresolved, is_gateway=False):
        observers = [observer for observer, _row in found]
        troubled = [observer for observer in observers if observer.host in silent and not observer.is_host_bridge]
        share = f" (most entries of {names(troubled)} are unresolved)" if troubled else ""
        yield Claim(
            "unresolved_neighbor",
            f"{ip} does not answer {names(observers)}{share}.",
            observers,
            [evidence(observer, row) for observer, row in found],
            segment=segment,
            ip=ip,
            severity="warning" if troubled else None,
        )


def _is_mostly_unresolved(host, thresholds):
    rows, unresolved = host.row_counts
    return rows >= thresholds["unresolved_rows"] and unresolved > thresholds["unresolved_share"] * rows


def _grouped(observations, rows_of, is_gateway):
    """Rows joined per (segment name, address), each with its observer: gateways of their host, or all others but those
    whose silence was said.
    """
    groups = {}
    places = {stations.segment.name: stations for stations in observations.stations}
    for observer in observations.fabric.observers:
        for row in rows_of(observer):
            is_said = not is_gateway and places[observer.segment.name].is_claimed(row["ip"], None)
            if (row["ip"] in observer.gateways) == is_gateway and not is_said:
                groups.setdefault((observer.segment.name, row["ip"]), []).append((observer, row))
    for key, found in sorted(groups.items()):
        yield key, sorted(found, key=lambda item: item[0].key)


def _duration(seconds):
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds // size:.0f} {unit}"
    return f"{seconds:.0f} s"

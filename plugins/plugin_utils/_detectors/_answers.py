# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors of wrong answers: who answers for an address that is another's.

Each takes the observations and the policy and yields Claims. What one explains, those after it leave alone. Static
rows are no answers: what they say wrong is `static_entry_drift`.
"""

import re

from .._catalog import KINDS
from .._findings import Claim, family_of, holder_evidence, listing, names, own_evidence
from .._mac_addresses import interface_identifier_is, station

_BGP_UNNUMBERED = "169.254.0.1"

# A bond that balances what it receives (balance-alb) answers each neighbor with the MAC of one of its ports.
_BOND = re.compile(r"(?:bond|team|lagg)\d").match


def proxy_arp_answer(observations, policy):
    """A router's, gateway's or multi-homed host's MAC that answers for several other addresses, or for distant ones."""
    for stations in observations.stations:
        routers = _router_macs(stations)
        for mac, ips in stations.by_mac.items():
            owners = observations.owners(mac, stations.segment)
            if mac in routers or any(observations.fabric.hosts[owner.host].is_multihomed for owner in owners):
                yield from _proxied(observations, stations, mac, ips, owners, policy)


def _router_macs(stations):
    """The MACs of gateways and of who says that it routes. Who answers in a gateway's stead is no router by that."""
    said = set().union(*(observer.routers for observer in stations.segment.observers))
    rightful = {ip: _rightful(stations, ip) for ip in stations.segment.gateways | {ip for ip, _mac in said}}
    macs = set().union(*(rightful[ip] for ip in stations.segment.gateways))
    return macs | {mac for ip, mac in said if mac in rightful[ip]}


def _rightful(stations, ip):
    """Of several MACs for one address its owner's, those that the policy knows, or those that most observers hold."""
    own = {mac for _observer, mac in stations.own.get(ip, ())}
    macs = stations.of(ip)
    if own or len(macs) < 2:
        return own or macs
    return {mac for mac in macs if stations.is_allowed(ip, mac)} or stations.most_held(ip)


def _proxied(observations, stations, mac, ips, owners, policy):
    hosts = {owner.host for owner in owners}
    own = {ip for ip in ips if any(held.observer.host in hosts for held in observations.fabric.own.get(ip, ()))}
    gateways = stations.segment.gateways
    for family in ("ipv4", "ipv6"):
        others = {
            ip
            for ip in ips - own - gateways
            if family_of(ip) == family and mac in stations.unexplained(ip) and not _is_link_scoped(ip, mac)
        }
        threshold = policy.thresholds["proxy_arp_addresses"]
        if len(others) >= threshold:
            others = {ip for ip in others if _is_answered(stations, ip, mac)}
        if len(others) < threshold:
            others = _distant(stations, mac, others, owners)
        if others:
            yield _proxy_claim(observations, stations, mac, others, owners)


def _is_answered(stations, ip, mac):
    """True when somebody asked. Of subnets that nobody here has, a capture hears a router's own addresses."""
    if (ip, mac) in stations.heard and not any(one.subnets.contains(ip) for one in stations.segment.observers):
        return False
    return bool(stations.learned((ip, mac)))


def _is_link_scoped(ip, mac):
    return ip.startswith("fe80:") or interface_identifier_is(mac, ip)


def _distant(stations, mac, ips, owners):
    """Addresses outside the answering interface's subnets that some observer's own mask takes for local."""
    known = [owner for owner in owners if owner.subnets.networks]
    outside = {ip for ip in ips if known and not any(_may_have(owner, ip) for owner in known)}
    return {ip for ip in outside if any(observer.subnets.contains(ip) for observer in stations.learned((ip, mac)))}


def _may_have(owner, ip):
    """True when an address is on an interface's subnets, or may be, as these are not all told.

    Many devices tell no IPv6 address at all. Where IPv6 is in use and told, there is a link-local one at least.
    """
    is_told = any(family_of(own) == family_of(ip) for own, _mac in owner.own)
    return not is_told or not owner.subnets.is_whole or owner.subnets.contains(ip)


def _proxy_claim(observations, stations, mac, ips, owners):
    stations.proxies.add(mac)
    for ip in ips:
        stations.claim(ip, mac)
    holders = stations.holders({(ip, mac) for ip in ips})
    seen = [observer for observers in holders.values() for observer in observers]
    shown = {pair: holders[pair] for pair in sorted(holders)[:8]}
    count = f"{len(ips)} addresses" if len(ips) > 1 else "an address"
    return Claim(
        "proxy_arp_answer",
        f"{observations.describe(mac, stations.segment)} answers {names(seen)} for {count} of others "
        f"({listing(sorted(ips), 4)}): proxy ARP, or an observer's netmask is too wide.",
        seen + owners,
        holder_evidence(observations.fabric, shown),
        segment=stations.segment.name,
        family=family_of(next(iter(ips))),
        macs=(mac,),
    )


def arp_flux(observations, _policy):
    """A managed host's address with the MAC of another interface of that host."""
    fabric = observations.fabric
    for stations in observations.stations:
        for ip in stations.macs:
            owners = fabric.own.get(ip)
            if not owners:
                continue
            right = {own.mac for own in owners}
            for mac in stations.unexplained(ip) - right:
                interfaces = {owner.host: owner for owner in fabric.mac_owners.get(mac, ())}
                wrong = [own for own in owners if own.observer.host in interfaces]
                if not wrong or not observations.is_present(wrong[0].observer.host, stations.segment):
                    continue
                if _is_port_of(interfaces[wrong[0].observer.host], wrong[0].observer):
                    stations.claim(ip, mac)
                elif stations.learned((ip, mac)):
                    yield _flux_claim(observations, stations, wrong[0], interfaces[wrong[0].observer.host], mac)


def _is_port_of(observer, bond):
    """True for an interface without any address, not even a link-local one, beside a bond."""
    return bool(_BOND(bond.interface or "")) and not observer.own and bond.domain == observer.domain


def _flux_claim(observations, stations, own, answering, mac):
    stations.claim(own.ip, mac)
    stations.fluxing |= {own.observer, answering}
    seen = stations.learned((own.ip, mac))
    return Claim(
        "arp_flux",
        f"{own.ip} is on {own.observer.interface} of {own.observer.host} ({own.mac}), but {names(seen)} "
        f"{stations.told((own.ip, mac))} the MAC of its {answering.interface} ({mac}).",
        [*seen, own.observer],
        [
            own_evidence(own.observer, own.ip, own.mac),
            *holder_evidence(observations.fabric, {(own.ip, mac): seen}),
        ],
        segment=stations.segment.name,
        ip=own.ip,
        macs=(own.mac, mac),
    )


def own_address_conflict(observations, _policy):
    """Two managed hosts of one segment, or two network namespaces, hold one address with different MACs."""
    for stations in observations.stations:
        for ip, holders in stations.own.items():
            if len(holders) < 2 or not _is_conflict(stations, ip, holders):
                continue
            macs = {mac for _observer, mac in holders}
            for mac in macs:
                stations.claim(ip, mac)
            places = listing(
                f"{_holder(observer)} ({observer.interface}, {mac})" for observer, mac in sorted_own(holders)
            )
            seen = stations.holders({(ip, mac) for mac in macs})
            yield Claim(
                "own_address_conflict",
                f"{ip} is configured on {places}, all on one segment.",
                [observer for observer, _mac in holders] + [one for observers in seen.values() for one in observers],
                [own_evidence(observer, ip, mac) for observer, mac in sorted_own(holders)]
                + holder_evidence(observations.fabric, seen),
                segment=stations.segment.name,
                ip=ip,
                macs=tuple(macs),
            )


def _holder(observer):
    return f"{observer.host} in namespace {observer.namespace}" if observer.namespace else observer.host


def sorted_own(holders):
    """Own truth in an order that is the same in every run."""
    return sorted(holders, key=lambda held: (*held[0].key, held[1]))


def _is_conflict(stations, ip, holders):
    return (
        len({(observer.host, observer.namespace) for observer, _mac in holders}) > 1
        and len({station(mac) for _observer, mac in holders}) > 1
        and any(not stations.is_allowed(ip, mac) for _observer, mac in holders)
    )


def static_entry_drift(observations, _policy):
    """A static row says a MAC for a managed host's own address that the host does not have it with."""
    for stations in observations.stations:
        drifted = {}
        for observer in stations.segment.observers:
            for ip, mac in observer.static:
                if mac in _foreign_macs(stations, ip):
                    drifted.setdefault((ip, mac), []).append(observer)
        for pair, pinned in sorted(drifted.items()):
            if not stations.learned(pair):
                stations.claim(*pair)
            yield _foreign_claim(observations, stations, "static_entry_drift", pair, pinned)


def spoofed_address(observations, _policy):
    """Somebody answered with a foreign MAC for a managed host's own address."""
    for stations in observations.stations:
        for ip in stations.own:
            for mac in sorted(_foreign_macs(stations, ip)):
                stations.claim(ip, mac)
                yield _foreign_claim(observations, stations, "spoofed_address", (ip, mac), stations.learned((ip, mac)))


def _foreign_macs(stations, ip):
    holders = stations.own.get(ip, ())
    return stations.unexplained(ip) - {mac for _observer, mac in holders} if holders else set()


_FOREIGN_MESSAGES = {
    "spoofed_address": "{subject} belongs to {owner}, but {seen} {got} {mac}.",
    "static_entry_drift": "{subject} belongs to {owner}, but the static entry of {seen} says {mac}.",
}


def _foreign_claim(observations, stations, kind, pair, seen):
    ip, mac = pair
    holders = sorted_own(stations.own[ip])
    owner = listing(f"{observer.host} ({observer.interface}, {own_mac})" for observer, own_mac in holders)
    return Claim(
        kind,
        _FOREIGN_MESSAGES[kind].format(
            subject=subject(stations, ip),
            owner=owner,
            seen=names(seen),
            got=stations.told(pair),
            mac=observations.describe(mac, stations.segment),
        ),
        seen + [observer for observer, _mac in holders] + observations.owners(mac, stations.segment),
        [own_evidence(observer, ip, own_mac) for observer, own_mac in holders]
        + holder_evidence(observations.fabric, {pair: seen}),
        segment=stations.segment.name,
        ip=ip,
        macs=(mac, *(own_mac for _observer, own_mac in holders)),
    )


def duplicate_ip(observations, _policy):
    """Different MACs for one address on one segment, where no managed host's own truth decides."""
    for stations in observations.stations:
        for ip in stations.contested:
            if ip in stations.own or ip == _BGP_UNNUMBERED or not stations.unexplained(ip):
                continue
            macs = {mac for mac in stations.of(ip) if not stations.is_claimed(ip, mac)}
            if len({station(mac) for mac in macs}) > 1:
                for mac in macs:
                    stations.claim(ip, mac)
                yield _duplicate_claim(observations, stations, ip, macs)


def _duplicate_claim(observations, stations, ip, macs):
    holders = stations.holders({(ip, mac) for mac in macs})
    answers = listing(
        (
            f"{observations.describe(mac, stations.segment)} (seen by {names(holders[(ip, mac)])})"
            for mac in sorted(macs)
        ),
        4,
    )
    return Claim(
        "duplicate_ip",
        f"{subject(stations, ip)} is answered by {len(macs)} stations: {answers}.",
        [observer for observers in holders.values() for observer in observers]
        + [owner for mac in macs for owner in observations.owners(mac, stations.segment)],
        holder_evidence(observations.fabric, holders),
        segment=stations.segment.name,
        ip=ip,
        macs=tuple(macs),
        severity="critical" if ip in stations.segment.gateways else KINDS["duplicate_ip"].severity,
    )


def subject(stations, ip):
    """An address for a message, called a gateway where it is one."""
    return f"Gateway {ip}" if ip in stations.segment.gateways else ip

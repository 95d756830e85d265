# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors that look at a host's effective ARP settings (Linux) beside what the segment shows."""

from .._findings import Claim, listing, names
from .._mac_addresses import virtual_prefix

# Values of arp_ignore that keep an interface from answering for the addresses of another one (the kernel's
# Documentation/networking/ip-sysctl.rst; 3 is about the scope of an address, 4 to 7 are reserved and act as 0).
_ANSWERS_FOR_ITSELF = frozenset([1, 2, 8])

# From here on the kernel announces the address of the outgoing interface alone.
_ANNOUNCES_ITSELF = 2

_FLUX_SETTINGS = ("arp_ignore", "arp_announce", "arp_filter")


def proxy_arp_enabled(observations, policy):
    """proxy_arp is on where another host's netmask is wider than the interface's, before anybody needed the answer."""
    for stations in observations.stations:
        known = policy.proxy_arp.keys() | stations.proxies
        proxies = [observer for observer in stations.segment.observers if _is_proxy(observations, observer, known)]
        by_subnets = _by_subnets(stations.segment) if proxies else {}
        for observer in proxies:
            wide = [
                (other, networks)
                for subnets, others in by_subnets.items()
                if (networks := _wider(subnets, observer.subnets))
                for other in others
                if other.host != observer.host
            ]
            if wide:
                yield _proxy_claim(stations, observer, wide)


def _is_proxy(observations, observer, known):
    """Not where the policy declares it, and not where the answers themselves were said."""
    return (
        bool(_settings(observations, observer).get("proxy_arp"))
        and not observer.is_local_only
        and observer.mac not in known
    )


def _settings(observations, observer):
    """The effective settings of an interface; facts have them for the main namespace."""
    settings = observations.fabric.hosts[observer.host].facts.get("settings") or {}
    return (observer.namespace is None and settings.get(observer.interface)) or {}


def _by_subnets(segment):
    table = {}
    for observer in segment.observers:
        if observer.up is not False:
            table.setdefault(observer.subnets, []).append(observer)
    return table


def _wider(subnets, others):
    """The IPv4 networks among the one's that hold one of the other's, and more."""
    return [
        network
        for network in _networks(subnets)
        if any(network.prefixlen < other.prefixlen and other.subnet_of(network) for other in _networks(others))
    ]


def _networks(subnets):
    return [network for network in subnets.networks if network.version == 4 and network.prefixlen < 32]


def _proxy_claim(stations, observer, wide):
    own = listing(map(str, _networks(observer.subnets)))
    wider = listing(sorted({str(network) for _other, networks in wide for network in networks}))
    others = [other for other, _networks in wide]
    return Claim(
        "proxy_arp_enabled",
        f"{observer.host} has proxy ARP on {observer.interface} ({own}), where the netmask of {names(others)} is too "
        f"wide ({wider}): it will answer for what is not there.",
        [observer, *others],
        [
            _evidence(observer, network=own, proxy_arp=1),
            *(_evidence(other, network=listing(map(str, networks))) for other, networks in wide[:5]),
        ],
        segment=stations.segment.name,
        family="ipv4",
        macs=(observer.mac,) if observer.mac else (),
    )


def _evidence(observer, **more):
    return {"host": observer.host, "interface": observer.interface, "mac": observer.mac, **more}


def flux_risk(observations, policy):
    """Two interfaces of a host are in one subnet, and one of them answers for the other's address."""
    fluxing = {observer for stations in observations.stations for observer in stations.fluxing}
    declared = policy.declared_macs()
    for host in observations.fabric.hosts.values():
        said = set()
        groups = _by_network(observations, host, declared)
        for (_domain, network), observers in sorted(groups.items(), key=lambda item: str(item[0])):
            group = frozenset(observers)
            if group in said or group & fluxing or len({observer.mac for observer in group}) < 2:
                continue
            if any(_is_permissive(_settings(observations, observer)) for observer in group):
                said.add(group)
                yield _flux_claim(observations, host, network, observers)


def _by_network(observations, host, declared):
    table = {}
    if host.facts.get("settings"):
        for observer in sorted(host.observers.values(), key=lambda observer: observer.key):
            if _may_flux(observer, declared) and _settings(observations, observer):
                for network in _networks(observer.subnets):
                    table.setdefault((observer.domain, network), []).append(observer)
    return table


def _may_flux(observer, declared):
    is_twin = bool(observer.mac) and (observer.mac in declared or virtual_prefix(observer.mac) is not None)
    return bool(observer.own) and not is_twin and not observer.is_local_only


def _is_permissive(settings):
    ignore = settings.get("arp_ignore")
    return ignore is not None and ignore not in _ANSWERS_FOR_ITSELF and not settings.get("arp_filter")


def _flux_claim(observations, host, network, observers):
    values = [_settings(observations, observer) for observer in observers]
    announces = any((settings.get("arp_announce") or 0) < _ANNOUNCES_ITSELF for settings in values)
    segments = {observer.segment.name for observer in observers}
    interfaces = listing(observer.interface for observer in observers)
    also = ", and may announce it there" if announces else ""
    return Claim(
        "flux_risk",
        f"{interfaces} of {host.name} are all in {network}, and each may answer for the address of another{also}.",
        observers,
        [
            _evidence(observer, network=str(network), **{name: settings.get(name) for name in _FLUX_SETTINGS})
            for observer, settings in zip(observers, values, strict=True)
        ],
        segment=segments.pop() if len(segments) == 1 else None,
        family="ipv4",
        macs=tuple({observer.mac for observer in observers}),
    )

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors of strangers that answer for a declared virtual address.

A virtual MAC's prefix tells what it may be, never that it belongs: only the policy's `virtual_addresses` do.
"""

from .._findings import Claim, holder_evidence, listing, names
from .._mac_addresses import station, virtual_prefix
from .._vendors import described
from ._answers import subject
from ._home import is_elsewhere


def virtual_address_stranger(observations, policy):
    """A MAC outside its declared group answers for a virtual address: the virtual MAC of another, or a physical one."""
    for ip in policy.virtual_addresses:
        declared = {}
        for stations in observations.stations:
            if ip in stations.macs:
                macs = policy.virtual_macs(ip, stations.segment.vrfs)
                if macs:
                    declared[stations] = macs
        homes = [stations for stations, macs in declared.items() if macs & stations.of(ip)]
        for stations, macs in declared.items():
            strangers = _strangers(stations, ip, macs)
            if strangers and not is_elsewhere(stations, homes, ip, strangers):
                yield from _claims(observations, stations, ip, macs, strangers)


def _strangers(stations, ip, declared):
    """The forwarders of one GLBP group are one station, whichever of them are declared."""
    known = {station(mac) for mac in declared}
    return {mac for mac in stations.unexplained(ip) if station(mac) not in known}


def _claims(observations, stations, ip, declared, strangers):
    virtual = {mac for mac in strangers if virtual_prefix(mac)}
    for kind, macs in (("unknown_virtual_router", virtual), ("virtual_address_physical_mac", strangers - virtual)):
        if macs:
            yield _claim(observations, stations, kind, ip, declared, macs)


_MESSAGES = {
    "unknown_virtual_router": "{subject} is declared with {declared}, but {seen} {got} {strangers}, of another group.",
    "virtual_address_physical_mac": "{subject} is declared with {declared}, but {seen} {got} {strangers}.",
}


def _claim(observations, stations, kind, ip, declared, macs):
    for mac in macs:
        stations.claim(ip, mac)
    holders = stations.holders({(ip, mac) for mac in macs})
    seen = [observer for observers in holders.values() for observer in observers]
    return Claim(
        kind,
        _MESSAGES[kind].format(
            subject=subject(stations, ip),
            declared=listing((described(mac) for mac in sorted(declared)), 4),
            seen=names(seen),
            got="heard" if all((ip, mac) in stations.heard for mac in macs) else "got",
            strangers=listing((observations.describe(mac, stations.segment) for mac in sorted(macs)), 4),
        ),
        seen + [owner for mac in macs for owner in observations.owners(mac, stations.segment)],
        holder_evidence(observations.fabric, holders),
        segment=stations.segment.name,
        ip=ip,
        macs=tuple(macs | (declared & stations.of(ip))),
    )

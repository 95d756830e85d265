# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which segments a declaration without a segment speaks of, where several places use one address space."""

from itertools import chain

from .._mac_addresses import station


def is_elsewhere(stations, homes, ip, macs):
    """True when a segment is another place than those where the declared address has a declared MAC.

    `homes` are those, `macs` the ones that answer for the address here. Proof is a managed host that owns the address
    here, or, against each home, another address that other stations answer for: were it one segment, one of the two
    tables would be wrong about that address, too.
    """
    if not homes or any(home is stations for home in homes):
        return False
    return ip in stations.own or all(_contradict(stations, home, ip, macs) for home in homes)


def _contradict(one, other, ip, macs):
    fewer = min(one, other, key=lambda stations: len(stations.macs))
    return any(
        _differ(one.answers(address) - macs, other.answers(address))
        for address in chain(fewer.macs, fewer.own)
        if address != ip and not address.startswith("fe80:")
    )


def _differ(some, others):
    return bool(some and others) and {station(mac) for mac in some}.isdisjoint(station(mac) for mac in others)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who asks for an address on the wire, and where: a few hosts of each segment that carries it.

Each question is a broadcast that everybody on the segment must hear, so a few ask for all: who holds the address, who
asked for it in vain, then others. The kernel of an asking host sees the answers and renews an entry that it has by
them, so who has one only asks where nobody else can: a trace shall leave tables as they are.
"""

from typing import NamedTuple

from .._fabric import SERVICE_INTERFACES
from .._judge import observe
from .._mac_addresses import ETHERNET_OCTETS, octets
from ._subject import subject_of

# So many hosts ask per segment, and in all: tables that are nearly empty prove no common segment.
ASKERS, ASKERS_IN_ALL = 3, 20

# How well suited an interface is: it holds the address, asked in vain, is in its subnet, or knows it.
_HOLDER, _ASKED, _NEAR, _KNOWS = range(4)

_NOT_LINUX = "could not ask: only Linux hosts can, and this is {platform}"
_NO_ETHERNET = "could not ask: {interface} is no Ethernet interface that is up"
_ELSEWHERE = "did not ask: no subnet has the address"
_ENOUGH = "did not ask: {number} others of the segment did"
_SPARED = "did not ask: the answer might have renewed its entry; others of the segment did"
_ENOUGH_IN_ALL = f"did not ask: {ASKERS_IN_ALL} other hosts did"


class _Spot(NamedTuple):
    """An interface that may ask, and how well suited it is (lower is better)."""

    rank: int
    observer: object


def plan(facts, address, policy=None, askers=ASKERS):
    """Return who asks for an address: `{"places": {host: [place, ...]}, "reasons": {host: text}}`.

    A place is `{interface, namespace, mode, source}` for arp_capture and arp_probe. Each host of the facts is in one of
    the two. Raises ArpError for an address or facts that are none.
    """
    subject = subject_of(address)
    fabric = observe(facts, policy).fabric
    reasons, spots = {}, {}
    for host in fabric.hosts.values():
        found = [spot for observer in host.observers.values() if (spot := _spot(observer, subject))]
        holding = {spot.observer.domain for spot in found if spot.rank == _HOLDER}
        # A host does not answer itself: who holds the address only asks where it does.
        found = [spot for spot in found if spot.rank == _HOLDER or spot.observer.domain not in holding]
        usable = [spot for spot in found if _is_usable(host, spot.observer)]
        if not usable:
            reasons[host.name] = _reason(host, found)
        for spot in usable:
            spots.setdefault(id(spot.observer.segment), []).append(spot)
    return _chosen(spots.values(), subject, int(askers), reasons)


def _spot(observer, subject):
    """How an interface stands to the address; None where it has nothing to do with it."""
    ip = subject.ip
    if SERVICE_INTERFACES(observer.interface or "") or subject.zone not in (None, observer.interface):
        return None
    if any(own == ip for own, _mac in observer.own):
        return _Spot(_HOLDER, observer)
    if any(row["ip"] == ip for row in observer.unresolved):
        return _Spot(_ASKED, observer)
    if any(pair[0] == ip and pair not in observer.static for pair in observer.pairs):
        return _Spot(_KNOWS, observer)
    return _Spot(_NEAR, observer) if observer.subnets.contains(ip) else None


def _is_usable(host, observer):
    is_ethernet = observer.mac is not None and octets(observer.mac) == ETHERNET_OCTETS
    return host.facts.get("platform") == "linux" and is_ethernet and observer.up is not False


def _reason(host, found):
    if not found:
        return _ELSEWHERE
    platform = host.facts.get("platform")
    if platform != "linux":
        return _NOT_LINUX.format(platform=platform or "unknown")
    return _NO_ETHERNET.format(interface=found[0].observer.interface)


def _chosen(segments, subject, askers, reasons):
    """The best spots of each segment; who is left out is told why."""
    places = {}
    for spots in sorted(segments, key=lambda spots: min((spot.rank, spot.observer.key) for spot in spots)):
        ordered = _spared(sorted(spots, key=lambda spot: (spot.rank, spot.observer.key)), reasons)
        for at, (rank, observer) in enumerate(ordered):
            if at < askers and len(places) < ASKERS_IN_ALL:
                places.setdefault(observer.host, []).append(_place(observer, subject, is_own=rank == _HOLDER))
            else:
                enough = _ENOUGH.format(number=askers) if at >= askers else _ENOUGH_IN_ALL
                reasons.setdefault(observer.host, enough)
    return {"places": places, "reasons": {host: why for host, why in reasons.items() if host not in places}}


def _spared(spots, reasons):
    """Those of a segment's spots that may ask; hosts that know the address are told why they do not."""
    if not any(spot.rank in (_ASKED, _NEAR) for spot in spots):
        return spots
    reasons.update((spot.observer.host, _SPARED) for spot in spots if spot.rank == _KNOWS)
    return [spot for spot in spots if spot.rank != _KNOWS]


def _place(observer, subject, *, is_own):
    """Where to ask, and with which source: an own address asks as real traffic does, and proxies answer it, too."""
    has_address = subject.family == "ipv6" or any(":" not in ip for ip, _mac in observer.own)
    return {
        "interface": observer.interface,
        "namespace": observer.namespace,
        "mode": "duplicate" if is_own else "answers",
        "source": "own" if has_address and not is_own else "auto",
    }

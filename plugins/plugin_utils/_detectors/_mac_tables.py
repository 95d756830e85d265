# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors that need the MAC address tables of switches, and the ports of stations for the findings of others."""

from .._findings import Claim, Witness, family_of, holder_evidence, listing, names
from .._history import Solid
from .._mac_addresses import ETHERNET_OCTETS, octets
from .._switches import Port

# A finding that asks "which machine is that?" is told the ports.
LOCATED = frozenset(
    [
        "arp_storm",
        "changed_ethernet_address",
        "duplicate_ip",
        "flip_flop",
        "invalid_frame",
        "mac_flapping",
        "new_station",
        "own_address_conflict",
        "reused_old_ethernet_address",
        "spoofed_address",
        "stale_after_move",
        "static_entry_drift",
        "unexpected_mac",
        "unknown_station",
        "unknown_virtual_router",
        "virtual_address_physical_mac",
    ]
)

_PORTS_SHOWN = 4

# More MACs than that which went from one port to one other port did not move: the link between is another one.
_MOVED_TOGETHER = 3

# With two moves more a station was elsewhere since, although its port is the same again.
_THERE_AND_BACK = 2

# The tables of the switches say something about a segment when they know at least this part of its stations.
_KNOWN_SHARE = 0.5

_LEARNED_STATES = ("reachable", "resolved")


def located(claim, observations):
    """The claim with the switch ports of its MACs, where the tables tell any."""
    switches = observations.switches
    if switches is None or claim.kind not in LOCATED:
        return claim
    found = {mac: switches.place(mac) for mac in sorted(claim.macs)[:_PORTS_SHOWN]}
    known = {mac: place for mac, place in found.items() if place}
    if not known:
        return claim
    words = [f"{mac} is behind {place} ({place.how})" for mac, place in known.items()]
    words += [f"{mac} is in none" for mac in found if mac not in switches.macs]
    items = [item for mac, place in known.items() for item in _port_evidence(mac, place)]
    return claim._replace(
        message=f"{claim.message} In the MAC tables {', '.join(words)}.", evidence=[*claim.evidence, *items]
    )


def _port_evidence(mac, place):
    vlan = {"vlan": place.vlans[0]} if len(place.vlans) == 1 else {}
    return [
        {
            "host": port.host,
            "interface": port.interface,
            "ip": None,
            "mac": mac,
            "state": None,
            **vlan,
            "note": place.how,
        }
        for port in place.ports[:_PORTS_SHOWN]
    ]


def mac_moved(observations, policy):
    """A station behind another edge port than before, or one whose switch counts many moves."""
    switches = observations.switches
    if switches is None:
        return
    known = observations.baseline.ports if observations.baseline else {}
    solid = Solid(policy, [observations.fabric])
    together = {}
    for mac in sorted(switches.macs):
        place = switches.place(mac)
        if place is None or not place.is_certain or switches.is_switch(mac) or not solid.is_of_one_station(mac):
            continue
        former = known.get(mac)
        if former and (former["host"], former["interface"]) != place.ports[0]:
            if former["host"] in switches.times and not switches.is_behind(mac, former["host"], former["interface"]):
                together.setdefault((former["host"], former["interface"], place.ports[0]), []).append(mac)
        elif _is_restless(place, former, policy.thresholds["mac_moves"]):
            yield _restless_claim(observations, mac, place)
    for (host, interface, port), macs in together.items():
        groups = [macs] if len(macs) > _MOVED_TOGETHER else [[mac] for mac in macs]
        for group in groups:
            yield _moved_claim(observations, group, Port(host, interface), port, known)


def _is_restless(place, former, limit):
    if place.moves is None:
        return False
    if former and isinstance(former.get("moves"), int):
        return place.moves - former["moves"] >= _THERE_AND_BACK
    return place.moves >= limit


def _moved_claim(observations, macs, former, port, known):
    since = min(known[mac]["last_seen"] for mac in macs)
    is_joined = len(macs) > _MOVED_TOGETHER
    subject = f"{len(macs)} stations have" if is_joined else f"{_named(observations, macs[0])} has"
    message = (
        f"{subject} moved from {former.interface} of {former.host} to {port.interface} of {port.host} "
        f"since {since[:10]} {since[11:16]} UTC."
    )
    memory = {"host": former.host, "interface": former.interface, "ip": None, "mac": macs[0], "state": None}
    evidence = [item for mac in macs[:_PORTS_SHOWN] for item in _port_evidence(mac, observations.switches.place(mac))]
    evidence.append({**memory, "note": f"history: there until {since[:10]} {since[11:16]} UTC"})
    return _mac_claim(observations, macs, message, [port, former], evidence, "info" if is_joined else None)


def _restless_claim(observations, mac, place):
    port = place.ports[0]
    message = (
        f"{_named(observations, mac)} has moved {place.moves} times, as {port.host} counts; now it is behind {place}."
    )
    evidence = [{**item, "moves": place.moves} for item in _port_evidence(mac, place)]
    return _mac_claim(observations, [mac], message, [port], evidence)


def _mac_claim(observations, macs, message, ports, evidence, severity=None):
    """A claim about MACs behind ports, with the address and segment where one MAC has one alone."""
    homes = _homes(observations, macs[0]) if len(macs) == 1 else []
    segment, ip = homes[0] if len(homes) == 1 else (None, None)
    return Claim(
        "mac_moved",
        message,
        [Witness(port.host, port.interface) for port in ports],
        evidence,
        segment=segment,
        family=family_of(ip) if ip else None,
        ip=ip,
        macs=tuple(macs),
        severity=severity,
        times=tuple(filter(None, (observations.switches.times.get(port.host) for port in ports))),
    )


def _homes(observations, mac):
    """Every (segment, address) that the MAC answers for."""
    return [
        (stations.segment.name, ip)
        for stations in observations.stations
        for ip in sorted(stations.by_mac.get(mac, ()))
        if not ip.startswith("fe80:")
    ]


def _named(observations, mac):
    ips = [ip for _segment, ip in _homes(observations, mac)]
    return f"{mac} ({listing(ips)})" if ips else mac


def mac_not_learned(observations, policy):
    """A station that was resolved lately, and whose MAC no switch knows although its segment is known to them."""
    switches = observations.switches
    if switches is None:
        return
    solid = Solid(policy, [observations.fabric])
    for stations in observations.stations:
        singles = [mac for mac in stations.by_mac if solid.is_of_one_station(mac) and octets(mac) == ETHERNET_OCTETS]
        missing = sorted(mac for mac in singles if mac not in switches.macs)
        if not missing:
            continue
        knowing = {host for mac in singles for host in switches.learned_by(mac)}
        is_known = sum(bool(switches.learned_by(mac)) for mac in singles) >= _KNOWN_SHARE * len(singles)
        for mac in missing:
            seen = {}
            for pair, observers in _lately(observations, stations, mac, policy).items():
                beside = [one for one in observers if is_known or _is_beside(one, switches, knowing)]
                seen.update({pair: beside} if beside else {})
            if seen:
                yield _unlearned_claim(observations, stations, mac, seen)


def _is_beside(observer, switches, knowing):
    """True when frames to this observer pass a switch that was read.

    It is such a switch, and has learned other stations of the segment, or it is alone at a port of one.
    """
    if observer.is_local_only:
        return False
    place = switches.place(observer.mac) if observer.mac else None
    return observer.host in knowing or (place is not None and place.is_certain and place.macs == 1)


def _lately(observations, stations, mac, policy):
    """Map the pairs of a MAC to the observers whose rows are fresh enough for a switch to have learned it."""
    limit = policy.thresholds["mac_learning_seconds"]
    found = {}
    for pair, observers in stations.holders({(ip, mac) for ip in stations.by_mac[mac]}).items():
        fresh = [
            observer
            for observer in observers
            if any(_is_fresh(row, mac, limit) for row in observations.fabric.records(observer, pair[0]))
        ]
        if fresh and not observers[0].is_host_bridge:
            found[pair] = fresh
    return found


def _is_fresh(row, mac, limit):
    if row["mac"] != mac or row.get("origin") in ("static", "remote"):
        return False
    age = row.get("age_seconds")
    return row.get("state") in _LEARNED_STATES if age is None else age <= limit


def _unlearned_claim(observations, stations, mac, seen):
    ips = sorted(ip for ip, _mac in seen)
    observers = [observer for some in seen.values() for observer in some]
    return Claim(
        "mac_not_learned",
        f"{names(observers)} resolved {listing(ips)} to {mac} lately, but that MAC is in none of the "
        f"{len(observations.switches.times)} MAC tables.",
        observers,
        holder_evidence(observations.fabric, seen),
        segment=stations.segment.name,
        family=family_of(ips[0]),
        ip=ips[0] if len(ips) == 1 else None,
        macs=(mac,),
    )

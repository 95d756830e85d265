# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors of change: what is not as the history, or an earlier run, has it. Without one they say nothing.

What a detector before has explained is not said again as a change, nor is an answer that the policy allows: a declared
pair that fails over is in order.
"""

from .._capacity import usage
from .._findings import Claim, Witness, evidence, holder_evidence, listing, names, own_evidence
from .._history import RETURNS, growth
from .._times import shifted

# The MACs that an address had before, as evidence.
_FORMER_SHOWN = 3

_MESSAGES = {
    "new_station": "{subject} ({new}) is new on this segment, as seen by {seen}.",
    "changed_ethernet_address": "{subject} has moved from {former} to {new}, as seen by {seen}.",
    "flip_flop": "{subject} is back at {new}, as seen by {seen}; before, it was at {former}.",
    "reused_old_ethernet_address": "{subject} is back at {new}, which it had until {until}, as seen by {seen}; "
    "before, it was at {former}.",
    "mac_flapping": "{subject} keeps changing its MAC: within {days:g} days it went back for the second time or more, "
    "now to {new}, as seen by {seen}; before, it was at {former}.",
    "new_activity": "{subject} ({new}) is active again, as seen by {seen}; it was silent since {until}.",
}

_TABLE_NAMES = {"ipv4": "ARP", "ipv6": "IPv6 neighbor"}


def stale_after_move(observations, _policy):
    """An address has moved, and some observers still hold the former MAC.

    Said in place of a spoofed or duplicate address. A gateway that nobody manages may still have two stations: until
    the history has seen that one of them is gone, that is said as well.
    """
    for difference in _differences(observations):
        stations, ip, leftover = difference.present.stations, difference.ip, difference.standing.leftover
        for mac in sorted(leftover.keys() & stations.unexplained(ip)):
            holders = stations.holders({(ip, mac)})[(ip, mac)]
            is_owned = ip in stations.own
            if is_owned and any((ip, mac) in observer.static for observer in holders):
                continue
            if is_owned or leftover[mac] or ip not in stations.segment.gateways:
                stations.claim(ip, mac)
            yield _stale_claim(observations, difference, mac, holders)


def _stale_claim(observations, difference, mac, holders):
    ip = difference.ip
    entry = next(entry for entry in difference.entries if entry["mac"] == mac)
    now = difference.standing.live or [difference.entries[0]["mac"]]
    verb = "holds" if len({observer.host for observer in holders}) == 1 else "hold"
    return Claim(
        "stale_after_move",
        f"{_subject(difference)} has moved from {mac} to {_described(observations, difference, now)}, "
        f"but {names(holders)} still {verb} {mac}.",
        [*holders, *(observer for observer, _mac in _owners(difference, now))],
        [
            *holder_evidence(observations.fabric, {(ip, mac): holders}),
            *_answers(observations, difference, now),
            _memory(holders, ip, entry),
        ],
        segment=difference.present.name,
        ip=ip,
        macs=(mac, *now),
    )


def changes(observations, policy):
    """New stations, other MACs, MACs that come back, and pairs that wake up, each joined per address."""
    for difference in _differences(observations):
        stations, ip = difference.present.stations, difference.ip
        by_kind = {}
        for word, mac in difference.steps:
            if not stations.is_claimed(ip, mac) and not stations.is_allowed(ip, mac):
                by_kind.setdefault(_kind(difference, word, policy), []).append(mac)
        for kind, macs in by_kind.items():
            yield _change_claim(observations, policy, difference, kind, macs)


def _kind(difference, word, policy):
    """The kind that a change is; one that leads back for the second time in a while is flapping."""
    if word in RETURNS:
        since = shifted(difference.present.time, -policy.thresholds["flapping_days"])
        if any(entry.get("returned_at", "") >= since for entry in difference.entries):
            return "mac_flapping"
    return word.replace(" ", "_")


def _change_claim(observations, policy, difference, kind, macs):
    observers = [observer for observer, _mac in _owners(difference, macs)]
    for mac in macs:
        observers += difference.present.holders(difference.ip, mac)
    former = [entry for entry in difference.entries if entry["mac"] not in macs]
    known = [entry["last_seen"] for entry in difference.entries if entry["mac"] in macs]
    message = _MESSAGES[kind].format(
        subject=_subject(difference),
        new=_described(observations, difference, macs),
        seen=names(observers),
        former=f"{former[0]['mac']} (until {_when(former[0]['last_seen'])})" if former else "another",
        until=_when(max(known)) if known else "",
        days=policy.thresholds["flapping_days"],
    )
    is_lease = _is_like_a_lease(difference, kind)
    return Claim(
        kind,
        message + (" Nobody had the address in the run before, as when a lease has ended." if is_lease else ""),
        observers,
        [
            *_answers(observations, difference, macs),
            *(_memory(observers, difference.ip, entry) for entry in difference.entries[:_FORMER_SHOWN]),
        ],
        segment=difference.present.name,
        ip=difference.ip,
        macs=tuple({*macs, *(entry["mac"] for entry in former[:1])}),
        severity="info" if is_lease else None,
    )


def _is_like_a_lease(difference, kind):
    """True for an address that was free between two stations: a matter of DHCP, but for gateways and managed hosts."""
    stations = difference.present.stations
    return (
        kind in ("flip_flop", "reused_old_ethernet_address", "mac_flapping")
        and difference.was_away
        and difference.ip not in stations.own
        and difference.ip not in stations.segment.gateways
    )


def capacity_forecast(observations, policy):
    """A table that grows as it did reaches its limit within the threshold."""
    baseline = observations.baseline
    if baseline is None:
        return
    for name, host in observations.fabric.hosts.items():
        for family, table in _TABLE_NAMES.items():
            entries, limit = usage(host.facts, family)
            found = growth(baseline.samples(name, family), entries, limit, baseline.run.times[name])
            if found and found.days_left <= policy.thresholds["forecast_days"]:
                yield _forecast_claim(Witness(name), family, table, found, {"entries": entries, "limit": limit})


def _forecast_claim(witness, family, table, found, now):
    earlier = found.earlier
    return Claim(
        "capacity_forecast",
        f"The {table} table of {witness.host} grew by {found.grown} to {now['entries']} entries in {found.days:.1f} "
        f"days; at that pace it reaches its limit of {now['limit']} in {found.days_left:.1f} days.",
        [witness],
        [
            {"host": witness.host, **now},
            {
                "host": witness.host,
                "entries": earlier["entries"],
                "limit": earlier["limit"],
                "note": f"history: {_when(earlier['last_seen'])}",
            },
        ],
        family=family,
    )


def _differences(observations):
    return observations.baseline.differences if observations.baseline else ()


def _subject(difference):
    return (
        f"Gateway {difference.ip}" if difference.ip in difference.present.stations.segment.gateways else difference.ip
    )


def _described(observations, difference, macs):
    segment = difference.present.stations.segment
    return listing(observations.describe(mac, segment) for mac in macs)


def _owners(difference, macs):
    """The managed interfaces that have the address with one of these MACs, each with its MAC."""
    return [held for held in difference.present.stations.own.get(difference.ip, ()) if held[1] in macs]


def _answers(observations, difference, macs):
    """The rows and own addresses that show these MACs now."""
    ip = difference.ip
    holders = {(ip, mac): difference.present.holders(ip, mac) for mac in macs}
    own = sorted(_owners(difference, macs), key=lambda held: (*held[0].key, held[1]))
    return [
        *(own_evidence(observer, ip, mac) for observer, mac in own),
        *holder_evidence(observations.fabric, holders),
    ]


def _memory(observers, ip, entry):
    """What the history has of a pair, as evidence: it does not tell who saw it, so the first who sees a change does."""
    note = f"history: seen from {_when(entry['first_seen'])} until {_when(entry['last_seen'])}"
    first = min(observers, key=lambda observer: observer.key)
    return {**evidence(first, {"ip": ip, "mac": entry["mac"]}), "note": note}


def _when(time):
    """A time of the history in a sentence."""
    return f"{time[:10]} {time[11:16]} UTC"

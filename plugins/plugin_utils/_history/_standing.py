# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who answers for an address now, and whose row is merely left over.

A neighbor table keeps a MAC long after its station has gone, so a row alone does not say that somebody answers. A row
is *live* when it was confirmed since the history last saw the pair; *left over* when it was not and another MAC came to
the address after it. Where the age is unknown, the state decides, and in doubt a row counts as live as long as nothing
newer answers.
"""

import functools
from typing import NamedTuple

from .._mac_addresses import station
from .._times import seconds

# A reachable row that was confirmed no longer ago than this is an answer of now, however long the last run is ago.
_FRESH_SECONDS = 60

# Linux dates a row that it learned without having asked twice base_reachable_time back, which is a minute or, on some
# routers, much more; and clocks differ.
_SLACK_SECONDS = 900

# A former MAC that nobody has confirmed for so long does not answer: enough to say so of a gateway.
_CERTAIN_SECONDS = 3600

# Sorts after every time.
_NOW = "now"


class Standing(NamedTuple):
    """How MACs stand to an address.

    `live` answer now, those that are certain to do so first; `foreign` answer for an address that a managed host has
    with another MAC; `leftover` maps former MACs that are still held to whether it is certain that they answer no more.
    """

    live: list
    foreign: list
    leftover: dict


class _Row(NamedTuple):
    state: str | None
    age: float | None
    time: int


def standing(present, ip, macs, entries, last_run):
    """Return the Standing of the MACs that hold an address in this run.

    `entries` is what the history has of the address, the present MAC first; `last_run` the time of the run that it
    ends with.
    """
    own = {mac for _observer, mac in present.stations.own.get(ip, ())}
    rows = functools.partial(_rows, present, ip)
    if own:
        return _owned(own & macs, macs - own, rows, entries)
    nature = {mac: _nature(rows(mac), _since(mac, entries)) for mac in macs}
    return _unowned(rows, entries, nature, last_run)


def _rows(present, ip, mac):
    """Yield what the observers that learned this tell of it. Who needs one row reads the facts of one host."""
    for observer in present.holders(ip, mac):
        time = seconds(present.times[observer.host])
        for record in present.fabric.records(observer, ip):
            if record["mac"] == mac and record.get("origin") != "static":
                yield _Row(record.get("state"), record.get("age_seconds"), time)


def _owned(own, others, rows, entries):
    """The owner says which MAC is right; a former one of its own, unless it was just confirmed, is left over."""
    former = {entry["mac"] for entry in entries if not entry.get("foreign")}
    leftover = {mac: True for mac in others if mac in former and not any(map(_is_fresh, rows(mac)))}
    foreign = sorted(mac for mac in others - leftover.keys() if any(rows(mac)))
    return Standing(sorted(own), foreign, leftover)


def _unowned(rows, entries, nature, last_run):
    sure = sorted(mac for mac, kind in nature.items() if kind == "live")
    arrivals = _arrivals(entries, sure, last_run)
    front = entries[0]["mac"] if entries else None
    beside = {entry["mac"] for entry in entries if entry.get("beside")}
    live, leftover = list(sure), {}
    for mac in sorted(nature.keys() - set(sure)):
        kind = nature[mac]
        later = [other for other in (*sure, front) if other and arrivals[other] > arrivals.get(mac, _NOW)]
        if kind == "unclear":
            later = [other for other in later if other in sure]
        if any(station(other) != station(mac) for other in later):
            is_known = mac != front or not beside.isdisjoint(later)
            leftover[mac] = is_known and kind == "aged" and _is_long_ago(rows(mac))
        elif kind == "unclear" or (kind == "aged" and mac in arrivals):
            live.append(mac)
    return Standing(live, [], leftover)


def _arrivals(entries, sure, last_run):
    """When each MAC came to the address; now where it answers without having done so in the run before."""
    arrivals = {entry["mac"]: entry.get("returned_at") or entry["first_seen"] for entry in entries}
    there = {entry["mac"] for entry in entries if last_run is None or entry["last_seen"] >= last_run}
    arrivals.update((mac, _NOW) for mac in sure if mac not in there)
    return arrivals


def _since(mac, entries):
    """After which time a row proves that this MAC answers (again). Of rows that are no younger, ages tell nothing."""
    for entry in entries:
        if entry["mac"] == mac:
            return seconds(entry["last_seen"])
    return seconds(entries[0]["last_seen"]) - _SLACK_SECONDS if entries else None


def _nature(rows, since):
    """`live`, `aged`, `unclear`, or `pinned` where only static rows have it."""
    best = "pinned"
    for row in rows:
        nature = _nature_of(row, since)
        if nature == "live":
            return nature
        best = "unclear" if "unclear" in (nature, best) else nature
    return best


def _nature_of(row, since):
    if _is_fresh(row):
        return "live"
    if row.age is None or since is None or row.time <= since:
        return "unclear"
    return "live" if row.time - row.age > since else "aged"


def _is_fresh(row):
    return row.state == "reachable" and (row.age is None or row.age <= _FRESH_SECONDS)


def _is_long_ago(rows):
    return all(row.age is not None and row.age >= _CERTAIN_SECONDS for row in rows)

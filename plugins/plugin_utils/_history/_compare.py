# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs between a segment as it is now and what the history has of it, in the words of arpwatch.

    new station                    an address that the segment has not had before
    changed ethernet address       an address with a MAC that it has not had before
    flip flop                      an address is back at the MAC that it had before its last one
    reused old ethernet address    an address is back at a MAC that it had still earlier
    new activity                   a pair is there again, half a year after it was last seen

An address that two stations answered for in the last run, and one does now, is where it was: nothing has come back.

What was not looked at tells nothing: a segment that the history does not know raises no news, nor does a host that it
does not know, nor the time between two runs.
"""

from typing import NamedTuple

from .._mac_addresses import station
from .._times import shifted
from ._present import observer_key

NEW_STATION = "new station"
CHANGED = "changed ethernet address"
FLIP_FLOP = "flip flop"
REUSED = "reused old ethernet address"
NEW_ACTIVITY = "new activity"

# The words that lead back to a former MAC.
RETURNS = (FLIP_FLOP, REUSED)


class Difference(NamedTuple):
    """An address that is not merely as it was.

    `entries` is what the history has of it, the present MAC first. `steps` are `(word, mac)`. `was_away` is true
    when nobody had the address in the run before: then somebody else may have got it in good order, as with DHCP.
    """

    present: object
    ip: str
    entries: list
    standing: object
    steps: list
    was_away: bool


class Before:
    """What the history has of a segment: one record, or those that have become one."""

    def __init__(self, sources, present):
        records = [source.record for source in sources]
        self.networks = records[0]["networks"]
        self.observer_records = [one for record in records for one in record["observers"]]
        self.observers = {observer_key(one) for one in self.observer_records}
        self.first_seen = min(record["first_seen"] for record in records)
        self.last_seen = max(record["last_seen"] for record in records)
        self.is_full = any(record.get("full") for record in records)
        self.addresses = _joined(sources, present)
        self._macs = None

    def knows(self, mac):
        """True when the MAC was seen on the segment with any address."""
        if self._macs is None:
            self._macs = {entry["mac"] for entries in self.addresses.values() for entry in entries}
        return mac in self._macs


def _joined(sources, present):
    if len(sources) == 1 and sources[0].is_whole:
        return sources[0].record["addresses"]
    addresses = {}
    for source in sources:
        for ip, entries in source.record["addresses"].items():
            if source.is_whole or ip in present.macs:
                addresses[ip] = _merged(addresses.get(ip, ()), entries)
    return addresses


def _merged(some, others):
    """The entries of one address out of two records, the last seen first."""
    merged = {}
    for entry in (*some, *others):
        known = merged.get(entry["mac"])
        if known is None:
            merged[entry["mac"]] = dict(entry)
        else:
            known["first_seen"] = min(known["first_seen"], entry["first_seen"])
            known["last_seen"] = max(known["last_seen"], entry["last_seen"])
    return sorted(merged.values(), key=lambda entry: entry["last_seen"], reverse=True)


def compare(present, before, activity_days):
    """Yield the Differences of a segment.

    There are none for a segment that the history does not know (`before` is None), nor from facts older than it.
    """
    if before is None or present.time < before.last_seen:
        return
    silent_since = shifted(present.time, -activity_days)
    addresses = before.addresses
    for ip, known in present.macs.items():
        entries = addresses.get(ip)
        if entries and entries[0]["mac"] == known and not _was_silent(entries[0], before, silent_since):
            continue
        macs = known if isinstance(known, set) else {known}
        standing = present.standing(ip, macs, entries or [], before.last_seen)
        if entries:
            steps = _steps(entries, standing.live, before, silent_since)
        else:
            steps = _news(present, before, ip, standing)
        was_away = bool(entries) and entries[0]["last_seen"] < before.last_seen
        yield Difference(present, ip, entries or [], standing, steps, was_away)


def _news(present, before, ip, standing):
    """Nothing is news where addresses had to be forgotten, nor is a further IPv6 address of a known station.

    Stations make themselves new IPv6 addresses every day (RFC 8981).
    """
    if before.is_full:
        return []
    return [
        (NEW_STATION, mac)
        for mac in standing.live
        if present.is_seen_by(ip, mac, before.observers) and not (":" in ip and before.knows(mac))
    ]


def _was_silent(entry, before, silent_since):
    """True for a pair that was last seen so long ago, and not in the last run: then nobody may have looked."""
    return entry["last_seen"] <= silent_since and entry["last_seen"] < before.last_seen


def _steps(entries, live, before, silent_since):
    front = entries[0]
    order = {entry["mac"]: number for number, entry in enumerate(entries)}
    stayed = [mac for mac in live if mac == front["mac"] or station(mac) == station(front["mac"])]
    new = [(CHANGED, mac) for mac in live if mac not in order and mac not in stayed]
    if not stayed:
        away = [mac for mac in live if mac in order and not entries[order[mac]].get("beside")]
        return new + [(FLIP_FLOP if order[mac] == 1 else REUSED, mac) for mac in away]
    if not new and front["mac"] in live and _was_silent(front, before, silent_since):
        return [(NEW_ACTIVITY, front["mac"])]
    return new

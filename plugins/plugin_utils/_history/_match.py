# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which segment of now is which of the history.

Names do not tell: an inferred name is a subnet, which a site elsewhere may use as well, and it changes with the hosts
that were read. What tells is what the segment holds, as it does within one run:

* each address that still has a MAC that it had speaks for it (virtual, shared and derived MACs say nothing);
* each observer that is still on the same subnet speaks for it three times;
* each address that has only MACs which it never had speaks against it.

A record is the segment's when at least as much speaks for it as against it. Several records may turn out to be one
segment (nothing joined them before), and one record several (what joined them is gone): each record goes as a whole to
the segment that shares most with it, and a segment that is left without one takes a copy of the addresses that it has.
A name that the policy gives goes before all of this.
"""

from collections import Counter
from typing import NamedTuple

from .._mac_addresses import SHARED_MACS, is_derived, is_group, virtual_prefix
from ._present import observer_key

_OBSERVER_WEIGHT = 3

# A segment is compared in full with the most likely records only, so that cost stays linear.
_CANDIDATES = 4

_CERTAIN = float("inf")


class Source(NamedTuple):
    """A record that a segment continues: as a whole, or in the addresses that the segment has."""

    record: dict
    is_whole: bool


class Solid:
    """Which MACs and pairs belong to one station and so prove where they are."""

    def __init__(self, policy, fabrics):
        self._shared = set(policy.declared_macs())
        for fabric in fabrics:
            for mac, owners in fabric.mac_owners.items():
                if len({owner.host for owner in owners}) > 1:
                    self._shared.add(mac)
        self._answers = {}

    def is_of_one_station(self, mac):
        """False for a MAC that is virtual, declared, a group's, everybody's, or owned by several managed hosts."""
        answer = self._answers.get(mac)
        if answer is None:
            is_odd = mac in self._shared or mac in SHARED_MACS or is_group(mac) or virtual_prefix(mac)
            answer = self._answers[mac] = not is_odd
        return answer

    def is_solid(self, ip, mac):
        """True when the pair belongs to one station."""
        return self.is_of_one_station(mac) and not ip.startswith("fe80:") and not is_derived(mac, ip)


def match(presents, records, solid):
    """Return for each present segment the list of its Sources, the one that shares most with it first."""
    scores = _scores(presents, records, solid)
    best = {}
    for (number, index), score in sorted(scores.items()):
        if score > best.get(index, (0, None))[0]:
            best[index] = (score, number)
    whole, parts = [[] for _present in presents], [[] for _present in presents]
    for number, index in sorted(scores, key=lambda key: (-scores[key], key)):
        is_whole = best[index][1] == number
        (whole if is_whole else parts)[number].append(Source(records[index], is_whole))
    return [some or others[:1] for some, others in zip(whole, parts, strict=True)]


def _scores(presents, records, solid):
    """Map `(present, record)`, by their numbers, to how much speaks for them being one segment, where enough does."""
    pairs, observers = _index(records, solid)
    names = {present.name for present in presents if present.is_given}
    named = {}
    for index, record in enumerate(records):
        if record.get("given"):
            named.setdefault(record["name"], []).append(index)
    scores = {}
    for number, present in enumerate(presents):
        likely = _agreements(present, pairs)
        for index, count in _stayed(present, records, observers).items():
            likely[index] += _OBSERVER_WEIGHT * count
        for index, score in sorted(likely.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]:
            is_other = _is_named_otherwise(present, records[index], names, named)
            if not is_other and score >= _conflicts(present, records[index], solid):
                scores[(number, index)] = score
        if present.is_given:
            scores.update(((number, index), _CERTAIN) for index in named.get(present.name, ()))
    return scores


def _is_named_otherwise(present, record, names, named):
    """True when the policy tells two segments apart by their names; a name that is new or gone was merely changed."""
    if not present.is_given or not record.get("given") or present.name == record["name"]:
        return False
    return present.name in named or record["name"] in names


def _index(records, solid):
    """Which records know a pair, and on which an observer was."""
    pairs, observers = {}, {}
    for index, record in enumerate(records):
        for ip, entries in record["addresses"].items():
            for entry in entries:
                if solid.is_solid(ip, entry["mac"]):
                    pairs.setdefault((ip, entry["mac"]), []).append(index)
        for one in record["observers"]:
            observers.setdefault(observer_key(one), []).append(index)
    return pairs, observers


def _agreements(present, pairs):
    found = Counter()
    for ip, known in present.macs.items():
        for index in {index for mac in _several(known) for index in pairs.get((ip, mac), ())}:
            found[index] += 1
    return found


def _stayed(present, records, observers):
    """How many observers of a segment were on each record, leaving out those whose subnet is another one now."""
    found = Counter()
    networks = set(present.networks)
    for key in present.observers:
        for index in observers.get(key, ()):
            before = records[index]["networks"]
            if not networks or not before or not networks.isdisjoint(before):
                found[index] += 1
    return found


def _conflicts(present, record, solid):
    """How many addresses have only MACs now that they never had."""
    count = 0
    for ip, known in present.macs.items():
        entries = record["addresses"].get(ip)
        if entries and not any(entry["mac"] in _several(known) for entry in entries):
            count += solid.is_solid(ip, entries[0]["mac"]) and any(solid.is_solid(ip, mac) for mac in _several(known))
    return count


def _several(known):
    return known if isinstance(known, set) else (known,)

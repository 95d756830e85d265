# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How full each host's tables were, day by day, for a forecast."""

from typing import NamedTuple

from .._capacity import usage
from .._times import seconds

# One sample a day is kept, and the newest.
_SAMPLES_KEPT = 32
_SPACING_SECONDS = 72000

# Two numbers that are closer in time say nothing about growth, nor does a growth of less than a hundredth of the limit.
_SHORTEST_SECONDS = 21600
_LEAST_GROWTH = 0.01

_DAY_SECONDS = 86400
_LATELY_SECONDS = 7 * _DAY_SECONDS


class Growth(NamedTuple):
    """What a sample and the present tell: how many entries more in how many days, and in how many more all is full."""

    earlier: dict
    grown: int
    days: float
    days_left: float


def sampled(families, facts, time):
    """A host's samples with those of this run; samples that say the same are one, with the times of both."""
    sampled_families = {}
    for family in ("ipv4", "ipv6"):
        samples = list((families or {}).get(family, ()))
        entries, limit = usage(facts, family)
        if entries is not None and limit and (not samples or samples[-1]["last_seen"] <= time):
            samples = _appended(samples, {"entries": entries, "limit": limit, "first_seen": time, "last_seen": time})
        if samples:
            sampled_families[family] = samples[-_SAMPLES_KEPT:]
    return sampled_families


def _appended(samples, sample):
    if samples and all(samples[-1][key] == sample[key] for key in ("entries", "limit")):
        return [*samples[:-1], {**samples[-1], "last_seen": sample["last_seen"]}]
    if len(samples) > 1 and seconds(samples[-1]["first_seen"]) - seconds(samples[-2]["first_seen"]) < _SPACING_SECONDS:
        samples = samples[:-1]
    return [*samples, sample]


def growth(samples, entries, limit, time):
    """The Growth that fills the table soonest: since the earliest sample of the same limit, or over the last week.

    None where nothing grows or too little is known.
    """
    if entries is None:
        return None
    alike = [sample for sample in samples if sample.get("limit") == limit]
    lately = [sample for sample in alike if seconds(time) - seconds(sample["last_seen"]) <= _LATELY_SECONDS]
    found = [_growth(some[0], entries, limit, time) for some in (alike, lately) if some]
    return min(filter(None, found), key=lambda one: one.days_left, default=None)


def _growth(earlier, entries, limit, time):
    elapsed = seconds(time) - seconds(earlier["last_seen"])
    grown = entries - earlier["entries"]
    if elapsed < _SHORTEST_SECONDS or grown < _LEAST_GROWTH * limit or entries >= limit:
        return None
    days = elapsed / _DAY_SECONDS
    return Growth(earlier, grown, days, (limit - entries) * days / grown)

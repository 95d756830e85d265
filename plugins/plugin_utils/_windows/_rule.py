# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows by RFC 5545 rules, as AWX writes its schedules: DTSTART, RRULE, RDATE, EXRULE and EXDATE in one text."""

import heapq

from ._clock import closing, instant, wall_clock
from ._errors import WindowError
from ._model import Occurrence
from ._properties import content_line, day_of, only, stamps
from ._recurrence import read_rule
from ._values import duration

NAMES = ("DTSTART", "RRULE", "RDATE", "EXRULE", "EXDATE")


class Recurring:
    """The openings that rules and dates give, less those that other rules and dates take away."""

    def __init__(self, zone, span, *, given, taken, taken_days=frozenset()):
        self._zone, self._span = zone, span
        self._given, self._taken, self._taken_days = given, taken, taken_days
        self.reach = span.reach()

    def occurrences(self, since, until):
        """Yield the occurrences that open between two instants."""
        taken = _merged(self._taken, since, until)
        next_taken, previous = next(taken, None), None
        for opening in _merged(self._given, since, until):
            while next_taken is not None and next_taken < opening:
                next_taken = next(taken, None)
            wall = wall_clock(opening, self._zone)
            if opening not in (previous, next_taken) and wall.date() not in self._taken_days:
                yield Occurrence(opening, closing(wall, opening, self._zone, self._span), wall.date())
            previous = opening


class Listed:
    """Single instants beside the rules."""

    def __init__(self, moments):
        self._moments = sorted(moments)

    def moments(self, since, until):
        """Yield the instants from `since` to `until`."""
        return (moment for moment in self._moments if since <= moment <= until)


def _merged(sources, since, until):
    return heapq.merge(*(source.moments(since, until) for source in sources))


def read(raw, zone, place):
    """Return the openings of `rrule` and `duration`, and their zone: that of DTSTART, otherwise the window's."""
    text = raw["rrule"]
    here = f"{place}.rrule"
    if not isinstance(text, str) or not text.strip():
        raise WindowError(f"{here}: {text!r} is no text with DTSTART and RRULE")
    lines = [content_line(token, here) for token in text.split()]
    for line in lines:
        if line.name not in NAMES:
            raise WindowError(f"{here}: {line.name} is not understood; known are {', '.join(NAMES)}")
    start = beginning(lines, here)
    if start.is_date:
        raise WindowError(f"{here}: DTSTART has no time; write it as in DTSTART;TZID=Europe/Berlin:20261224T220000")
    if not any(line.name == "RRULE" for line in lines):
        raise WindowError(f"{here}: RRULE is missing, as in RRULE:FREQ=WEEKLY;BYDAY=SA")
    zone = start.zone or zone
    return recurring(lines, start, zone, duration(raw["duration"], f"{place}.duration"), here), zone


def beginning(lines, place):
    """Return the Stamp of DTSTART."""
    line = only(lines, "DTSTART", place)
    if line is None:
        raise WindowError(f"{place}: DTSTART is missing, as in DTSTART;TZID=Europe/Berlin:20261224T220000")
    (start, *more) = stamps(line, place)
    if more:
        raise WindowError(f"{place}: DTSTART: {line.value!r} holds several times; one is right")
    return start


def recurring(lines, start, zone, span, place, *, replaced=()):
    """Return the Recurring of properties; `replaced` are instants that do not happen, whatever the rules say."""
    rules = {"RRULE": [], "EXRULE": []}
    for line in lines:
        if line.name in rules:
            rules[line.name].append(read_rule(line.value, start.wall, zone, f"{place}: {line.name}"))
    added, _days = _dates(lines, "RDATE", zone, place)
    removed, removed_days = _dates(lines, "EXDATE", zone, place)
    if not rules["RRULE"]:
        added.append(instant(start.wall, zone))
    return Recurring(
        zone,
        span,
        given=[*rules["RRULE"], Listed(added)],
        taken=[*rules["EXRULE"], Listed([*removed, *replaced])],
        taken_days=frozenset(removed_days),
    )


def _dates(lines, name, zone, place):
    """Return the instants of all properties of a name, and the days of those that hold no times."""
    found = [each for line in lines if line.name == name for each in stamps(line, place)]
    moments = [instant(each.wall, each.zone or zone) for each in found if not each.is_date or name == "RDATE"]
    return moments, [day_of(each) for each in found if each.is_date and name == "EXDATE"]

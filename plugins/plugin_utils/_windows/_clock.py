# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wall clocks and instants: what a local time means on the nights on which the clock is changed.

An instant is an aware datetime in UTC, a wall-clock time a naive one. Instants stay between `FIRST` and `LAST`, so that
arithmetic at the ends of the calendar stops there instead of failing.
"""

import functools
import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ._errors import WindowError

UTC = timezone.utc
FIRST = datetime(1, 1, 10, tzinfo=UTC)
LAST = datetime(9999, 12, 20, tzinfo=UTC)

# Files beside the zones that are none: the machine's own zone, a placeholder, and copies that count leap seconds.
_NO_ZONES = re.compile(r"(localtime|posixrules|Factory|posix/.*|right/.*)", re.IGNORECASE)


class Span(NamedTuple):
    """A duration as RFC 5545 3.3.6 has it: days by the calendar, and seconds that simply pass."""

    days: int
    seconds: int

    def reach(self):
        """Return the longest time that it can take; no zone has ever been moved by two days."""
        return timedelta(days=self.days + (2 if self.days else 0), seconds=self.seconds)


def instant(wall, zone):
    """Return the first instant at which the clock of a zone shows a wall-clock time, or a later one.

    A repeated time is its first pass. A time that the clock leaves out is the moment of the change. An aware datetime
    names its instant itself.
    """
    try:
        if wall.tzinfo is not None:
            return _bounded(wall.astimezone(UTC))
        found = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if wall_clock(found, zone) == wall:
            return _bounded(found)
        earliest = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    except OverflowError:
        return FIRST if wall.year < LAST.year else LAST
    return _change(wall, zone, earliest.replace(microsecond=0), found)


def _change(wall, zone, early, late):
    """Find the second, after `early` and not after `late`, at which the clock jumps over a wall-clock time."""
    low, high = 0, int((late - early).total_seconds()) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if wall_clock(early + timedelta(seconds=middle), zone) < wall:
            low = middle
        else:
            high = middle
    return _bounded(early + timedelta(seconds=high))


def wall_clock(moment, zone):
    """Return what the clock of a zone shows at an instant."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def exists(wall, zone):
    """Tell whether the clock of a zone ever shows a wall-clock time."""
    return wall_clock(instant(wall, zone), zone) == wall


def shifted(moment, delta):
    """Return an instant moved by a timedelta, within the calendar."""
    try:
        return _bounded(moment + delta)
    except OverflowError:
        return LAST if delta > timedelta() else FIRST


def closing(wall, opening, zone, span):
    """Return when something ends that opens at `wall`, that is at the instant `opening`, and lasts a Span."""
    if span.days:
        try:
            opening = instant(wall + timedelta(days=span.days), zone)
        except OverflowError:
            return LAST
    return shifted(opening, timedelta(seconds=span.seconds))


def _bounded(moment):
    return min(max(moment, FIRST), LAST)


def zone_of(name, place):
    """Return the zone of an IANA name. Raises WindowError for anything else; nothing of the machine is asked."""
    if not isinstance(name, str):
        raise WindowError(f"{place}: {name!r} is not the name of a time zone; write one such as Europe/Berlin or UTC")
    found = _zone(str(name))
    if found is not None:
        return found
    if _zone("Europe/London") is None:
        raise WindowError(
            f"{place}: {str(name)!r} cannot be looked up, because the controller has no time zone data; install the "
            "system's package tzdata, or the Python package of that name for the Python that runs Ansible"
        )
    raise WindowError(
        f"{place}: {str(name)!r} is no time zone of the IANA database; write one such as Europe/Berlin or UTC. "
        "Abbreviations, offsets and the controller's own zone are refused, because they change their meaning"
    )


@functools.cache
def _zone(name):
    if name == "UTC":
        return UTC
    if not name.isascii() or not name.strip() or _NO_ZONES.fullmatch(name):
        return None
    try:
        found = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return found


def zone_name(zone):
    """Return the name by which a zone was asked for."""
    return getattr(zone, "key", "UTC")

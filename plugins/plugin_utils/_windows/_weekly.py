# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows of the week: days, a time at which they open, and a time at which they close or a duration."""

from datetime import date, datetime, time, timedelta

from ._clock import closing, instant, shifted, wall_clock
from ._errors import WindowError
from ._model import ONE_DAY, Occurrence
from ._values import MIDNIGHT, duration, time_of_day, weekdays


class Weekly:
    """The openings of a window that comes back each week."""

    def __init__(self, days, start, zone, *, end=None, span=None):
        self._days, self._start, self._zone = days, timedelta(seconds=start), zone
        self._end, self._span = end, span
        self.reach = 2 * ONE_DAY + (ONE_DAY if span is None else span.reach())

    def occurrences(self, since, until):
        """Yield the occurrences that open between two instants; each belongs to the day on which it opens."""
        first = wall_clock(shifted(since, -2 * ONE_DAY), self._zone).date()
        last = wall_clock(shifted(until, ONE_DAY), self._zone).date()
        for number in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(number)
            if day.weekday() in self._days:
                found = self._occurrence(day)
                if since <= found.opening <= until:
                    yield found

    def _occurrence(self, day):
        midnight = datetime.combine(day, time())
        wall = midnight + self._start
        opening = instant(wall, self._zone)
        if self._span is not None:
            return Occurrence(opening, closing(wall, opening, self._zone, self._span), day)
        return Occurrence(opening, instant(midnight + self._end, self._zone), day)


def read(raw, zone, place):
    """Return the openings of `days`, `start` and `end` or `duration`."""
    days = weekdays(raw["days"], f"{place}.days")
    start = time_of_day(raw["start"], f"{place}.start")
    if start == MIDNIGHT:
        raise WindowError(f"{place}.start: {raw['start']!r} is the end of a day; write '00:00' and the day after")
    if "duration" in raw:
        return Weekly(days, start, zone, span=duration(raw["duration"], f"{place}.duration"))
    end = time_of_day(raw["end"], f"{place}.end")
    if end == start:
        raise WindowError(f"{place}.end: {raw['end']!r} equals start; for a whole day write '00:00' to '24:00'")
    return Weekly(days, start, zone, end=timedelta(seconds=end + (0 if end > start else MIDNIGHT)))

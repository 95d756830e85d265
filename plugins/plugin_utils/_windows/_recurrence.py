# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One recurrence rule of RFC 5545 3.3.10: read strictly here, its wall-clock times made by python-dateutil.

dateutil walks from DTSTART, however long ago that was, and through periods without any occurrence to the end of the
calendar. So a rule is started again near the time that is asked for, and days that it never meets are not waited for.
"""

import itertools
import math
import re
import traceback
from datetime import datetime, time, timedelta
from typing import NamedTuple

from ansible.module_utils.basic import missing_required_lib

from ._clock import FIRST, LAST, exists, instant, shifted, wall_clock
from ._errors import SearchTooLong, WindowError
from ._model import ONE_DAY
from ._properties import stamp

try:
    from dateutil import rrule as recurrence

    DATEUTIL_TRACEBACK = None
except ImportError:
    recurrence = None
    DATEUTIL_TRACEBACK = traceback.format_exc()

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_STEPS = {
    "WEEKLY": timedelta(weeks=1),
    "DAILY": timedelta(days=1),
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
    "SECONDLY": timedelta(seconds=1),
}
# What chooses among the steps of a frequency within a day.
_PARTS_OF_A_DAY = {"HOURLY": "byhour", "MINUTELY": "byminute", "SECONDLY": "bysecond"}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Keyword of dateutil, lowest and highest number, whether it may be counted from the end, and where RFC 5545 forbids it.
_NUMBERS = {
    "BYSECOND": ("bysecond", 0, 59, False, ()),
    "BYMINUTE": ("byminute", 0, 59, False, ()),
    "BYHOUR": ("byhour", 0, 23, False, ()),
    "BYMONTHDAY": ("bymonthday", 1, 31, True, ("WEEKLY",)),
    "BYYEARDAY": ("byyearday", 1, 366, True, ("MONTHLY", "WEEKLY", "DAILY")),
    "BYWEEKNO": ("byweekno", 1, 53, True, FREQUENCIES[1:]),
    "BYMONTH": ("bymonth", 1, 12, False, ()),
    "BYSETPOS": ("bysetpos", 1, 366, True, ()),
}
_KEYS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_NUMBERS)
_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# More occurrences than these are not walked through for one answer, and a COUNT may not be larger than that.
MOST_OCCURRENCES = 50000
LARGEST_COUNT = 10000
# A rule that meets no day in so many years is taken for one that never does; the longest cycles of weekdays and leap
# days that people write are 40 years.
PATIENCE_DAYS = 366 * 50


class Rule(NamedTuple):
    """A rule ready to be walked: keywords for dateutil, its first wall clock, its end, and its times when counted."""

    keywords: dict
    frequency: str
    start: object
    zone: object
    until: object
    place: str

    def moments(self, since, until):
        """Yield the instants of the rule from `since` to `until`. Raises SearchTooLong where they are too many."""
        last = until if self.until is None else min(until, self.until)
        for number, moment in enumerate(self._from(since)):
            if number > MOST_OCCURRENCES:
                raise SearchTooLong(
                    f"{self.place}: more than {MOST_OCCURRENCES} occurrences would have to be looked at; write a rule "
                    "with fewer and longer windows"
                )
            if moment > last:
                return
            if moment >= since:
                yield moment

    def _from(self, since):
        """Yield instants from shortly before `since` on; times that the clock leaves out are no occurrences."""
        wanted = max(wall_clock(shifted(since, timedelta(days=-2)), self.zone), self.start)
        start = self._first_day(self._near(wanted), wanted)
        if start is None:
            return
        walls = recurrence.rrule(dtstart=start, **self.keywords)
        for wall in itertools.dropwhile(lambda wall: wall < wanted, walls):
            if not FIRST.replace(tzinfo=None) < wall < LAST.replace(tzinfo=None):
                return
            if exists(wall, self.zone):
                yield instant(wall, self.zone)

    def _near(self, wanted):
        """Return a start in the rule's own rhythm, one period or more before the wanted time."""
        interval = self.keywords["interval"]
        if self.frequency in _STEPS:
            step = _STEPS[self.frequency] * interval
            begin = self._begin_of_week() if self.frequency == "WEEKLY" else self.start
            return begin + max(0, (wanted - begin) // step - 1) * step
        months = interval * (12 if self.frequency == "YEARLY" else 1)
        first = self.start.year * 12 + self.start.month - 1
        periods = (wanted.year * 12 + wanted.month - 1 - first) // months - 1
        if periods < 1:
            return self.start
        year, month = divmod(first + periods * months, 12)
        return self.start.replace(year=year, month=1 if self.frequency == "YEARLY" else month + 1, day=1)

    def _begin_of_week(self):
        """Return DTSTART moved to the first day of its week: BYSETPOS counts in whole weeks, also in the first one."""
        days = (self.start.weekday() - self.keywords["wkst"]) % 7
        return self.start - timedelta(days=min(days, self.start.toordinal() - 1))

    def _first_day(self, start, wanted):
        """Move a start that steps by days or less to the first day that the rule meets; None when none comes."""
        filters = [key for key in ("bymonth", "bymonthday", "byyearday", "byweekday") if key in self.keywords]
        if self.frequency in ("YEARLY", "MONTHLY", "WEEKLY") or not filters or "bysetpos" in self.keywords:
            return start
        step = _STEPS[self.frequency] * self.keywords["interval"]
        whole = step if not step % ONE_DAY else ONE_DAY
        horizon = min(wanted + timedelta(days=PATIENCE_DAYS), LAST.replace(tzinfo=None))
        found = start
        while found <= horizon:
            if found >= wanted - ONE_DAY and all(_MEETS[key](found, self.keywords[key]) for key in filters):
                # The day begins before `found`, which has the time of day of `start`.
                midnight = datetime.combine(found.date(), time())
                return start + max(0, (midnight - start) // step) * step
            found += whole
        return None


def _counted(day, numbers, length):
    return day in numbers or day - length - 1 in numbers


_MEETS = {
    "bymonth": lambda wall, numbers: wall.month in numbers,
    "bymonthday": lambda wall, numbers: _counted(wall.day, numbers, _month_length(wall)),
    "byyearday": lambda wall, numbers: _counted(wall.timetuple().tm_yday, numbers, 365 + _is_leap(wall.year)),
    "byweekday": lambda wall, days: wall.weekday() in [day.weekday for day in days],
}


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_length(wall):
    return 28 + _is_leap(wall.year) if wall.month == 2 else _MONTH_LENGTHS[wall.month - 1]


class Counted(NamedTuple):
    """A rule with COUNT, as the list of its instants."""

    found: tuple

    def moments(self, since, until):
        """Yield the instants from `since` to `until`."""
        return (moment for moment in self.found if since <= moment <= until)


def read_rule(text, start, zone, place):
    """Return the Rule, or Counted, of the value of an RRULE that begins at the wall clock `start`."""
    if recurrence is None:
        raise WindowError(f"{missing_required_lib('python-dateutil')}\n{DATEUTIL_TRACEBACK}")
    parts = _parts(text, place)
    frequency, keywords = _coarsest(parts["FREQ"], _keywords(parts, start, place))
    until = _until(parts["UNTIL"], zone, place) if "UNTIL" in parts else None
    rule = Rule(keywords, frequency, start, zone, until, place)
    try:
        first = next(rule._from(FIRST), None) if _is_large_enough(frequency, keywords) else None
    except ValueError as error:
        raise WindowError(f"{place}: {text!r}: {error}") from None
    if first is None:
        raise WindowError(f"{place}: {text!r} never has an occurrence")
    if "COUNT" not in parts:
        return rule
    count = _number(parts["COUNT"], "COUNT", 1, LARGEST_COUNT, place)
    return Counted(tuple(itertools.islice(rule._from(FIRST), count)))


def _parts(text, place):
    parts = {}
    for part in text.upper().split(";"):
        key, equals, value = part.partition("=")
        if key not in _KEYS or not equals:
            raise WindowError(f"{place}: {part!r} is no part of a rule; known are {', '.join(_KEYS)}")
        if key in parts:
            raise WindowError(f"{place}: {key} is given twice")
        parts[key] = value
    if parts.get("FREQ") not in FREQUENCIES:
        raise WindowError(f"{place}: FREQ must be one of {', '.join(FREQUENCIES)}, not {parts.get('FREQ')}")
    if "COUNT" in parts and "UNTIL" in parts:
        raise WindowError(f"{place}: COUNT and UNTIL exclude each other")
    return parts


def _keywords(parts, start, place):
    frequency = parts["FREQ"]
    keywords = {
        "freq": FREQUENCIES.index(frequency),
        "interval": _number(parts.get("INTERVAL", "1"), "INTERVAL", 1, 10**6, place),
        "wkst": _week_start(parts.get("WKST", "MO"), place),
    }
    for key, (keyword, low, high, negative, forbidden) in _NUMBERS.items():
        if key in parts:
            if frequency in forbidden:
                raise WindowError(f"{place}: {key} has no meaning in a {frequency} rule (RFC 5545)")
            keywords[keyword] = [_number(each, key, low, high, place, negative) for each in parts[key].split(",")]
    if "BYDAY" in parts:
        keywords["byweekday"] = _days(parts, place)
    if "BYSETPOS" in parts and len([key for key in parts if key.startswith("BY")]) == 1:
        raise WindowError(f"{place}: BYSETPOS chooses among what other BY parts give, and there is none")
    if "BYWEEKNO" in parts and "BYDAY" not in parts:
        raise WindowError(f"{place}: BYWEEKNO needs BYDAY: which days of that week?")
    return {**keywords, **_said_by_start(frequency, keywords, start)}


def _said_by_start(frequency, keywords, start):
    """What a rule leaves to DTSTART, said in full, so that the rule can begin elsewhere."""
    if {"byweekday", "bymonthday", "byyearday", "byweekno"} & set(keywords):
        return {}
    if frequency == "YEARLY":
        return {"bymonthday": [start.day], **({} if "bymonth" in keywords else {"bymonth": [start.month]})}
    if frequency == "WEEKLY":
        return {"byweekday": [recurrence.weekday(start.weekday())]}
    return {"bymonthday": [start.day]} if frequency == "MONTHLY" else {}


def _coarsest(frequency, keywords):
    """Return a rule with a longer step that says the same; dateutil tries each step, 86,400 for one second of a day."""
    while keywords["interval"] == 1 and "bysetpos" not in keywords and _PARTS_OF_A_DAY.get(frequency) in keywords:
        frequency = FREQUENCIES[FREQUENCIES.index(frequency) - 1]
    return frequency, {**keywords, "freq": FREQUENCIES.index(frequency)}


def _is_large_enough(frequency, keywords):
    """Tell whether BYSETPOS may find something: a day, or less, has as many times as its parts say."""
    finer = [
        _PARTS_OF_A_DAY[each] for each in FREQUENCIES[FREQUENCIES.index(frequency) + 1 :] if each in _PARTS_OF_A_DAY
    ]
    size = math.prod(len(set(keywords.get(part, [0]))) for part in finer)
    return frequency not in ("DAILY", *_PARTS_OF_A_DAY) or min(map(abs, keywords.get("bysetpos", [1]))) <= size


def _number(text, key, low, high, place, negative=False):
    found = re.fullmatch(r"[+-]?\d{1,9}", text, re.ASCII)
    number = int(text) if found else 0
    if not found or not low <= (abs(number) if negative else number) <= high:
        raise WindowError(f"{place}: {key} must be from {low} to {high}, not {text!r}")
    return number


def _week_start(text, place):
    if text not in _DAYS:
        raise WindowError(f"{place}: WKST must be one of {', '.join(_DAYS)}, not {text!r}")
    return _DAYS.index(text)


def _days(parts, place):
    """Return the days of BYDAY. dateutil wants both of days with and without a number, where RFC 5545 wants either."""
    days = [_day(each, parts, place) for each in parts["BYDAY"].split(",")]
    if not any(day.n for day in days):
        return days
    return [each for day in days for each in ([day] if day.n else map(day, range(1, _most_of_a_day(parts) + 1)))]


def _most_of_a_day(parts):
    """Return how often a day of the week comes, at most, in what its number counts in."""
    return 5 if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts else 53


def _day(text, parts, place):
    found = re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", text, re.ASCII)
    if found is None:
        raise WindowError(f"{place}: BYDAY: {text!r} is no day; write {', '.join(_DAYS)}, perhaps with a number before")
    day = recurrence.weekday(_DAYS.index(found[2]))
    if found[1] is None:
        return day
    if parts["FREQ"] not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts:
        raise WindowError(f"{place}: BYDAY: the number of {text!r} has a meaning only in MONTHLY and YEARLY rules")
    return day(_number(found[1], "the number in BYDAY", 1, _most_of_a_day(parts), place, negative=True))


def _until(text, zone, place):
    found = stamp(text, None, f"{place}: UNTIL")
    if found.is_date:
        raise WindowError(f"{place}: UNTIL: {text!r} has no time; RFC 5545 wants one, as in {text}T235959Z")
    return instant(found.wall, found.zone or zone)

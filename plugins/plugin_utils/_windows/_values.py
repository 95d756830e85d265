# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers of single values: durations, times, days, dates and instants. Each names its place when it refuses."""

import re
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from ._clock import FIRST, LAST, UTC, Span, instant
from ._errors import WindowError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_NUMBERS = {name[:length]: number for number, name in enumerate(WEEKDAYS) for length in (3, len(name))}

_DURATION = re.compile(r"(?=[0-9])(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})|(\d{2}):(\d{2}):(\d{2})", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_CLOCK = r"(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
_OFFSET = r"(?P<offset>Z|[+-]\d{2}(?::?\d{2})?)?"
_MOMENT = re.compile(rf"(?P<date>\d{{4}}-\d{{2}}-\d{{2}})[T ]{_CLOCK}{_OFFSET}", re.ASCII)
_ISO = re.compile(rf"(?P<date>\d{{4}}-\d{{2}}-\d{{2}})[T ]{_CLOCK}(?:\.(?P<fraction>\d+))?{_OFFSET}", re.ASCII)
_ISO_BASIC = re.compile(
    rf"(?P<date>\d{{8}})T(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?P<second>\d{{2}})?(?:\.(?P<fraction>\d+))?{_OFFSET}",
    re.ASCII,
)
_EPOCH_TEXT = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
MIDNIGHT = 86400
_LONGEST = timedelta(days=366 * 1000)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def items(value):
    """Return the members of a list, or of a text with commas or line breaks between them; None for anything else."""
    if isinstance(value, str):
        return [item for item in (part.strip() for part in re.split(r"[,\n]", value)) if item]
    return list(value) if isinstance(value, (list, tuple)) else None


def duration(value, place):
    """Return the Span of `1w2d3h4m5s` or of seconds; it is longer than nothing."""
    span = _span(value, place)
    if span == Span(0, 0):
        raise WindowError(f"{place}: {value!r} is no time at all; a duration must be longer than zero")
    return span


def elapsed(value, place):
    """Return the timedelta of a duration, in which a day is 24 hours; zero is allowed."""
    span = _span(value, place)
    return timedelta(days=span.days, seconds=span.seconds)


def _span(value, place):
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise WindowError(f"{place}: {value!r} is no duration; write it as in 90m, 1h30m, 1d, or as whole seconds")
    text = str(value)
    if re.fullmatch("[0-9]+", text):
        weeks, days, hours, minutes, seconds = 0, 0, 0, 0, _int(text)
    else:
        parts = _DURATION.fullmatch(text)
        if parts is None:
            raise WindowError(
                f"{place}: {value!r} is no duration; write weeks, days, hours, minutes and seconds in this order, "
                "as in 1w2d3h4m5s, or whole seconds"
            )
        weeks, days, hours, minutes, seconds = (_int(part or "0") for part in parts.groups())
    span = Span(weeks * 7 + days, hours * 3600 + minutes * 60 + seconds)
    if span.days + span.seconds // 86400 > _LONGEST.days:
        raise WindowError(f"{place}: {value!r} is out of range; a thousand years are the limit")
    return span


def _int(digits):
    """Return the number of a text of digits, of which only as many are read as could ever matter."""
    return int(digits) if len(digits) < 20 else 10**20


def time_of_day(value, place):
    """Return the seconds from midnight to a time as the clock shows it; 24:00 is 86400."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise WindowError(
            f"{place}: {value!r} is a number, and that is what YAML makes of a time without quotes; write the time in "
            "quotes, as in '22:00'"
        )
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise WindowError(f"{place}: {value!r} is no time; write it as in '6:30', '22:00' or '22:00:30'")
    hour, minute, second = map(int, (*(part for part in found.groups() if part), 0)[:3])
    seconds = hour * 3600 + minute * 60 + second
    if minute > 59 or second > 59 or seconds > MIDNIGHT:
        raise WindowError(f"{place}: {str(value)!r} is no time of a day, which goes from 00:00 to 24:00")
    return seconds


def weekdays(value, place):
    """Return the numbers of days, Monday being 0, of a list or text of names."""
    names = items(value)
    if not names:
        raise WindowError(f"{place}: {value!r} names no day; write days as in [mon, wed], 'mon,wed' or saturday")
    return frozenset(_weekday(name, place) for name in names)


def _weekday(name, place):
    number = _DAY_NUMBERS.get(name.strip().lower()) if isinstance(name, str) else None
    if number is None:
        raise WindowError(
            f"{place}: {name!r} is no day; write {', '.join(day[:3] for day in WEEKDAYS)} or the full names"
        )
    return number


def is_date(value):
    """Tell whether a value is a date without a time: a text, or a date as YAML makes it."""
    if isinstance(value, str):
        return bool(_DATE.fullmatch(value.strip()))
    return isinstance(value, date) and not isinstance(value, datetime)


def calendar_date(value, place):
    """Return the date of a text such as 2026-12-24, or of a date as YAML makes it."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise WindowError(f"{place}: {value!r} is no date; write it as in 2026-12-24")
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        raise WindowError(f"{place}: {str(value)!r} is no day of the calendar") from None


def written(value, place, latest=MIDNIGHT - 1):
    """Return the datetime of a date with a time: aware when an offset is written with it, otherwise naive."""
    if isinstance(value, datetime):
        return value
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise WindowError(
            f"{place}: {value!r} is no date with a time; write it as in '2026-12-24 22:00', perhaps with an offset"
        )
    return _of_match(found, place, latest)


def question(value, place):
    """Return the instant of ISO 8601 with an offset, or of seconds since 1970, as a number or a text."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return instant(value, UTC)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_epoch(value, place)
    if isinstance(value, str) and _EPOCH_TEXT.fullmatch(value):
        return _of_epoch(value, place)
    found = (_ISO.fullmatch(value) or _ISO_BASIC.fullmatch(value)) if isinstance(value, str) else None
    if found is None or found["offset"] is None:
        raise WindowError(
            f"{place}: {value!r} is no instant; write ISO 8601 with an offset, as in 2026-12-24T22:00:00Z or "
            "2026-12-24T22:00:00+01:00, or seconds since 1970"
        )
    return instant(_of_match(found, place, MIDNIGHT - 1), UTC)


def _of_epoch(value, place):
    try:
        found = EPOCH + timedelta(microseconds=int(Decimal(str(value)) * 1000000))
    except (ArithmeticError, ValueError):
        found = None
    if found is None or not FIRST <= found <= LAST:
        raise WindowError(f"{place}: {value!r} is no number of seconds since 1970 within the calendar")
    return found


def _of_match(found, place, latest):
    day = found["date"] if "-" in found["date"] else "-".join(re.findall("^....|..", found["date"]))
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    seconds = hour * 3600 + minute * 60 + second
    if minute > 59 or second > 59 or seconds > latest:
        raise WindowError(f"{place}: {str(found[0])!r} has no time of a day")
    fraction = (found.groupdict().get("fraction") or "")[:6].ljust(6, "0")
    clock = timedelta(seconds=seconds, microseconds=int(fraction))
    try:
        wall = datetime.combine(calendar_date(day, place), time()) + clock
    except OverflowError:
        return LAST
    return wall.replace(tzinfo=_offset(found["offset"], place))


def _offset(text, place):
    if text is None:
        return None
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 23 or minutes > 59:
        raise WindowError(f"{place}: {text!r} is no offset from UTC; write it as in +02:00")
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if text[0] == "-" else delta)

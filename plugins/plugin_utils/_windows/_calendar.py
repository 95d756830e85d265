# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows from a calendar: the text of an .ics file (RFC 5545), whose events are the windows.

Properties that say nothing about time are passed over. Nothing is fetched, and no zone is taken from VTIMEZONE: the
names must be those of the IANA database.
"""

import re
from datetime import timedelta

from ._clock import UTC, Span, instant
from ._errors import WindowError
from ._model import Window
from ._properties import calendar_duration, content_line, only, stamps
from ._rule import NAMES, beginning, recurring

START = "BEGIN:VCALENDAR"
# An event that is called off, or not agreed upon yet, opens nothing.
_CLOSED_STATES = ("CANCELLED", "TENTATIVE")
_TIMED = (*NAMES, "DTEND", "DURATION", "RECURRENCE-ID", "STATUS", "UID", "SUMMARY")


def is_calendar(value):
    """Tell whether a value is the text of a calendar."""
    return isinstance(value, str) and value.lstrip("\ufeff \r\n\t").upper().startswith(START)


def read_calendar(text, place):
    """Return the Windows of the events of a calendar. Raises WindowError when none of them is confirmed."""
    events = [_named(lines) for lines in _events(text, place)]
    windows = [window for event in events for window in _window(event, events, place)]
    if not windows:
        raise WindowError(f"{place}: the calendar has no VEVENT that takes place; a window would never open")
    return windows


def _named(lines):
    return [line for line in lines if line.name in _TIMED]


def _events(text, place):
    """Yield the properties of each VEVENT, without those of components inside it, such as alarms."""
    stack, lines = [], []
    for raw in _unfolded(text):
        line = content_line(raw, place)
        if line.name == "BEGIN":
            stack.append(line.value.strip().upper())
        elif line.name == "END":
            if not stack or stack.pop() != line.value.strip().upper():
                raise WindowError(f"{place}: the calendar's {raw!r} ends what has not begun")
            if line.value.strip().upper() == "VEVENT":
                yield lines
                lines = []
        elif stack[-1:] == ["VEVENT"]:
            lines.append(line)
    if stack:
        raise WindowError(f"{place}: the calendar is cut off: END:{stack[-1]} is missing")


def _unfolded(text):
    """Return the content lines: a line that begins with a blank goes on with the one before (RFC 5545 3.1)."""
    whole = re.sub(r"\r?\n[ \t]", "", text.lstrip("\ufeff \r\n\t"))
    return [line for line in re.split(r"\r?\n", whole) if line.strip()]


def _value(event, name, place):
    line = only(event, name, place)
    return None if line is None else line.value.strip()


def _window(event, events, place):
    """Yield the window of one event, if it takes place."""
    uid = _value(event, "UID", place)
    label = _unescaped(_value(event, "SUMMARY", place) or uid or "VEVENT")
    here = f"{place}: VEVENT {label!r}"
    start = beginning(event, here)
    zone = start.zone or UTC
    replaced = [] if only(event, "RECURRENCE-ID", here) else _replaced(events, uid, zone, here)
    openings = recurring(event, start, zone, _lasting(event, start, zone, here), here, replaced=replaced)
    if (_value(event, "STATUS", here) or "").upper() not in _CLOSED_STATES:
        yield Window(label, here, zone, openings)


def _replaced(events, uid, zone, place):
    """Return the instants of a series that other events of the same UID stand in for."""
    moments = []
    for event in events:
        line = only(event, "RECURRENCE-ID", place)
        if line is None or uid is None or _value(event, "UID", place) != uid:
            continue
        if "RANGE" in line.parameters:
            raise WindowError(f"{place}: RECURRENCE-ID with RANGE is not understood; give the changed events singly")
        moments += [instant(each.wall, each.zone or zone) for each in stamps(line, place)]
    return moments


def _lasting(event, start, zone, place):
    """Return the Span of an event: by DURATION, by DTEND (exact, RFC 5545 3.8.5.3), or one day."""
    length, end = only(event, "DURATION", place), only(event, "DTEND", place)
    if length and end:
        raise WindowError(f"{place}: DTEND and DURATION exclude each other")
    if length:
        return calendar_duration(length.value.strip(), place)
    if end:
        return _until_end(stamps(end, place)[0], start, zone, place)
    if start.is_date:
        return Span(1, 0)
    raise WindowError(f"{place}: DTEND or DURATION is missing")


def _until_end(end, start, zone, place):
    if end.is_date != start.is_date:
        raise WindowError(f"{place}: DTSTART and DTEND must both be dates or both be times")
    if end.is_date:
        span = Span((end.wall - start.wall).days, 0)
    else:
        span = Span(0, int((instant(end.wall, end.zone or zone) - instant(start.wall, zone)) / timedelta(seconds=1)))
    if span <= Span(0, 0):
        raise WindowError(f"{place}: DTEND is not after DTSTART")
    return span


def _unescaped(text):
    return re.sub(r"\\(.)", lambda found: " " if found[1] in "nN" else found[1], text)

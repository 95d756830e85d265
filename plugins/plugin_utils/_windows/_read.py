# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what users write to Windows: which form a mapping has, what it may hold, and its exceptions."""

from collections.abc import Mapping
from datetime import datetime

from . import _absolute, _rule, _weekly
from ._calendar import is_calendar, read_calendar
from ._clock import UTC, zone_of
from ._errors import WindowError
from ._model import Window
from ._values import calendar_date, is_date, items

KEYS = ("name", "days", "start", "end", "duration", "timezone", "rrule", "except")


def read_windows(raw):
    """Return the Windows of a list of mappings and texts of calendars, or of one such text.

    Everything is read before anything is asked. Raises WindowError at the first mistake, and for an empty list: there
    is no implicit "always".
    """
    if is_calendar(raw):
        return read_calendar(raw, "windows")
    if raw is None or (isinstance(raw, (list, tuple)) and not raw):
        raise WindowError(f"windows: {raw!r} is never open; give at least one window, there is no implicit 'always'")
    if not isinstance(raw, (list, tuple)):
        raise WindowError(f"windows: {_shown(raw)} is no list of windows{_remedy(raw)}")
    return [window for number, entry in enumerate(raw) for window in _entry(entry, f"windows[{number}]", UTC)]


def _remedy(raw):
    """What may have been meant by something that is no list."""
    if isinstance(raw, Mapping):
        return "; put the window into a list"
    if isinstance(raw, str):
        return (
            ". Files and addresses are not read here: a calendar comes as its text, for instance with "
            "lookup('ansible.builtin.file', 'windows.ics')"
        )
    return "; a generator becomes one with the filter list"


def _shown(raw):
    text = repr(raw)
    return text if len(text) < 80 else f"{text[:76]} ..."


def _entry(raw, place, zone):
    if is_calendar(raw):
        return read_calendar(raw, place)
    if not isinstance(raw, Mapping):
        raise WindowError(f"{place}: {_shown(raw)} is no window; write a mapping with {', '.join(KEYS)}")
    return [_window(raw, place, zone)]


def _window(raw, place, zone):
    _check_keys(raw, place)
    if "timezone" in raw:
        zone = zone_of(raw["timezone"], f"{place}.timezone")
    if "rrule" in raw:
        openings, zone = _of_rule(raw, zone, place)
    elif _is_absolute(raw):
        openings = _of_dates(raw, zone, place)
    else:
        openings = _of_week(raw, zone, place)
    closed, holes = _exceptions(raw.get("except"), zone, f"{place}.except")
    return Window(raw.get("name") or place, place, zone, openings, closed, holes)


def _check_keys(raw, place):
    for key, value in raw.items():
        if key not in KEYS or not isinstance(key, str):
            raise WindowError(f"{place}: unknown key {key!r}; a window has {', '.join(KEYS)}")
        if value is None and key != "except":
            raise WindowError(f"{place}.{key}: is empty; give a value or leave the key out")
    if not isinstance(raw.get("name", ""), str):
        raise WindowError(f"{place}.name: {raw['name']!r} is no text")
    if "end" in raw and "duration" in raw:
        raise WindowError(f"{place}: end and duration exclude each other")


def _is_absolute(raw):
    """A date in `start` or `end` makes a window that opens once; a time belongs to a window of the week."""
    return any(
        isinstance(value, datetime) or is_date(value) or (isinstance(value, str) and "-" in value)
        for value in (raw.get("start"), raw.get("end"))
    )


def _of_rule(raw, zone, place):
    _forbid(raw, ("days", "start", "end"), "rrule", place)
    _require(raw, ("duration",), place)
    return _rule.read(raw, zone, place)


def _of_dates(raw, zone, place):
    _forbid(raw, ("days",), "a start with a date", place)
    _require(raw, ("start",), place)
    _require_end(raw, place)
    return _absolute.read(raw, zone, place)


def _of_week(raw, zone, place):
    if not {"days", "start", "end"} & set(raw):
        raise WindowError(
            f"{place}: days, rrule, or a start with a date is missing, so it cannot be told when it opens"
        )
    _require(raw, ("days", "start"), place)
    _require_end(raw, place)
    return _weekly.read(raw, zone, place)


def _forbid(raw, keys, because, place):
    for key in keys:
        if key in raw:
            raise WindowError(f"{place}: {key} does not go with {because}")


def _require(raw, keys, place):
    for key in keys:
        if key not in raw:
            raise WindowError(f"{place}: {key} is missing")


def _require_end(raw, place):
    if "end" not in raw and "duration" not in raw:
        raise WindowError(f"{place}: end or duration is missing")


def _exceptions(raw, zone, place):
    """Return the excepted dates, as pairs of first and last, and the windows to be cut out."""
    if raw is None:
        return (), ()
    entries = [raw] if isinstance(raw, Mapping) or is_date(raw) or is_calendar(raw) else items(raw)
    if entries is None:
        raise WindowError(f"{place}: {raw!r} is no date, no window and no list of them")
    closed, holes = [], []
    for number, entry in enumerate(entries):
        here = f"{place}[{number}]"
        if is_calendar(entry) or (isinstance(entry, Mapping) and not _is_range(entry)):
            holes += _entry(entry, here, zone)
        else:
            closed.append(_range(entry, here))
    return tuple(closed), tuple(holes)


def _is_range(entry):
    """Two dates without times are a range of whole days; anything else in a mapping is a window."""
    return set(entry) - {"name"} == {"start", "end"} and is_date(entry["start"]) and is_date(entry["end"])


def _range(entry, place):
    """Return the first and the last date of a date, of `a/b`, or of a mapping."""
    if isinstance(entry, Mapping):
        ends = [entry["start"], entry["end"]]
    elif isinstance(entry, str) and "/" in entry:
        ends = entry.split("/")
    else:
        ends = [entry, entry]
    if len(ends) != 2:
        raise WindowError(f"{place}: {entry!r} is no range of dates; write it as in 2026-12-24/2026-12-26")
    first, last = (calendar_date(end, place) for end in ends)
    if last < first:
        raise WindowError(f"{place}: {entry!r} ends before it begins")
    return first, last

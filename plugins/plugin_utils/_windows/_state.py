# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers: is a window open, with enough time left; until when; and if not, when one opens next."""

from datetime import datetime, timedelta

from ._clock import LAST, UTC, shifted, wall_clock, zone_name
from ._errors import SearchTooLong
from ._read import read_windows
from ._spans import coverage
from ._values import elapsed, question

# How far closings and the next opening are looked for. Near ones first: what a window with very many occurrences does
# far away must not keep the near ones from being found.
CLOSING_HORIZON = timedelta(days=366)
_CLOSING_HORIZONS = {"8 days": timedelta(days=8), "a year": CLOSING_HORIZON}
_OPENING_HORIZONS = {"8 days": timedelta(days=8), "year": timedelta(days=366), "50 years": timedelta(days=366 * 50)}


def is_open(windows, at=None, needs=0):
    """Tell whether a window is open at an instant and stays open for as long as `needs` says.

    `at` is ISO 8601 with an offset or seconds since 1970, the present time when None. Raises WindowError for a mistake
    in any window, in `at` or in `needs`.
    """
    windows, moment, needed = _asked(windows, at, needs)
    if moment + needed > LAST:
        return False
    found = _covering(windows, moment, moment + needed)
    return found is not None and found.closing >= moment + needed


def state(windows, at=None, needs=0):
    """Return what messages and reports need to know about windows at an instant; times are ISO 8601 in UTC.

    `closes_at` and `seconds_left` are None while nothing closes within a year, `next_opening` is None where nothing
    opens, for long enough, within 50 years.
    """
    windows, moment, needed = _asked(windows, at, needs)
    found, seen = _open_until(windows, moment, needed)
    enough = found is not None and found.closing - moment >= needed
    following, searched = (None, None) if enough else _next(windows, moment, needed)
    closes = None if found is None or seen or found.closing - moment > CLOSING_HORIZON else found.closing
    named = found.last if found else following.first if following else None
    return {
        "open": enough,
        "reason": "open" if enough else "closed" if found is None else "too_little_time",
        "at": _text(moment),
        "needs_seconds": int(needed.total_seconds()),
        "closes_at": _text(closes),
        "seconds_left": 0 if found is None else None if closes is None else int((closes - moment).total_seconds()),
        "next_opening": _text(following.opening) if following else None,
        "window": named.label if named else None,
        "message": _message(found, closes, moment, needed, seen=seen, opens=_opens(following, searched, needed)),
    }


def _asked(windows, at, needs):
    read = read_windows(windows)
    moment = datetime.now(UTC) if at is None else question(at, "at")
    return read, moment, elapsed(0 if needs is None else needs, "needs")


def _covering(windows, moment, enough):
    """Return the Coverage that holds an instant, looked at up to `enough`; None when all windows are closed."""
    found = None
    for each in coverage(windows, moment, enough):
        if each.opening > moment:
            break
        found = each
        if found.closing >= enough:
            break
    return found


def _open_until(windows, moment, needed):
    """Return the Coverage that holds an instant, None when all are closed, and for how long it is open at least.

    That is a text where its closing is not known, empty where it is. What is needed is looked at in any case, so that
    this never says more than `is_open` does.
    """
    found = _covering(windows, moment, shifted(moment, needed))
    if found is None or found.closing < shifted(moment, needed):
        return found, ""
    seen = "some time"
    for words, horizon in _CLOSING_HORIZONS.items():
        enough = shifted(moment, max(needed, horizon))
        try:
            found = _covering(windows, moment, enough)
        except SearchTooLong:
            break
        if found.closing < enough:
            return found, ""
        seen = f"more than {words}"
    return found, seen


def _next(windows, moment, needed):
    """Return the first Coverage after an instant that is open for long enough, or None, and how far was looked.

    None for that where even the nearest days hold too many occurrences.
    """
    searched = None
    for words, horizon in _OPENING_HORIZONS.items():
        until = shifted(moment, horizon + needed)
        try:
            for each in coverage(windows, moment, until):
                # What exceptions take away later than that has not been seen.
                if each.opening > moment and min(each.closing, until) - each.opening >= needed:
                    return each, words
        except SearchTooLong:
            break
        searched = words
    return None, searched


def _text(moment):
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _message(found, closes, moment, needed, *, seen, opens):
    if found is None:
        return f"closed; {opens}"
    if closes is None:
        return f"open for {seen or 'more than a year'} (window {found.last.label!r})"
    left = f"open until {_both(closes, found.last)}, {_length(closes - moment)} left (window {found.last.label!r})"
    if closes - moment >= needed:
        return left
    return f"too little time left: {_length(needed)} needed, {left}; {opens}"


def _opens(following, searched, needed):
    if searched is None:
        return "when a window opens next cannot be told, because a rule has too many occurrences"
    if following is None:
        enough = f" for {_length(needed)}" if needed else ""
        return f"no window opens{enough} within the next {searched}"
    enough = " for long enough" if needed else ""
    return f"the next opening{enough} is {_both(following.opening, following.first)} (window {following.first.label!r})"


def _both(moment, window):
    """A time by the window's own clock and, where that is another, in UTC."""
    utc = f"{moment:%Y-%m-%d %H:%M} UTC"
    if window.zone is UTC:
        return f"{moment:%a} {utc}"
    wall = wall_clock(moment, window.zone)
    return f"{wall:%a %Y-%m-%d %H:%M} {zone_name(window.zone)} ({utc})"


def _length(delta):
    """A duration in its two largest units, rounded down."""
    rest, parts = int(delta.total_seconds()), []
    for unit, seconds in (("d", 86400), ("h", 3600), ("min", 60), ("s", 1)):
        count, rest = divmod(rest, seconds)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2]) or "0 s"

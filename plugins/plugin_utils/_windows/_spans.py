# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Union and exceptions, lazily: a window may open for ever, and an answer needs only what is near.

A span is a pair of instants, opening included and closing excluded. Streams of spans are in order of their openings.
"""

import collections
import heapq
from datetime import datetime, time
from typing import NamedTuple

from ._clock import LAST, instant, shifted
from ._model import ONE_DAY, Window, fits

# A span that grows and grows is passed on in pieces of this length, which touch.
_PIECE = 7 * ONE_DAY


class Coverage(NamedTuple):
    """A part of the union of all windows, as far as it has been looked at; `last` is the window that closes latest."""

    opening: datetime
    closing: datetime
    first: Window
    last: Window


def coverage(windows, since, until):
    """Yield the union of windows as Coverages in order, each again whenever it has grown.

    Of what opens after `until` nothing is seen, and closings later than that may be too late.
    """
    found = None
    for opening, closing, number in heapq.merge(
        *(_numbered(windows, number, since, until) for number in range(len(windows)))
    ):
        window = windows[number]
        if closing <= since:
            # An exception has left only the part before.
            continue
        if found is None or opening > found.closing:
            found = Coverage(opening, closing, window, window)
        elif closing > found.closing:
            found = found._replace(closing=closing, last=window)
        yield found


def _numbered(windows, number, since, until):
    return ((opening, closing, number) for opening, closing in spans(windows[number], since, until))


def spans(window, since, until):
    """Yield the spans of one window that close after `since`, its exceptions taken out, in order and apart."""
    found = (
        (each.opening, each.closing)
        for each in window.openings.occurrences(shifted(since, -window.openings.reach), until)
        if each.opening < each.closing and each.closing > since and fits(each.day, window.closed)
    )
    holes = [spans(hole, since, until) for hole in window.holes]
    if not window.closed and not holes:
        return joined(found)
    return without(joined(found), joined(heapq.merge(_closed_days(window), *holes)))


def _closed_days(window):
    return sorted((_midnight(first, 0, window.zone), _midnight(last, 1, window.zone)) for first, last in window.closed)


def _midnight(day, later, zone):
    try:
        return instant(datetime.combine(day, time()) + later * ONE_DAY, zone)
    except OverflowError:
        return LAST


def joined(found):
    """Join spans that touch or overlap. Long ones are passed on in pieces, because they may never end."""
    opening = closing = None
    for start, end in found:
        if opening is None:
            opening, closing = start, end
        elif start > closing:
            yield opening, closing
            opening, closing = start, end
        else:
            closing = max(closing, end)
            if start - opening >= _PIECE:
                yield opening, start
                opening = start
    if opening is not None:
        yield opening, closing


def without(found, holes):
    """Take holes out of spans; both are in order and apart."""
    ahead = collections.deque()
    for opening, closing in found:
        while ahead and ahead[0][1] <= opening:
            ahead.popleft()
        while not ahead or ahead[-1][0] < closing:
            hole = next(holes, None)
            if hole is None:
                break
            if hole[1] > opening:
                ahead.append(hole)
        for start, end in ahead:
            if start >= closing:
                break
            if opening < start:
                yield opening, start
            opening = max(opening, end)
        if opening < closing:
            yield opening, closing

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window itself: something that opens again and again, the days on which it does not, and the times cut out."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple


class Occurrence(NamedTuple):
    """One opening: two instants, and the day to which it belongs, by the calendar of the window's zone."""

    opening: datetime
    closing: datetime
    day: date


class Window(NamedTuple):
    """A window as it was read.

    `openings` has `reach`, the longest time for which it can be open, and `occurrences(since, until)`, which yields the
    Occurrences that open between two instants, in this order. `closed` are pairs of first and last excepted dates,
    `holes` are windows whose time is cut out.
    """

    label: str
    place: str
    zone: Any
    openings: Any
    closed: tuple = ()
    holes: tuple = ()


class Once:
    """A window that opens once."""

    def __init__(self, opening, closing, day):
        self.only = Occurrence(opening, closing, day)
        self.reach = closing - opening

    def occurrences(self, since, until):
        """Yield the only occurrence, when it opens between two instants."""
        if since <= self.only.opening <= until:
            yield self.only


def fits(day, closed):
    """Tell whether a date is none of the excepted ones."""
    return not any(first <= day <= last for first, last in closed)


ONE_DAY = timedelta(days=1)

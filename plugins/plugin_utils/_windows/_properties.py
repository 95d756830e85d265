# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Content lines of RFC 5545: `NAME;PARAMETER=VALUE:VALUE`, the zones and times in them, and durations."""

import re
from datetime import date, datetime
from typing import NamedTuple

from ._clock import UTC, Span, zone_of
from ._errors import WindowError

_LINE = re.compile(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)', re.DOTALL
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^;]*)')
_TIME = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
_DURATION = re.compile(r"\+?P(?:(\d+)W|(?=[\dT])(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)", re.ASCII)


class Property(NamedTuple):
    """One content line: name and parameter names in capitals."""

    name: str
    parameters: dict
    value: str


class Stamp(NamedTuple):
    """A time as RFC 5545 writes it: a wall clock, its zone (None where none is written), or a date alone."""

    wall: datetime
    zone: object
    is_date: bool


def content_line(text, place):
    """Return the Property of one unfolded line."""
    found = _LINE.fullmatch(text)
    if found is None:
        raise WindowError(
            f"{place}: {text!r} is no property of RFC 5545, such as DTSTART;TZID=Europe/Berlin:20261224T220000"
        )
    parameters = {name.upper(): value.strip('"') for name, value in _PARAMETER.findall(found[2])}
    return Property(found[1].upper(), parameters, found[3])


def stamps(line, place):
    """Return the Stamps of a property with one or more times."""
    here = f"{place}: {line.name}"
    kind = line.parameters.get("VALUE", "DATE-TIME").upper()
    if kind not in ("DATE", "DATE-TIME"):
        raise WindowError(f"{here}: VALUE={kind} is not understood; give times")
    name = line.parameters.get("TZID")
    zone = None if name is None else zone_of(name, f"{here} TZID")
    found = [stamp(text, zone, here) for text in line.value.split(",")]
    if any(each.is_date != (kind == "DATE") for each in found):
        raise WindowError(
            f"{here}: {line.value!r} needs {'a date' if kind == 'DATE' else 'a time, as in 20261224T220000'}"
        )
    return found


def stamp(text, zone, here):
    """Return the Stamp of `20261224T220000Z` and its shorter forms."""
    found = _TIME.fullmatch(text)
    try:
        wall = datetime.strptime(found[1] + (found[2] or "000000"), "%Y%m%d%H%M%S")
    except (TypeError, ValueError):
        raise WindowError(f"{here}: {text!r} is no time; write it as in 20261224T220000 or 20261224T220000Z") from None
    if found[3] and zone is not None:
        raise WindowError(f"{here}: {text!r} has a Z and a TZID; leave one of them out")
    return Stamp(wall, UTC if found[3] else zone, found[2] is None)


def calendar_duration(text, place):
    """Return the Span of a duration of RFC 5545 3.3.6, such as PT2H30M or P1D."""
    found = _DURATION.fullmatch(text)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0,) * 5
    span = Span(weeks * 7 + days, hours * 3600 + minutes * 60 + seconds)
    if span == Span(0, 0) or span.days + span.seconds // 86400 > 366000:
        raise WindowError(f"{place}: DURATION: {text!r} is no duration longer than zero, such as PT2H30M or P1D")
    return span


def only(lines, name, place):
    """Return the one property of a name, or None. Raises WindowError when there are several."""
    found = [line for line in lines if line.name == name]
    if len(found) > 1:
        raise WindowError(f"{place}: {name} is given {len(found)} times; once is right")
    return found[0] if found else None


def day_of(stamped):
    """Return the date of a Stamp."""
    return date(stamped.wall.year, stamped.wall.month, stamped.wall.day)

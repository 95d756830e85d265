# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows that open once: two dates with times, or one and a duration."""

from ._clock import closing, instant, wall_clock
from ._errors import WindowError
from ._model import Once
from ._values import MIDNIGHT, duration, written


def read(raw, zone, place):
    """Return the openings of an absolute `start` and an `end` or a `duration`."""
    begin = written(raw["start"], f"{place}.start")
    start = instant(begin, zone)
    if "duration" in raw:
        wall = wall_clock(start, zone) if begin.tzinfo else begin
        end = closing(wall, start, zone, duration(raw["duration"], f"{place}.duration"))
    else:
        end = instant(written(raw["end"], f"{place}.end", latest=MIDNIGHT), zone)
    if end <= start:
        key = "duration" if "duration" in raw else "end"
        raise WindowError(f"{place}.{key}: {raw[key]!s} is not after start, which is {raw['start']!s}")
    return Once(start, end, wall_clock(start, zone).date())

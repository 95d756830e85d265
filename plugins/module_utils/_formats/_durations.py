# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Durations as devices print them, in whole seconds."""

import functools
import re

_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?").fullmatch
# "1d 02:03:04", "1 day, 2:03:04": days may stand before a clock, which has two to four parts.
_CLOCK = re.compile(
    r"(?:(?P<days>[0-9]{1,9}) ?(?:d|days?),? ?)?"
    r"(?P<clock>[0-9]{1,9}(?::[0-9]{1,9}){1,3})(?:\.[0-9]{1,9})?"
).fullmatch
_CLOCK_WEIGHTS = (1, 60, 3600, 86400)

_UNITS = {
    "ms": 0.001,
    "msec": 0.001,
    "msecs": 0.001,
    "s": 1,
    "sec": 1,
    "secs": 1,
    "second": 1,
    "seconds": 1,
    "m": 60,
    "min": 60,
    "mins": 60,
    "minute": 60,
    "minutes": 60,
    "h": 3600,
    "hr": 3600,
    "hrs": 3600,
    "hour": 3600,
    "hours": 3600,
    "d": 86400,
    "day": 86400,
    "days": 86400,
    "w": 604800,
    "week": 604800,
    "weeks": 604800,
    "wk": 604800,
    "y": 31536000,
    "year": 31536000,
    "years": 31536000,
}
_PART = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,9})?) ?([a-z]{1,7})")
_PARTS = re.compile(r"%s(?:(?:,? ?|:)%s){0,5}" % (_PART.pattern, _PART.pattern)).fullmatch
# ISO 8601, without months: in "P1M" they are no fixed number of seconds.
_ISO = re.compile(r"p((?:[0-9]{1,9}[ywd])*)(?:t((?:[0-9]{1,9}(?:\.[0-9]{1,9})?[hms])+))?").fullmatch


@functools.lru_cache(maxsize=4096)
def seconds(text, unit=1):
    """Return a printed duration in whole seconds, None for text that is none (`-`, `N/A`, `never`).

    Reads bare numbers, of which each is `unit` seconds, clocks (`00:14:15`, `0:00:11:33` with days in front), numbers
    with letters (`2d15h`, `1w2d`, `0h 0m 5s`, `10 minutes`) and ISO 8601 (`PT16M2S`). Fractions are cut off.
    """
    if text is None:
        return None
    bare = " ".join(str(text).lower().split())
    if _NUMBER(bare):
        return int(float(bare) * unit) if "." in bare else int(bare) * unit
    clock = _CLOCK(bare)
    if clock:
        parts = reversed(clock.group("clock").split(":"))
        total = sum(int(part) * weight for part, weight in zip(parts, _CLOCK_WEIGHTS))
        return total + int(clock.group("days") or 0) * 86400
    iso = _ISO(bare)
    if iso:
        return _sum_of_parts((iso.group(1) or "") + (iso.group(2) or ""))
    return _sum_of_parts(bare) if _PARTS(bare) else None


def _sum_of_parts(text):
    parts = _PART.findall(text)
    if not parts or any(word not in _UNITS for _number, word in parts):
        return None
    return int(sum(float(number) * _UNITS[word] for number, word in parts))

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times in one form that sorts as text: UTC, ISO 8601, whole seconds, `2026-03-01T03:00:00Z`."""

import functools
from datetime import datetime, timedelta, timezone

_FORM = "%Y-%m-%dT%H:%M:%SZ"

# A host's clock that is further from the others than this is wrong; slices of one audit are hours apart at most.
_ODD_SECONDS = 86400


def canonical(value):
    """A time in the common form; None for what is none. A time without an offset is taken for UTC."""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        return (moment.astimezone(timezone.utc) if moment.tzinfo else moment).strftime(_FORM)
    except (ValueError, OverflowError):
        return None


@functools.lru_cache(maxsize=4096)
def seconds(text):
    """Seconds since 1970 of a time in the common form."""
    return int(_moment(text).timestamp())


def shifted(text, days):
    """The time so many days later, or earlier when negative."""
    return (_moment(text) + timedelta(days=days)).strftime(_FORM)


def run_times(facts):
    """Map each host to the time of its facts.

    Hosts that tell none, or whose clock is more than a day from most others, get the median of all.
    """
    told = {host: canonical(host_facts.get("collected_at")) for host, host_facts in facts.items()}
    known = sorted(filter(None, told.values()))
    median = known[(len(known) - 1) // 2] if known else datetime.now(timezone.utc).strftime(_FORM)
    middle = seconds(median)
    return {
        host: time if time and abs(seconds(time) - middle) <= _ODD_SECONDS else median for host, time in told.items()
    }


def _moment(text):
    return datetime.strptime(text, _FORM).replace(tzinfo=timezone.utc)

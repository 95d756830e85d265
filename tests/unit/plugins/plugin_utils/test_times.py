# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times in one form, and clocks that are wrong."""

from datetime import datetime, timedelta, timezone

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._times import canonical, run_times, seconds, shifted

FORMS = {
    "as arp_facts writes it": ("2026-03-01T03:00:00Z", "2026-03-01T03:00:00Z"),
    "another offset": ("2026-03-01T05:00:00+02:00", "2026-03-01T03:00:00Z"),
    "no offset": ("2026-03-01 03:00:00", "2026-03-01T03:00:00Z"),
    "parts of a second": ("2026-03-01T03:00:00.123456Z", "2026-03-01T03:00:00Z"),
    "a time that YAML has read": (
        datetime(2026, 3, 1, 5, tzinfo=timezone(timedelta(hours=2))),
        "2026-03-01T03:00:00Z",
    ),
    "nothing": (None, None),
    "no time": ("yesterday", None),
    "no such day": ("2026-02-30T03:00:00Z", None),
    "beyond the calendar": ("0001-01-01T00:00:00+02:00", None),
}


@pytest.mark.parametrize(("given", "expected"), FORMS.values(), ids=FORMS)
def test_one_form(given, expected):
    assert canonical(given) == expected


def test_distances():
    assert seconds("2026-03-01T03:00:10Z") - seconds("2026-03-01T03:00:00Z") == 10
    assert shifted("2026-03-01T03:00:00Z", -1.5) == "2026-02-27T15:00:00Z"


def test_a_clock_that_is_wrong_is_not_believed():
    told = {"a": "2026-03-01T03:00:00Z", "b": "2026-03-01T05:00:00Z", "c": "1970-01-01T00:00:00Z", "d": None}
    assert run_times({host: {"collected_at": time} for host, time in told.items()}) == {
        "a": "2026-03-01T03:00:00Z",
        "b": "2026-03-01T05:00:00Z",
        "c": "2026-03-01T03:00:00Z",
        "d": "2026-03-01T03:00:00Z",
    }


def test_facts_that_tell_no_time_are_of_now():
    (time,) = run_times({"a": {}}).values()
    assert abs(datetime.now(timezone.utc).timestamp() - seconds(time)) < 60

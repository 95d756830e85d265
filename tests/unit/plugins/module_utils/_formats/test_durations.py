# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Durations in every form that platforms print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._formats._durations import seconds

DURATIONS = [
    ("0", 0),
    ("12", 12),
    (" 12 ", 12),
    ("0.411797", 0),
    ("3.9", 3),
    ("00:14:15", 855),
    ("0:01:40", 100),
    ("0:00:11:33", 693),
    ("1:00:00:00", 86400),
    ("00:00:03.250", 3),
    ("2d15h", 226800),
    ("1w2d", 777600),
    ("1y2w", 32745600),
    ("0h 0m 5s", 5),
    ("0h  0m  5s", 5),
    ("00h00m03s", 3),
    ("14h:43m:46s", 53026),
    ("0d 0h 0m 14s", 14),
    ("1 day, 2:03:04", 93784),
    ("1d 02:03:04", 93784),
    ("10 minutes", 600),
    ("1 hour 5 min", 3900),
    ("1 hour, 5 seconds", 3605),
    ("45 sec", 45),
    ("1500 ms", 1),
    ("PT16M2S", 962),
    ("P1DT2H", 93600),
    ("PT0S", 0),
    ("PT1.5S", 1),
]
NO_DURATIONS = [
    None,
    "",
    "-",
    "N/A",
    "never",
    "P",
    "PT",
    "P1M",
    "5 parsecs",
    "s",
    "5:",
    ":5",
    "1.2.3",
    "-5",
    "9" * 5000,
    "²",
]


@pytest.mark.parametrize(("text", "number"), DURATIONS)
def test_seconds(text, number):
    assert seconds(text) == number


@pytest.mark.parametrize("text", NO_DURATIONS)
def test_what_is_no_duration_is_none(text):
    assert seconds(text) is None


@pytest.mark.parametrize(("text", "number"), [("2", 120), ("0.5", 30), ("00:02", 2), ("2s", 2), ("-", None)])
def test_unit_counts_for_bare_numbers_only(text, number):
    assert seconds(text, unit=60) == number


@given(text=st.text())
def test_any_text_is_none_or_whole_seconds(text):
    assert type(seconds(text)) in (int, type(None))


@given(number=st.integers(0, 10**8))
def test_a_clock_of_any_length_is_read(number):
    minutes, second = divmod(number, 60)
    hours, minute = divmod(minutes, 60)
    assert seconds(f"{hours}:{minute:02}:{second:02}") == number

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether there is time for a flush."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.plugin_utils._flush import Gate, needed_seconds, read_windows_option
from ansible_collections.netops.arp.plugins.plugin_utils._windows import WindowError

SATURDAY = [{"name": "weekend", "days": "sat", "start": "22:00", "duration": "4h"}]
IN_TIME, LATE, CLOSED = "2026-07-04T22:00:00Z", "2026-07-05T01:59:30Z", "2026-07-01T12:00:00Z"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260704T220000Z\r\nDURATION:PT4H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)

MOMENTS = {
    "in time": (IN_TIME, None),
    "exactly enough": ("2026-07-05T01:59:00Z", None),
    "closed": (CLOSED, "closed; the next opening for long enough is Sat 2026-07-04 22:00 UTC (window 'weekend')"),
    "too late": (LATE, "closing too early: 1 min needed, open until Sun 2026-07-05 02:00 UTC, 30 s left"),
}


@pytest.mark.parametrize(("at", "words"), MOMENTS.values(), ids=MOMENTS)
def test_a_flush_is_refused_outside_a_window_and_the_message_says_when(at, words):
    gate = Gate(SATURDAY)
    refusal = gate.refusal(gate.judge("1m", at))
    if words is None:
        assert refusal is None
    else:
        assert refusal.startswith(f"Refused, nothing was flushed. The maintenance windows are {words}")
    assert gate.remark(gate.judge("1m", at)) is None


@pytest.mark.parametrize("at", [IN_TIME, LATE, CLOSED])
def test_an_emergency_is_never_refused_and_always_remarked(at):
    gate = Gate(SATURDAY, " core1 burns ")
    judged = gate.judge(60, at)
    assert gate.refusal(judged) is None
    assert gate.remark(judged).startswith("EMERGENCY, flushing whatever the windows say. Reason: core1 burns (")
    assert judged["message"] in gate.remark(judged)


@pytest.mark.parametrize("switch", ["false", "No", " off ", "0", "true", "yes", "None", True, 1, ["core1 burns"]])
def test_a_switch_is_no_reason_for_an_emergency(switch):
    """Somebody who writes emergency=false must not flush at any time."""
    with pytest.raises(WindowError, match=r"emergency: .* is no reason"):
        Gate(SATURDAY, switch)
    assert Gate(SATURDAY, False).emergency is None


def test_without_windows_nothing_is_refused():
    assert Gate().judge("1m") is None
    assert Gate(emergency="  ").emergency is None
    assert Gate(emergency="fire").remark(None).endswith("Reason: fire (no maintenance window was given)")


def test_a_mistake_in_a_window_is_told_in_an_emergency_too():
    with pytest.raises(WindowError, match="unknown key 'day'"):
        Gate([{"day": "sat"}], "fire").judge()
    with pytest.raises(WindowError, match="no implicit 'always'"):
        Gate([]).judge()


FORMS = {
    "a list": (SATURDAY, None),
    "YAML": ("- {name: weekend, days: sat, start: '22:00', duration: 4h}", None),
    "a file of YAML": (None, "- {name: weekend, days: sat, start: '22:00', duration: 4h}"),
    "nothing and a file": ("", "- {name: weekend, days: sat, start: '22:00', duration: 4h}"),
    "the text of a calendar": (CALENDAR, None),
    "a file with a calendar": (None, CALENDAR),
}


@pytest.mark.parametrize(("windows", "file"), FORMS.values(), ids=FORMS)
def test_windows_come_in_any_form(windows, file):
    gate = Gate(read_windows_option(windows, file))
    assert gate.judge(0, IN_TIME)["open"] is True
    assert gate.judge(0, CLOSED)["open"] is False


EMPTY = {
    "a text": ("", None),
    "blanks": (" \n", None),
    "an empty file": (None, ""),
    "a file with a comment": (None, "# none during the freeze\n"),
    "a file with null": ("", "null\n"),
}


@pytest.mark.parametrize(("windows", "file"), EMPTY.values(), ids=EMPTY)
def test_windows_that_turned_out_empty_are_refused(windows, file):
    """Nothing at all was given is another thing: no windows are asked for then."""
    with pytest.raises(WindowError, match="no implicit 'always'"):
        read_windows_option(windows, file)
    assert read_windows_option(None) is None


def test_a_key_that_is_given_twice_is_told():
    twice = "- days: sat\n  start: '22:00'\n  duration: 4h\n  except: 2026-07-04\n  except: 2026-12-26\n"
    with pytest.raises(WindowError, match=r"except is given twice.* line 5"):
        read_windows_option(twice)
    merged = "- &night {days: sat, start: '22:00', duration: 4h}\n- {<<: *night, days: sun}\n"
    assert [window["days"] for window in read_windows_option(merged)] == ["sat", "sun"]


def test_what_is_no_window_is_told():
    with pytest.raises(WindowError, match="exclude each other"):
        read_windows_option(SATURDAY, CALENDAR)
    with pytest.raises(WindowError, match="neither a calendar nor YAML"):
        read_windows_option("- {name: [")


@given(
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.sampled_from(["host", "device"]),
    st.floats(0, 600, allow_nan=False),
)
def test_more_entries_never_need_less_time(few, more, kind, verify):
    one, other = (needed_seconds(number, kind, verify) for number in sorted((few, more)))
    assert verify < one <= other


def test_a_flush_that_needs_more_time_than_it_may_take_is_refused():
    assert Gate.overrun("10m", "10m") is None
    assert Gate.overrun(3600, None) is None
    assert "It may take 601 s, and no more than 600 s are allowed" in Gate.overrun(601, "10m")
    with pytest.raises(WindowError, match="at_most: 'soon' is no duration"):
        Gate.overrun(1, "soon")


def test_a_device_takes_a_command_for_each_entry():
    assert needed_seconds(1000, "device", 10) == 555
    assert needed_seconds(100000, "host", 10) == 75

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of RFC 5545 and calendars: against python-dateutil where it may be trusted, quick whatever the rule says."""

import time
from datetime import datetime, timedelta, timezone

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.plugin_utils._windows import WindowError, is_open, read_windows, state

UTC = timezone.utc

RULES = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3;BYMONTH=1,7",
    "FREQ=DAILY;BYDAY=MO,FR;BYHOUR=1,13",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=3",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=-2,15",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO",
    "FREQ=YEARLY;BYYEARDAY=1,-1",
    "FREQ=HOURLY;INTERVAL=7",
    "FREQ=HOURLY;BYDAY=SA",
    "FREQ=HOURLY;INTERVAL=5;BYMONTHDAY=1,2,-1;BYHOUR=0,1,2,3",
    "FREQ=HOURLY;INTERVAL=36;BYDAY=TU",
    "FREQ=HOURLY;INTERVAL=48;BYDAY=TU",
    "FREQ=MINUTELY;INTERVAL=1000",
    "FREQ=MINUTELY;INTERVAL=50;BYMONTHDAY=-1",
    "FREQ=MINUTELY;INTERVAL=97;BYDAY=WE,TH",
    "FREQ=SECONDLY;INTERVAL=100001",
    "FREQ=HOURLY;BYHOUR=3,14;BYYEARDAY=40,-7",
    "FREQ=MINUTELY;BYMINUTE=15,45;BYHOUR=3;BYDAY=SA",
    "FREQ=DAILY;COUNT=40",
    "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261001T000000Z",
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("start", ["20240131T224500", "20260629T010203"])
def test_openings_are_those_of_dateutil(rule, start):
    (window,) = read_windows([{"rrule": f"DTSTART:{start}Z RRULE:{rule}", "duration": "1m"}])
    expected = rrulestr(f"DTSTART:{start}Z\nRRULE:{rule}")
    for since in (datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC), datetime(2028, 2, 1, tzinfo=UTC)):
        until = since + timedelta(days=400)
        found = [each.opening for each in window.openings.occurrences(since, until)]
        assert found == expected.between(since, until, inc=True)


HARD = {
    "each minute since 1970": ("DTSTART:19700101T000000Z RRULE:FREQ=MINUTELY;INTERVAL=2", "1m"),
    "each second since the year 1": ("DTSTART:00010101T000000Z RRULE:FREQ=SECONDLY;INTERVAL=7", "1s"),
    "leap days by the minute": (
        "DTSTART:19700101T000000Z RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=29;INTERVAL=2",
        "1m",
    ),
    "touching minutes for ever": ("DTSTART:19700101T000000Z RRULE:FREQ=MINUTELY", "1m"),
    "all taken away": ("DTSTART:20200101T000000Z RRULE:FREQ=HOURLY EXRULE:FREQ=HOURLY", "1h"),
    "once in a lifetime": ("DTSTART:20000229T000000Z RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=TU", "1h"),
    "a second of the day, too short": (
        "DTSTART:19700101T000000Z RRULE:FREQ=SECONDLY;BYHOUR=23;BYMINUTE=50;BYSECOND=0",
        "1s",
    ),
    "a minute of the day": ("DTSTART:19700101T000000Z RRULE:FREQ=MINUTELY;BYHOUR=23;BYMINUTE=50;COUNT=10000", "1m"),
    "long over": ("DTSTART:19700101T000000Z RRULE:FREQ=MINUTELY;UNTIL=19800101T000000Z", "1m"),
}


@pytest.mark.parametrize(("rule", "duration"), HARD.values(), ids=HARD)
def test_no_rule_takes_long(rule, duration):
    begun = time.process_time()
    found = state([{"rrule": rule, "duration": duration}], "2026-11-21T02:01:10Z", "1m")
    assert time.process_time() - begun < 10
    assert found["open"] is (rule == HARD["touching minutes for ever"][0])
    assert "open" in found["message"]


def test_a_rule_that_says_a_time_of_day_in_seconds_is_a_daily_one():
    times = "DTSTART:20240131T224503Z RRULE:BYHOUR=3,4;BYMINUTE=15;BYSECOND=7;BYDAY=TU,SU;FREQ="
    fine, coarse = read_windows([{"rrule": times + each, "duration": "1m"} for each in ("SECONDLY", "DAILY")])
    for since in (datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, 3, 30, tzinfo=UTC)):
        found = list(fine.openings.occurrences(since, since + timedelta(days=60)))
        assert found == list(coarse.openings.occurrences(since, since + timedelta(days=60)))
        assert len(found) > 8


def test_a_position_that_no_day_has_is_told_quickly():
    begun = time.process_time()
    with pytest.raises(WindowError, match="never has an occurrence"):
        read_windows([{"rrule": "DTSTART:19700101T000000Z RRULE:FREQ=DAILY;BYHOUR=1,2;BYSETPOS=3", "duration": "1h"}])
    assert time.process_time() - begun < 1
    nth = {"rrule": "DTSTART:20260701T000000Z RRULE:FREQ=DAILY;BYHOUR=1,2;BYMINUTE=0,30;BYSETPOS=3", "duration": "1h"}
    assert is_open([nth], "2026-07-02T02:00:00Z") is True


def test_too_many_occurrences_are_said_to_be_too_many():
    rule = {"rrule": "DTSTART:19700101T000000Z RRULE:FREQ=SECONDLY", "duration": "2s"}
    with pytest.raises(WindowError, match=r"windows\[0\].rrule: RRULE: more than 50000 occurrences"):
        is_open([rule], "2026-11-21T02:00:00Z", "2d")


# Where dateutil does not what RFC 5545 3.3.10 says. 2026-07-02 is a Thursday.
DAYS_OF_RULES = {
    "a day with a number and one without": ("FREQ=MONTHLY;BYDAY=1MO,SA", ["07-04", "07-06", "07-11", "07-18", "07-25"]),
    "the same day twice": ("FREQ=MONTHLY;BYDAY=-1SA,SA", ["07-04", "07-11", "07-18", "07-25"]),
    "in a month of the year": ("FREQ=YEARLY;BYMONTH=7;BYDAY=2FR,SU", ["07-05", "07-10", "07-12", "07-19", "07-26"]),
    "in the year": ("FREQ=YEARLY;BYDAY=27FR,SU", ["07-03", "07-05", "07-12", "07-19", "07-26"]),
    "a position in the week of the beginning": (
        "FREQ=WEEKLY;BYDAY=MO,SU;BYSETPOS=1",
        ["07-06", "07-13", "07-20", "07-27"],
    ),
    "in a week that begins on Sunday": (
        "FREQ=WEEKLY;WKST=SU;BYDAY=MO,SU;BYSETPOS=1",
        ["07-05", "07-12", "07-19", "07-26"],
    ),
    "the day of the beginning": ("FREQ=WEEKLY;INTERVAL=2;WKST=WE", ["07-02", "07-16", "07-30"]),
}


@pytest.mark.parametrize(("rule", "days"), DAYS_OF_RULES.values(), ids=DAYS_OF_RULES)
def test_openings_are_those_of_the_standard(rule, days):
    (window,) = read_windows([{"rrule": f"DTSTART:20260702T010000Z RRULE:{rule}", "duration": "1m"}])
    found = window.openings.occurrences(datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC))
    assert [f"{each.opening:%m-%d}" for each in found] == days


def test_a_window_without_an_opening_left_hides_no_other():
    """Its exceptions take all of it away, and there are too many openings to see that for 50 years."""
    every = "DTSTART:20260101T000000Z RRULE:FREQ="
    gone = {"rrule": every + "HOURLY", "duration": "2h", "except": [{"rrule": every + "DAILY", "duration": "25h"}]}
    weekly = {"name": "weekly", "days": "wed", "start": "02:00", "duration": "1h"}
    found = state([gone, weekly], "2026-07-02T12:00:00Z", "30m")
    assert (found["next_opening"], found["window"]) == ("2026-07-08T02:00:00Z", "weekly")
    later = {**weekly, "except": "2026-07-01/2026-09-01"}
    assert state([gone, later], "2026-07-02T12:00:00Z")["next_opening"] == "2026-09-02T02:00:00Z"
    assert state([gone], "2026-07-02T12:00:00Z")["message"] == "closed; no window opens within the next year"


def test_the_state_never_says_more_than_the_test():
    """A window of touching minutes that is taken away from midnight on, farther than anybody looks."""
    minutes = {"rrule": "DTSTART:20260601T000000Z RRULE:FREQ=MINUTELY", "duration": "1m"}
    for exception in ("2026-07-03/2036-07-03", {"start": "2026-07-03 00:00", "end": "2036-07-03 00:00"}):
        windows = [{**minutes, "except": exception}, {"days": "thu", "start": "23:00", "end": "24:00"}]
        found = state(windows, "2026-07-02T23:50:00Z", "1h")
        assert (found["open"], found["closes_at"]) == (False, "2026-07-03T00:00:00Z")
        assert is_open(windows, "2026-07-02T23:50:00Z", "1h") is False
    found = state([minutes], "2026-07-02T23:50:00Z", "1h")
    assert (found["open"], found["closes_at"], found["seconds_left"]) == (True, None, None)
    assert found["message"] == "open for more than 8 days (window 'windows[0]')"


def test_missing_times_do_not_count():
    rule = "DTSTART;TZID=Europe/Berlin:20260328T023000 RRULE:FREQ=DAILY;COUNT=2"
    assert is_open([{"rrule": rule, "duration": "1h"}], "2026-03-30T00:30:00Z") is True
    assert is_open([{"rrule": rule, "duration": "1h"}], "2026-03-31T00:30:00Z") is False


def test_until_is_an_instant_and_included():
    for until, answer in (("20260702T200000Z", True), ("20260702T195959Z", False), ("20260702T220000", True)):
        rule = f"DTSTART;TZID=Europe/Berlin:20260701T220000 RRULE:FREQ=DAILY;UNTIL={until}"
        assert is_open([{"rrule": rule, "duration": "1h"}], "2026-07-02T20:00:00Z") is answer


CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
X-WR-CALNAME:Changes\r
BEGIN:VTIMEZONE\r
TZID:Europe/Berlin\r
BEGIN:STANDARD\r
DTSTART:19701025T030000\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:series\r
SUMMARY:Night\\, each\r
  Saturday\r
DTSTART;TZID="Europe/Berlin":20260103T220000\r
DTEND;TZID=Europe/Berlin:20260104T040000\r
RRULE:FREQ=WEEKLY;BYDAY=SA\r
EXDATE;TZID=Europe/Berlin:20260110T220000\r
BEGIN:VALARM\r
TRIGGER:-PT15M\r
DURATION:PT5M\r
END:VALARM\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:series\r
RECURRENCE-ID;TZID=Europe/Berlin:20260117T220000\r
DTSTART;TZID=Europe/Berlin:20260118T120000\r
DURATION:PT1H\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:series\r
RECURRENCE-ID;TZID=Europe/Berlin:20260124T220000\r
STATUS:CANCELLED\r
DTSTART;TZID=Europe/Berlin:20260124T220000\r
DURATION:PT1H\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:day\r
DTSTART;VALUE=DATE:20260301\r
END:VEVENT\r
END:VCALENDAR\r
"""

AT = {
    "an occurrence": ("2026-01-04T02:59:00Z", True),
    "its end": ("2026-01-04T03:00:00Z", False),
    "excepted": ("2026-01-10T22:00:00Z", False),
    "moved away": ("2026-01-17T22:00:00Z", False),
    "moved there": ("2026-01-18T11:30:00Z", True),
    "not as long as before": ("2026-01-18T12:00:00Z", False),
    "called off": ("2026-01-24T22:00:00Z", False),
    "the next one": ("2026-01-31T22:00:00Z", True),
    "an exact duration on the night of the change": ("2026-03-29T02:59:00Z", True),
    "a whole day": ("2026-03-01T00:00:00Z", True),
    "which ends": ("2026-03-02T00:00:00Z", False),
}


@pytest.mark.parametrize(("at", "answer"), AT.values(), ids=AT)
@pytest.mark.parametrize("windows", [CALENDAR, [CALENDAR], CALENDAR.replace("\r\n", "\n").strip()])
def test_a_calendar_is_read(windows, at, answer):
    assert is_open(windows, at) is answer


def test_the_summary_is_the_name():
    assert state(CALENDAR, "2026-01-04T02:59:00Z")["window"] == "Night, each Saturday"


def test_a_calendar_may_be_an_exception():
    window = {"days": "sun", "start": "00:00", "end": "24:00", "except": CALENDAR}
    assert is_open([window], "2026-01-04T02:59:00Z") is False
    assert is_open([window], "2026-01-04T03:00:00Z", "21h") is True


BROKEN = {
    "cut off": (lambda text: text[: text.index("END:VEVENT")], "cut off"),
    "no end": (lambda text: text.replace("DTEND", "X-END", 1), "DTEND or DURATION"),
    "no start": (lambda text: text.replace("DTSTART;VALUE", "X-START;VALUE"), "DTSTART"),
    "both ends": (lambda text: text.replace("EXDATE;TZID=Europe/Berlin:20260110T220000", "DURATION:PT1H"), "exclude"),
    "another zone": (
        lambda text: text.replace('"Europe/Berlin"', '"W. Europe Standard Time"'),
        "W. Europe Standard Time",
    ),
    "no property": (lambda text: text.replace("VERSION:2.0", "VERSION 2.0"), "VERSION 2.0"),
    "this and future": (lambda text: text.replace("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;"), "RANGE"),
    "a backward end": (lambda text: text.replace("20260104T040000", "20260103T210000"), "DTEND is not after"),
    "periods": (lambda text: text.replace("EXDATE;", "RDATE;VALUE=PERIOD;"), "PERIOD"),
    "no event": (lambda text: "BEGIN:VCALENDAR\nEND:VCALENDAR", "no VEVENT"),
}


@pytest.mark.parametrize(("change", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_calendar_is_refused(change, message):
    with pytest.raises(WindowError, match=f"windows: .*{message}"):
        is_open(change(CALENDAR), 0)


TEXTS = st.text(alphabet='BEGINDVTSRUL=;:20260101TZ -/,\n"abc', max_size=60)


@given(TEXTS, st.sampled_from(["rrule", "start", "end", "days", "except", "duration", "timezone"]))
def test_any_text_is_read_or_refused(text, key):
    windows = {
        "rrule": {"rrule": "DTSTART:20260101T000000Z RRULE:" + text, "duration": "1h"},
        "except": {"days": "sat", "start": "22:00", "end": "23:00"},
    }.get(key, {"days": "sat", "start": "22:00", "end": "23:00"})
    if key != "rrule":
        windows[key] = text
    try:
        answer = is_open([windows], 0)
    except WindowError as error:
        answer = str(error)
    assert isinstance(answer, bool) or answer.startswith("windows[0]")


@given(TEXTS)
def test_any_calendar_is_read_or_refused(text):
    with pytest.raises(WindowError, match="windows"):
        is_open("BEGIN:VCALENDAR\n" + text, 0)


INSTANTS = st.integers(1735689600, 1830297600)
DAYS = st.lists(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), min_size=1, max_size=3)
CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 30]))
WEEKLY = st.builds(
    lambda days, start, hours, zone, excepted: {
        "days": days,
        "start": start,
        "duration": f"{hours}h",
        "timezone": zone,
        "except": [f"2025-{month:02}-{day:02}" for month, day in excepted],
    },
    DAYS,
    CLOCKS,
    st.integers(1, 80),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"]),
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28)), max_size=3),
)


@given(st.lists(WEEKLY, min_size=1, max_size=3), INSTANTS)
def test_a_union_is_open_when_a_member_is(windows, at):
    assert is_open(windows, at) is any(is_open([window], at) for window in windows)


@given(st.lists(WEEKLY, min_size=1, max_size=3), INSTANTS)
def test_the_state_tells_the_edges(windows, at):
    told = state(windows, at)
    if told["open"] and told["closes_at"]:
        assert is_open(windows, told["closes_at"]) is False
        assert is_open(windows, at, told["seconds_left"]) is True
        assert is_open(windows, at, told["seconds_left"] + 1) is False
    if told["next_opening"]:
        opening = datetime.fromisoformat(told["next_opening"].replace("Z", "+00:00"))
        assert is_open(windows, told["next_opening"]) is True
        assert is_open(windows, opening.timestamp() - 1) is False


@given(st.lists(WEEKLY, min_size=1, max_size=2), INSTANTS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_is_enough_for_long_is_enough_for_less(windows, at, shorter, more):
    if is_open(windows, at, shorter + more):
        assert is_open(windows, at, shorter)
        assert is_open(windows, at + more, shorter)

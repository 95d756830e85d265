# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the words of a window mean, sentence by sentence, and what is refused."""

import copy
from datetime import date, datetime, timedelta, timezone

import pytest
import yaml

from ansible_collections.netops.arp.plugins.plugin_utils._windows import WindowError, is_open, state

BERLIN = "Europe/Berlin"
EVERY = "mon,tue,wed,thu,fri,sat,sun"


def week(days=EVERY, start="22:00", end="04:00", **more):
    window = {"days": days, "start": start, "end": end, "timezone": "UTC", **more}
    return {key: value for key, value in window.items() if value is not None}


def span(start, duration, days=EVERY, **more):
    return week(days, start, None, duration=duration, **more)


def once(start, end, **more):
    return {"start": start, "end": end, **more}


def rule(text, duration="1h", **more):
    return {"rrule": text, "duration": duration, **more}


NIGHT = week("wed", "23:00", "01:00")
CLASH = "DTSTART;TZID=Europe/Berlin:20260101T023000 RRULE:FREQ=DAILY"

# The windows, the instant, what is needed, and whether that is open.
ANSWERS = {
    "1 opening is inside": ([week("wed", "22:00", "23:00")], "2026-07-01T22:00:00Z", 0, True),
    "1 closing is outside": ([week("wed", "22:00", "23:00")], "2026-07-01T23:00:00Z", 0, False),
    "1 just before the closing": ([week("wed", "22:00", "23:00")], "2026-07-01T22:59:59.999999Z", 0, True),
    "1 just before the opening": ([week("wed", "22:00", "23:00")], "2026-07-01T21:59:59.999999Z", 0, False),
    "1 23:59 and 00:00 do not touch": (
        [week("wed", "22:00", "23:59"), week("thu", "00:00", "02:00")],
        "2026-07-01T23:58:00Z",
        "2m",
        False,
    ),
    "2 exactly enough": ([NIGHT], "2026-07-02T00:50:00Z", "10m", True),
    "2 a second too little": ([NIGHT], "2026-07-02T00:50:01Z", "10m", False),
    "2 a day is 24 hours": ([span("00:00", "1d", "sun", timezone=BERLIN)], "2026-03-28T23:00:00Z", "1d", False),
    "2 the day with 23": ([span("00:00", "1d", "sun", timezone=BERLIN)], "2026-03-28T23:00:00Z", "23h", True),
    "3 touching windows of several zones": (
        [week("wed", "22:00", "23:00"), week("thu", "01:00", "03:00", timezone=BERLIN)],
        "2026-07-01T22:00:00Z",
        "3h",
        True,
    ),
    "3 of several kinds": (
        [week("wed", "22:00", "23:00"), once("2026-07-01T23:00Z", "2026-07-02T00:30Z"), NIGHT],
        "2026-07-01T22:00:00Z",
        "3h",
        True,
    ),
    "3 an exception ends it": (
        [span("22:00", "4d", "wed", **{"except": "2026-07-03"})],
        "2026-07-02T22:00:00Z",
        "121m",
        False,
    ),
    "3 another window keeps it open": (
        [span("22:00", "4d", "wed", **{"except": "2026-07-03"}), week("fri", "00:00", "24:00")],
        "2026-07-02T22:00:00Z",
        "30h",
        True,
    ),
    "4 the next day": ([NIGHT], "2026-07-02T00:59:59Z", 0, True),
    "4 24:00": ([week("wed", "22:00", "24:00")], "2026-07-01T23:00:00Z", "1h", True),
    "4 00:00": ([week("wed", "22:00", "00:00")], "2026-07-01T23:00:00Z", "1h", True),
    "4 a whole day": ([week("wed", "00:00", "24:00")], "2026-07-01T00:00:00Z", "24h", True),
    "4 an absolute 24:00": ([once("2026-07-01 22:00", "2026-07-01 24:00")], "2026-07-01T23:00:00Z", "1h", True),
    "5 six hours are six hours": ([span("22:00", "6h", "sat", timezone=BERLIN)], "2026-03-29T02:59:59Z", 0, True),
    "5 and end": ([span("22:00", "6h", "sat", timezone=BERLIN)], "2026-03-29T03:00:00Z", 0, False),
    "5 start and end keep the wall clock": (
        [week("sat", "22:00", "04:00", timezone=BERLIN)],
        "2026-03-29T02:00:00Z",
        0,
        False,
    ),
    "5 1d goes by the calendar": ([span("22:00", "1d", "sat", timezone=BERLIN)], "2026-03-29T20:00:00Z", 0, False),
    "5 24h does not": ([span("22:00", "24h", "sat", timezone=BERLIN)], "2026-03-29T20:00:00Z", 0, True),
    "5 nor does a number": ([span("22:00", 86400, "sat", timezone=BERLIN)], "2026-03-29T20:59:59Z", 0, True),
    "6 a repeated time is its first pass": (
        [week("sun", "02:30", "02:45", timezone=BERLIN)],
        "2026-10-25T00:30:00Z",
        0,
        True,
    ),
    "6 and not its second": ([week("sun", "02:30", "02:45", timezone=BERLIN)], "2026-10-25T01:30:00Z", 0, False),
    "6 a missing start is the change": (
        [week("sun", "02:30", "04:00", timezone=BERLIN)],
        "2026-03-29T01:00:00Z",
        0,
        True,
    ),
    "6 not before": ([week("sun", "02:30", "04:00", timezone=BERLIN)], "2026-03-29T00:59:59Z", 0, False),
    "6 a missing end is the change": (
        [week("sun", "01:00", "02:30", timezone=BERLIN)],
        "2026-03-29T01:00:00Z",
        0,
        False,
    ),
    "6 a missing hour never opens": (
        [week("sun", "02:00", "03:00", timezone=BERLIN)],
        "2026-03-29T01:00:00Z",
        0,
        False,
    ),
    "7 an occurrence at a missing time": ([rule(CLASH)], "2026-03-29T01:15:00Z", 0, False),
    "7 at a repeated time": ([rule(CLASH)], "2026-10-25T00:30:00Z", "1h", True),
    "7 not again": ([rule(CLASH)], "2026-10-25T01:30:00Z", 0, False),
    "8 a newline": ([rule("DTSTART:20260701T220000Z\nRRULE:FREQ=DAILY")], "2026-07-05T22:30:00Z", 0, True),
    "8 timezone": (
        [rule("DTSTART:20260701T220000 RRULE:FREQ=DAILY", timezone=BERLIN)],
        "2026-07-05T20:30:00Z",
        0,
        True,
    ),
    "8 TZID wins": (
        [rule("DTSTART;TZID=Europe/Berlin:20260701T220000 RRULE:FREQ=DAILY", timezone="America/New_York")],
        "2026-07-05T20:30:00Z",
        0,
        True,
    ),
    "8 else UTC": ([rule("DTSTART:20260701T220000 RRULE:FREQ=DAILY")], "2026-07-05T22:30:00Z", 0, True),
    "8 a DTSTART that does not match": (
        [rule("DTSTART:20260701T220000Z RRULE:FREQ=WEEKLY;BYDAY=SA")],
        "2026-07-01T22:30:00Z",
        0,
        False,
    ),
    "8 several RRULE": (
        [rule("DTSTART:20260701T220000Z RRULE:FREQ=WEEKLY;BYDAY=SA RRULE:FREQ=MONTHLY;BYMONTHDAY=-1")],
        "2026-07-31T22:30:00Z",
        0,
        True,
    ),
    "8 EXRULE": (
        [rule("DTSTART:20260701T220000Z RRULE:FREQ=DAILY EXRULE:FREQ=MONTHLY;BYMONTHDAY=5")],
        "2026-07-05T22:30:00Z",
        0,
        False,
    ),
    "8 EXDATE": (
        [rule("DTSTART;TZID=Europe/Berlin:20260701T220000 RRULE:FREQ=DAILY EXDATE:20260705T200000Z,20260707T200000Z")],
        "2026-07-05T20:30:00Z",
        0,
        False,
    ),
    "9 no timezone is UTC": ([week("wed", "22:00", "23:00", timezone=None)], "2026-07-01T22:30:00Z", 0, True),
    "10 the date is closed": (
        [week("wed", "10:00", "12:00", **{"except": "2026-07-01"})],
        "2026-07-01T11:00:00Z",
        0,
        False,
    ),
    "10 not after midnight either": (
        [week("wed", "22:00", "04:00", **{"except": "2026-07-01"})],
        "2026-07-02T02:00:00Z",
        0,
        False,
    ),
    "10 the night before is open": (
        [week("tue", "22:00", "04:00", **{"except": "2026-07-01"})],
        "2026-06-30T23:00:00Z",
        "1h",
        True,
    ),
    "10 and ends at midnight": (
        [week("tue", "22:00", "04:00", **{"except": "2026-07-01"})],
        "2026-07-01T00:00:00Z",
        0,
        False,
    ),
    "10 a long window goes on": (
        [span("22:00", "4d", "tue", **{"except": "2026-07-01"})],
        "2026-07-02T00:00:00Z",
        "1d",
        True,
    ),
    "10 in the window's zone": (
        [week("wed", "00:00", "24:00", timezone="Pacific/Auckland", **{"except": "2026-07-01"})],
        "2026-06-30T13:00:00Z",
        0,
        False,
    ),
    "11 a YAML date": (
        [week("wed", "10:00", "12:00", **{"except": [date(2026, 7, 1)]})],
        "2026-07-01T11:00:00Z",
        0,
        False,
    ),
    "11 a range, its first day": ([week(**{"except": "2026-07-01/2026-07-03"})], "2026-07-01T22:30:00Z", 0, False),
    "11 a range, its last day": ([week(**{"except": "2026-07-01/2026-07-03"})], "2026-07-03T22:30:00Z", 0, False),
    "11 the day after": ([week(**{"except": "2026-07-01/2026-07-03"})], "2026-07-04T22:30:00Z", 0, True),
    "11 a mapping": (
        [week(**{"except": {"start": date(2026, 7, 1), "end": "2026-07-03"}})],
        "2026-07-03T22:30:00Z",
        0,
        False,
    ),
    "11 a text with commas": (
        [week(**{"except": "2026-06-01, 2026-07-01/2026-07-03"})],
        "2026-07-02T22:30:00Z",
        0,
        False,
    ),
    "11 its own window only": ([week(**{"except": "2026-07-01"}), week("wed")], "2026-07-01T22:30:00Z", 0, True),
    "12 a window's time is removed": (
        [week("wed", "10:00", "18:00", timezone=BERLIN, **{"except": [week("wed", "12:00", "13:00", timezone=None)]})],
        "2026-07-01T10:30:00Z",
        0,
        False,
    ),
    "12 and only that": (
        [week("wed", "10:00", "18:00", timezone=BERLIN, **{"except": [week("wed", "12:00", "13:00", timezone=None)]})],
        "2026-07-01T11:00:00Z",
        "5h",
        True,
    ),
    "12 a window that has opened before": (
        [week("wed", "10:00", "18:00", **{"except": once("2026-07-01 09:00", "2026-07-01 11:00")})],
        "2026-07-01T11:00:00Z",
        "7h",
        True,
    ),
    "12 a rule": (
        [week("wed", "10:00", "18:00", **{"except": [rule("DTSTART:20260101T100000 RRULE:FREQ=MONTHLY;BYDAY=1WE")]})],
        "2026-07-01T10:30:00Z",
        0,
        False,
    ),
    "14 full names, any case": ([week(["Wednesday", "FRI"])], "2026-07-01T22:30:00Z", 0, True),
    "14 lines": ([week("wed\nfri\n")], "2026-07-03T22:30:00Z", 0, True),
    "16 an offset wins": (
        [once("2026-07-01T22:00+02:00", "2026-07-01T23:00", timezone=BERLIN)],
        "2026-07-01T20:30:00Z",
        0,
        True,
    ),
    "16 a datetime": (
        [once(datetime(2026, 7, 1, 22), datetime(2026, 7, 1, 23), timezone=BERLIN)],
        "2026-07-01T20:30:00Z",
        0,
        True,
    ),
    "16 an aware datetime": (
        [once(datetime(2026, 7, 1, 22, tzinfo=timezone.utc), "2026-07-01T23:00Z", timezone=BERLIN)],
        "2026-07-01T22:30:00Z",
        0,
        True,
    ),
    "16 start and duration": ([{"start": "2026-07-01 22:00", "duration": "2h"}], "2026-07-01T23:00:00Z", "1h", True),
    "17 an offset": ([NIGHT], "2026-07-02T01:30:00+02:00", 0, True),
    "17 a number": ([NIGHT], 1782950400, 0, True),
    "17 a text of digits": ([NIGHT], "1782950400", 0, True),
    "17 an aware datetime": ([NIGHT], datetime(2026, 7, 2, tzinfo=timezone(timedelta(hours=1))), 0, True),
    "20 all units": ([span("22:00", "1w2d3h4m5s", "wed")], "2026-07-11T01:04:04Z", 0, True),
    "20 and their end": ([{"start": "2026-07-01 22:00", "duration": "1w2d3h4m5s"}], "2026-07-11T01:04:05Z", 0, False),
    "20 digits": ([span("22:00", "3600", "wed")], "2026-07-01T22:00:00Z", "3600", True),
    "20 a short hour": ([week("wed", "6:30", "07:00:30")], "2026-07-01T07:00:29Z", 0, True),
    "kured, the night belongs to Saturday": ([week("sat")], "2026-07-05T03:00:00Z", 0, True),
    "kured, Saturday's small hours do not": ([week("sat")], "2026-07-04T03:00:00Z", 0, False),
    "kured, an edge on the night of the change": ([week("sat", timezone=BERLIN)], "2026-10-25T02:59:00Z", 0, True),
    "a weekend that overlaps itself": ([span("00:00", "10d", "sat")], "2026-07-08T00:00:00Z", "30d", True),
    "one second early": ([week("wed", "22:00", "23:00")], "2026-07-01T21:59:59Z", 0, False),
    "always": ([week(EVERY, "00:00", "24:00")], "2026-07-01T12:00:00Z", "3650d", True),
}


@pytest.mark.parametrize(("windows", "at", "needs", "answer"), ANSWERS.values(), ids=ANSWERS)
def test_answers(windows, at, needs, answer):
    before = copy.deepcopy(windows)
    assert is_open(windows, at, needs) is answer
    assert state(windows, at, needs)["open"] is answer
    assert windows == before


OPEN = week(EVERY, "00:00", "24:00")
RULE = "DTSTART:20260701T220000Z RRULE:FREQ="
# The windows, and the word that the message has to hold.
MISTAKES = {
    "4 end equals start": (week("wed", "06:00", "6:00"), "end"),
    "4 start at 24:00": (week("wed", "24:00", "02:00"), "start"),
    "4 later than 24:00": (week("wed", "22:00", "24:01"), "end"),
    "8 no DTSTART": (rule("RRULE:FREQ=DAILY"), "DTSTART"),
    "8 two DTSTART": (rule("DTSTART:20260701T220000Z " + RULE + "DAILY"), "DTSTART"),
    "8 no duration": ({"rrule": RULE + "DAILY"}, "duration"),
    "8 no RRULE": (rule("DTSTART:20260701T220000Z"), "RRULE"),
    "8 a zone that is none": (rule("DTSTART;TZID=CEST:20260701T220000 RRULE:FREQ=DAILY"), "CEST"),
    "9 CEST": (week(timezone="CEST"), "timezone"),
    "9 an offset": (week(timezone="UTC+2"), "timezone"),
    "9 Local": (week(timezone="Local"), "timezone"),
    "9 localtime": (week(timezone="localtime"), "timezone"),
    "9 empty": (week(timezone=""), "timezone"),
    "9 null": ({**week(), "timezone": None}, "timezone"),
    "9 a path": (week(timezone="/etc/localtime"), "timezone"),
    "9 a folder": (week(timezone="Europe"), "timezone"),
    "9 leap seconds": (week(timezone="right/Europe/Berlin"), "timezone"),
    "11 no date": (week(**{"except": ["2026-02-30"]}), "except"),
    "11 a number": (week(**{"except": [20260701]}), "except"),
    "11 a time": (week(**{"except": [datetime(2026, 7, 1, 12)]}), "except"),
    "11 backwards": (week(**{"except": "2026-07-03/2026-07-01"}), "except"),
    "11 three ends": (week(**{"except": "2026-07-01/2026-07-02/2026-07-03"}), "except"),
    "12 a window without days": (week(**{"except": [{"start": "22:00", "end": "23:00"}]}), "days"),
    "12 an unknown key": (week(**{"except": [{"date": "2026-07-01"}]}), "date"),
    "13 another is open": ([OPEN, week("noday")], "noday"),
    "13 long past": ([OPEN, once("2001-01-01 10:00", "2001-01-01 09:00")], "end"),
    "14 no days": (week(None), "days"),
    "14 empty days": (week([]), "days"),
    "14 blank days": (week(" , "), "days"),
    "14 a number": (week([6]), "days"),
    "14 digits": (week("6"), "days"),
    "14 a range": (week("mon-fri"), "days"),
    "14 four letters": (week("thurs"), "days"),
    "14 true": (week(True), "days"),
    "15 end and duration": (week(duration="1h"), "duration"),
    "15 a rule with days": (rule(RULE + "DAILY", days="sat"), "days"),
    "15 a rule with start": (rule(RULE + "DAILY", start="10:00"), "start"),
    "15 a rule with end": ({"rrule": RULE + "DAILY", "end": "10:00"}, "end"),
    "15 a date with days": (once("2026-07-01 10:00", "2026-07-01 11:00", days="wed"), "days"),
    "15 a date with a bare end": (once("2026-07-01 10:00", "11:00"), "end"),
    "15 an unknown key": (week(begin="10:00"), "begin"),
    "15 a capital": (week(Days="sat"), "Days"),
    "15 neither end nor duration": (week(end=None), "end"),
    "15 no start": ({"days": "sat", "end": "10:00"}, "start"),
    "15 nothing": ({}, "days"),
    "16 not after start": (once("2026-07-01T10:00", "2026-07-01T10:00"), "end"),
    "16 a date alone": (once("2026-07-01", "2026-07-02"), "start"),
    "16 no day": (once("2026-02-30 10:00", "2026-07-02 10:00"), "start"),
    "16 a fraction": (once("2026-07-01 10:00:00.5", "2026-07-02 10:00"), "start"),
    "18 empty": ([], "windows"),
    "18 none": (None, "windows"),
    "18 a text": ("always", "always"),
    "18 a file": ("windows.ics", "windows.ics"),
    "18 true": (True, "True"),
    "18 a mapping in place of a list": ({"windows": 1}.items(), "windows"),
    "18 a member": (["always"], "always"),
    "19 minutes of YAML": (yaml.safe_load("{days: sat, start: 22:00, end: '04:00'}"), "start"),
    "19 seconds of YAML": (yaml.safe_load("{days: sat, start: '20:00', end: 22:00:00}"), "end"),
    "20 zero": (span("22:00", "0"), "duration"),
    "20 zero hours": (span("22:00", "0h0m"), "duration"),
    "20 negative": (span("22:00", -60), "duration"),
    "20 true": (span("22:00", True), "duration"),
    "20 another order": (span("22:00", "5m1h"), "duration"),
    "20 a blank": (span("22:00", "1h 5m"), "duration"),
    "20 a fraction": (span("22:00", 1.5), "duration"),
    "20 no unit that we know": (span("22:00", "2y"), "duration"),
    "20 far too long": (span("22:00", "9" * 30 + "w"), "duration"),
    "20 hours alone": (week("wed", "22"), "start"),
    "20 pm": (week("wed", "10pm"), "start"),
    "20 one digit of minutes": (week("wed", "22:5"), "start"),
    "20 a blank around": (week("wed", "22:00\n"), "start"),
    "20 minutes": (week("wed", "22:60"), "start"),
    "name": (week(name=["x"]), "name"),
    "rule, unknown part": (rule(RULE + "DAILY;EVERY=2"), "EVERY"),
    "rule, twice": (rule(RULE + "DAILY;INTERVAL=1;INTERVAL=2"), "INTERVAL"),
    "rule, no frequency": (rule("DTSTART:20260701T220000Z RRULE:BYDAY=SA"), "FREQ"),
    "rule, INTERVAL=0": (rule(RULE + "DAILY;INTERVAL=0"), "INTERVAL"),
    "rule, COUNT=0": (rule(RULE + "DAILY;COUNT=0"), "COUNT"),
    "rule, too many": (rule(RULE + "MINUTELY;COUNT=10000000"), "COUNT"),
    "rule, COUNT and UNTIL": (rule(RULE + "DAILY;COUNT=2;UNTIL=20270101T000000Z"), "UNTIL"),
    "rule, UNTIL without time": (rule(RULE + "DAILY;UNTIL=20270101"), "UNTIL"),
    "rule, a number before a day": (rule(RULE + "WEEKLY;BYDAY=2SA"), "BYDAY"),
    "rule, BYMONTHDAY in a week": (rule(RULE + "WEEKLY;BYMONTHDAY=2"), "BYMONTHDAY"),
    "rule, no such month": (rule(RULE + "YEARLY;BYMONTH=13"), "BYMONTH"),
    "rule, never": (rule(RULE + "YEARLY;BYMONTH=2;BYMONTHDAY=30"), "never"),
    "rule, never, daily": (rule(RULE + "DAILY;BYMONTH=2;BYMONTHDAY=30"), "never"),
    "rule, never, by its step": (rule(RULE + "DAILY;INTERVAL=7;BYDAY=SA"), "never"),
    "rule, no hour of its step": (rule(RULE + "HOURLY;INTERVAL=24;BYHOUR=5"), "RRULE"),
    "rule, another property": (rule(RULE + "DAILY SUMMARY:x"), "SUMMARY"),
    "rule, no text": (rule(["DTSTART:20260701T220000Z"]), "rrule"),
}


@pytest.mark.parametrize(("windows", "word"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_by_name(windows, word):
    windows = [windows] if isinstance(windows, dict) else windows
    for ask in (is_open, state):
        with pytest.raises(WindowError, match=rf"\b{word}\b"):
            ask(windows, 0)


QUESTIONS = {
    "no offset": ("at", "2026-07-01T22:00:00"),
    "a naive datetime": ("at", datetime(2026, 7, 1)),
    "a date": ("at", date(2026, 7, 1)),
    "true": ("at", True),
    "words": ("at", "now"),
    "not a number": ("at", float("nan")),
    "infinite": ("at", float("inf")),
    "too large": ("at", 10**15),
    "no such time": ("at", "2026-07-01T25:00:00Z"),
    "negative": ("needs", -1),
    "negative text": ("needs", "-10m"),
    "boolean": ("needs", True),
    "unreadable": ("needs", "ten minutes"),
    "empty": ("needs", ""),
    "a list": ("needs", ["10m"]),
}


@pytest.mark.parametrize(("key", "value"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_that_cannot_be_read_is_refused(key, value):
    with pytest.raises(WindowError, match=rf"^{key}: "):
        is_open([OPEN], **{key: value})


def test_without_at_the_controllers_clock_is_asked():
    now = datetime.now(timezone.utc)
    around = once(
        (now - timedelta(minutes=5)).isoformat(timespec="seconds"),
        (now + timedelta(minutes=5)).isoformat(timespec="seconds"),
    )
    assert is_open([around]) is True
    assert is_open([around], needs="6m") is False
    assert state([around])["seconds_left"] in range(200, 301)


def test_a_controller_without_zone_data_says_so(monkeypatch):
    from ansible_collections.netops.arp.plugins.plugin_utils._windows import _clock

    monkeypatch.setattr(_clock, "_zone", lambda name: _clock.UTC if name == "UTC" else None)
    with pytest.raises(WindowError, match=r"timezone: 'Europe/Berlin'.*tzdata"):
        is_open([week(timezone=BERLIN)], 0)
    assert is_open([week("wed", "22:00", "23:00")], "2026-07-01T22:30:00Z") is True


SATURDAY = [week("sat", timezone=BERLIN, name="weekend")]
MESSAGES = {
    "closed": (
        SATURDAY,
        "2026-07-01T12:00:00Z",
        0,
        "closed; the next opening is Sat 2026-07-04 22:00 Europe/Berlin (2026-07-04 20:00 UTC) (window 'weekend')",
    ),
    "open": (
        SATURDAY,
        "2026-07-04T23:00:00Z",
        0,
        "open until Sun 2026-07-05 04:00 Europe/Berlin (2026-07-05 02:00 UTC), 3 h left (window 'weekend')",
    ),
    "too little time": (
        SATURDAY,
        "2026-07-05T01:55:00Z",
        "10m",
        "too little time left: 10 min needed, open until Sun 2026-07-05 04:00 Europe/Berlin (2026-07-05 02:00 UTC), "
        "5 min left (window 'weekend'); the next opening for long enough is Sat 2026-07-11 22:00 Europe/Berlin "
        "(2026-07-11 20:00 UTC) (window 'weekend')",
    ),
    "never long enough": (SATURDAY, 0, "8h", "closed; no window opens for 8 h within the next 50 years"),
    "always": ([OPEN], 0, 0, "open for more than a year (window 'windows[0]')"),
}


@pytest.mark.parametrize(("windows", "at", "needs", "message"), MESSAGES.values(), ids=MESSAGES)
def test_messages(windows, at, needs, message):
    assert state(windows, at, needs)["message"] == message


def test_the_state_in_full():
    assert state(SATURDAY, "2026-07-05T01:55:00Z", "10m") == {
        "open": False,
        "reason": "too_little_time",
        "at": "2026-07-05T01:55:00Z",
        "needs_seconds": 600,
        "closes_at": "2026-07-05T02:00:00Z",
        "seconds_left": 300,
        "next_opening": "2026-07-11T20:00:00Z",
        "window": "weekend",
        "message": MESSAGES["too little time"][3],
    }

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows on a grid of instants over two years, against a simulation that knows no intervals.

The simulation walks by quarters of an hour, on which all windows here begin and end and all clocks change, and notes
the latest time that the clock of the zone has shown so far. A window is open while that time lies between its start and
its end; a duration is counted from the quarter at which it began.
"""

import bisect
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._windows import is_open
from ansible_collections.netops.arp.plugins.plugin_utils._windows._read import read_windows
from ansible_collections.netops.arp.plugins.plugin_utils._windows._spans import coverage

QUARTER = timedelta(minutes=15)
BEGIN = datetime(2026, 1, 1, tzinfo=timezone.utc)
END = datetime(2028, 1, 1, tzinfo=timezone.utc)
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY = ",".join(NAMES)

# Northern and southern hemisphere, half an hour (Lord Howe), and a change at midnight (Cairo, Havana).
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Havana")

# Days, start, end (hours after the midnight of the day) or duration (days, hours), excepted dates.
WINDOWS = {
    "over midnight": ("sat", "22:00", 28, None, ()),
    "in the hour that is missing or repeated": (EVERY, "02:00", 3, None, ()),
    "half of it": ("sat,sun", "02:30", 2.75, None, ()),
    "to midnight": (EVERY, "18:00", 24, None, ()),
    "whole days": ("fri,sun", "00:00", 24, None, ()),
    "from midnight": ("fri,sun", "00:00", 1.5, None, ()),
    "hours that pass": ("sat", "23:30", None, (0, 6), ()),
    "a day by the calendar": ("sat", "23:30", None, (1, 0), ()),
    "a day and an hour": ("sat", "02:30", None, (1, 1), ()),
    "a weekend": (
        "fri",
        "18:00",
        None,
        (0, 60),
        ("2026-03-28", "2026-10-25", "2027-12-24", "2027-12-25", "2027-12-26"),
    ),
    "longer than a week": ("mon,thu", "08:00", None, (9, 0), ("2026-03-29", "2026-11-01", "2027-04-30")),
    "nights with exceptions": (
        "mon,tue,wed,sat",
        "23:00",
        26,
        None,
        ("2026-03-07", "2026-03-28", "2026-10-24", "2027-03-13"),
    ),
}


def described(zone):
    """The windows as a user writes them."""
    for name, (days, start, end, span, excepted) in WINDOWS.items():
        window = {"name": name, "days": days, "start": start, "timezone": zone, "except": list(excepted)}
        if span:
            window["duration"] = f"{span[0]}d{span[1]}h" if span[0] else f"{span[1]}h"
        else:
            window["end"] = f"{int(end - (24 if end > 24 else 0)):02}:{int(end * 60 % 60):02}"
        yield name, window


def shown_so_far(zone):
    """For each quarter, from weeks before the grid on: the latest wall clock that has been shown."""
    latest, moment, zone = datetime.min, BEGIN - timedelta(days=20), ZoneInfo(zone)
    while moment < END:
        latest = max(latest, moment.astimezone(zone).replace(tzinfo=None))
        yield moment, latest
        moment += QUARTER


class Simulation:
    """What is open at each quarter, by the naive reading of one window."""

    def __init__(self, days, start, end, span, excepted):
        self.days, self.excepted = [NAMES.index(day) for day in days.split(",")], excepted
        self.start = timedelta(hours=int(start[:2]), minutes=int(start[3:]))
        self.end, self.span = end, span
        self.running = []

    def closed_on(self, day):
        return str(day.date()) in self.excepted

    def starts(self, shown, before):
        """The days whose start has been reached since the quarter before."""
        for back in (0, 1, 2):
            day = datetime.combine(shown.date() - timedelta(days=back), time())
            if day.weekday() in self.days and not self.closed_on(day) and before < day + self.start <= shown:
                yield day

    def step(self, moment, shown, before):
        for day in self.starts(shown, before):
            if self.span is None:
                self.running.append(lambda moment, shown, end=day + timedelta(hours=self.end): shown < end)
            elif self.span[0] == 0:
                self.running.append(lambda moment, shown, end=moment + timedelta(hours=self.span[1]): moment < end)
            else:
                self.running.append(self.by_the_calendar(day + self.start + timedelta(days=self.span[0])))
        self.running = [runs for runs in self.running if runs(moment, shown)]
        return bool(self.running) and not self.closed_on(shown)

    def by_the_calendar(self, last):
        """Runs until the clock shows a time, and then for as many hours as the duration has."""
        reached = []

        def runs(moment, shown):
            if shown >= last and not reached:
                reached.append(moment)
            return not reached or moment < reached[0] + timedelta(hours=self.span[1])

        return runs


@pytest.fixture(scope="module", params=ZONES)
def truth(request):
    """The zone, and for each window the instants at which it opens or closes."""
    changes = {name: [] for name in WINDOWS}
    simulations = {name: Simulation(*window) for name, window in WINDOWS.items()}
    states, before = dict.fromkeys(WINDOWS, False), datetime.max
    for moment, shown in shown_so_far(request.param):
        for name, simulation in simulations.items():
            state = simulation.step(moment, shown, before)
            if state != states[name]:
                changes[name].append(moment)
                states[name] = state
        before = shown
    for name in WINDOWS:
        changes[name].append(END + timedelta(days=30))
    return request.param, changes


@pytest.mark.parametrize("name", WINDOWS)
def test_each_quarter_of_two_years_is_as_simulated(truth, name):
    zone, changes = truth
    windows = read_windows([dict(described(zone))[name]])
    edges, last = [], None
    for found in coverage(windows, BEGIN, END):
        if last is not None and found.opening != last.opening:
            edges += [last.opening, last.closing]
        last = found
    edges += [last.opening, last.closing]
    assert [edge for edge in edges if BEGIN < edge < END] == [edge for edge in changes[name] if BEGIN < edge < END]
    assert len(edges) >= 4


@pytest.mark.parametrize("name", WINDOWS)
def test_the_answers_on_a_grid_are_as_simulated(truth, name):
    zone, changes = truth
    window = dict(described(zone))[name]
    moment = BEGIN
    while moment < END - timedelta(days=30):
        place = bisect.bisect_right(changes[name], moment)
        is_now, left = bool(place % 2), changes[name][place] - moment
        assert is_open([window], moment.isoformat()) is is_now, moment
        assert is_open([window], moment.timestamp(), int(left.total_seconds())) is is_now, moment
        if changes[name][place] < END:
            assert is_open([window], moment.isoformat(), int(left.total_seconds()) + 1) is False, moment
        moment += timedelta(hours=83, minutes=17)


def test_the_simulation_itself_sees_what_is_known():
    simulation, opened, before = Simulation("sat", "22:00", 28, None, ()), [], datetime.max
    for moment, shown in shown_so_far("Europe/Berlin"):
        if moment > datetime(2026, 1, 12, tzinfo=timezone.utc):
            break
        if simulation.step(moment, shown, before) and moment > BEGIN:
            opened.append(moment)
        before = shown
    assert opened[0] == datetime(2026, 1, 3, 21, tzinfo=timezone.utc)
    assert len(opened) == 2 * 6 * 4

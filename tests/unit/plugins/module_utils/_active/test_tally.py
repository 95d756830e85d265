# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a capture says about frames."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._active._tally import Tally
from ansible_collections.netops.arp.plugins.module_utils._active._wire import Seen
from ansible_collections.netops.arp.plugins.module_utils._frames import _arp, _ethernet, _nd

ONE, TWO = "00:00:5e:00:53:01", "00:00:5e:00:53:02"
SECOND = 10**9


def report(*frames, storm_rate=50, step=SECOND // 10):
    tally = Tally()
    for number, frame in enumerate(frames):
        tally.add(Seen(number * step, frame, False))
    return tally.report(storm_rate)


def test_questions_answers_and_announcements_are_told_apart():
    said = report(
        _arp.request(ONE, "192.0.2.1", "192.0.2.2"),
        _arp.probe(ONE, "192.0.2.3"),
        _arp.announcement(TWO, "192.0.2.2"),
        _arp.announcement(TWO, "192.0.2.2", reply=True),
        _nd.request(ONE, "fe80::1", "2001:db8::2"),
        _nd.announcement(TWO, "2001:db8::2"),
    )
    assert [(one["ip"], one["sender_ip"]) for one in said["asked"]] == [
        ("192.0.2.2", "192.0.2.1"),
        ("192.0.2.3", None),
        ("2001:db8::2", "fe80::1"),
    ]
    assert [(one["ip"], one["kind"]) for one in said["announced"]] == [
        ("192.0.2.2", "reply"),
        ("192.0.2.2", "request"),
        ("2001:db8::2", "advertisement"),
    ]
    counts = {one["mac"]: (one["requests"], one["probes"], one["announcements"]) for one in said["senders"]}
    assert counts == {ONE: (2, 1, 0), TWO: (0, 0, 3)}
    assert said["conflicts"] == said["storms"] == said["mismatches"] == said["malformed"] == []


# name: two frames, and whether they are in conflict
PAIRS = {
    "two MACs": (_arp.announcement(ONE, "192.0.2.1"), _arp.announcement(TWO, "192.0.2.1"), True),
    "two MACs, IPv6": (_nd.announcement(ONE, "fe80::1"), _nd.announcement(TWO, "fe80::1"), True),
    "one in a question": (_arp.request(ONE, "192.0.2.1", "192.0.2.9"), _arp.announcement(TWO, "192.0.2.1"), True),
    "two addresses": (_arp.announcement(ONE, "192.0.2.1"), _arp.announcement(TWO, "192.0.2.2"), False),
    "one MAC twice": (_arp.announcement(ONE, "192.0.2.1"), _arp.request(ONE, "192.0.2.1", "192.0.2.9"), False),
    "a question for it": (_arp.announcement(ONE, "192.0.2.1"), _arp.probe(TWO, "192.0.2.1"), False),
    "two VLANs": (
        _ethernet.tagged(_arp.announcement(ONE, "192.0.2.1"), 10),
        _ethernet.tagged(_arp.announcement(TWO, "192.0.2.1"), 20),
        False,
    ),
}


@pytest.mark.parametrize(("first", "second", "is_conflict"), PAIRS.values(), ids=PAIRS)
def test_conflicts_and_their_healthy_look_alikes(first, second, is_conflict):
    assert bool(report(first, second)["conflicts"]) is is_conflict


def test_a_storm_is_a_peak_and_not_a_sum():
    frames = [_arp.request(ONE, "192.0.2.1", f"192.0.2.{last}") for last in range(100, 200)]
    (burst,) = report(*frames, step=SECOND // 1000)["storms"]
    assert (burst["mac"], burst["peak_per_second"], burst["targets"]) == (ONE, 100, 100)
    assert report(*frames, step=SECOND // 10)["storms"] == []
    assert report(*frames, step=SECOND // 10)["senders"][0]["requests_per_second"] == pytest.approx(10.1, abs=0.2)


def test_answers_are_no_storm():
    assert report(*[_arp.announcement(ONE, "192.0.2.1")] * 200, step=0)["storms"] == []


def test_malformed_frames_are_counted_and_three_are_shown():
    broken = _arp.probe(ONE, "192.0.2.1")[:20] + b"\0\x09" + _arp.probe(ONE, "192.0.2.1")[22:]
    (said,) = report(*[broken] * 5)["malformed"]
    assert (said["mac"], said["count"], said["samples"]) == (ONE, 5, [broken.hex()] * 3)


def test_who_speaks_for_another_is_a_mismatch():
    frame = _arp.announcement(ONE, "192.0.2.1")
    spoken = frame[:6] + _ethernet.mac_bytes(TWO) + frame[12:]
    (said,) = report(spoken)["mismatches"]
    assert (said["ip"], said["mac"], said["frame_mac"], said["count"]) == ("192.0.2.1", ONE, TWO, 1)


def test_it_is_told_when_each_station_was_first_and_last_heard():
    said = report(
        _arp.request(ONE, "192.0.2.1", "192.0.2.9"),
        _arp.announcement(TWO, "192.0.2.1"),
        _arp.announcement(TWO, "192.0.2.1"),
        step=SECOND,
    )
    (conflict,) = said["conflicts"]
    heard = {one["mac"]: (one["first_seconds"], one["last_seconds"]) for one in conflict["macs"]}
    assert heard == {ONE: (0.0, 0.0), TWO: (1.0, 2.0)}
    assert [(one["first_seconds"], one["last_seconds"]) for one in said["announced"]] == [(1.0, 2.0)]


FRAMES = [
    _arp.request(ONE, "192.0.2.1", "192.0.2.2"),
    _arp.probe(TWO, "192.0.2.2"),
    _arp.announcement(TWO, "192.0.2.1"),
    _nd.announcement(ONE, "fe80::1"),
    _ethernet.tagged(_arp.announcement(ONE, "192.0.2.1"), 10),
    b"\xff" * 6 + bytes(6) + b"\x08\x06",
]


@given(seed=st.integers(0, 10**6))
def test_the_order_of_frames_does_not_matter(seed):
    shuffled = FRAMES[:]
    random.Random(seed).shuffle(shuffled)
    assert report(*shuffled, step=0) == report(*FRAMES, step=0)


@given(st.lists(st.binary(max_size=90).map(lambda tail: _arp.probe(ONE, "192.0.2.1")[:14] + tail)))
def test_no_frame_whatever_is_lost_or_raises(frames):
    said = report(*frames)
    assert sum(
        one[key] for one in said["senders"] for key in ("requests", "probes", "answers", "announcements", "malformed")
    ) == len(frames)

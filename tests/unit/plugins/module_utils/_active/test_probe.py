# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When questions are asked, in which form, and what becomes of answers; a pair of sockets stands for the wire."""

import itertools
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._active import _probe
from ansible_collections.netops.arp.plugins.module_utils._active._probe import Pace, Question
from ansible_collections.netops.arp.plugins.module_utils._active._targets import Target
from ansible_collections.netops.arp.plugins.module_utils._active._wire import Seen, now
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats._links import Link
from ansible_collections.netops.arp.plugins.module_utils._formats._rtnetlink_own import Own
from ansible_collections.netops.arp.plugins.module_utils._frames import _arp, _ethernet
from ansible_collections.netops.arp.plugins.module_utils._frames._read import read

MAC, OTHER, THIRD = "00:00:5e:00:53:01", "00:00:5e:00:53:02", "00:00:5e:00:53:03"
LINK = Link(2, "eth0", mac=MAC, up=True)
OWN = [
    Own("198.51.100.10", "ipv4", 24, 2, True),
    Own("192.0.2.10", "ipv4", 24, 2, True),
    Own("2001:db8::10", "ipv6", 64, 2, True),
    Own("fe80::10", "ipv6", 64, 2, True),
    Own("2001:db8::11", "ipv6", 64, 2, False),
]
V4, V6 = Target("192.0.2.1", "ipv4"), Target("2001:db8::1", "ipv6")

# name: target, source, own addresses, the address that the question comes from (None for none)
FORMS = {
    "IPv4, what disturbs least": (V4, "auto", OWN, None),
    "IPv6, what disturbs least": (V6, "auto", OWN, "fe80::10"),
    "IPv6 without a second address": (Target("fe80::10", "ipv6"), "auto", [OWN[3]], None),
    "IPv4 as real traffic": (V4, "own", OWN, "192.0.2.10"),
    "IPv4 of another subnet": (Target("203.0.113.1", "ipv4"), "own", OWN, "198.51.100.10"),
    "one of the own": (V4, "198.51.100.10", OWN, "198.51.100.10"),
    "IPv6 as duplicate address detection": (V6, "unspecified", OWN, None),
    "an own address is not asked for with itself": (Target("192.0.2.10", "ipv4"), "own", OWN, "198.51.100.10"),
}


@pytest.mark.parametrize(("target", "source", "own", "asks"), FORMS.values(), ids=FORMS)
def test_who_asks(target, source, own, asks):
    message = read(_probe.frame_for(target, LINK, source, own))
    assert (message.ip, message.target, message.mac) == (asks, target.ip, MAC)


@pytest.mark.parametrize(("target", "source"), [(V4, "192.0.2.99"), (V6, "2001:db8::11"), (V4, "fe80::10")])
def test_an_address_that_is_not_ours_or_not_ready_asks_nothing(target, source):
    with pytest.raises(ArpError, match=f"eth0 has no {target.family} address {source} to ask for {target.ip} with"):
        _probe.frame_for(target, LINK, source, OWN)


@given(
    number=st.integers(1, 200),
    count=st.integers(1, 10),
    interval=st.floats(0.05, 10),
    rate=st.integers(1, 500),
)
def test_the_pace_holds(number, count, interval, rate):
    pace = Pace(count, interval, float(rate), 1.0)
    moments = list(pace.moments(number))
    assert [place for _moment, place in moments] == list(range(number)) * count
    times = [moment for moment, _place in moments]
    assert all(later - earlier >= 1 / rate - 1e-9 for earlier, later in itertools.pairwise(times))
    assert all(later - earlier >= interval - 1e-9 for earlier, later in zip(times, times[number:], strict=False))
    assert times[-1] + pace.timeout == pytest.approx(pace.seconds(number))


class Wire:
    """Answers a question with the frames that a test prepared, at once."""

    name = "eth0"

    def __init__(self, frames):
        self._frames = frames
        self._near, self._far = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.sent = []

    def fileno(self):
        return self._near.fileno()

    def send(self, frame):
        self.sent.append(frame)
        for frame in self._frames:
            self._far.send(frame)

    def receive(self):
        frame = self._near.recv(4096)
        return Seen(now(), frame, frame == self.sent[0])

    def close(self):
        self._near.close()
        self._far.close()


def ask(*frames):
    question = Question("192.0.2.1", "ipv4", "eth0", _arp.probe(MAC, "192.0.2.1"))
    wire = Wire(frames)
    try:
        answers = _probe.ask({"eth0": wire}, [question], Pace(2, 0.02, 500.0, 0.05))
    finally:
        wire.close()
    assert wire.sent == [question.frame] * 2
    return answers["eth0", "192.0.2.1"]


def reply(mac, ip="192.0.2.1", source=None):
    return (
        _ethernet.mac_bytes(MAC)
        + _ethernet.mac_bytes(source or mac)
        + _arp.request(mac, ip, "192.0.2.10")[12:20]
        + (b"\0\2" + _arp.request(mac, ip, "192.0.2.10")[22:])
    )


def test_everybody_who_answers_is_counted():
    answers = ask(reply(OTHER), reply(THIRD), reply(OTHER, ip="192.0.2.7"), b"\x01\x02")
    assert {mac: answer.count for mac, answer in answers.items()} == {OTHER: 2, THIRD: 2}
    assert all(0 <= answer.round_trip < 10**9 for answer in answers.values())
    assert answers[OTHER].kinds == {"reply"}


def test_a_holder_shows_by_his_own_questions_too():
    answers = ask(_arp.request(OTHER, "192.0.2.1", "192.0.2.77"), _arp.announcement(THIRD, "192.0.2.1"))
    assert answers[OTHER].kinds == {"request"}
    assert answers[THIRD].kinds == {"announcement"}
    assert answers[OTHER].round_trip is None


def test_what_says_nothing_about_the_address_does_not_count():
    own = _arp.probe(MAC, "192.0.2.1")
    other_vlan = _ethernet.tagged(reply(OTHER), 100)
    assert ask(own, other_vlan, _arp.probe(OTHER, "192.0.2.1")) == {}


def test_a_priority_tag_is_no_vlan():
    assert set(ask(_ethernet.tagged(reply(OTHER), 5 << 13))) == {OTHER}


def test_who_answers_in_the_name_of_another_is_told():
    assert ask(reply(OTHER, source=THIRD))[OTHER].frame_macs == {THIRD}

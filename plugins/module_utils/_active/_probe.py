# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask a link for addresses, and take down everybody who answers.

Two forms of the question (option `source` of the module):

* unspecified: the probe of RFC 5227 section 2.1 and the solicitation of RFC 4862 section 5.4.2. It claims no address,
  so that no station enters the asker into its table. IPv6 stations answer it to all nodes.
* own: the request of RFC 826 and the solicitation of RFC 4861 section 7.2.2. The station that is asked enters the
  asker, with his true MAC, and answers him alone.
"""

import time
from typing import NamedTuple, Optional

from .._errors import ArpError
from .._frames import _arp, _nd
from .._frames._message import Message
from .._frames._read import read
from ._wire import listen, now

UNSPECIFIED, OWN, AUTO = "unspecified", "own", "auto"
_FORMS = {"ipv4": _arp, "ipv6": _nd}
_UNTAGGED = (None, 0)  # VLAN 0 is a priority without a VLAN (IEEE 802.1Q clause 9.6)


class Pace(NamedTuple):
    """`count` rounds, `interval` seconds or more from one to the next, `rate` frames per second, and `timeout` seconds
    to wait after the last."""

    count: int
    interval: float
    rate: float
    timeout: float

    def seconds(self, number):
        """Return how long it takes to ask for a number of addresses."""
        return self._round(number) * (self.count - 1) + max(number - 1, 0) / self.rate + self.timeout

    def moments(self, number):
        """Yield `(seconds from the start, place in the list)` of each question."""
        for turn in range(self.count):
            for place in range(number):
                yield turn * self._round(number) + place / self.rate, place

    def _round(self, number):
        return max(self.interval, number / self.rate)


class Question(NamedTuple):
    """One address that is asked for, the wire it is asked on, and the frame that asks."""

    ip: str
    family: str
    interface: str
    frame: bytes


class Answer:
    """What one MAC said about one address."""

    def __init__(self):
        self.count = 0
        self.kinds = set()
        self.round_trip: Optional[int] = None
        self.frame_macs = set()
        self.is_router: Optional[bool] = None

    def add(self, message: Message, waited):
        """Count a message that came so many nanoseconds after the latest question, None where none was asked yet."""
        self.count += 1
        self.kinds.add("announcement" if message.is_announcement and message.family == "ipv4" else message.kind)
        self.frame_macs.add(message.source)
        if message.is_router is not None:
            self.is_router = message.is_router
        if waited is not None and message.kind in ("reply", "advertisement"):
            self.round_trip = waited if self.round_trip is None else min(waited, self.round_trip)


def frame_for(target, link, source, own, mac=None, to=None):
    """Return the frame that asks for a `Target`; `own` lists the host's addresses on that interface.

    `source` is `unspecified`, `own`, `auto` or one of the own addresses. Auto is the form that disturbs least:
    unspecified for IPv4, own for IPv6; and own where one MAC alone is asked, `to`. Raises ArpError where the host has
    no such address.
    """
    form = _FORMS[target.family]
    if source == AUTO and to:
        source = OWN
    if source == AUTO:
        source = UNSPECIFIED if target.family == "ipv4" or not _usable(own, target) else OWN
    if source == UNSPECIFIED:
        return form.probe(mac or link.mac, target.ip)
    candidates = _usable(own, target)
    if source != OWN:
        candidates = [ip for ip in candidates if ip == source]
    if not candidates:
        raise ArpError(
            "%s has no %s address%s to ask for %s with: set source to unspecified"
            % (link.name, target.family, "" if source == OWN else " " + source, target.ip)
        )
    return form.request(link.mac, candidates[0], target.ip, to)


def ask(wires, questions, pace):
    """Ask, listen, and return `{(interface, ip): {mac: Answer}}`; `wires` is `{interface: Wire}`."""
    asked_at = {}
    answers = {(question.interface, question.ip): {} for question in questions}
    start = time.monotonic()

    def hear(until):
        for wire, seen in listen(list(wires.values()), until):
            message = None if seen.is_own else read(seen.frame)
            if isinstance(message, Message) and message.vlan in _UNTAGGED and message.ip:
                _note(answers, asked_at, wire.name, message, seen.when)

    for moment, place in pace.moments(len(questions)):
        hear(start + moment)
        question = questions[place]
        asked_at[question.interface, question.ip] = now()
        wires[question.interface].send(question.frame)
    hear(time.monotonic() + pace.timeout)
    return answers


def _note(answers, asked_at, interface, message, when):
    told = answers.get((interface, message.ip))
    if told is not None:
        asked = asked_at.get((interface, message.ip))
        told.setdefault(message.mac, Answer()).add(message, None if asked is None else max(when - asked, 0))


def _usable(own, target):
    """Return the own addresses that can ask for a target, the likeliest first: for IPv4 of its subnet, for IPv6
    link-local ones (RFC 4861 section 7.2.2 asks for the one that the packet will have)."""
    fitting = [one for one in own if one.family == target.family and one.is_ready and one.ip != target.ip]
    return [one.ip for one in sorted(fitting, key=lambda one: _distance(one, target))]


def _distance(one, target):
    if target.family == "ipv6":
        return not one.ip.startswith("fe80")
    host_bits = 32 - one.length
    return _number(one.ip) >> host_bits != _number(target.ip) >> host_bits


def _number(ip):
    total = 0
    for octet in ip.split("."):
        total = total << 8 | int(octet)
    return total

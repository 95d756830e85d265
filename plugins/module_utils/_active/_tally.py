# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames, one after the other, to what a capture says: who asked, who answered, who announced, and what is odd.

Every list is sorted, so that two captures of the same frames say the same. Nothing is judged here.
"""

from collections import Counter

from .._frames._message import Malformed
from .._frames._read import read

_SAMPLES = 3  # malformed frames shown per sender and reason
_SAMPLE_OCTETS = 128
_SECOND = 10**9


class _Sender:
    """What one MAC did. `seconds` counts its questions per second of the clock, for the peak."""

    def __init__(self, is_own):
        self.is_own = is_own
        self.counts = Counter()
        self.claimed = set()
        self.targets = set()
        self.seconds = Counter()
        self.first = self.last = None


class _Heard(Counter):
    """Counts keys, and keeps when each was heard first and last: who spoke last may have taken an address over."""

    def __init__(self):
        super(_Heard, self).__init__()
        self._times = {}

    def add(self, key, when):
        self[key] += 1
        first, last = self._times.get(key, (when, when))
        self._times[key] = (min(first, when), max(last, when))

    def seconds(self, key, start):
        """Return when a key was heard, in seconds since the start."""
        first, last = ((when - (start or 0)) / _SECOND for when in self._times[key])
        return {"first_seconds": round(first, 3), "last_seconds": round(last, 3)}


class Tally:
    """Counts frames as `Seen`; `report` tells the result.

    `start` is when listening began, in nanoseconds as frames have them; without it, the first frame is the start.
    """

    def __init__(self, start=None):
        self.frames = 0
        self._start = start
        self._senders = {}
        self._asked, self._mismatches = Counter(), Counter()
        self._answered, self._announced, self._claims = _Heard(), _Heard(), _Heard()
        self._malformed = {}

    def add(self, seen):
        self.frames += 1
        self._start = seen.when if self._start is None else self._start
        message = read(seen.frame)
        if message is None:  # no filter, or one that knows fewer tags
            return
        sender = self._senders.setdefault(message.source, _Sender(seen.is_own))
        sender.first = seen.when if sender.first is None else sender.first
        sender.last = seen.when
        if isinstance(message, Malformed):
            self._add_malformed(message, sender, seen.frame)
        else:
            self._add_message(message, sender, seen.when)

    def report(self, storm_rate):
        """Return the lists of a capture. A storm is a sender that asked `storm_rate` times or more in one second."""
        senders = [_sender_record(mac, sender) for mac, sender in sorted(self._senders.items())]
        claims = self._claim_records()
        return {
            "senders": senders,
            "asked": _records(self._asked, ("family", "ip", "vlan", "mac", "sender_ip")),
            "answered": self._told(self._answered),
            "announced": self._told(self._announced),
            "claims": claims,
            "conflicts": [claim for claim in claims if len(claim["macs"]) > 1],
            "storms": [sender for sender in senders if sender["peak_per_second"] >= storm_rate],
            "mismatches": _records(self._mismatches, ("family", "ip", "vlan", "mac", "frame_mac")),
            "malformed": [
                dict(zip(("family", "mac", "reason"), key), count=count, samples=samples)
                for key, (count, samples) in sorted(self._malformed.items())
            ],
        }

    def _add_message(self, message, sender, when):
        where = (message.family, message.vlan)
        told = (message.family, message.ip, message.vlan, message.mac, message.kind)
        if message.asks:
            sender.counts["probes" if message.is_probe else "requests"] += 1
            sender.targets.add(message.target)
            sender.seconds[when // _SECOND] += 1
            self._asked[(message.family, message.target, message.vlan, message.source, message.ip)] += 1
        elif message.is_announcement:
            sender.counts["announcements"] += 1
            self._announced.add(told, when)
        else:
            sender.counts["answers"] += 1
            self._answered.add(told, when)
        if message.ip is None:
            return
        sender.claimed.add(message.ip)
        self._claims.add(where + (message.ip, message.mac), when)
        if message.differs_from_frame:
            self._mismatches[(message.family, message.ip, message.vlan, message.mac, message.source)] += 1

    def _told(self, heard):
        return [
            dict(zip(("family", "ip", "vlan", "mac", "kind"), key), count=count, **heard.seconds(key, self._start))
            for key, count in sorted(heard.items(), key=_order)
        ]

    def _add_malformed(self, message, sender, frame):
        sender.counts["malformed"] += 1
        count, samples = self._malformed.get((message.family, message.source, message.reason), (0, []))
        samples = samples + [frame[:_SAMPLE_OCTETS].hex()] if len(samples) < _SAMPLES else samples
        self._malformed[message.family, message.source, message.reason] = (count + 1, samples)

    def _claim_records(self):
        """Return who claimed each address, per VLAN: one address in two VLANs is no conflict."""
        found = {}
        for (family, vlan, ip, mac), count in self._claims.items():
            heard = self._claims.seconds((family, vlan, ip, mac), self._start)
            found.setdefault((family, ip, vlan), []).append(dict(heard, mac=mac, count=count))
        return [
            {"family": family, "ip": ip, "vlan": vlan, "macs": sorted(macs, key=lambda each: each["mac"])}
            for (family, ip, vlan), macs in sorted(found.items(), key=_order)
        ]


def _records(counter, names):
    """Return counted keys as dicts with a `count`."""
    return [dict(zip(names, key), count=count) for key, count in sorted(counter.items(), key=_order)]


def _order(pair):
    return [(value is not None, str(value)) for value in pair[0]]


def _sender_record(mac, sender):
    kinds = ("requests", "probes", "answers", "announcements", "malformed")
    lasted = (sender.last - sender.first) / _SECOND
    asked = sum(sender.seconds.values())
    return dict(
        {kind: sender.counts[kind] for kind in kinds},
        mac=mac,
        is_own=sender.is_own,
        ips=sorted(sender.claimed),
        targets=len(sender.targets),
        # One question has no rate, and two in a burst have no meaningful one.
        requests_per_second=round(asked / max(lasted, 1.0), 1),
        peak_per_second=max(sender.seconds.values()) if sender.seconds else 0,
    )

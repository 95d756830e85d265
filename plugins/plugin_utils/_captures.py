# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the captures of `arp_capture` add to an observer: who claimed which address, and how.

Tagged frames belong to another segment than the interface that heard them: they go to the observer of the VLAN, which
is called as Linux calls such interfaces, eth0.10.
"""

import operator
from collections.abc import Mapping
from typing import NamedTuple

from ..module_utils._errors import ArpError
from ._mac_addresses import station
from ._times import canonical, seconds

# What the detectors read of these lists, beside the claims.
_NEEDED = {"malformed": ("family", "mac", "reason", "count"), "storms": ("mac", "peak_per_second")}


class Heard(NamedTuple):
    """How often one pair was claimed, by which message, and when (seconds since 1970, None where unknown).

    `announced_at` is the time of the first announcement. `frame_macs` are other MACs that such frames came from, `by`
    says how they were got.
    `is_answer` says whether it stands against what others answer or hold. A question claims an address as well, and
    virtual routers ask with their physical MAC; and where a station announces an address and no other one speaks for
    it afterwards, the address has moved. Both only count where it is known whose the address is.
    """

    answers: int = 0
    announcements: int = 0
    requests: int = 0
    last: float | None = None
    announced_at: float | None = None
    frame_macs: tuple = ()
    seconds: float = 0.0
    by: tuple = ("captured",)
    is_answer: bool = False

    @property
    def note(self):
        """What was heard, in words."""
        told = (("answer", self.answers), ("announcement", self.announcements), ("question", self.requests))
        words = [f"{number} {word}{'s' if number != 1 else ''}" for word, number in told if number]
        origin = f", in frames from {', '.join(self.frame_macs)}" if self.frame_macs else ""
        return f"{' and '.join(self.by)}: {', '.join(words)} in {self.seconds:.3g} s{origin}"


def captures_of(given):
    """Map each host to its captures, from `{host: capture}` or `{host: [capture, ...]}`. Raises ArpError for others."""
    if not isinstance(given, Mapping):
        raise ArpError(f"captures: a mapping of host to capture is needed, not {type(given).__name__}")
    found = {}
    for name in sorted(given, key=str):
        several = given[name] if isinstance(given[name], (list, tuple)) else [given[name]]
        for capture in several:
            if not isinstance(capture, Mapping) or not capture.get("interface") or "claims" not in capture:
                raise ArpError(f"captures: host {name}: expected what arp_capture returns as capture")
        found[str(name)] = several
    return found


def hear(host, captures):
    """Give the observers of a Host what was captured there. Raises ArpError for a capture with a broken record."""
    for capture in captures:
        try:
            heard = claims(capture)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            place = f"host {host.name}: a record of the capture on {capture['interface']}"
            raise ArpError(f"captures: {place} cannot be read: {error!r}") from None
        observer = host.observer(capture.get("namespace"), capture["interface"])
        observer.captures.append(capture)
        for vlan, pairs in heard.items():
            _add(observer if vlan is None else _tagged(host, observer, vlan), pairs)


def _tagged(host, observer, vlan):
    return host.observer(observer.namespace, f"{observer.interface}.{vlan}")


def _add(observer, pairs):
    """Pairs of a further capture on one interface are added to those of the first."""
    own = set(observer.own)
    for pair, heard in pairs.items():
        if pair not in own:
            known = observer.heard.get(pair)
            observer.heard[pair] = _sum(known, heard) if known else heard
    observer.heard = judged(observer.heard)


def judged(pairs):
    """The same `{(ip, mac): Heard}` with `is_answer` as the claims for each address stand to each other."""
    by_ip = {}
    for (ip, mac), heard in pairs.items():
        by_ip.setdefault(ip, {})[mac] = heard
    return {(ip, mac): heard._replace(is_answer=_is_answer(mac, by_ip[ip])) for (ip, mac), heard in pairs.items()}


def _sum(one, other):
    return Heard(
        one.answers + other.answers,
        one.announcements + other.announcements,
        one.requests + other.requests,
        max(filter(None, (one.last, other.last)), default=None),
        min(filter(None, (one.announced_at, other.announced_at)), default=None),
        tuple(sorted({*one.frame_macs, *other.frame_macs})),
        one.seconds + other.seconds,
        tuple(sorted({*one.by, *other.by})),
    )


def claims(capture):
    """Map each VLAN to `{(ip, mac): Heard}`, before the claims are compared (see `judged`)."""
    for name, keys in _NEEDED.items():
        for record in capture.get(name) or ():
            operator.itemgetter(*keys)(record)
    moment = canonical(capture.get("started_at"))
    start = seconds(moment) if moment else 0
    answers, announcements = _counts(capture.get("answered")), _counts(capture.get("announced"))
    announced, frames = {}, {}
    for record in capture.get("announced") or ():
        if record.get("first_seconds") is not None:
            key = _key(record, record["mac"])
            announced[key] = min(announced.get(key, float("inf")), start + record["first_seconds"])
    for record in capture.get("mismatches") or ():
        frames.setdefault(_key(record, record["mac"]), set()).add(record["frame_mac"])
    found = {}
    for claim in capture["claims"]:
        for one in claim["macs"]:
            key = _key(claim, one["mac"])
            told = (answers.get(key, 0), announcements.get(key, 0))
            last = one.get("last_seconds")
            found.setdefault(key[0], {})[key[1:]] = Heard(
                *told,
                int(one["count"]) - sum(told),
                None if last is None else start + last,
                announced.get(key),
                tuple(sorted(frames.get(key, ()))),
                float(capture.get("duration_seconds") or 0),
                (capture.get("by") or "captured",),
            )
    return found


def _counts(records):
    counts = {}
    for record in records or ():
        key = _key(record, record["mac"])
        counts[key] = counts.get(key, 0) + int(record["count"])
    return counts


def _key(record, mac):
    return (record.get("vlan"), str(record["ip"]), str(mac))


def _is_answer(mac, told):
    """True when a MAC of `{mac: Heard}` stands for the address beside others; see Heard."""
    heard = told[mac]
    rivals = {other: one for other, one in told.items() if _speaks(one) and station(other) != station(mac)}
    if not _speaks(heard) or any(_took_over(one, heard) for one in rivals.values()):
        return False
    return not heard.announcements or any(not _took_over(heard, one) for one in rivals.values())


def _speaks(heard):
    return bool(heard.answers or heard.announcements)


def _took_over(new, former):
    """True when one announced the address, and the other has not claimed it since."""
    if not new.announcements:
        return False
    if new.announced_at is None or former.last is None:
        return not new.answers and not former.announcements
    return new.announced_at >= former.last

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who holds a lease, for how long, and who may have it next: decisions over records, apart from any file.

A record has `fencing_token`, the number of the last term, `holder`, who has acquired it and not released it (or None),
and `previous`, how the term before ended. A term is over when its time to live has passed, whoever has noticed.
"""

import re
import time
from datetime import datetime, timezone

from ._errors import ArpError

_TTL = re.compile(r"(?=[0-9])(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?$")
LONGEST = 86400 * 3660
_UNITS = (604800, 86400, 3600, 60, 1)
_BOOTTIME = 7  # CLOCK_BOOTTIME of Linux, which Python 3.6 has no name for
_BOOT_ID = "/proc/sys/kernel/random/boot_id"


class LeaseError(ArpError):
    """The lease is not to be had, or not any more; `lease` describes the holder, `lost_to` who has it now."""

    def __init__(self, message, record, clock, lost_to=None):
        super(LeaseError, self).__init__(message)
        self.lease = describe(record, clock)
        self.lost_to = lost_to


class Clock(object):
    """The clocks of the host that holds the file, read once, so that a decision is about one instant.

    Within one boot the time since the last renewal is measured by a clock that nobody sets (`ticks`); after a reboot,
    or from another host, by the wall clock.
    """

    def __init__(self, now, boot_id=None, ticks=None):
        self.now, self.boot_id, self.ticks = now, boot_id, ticks

    @classmethod
    def read(cls):
        """Return the clocks as they stand."""
        try:
            with open(_BOOT_ID) as opened:
                return cls(time.time(), opened.read().strip(), time.clock_gettime(_BOOTTIME))
        except (OSError, AttributeError):
            return cls(time.time())

    def left(self, holder):
        """Return the seconds until a holder's term is over; none or less when it is."""
        if self.boot_id is not None and holder.get("boot_id") == self.boot_id and holder.get("ticks") is not None:
            passed = self.ticks - holder["ticks"]
        else:
            passed = self.now - holder["renewed_at"]
        return holder["ttl"] - max(0, passed)

    def stamp(self):
        """Return what is kept of a renewal."""
        return {"renewed_at": self.now, "boot_id": self.boot_id, "ticks": self.ticks}


def seconds(text, name, least):
    """Return the seconds of `1w2d3h4m5s`, or of digits. Raises ArpError for anything else, naming the option."""
    text = str(text)
    parts = re.match("[0-9]+$", text) or _TTL.match(text)
    if parts is None or text.endswith("\n"):
        raise ArpError("%s: %r is no duration; write it as in 90s, 10m, 1h30m, or as whole seconds" % (name, text))
    found = sum(int(part or 0) * unit for part, unit in zip(parts.groups(), _UNITS)) if parts.groups() else int(text)
    if not least <= found <= LONGEST:
        raise ArpError("%s: %r is out of range, which goes from %d s to ten years" % (name, text, least))
    return found


def iso(moment):
    """Return seconds since 1970 as ISO 8601 in UTC."""
    return datetime.fromtimestamp(int(moment), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def describe(record, clock):
    """Return the lease as users see it."""
    holder = (record or {}).get("holder")
    seen = dict.fromkeys(("owner", "purpose", "acquired_at", "renewed_at", "expires_at", "ttl"))
    seen.update(held=False, seconds_left=0, fencing_token=(record or {}).get("fencing_token", 0))
    seen["previous"] = _seen_end((record or {}).get("previous"))
    if holder is not None:
        left = clock.left(holder)
        seen.update(_seen_term(holder), held=left > 0, seconds_left=max(0, int(left)), ttl=holder["ttl"])
        seen.update(renewed_at=iso(holder["renewed_at"]), expires_at=iso(clock.now + left))
    return seen


def _seen_term(term):
    seen = {key: term[key] for key in ("owner", "purpose", "fencing_token")}
    seen["acquired_at"] = iso(term["acquired_at"])
    return seen


def _seen_end(previous):
    if not previous:
        return None
    seen = _seen_term(previous)
    seen.update(ended_at=iso(previous["ended_at"]), ending=previous["ending"])
    seen.update(ended_by=previous.get("ended_by"), reason=previous.get("reason"))
    return seen


def acquire(record, clock, owner, purpose, ttl):
    """Return the record of a new term, and the description of an expired one that it takes over, or None.

    An owner who holds the lease already keeps the term and its number, and gets the full time to live again. Raises
    LeaseError while somebody else holds it.
    """
    holder = (record or {}).get("holder")
    if holder is not None and clock.left(holder) > 0:
        if holder["owner"] != owner:
            raise LeaseError("the lease is held by " + told(holder, clock), record, clock)
        return _with_holder(record, dict(holder, ttl=ttl, purpose=purpose, **clock.stamp())), None
    # A file that was lost must not let the numbers begin again: the first one is the time in seconds.
    token = record["fencing_token"] + 1 if record else int(clock.now)
    term = dict(clock.stamp(), owner=owner, purpose=purpose, ttl=ttl, acquired_at=clock.now, fencing_token=token)
    taken = None
    previous = (record or {}).get("previous")
    if holder is not None:
        previous = _ended(holder, clock, "taken_over", owner)
        taken = dict(describe(record, clock), expired_at=iso(clock.now + clock.left(holder)))
        taken = {key: taken[key] for key in TAKEN}
    return {"fencing_token": token, "holder": term, "previous": previous}, taken


TAKEN = ("owner", "purpose", "acquired_at", "renewed_at", "expired_at", "fencing_token")


def renew(record, clock, owner, ttl, token=None):
    """Return the record with the full time to live again. Raises LeaseError for whoever does not hold the lease."""
    holder = (record or {}).get("holder")
    if not _is(holder, owner, token):
        raise _lost(record, clock, owner, token)
    left = clock.left(holder)
    if left <= 0:
        raise LeaseError(
            "the lease of %s (fencing number %d) has expired at %s, %d s ago. Nobody has taken it over yet, but it "
            "protects nothing any more: stop, and acquire it anew"
            % (owner, holder["fencing_token"], iso(clock.now + left), -left),
            record,
            clock,
        )
    return _with_holder(record, dict(holder, ttl=ttl, **clock.stamp()))


def release(record, clock, owner, token=None):
    """Return the record without its holder, the same record where `owner` does not hold the lease."""
    holder = (record or {}).get("holder")
    if not _is(holder, owner, token):
        return record
    return dict(record, holder=None, previous=_ended(holder, clock, "released", owner))


def force_release(record, clock, by, reason):
    """Return the record without its holder, whoever that is."""
    holder = (record or {}).get("holder")
    if holder is None:
        return record
    return dict(record, holder=None, previous=_ended(holder, clock, "forced", by, reason))


def told(holder, clock):
    """Return a holder in words, without an end of the sentence."""
    purpose = " (%s)" % holder["purpose"] if holder["purpose"] else ""
    return "%s%s since %s, until %s unless it is renewed, with fencing number %d" % (
        holder["owner"],
        purpose,
        iso(holder["acquired_at"]),
        iso(clock.now + clock.left(holder)),
        holder["fencing_token"],
    )


def _is(holder, owner, token):
    return holder is not None and holder["owner"] == owner and token in (None, holder["fencing_token"])


def _lost(record, clock, owner, token):
    """Return the LeaseError for somebody who believes to hold a lease."""
    mine = owner if token is None else "%s (fencing number %d)" % (owner, token)
    holder, previous = (record or {}).get("holder"), (record or {}).get("previous")
    if holder is not None:
        message = "the lease of %s is lost to %s. Stop: what is done now is no longer protected" % (
            mine,
            told(holder, clock),
        )
        return LeaseError(message, record, clock, lost_to=_seen_term(holder))
    if previous:
        by = "%s%s" % (previous["ended_by"], " (%s)" % previous["reason"] if previous.get("reason") else "")
        return LeaseError(
            "%s holds no lease: the last one, of %s with fencing number %d, was released at %s by %s"
            % (mine, previous["owner"], previous["fencing_token"], iso(previous["ended_at"]), by),
            record,
            clock,
        )
    return LeaseError("%s holds no lease: there has never been one here" % mine, record, clock)


def _with_holder(record, holder):
    return dict(record, holder=holder)


def _ended(holder, clock, ending, by, reason=None):
    ended = {key: holder[key] for key in ("owner", "purpose", "acquired_at", "fencing_token")}
    return dict(ended, ended_at=clock.now, ending=ending, ended_by=by, reason=reason)

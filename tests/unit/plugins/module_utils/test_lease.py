# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms of a lease: who gets it, who loses it, and what each is told."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils import _lease
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError

NOW = 1782898200


def clock(later=0, boot="one", ticks=1000.0):
    return _lease.Clock(NOW + later, boot, None if ticks is None else ticks + later)


def held(owner="job 1", ttl=60, later=0):
    return _lease.acquire(None, clock(later), owner, "flush", ttl)[0]


def test_the_first_number_is_the_time():
    record, taken = _lease.acquire(None, clock(), "job 1", "flush", 60)
    assert taken is None
    assert _lease.describe(record, clock(1)) == {
        "held": True,
        "owner": "job 1",
        "purpose": "flush",
        "acquired_at": "2026-07-01T09:30:00Z",
        "renewed_at": "2026-07-01T09:30:00Z",
        "expires_at": "2026-07-01T09:31:00Z",
        "seconds_left": 59,
        "ttl": 60,
        "fencing_token": NOW,
        "previous": None,
    }


def test_numbers_grow_over_releases_and_take_overs():
    record, numbers = held(), [NOW]
    record = _lease.release(record, clock(1), "job 1")
    for owner, later in (("job 2", 2), ("job 3", 100), ("job 4", 200)):
        record, _former = _lease.acquire(record, clock(later), owner, "", 60)
        numbers.append(record["fencing_token"])
    record = _lease.force_release(record, clock(201), "ada", "gone")
    record, _former = _lease.acquire(record, clock(202), "job 5", "", 60)
    assert [*numbers, record["fencing_token"]] == [NOW, NOW + 1, NOW + 2, NOW + 3, NOW + 4]


def test_somebody_else_waits_and_sees_the_owner():
    with pytest.raises(
        _lease.LeaseError, match=r"held by job 1 \(flush\) since 2026-07-01T09:30:00Z, until .*:31:00Z"
    ) as refused:
        _lease.acquire(held(), clock(59.9), "job 2", "", 60)
    assert refused.value.lease["owner"] == "job 1"


def test_an_expired_lease_is_taken_over_and_that_is_told():
    record, taken = _lease.acquire(held(), clock(60), "job 2", "", 60)
    assert taken == {
        "owner": "job 1",
        "purpose": "flush",
        "acquired_at": "2026-07-01T09:30:00Z",
        "renewed_at": "2026-07-01T09:30:00Z",
        "expired_at": "2026-07-01T09:31:00Z",
        "fencing_token": NOW,
    }
    assert _lease.describe(record, clock(60))["previous"]["ending"] == "taken_over"


def test_the_holder_keeps_its_number_when_it_acquires_again():
    record, taken = _lease.acquire(held(), clock(30), "job 1", "flush", 60)
    assert (record["fencing_token"], taken) == (NOW, None)
    assert clock(30).left(record["holder"]) == 60


def test_renewing_keeps_term_and_number():
    record = _lease.renew(held(), clock(50), "job 1", 60, NOW)
    assert record["holder"]["acquired_at"] == NOW
    assert clock(50).left(record["holder"]) == 60


TAKEN_OVER, _ = _lease.acquire(held(), clock(100), "job 2", "", 60)
LOST = {
    "taken over": (
        TAKEN_OVER,
        110,
        "job 1",
        NOW,
        "job 1 .fencing number 1782898200. is lost to job 2 since .*09:31:40Z.* 1782898201",
    ),
    "taken over by its own name": (
        _lease.acquire(held(), clock(100), "job 1", "", 60)[0],
        110,
        "job 1",
        NOW,
        "is lost to job 1 .*1782898201",
    ),
    "expired, and free": (held(), 75, "job 1", None, "expired at 2026-07-01T09:31:00Z, 15 s ago.*acquire it anew"),
    "released by force": (
        _lease.force_release(held(), clock(5), "ada", "host replaced"),
        6,
        "job 1",
        NOW,
        r"released at 2026-07-01T09:30:05Z by ada \(host replaced\)",
    ),
    "released": (
        _lease.release(held(), clock(5), "job 1"),
        6,
        "job 1",
        NOW,
        "released at 2026-07-01T09:30:05Z by job 1",
    ),
    "never held": (held(), 5, "job 9", None, "job 9 is lost to job 1"),
    "no file": (None, 5, "job 9", None, "there has never been one"),
}


@pytest.mark.parametrize(("record", "later", "owner", "token", "message"), LOST.values(), ids=LOST)
def test_who_has_lost_it_cannot_renew(record, later, owner, token, message):
    with pytest.raises(_lease.LeaseError, match=message):
        _lease.renew(record, clock(later), owner, 60, token)


def test_only_the_holder_releases():
    assert _lease.release(TAKEN_OVER, clock(110), "job 1") is TAKEN_OVER
    assert _lease.release(TAKEN_OVER, clock(110), "job 2", NOW) is TAKEN_OVER
    assert _lease.release(None, clock(), "job 1") is None
    released = _lease.release(TAKEN_OVER, clock(110), "job 2", NOW + 1)
    assert released["holder"] is None
    assert _lease.release(released, clock(111), "job 2") is released


CLOCKS = {
    "set forward within a boot": (_lease.Clock(NOW + 10**6, "one", 1010.0), 50),
    "set back within a boot": (_lease.Clock(NOW - 10**6, "one", 1010.0), 50),
    "within a boot, over": (_lease.Clock(NOW, "one", 1061.0), -1),
    "after a reboot": (_lease.Clock(NOW + 10, "two", 5.0), 50),
    "after a reboot, set back": (_lease.Clock(NOW - 10, "two", 5.0), 60),
    "no such clock": (_lease.Clock(NOW + 70), -10),
}


@pytest.mark.parametrize(("now", "left"), CLOCKS.values(), ids=CLOCKS)
def test_the_time_left(now, left):
    assert now.left(held()["holder"]) == left


DURATIONS = {"10m": 600, "1w2d3h4m5s": 788645, "90": 90, "1h30m": 5400}


@pytest.mark.parametrize(("text", "seconds"), DURATIONS.items(), ids=DURATIONS)
def test_durations(text, seconds):
    assert _lease.seconds(text, "ttl", 1) == seconds


@pytest.mark.parametrize("text", ["", "0", "-1", "5m1h", "1.5", "10 m", "10m\n", "1y", "9" * 30, "11000w", "true"])
def test_what_is_no_duration_is_refused_with_the_option(text):
    with pytest.raises(ArpError, match=r"^ttl: "):
        _lease.seconds(text, "ttl", 1)

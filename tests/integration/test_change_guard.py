# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guard of arp_entry: a process that takes a change of a real kernel's table back, unless it is confirmed."""

import os
import signal
from pathlib import Path

import pytest
from arplab.state import poll
from kernel_table import NEEDS, SETUP, batch, new_namespace, run, table

from ansible_collections.netops.arp.plugins.module_utils import _namespaces
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._platforms import (
    _entries,
    _entry_plan,
    _guard,
    _linux_changes,
    _linux_lifeline,
)

pytestmark = NEEDS

MAC = "00:00:5e:00:53:aa"
WANTED = [
    {"ip": "192.0.2.8", "mac": MAC},  # learned
    {"ip": "192.0.2.9", "mac": MAC},  # pinned to another MAC
    {"ip": "192.0.2.50", "mac": MAC},  # unknown
    {"ip": "2001:db8::8", "mac": MAC},
    {"ip": "2001:db8::9", "mac": "00:00:5e:00:53:09", "state": "absent"},
]
PINNED = dict.fromkeys(("192.0.2.8", "192.0.2.9", "192.0.2.50", "2001:db8::8"), (MAC, "PERMANENT"))
LONG = 300


@pytest.fixture
def host(monkeypatch, tmp_path):
    """Be in a namespace of a host with entries, with a guard's place of its own; nobody has come by ssh."""
    monkeypatch.setattr(_linux_lifeline, "peer", lambda: None)
    place = _guard.Guard(str(tmp_path / "guard"))
    monkeypatch.setattr(_guard, "HERE", place)
    with new_namespace() as name, _namespaces.entered(_namespaces.choose([name])[0]):
        batch(SETUP)
        for kind in ("ipv4/neigh/eth0", "ipv4/neigh/eth1", "ipv6/neigh/eth0"):
            Path(f"/proc/sys/net/{kind}/gc_stale_time").write_text("600")
        yield place
        for pid in guards(place):
            os.kill(pid, signal.SIGKILL)


def guards(place):
    """The processes that hold the lock of a guard."""
    # Processes come and go while one looks; what is gone is no link to the lock.
    return [int(path.parts[2]) for path in Path("/proc").glob("[0-9]*/fd/*") if os.path.realpath(path) == place.lock]


def change(seconds, check=False):
    wanted = _entry_plan.wanted(WANTED, "present")
    options = _entries.Options(guard_seconds=seconds, check=check)
    return _entries.run(_linux_changes.Linux(run), wanted, options)


def told(word, **options):
    return _entries.guarded(_linux_changes.Linux(run), word, **options)


def stations():
    """The table without what the kernel is just resolving."""
    return {ip: row for ip, row in table().items() if row[0]}


def test_a_change_that_nobody_confirms_is_taken_back_to_the_former_rows(host):
    before = stations()
    armed = change(1)["guard"]
    assert armed["state"] == "armed"
    assert {ip: row for ip, row in stations().items() if ip in PINNED} == PINNED
    assert "2001:db8::9" not in stations()
    poll(lambda: told("status")["guard"]["state"] == "fired", 10, "the guard to act")
    assert stations() == before
    fired = told("status")
    assert fired["changed"] is False
    assert fired["guard"]["message"] == "What had been done was put back"
    assert fired["guard"]["ended_at"] >= armed["armed_at"]
    with pytest.raises(ArpError, match=r"was not confirmed within 1 seconds\. What had been done was put back"):
        told("confirm", number=armed["id"])
    assert change(LONG)["guard"]["state"] == "armed", "the next change is not held up by the last one"


def test_a_confirmed_change_stays_and_leaves_nothing_behind(host):
    armed = change(2)["guard"]
    assert told("confirm", number=armed["id"])["guard"]["state"] == "confirmed"
    poll(lambda: not guards(host), 5, "the guard to be gone")
    assert [path.name for path in Path(host.directory).iterdir()] == ["guard.lock"]
    assert told("status")["guard"]["state"] == "none"
    assert {ip: row for ip, row in stations().items() if ip in PINNED} == PINNED
    again = change(LONG)
    assert (again["changed"], again["guard"]["state"]) == (False, "none"), "nothing to do, nothing to guard"


def test_it_restores_at_once_when_told(host):
    before = stations()
    armed = change(LONG)["guard"]
    assert told("restore", check=True) == {"changed": True, "guard": armed}
    restored = told("restore", number=armed["id"])
    assert (restored["changed"], restored["guard"]["state"]) == (True, "restored")
    assert stations() == before


def test_check_mode_arms_nothing(host):
    before = stations()
    assert change(LONG, check=True)["guard"]["state"] == "none"
    assert (stations(), guards(host), Path(host.directory).exists()) == (before, [], False)


def test_there_is_one_guard_and_it_takes_orders_for_itself_alone(host):
    armed = change(LONG)["guard"]
    with pytest.raises(ArpError, match=r"A guard is at work since .* for 300 seconds\. Wait for its end, or confirm"):
        _guard.arm(host, [], LONG, lambda: None)
    with pytest.raises(ArpError, match="The guard of this change is gone, and there has been another one since"):
        told("confirm", number="another")
    assert told("status")["guard"] == armed


def test_a_guard_that_was_killed_is_missed_and_its_work_done_by_the_next_one(host):
    before = stations()
    armed = change(LONG)["guard"]
    (pid,) = guards(host)
    for number in (signal.SIGHUP, signal.SIGTERM):
        os.kill(pid, number)
    assert told("status")["guard"] == armed, "the end of a session is not its end"
    os.kill(pid, signal.SIGKILL)
    poll(lambda: told("status")["guard"]["state"] == "lost", 5, "its end to be seen")
    with pytest.raises(ArpError, match="was killed by something, and what it would have taken back is still there"):
        told("confirm", number=armed["id"])
    with pytest.raises(ArpError, match=r"Restore first \(guard: restore\)"):
        _guard.arm(host, [], LONG, lambda: None)
    assert told("restore")["guard"]["state"] == "restored"
    assert stations() == before
    with pytest.raises(ArpError, match="No guard is at work on this host"):
        told("confirm")


def test_the_guard_goes_when_the_module_itself_has_put_everything_back(host, monkeypatch):
    before = stations()
    backend = _linux_changes.Linux(run)

    def settled(is_done):
        raise ArpError("the power failed")

    monkeypatch.setattr(backend, "settled", settled)
    monkeypatch.setattr(_entries, "_restore", lambda backend, steps: real(_linux_changes.Linux(run), steps))
    wanted = _entry_plan.wanted(WANTED, "present")
    with pytest.raises(ArpError, match=r"the power failed\. Whatever had been done was put back"):
        _entries.run(backend, wanted, _entries.Options(guard_seconds=LONG))
    assert stations() == before
    poll(lambda: not guards(host), 5, "the guard to be gone")


real = _entries._restore


def test_a_guard_tries_again_when_it_cannot_restore(host):
    tries = []

    def restore():
        tries.append(1)
        Path(host.directory, "tries").write_text(str(len(tries)))
        if len(tries) < 2:
            raise ArpError("the kernel is busy")

    _guard.arm(host, [], 1, restore)
    poll(lambda: _guard.status(host)["state"] == "fired", 10, "the guard to act")
    assert Path(host.directory, "tries").read_text() == "2"
    assert _guard.status(host)["message"] == "What had been done was put back"


def test_what_no_guard_can_be_started_for_is_not_changed(host):
    before = stations()
    Path(host.directory).write_text("a file in its place")
    with pytest.raises(ArpError, match=r"No guard could be started in .*: "):
        change(LONG)
    assert stations() == before


def test_a_guard_that_could_not_be_forked_leaves_no_record(host, monkeypatch):
    def fork():
        raise OSError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as limited:
        limited.setattr(_guard.os, "fork", fork)
        with pytest.raises(ArpError, match=r"No guard could be started in .*: Resource temporarily unavailable"):
            _guard.arm(host, [], LONG, lambda: None)
    assert _guard.status(host) is None

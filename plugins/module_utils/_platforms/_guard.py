# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A guard on the host itself: it takes a change back after a time, unless somebody confirms it before.

The guard is a process without a terminal or a session, forked before the change, so that neither the end of the module
nor of the connection ends it. It takes orders at a socket. Since it alone acts, an order and the end of the time cannot
cross each other. `guard.lock` is held for as long as it lives: no process id is trusted. `guard.json` tells what it
guards, and how it ended. All of that lies where a restart of the host removes it, like the entries themselves.

Knows neither Ansible nor how to restore. Python 3.6 and later.
"""

import contextlib
import fcntl
import json
import os
import signal
import socket
import time
import uuid
from typing import NamedTuple

from .._errors import ArpError

CONFIRM, RESTORE = "confirm", "restore"
ARMED, FIRED, LOST = "armed", "fired", "lost"
CONFIRMED, RESTORED = "confirmed", "restored"

_ATTEMPTS = 5
# Longer than any attempt to restore takes.
_ANSWER_SECONDS = 60
_HEARING_SECONDS = 2
_LINE = 4096


class Guard(NamedTuple):
    """The directory in which the guard of a host lives. There is one guard at a time."""

    directory: str

    @property
    def record(self):
        return os.path.join(self.directory, "guard.json")

    @property
    def lock(self):
        return os.path.join(self.directory, "guard.lock")

    @property
    def socket(self):
        return os.path.join(self.directory, "guard.sock")


HERE = Guard("/run/netops-arp" if os.path.isdir("/run") else "/var/run/netops-arp")


def arm(guard, steps, seconds, restore):
    """Start a guard and return its record; `restore()` raises ArpError where it fails, and `steps` is what it undoes.

    Raises ArpError where another guard is at work, has gone before its time, or cannot be started.
    """
    try:
        os.makedirs(guard.directory, mode=0o700, exist_ok=True)
        lock = _locked(guard)
        if lock is None:
            raise ArpError("%s. Wait for its end, or confirm it" % _sentence(status(guard)))
        with lock:
            former = _read(guard)
            if former and former["state"] == ARMED:
                raise ArpError("%s. Restore first (guard: restore)" % _sentence(dict(former, state=LOST)))
            record = _new_record(steps, seconds)
            _write(guard, record)
            try:
                with _listening(guard) as listener:
                    _fork(lambda: _serve(guard, listener, record, restore))
            except OSError:
                # What was never at work must not look like one that was killed.
                forget(guard)
                raise
    except OSError as error:
        raise ArpError("No guard could be started in %s: %s" % (guard.directory, error.strerror or error))
    return record


def order(guard, word, number=None):
    """Tell the guard to confirm or to restore, and return its record as it ended.

    `number` makes sure that it is a certain guard. Raises ArpError where there is none to take the order.
    """
    record = status(guard)
    if record is None:
        raise ArpError("No guard is at work on this host")
    if number and record["id"] != number:
        raise ArpError("The guard of this change is gone, and there has been another one since: %s" % _sentence(record))
    if record["state"] != ARMED:
        raise ArpError(_sentence(record))
    answer = _asked(guard, {"order": word, "id": record["id"]})
    if answer is None:
        # It ended in this moment, and has said in its record how.
        raise ArpError(_sentence(status(guard)) or "The guard ended while it was asked")
    return answer


def status(guard):
    """Return the record of the guard that is at work, or of the last one that was not confirmed; None without any.

    `state` is `armed`, `fired`, or `lost` for one that was killed.
    """
    try:
        lock = _locked(guard)
    except OSError:
        return None
    record = _read(guard)
    if lock is None:
        return record
    with lock:
        return dict(record, state=LOST) if record and record["state"] == ARMED else record


def forget(guard):
    """Remove the record of a guard that is not at work any more."""
    for path in (guard.record, guard.socket):
        with contextlib.suppress(OSError):
            os.unlink(path)


def _new_record(steps, seconds):
    return {
        "id": uuid.uuid4().hex,
        "state": ARMED,
        "seconds": seconds,
        "armed_at": _now(),
        "ended_at": None,
        "message": None,
        "steps": steps,
    }


def _now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


_SENTENCES = {
    ARMED: "A guard is at work since %(armed_at)s, for %(seconds)s seconds",
    FIRED: "The guard of %(armed_at)s was not confirmed within %(seconds)s seconds. %(message)s",
    LOST: "The guard of %(armed_at)s was killed by something, and what it would have taken back is still there",
}


def _sentence(record):
    return _SENTENCES[record["state"]] % record if record else ""


def _locked(guard):
    """Return the lock as an open file, None when a guard holds it. Raises OSError where there is no directory."""
    opened = os.fdopen(os.open(guard.lock, os.O_WRONLY | os.O_CREAT, 0o600), "w")
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        opened.close()
        return None
    return opened


def _read(guard):
    try:
        with open(guard.record, encoding="utf-8") as opened:
            return json.load(opened)
    except (OSError, ValueError):
        return None


def _write(guard, record):
    """Write the record at once or not at all, readable by root alone."""
    temporary = guard.record + ".new"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        json.dump(record, opened)
    os.rename(temporary, guard.record)


def _listening(guard):
    with contextlib.suppress(OSError):
        os.unlink(guard.socket)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(guard.socket)
    listener.listen(5)
    return listener


def _fork(work):
    """Do some work in a process that nothing of the present one keeps or ends. Raises OSError where there is none."""
    child = os.fork()
    if child:
        if os.waitpid(child, 0)[1]:
            raise OSError("it could not be forked")
        return
    status = 1
    try:
        os.setsid()
        if os.fork() == 0:
            _detach()
            work()
        status = 0
    finally:
        # Nothing that the module has registered for its own end may run here.
        os._exit(status)


def _detach():
    """Let go of what would keep the connection open, or pass its end on."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        # systemd-logind sends the last one to what a login leaves behind, where it is told to (KillUserProcesses).
        signal.signal(number, signal.SIG_IGN)
    os.chdir("/")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)


def _serve(guard, listener, record, restore):
    """Wait for an order until the time is over, carry it out, and leave the record as it has to be."""
    deadline = time.monotonic() + record["seconds"]
    caller, word = _ordered(listener, record, deadline)
    if word == CONFIRM:
        forget(guard)
        _answer(caller, dict(record, state=CONFIRMED, ended_at=_now(), message="It was confirmed"))
        return
    ended = dict(record, message=_restored(restore), ended_at=_now())
    if word == RESTORE:
        forget(guard)
        _answer(caller, dict(ended, state=RESTORED))
    else:
        _write(guard, dict(ended, state=FIRED))


def _ordered(listener, record, deadline):
    """Return the connection and the order that come first, or None for both when the time is over."""
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            return None, None
        listener.settimeout(left)
        try:
            caller = listener.accept()[0]
        except socket.timeout:
            continue
        word = _heard(caller, record)
        if word in (CONFIRM, RESTORE):
            return caller, word
        caller.close()


def _heard(caller, record):
    """Return the order of a caller that means this guard, None for anything else."""
    try:
        caller.settimeout(_HEARING_SECONDS)
        said = json.loads(caller.recv(_LINE).decode("utf-8"))
        return said["order"] if said["id"] == record["id"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _answer(caller, record):
    with contextlib.suppress(OSError):
        caller.sendall(json.dumps(record).encode("utf-8"))
        caller.close()


def _restored(restore):
    """Restore, again where that fails, and return a sentence on how it went."""
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(attempt)
        try:
            restore()
            return "What had been done was put back"
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody else is there to try again or to tell it
            said = "What had been done could not be put back: %s" % error
    return said


def _asked(guard, question):
    """Return the record that the guard answers with, None when it ends without one."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.settimeout(_ANSWER_SECONDS)
        try:
            caller.connect(guard.socket)
            caller.sendall(json.dumps(question).encode("utf-8"))
            caller.shutdown(socket.SHUT_WR)
            said = b"".join(iter(lambda: caller.recv(_LINE), b""))
            return json.loads(said.decode("utf-8"))
        except (OSError, ValueError):
            return None

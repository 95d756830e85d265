# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that holds one record, read and replaced as a whole, by one process at a time.

The record is replaced by rename(2), so that a reader, or a crash at any byte, finds the old record or the new one. Who
changes it holds a flock(2) on a file beside it meanwhile, which the kernel drops when the process dies. NFS clients
turn flock into a lock of the server (since Linux 2.6.12), unless mounted with nolock or local_lock.
"""

import contextlib
import errno
import fcntl
import glob
import json
import os
import stat
import tempfile
import time

from ._errors import ArpError

FORMAT = "netops.arp lease"
VERSION = 1
LARGEST = 65536
# The lock is held for milliseconds. Whoever holds it for so long is stopped or waits for a dead server.
LOCK_SECONDS = 10
TERM = {"owner": str, "purpose": str, "acquired_at": float, "fencing_token": int}
HOLDER = dict(TERM, renewed_at=float, ttl=int)
ENDED = dict(TERM, ended_at=float, ending=str, ended_by=str)
# Times later than this (the year 9999) are damage.
LATEST = 253370764800


class LeaseFileError(ArpError):
    """The file cannot be read, is no lease, or cannot be replaced."""


class LeaseFile(object):
    """The lease file at a path; symbolic links are followed once, when it is named."""

    def __init__(self, path):
        self.path = os.path.realpath(path)
        self._directory, self._name = os.path.split(self.path)

    def read(self):
        """Return the record, None where there is no file. Raises LeaseFileError for whatever is no lease."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            if error.errno == errno.ENOENT and os.path.isdir(self._directory):
                return None
            raise self._failure("cannot be opened", error)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise self._foreign("it is no regular file")
            return self._understood(os.read(descriptor, LARGEST))
        finally:
            os.close(descriptor)

    def _understood(self, content):
        try:
            record = json.loads(content.decode("utf-8"))
        except ValueError:
            raise self._foreign("it is no JSON, or cut off, at %d bytes" % len(content))
        if not isinstance(record, dict) or record.get("format") != FORMAT:
            raise self._foreign("it says nothing of %r" % FORMAT)
        if record.get("version") != VERSION:
            raise self._foreign("its version is %r, and this collection knows %d" % (record.get("version"), VERSION))
        if not _is_sound(record):
            raise self._foreign("its fencing_token, its holder or its previous term is damaged")
        return record

    @contextlib.contextmanager
    def locked(self):
        """Be the only one to change the record. Raises LeaseFileError when the lock is not to be had."""
        descriptor = self._open_lock()
        try:
            self._wait_for(descriptor)
            yield self
        finally:
            os.close(descriptor)

    def _open_lock(self):
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            return os.open(self.path + ".lock", flags, 0o600)
        except OSError as error:
            raise self._failure("cannot be locked: its lock file cannot be opened", error)

    def _wait_for(self, descriptor):
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EINTR):
                    raise self._failure("cannot be locked", error)
                if time.monotonic() > deadline:
                    raise LeaseFileError(
                        "the lease file %s is being changed by another process for %d s already: look for one that is "
                        "stopped, with fuser %s.lock" % (self.path, LOCK_SECONDS, self.path)
                    )
            time.sleep(0.02)

    def write(self, record):
        """Replace the record, as a whole and on the disk. Call it while locked."""
        self._sweep()
        content = json.dumps(dict(record, format=FORMAT, version=VERSION), indent=1, sort_keys=True) + "\n"
        try:
            descriptor, temporary = tempfile.mkstemp(prefix=self._prefix(), dir=self._directory)
        except OSError as error:
            raise self._failure("cannot be replaced", error)
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(content.encode("utf-8"))
                self._like_before(descriptor)
                opened.flush()
                os.fsync(descriptor)
            os.rename(temporary, self.path)
        except OSError as error:
            os.unlink(temporary)
            raise self._failure("cannot be replaced", error)
        self._sync_directory()

    def _prefix(self):
        return ".%s.new-" % self._name

    def _sweep(self):
        """Remove what a killed process has left: while we hold the lock, nobody else is writing."""
        for left in glob.glob(os.path.join(glob.escape(self._directory), glob.escape(self._prefix()) + "*")):
            with contextlib.suppress(OSError):
                os.unlink(left)

    def _like_before(self, descriptor):
        """Keep mode and owner of the file that is replaced; a new one can be read by everyone."""
        try:
            before = os.stat(self.path)
        except OSError:
            os.fchmod(descriptor, 0o644)
            return
        with contextlib.suppress(OSError):
            os.fchown(descriptor, before.st_uid, before.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(before.st_mode))

    def _sync_directory(self):
        descriptor = os.open(self._directory, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        except OSError as error:
            # Some network file systems cannot do that, and need not.
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise self._failure("may not have reached the disk", error)
        finally:
            os.close(descriptor)

    def _failure(self, what, error):
        advice = ""
        if not os.path.isdir(self._directory):
            advice = "; create the directory %s first" % self._directory
        return LeaseFileError("the lease file %s %s: %s%s" % (self.path, what, error.strerror or error, advice))

    def _foreign(self, why):
        return LeaseFileError(
            "%s is no lease: %s. It is left as it is; look who wrote it, and move it away when nobody holds a lease"
            % (self.path, why)
        )


def _is_sound(record):
    holder, previous = record.get("holder"), record.get("previous")
    return (
        _is(record.get("fencing_token"), int)
        and (holder is None or (_has(holder, HOLDER) and _has_clock(holder)))
        and (previous is None or _has(previous, ENDED))
    )


def _has(term, keys):
    return isinstance(term, dict) and all(_is(term.get(key), kind) for key, kind in keys.items())


def _has_clock(holder):
    """Tell whether what is kept of the clock that nobody sets can be used; both may be None."""
    boot_id, ticks = holder.get("boot_id"), holder.get("ticks")
    return (boot_id is None or _is(boot_id, str)) and (ticks is None or _is(ticks, float))


def _is(value, kind):
    if kind is str:
        return isinstance(value, str)
    number = isinstance(value, (int, float) if kind is float else int) and not isinstance(value, bool)
    return number and 0 <= value <= LATEST

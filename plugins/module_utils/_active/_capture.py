# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listen to a link for a while, and write down what was heard."""

import contextlib
import errno
import os
import tempfile
import time
from typing import List, NamedTuple, Tuple

from .._errors import ArpError
from .._frames import _pcap
from ._tally import Tally
from ._wire import listen


class Bounds(NamedTuple):
    """When listening ends: after so many seconds or so many frames, whichever is first."""

    seconds: float
    frames: int


class Heard(NamedTuple):
    """What was heard: a `Tally`, the frames as `(nanoseconds, octets)` where they are kept, seconds, and how it
    ended."""

    tally: Tally
    frames: List[Tuple[int, bytes]]
    seconds: float
    dropped: int
    ended_by: str


def hear(wire, bounds, *, keep):
    """Listen within `Bounds` and return what was `Heard`. `keep` says whether the frames themselves are wanted."""
    tally, frames = Tally(int(time.time() * 10**9)), []
    start = time.monotonic()
    ended_by = "duration"
    for _wire, seen in listen([wire], start + bounds.seconds):
        tally.add(seen)
        if keep:
            frames.append((seen.when, seen.frame))
        if tally.frames >= bounds.frames:
            ended_by = "max_frames"
            break
    return Heard(tally, frames, time.monotonic() - start, wire.dropped(), ended_by)


def check_writable(path):
    """Raise ArpError where a file cannot be made: nobody shall listen for a minute to be told so."""
    directory = os.path.dirname(path) or "."
    if os.path.isdir(path):
        raise ArpError("%s is a directory: name the file" % path)
    if not os.path.isdir(directory):
        raise ArpError("%s cannot be written: there is no directory %s" % (path, directory))
    if not os.access(directory, os.W_OK | os.X_OK):
        raise ArpError("%s cannot be written: the directory %s does not permit it" % (path, directory))


def write(path, frames):
    """Write a pcap file at once or not at all, readable by its owner alone: a capture tells who talks to whom."""
    try:
        # The new file lies beside the old one, so that renaming it is atomic; mkstemp gives it mode 0600.
        descriptor, temporary = tempfile.mkstemp(
            prefix=".%s." % os.path.basename(path), dir=os.path.dirname(path) or "."
        )
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.writelines(_pcap.file_of(frames))
                opened.flush()
                os.fsync(opened.fileno())
            os.rename(temporary, path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        what = "the file system is full" if error.errno == errno.ENOSPC else error.strerror
        raise ArpError("%s could not be written: %s" % (path, what))

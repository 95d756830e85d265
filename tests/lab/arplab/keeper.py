# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keeper: the one process that a lab hangs on.

It was started in a network namespace of its own, which is the lab's switch. When it ends, however it ends, the kernel
ends the hosts, and a reaper that waits on a pipe removes the state directory.
"""

import os
import select
import signal

from . import builder, state, steps


def start(lab, owner, lock, reaper_pipe):
    """Build the lab, say so on standard output, and keep it until a signal comes or C(owner) ends."""
    wakeup, noted = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(noted)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    watched = [wakeup]
    try:
        if owner:
            watched.append(os.pidfd_open(owner))
        # With the pipe open in each host's parent the reaper waits for the hosts too.
        boots = builder.build(lab, keep_open=(reaper_pipe,))
    except ProcessLookupError:
        _say(f"error: The owner, process {owner}, is not running.")
        return 1
    except (OSError, ValueError, state.LabError) as error:
        _say(f"error: {error}")
        return 1
    try:
        steps.run_all(lab, lab.topology.start)
        (lab.directory / "keeper.pid").write_text(str(os.getpid()))
        (lab.directory / "ready").touch()
        # Nobody listens any more when the command that wanted this lab was killed.
        if _say("ready"):
            select.select(watched, [], [])
    except state.LabError as error:
        _say(f"error: {error}")
    finally:
        builder.destroy(lab, boots)
        os.close(lock)
    return 0


def _say(text):
    """Tell the command that waits for this lab, and let it go. False when it is gone already."""
    try:
        os.write(1, f"{text}\n".encode())
    except OSError:
        return False
    finally:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
    return True

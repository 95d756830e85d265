# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Raise and drop a lab. Only this file knows how the keeper and the reaper are started."""

import contextlib
import fcntl
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from . import devices, inventory, topology
from .state import ROOT, LabError, poll

_LAUNCHER = pathlib.Path(__file__).resolve().parents[1] / "lab.py"
_UP_SECONDS = 60
_DOWN_SECONDS = 15

# Waits until nobody holds the other end of its standard input, then removes what is only files by then. A word tells it
# that the directory is this lab's: whoever is killed before that leaves none.
_REAPER = 'read -r mine || exit 0; read -r _; rm -rf -- "$1"; rmdir -- "$2" 2>/dev/null || :'

_SSHD_CONFIG = """\
HostKey /run/lab/hostkey
AuthorizedKeysFile /run/lab/authorized_keys
PidFile none
PermitRootLogin yes
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
UseDNS no
PrintMotd no
PrintLastLog no
MaxStartups 100
MaxSessions 100
Subsystem sftp internal-sftp
"""


def up(lab, document, owner=None):
    """Raise C(lab) from a topology document; return False when it was up already.

    C(owner) is the id of a process whose end takes the lab down. Raises LabError and TopologyError.
    """
    parsed = topology.parse(document, lab.name)
    reaper = _start_reaper(lab)
    try:
        lock = _claim(lab)
        if lock is None:
            _check_same(lab, document)
            return False
        os.write(reaper, b"mine\n")
        _raise(lab, document, parsed, owner, lock, reaper)
    finally:
        os.close(reaper)
    return True


def _raise(lab, document, parsed, owner, lock, reaper):
    try:
        _write_files(lab, document, parsed)
        _start_keeper(lab, owner, lock, reaper)
    except BaseException:
        _remove(lab)
        raise
    finally:
        os.close(lock)


def down(lab):
    """Drop C(lab); return False when there was none."""
    if not lab.directory.exists():
        return False
    if lab.running():
        poll(lambda: lab.ready() or not lab.running(), _UP_SECONDS, f"the lab {lab.name} to be complete")
    if lab.running():
        os.kill(lab.keeper_pid(), signal.SIGTERM)
    _wait_until_gone(lab)
    return True


def _wait_until_gone(lab):
    """The reaper removes the directory; when it was killed as well, this does."""
    deadline = time.monotonic() + _DOWN_SECONDS
    while lab.directory.exists():
        if not lab.running() and time.monotonic() > deadline - _DOWN_SECONDS + 3:
            _remove(lab)
        elif time.monotonic() > deadline:
            raise LabError(f"The lab {lab.name} did not go down within {_DOWN_SECONDS} seconds.")
        time.sleep(0.005)


def _remove(lab):
    shutil.rmtree(lab.directory, ignore_errors=True)
    with contextlib.suppress(OSError):  # other labs live there
        ROOT.rmdir()


def _claim(lab):
    """Make the state directory and lock it. Returns None when the lab is up already, by whomever."""
    ROOT.mkdir(mode=0o755, exist_ok=True)
    while True:
        try:
            lab.directory.mkdir(mode=0o700)
        except FileNotFoundError:  # another lab's reaper removed the empty ROOT just now
            ROOT.mkdir(mode=0o755, exist_ok=True)
            continue
        except FileExistsError:
            if _is_kept(lab):
                return None
            _wait_until_gone(lab)
            continue
        lock = os.open(lab.directory / "lock", os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        return lock


def _is_kept(lab):
    """Whether the directory that is there belongs to a lab that is up, or will be in a moment."""
    if not lab.running():
        return False
    poll(lambda: lab.ready() or not lab.running(), _UP_SECONDS, f"the lab {lab.name} to be complete")
    return lab.ready()


def _check_same(lab, document):
    there = json.loads((lab.directory / "topology.json").read_text(encoding="utf-8"))
    if there != json.loads(json.dumps(document)):
        raise LabError(
            f"A lab {lab.name} of another topology ({there['name']}) is up. "
            "Take it down first, or give this one a name with --name."
        )


def _write_files(lab, document, parsed):
    directory = lab.directory
    (directory / "masters").mkdir()
    (directory / "topology.json").write_text(json.dumps(document), encoding="utf-8")
    (directory / "sshd_config").write_text(_SSHD_CONFIG)
    devices.write(lab, parsed)
    for key in ("key", "hostkey"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", f"lab {lab.name}", "-f", str(directory / key)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    shutil.copy(directory / "key.pub", directory / "authorized_keys")
    (directory / "known_hosts").write_text(f"{inventory.HOST_KEY_ALIAS} {(directory / 'hostkey.pub').read_text()}")
    (directory / "inventory.yml").write_text(inventory.text(lab, parsed), encoding="utf-8")


def _start_reaper(lab):
    """Start the reaper and return the end of the pipe that keeps it waiting."""
    reaper_end, kept = os.pipe()
    try:
        subprocess.Popen(
            ["sh", "-c", _REAPER, "lab-reaper", str(lab.directory), str(ROOT)],
            stdin=reaper_end,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        )
    finally:
        os.close(reaper_end)
    return kept


def _start_keeper(lab, owner, lock, reaper):
    command = ["unshare", "--net", "--", sys.executable, str(_LAUNCHER), "keep", lab.name]
    command += ["--owner", str(owner or 0), "--lock", str(lock), "--reaper-pipe", str(reaper)]
    with open(lab.directory / "keeper.log", "wb") as log:
        keeper = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd="/",
            start_new_session=True,
            pass_fds=(lock, reaper),
            text=True,
        )
    said = keeper.stdout.read().strip()
    if said != "ready":
        keeper.wait()
        log = (lab.directory / "keeper.log").read_text().strip() if lab.directory.exists() else ""
        raise LabError(said.removeprefix("error: ") or log or "The keeper of the lab died without a word.")

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a lab lives on the machine, who keeps it alive, and how to run something in one of its hosts.

The state directory is C(/run/netops-arp-lab/NAME), readable by root only. The keeper holds a lock on its file C(lock)
for as long as the lab lives, so a lab is alive exactly when the lock is taken: process ids are never trusted for that.
"""

import fcntl
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

from . import checks, topology

ROOT = pathlib.Path("/run/netops-arp-lab")

TOOLS = {
    "ip": "iproute2",
    "mount": "mount",
    "nsenter": "util-linux",
    "ssh": "openssh-client",
    "ssh-keygen": "openssh-client",
    "sshd": "openssh-server",
    "unshare": "util-linux",
}


class LabError(Exception):
    """The lab cannot do what was asked; the message is a sentence for the person who asked."""


class Lab:
    """One lab by its name, running or not."""

    def __init__(self, name):
        self.name = checks.lab_name(name, "--name")
        self.directory = ROOT / self.name
        self._topology = None

    @property
    def topology(self):
        if self._topology is None:
            document = json.loads((self.directory / "topology.json").read_text(encoding="utf-8"))
            self._topology = topology.parse(document, self.name)
        return self._topology

    def running(self):
        try:
            with open(self.directory / "lock", "rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except FileNotFoundError:
            pass
        return False

    def ready(self):
        return self.running() and (self.directory / "ready").exists()

    def require(self):
        if not self.ready():
            raise LabError(f"The lab {self.name} is not up.")
        return self

    def pid(self, host):
        """The process that is pid 1 of a host, by the machine's count."""
        if host not in self.topology.hosts:
            raise LabError(f"The lab {self.name} has no host {host}; it has {', '.join(self.topology.hosts)}.")
        return int((self.directory / f"{host}.pid").read_text())

    def keeper_pid(self):
        return int((self.directory / "keeper.pid").read_text())

    def planted(self):
        try:
            return (self.directory / "planted").read_text().split()
        except FileNotFoundError:
            return []

    def set_planted(self, names):
        (self.directory / "planted").write_text("".join(f"{name}\n" for name in names))

    def enter(self, host):
        """Words to put before a command that is to run inside a host, in all of its namespaces."""
        return ["nsenter", "--target", str(self.pid(host)), "--mount", "--uts", "--ipc", "--net", "--pid", "--"]

    def on_wire(self, host):
        """Words to put before a command that is to run on a host's network, but sees the machine's files."""
        return ["nsenter", "--target", str(self.pid(host)), "--net", "--"]


def run(command, text=None):
    """Run a command and return what it printed; LabError with the tool's own words when it fails."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        what = " ".join(command[command.index("--") + 1 :] if "--" in command else command)
        said = (done.stderr or done.stdout).strip() or f"exit status {done.returncode}"
        raise LabError(f"{what}: {said}" + (f"\nIts input was:\n{text[:2000]}" if text else ""))
    return done.stdout


def poll(condition, seconds, what, pause=0.02):
    """Call C(condition) until it returns something true, and return that; LabError after C(seconds)."""
    deadline = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise LabError(f"Waited {seconds} seconds in vain for {what}.")
        time.sleep(pause)


def impediment():
    """Return a sentence saying why no lab can be raised here, or None."""
    if sys.platform != "linux":
        return "The lab needs Linux: its hosts are namespaces of the Linux kernel."
    if os.geteuid() != 0:
        return "The lab needs root: it makes namespaces, mounts and interfaces."
    for tool, package in TOOLS.items():
        if not shutil.which(tool, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin"):
            return f"The lab needs the command {tool} (Debian package {package})."
    tried = subprocess.run(["unshare", "--net", "--mount", "true"], capture_output=True, text=True, check=False)
    if tried.returncode:  # root in a container, as a rule
        return f"The lab may not make namespaces here ({tried.stderr.strip()})."
    return None

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A network namespace for one test, with the neighbor table of a host in it."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDS = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux"),
    pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="needs root to make network namespaces"),
    pytest.mark.skipif(not (shutil.which("ip") and shutil.which("unshare")), reason="needs iproute2 and util-linux"),
]

SETUP = """\
link set lo up
link add eth0 address 02:00:00:00:01:02 type veth peer name wire0
link add eth1 address 02:00:00:00:01:03 type veth peer name wire1
link set eth0 up
link set wire0 up
link set eth1 up
link set wire1 up
addr add 192.0.2.10/24 dev eth0
addr add 198.51.100.10/24 dev eth1
addr add 2001:db8::10/64 dev eth0 nodad
route add default via 192.0.2.1 dev eth0
neigh add 192.0.2.1 lladdr 00:00:5e:00:53:01 dev eth0 nud stale
neigh add 192.0.2.7 dev eth0 nud failed
neigh add 192.0.2.8 lladdr 00:00:5e:00:53:08 dev eth0 nud stale
neigh add 192.0.2.9 lladdr 00:00:5e:00:53:09 dev eth0 nud permanent
neigh add 192.0.2.20 lladdr 00:00:5e:00:53:20 dev eth0 nud permanent extern_learn
neigh add 198.51.100.8 lladdr 00:00:5e:00:53:08 dev eth1 nud stale
neigh add 2001:db8::8 lladdr 00:00:5e:00:53:08 dev eth0 nud stale
neigh add 2001:db8::9 lladdr 00:00:5e:00:53:09 dev eth0 nud permanent
"""


def run(argv):
    """Run a command as the modules do, and return its exit status, output and errors."""
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def batch(commands):
    """Let `ip` carry out lines in the namespace of this thread."""
    subprocess.run(["ip", "-batch", "-"], input=commands, text=True, check=True, capture_output=True)


def table():
    """Return `{ip: (MAC, state)}` as iproute2 tells it."""
    rows = json.loads(run(["ip", "-j", "neigh", "show", "nud", "all"])[1])
    kept = [row for row in rows if not row["dst"].startswith("ff0") and row["state"] != ["NOARP"]]
    return {row["dst"]: (row.get("lladdr"), row["state"][0]) for row in kept}


def where():
    """What tells the network namespace of this thread from others."""
    return Path("/proc/thread-self/ns/net").stat().st_ino


@contextlib.contextmanager
def new_namespace():
    """Make a namespace that lives as long as a process in it; its name is `pid:<number>`."""
    outside = where()
    with subprocess.Popen(["unshare", "--net", "sleep", "300"]) as holder:
        try:
            path = Path(f"/proc/{holder.pid}/ns/net")
            while path.stat().st_ino == outside:
                assert holder.poll() is None, "unshare could not make a network namespace"
            yield f"pid:{holder.pid}"
        finally:
            holder.kill()

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Raising and dropping labs: twice, side by side, killed at any moment, and always without touching the machine."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from arplab.state import ROOT, Lab, impediment

pytestmark = [pytest.mark.lab, pytest.mark.skipif(impediment() is not None, reason=str(impediment()))]

LAB_DIRECTORY = Path(__file__).resolve().parents[1] / "lab"
TOOL = [sys.executable, str(LAB_DIRECTORY / "lab.py")]
SMALL = str(LAB_DIRECTORY / "topologies" / "small.yml")
HOSTS = ("alpha", "bravo", "charlie")


def tool(*words, check=True):
    done = subprocess.run([*TOOL, *words], capture_output=True, text=True, check=False, timeout=60)
    if check:
        assert done.returncode == 0, done.stdout + done.stderr
    return done


def inside(lab, host, *words, check=True):
    return tool("exec", "--name", lab, host, "--", *words, check=check)


@pytest.fixture
def names():
    """Two names of this run's own; whatever happens, no lab of these names is left."""
    labs = [f"one-{os.getpid()}", f"two-{os.getpid()}"]
    yield labs
    for name in labs:
        tool("down", "--name", name)


def wait_for(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.02)


def is_running(pid):
    """A zombie has ended; that its foster parent is slow to look at it is not the lab's fault."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def processes():
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


class Traces:
    """All that a running lab consists of, to look for it after its end."""

    def __init__(self, name):
        lab = Lab(name)
        self.directory = lab.directory
        self.keeper = lab.keeper_pid()
        inits = [lab.pid(host) for host in HOSTS]
        self.namespaces = {self._namespace(pid, kind) for pid in inits for kind in ("net", "mnt", "pid")}
        self.namespaces.add(self._namespace(self.keeper, "net"))
        self.processes = [pid for pid in processes() if self._belongs(pid)]
        assert self.keeper in self.processes
        assert set(inits) <= set(self.processes)

    @staticmethod
    def _namespace(pid, kind):
        try:
            return str(Path(f"/proc/{pid}/ns/{kind}").readlink())
        except OSError:  # ended, or so much the machine's own that not even root may look
            return f"unknown {kind} of {pid}"

    def _belongs(self, pid):
        spaces = {self._namespace(pid, kind) for kind in ("net", "mnt", "pid")}
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return False
        return pid != os.getpid() and bool(spaces & self.namespaces or str(self.directory) in words)

    def left(self):
        """What is still there, in words."""
        said = [f"process {pid}" for pid in {*self.processes, *processes()} if is_running(pid) and self._is_left(pid)]
        if self.directory.exists():
            said.append(str(self.directory))
        if str(self.directory) in Path("/proc/self/mountinfo").read_text():
            said.append("a mount")
        return said

    def _is_left(self, pid):
        return pid in self.processes or self._belongs(pid)


def test_up_and_down_twice_each(names):
    name = names[0]
    first = tool("up", SMALL, "--name", name).stdout
    seconds = float(re.search(r"3 hosts in ([0-9.]+) seconds", first).group(1))
    sys.stdout.write(f"three hosts in {seconds} seconds\n")
    assert seconds < 5
    before = Traces(name).processes
    assert "nothing changed" in tool("up", SMALL, "--name", name).stdout
    assert Traces(name).processes == before
    traces = Traces(name)
    assert f"The lab {name} is down." in tool("down", "--name", name).stdout
    assert traces.left() == []
    assert "nothing changed" in tool("down", "--name", name).stdout


def test_a_name_serves_one_topology_at_a_time(names):
    tool("up", SMALL, "--name", names[0])
    refused = tool("up", str(LAB_DIRECTORY / "topologies" / "healthy.yml"), "--name", names[0], check=False)
    assert refused.returncode == 1
    assert "Take it down first" in refused.stderr
    assert Lab(names[0]).ready()


def test_two_labs_side_by_side(names):
    """Equal addresses in both, and no word of one in the other's tables."""
    for name in names:
        tool("up", SMALL, "--name", name)
    assert tool("status", "--name", names[0]).stdout.count("process ") == len(HOSTS) + 1
    inside(names[0], "alpha", "ip", "neigh", "replace", "192.0.2.99", "lladdr", "02:00:00:00:00:63", "dev", "eth0")
    assert "192.0.2.99" in inside(names[0], "alpha", "ip", "neigh").stdout
    assert "192.0.2.99" not in inside(names[1], "alpha", "ip", "neigh").stdout
    tool("down", "--name", names[0])
    assert not Lab(names[0]).running()
    assert Lab(names[1]).ready()
    assert "192.0.2.12" in inside(names[1], "alpha", "ip", "neigh").stdout


@pytest.mark.parametrize("victim", ["owner", "keeper", "owner and keeper"])
def test_nothing_is_left_after_kill_9(names, victim):
    name = names[0]
    owner = subprocess.Popen(["sleep", "600"])
    try:
        tool("up", SMALL, "--name", name, "--owner", str(owner.pid))
        traces = Traces(name)
        if "owner" in victim:
            owner.kill()
            owner.wait()
        if "keeper" in victim and is_running(traces.keeper):
            os.kill(traces.keeper, signal.SIGKILL)
        wait_for(lambda: not traces.left())
    finally:
        owner.kill()
        owner.wait()
    # And the name is free again.
    tool("up", SMALL, "--name", name)


def test_nothing_is_left_after_kill_9_while_ssh_is_connected(names, tmp_path):
    """ssh's master connections outlive a playbook; they must not outlive the lab."""
    name = names[0]
    tool("up", SMALL, "--name", name)
    ansible = [str(Path(sys.executable).with_name("ansible")), "all", "-i", str(Lab(name).directory / "inventory.yml")]
    environment = {**os.environ, "ANSIBLE_CONFIG": str(LAB_DIRECTORY.parents[1] / "ansible.cfg")}
    done = subprocess.run([*ansible, "-m", "ansible.builtin.ping"], env=environment, capture_output=True, text=True,
                          check=False, cwd=tmp_path)  # fmt: skip
    assert done.stdout.count("pong") == len(HOSTS), done.stdout + done.stderr
    traces = Traces(name)
    assert any(b"ssh" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0] for pid in traces.processes)
    os.kill(traces.keeper, signal.SIGKILL)
    wait_for(lambda: not traces.left())


@pytest.mark.parametrize("after", [0.05, 0.12, 0.2])
def test_nothing_is_left_when_up_is_killed_on_its_way(names, after):
    name = names[0]
    raising = subprocess.Popen([*TOOL, "up", SMALL, "--name", name], stdout=subprocess.DEVNULL)
    time.sleep(after)  # the one guess that is wanted: any moment will do
    raising.kill()
    raising.wait()

    def gone():
        words = [Path(f"/proc/{pid}/cmdline") for pid in processes()]
        return not (ROOT / name).exists() and not any(name.encode() in _read(word) for word in words)

    # A lab that was complete by then stays, as it should; the fixture takes it down.
    wait_for(lambda: gone() or Lab(name).ready())


def _read(path):
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def test_the_machine_is_not_touched(names):
    before = _machine()
    tool("up", SMALL, "--name", names[0])
    during = _machine()
    inside(names[0], "alpha", "sh", "-c", "echo 1 >/proc/sys/net/ipv4/conf/all/arp_ignore")
    assert inside(names[0], "alpha", "cat", "/proc/sys/net/ipv4/conf/all/arp_ignore").stdout == "1\n"
    assert inside(names[0], "bravo", "cat", "/proc/sys/net/ipv4/conf/all/arp_ignore").stdout == "0\n"
    tool("down", "--name", names[0])
    assert before == during == _machine()


def _machine():
    """The machine's own links, addresses, routes, neighbors and sysctls, without what changes by the clock."""
    said = {}
    for what in (["addr"], ["link"], ["route"], ["-6", "route"], ["neigh"]):
        done = subprocess.run(["ip", "-j", *what], capture_output=True, text=True, check=True)
        said[" ".join(what)] = [_steady(row) for row in json.loads(done.stdout or "[]")]
    for family in ("ipv4", "ipv6"):
        for key in Path(f"/proc/sys/net/{family}").glob("conf/*/*"):
            if os.access(key, os.R_OK) and key.stat().st_mode & 0o444 and key.name != "stable_secret":
                said[str(key)] = key.read_text()
    return said


def _steady(row):
    if isinstance(row, dict):
        clock = {"state", "valid_life_time", "preferred_life_time", "used", "confirmed", "updated", "probes", "expires"}
        return {key: _steady(value) for key, value in row.items() if key not in clock}
    return [_steady(item) for item in row] if isinstance(row, list) else row


def test_what_is_not_of_the_network_is_read_only_in_a_host(names):
    tool("up", SMALL, "--name", names[0])
    refused = inside(names[0], "alpha", "sh", "-c", "echo 32768 >/proc/sys/kernel/pid_max", check=False)
    assert refused.returncode != 0
    inside(names[0], "alpha", "touch", f"/etc/{names[0]}", f"/tmp/{names[0]}", f"/run/{names[0]}")
    assert not any(Path(place, names[0]).exists() for place in ("/etc", "/tmp", "/run"))
    assert inside(names[0], "alpha", "uname", "-n").stdout == "alpha\n"


def test_faults_are_planted_and_cleared_once(names, tmp_path):
    topology = tmp_path / "dead.yml"
    topology.write_text(
        f"extends: {SMALL}\n"
        "faults:\n"
        "  dead_peer:\n"
        "    title: nobody answers\n"
        "    plant: [{host: alpha, nudge: [192.0.2.99]}, {host: alpha, until: {ip: 192.0.2.99, states: [FAILED]}}]\n"
        "    clear: [{host: alpha, forget: [192.0.2.99]}]\n"
        "    expect: []\n"
        "planted: [dead_peer]\n"
    )
    name = names[0]
    tool("up", str(topology), "--name", name)
    assert "Planted dead_peer: nobody answers." in tool("plant", "--name", name).stdout
    assert "192.0.2.99 dev eth0 FAILED" in inside(name, "alpha", "ip", "neigh").stdout.replace("  ", " ")
    assert "planted already" in tool("plant", "--name", name, "dead_peer").stdout
    assert tool("faults", "--name", name).stdout == "* dead_peer: nobody answers\n"
    assert "Cleared dead_peer." in tool("clear", "--name", name).stdout
    assert "192.0.2.99" not in inside(name, "alpha", "ip", "neigh").stdout
    assert "nothing changed" in tool("clear", "--name", name, "dead_peer").stdout
    unknown = tool("plant", "--name", name, "live_peer", check=False)
    assert unknown.returncode == 1
    assert "knows no fault live_peer; it knows dead_peer." in unknown.stderr


def test_a_topology_that_cannot_be_built_leaves_nothing(names, tmp_path):
    topology = tmp_path / "wrong.yml"
    topology.write_text(f"extends: {SMALL}\nstart: [{{host: bravo, ip: [addr add 192.0.2.0.0/24 dev eth0]}}]\n")
    refused = tool("up", str(topology), "--name", names[0], check=False)
    assert refused.returncode == 1
    assert refused.stderr.startswith("bravo, ip: ip -batch")
    assert "192.0.2.0.0" in refused.stderr
    wait_for(lambda: not (ROOT / names[0]).exists())
    assert [pid for pid in processes() if names[0].encode() in _read(Path(f"/proc/{pid}/cmdline"))] == []


def test_the_inventory_takes_another_python(names, tmp_path):
    tool("up", SMALL, "--name", names[0])
    output = tmp_path / "inventory.yml"
    tool("inventory", "--name", names[0], "--python", "/usr/bin/python3.99", "--output", str(output))
    standard = tool("inventory", "--name", names[0]).stdout
    assert standard == (Lab(names[0]).directory / "inventory.yml").read_text()
    assert output.read_text() == standard.replace("/usr/bin/python3", "/usr/bin/python3.99")

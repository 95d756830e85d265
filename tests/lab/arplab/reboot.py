# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reboot one host: its disk stays, everything that the kernel keeps in memory goes.

Processes, network, neighbors and kernel parameters begin anew. Then follows what a distribution does at boot:
/etc/sysctl.d is loaded before there are interfaces, and each interface, the loopback too, is reported to the hooks that
are installed. A rebooted host lives as long as the process that rebooted it, and goes with its lab like all others.
"""

import os
import pathlib
import select
import signal
import subprocess

from . import builder
from .state import LabError, poll

_BOOT = pathlib.Path(__file__).with_name("boot.sh")
_SECONDS = 30
# Runs for each interface as it appears, as systemd-udevd would by its rules for devices of the network: systemd's own
# (99-systemd.rules) and whatever is in /etc/udev/rules.d.
_APPEARS = """\
for kind in ipv4/conf ipv4/neigh ipv6/conf ipv6/neigh; do
  [ ! -x /lib/systemd/systemd-sysctl ] || /lib/systemd/systemd-sysctl "--prefix=/net/$kind/$1" 2>/dev/null || :
done
for rules in /etc/udev/rules.d/*.rules; do
  [ -e "$rules" ] || continue
  sed -n 's/^ACTION=="add[^"]*", SUBSYSTEM=="net", RUN+="\\([^"]*\\)"$/\\1/p' "$rules" |
    while read -r command argument; do
      [ "$argument" = '$name' ] && INTERFACE=$1 "$command" "$1"
    done
done
"""


def reboot(lab, host):
    """Reboot a host and return when it is up again."""
    former = lab.pid(host)
    disk = subprocess.Popen(["nsenter", "--target", str(former), "--mount", "--", "sleep", "300"])
    try:
        _wait_for_mounts(disk, former)
        _end(lab, host, former)
        init = _boot(lab, host, disk)
    finally:
        disk.kill()
        disk.wait()
    (lab.directory / f"{host}.pid").write_text(str(init))
    _plug_in(lab, lab.topology.hosts[host])


def appears(lab, host, interface):
    """Tell the hooks of a host that an interface has appeared, as udev does."""
    done = subprocess.run([*lab.enter(host), "sh", "-c", _APPEARS, "sh", interface], capture_output=True, check=False)
    if done.returncode or done.stderr:
        raise LabError(f"The hooks of {host} failed for {interface}: {done.stderr.decode()}")


def _wait_for_mounts(process, former):
    """Wait until a process is where the host's files are: they live as long as it does."""
    wanted, found = (pathlib.Path(f"/proc/{pid}/ns/mnt") for pid in (former, process.pid))
    poll(lambda: found.readlink() == wanted.readlink(), _SECONDS, "the host's files")


def _end(lab, host, former):
    os.kill(former, signal.SIGKILL)
    poll(lambda: _is_dead(former), _SECONDS, f"the end of {host}")
    # The other ends of its cables go with its network, a moment later.
    ports = [builder.port_name(lab, lab.topology.hosts[host], port) for port in _ports(lab, host)]
    poll(lambda: not any(_has_port(lab, port) for port in ports), _SECONDS, f"the cables of {host} to be gone")


def _is_dead(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def _ports(lab, host):
    return [interface for interface in lab.topology.hosts[host].interfaces.values() if interface.bridge]


def _on_switch(lab):
    return ["nsenter", "--target", str(lab.keeper_pid()), "--net", "--"]


def _has_port(lab, name):
    found = subprocess.run([*_on_switch(lab), "ip", "link", "show", name], capture_output=True, check=False)
    return found.returncode == 0


def _boot(lab, host, disk):
    """Start the host from its disk and return the process that is its init by the machine's count."""
    command = ["nsenter", "--target", str(disk.pid), "--mount", "--"]
    command += ["unshare", "--net", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child"]
    command += ["sh", "-c", _BOOT.read_text(), "sh", host]
    with open(lab.directory / f"{host}.log", "ab") as log, open(lab.directory / "base_sysctls", "rb") as base:
        process = subprocess.Popen(
            command,
            stdin=base,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd="/",
            start_new_session=True,
            preexec_fn=builder.die_with_parent,
            bufsize=0,
        )
    said = select.select([process.stdout], [], [], _SECONDS)[0] and process.stdout.readline()
    if said != b"ready\n":
        process.kill()
        raise LabError(f"The host {host} did not come up again: {(lab.directory / f'{host}.log').read_text()}")
    return int(pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])


def _plug_in(lab, host):
    """Give it its interfaces, each reported as it appears, and then their addresses and routes."""
    for owner, lines in builder.plugs(lab, host):
        builder.ip_batch(lab.on_wire(owner) if owner else _on_switch(lab), lines)
    for name in ("lo", *(port.name for port in _ports(lab, host.name))):
        appears(lab, host.name, name)
    builder.configure(lab, {host.name: builder.configuration(lab.topology, host)})

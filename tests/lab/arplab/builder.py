# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make a topology real: namespaces, bridges, interfaces, addresses, routes. Runs in the namespace of the switch.

Everything starts as a child of the keeper that the kernel kills when the keeper dies, and nothing is named or mounted
outside the new namespaces, so that there is nothing to clean up.
"""

import ctypes
import os
import pathlib
import select
import signal
import subprocess

from .state import LabError

_INIT = pathlib.Path(__file__).with_name("host_init.sh")
_PR_SET_PDEATHSIG = 1  # prctl(2)
_BOOT_SECONDS = 30

# A new network namespace inherits net.ipv4.conf from the machine, and duplicate address detection would delay every
# start by a second. The rest are the kernel's own defaults.
_BASE_SYSCTLS = {
    f"net/ipv4/conf/{which}/{key}": "0"
    for which in ("all", "default")
    for key in (
        "arp_accept",
        "arp_announce",
        "arp_filter",
        "arp_ignore",
        "arp_notify",
        "drop_gratuitous_arp",
        "proxy_arp",
        "proxy_arp_pvlan",
        "rp_filter",
        "forwarding",
    )
}
_BASE_SYSCTLS.update(
    {f"net/ipv6/conf/{which}/{key}": "0" for which in ("all", "default") for key in ("disable_ipv6", "accept_dad")}
)
_BASE_SYSCTLS["net/ipv6/conf/default/router_solicitations"] = "0"


def die_with_parent():
    """For a child between fork and exec: have the kernel kill it when its parent dies."""
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent != os.getppid():
        os._exit(1)


class Boot:
    """A host on its way up: the C(unshare) process, and what the host says."""

    def __init__(self, lab, host, keep_open):
        self.host = host
        self._log = lab.directory / f"{host}.log"
        (lab.directory / "hosts" / host).mkdir(parents=True)
        command = ["unshare", "--net", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child"]
        command += [str(_INIT), host, str(lab.directory), lab.topology.hosts[host].device or ""]
        with open(self._log, "wb") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd="/",
                start_new_session=True,
                pass_fds=keep_open,
                preexec_fn=die_with_parent,
                bufsize=0,  # select() must not wait for a line that is in a buffer already
            )

    def line(self):
        said = select.select([self.process.stdout], [], [], _BOOT_SECONDS)[0] and self.process.stdout.readline()
        if not said:
            raise LabError(
                f"The host {self.host} did not come up: {self._log.read_text().strip() or 'it says nothing'}"
            )
        return said.decode().strip()


def build(lab, keep_open=()):
    """Raise all hosts of C(lab); return C({host: Boot}). Descriptors in C(keep_open) stay open while a host lives."""
    topology = lab.topology
    (lab.directory / "base_sysctls").write_text("".join(f"{key}={value}\n" for key, value in _BASE_SYSCTLS.items()))
    boots = {name: Boot(lab, name, keep_open) for name in topology.hosts}
    # The switch is no station: its bridges must not show up in anybody's table.
    pathlib.Path("/proc/sys/net/ipv6/conf/default/disable_ipv6").write_text("1")
    try:
        ip_batch([], [f"link add {name} type bridge mcast_snooping 0" for name in topology.bridges])
        ip_batch([], [f"link set {name} up" for name in topology.bridges])
        for name, boot in boots.items():
            (lab.directory / f"{name}.pid").write_text(boot.line())
        _wire(lab)
        configure(lab, {name: configuration(topology, host) for name, host in topology.hosts.items()})
        for boot in boots.values():
            boot.line()
    except BaseException:
        destroy(lab, boots)
        raise
    return boots


def destroy(lab, boots):
    """End every host, and wait until it has ended."""
    for name, boot in boots.items():
        try:
            os.kill(lab.pid(name), signal.SIGKILL)
        except (OSError, ValueError):
            boot.process.kill()
    for boot in boots.values():
        boot.process.wait()


def ip_batch(prefix, lines):
    """Let C(ip) carry out lines, behind the words of C(prefix)."""
    if not lines:
        return
    text = "".join(f"{line}\n" for line in lines)
    done = subprocess.run([*prefix, "ip", "-batch", "-"], input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LabError(f"ip -batch: {done.stderr.strip()}\nIts input was:\n{text}")


def _wire(lab):
    """Make the bridges that hosts have of their own, then all ports, each in the namespace where its bridge is."""
    ports = {}
    for host in lab.topology.hosts.values():
        for owner, lines in plugs(lab, host):
            ports.setdefault(owner, []).extend(lines)
        own = [name for name, interface in host.interfaces.items() if interface.own_bridge]
        if own:
            ip_batch(lab.on_wire(host.name), [f"link add {name} type bridge mcast_snooping 0" for name in own])
    for owner, lines in ports.items():
        ip_batch(lab.on_wire(owner) if owner else [], lines)


def plugs(lab, host):
    """Yield the owner of each bridge that a host is plugged into, empty for the switch, and the lines that do it."""
    for interface in host.interfaces.values():
        if interface.bridge:
            owner, _slash, bridge = interface.bridge.rpartition("/")
            yield owner, _port(lab, host, interface, bridge)


def port_name(lab, host, interface):
    """The name of a port on the bridge's side; no more than 15 characters."""
    name = f"{host.name}.{interface.name}"
    return name if len(name) <= 15 else f"p{list(lab.topology.hosts).index(host.name)}.{interface.name}"[:15]


def _port(lab, host, interface, bridge):
    name = port_name(lab, host, interface)
    mac = f"address {interface.mac} " if interface.mac else ""
    return [
        f"link add name {name} type veth peer name {interface.name} {mac}netns {lab.pid(host.name)}",
        # A port has no business of its own on the wire, not even a link-local address.
        f"link set {name} addrgenmode none",
        f"link set {name} master {bridge} up",
    ]


def configuration(topology, host):
    """The shell text that configures one host from the inside of its network namespace."""
    lines = []
    for interface in host.interfaces.values():
        if interface.macvlan:
            mac = f"address {interface.mac} " if interface.mac else ""
            lines.append(f"link add link {interface.macvlan} name {interface.name} {mac}type macvlan mode bridge")
        elif interface.own_bridge and interface.mac:
            lines.append(f"link set {interface.name} address {interface.mac}")
    settings = "".join(f"echo {value} >/proc/sys/{key.replace('.', '/')}\n" for key, value in _sysctls(topology, host))
    started = [line for interface in host.interfaces.values() for line in _addresses(interface)]
    started += [_route(route) for route in host.routes]
    started += [
        f"neigh replace {row['ip']} lladdr {row['mac']} dev {row['interface']} nud permanent" for row in host.neighbors
    ]
    return "set -e\n" + _batch_text(lines) + settings + _batch_text(started)


def _batch_text(lines):
    return "ip -batch - <<'END'\n{}\nEND\n".format("\n".join(lines)) if lines else ""


def _sysctls(topology, host):
    for key, value in {**topology.sysctls, **host.sysctls}.items():
        if "{interface}" in key:
            yield from ((key.replace("{interface}", name), value) for name in host.interfaces)
        else:
            yield key, value


def _addresses(interface):
    if interface.up:
        yield f"link set {interface.name} up"
    for address in interface.addresses:
        yield f"addr add {address} dev {interface.name}" + (" nodad" if ":" in address else "")


def _route(route):
    words = [f"route add {route['to']}"]
    words += [f"via {route['via']}"] if "via" in route else []
    words += [f"dev {route['interface']}"] if "interface" in route else []
    return " ".join(words)


def configure(lab, scripts):
    """Run C({host: shell text}) on the hosts' networks, all at once."""
    running = {}
    for name, script in scripts.items():
        process = subprocess.Popen(
            [*lab.on_wire(name), "sh", "-s"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        process.stdin.write(script)
        process.stdin.close()
        running[name] = process
    for name, process in running.items():
        said = process.stderr.read()
        if process.wait():
            raise LabError(f"The host {name} could not be configured: {said.strip()}\nIts script was:\n{scripts[name]}")

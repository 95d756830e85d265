# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Find out on the wire which value of a kernel parameter is in force: a rig of two network namespaces, and probes.

In the namespace C(host) a kernel behaves as it was told; in C(wire) raw sockets hold the other ends of its cables. A
probe puts a few questions and concludes from the answers, never from C(/proc/sys), which value it is that acts. The
answers to one value differ from those to every other one.
"""

import contextlib
import json
import os
import select
import socket
import struct
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from ansible_collections.netops.arp.plugins.module_utils import _namespaces

_ETH_P_ALL, _ETH_P_IP, _ETH_P_ARP, _ETH_P_IPV6 = 0x0003, 0x0800, 0x0806, 0x86DD
_BROADCAST = b"\xff" * 6
_SECONDS = 5

# The cable "fence" is not touched by any probe: an echo over it is answered after everything that was sent before it.
CABLES = ("e0", "e1", "e2", "e3", "off0", "off1", "fence")
FENCE, BEYOND = "198.18.0.1", "198.18.0.2"
SETUP = f"""\
addr add 192.0.2.10/24 dev e0
addr add 192.0.2.20/24 dev e0
addr add 192.0.2.40/32 dev e0 scope host
addr add 2001:db8::10/64 dev e0 nodad
neigh add proxy 2001:db8::77 dev e0
addr add 198.51.100.10/24 dev e1
addr add 203.0.113.10/24 dev e2
addr add 192.0.2.30/24 dev e3 metric 900
addr add 198.18.1.1/24 dev off0
addr add 2001:db8:1::1/64 dev off0 nodad
addr add 198.18.2.1/24 dev off1
addr add 2001:db8:2::1/64 dev off1 nodad
addr add {FENCE}/30 dev fence
neigh add {BEYOND} lladdr 02:00:00:00:02:09 dev fence nud permanent
"""


def run(*words, text=None):
    return subprocess.run(words, input=text, capture_output=True, text=True, check=True).stdout


def mac(number):
    """The MAC of a cable's end in the host; on the wire the fifth octet is 2."""
    return bytes([2, 0, 0, 0, 1, number])


class Arp(NamedTuple):
    operation: int
    sender_mac: bytes
    sender: str
    target: str


class Rig:
    """Two namespaces, the cables between them, and the sockets on the wire's side."""

    def __init__(self, stack):
        self.host, self.wire = (stack.enter_context(new_namespace()) for _side in range(2))
        with self.in_host():
            peers = "".join(
                f"link add {name} address 02:00:00:00:01:{index:02x} type veth "
                f"peer name {name} address 02:00:00:00:02:{index:02x} netns {self.wire.name.partition(':')[2]}\n"
                for index, name in enumerate(CABLES)
            )
            run("ip", "-batch", "-", text="link set lo up\n" + peers)
            self.calm(*CABLES)
            run("ip", "-batch", "-", text="".join(f"link set {name} up\n" for name in CABLES))
        with _namespaces.entered(self.wire):
            lines = (f"link set {name} addrgenmode none\nlink set {name} up\n" for name in CABLES)
            run("ip", "-batch", "-", text="".join(lines))
            self.sockets = {name: stack.enter_context(_listening(name)) for name in CABLES}
        with self.in_host():
            run("ip", "-batch", "-", text=SETUP)
            self.set("net/ipv4/ip_forward", 1)
            self.set("net/ipv6/conf/all/forwarding", 1)
            self.set("net/ipv4/neigh/e0/proxy_delay", 0)
            self.set("net/ipv6/neigh/e0/proxy_delay", 0)

    def in_host(self):
        return _namespaces.entered(self.host)

    def calm(self, *names):
        """Give all, the template and these interfaces the values of a kernel that nobody has touched."""
        for scope in ("all", "default", *names):
            for path in (Path("/proc/sys/net/ipv4/conf") / scope).iterdir():
                wanted = {"arp_evict_nocarrier": "1", "accept_local": "0", "rp_filter": "0", "medium_id": "0"}
                if path.name.startswith(("arp_", "proxy_arp", "drop_gratuitous")) or path.name in wanted:
                    path.write_text(wanted.get(path.name, "0"))

    @staticmethod
    def set(path, value):
        Path("/proc/sys", path).write_text(str(value))

    def cut(self, *cables):
        """Pull out cables at the wire's end, and wait until the host has noticed; the block is run meanwhile."""
        return _cut(self, cables)

    def send(self, cable, frame):
        self.sockets[cable].send(frame)

    def heard(self, cable):
        """Wait until everything that was sent is done with, and return the frames that came out of a cable."""
        self._wait_for_echo()
        frames = []
        while select.select([self.sockets[cable]], [], [], 0)[0]:
            frames.append(self.sockets[cable].recv(2048))
        return frames

    def _wait_for_echo(self):
        token = os.urandom(8)
        fence = self.sockets["fence"]
        self.send("fence", _echo(CABLES.index("fence"), token))
        while select.select([fence], [], [], _SECONDS)[0]:
            if fence.recv(2048).endswith(token):
                return
        raise AssertionError("the host does not answer on the fence")

    def arp_heard(self, cable):
        return [told for told in map(arp_of, self.heard(cable)) if told]

    def answers(self, cable, target, sender):
        """Whether the host answers the question for an address, asked on a cable by a station with this address."""
        self.send(cable, arp(cable, 1, sender, target))
        asked = (2, target)
        return any((told.operation, told.sender) == asked for told in self.arp_heard(cable))

    def row(self, cable, ip):
        """The MAC in the host's table, or None."""
        rows = json.loads(run("ip", "-j", "neigh", "show", "to", ip, "dev", cable) or "[]")
        return rows[0].get("lladdr") if rows else None


@contextlib.contextmanager
def rig():
    """A rig, on one processor: what is sent there is done with in the order in which it was sent."""
    processors = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(processors)})
    try:
        with contextlib.ExitStack() as stack:
            yield Rig(stack)
    finally:
        os.sched_setaffinity(0, processors)


@contextlib.contextmanager
def _cut(rig, cables):
    try:
        with _namespaces.entered(rig.wire):
            run("ip", "-batch", "-", text="".join(f"link set {name} down\n" for name in cables))
        _until(cables, "DOWN")
        # The kernel tells of the new state a moment before it is done with the neighbors; this waits for the same lock.
        run("ip", "link", "set", "lo", "up")
        yield
    finally:
        with _namespaces.entered(rig.wire):
            run("ip", "-batch", "-", text="".join(f"link set {name} up\n" for name in cables))
        _until(cables, "UP")


def _until(names, state):
    deadline = time.monotonic() + _SECONDS
    while True:
        links = {link["ifname"]: link["operstate"] for link in json.loads(run("ip", "-j", "link", "show"))}
        if all(links[name] == state for name in names):
            return
        assert time.monotonic() < deadline, f"{names} are not {state}: {links}"
        time.sleep(0.01)


@contextlib.contextmanager
def new_namespace():
    """A network namespace that nobody has touched, for as long as the block lasts."""
    outside = Path("/proc/thread-self/ns/net").stat().st_ino
    with subprocess.Popen(["unshare", "--net", "sleep", "120"]) as holder:
        try:
            path = Path(f"/proc/{holder.pid}/ns/net")
            while path.stat().st_ino == outside:
                assert holder.poll() is None, "unshare could not make a network namespace"
            yield _namespaces.choose([f"pid:{holder.pid}"])[0]
        finally:
            holder.kill()


def _listening(name):
    listener = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ETH_P_ALL))
    # Only what comes in: not what this socket sends itself.
    listener.setsockopt(263, 23, 1)  # SOL_PACKET, PACKET_IGNORE_OUTGOING
    listener.bind((name, _ETH_P_ALL))
    return listener


def arp(cable, operation, sender, target, sender_mac=None):
    """A request (1) or reply (2) as a broadcast frame, from the wire's end of a cable."""
    source = sender_mac or _wire_mac(cable)
    body = struct.pack("!HHBBH", 1, _ETH_P_IP, 6, 4, operation) + source + socket.inet_aton(sender) + bytes(6)
    return _BROADCAST + _wire_mac(cable) + struct.pack("!H", _ETH_P_ARP) + body + socket.inet_aton(target)


def _wire_mac(cable):
    return bytes([2, 0, 0, 0, 2, CABLES.index(cable)])


def arp_of(frame):
    if frame[12:14] != struct.pack("!H", _ETH_P_ARP):
        return None
    operation = struct.unpack_from("!H", frame, 20)[0]
    return Arp(operation, frame[22:28], socket.inet_ntoa(frame[28:32]), socket.inet_ntoa(frame[38:42]))


def _echo(number, token):
    """An ICMP echo request (RFC 792) from the wire's end of the fence."""
    icmp = struct.pack("!BBHHH", 8, 0, 0, 1, 1) + token
    icmp = icmp[:2] + struct.pack("!H", checksum(icmp)) + icmp[4:]
    addresses = socket.inet_aton(BEYOND) + socket.inet_aton(FENCE)
    header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(icmp), 0, 0, 64, socket.IPPROTO_ICMP, 0) + addresses
    header = header[:10] + struct.pack("!H", checksum(header)) + header[12:]
    return mac(number) + _wire_mac("fence") + struct.pack("!H", _ETH_P_IP) + header + icmp


def checksum(data):
    """The Internet checksum (RFC 1071)."""
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def neighbor_message(cable, kind, source, destination, target, flags=0):
    """A neighbor solicitation (135) or advertisement (136), RFC 4861, with the MAC of the wire's end."""
    ip = {name: socket.inet_pton(socket.AF_INET6, text) for name, text in (("from", source), ("to", destination))}
    option = struct.pack("!BB", {135: 1, 136: 2}[kind], 1) + _wire_mac(cable)
    body = struct.pack("!I", flags) + socket.inet_pton(socket.AF_INET6, target) + option
    pseudo = ip["from"] + ip["to"] + struct.pack("!II", len(body) + 4, socket.IPPROTO_ICMPV6)
    message = struct.pack("!BBH", kind, 0, checksum(pseudo + struct.pack("!BBH", kind, 0, 0) + body)) + body
    header = struct.pack("!IHBB", 6 << 28, len(message), socket.IPPROTO_ICMPV6, 255) + ip["from"] + ip["to"]
    link = b"\x33\x33" + ip["to"][-4:]
    return link + _wire_mac(cable) + struct.pack("!H", _ETH_P_IPV6) + header + message


def advertised(frame):
    """The address that a frame advertises (RFC 4861 section 4.4), or None."""
    is_advertisement = frame[12:14] == struct.pack("!H", _ETH_P_IPV6) and frame[20] == 58 and frame[54] == 136
    return socket.inet_ntop(socket.AF_INET6, frame[62:78]) if is_advertisement else None

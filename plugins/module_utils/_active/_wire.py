# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A packet socket on one Ethernet interface (man 7 packet).

What it asks of the kernel (a filter, promiscuous reception) ends with the socket, also when the process is killed.
"""

import array
import errno
import select
import socket
import struct
import time
from typing import NamedTuple

from .._errors import ArpError
from .._frames import _ethernet
from . import _filter

# uapi/linux/if_packet.h, if_ether.h, if_arp.h; asm-generic/socket.h
_SOL_PACKET = 263
_PACKET_ADD_MEMBERSHIP, _PACKET_STATISTICS, _PACKET_AUXDATA = 1, 6, 8
_PACKET_MR_PROMISC, _PACKET_MR_ALLMULTI, _PACKET_MR_UNICAST = 1, 2, 3
_ETH_P_ALL = 3
_ARPHRD_ETHER = 1
_SO_ATTACH_FILTER, _SO_TIMESTAMPNS, _SO_RCVBUFFORCE = 26, 35, 33
_MEMBERSHIP = struct.Struct("@iHH8s")
_STATISTICS = struct.Struct("=II")  # frames that passed the filter, those dropped among them
_AUXDATA = struct.Struct("=IIIHHHH")  # status, lengths, offsets, tag, its EtherType
_VLAN_VALID, _TPID_VALID = 1 << 4, 1 << 6
_TIMESPEC = struct.Struct("@ll")
_ANCILLARY = 256  # octets for the time stamp and the tag, with room to spare
_RECEIVE_BUFFER = 4 << 20


class Seen(NamedTuple):
    """One frame: when it was received in nanoseconds since 1970, its octets, and whether this host sent it."""

    when: int
    frame: bytes
    is_own: bool


class Wire:
    """A packet socket that hears ARP and neighbor discovery; a context manager. Raises ArpError.

    `link` is the `Link` of an interface of the network namespace that the thread is in.
    """

    def __init__(self, link, families, *, promiscuous=False, also_for=None):
        self.name = link.name
        self._socket = _open()
        try:
            self._attach(_filter.program(families))
            self._prepare(link, promiscuous, also_for)
        except OSError as error:
            self._socket.close()
            raise ArpError("%s cannot be listened on: %s" % (link.name, error.strerror or error))
        kind = self._socket.getsockname()[3]
        if kind != _ARPHRD_ETHER:
            self._socket.close()
            raise ArpError(
                "%s is not an Ethernet interface (its ARPHRD type is %d), so nobody is found by ARP on it"
                % (link.name, kind)
            )

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.close()

    def close(self):
        self._socket.close()

    def fileno(self):
        return self._socket.fileno()

    def send(self, frame):
        """Put one frame on the wire."""
        try:
            self._socket.send(frame)
        except OSError as error:
            raise ArpError("%s: a frame could not be sent: %s" % (self.name, _reason(error)))

    def receive(self):
        """Return what was `Seen` next; to be called when there is something."""
        try:
            frame, ancillary, _flags, sender = self._socket.recvmsg(_filter.SNAPSHOT, _ANCILLARY)
        except OSError as error:
            raise ArpError("%s: listening ended: %s" % (self.name, _reason(error)))
        when, tag = _told(ancillary)
        if tag is not None:
            frame = _ethernet.tagged(frame, *tag)
        return Seen(when or now(), frame, sender[2] == socket.PACKET_OUTGOING)

    def dropped(self):
        """Return how many frames the kernel had to throw away since this was last asked for."""
        return _STATISTICS.unpack(self._socket.getsockopt(_SOL_PACKET, _PACKET_STATISTICS, _STATISTICS.size))[1]

    def _attach(self, program):
        code = array.array("B", b"".join(program))
        address, _length = code.buffer_info()
        self._socket.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, struct.pack("@HP", len(program), address))

    def _prepare(self, link, promiscuous, also_for):
        for level, option in ((socket.SOL_SOCKET, _SO_TIMESTAMPNS), (_SOL_PACKET, _PACKET_AUXDATA)):
            self._socket.setsockopt(level, option, 1)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, _RECEIVE_BUFFER)
        except OSError:  # without CAP_NET_ADMIN
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER)
        # Whom a neighbor solicitation is for shows in its group's MAC; a card would keep those of others back.
        self._join(link, _PACKET_MR_PROMISC if promiscuous else _PACKET_MR_ALLMULTI)
        if also_for:
            self._join(link, _PACKET_MR_UNICAST, _ethernet.mac_bytes(also_for))
        # Bound last: until then the socket, made for no protocol, receives nothing that the filter did not see.
        self._socket.bind((link.name, _ETH_P_ALL))

    def _join(self, link, kind, address=b""):
        membership = _MEMBERSHIP.pack(link.index, kind, len(address), address)
        self._socket.setsockopt(_SOL_PACKET, _PACKET_ADD_MEMBERSHIP, membership)


def listen(wires, until):
    """Yield `(wire, Seen)` of several wires until a moment of the monotonic clock."""
    while True:
        left = until - time.monotonic()
        ready = select.select(wires, [], [], max(left, 0))[0]
        for wire in ready:
            yield wire, wire.receive()
        if left <= 0:
            return


def now():
    """Return nanoseconds since 1970, on the clock that received frames are stamped with."""
    return int(time.time() * 10**9)


def _open():
    if not hasattr(socket, "AF_PACKET"):
        raise ArpError("This Python has no packet sockets")
    try:
        return socket.socket(socket.AF_PACKET, socket.SOCK_RAW | socket.SOCK_CLOEXEC, 0)
    except OSError as error:
        if error.errno in (errno.EPERM, errno.EACCES):
            raise ArpError("A packet socket needs root or CAP_NET_RAW: run this task with become: true")
        raise ArpError("No packet socket could be opened: %s" % (error.strerror or error))


def _told(ancillary):
    """Return the kernel's time stamp and the tag that it took out, each None where it told none."""
    when, tag = None, None
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == _SO_TIMESTAMPNS and len(data) >= _TIMESPEC.size:
            seconds, nanoseconds = _TIMESPEC.unpack_from(data)
            when = seconds * 10**9 + nanoseconds
        elif level == _SOL_PACKET and kind == _PACKET_AUXDATA and len(data) >= _AUXDATA.size:
            told = _AUXDATA.unpack_from(data)
            if told[0] & _VLAN_VALID:
                tag = (told[5], told[6] if told[0] & _TPID_VALID else 0x8100)
    return when, tag


def _reason(error):
    if error.errno == errno.ENETDOWN:
        return "the interface went down"
    return error.strerror or str(error)

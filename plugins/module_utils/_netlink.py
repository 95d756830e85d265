# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions to the Linux kernel over a rtnetlink socket (RFC 3549, man 7 netlink), with the standard library alone.

The answers are handed on as message bodies, the bytes behind each `struct nlmsghdr`; what they mean is the business of
`_formats/_rtnetlink.py`. Needs no privilege. Python 3.6 and later.
"""

import errno
import os
import socket
import struct
import time
from typing import List, NamedTuple

from ._errors import SourceError

# uapi/linux/netlink.h
NETLINK_ROUTE = 0
SOL_NETLINK = 270
NETLINK_GET_STRICT_CHK = 12  # kernel 4.20: what a dump request filters by is honored and checked
NLM_F_REQUEST = 0x01
NLM_F_ACK = 0x04
NLM_F_REPLACE = 0x100  # of a request that makes something, as is NLM_F_CREATE
NLM_F_DUMP = 0x300
NLM_F_CREATE = 0x400
NLM_F_DUMP_INTR = 0x10
NLMSG_ERROR = 2
NLMSG_DONE = 3

# uapi/linux/rtnetlink.h
RTM_GETLINK = 18
RTM_GETADDR = 22
RTM_GETROUTE = 26
RTM_NEWNEIGH = 28
RTM_DELNEIGH = 29
RTM_GETNEIGH = 30
RTM_GETNEIGHTBL = 66
RTM_GETNEXTHOP = 106

# Above the 32 KiB that net/netlink/af_netlink.c gives to one datagram of a dump; a larger buffer costs an allocation
# each time.
_DATAGRAM = 65536
_RECEIVE_BUFFER = 4 << 20
_DUMP_ATTEMPTS = 5
_SILENCE_SECONDS = 10
# Requests in one datagram. Each may be answered by a datagram of its own, which costs the receive buffer about 1 KiB,
# and without privilege that buffer is 416 KiB (net.core.rmem_max, doubled).
_BATCH = 200

_HEADER = struct.Struct("=IHHII")  # struct nlmsghdr: length, type, flags, sequence number, port
_ERRNO = struct.Struct("=i")


class Dump(NamedTuple):
    """The bodies of all messages of one dump; `consistent` is false when the table changed during the last attempt
    too."""

    bodies: List[bytes]
    consistent: bool


class Request(NamedTuple):
    """One message to the kernel: its type, flags beside NLM_F_REQUEST, and what stands behind the header."""

    kind: int
    flags: int
    body: bytes


class KernelRefusal(SourceError):
    """The kernel answered with an error; `errno` tells which."""

    def __init__(self, errno):
        super().__init__("the kernel answered: %s" % os.strerror(errno))
        self.errno = errno


def frames(datagram):
    """Split one datagram into a list of `(type, flags, sequence number, body)`.

    Raises SourceError where a length contradicts the datagram's.
    """
    found, header = [], _HEADER.unpack_from
    offset, size, start = 0, len(datagram), _HEADER.size
    while offset < size:
        if size - offset < start:
            raise SourceError("netlink message cut off after %d bytes" % (size - offset))
        length, kind, flags, sequence, _port = header(datagram, offset)
        if length < start or offset + length > size:
            raise SourceError("netlink message of impossible length %d" % length)
        found.append((kind, flags, sequence, datagram[offset + start : offset + length]))
        offset += (length + 3) & ~3
    return found


class Netlink:
    """A rtnetlink socket of the network namespace in which it is opened; a context manager.

    `sock` is an already bound socket to speak through, for tests. `strict` tells whether the kernel filters dumps.
    """

    def __init__(self, sock=None):
        self._socket = sock or _open_socket()
        self._socket.settimeout(_SILENCE_SECONDS)
        self._sequence = int(time.time()) & 0xFFFF
        self.strict = _set_option(self._socket, SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1)

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self._socket.close()

    def dump(self, kind, request):
        """Ask for a whole table until it did not change while it was read, five times at most, and return a `Dump`.

        The kernel marks an answer that is a mixture of before and after with NLM_F_DUMP_INTR. Raises SourceError.
        """
        for _attempt in range(_DUMP_ATTEMPTS):
            bodies, marks = [], 0
            for answer in self._answers(kind, NLM_F_DUMP, request):
                for type_, flags, _sequence, body in answer:
                    marks |= flags
                    if type_ > NLMSG_DONE:
                        bodies.append(body)
            if not marks & NLM_F_DUMP_INTR:
                return Dump(bodies, True)
        return Dump(bodies, False)

    def start_of_dump(self, kind, request, wanted):
        """Return the bodies at the start of a dump up to the first that `wanted` refuses; the rest stays unread.

        The socket serves no further question afterwards.
        """
        bodies = []
        for answer in self._answers(kind, NLM_F_DUMP, request):
            for body in _bodies(answer):
                if not wanted(body):
                    return bodies
                bodies.append(body)
        return bodies

    def get(self, kind, request):
        """Ask for one object and return the body of the answer. Raises SourceError."""
        for answer in self._answers(kind, 0, request):
            for body in _bodies(answer):
                return body
        raise SourceError("the kernel gave no answer")

    def change(self, requests):
        """Send a list of `Request`s, many at a time, in their order; return `{position: errno}` of those refused.

        The kernel carries out one after the other, whether one before was refused or not. It answers a refused request,
        and the last of each datagram, which asks for it: what is not answered has been done. Raises SourceError.
        """
        refused = {}
        for start in range(0, len(requests), _BATCH):
            batch = [one._replace(flags=one.flags & ~NLM_F_ACK) for one in requests[start : start + _BATCH]]
            batch[-1] = batch[-1]._replace(flags=batch[-1].flags | NLM_F_ACK)
            refused.update(self._errors(start, batch))
        return refused

    def get_each(self, kind, bodies):
        """Ask for many objects, some at a time; return a list of the bodies of the answers, None for what is not there.

        Raises KernelRefusal for any other refusal, such as by a kernel that cannot be asked for a single one.
        """
        found = []
        for start in range(0, len(bodies), _BATCH):
            batch = [Request(kind, 0, body) for body in bodies[start : start + _BATCH]]
            answers = self._exchange(batch, frozenset(range(len(batch))))
            found.extend(_object(answers[position]) for position in range(len(batch)))
        return found

    def _errors(self, start, batch):
        last = len(batch) - 1
        for position, (kind, body) in self._exchange(batch, frozenset([last])).items():
            code = _code(body) if kind == NLMSG_ERROR else 0
            if code:
                yield start + position, code

    def _exchange(self, batch, awaited):
        """Send requests in one datagram; return `{position: (type, body)}` of the answers when the awaited are in."""
        first = self._sequence + 1
        self._sequence += len(batch)
        answers = {}
        try:
            self._socket.send(b"".join(_packed(one, first + number) for number, one in enumerate(batch)))
            while not awaited.issubset(answers):
                for kind, _flags, sequence, body in frames(self._receive()):
                    if 0 <= sequence - first < len(batch):
                        answers[sequence - first] = kind, body
        except socket.timeout:
            raise SourceError("the kernel did not answer within %d seconds" % _SILENCE_SECONDS)
        except OSError as error:
            raise SourceError("netlink socket: %s" % (error.strerror or error))
        return answers

    def _answers(self, kind, flags, request):
        """Send one question and yield the frames of its answer, a list per datagram, to the end of the answer."""
        self._sequence += 1
        header = _HEADER.pack(_HEADER.size + len(request), kind, NLM_F_REQUEST | flags, self._sequence, 0)
        try:
            self._socket.send(header + request)
            finished = False
            while not finished:
                answer = [frame for frame in frames(self._receive()) if frame[2] == self._sequence]
                finished = _is_last(answer, is_dump=flags & NLM_F_DUMP)
                yield answer
        except socket.timeout:
            raise SourceError("the kernel did not answer within %d seconds" % _SILENCE_SECONDS)
        except OSError as error:
            raise SourceError("netlink socket: %s" % (error.strerror or error))

    def _receive(self):
        """Return the next datagram that comes from the kernel: any process may send to a netlink socket."""
        while True:
            datagram, _ancillary, flags, sender = self._socket.recvmsg(_DATAGRAM)
            if sender and sender[0] != 0:
                continue
            if flags & socket.MSG_TRUNC:
                raise SourceError("netlink datagram longer than %d bytes" % _DATAGRAM)
            if not datagram:
                raise SourceError("netlink socket closed in the middle of an answer")
            return datagram


def _packed(request, sequence):
    size = _HEADER.size + len(request.body)
    header = _HEADER.pack(size, request.kind, NLM_F_REQUEST | request.flags, sequence, 0)
    return header + request.body + bytes(-size % 4)


def _object(answer):
    """Return the body of an answer to a question for one object. Raises KernelRefusal."""
    kind, body = answer
    if kind != NLMSG_ERROR:
        return body
    code = _code(body)
    if code in (errno.ENOENT, errno.ENODEV):
        return None
    raise KernelRefusal(code)


def _code(body):
    """Return the positive errno of an error message, 0 of an acknowledgment."""
    return -_ERRNO.unpack_from(body)[0] if len(body) >= _ERRNO.size else 0


def _bodies(answer):
    return [body for kind, _flags, _sequence, body in answer if kind > NLMSG_DONE]


def _is_last(answer, is_dump):
    """Tell whether these frames end the answer. Raises KernelRefusal for an error frame."""
    ends = [body for kind, _flags, _sequence, body in answer if kind in (NLMSG_ERROR, NLMSG_DONE)]
    for body in ends:
        code = _code(body)
        if code > 0:
            raise KernelRefusal(code)
    return bool(ends or (answer and not is_dump))


def _open_socket():
    if not hasattr(socket, "AF_NETLINK"):
        raise SourceError("this system has no netlink sockets")
    try:
        opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, NETLINK_ROUTE)
        opened.bind((0, 0))
    except OSError as error:
        raise SourceError("netlink socket: %s" % (error.strerror or error))
    _set_option(opened, socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER)
    return opened


def _set_option(opened, level, option, value):
    """Set a socket option and tell whether the kernel knows it: an older one serves without."""
    try:
        opened.setsockopt(level, option, value)
    except OSError:
        return False
    return True

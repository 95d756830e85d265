# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The socket layer against a kernel of our own, which answers what a test wants it to."""

import errno
import socket
import struct

import pytest

from ansible_collections.netops.arp.plugins.module_utils import _netlink
from ansible_collections.netops.arp.plugins.module_utils._errors import SourceError

HEADER = struct.Struct("=IHHII")
ENTRY, DONE, ERROR, INTERRUPTED = 28, 3, 2, 0x10


def message(kind, body=b"", flags=0, sequence=0):
    """One netlink message, padded; sequence 0 stands for that of the question."""
    return HEADER.pack(16 + len(body), kind, flags, sequence, 0) + body + bytes(-len(body) % 4)


class Kernel:
    """A socket whose other end answers each question with the next list of datagrams."""

    def __init__(self, *answers, knows_strict=True, sender=(0, 0)):
        self.answers = list(answers)
        self.waiting = []
        self.questions = []
        self.knows_strict = knows_strict
        self.sender = sender
        self.closed = False

    def settimeout(self, seconds):
        assert seconds > 0

    def setsockopt(self, *_option):
        if not self.knows_strict:
            raise OSError(errno.ENOPROTOOPT, "Protocol not available")

    def send(self, question):
        sequence = HEADER.unpack_from(question)[3]
        self.questions.append(question)
        for datagram in self.answers.pop(0):
            if isinstance(datagram, bytes):
                datagram = self.stamp(datagram, sequence), 0, self.sender
            self.waiting.append(datagram)

    @staticmethod
    def stamp(datagram, sequence):
        """Give every message without a sequence number that of the question."""
        stamped, offset = bytearray(datagram), 0
        while offset + 16 <= len(stamped):
            length, _kind, _flags, own, _port = HEADER.unpack_from(stamped, offset)
            if own == 0:
                struct.pack_into("=I", stamped, offset + 8, sequence)
            offset += max((length + 3) & ~3, 16)
        return bytes(stamped)

    def recvmsg(self, _size):
        if not self.waiting:
            raise TimeoutError
        datagram, flags, sender = self.waiting.pop(0)
        return datagram, [], flags, sender

    def close(self):
        self.closed = True


def dump(*answers, **options):
    kernel = Kernel(*answers, **options)
    return _netlink.Netlink(kernel).dump(30, b"\0" * 12), kernel


def test_dump_returns_the_bodies_of_all_datagrams_in_order():
    found, kernel = dump([message(ENTRY, b"one!") + message(ENTRY, b"two"), message(ENTRY, b"three") + message(DONE)])
    assert found == ([b"one!", b"two", b"three"], True)
    assert HEADER.unpack_from(kernel.questions[0])[:3] == (28, 30, 0x301)


def test_an_interrupted_dump_is_asked_again():
    mixture = [message(ENTRY, b"old", flags=INTERRUPTED), message(DONE)]
    marked_at_the_end = [message(ENTRY, b"old"), message(DONE, flags=INTERRUPTED)]
    found, kernel = dump(mixture, marked_at_the_end, [message(ENTRY, b"new") + message(DONE)])
    assert found == ([b"new"], True)
    assert len(kernel.questions) == 3


def test_a_table_that_never_rests_is_given_with_that_remark():
    found, kernel = dump(*[[message(ENTRY, b"%d" % turn, flags=INTERRUPTED) + message(DONE)] for turn in range(9)])
    assert found == ([b"4"], False)
    assert len(kernel.questions) == 5


def test_answers_to_earlier_questions_are_left_out():
    late = message(ENTRY, b"late", sequence=7) + message(DONE, sequence=7)
    found, _kernel = dump([late, message(ENTRY, b"mine") + message(DONE)])
    assert found.bodies == [b"mine"]


def test_datagrams_of_other_processes_are_left_out():
    forged = (message(ENTRY, b"forged") + message(DONE), 0, (4711, 0))
    found, _kernel = dump([forged, message(ENTRY, b"true") + message(DONE)])
    assert found.bodies == [b"true"]


def test_a_refusal_carries_the_errno_and_its_text():
    with pytest.raises(_netlink.KernelRefusal, match="Operation not permitted") as caught:
        dump([message(ERROR, struct.pack("=i", -errno.EPERM))])
    assert caught.value.errno == errno.EPERM
    assert isinstance(caught.value, SourceError)


def test_a_refusal_in_the_final_message_counts_too():
    with pytest.raises(_netlink.KernelRefusal, match="No such device"):
        dump([message(ENTRY, b"one") + message(DONE, struct.pack("=i", -errno.ENODEV))])


def test_silence_ends_with_a_message():
    with pytest.raises(SourceError, match="did not answer within"):
        dump([message(ENTRY, b"one")])


def test_a_closed_socket_ends_with_a_message():
    with pytest.raises(SourceError, match="closed in the middle"):
        dump([(b"", 0, (0, 0))])


def test_a_cut_datagram_is_no_answer():
    with pytest.raises(SourceError, match="longer than"):
        dump([(message(ENTRY, b"one"), socket.MSG_TRUNC, (0, 0))])


def test_get_returns_the_one_answer():
    kernel = _netlink.Netlink(Kernel([message(ENTRY, b"object")]))
    assert kernel.get(106, b"") == b"object"


def test_the_start_of_a_dump_ends_before_the_first_unwanted_message():
    bodies = [b"0a", b"0b", b"1a", b"0c"]
    kernel = _netlink.Netlink(Kernel([message(ENTRY, body) for body in bodies]))
    assert kernel.start_of_dump(26, b"", lambda body: body.startswith(b"0")) == [b"0a", b"0b"]


@pytest.mark.parametrize("knows_strict", [True, False])
def test_an_old_kernel_is_known_by_its_refusal_of_the_option(knows_strict):
    assert _netlink.Netlink(Kernel(knows_strict=knows_strict)).strict is knows_strict


def test_the_socket_is_closed_behind_the_block():
    with _netlink.Netlink(Kernel()) as kernel:
        inner = kernel._socket
        assert not inner.closed
    assert inner.closed


BROKEN = {
    "no whole header": b"\0" * 15,
    "shorter than its header": HEADER.pack(15, ENTRY, 0, 1, 0),
    "length zero": HEADER.pack(0, ENTRY, 0, 1, 0),
    "longer than the datagram": HEADER.pack(40, ENTRY, 0, 1, 0) + b"\0" * 8,
}


@pytest.mark.parametrize("datagram", BROKEN.values(), ids=BROKEN)
def test_broken_datagrams_end_with_a_message(datagram):
    with pytest.raises(SourceError, match="netlink message"):
        _netlink.frames(datagram)


def test_a_system_without_netlink_says_so(monkeypatch):
    monkeypatch.delattr(socket, "AF_NETLINK", raising=False)
    with pytest.raises(SourceError, match="no netlink sockets"):
        _netlink.Netlink()


def batches(*answers):
    """A kernel whose answers are functions of the first sequence number of a question."""

    class Batched(Kernel):
        def send(self, question):
            self.questions.append(question)
            first = HEADER.unpack_from(question)[3]
            self.waiting.extend((datagram(first), 0, (0, 0)) for datagram in self.answers.pop(0))

    return Batched(*answers)


def verdict(position, code):
    """The kernel's answer to the request at a position: refused with a code, or done (0)."""
    return lambda first: message(ERROR, struct.pack("=i", -code) + bytes(16), sequence=first + position)


def requests(number):
    return [_netlink.Request(29, 0, bytes([index % 256]) * 5) for index in range(number)]


def headers(question):
    """The (length, type, flags, sequence) of each message in one datagram."""
    found, offset = [], 0
    while offset < len(question):
        found.append(HEADER.unpack_from(question, offset)[:4])
        offset += (found[-1][0] + 3) & ~3
    return found


def test_changes_go_in_one_datagram_and_only_the_last_asks_for_an_answer():
    kernel = batches([verdict(2, 0)])
    assert _netlink.Netlink(kernel).change(requests(3)) == {}
    (question,) = kernel.questions
    first = headers(question)[0][3]
    assert headers(question) == [(21, 29, 1, first), (21, 29, 1, first + 1), (21, 29, 5, first + 2)]


def test_refused_changes_are_told_by_position_across_datagrams():
    many = _netlink._BATCH + 3
    kernel = batches([verdict(1, errno.ENOENT), verdict(_netlink._BATCH - 1, 0)], [verdict(2, errno.EPERM)])
    refused = _netlink.Netlink(kernel).change(requests(many))
    assert refused == {1: errno.ENOENT, many - 1: errno.EPERM}
    assert [len(headers(question)) for question in kernel.questions] == [_netlink._BATCH, 3]


def test_nothing_to_change_sends_nothing():
    kernel = batches()
    assert _netlink.Netlink(kernel).change([]) == {}
    assert kernel.questions == []


def test_many_objects_are_asked_for_and_the_absent_are_none():
    def there(first):
        return message(ENTRY, b"row!", sequence=first + 2) + message(ENTRY, b"first", sequence=first)

    kernel = batches([verdict(1, errno.ENOENT), there])
    assert _netlink.Netlink(kernel).get_each(30, [b"a", b"b", b"c"]) == [b"first", None, b"row!"]


def test_a_kernel_that_knows_no_single_questions_is_told():
    kernel = batches([verdict(0, errno.EOPNOTSUPP)])
    with pytest.raises(_netlink.KernelRefusal) as refusal:
        _netlink.Netlink(kernel).get_each(30, [b"a"])
    assert refusal.value.errno == errno.EOPNOTSUPP


def test_a_silent_kernel_is_an_error_for_changes_too():
    with pytest.raises(SourceError, match="did not answer"):
        _netlink.Netlink(batches([])).change(requests(1))

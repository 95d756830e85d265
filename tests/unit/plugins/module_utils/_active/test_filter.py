# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The socket filter, carried out instruction by instruction: it passes exactly the frames that are read."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._active import _filter
from ansible_collections.netops.arp.plugins.module_utils._frames import _arp, _ethernet, _nd
from ansible_collections.netops.arp.plugins.module_utils._frames._read import read

MAC = "00:00:5e:00:53:01"
ARP = _arp.probe(MAC, "192.0.2.1")
ND = _nd.announcement(MAC, "2001:db8::1")
BOTH = ("ipv4", "ipv6")
LOAD = {0x28: ("!H", 2), 0x30: ("!B", 1)}


def passes(program, frame):
    """Carry out a classic BPF program as net/core/filter.c does: a load beyond the frame ends it with nothing."""
    place, accumulator = 0, 0
    while True:
        code, true, false, operand = struct.unpack("=HBBI", program[place])
        place += 1
        if code == 0x06:
            return operand > 0
        if code == 0x15:
            place += true if accumulator == operand else false
            continue
        layout, size = LOAD[code]
        if operand + size > len(frame):
            return False
        accumulator = struct.unpack_from(layout, frame, operand)[0]


# name: families, frame, whether it passes
CASES = {
    "ARP": (BOTH, ARP, True),
    "neighbor discovery": (BOTH, ND, True),
    "tagged ARP": (BOTH, _ethernet.tagged(ARP, 100), True),
    "tagged neighbor discovery": (BOTH, _ethernet.tagged(ND, 100), True),
    "service tag": (BOTH, _ethernet.tagged(ND, 100, tag=0x88A8), True),
    "ARP where only ND is wanted": (["ipv6"], ARP, False),
    "ND where only ARP is wanted": (["ipv4"], ND, False),
    "tagged ARP where only ND is wanted": (["ipv6"], _ethernet.tagged(ARP, 100), False),
    "nothing is wanted": ([], ARP, False),
    "IPv4": (BOTH, bytes(12) + b"\x08\x00" + bytes(40), False),
    "IPv6 that is not ICMPv6": (BOTH, ND[:20] + b"\x11" + ND[21:], False),
    "a router advertisement": (BOTH, ND[:54] + b"\x86" + ND[55:], False),
    "cut off": (BOTH, ND[:40], False),
}


@pytest.mark.parametrize(("families", "frame", "expected"), CASES.values(), ids=CASES)
def test_what_passes(families, frame, expected):
    assert passes(_filter.program(families), frame) is expected


@given(
    start=st.sampled_from([ARP, ND, _ethernet.tagged(ARP, 5), _ethernet.tagged(ND, 5)]),
    place=st.integers(0, 81),
    octet=st.integers(0, 255),
    size=st.integers(14, 86),
)
def test_whatever_is_understood_passes(start, place, octet, size):
    frame = (start[:place] + bytes([octet]) + start[place + 1 :])[:size]
    if read(frame) is not None and frame[12:14] != b"\x91\x00":
        assert passes(_filter.program(BOTH), frame)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The socket filter that lets ARP and neighbor discovery pass, in the kernel, before anything is copied.

Classic BPF (Linux Documentation/networking/filter.rst). Pure functions.
"""

import struct

_INSTRUCTION = struct.Struct("=HBBI")  # struct sock_filter: code, jump if true, jump if false, operand
_LOAD_HALF, _LOAD_BYTE, _JUMP_EQUAL, _RETURN = 0x28, 0x30, 0x15, 0x06
SNAPSHOT = 4096  # octets of a frame that are kept

_ARP, _IPV6 = 0x0806, 0x86DD
_TAGS = (0x8100, 0x88A8)
_ICMPV6 = 58
_SOLICITATION, _ADVERTISEMENT = 135, 136
_ETHERTYPE_AT, _TAG_SIZE = 12, 4


def program(families):
    """Return the instructions that accept ARP (`ipv4`) and neighbor discovery (`ipv6`), with no or one tag left.

    The kernel takes the outer tag out before a filter sees the frame, so that two tags pass as well.
    """
    untagged = _accept(families, _ETHERTYPE_AT)
    tagged = [(_LOAD_HALF, 0, 0, _ETHERTYPE_AT + _TAG_SIZE)] + _accept(families, _ETHERTYPE_AT + _TAG_SIZE)
    # A tag leads to the second half, anything else past this table to the first.
    head = [(_LOAD_HALF, 0, 0, _ETHERTYPE_AT)]
    for place, tag in enumerate(_TAGS):
        head.append((_JUMP_EQUAL, len(_TAGS) - place - 1 + len(untagged), 0, tag))
    return [_INSTRUCTION.pack(*line) for line in head + untagged + tagged]


def _accept(families, at):
    """Return instructions that end with a decision, the EtherType at an offset being loaded already."""
    lines = []
    if "ipv4" in families:
        lines += [(_JUMP_EQUAL, 0, 1, _ARP), (_RETURN, 0, 0, SNAPSHOT)]
    if "ipv6" in families:
        header = at + 2
        lines += [
            (_JUMP_EQUAL, 0, 6, _IPV6),
            (_LOAD_BYTE, 0, 0, header + 6),
            (_JUMP_EQUAL, 0, 4, _ICMPV6),
            (_LOAD_BYTE, 0, 0, header + 40),
            (_JUMP_EQUAL, 1, 0, _SOLICITATION),
            (_JUMP_EQUAL, 0, 1, _ADVERTISEMENT),
            (_RETURN, 0, 0, SNAPSHOT),
        ]
    return lines + [(_RETURN, 0, 0, 0)]

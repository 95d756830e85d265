# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ethernet II frames, with or without VLAN tags (IEEE 802.3 clause 3, IEEE 802.1Q clause 9)."""

import struct
from typing import NamedTuple, Optional

ETHERTYPE_ARP = 0x0806
ETHERTYPE_IPV6 = 0x86DD
# Customer tag, service tag of IEEE 802.1ad, and what switches sent before that was agreed upon.
TAGS = frozenset([0x8100, 0x88A8, 0x9100])

BROADCAST = "ff:ff:ff:ff:ff:ff"
UNKNOWN = "00:00:00:00:00:00"

_HEADER = struct.Struct("!6s6sH")
_TAG = struct.Struct("!HH")  # priority and VLAN, then the next EtherType
_VLAN_MASK = 0x0FFF
_MOST_TAGS = 2


class Ethernet(NamedTuple):
    """One frame without its tags. `vlan` is the VLAN of the innermost tag, None where there is none."""

    destination: str
    source: str
    ethertype: int
    vlan: Optional[int]
    payload: bytes


def split(frame):
    """Return the `Ethernet` of a frame, or None for one that is too short to be one."""
    if len(frame) < _HEADER.size:
        return None
    destination, source, ethertype = _HEADER.unpack_from(frame)
    offset, vlan = _HEADER.size, None
    for _tag in range(_MOST_TAGS):
        if ethertype not in TAGS:
            break
        if len(frame) < offset + _TAG.size:
            return None
        control, ethertype = _TAG.unpack_from(frame, offset)
        offset, vlan = offset + _TAG.size, control & _VLAN_MASK
    return Ethernet(mac_text(destination), mac_text(source), ethertype, vlan, frame[offset:])


def build(destination, source, ethertype, payload):
    """Return a frame. It is not padded to 60 octets: that is the business of whoever puts it on a wire."""
    return _HEADER.pack(mac_bytes(destination), mac_bytes(source), ethertype) + payload


def tagged(frame, control, tag=0x8100):
    """Return a frame with a tag put back in that the kernel has taken out (man 7 packet, PACKET_AUXDATA)."""
    return frame[:12] + _TAG.pack(tag, control) + frame[12:]


def mac_text(raw):
    """Return a MAC in lower-case colon form."""
    return ":".join(["%02x" % octet for octet in bytearray(raw)])


def mac_bytes(mac):
    """Return the octets of a MAC in colon form."""
    return bytes(bytearray(int(octet, 16) for octet in mac.split(":")))


def is_station(mac):
    """Tell whether a MAC can belong to a station: not zero, and neither broadcast nor a group."""
    return mac != UNKNOWN and not int(mac[:2], 16) & 1

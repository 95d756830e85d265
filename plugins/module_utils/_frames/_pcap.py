# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""pcap files, as tcpdump and Wireshark read them (draft-ietf-opsawg-pcap; man 5 pcap-savefile)."""

import struct

SNAPSHOT = 65535
_MAGIC_NANOSECONDS = 0xA1B23C4D
_LINKTYPE_ETHERNET = 1
_FILE = struct.Struct("!IHHiIII")  # magic, version 2.4, zone, accuracy, snapshot length, link type
_RECORD = struct.Struct("!IIII")  # seconds, nanoseconds, octets kept, octets on the wire


def file_of(frames):
    """Yield the parts of a file that holds frames: `(time in nanoseconds since 1970, octets)` in order."""
    yield _FILE.pack(_MAGIC_NANOSECONDS, 2, 4, 0, 0, SNAPSHOT, _LINKTYPE_ETHERNET)
    for when, frame in frames:
        kept = frame[:SNAPSHOT]
        yield _RECORD.pack(when // 10**9 & 0xFFFFFFFF, when % 10**9, len(kept), len(frame)) + kept

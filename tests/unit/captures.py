# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Captures for the tests of what judges them: real frames, counted by what counts them in arp_capture."""

import socket
import struct

from ansible_collections.netops.arp.plugins.module_utils._active._tally import Tally
from ansible_collections.netops.arp.plugins.module_utils._active._wire import Seen
from ansible_collections.netops.arp.plugins.module_utils._frames import _arp, _ethernet, _nd
from ansible_collections.netops.arp.tests.unit.fabrics import COLLECTED_AT

ASKER, ASKER_IP = "02:00:00:00:00:09", "192.0.2.9"


def answer(mac, ip, to=ASKER, to_ip=ASKER_IP):
    """An ARP reply, as whoever was asked sends it."""
    frame = _arp.request(mac, ip, to_ip)
    return _ethernet.mac_bytes(to) + frame[6:20] + b"\0\2" + frame[22:32] + _ethernet.mac_bytes(to) + frame[38:]


def question(mac, ip, target):
    """An ARP request of a station with an address."""
    return _arp.request(mac, ip, target)


def probe(mac, target):
    """What DHCP clients ask before they take an address."""
    return _arp.probe(mac, target)


def announcement(mac, ip):
    """A gratuitous request, or an advertisement to all nodes."""
    return _nd.announcement(mac, ip) if ":" in ip else _arp.announcement(mac, ip)


def advertisement(mac, ip, to="fe80::9"):
    """The advertisement of somebody who was asked for an IPv6 address."""
    target, option = socket.inet_pton(socket.AF_INET6, ip), b"\2\1" + _ethernet.mac_bytes(mac)
    body = struct.pack("!BBHI16s", 136, 0, 0, 0x60000000, target) + option
    ends = target, socket.inet_pton(socket.AF_INET6, to)
    body = body[:2] + struct.pack("!H", _nd.checksum(*ends, body)) + body[4:]
    header = struct.pack("!IHBB16s16s", 6 << 28, len(body), 58, 255, *ends)
    return _ethernet.build(ASKER, mac, _ethernet.ETHERTYPE_IPV6, header + body)


def sent_by(frame_mac, frame):
    """The frame, from another MAC than it says."""
    return frame[:6] + _ethernet.mac_bytes(frame_mac) + frame[12:]


def broken(mac):
    """An ARP packet with an operation that does not exist."""
    frame = _arp.probe(mac, "192.0.2.1")
    return frame[:20] + b"\0\x09" + frame[22:]


def tagged(vlan, frame):
    """The frame with a VLAN tag."""
    return _ethernet.tagged(frame, vlan)


def capture(*frames, interface="eth0", step=1.0, namespace=None, storm_rate=50):
    """What arp_capture returns for these frames, one each `step` seconds."""
    tally = Tally(0)
    for number, frame in enumerate(frames):
        tally.add(Seen(int(number * step * 10**9), frame, False))
    return {
        **tally.report(storm_rate),
        "interface": interface,
        "namespace": namespace,
        "started_at": COLLECTED_AT,
        "duration_seconds": 10.0,
        "ended_by": "duration",
        "frames": len(frames),
        "dropped": 0,
        "complete": True,
        "pcap": None,
    }

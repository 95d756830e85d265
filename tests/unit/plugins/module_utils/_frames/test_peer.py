# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames against scapy, which others wrote from the same RFCs: we build the same, and read what it builds."""

import io
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scapy.layers.inet6 import (
    ICMPv6ND_NA,
    ICMPv6ND_NS,
    ICMPv6NDOptDstLLAddr,
    ICMPv6NDOptSrcLLAddr,
    IPv6,
)
from scapy.layers.l2 import ARP, Dot1AD, Dot1Q, Ether
from scapy.utils import RawPcapReader

from ansible_collections.netops.arp.plugins.module_utils._frames import _arp, _nd, _pcap
from ansible_collections.netops.arp.plugins.module_utils._frames._message import Malformed, Message
from ansible_collections.netops.arp.plugins.module_utils._frames._read import read

MAC, OTHER = "00:00:5e:00:53:01", "00:00:5e:00:53:02"
IP4, OWN4 = "192.0.2.1", "192.0.2.10"
IP6, OWN6 = "2001:db8::1:2", "fe80::10"
GROUP6, GROUP_MAC = "ff02::1:ff01:2", "33:33:ff:01:00:02"
ALL6, ALL_MAC = "ff02::1", "33:33:00:00:00:01"
BROADCAST = "ff:ff:ff:ff:ff:ff"

# name: what we build, and what scapy builds from the words of the RFC
BUILT = {
    "ARP probe": (
        _arp.probe(MAC, IP4),
        Ether(dst=BROADCAST, src=MAC) / ARP(op=1, hwsrc=MAC, psrc="0.0.0.0", hwdst="00:00:00:00:00:00", pdst=IP4),
    ),
    "ARP request": (
        _arp.request(MAC, OWN4, IP4),
        Ether(dst=BROADCAST, src=MAC) / ARP(op=1, hwsrc=MAC, psrc=OWN4, hwdst="00:00:00:00:00:00", pdst=IP4),
    ),
    "ARP announcement": (
        _arp.announcement(MAC, IP4),
        Ether(dst=BROADCAST, src=MAC) / ARP(op=1, hwsrc=MAC, psrc=IP4, hwdst="00:00:00:00:00:00", pdst=IP4),
    ),
    "gratuitous reply": (
        _arp.announcement(MAC, IP4, reply=True),
        Ether(dst=BROADCAST, src=MAC) / ARP(op=2, hwsrc=MAC, psrc=IP4, hwdst=MAC, pdst=IP4),
    ),
    "solicitation of duplicate address detection": (
        _nd.probe(MAC, IP6),
        Ether(dst=GROUP_MAC, src=MAC) / IPv6(src="::", dst=GROUP6, hlim=255) / ICMPv6ND_NS(tgt=IP6),
    ),
    "solicitation of address resolution": (
        _nd.request(MAC, OWN6, IP6),
        Ether(dst=GROUP_MAC, src=MAC)
        / IPv6(src=OWN6, dst=GROUP6, hlim=255)
        / ICMPv6ND_NS(tgt=IP6)
        / ICMPv6NDOptSrcLLAddr(lladdr=MAC),
    ),
    "unsolicited advertisement": (
        _nd.announcement(MAC, IP6),
        Ether(dst=ALL_MAC, src=MAC)
        / IPv6(src=IP6, dst=ALL6, hlim=255)
        / ICMPv6ND_NA(R=0, S=0, O=1, tgt=IP6)
        / ICMPv6NDOptDstLLAddr(lladdr=MAC),
    ),
    "unsolicited advertisement of a router": (
        _nd.announcement(MAC, IP6, is_router=True),
        Ether(dst=ALL_MAC, src=MAC)
        / IPv6(src=IP6, dst=ALL6, hlim=255)
        / ICMPv6ND_NA(R=1, S=0, O=1, tgt=IP6)
        / ICMPv6NDOptDstLLAddr(lladdr=MAC),
    ),
}


@pytest.mark.parametrize(("ours", "theirs"), BUILT.values(), ids=BUILT)
def test_each_frame_is_the_one_that_scapy_builds(ours, theirs):
    assert ours == bytes(theirs)


def arp(**fields):
    return Ether(dst=BROADCAST, src=MAC) / ARP(**{"hwsrc": MAC, "psrc": OWN4, "pdst": IP4, **fields})


def advertisement(dst=OWN6, source=OWN6, **flags):
    flags = {"R": 0, "S": 1, "O": 1, "tgt": IP6, **flags}
    return (
        Ether(dst=OTHER, src=MAC)
        / IPv6(src=source, dst=dst, hlim=255)
        / ICMPv6ND_NA(**flags)
        / ICMPv6NDOptDstLLAddr(lladdr=MAC)
    )


# name: what scapy builds, and what of the message must be read
READ = {
    "reply": (arp(op=2, hwdst=OTHER), {"kind": "reply", "ip": OWN4, "target": IP4, "mac": MAC, "vlan": None}),
    "padded to 60 octets": (arp(op=1) / (b"\0" * 18), {"kind": "request", "ip": OWN4, "target": IP4}),
    "tagged": (Ether(src=MAC) / Dot1Q(vlan=100, prio=5) / ARP(hwsrc=MAC, psrc=OWN4, pdst=IP4), {"vlan": 100}),
    "tagged twice": (
        Ether(src=MAC) / Dot1AD(vlan=7) / Dot1Q(vlan=100) / ARP(hwsrc=MAC, psrc=OWN4, pdst=IP4),
        {"vlan": 100, "ip": OWN4},
    ),
    "from another station than it says": (
        Ether(dst=BROADCAST, src=OTHER) / ARP(op=2, hwsrc=MAC, psrc=IP4, pdst=OWN4),
        {"mac": MAC, "source": OTHER, "differs_from_frame": True},
    ),
    "solicited advertisement": (
        advertisement(),
        {"kind": "advertisement", "ip": IP6, "target": OWN6, "is_solicited": True, "is_announcement": False},
    ),
    "tagged advertisement of a router": (
        Ether(dst=OTHER, src=MAC)
        / Dot1Q(vlan=4)
        / IPv6(src=OWN6, dst=OWN6, hlim=255)
        / ICMPv6ND_NA(R=1, S=1, O=0, tgt=IP6),
        {"is_router": True, "is_override": False, "mac": MAC, "vlan": 4},
    ),
    "probe": (BUILT["ARP probe"][1], {"is_probe": True, "asks": True, "ip": None, "is_announcement": False}),
    "announcement": (BUILT["ARP announcement"][1], {"asks": False, "is_announcement": True, "ip": IP4}),
    "gratuitous reply": (BUILT["gratuitous reply"][1], {"kind": "reply", "is_announcement": True}),
    "solicitation": (
        BUILT["solicitation of address resolution"][1],
        {"asks": True, "is_probe": False, "ip": OWN6, "target": IP6, "mac": MAC},
    ),
    "IPv6 probe": (BUILT["solicitation of duplicate address detection"][1], {"is_probe": True, "target": IP6}),
    "unsolicited advertisement": (BUILT["unsolicited advertisement"][1], {"is_announcement": True, "ip": IP6}),
}


@pytest.mark.parametrize(("theirs", "expected"), READ.values(), ids=READ)
def test_what_scapy_builds_is_read(theirs, expected):
    message = read(bytes(theirs))
    assert isinstance(message, Message), message
    assert {key: getattr(message, key) for key in expected} == expected


def solicitation(hlim=255, source=OWN6, dst=GROUP6, option=MAC, **fields):
    packet = (
        Ether(dst=GROUP_MAC, src=MAC) / IPv6(src=source, dst=dst, hlim=hlim) / ICMPv6ND_NS(**{"tgt": IP6, **fields})
    )
    return packet / ICMPv6NDOptSrcLLAddr(lladdr=option) if option else packet


ND_CUT = bytes(advertisement())
BROKEN = {
    "operation": (arp(op=9), "operation 9"),
    "hardware type": (arp(hwtype=32), "hardware type 32"),
    "protocol type": (arp(ptype=0x86DD, psrc=OWN4, pdst=IP4), "protocol type 0x86dd"),
    "length of hardware addresses": (arp(hwlen=8), "hardware addresses of 8 octets"),
    "length of protocol addresses": (arp(plen=16), "protocol addresses of 16 octets"),
    "cut off": (bytes(arp())[:30], "cut off after 16 octets"),
    "empty": (bytes(arp())[:14], "cut off after 0 octets"),
    "group as sender": (arp(hwsrc="01:00:5e:00:00:01"), "01:00:5e:00:00:01 belongs to no station"),
    "broadcast as sender": (arp(hwsrc=BROADCAST), "belongs to no station"),
    "zero as sender": (arp(hwsrc="00:00:00:00:00:00"), "belongs to no station"),
    "multicast address as sender": (arp(psrc="224.0.0.5"), "224.0.0.5 belongs to no station"),
    "loopback address as sender": (arp(psrc="127.0.0.1"), "127.0.0.1 belongs to no station"),
    "reply for nothing": (arp(op=2, psrc="0.0.0.0"), "reply for no address"),
    "hop limit": (solicitation(hlim=64), "hop limit 64"),
    "checksum": (solicitation(cksum=0x1234), "wrong checksum"),
    "code": (solicitation(code=3), "code 3"),
    "group as target": (solicitation(tgt="ff02::5"), "ff02::5 belongs to no station"),
    "group in the option": (solicitation(option="33:33:00:00:00:01"), "33:33:00:00:00:01, which belongs to no station"),
    "probe with a MAC": (solicitation(source="::"), "but with a MAC"),
    "probe to one station": (solicitation(source="::", dst=IP6, option=None), "from no address to 2001:db8::1:2"),
    "solicited advertisement to a group": (advertisement(dst=ALL6), "says it was asked for"),
    "advertisement from no address": (advertisement(source="::"), "Advertisement from no address"),
    "from a group": (solicitation(source="ff02::5"), "from the group ff02::5"),
    "advertisement cut off": (ND_CUT[:-16], "cut off after 16 octets"),
}


@pytest.mark.parametrize(("theirs", "reason"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_told_with_its_reason(theirs, reason):
    message = read(bytes(theirs))
    assert isinstance(message, Malformed), message
    assert reason in message.reason
    assert message.source == MAC


def test_an_option_of_length_zero_is_malformed():
    frame = bytearray(bytes(solicitation(option=None) / (b"\x01\x00" + bytes(6))))
    packet = frame[14:]
    body = bytes(packet[40:42]) + b"\0\0" + bytes(packet[44:])
    frame[56:58] = _nd.checksum(bytes(packet[8:24]), bytes(packet[24:40]), body).to_bytes(2, "big")
    assert "option of length zero" in read(bytes(frame)).reason


ABOUT_SOMETHING_ELSE = {
    "nothing": b"",
    "less than a header": bytes(13),
    "a tag and nothing behind it": bytes(12) + b"\x81\x00\x00",
    "IPv4": bytes(12) + b"\x08\x00" + bytes(40),
    "IPv6 without ICMPv6": bytes(Ether() / IPv6(nh=17) / bytes(40)),
    "IPv6 cut off": bytes(Ether() / IPv6())[:30],
    "three tags": bytes(Ether(src=MAC) / Dot1Q() / Dot1Q() / Dot1Q() / ARP()),
}


@pytest.mark.parametrize("frame", ABOUT_SOMETHING_ELSE.values(), ids=ABOUT_SOMETHING_ELSE)
def test_other_frames_say_nothing(frame):
    assert read(frame) is None


macs = st.binary(min_size=6, max_size=6).filter(lambda raw: any(raw) and not raw[0] & 1).map(lambda raw: raw.hex(":"))
ipv4 = st.ip_addresses(v=4).filter(lambda ip: 0 < int(ip) >> 24 < 224 and int(ip) >> 24 != 127).map(str)
ipv6 = st.ip_addresses(v=6).filter(lambda ip: int(ip) and not ip.is_multicast).map(str)


@given(mac=macs, own=ipv4, ip=ipv4)
def test_arp_comes_back_as_it_was_built(mac, own, ip):
    assert (read(_arp.probe(mac, ip)).mac, read(_arp.probe(mac, ip)).target) == (mac, ip)
    message = read(_arp.request(mac, own, ip))
    assert (message.mac, message.ip, message.target) == (mac, own, ip)
    for reply in (False, True):
        message = read(_arp.announcement(mac, ip, reply=reply))
        assert (message.mac, message.ip, message.is_announcement) == (mac, ip, True)


@given(mac=macs, own=ipv6, ip=ipv6, is_router=st.booleans())
def test_neighbor_discovery_comes_back_as_it_was_built(mac, own, ip, is_router):
    own, ip = (str(ipaddress.ip_address(one)) for one in (own, ip))
    assert ipaddress.ip_address(read(_nd.probe(mac, ip)).target) == ipaddress.ip_address(ip)
    message = read(_nd.request(mac, own, ip))
    assert (message.mac, ipaddress.ip_address(message.ip)) == (mac, ipaddress.ip_address(own))
    message = read(_nd.announcement(mac, ip, is_router=is_router))
    assert (message.mac, message.is_router, message.is_announcement) == (mac, is_router, True)


heads = st.sampled_from(
    [b""] + [bytes(ours)[:size] for ours, _theirs in BUILT.values() for size in (14, 22, 42, 54, 58, 78)]
)


@given(head=heads, tail=st.binary(max_size=100))
def test_no_bytes_whatever_raise(head, tail):
    assert read(head + tail) is None or read(head + tail).family in ("ipv4", "ipv6")


@given(frame=st.sampled_from([ours for ours, _theirs in BUILT.values()]), data=st.data())
def test_one_wrong_octet_raises_nothing_and_breaks_a_checksum(frame, data):
    place = data.draw(st.integers(0, len(frame) - 1))
    octet = data.draw(st.integers(1, 255))
    damaged = frame[:place] + bytes([frame[place] ^ octet]) + frame[place + 1 :]
    message = read(damaged)
    if frame[12:14] == b"\x86\xdd" and place > 54:
        assert isinstance(message, Malformed), "a checksum finds each single octet"


def test_scapy_reads_the_file():
    frames = [(1_782_898_200_123_456_789, _arp.probe(MAC, IP4)), (1_782_898_201_000_000_001, _nd.probe(MAC, IP6))]
    reader = RawPcapReader(io.BytesIO(b"".join(_pcap.file_of(frames))))
    read_again = [(head.sec * 10**9 + head.usec, packet, head.wirelen) for packet, head in reader]
    assert read_again == [(when, frame, len(frame)) for when, frame in frames]
    assert (reader.linktype, reader.nano) == (1, True)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ARP packets for IPv4 over Ethernet (RFC 826; probes and announcements of RFC 5227)."""

import socket
import struct

from . import _ethernet
from ._ethernet import BROADCAST, ETHERTYPE_ARP, UNKNOWN
from ._message import Malformed, Message

REQUEST, REPLY = 1, 2
_KINDS = {REQUEST: "request", REPLY: "reply"}

# IANA "ARP Parameters": Ethernet, and IEEE 802 networks, which use the same addresses (RFC 1042)
_HARDWARE = frozenset([1, 6])
_PROTOCOL = 0x0800
_HEAD = struct.Struct("!HHBBH")  # hardware, protocol, their address lengths, operation
_ADDRESSES = struct.Struct("!6s4s6s4s")  # sender MAC and IP, target MAC and IP
_NOBODY = "0.0.0.0"


def probe(mac, ip):
    """Return a frame that asks for an address without claiming one: nobody learns from it (RFC 5227 section 2.1.1)."""
    return _frame(mac, BROADCAST, REQUEST, _NOBODY, UNKNOWN, ip)


def request(mac, own_ip, ip, to=None):
    """Return a frame that asks for an address as a host with an address of its own does (RFC 826).

    With `to` it goes to that MAC alone, as a host makes sure of an entry (RFC 1122 section 2.3.2.1).
    """
    return _frame(mac, to or BROADCAST, REQUEST, own_ip, UNKNOWN, ip)


def announcement(mac, ip, *, reply=False):
    """Return a gratuitous request, the ARP Announcement of RFC 5227 section 2.3, or a gratuitous reply.

    The reply names the MAC as its target too: by that Linux knows it for gratuitous and lets it replace an entry that
    is younger than locktime (arp_is_garp() of net/ipv4/arp.c).
    """
    if reply:
        return _frame(mac, BROADCAST, REPLY, ip, mac, ip)
    return _frame(mac, BROADCAST, REQUEST, ip, UNKNOWN, ip)


def read(ethernet):
    """Return the `Message` in an `Ethernet` frame that carries ARP, or `Malformed` with the reason."""
    wrong = _head_fault(ethernet.payload)
    if wrong:
        return Malformed(ethernet.source, "ipv4", wrong)
    operation = _HEAD.unpack_from(ethernet.payload)[4]
    sender_mac, sender_ip, _target_mac, target_ip = _ADDRESSES.unpack_from(ethernet.payload, _HEAD.size)
    mac, ip, target = _ethernet.mac_text(sender_mac), socket.inet_ntoa(sender_ip), socket.inet_ntoa(target_ip)
    wrong = _sender_fault(mac, bytearray(sender_ip), operation)
    if wrong:
        return Malformed(ethernet.source, "ipv4", wrong)
    return Message(
        family="ipv4",
        kind=_KINDS[operation],
        source=ethernet.source,
        destination=ethernet.destination,
        vlan=ethernet.vlan,
        mac=mac,
        ip=None if ip == _NOBODY else ip,
        target=target,
    )


def _frame(mac, destination, operation, sender_ip, target_mac, target_ip):
    head = _HEAD.pack(1, _PROTOCOL, 6, 4, operation)
    addresses = _ADDRESSES.pack(
        _ethernet.mac_bytes(mac),
        socket.inet_aton(sender_ip),
        _ethernet.mac_bytes(target_mac),
        socket.inet_aton(target_ip),
    )
    return _ethernet.build(destination, mac, ETHERTYPE_ARP, head + addresses)


def _head_fault(packet):
    """Return what makes a packet unreadable, or None."""
    if len(packet) < _HEAD.size:
        return "ARP packet cut off after %d octets" % len(packet)
    hardware, protocol, mac_length, ip_length, operation = _HEAD.unpack_from(packet)
    faults = (
        (hardware not in _HARDWARE, "ARP hardware type %d is not Ethernet" % hardware),
        (protocol != _PROTOCOL, "ARP protocol type 0x%04x is not IPv4" % protocol),
        (mac_length != 6, "ARP hardware addresses of %d octets instead of 6" % mac_length),
        (ip_length != 4, "ARP protocol addresses of %d octets instead of 4" % ip_length),
        (operation not in _KINDS, "ARP operation %d is neither request nor reply" % operation),
        (len(packet) < _HEAD.size + _ADDRESSES.size, "ARP packet cut off after %d octets" % len(packet)),
    )
    return next((text for applies, text in faults if applies), None)


def _sender_fault(mac, ip, operation):
    """Return why nobody can be the sender that a packet names, or None."""
    if not _ethernet.is_station(mac):
        return "ARP sender MAC %s belongs to no station" % mac
    if ip[0] >= 224 or ip[0] == 127:  # RFC 6890: loopback, multicast, reserved, broadcast
        return "ARP sender address %s belongs to no station" % ".".join(map(str, ip))
    if operation == REPLY and not any(ip):
        return "ARP reply for no address"
    return None

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IPv6 neighbor solicitations and advertisements (RFC 4861, RFC 4862), with their IPv6 header (RFC 8200).

What a receiver must check before it believes one (RFC 4861 section 7.1) is checked here.
"""

import socket
import struct

from . import _ethernet
from ._ethernet import ETHERTYPE_IPV6
from ._message import Malformed, Message

SOLICITATION, ADVERTISEMENT = 135, 136  # RFC 4861 sections 4.3 and 4.4
_KINDS = {SOLICITATION: "solicitation", ADVERTISEMENT: "advertisement"}
_ICMPV6 = 58
_HOP_LIMIT = 255  # nothing that a router has passed on has it
_ROUTER, _SOLICITED, _OVERRIDE = 0x80000000, 0x40000000, 0x20000000
_SOURCE_OPTION, _TARGET_OPTION = 1, 2  # RFC 4861 section 4.6.1
_MAC_OPTION = 8  # octets of one with a MAC

_IPV6 = struct.Struct("!IHBB16s16s")  # version and more, payload length, next header, hop limit, source, destination
_MESSAGE = struct.Struct("!BBHI16s")  # type, code, checksum, flags, target
_NOBODY = bytes(16)
_ALL_NODES = socket.inet_pton(socket.AF_INET6, "ff02::1")
_SOLICITED_NODE = socket.inet_pton(socket.AF_INET6, "ff02::1:ff00:0")[:13]


def probe(mac, ip):
    """Return a solicitation as duplicate address detection sends it: it claims nothing (RFC 4862 section 5.4.2)."""
    return _frame(mac, _NOBODY, _solicited_node(_octets(ip)), SOLICITATION, 0, _octets(ip), b"")


def request(mac, own_ip, ip, to=None):
    """Return a solicitation as address resolution sends it, with the own MAC (RFC 4861 section 7.2.2).

    With `to` it goes to that MAC alone, as a host makes sure of an entry (section 7.3.3).
    """
    target, option = _octets(ip), _mac_option(_SOURCE_OPTION, mac)
    destination = target if to else _solicited_node(target)
    return _frame(mac, _octets(own_ip), destination, SOLICITATION, 0, target, option, to=to)


def announcement(mac, ip, *, is_router=False):
    """Return an unsolicited advertisement to all nodes that replaces what they hold (RFC 4861 section 7.2.6)."""
    target = _octets(ip)
    flags = _OVERRIDE | (_ROUTER if is_router else 0)
    return _frame(mac, target, _ALL_NODES, ADVERTISEMENT, flags, target, _mac_option(_TARGET_OPTION, mac))


def read(ethernet):
    """Return the `Message` in an `Ethernet` frame that carries IPv6, `Malformed` with the reason, or None for any
    other IPv6 packet."""
    packet = ethernet.payload
    if len(packet) < _IPV6.size:
        return None
    _version, length, header, hop_limit, source, destination = _IPV6.unpack_from(packet)
    body = packet[_IPV6.size : _IPV6.size + length]
    if header != _ICMPV6 or body[:1] not in (b"\x87", b"\x88"):
        return None
    wrong = _packet_fault(body, length, hop_limit, source, destination)
    if wrong:
        return Malformed(ethernet.source, "ipv6", wrong)
    options = _options(body[_MESSAGE.size :])
    wrong = "ND option of length zero or cut off" if options is None else _message_fault(body, options, ethernet)
    wrong = wrong or _address_fault(body, options, source, destination)
    if wrong:
        return Malformed(ethernet.source, "ipv6", wrong)
    return _message(ethernet, source, destination, body, options)


def checksum(source, destination, body):
    """Return the ICMPv6 checksum (RFC 4443 section 2.3): zero for a body that holds a right one."""
    data = source + destination + struct.pack("!II", len(body), _ICMPV6) + body + bytes(len(body) % 2)
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def _frame(mac, source, destination, kind, flags, target, options, to=None):
    body = _MESSAGE.pack(kind, 0, 0, flags, target) + options
    body = body[:2] + struct.pack("!H", checksum(source, destination, body)) + body[4:]
    header = _IPV6.pack(6 << 28, len(body), _ICMPV6, _HOP_LIMIT, source, destination)
    # RFC 2464 section 7: a group's MAC holds the end of its address.
    group = "33:33:" + _ethernet.mac_text(destination[-4:])
    return _ethernet.build(to or group, mac, ETHERTYPE_IPV6, header + body)


def _solicited_node(target):
    return _SOLICITED_NODE + target[-3:]


def _mac_option(kind, mac):
    return struct.pack("!BB", kind, 1) + _ethernet.mac_bytes(mac)


def _options(data):
    """Return `{type: octets}` of the options, of a repeated type the first; None where they are broken."""
    found, offset = {}, 0
    while offset < len(data):
        length = 8 * bytearray(data[offset : offset + 2])[1] if len(data) - offset >= 2 else 0
        if not length or offset + length > len(data):
            return None
        found.setdefault(bytearray(data)[offset], data[offset : offset + length])
        offset += length
    return found


def _packet_fault(body, length, hop_limit, source, destination):
    if len(body) < length or len(body) < _MESSAGE.size:
        return "ND message cut off after %d octets" % len(body)
    if hop_limit != _HOP_LIMIT:
        return "ND message with hop limit %d: it did not start on this link" % hop_limit
    if checksum(source, destination, body):
        return "ND message with a wrong checksum"
    if bytearray(body)[1]:
        return "ND message with code %d instead of 0" % bytearray(body)[1]
    return None


def _message_fault(body, options, ethernet):
    kind, _code, _checksum, _flags, target = _MESSAGE.unpack_from(body)
    if _is_group(target) or target == _NOBODY:
        return "ND target %s belongs to no station" % _text(target)
    option = options.get(_SOURCE_OPTION if kind == SOLICITATION else _TARGET_OPTION)
    if option is not None and len(option) == _MAC_OPTION and not _ethernet.is_station(_ethernet.mac_text(option[2:])):
        return "ND option with MAC %s, which belongs to no station" % _ethernet.mac_text(option[2:])
    return None


def _address_fault(body, options, source, destination):
    kind, _code, _checksum, flags, _target = _MESSAGE.unpack_from(body)
    faults = (
        (_is_group(source), "ND message from the group %s" % _text(source)),
        (kind == ADVERTISEMENT and source == _NOBODY, "Advertisement from no address"),
        (
            kind == ADVERTISEMENT and flags & _SOLICITED and _is_group(destination),
            "Advertisement to a group that says it was asked for",
        ),
        (
            kind == SOLICITATION and source == _NOBODY and not destination.startswith(_SOLICITED_NODE),
            "Solicitation from no address to %s" % _text(destination),
        ),
        (
            kind == SOLICITATION and source == _NOBODY and _SOURCE_OPTION in options,
            "Solicitation from no address, but with a MAC",
        ),
    )
    return next((text for applies, text in faults if applies), None)


def _message(ethernet, source, destination, body, options):
    kind, _code, _checksum, flags, target = _MESSAGE.unpack_from(body)
    asks = kind == SOLICITATION
    option = options.get(_SOURCE_OPTION if asks else _TARGET_OPTION, b"")
    claimed, other = (source, target) if asks else (target, destination)
    return Message(
        family="ipv6",
        kind=_KINDS[kind],
        source=ethernet.source,
        destination=ethernet.destination,
        vlan=ethernet.vlan,
        # Without the option the frame's own source is all there is (RFC 4861 section 7.2.4).
        mac=_ethernet.mac_text(option[2:]) if len(option) == _MAC_OPTION else ethernet.source,
        ip=None if claimed == _NOBODY else _text(claimed),
        target=None if _is_group(other) else _text(other),
        is_router=None if asks else bool(flags & _ROUTER),
        is_solicited=None if asks else bool(flags & _SOLICITED),
        is_override=None if asks else bool(flags & _OVERRIDE),
    )


def _is_group(address):
    return address[:1] == b"\xff"


def _octets(ip):
    return socket.inet_pton(socket.AF_INET6, ip)


def _text(address):
    return socket.inet_ntop(socket.AF_INET6, address)

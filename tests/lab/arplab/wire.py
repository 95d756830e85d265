# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Put frames on a wire. A script for one network namespace, standard library only.

usage: wire.py nudge ADDRESS[%INTERFACE]...
       wire.py announce INTERFACE ADDRESS MAC [--reply] [--to MAC]
       wire.py ask INTERFACE ADDRESS [--sender ADDRESS]
"""

import argparse
import socket
import struct
import time

_ETH_P_ARP = 0x0806
# The kernel answers at once, but for proxy ARP, which it puts off for up to 0.8 seconds.
_LISTENING_SECONDS = 1
_ETH_P_IPV6 = 0x86DD
_BROADCAST = b"\xff" * 6
_ECHO_REPLY = 0  # RFC 792
_ECHO_REPLY_V6 = 129  # RFC 4443
_NEIGHBOR_ADVERTISEMENT = 136  # RFC 4861 section 4.4
_ROUTER_AND_OVERRIDE = 0xA0000000
_TARGET_LINK_LAYER_ADDRESS = 2
_ALL_NODES = socket.inet_pton(socket.AF_INET6, "ff02::1")


def nudge(address):
    """Send an echo reply that nobody asked for: the kernel must resolve the address, and the receiver stays silent.

    It lives for one hop, so that a router which answers in proxy does not look for the address in its turn.
    """
    if ":" in address:
        target = socket.getaddrinfo(address, None, socket.AF_INET6, socket.SOCK_RAW)[0][4]
        kind = (socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
        hops = (socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS, 1)
        packet = struct.pack("!BBHHH", _ECHO_REPLY_V6, 0, 0, 0, 0)  # the kernel fills the checksum in
    else:
        target = (address, 0)
        kind = (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
        hops = (socket.IPPROTO_IP, socket.IP_TTL, 1)
        packet = struct.pack("!BBHHH", _ECHO_REPLY, 0, 0xFFFF, 0, 0)
    with socket.socket(*kind) as sender:
        sender.setsockopt(*hops)
        sender.sendto(packet, target)


def announce(interface, address, mac, reply=False, to=None):
    """Say that an address is at a MAC, to everybody or to one station.

    IPv4: a gratuitous request (RFC 5227 section 3) or a reply. IPv6: an unsolicited advertisement (RFC 4861 section
    7.2.6).
    """
    claimed = _octets(mac)
    make = _advertisement if ":" in address else _arp
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0) as sender:
        sender.bind((interface, 0))
        # The frame's own source stays true: a bridge drops frames that come from a group address.
        source = sender.getsockname()[4]
        target, ethertype, body = make(address, claimed, reply, to and _octets(to))
        sender.send(target + source + struct.pack("!H", ethertype) + body)


def ask(interface, address, sender=None):
    """Ask for an IPv4 address and print each MAC that says it has it, in the order of the answers.

    Without a sender's address the question is a probe (RFC 5227 section 2.1.1), which leaves no row anywhere.
    """
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ETH_P_ARP)) as asker:
        asker.bind((interface, _ETH_P_ARP))
        own = asker.getsockname()[4]
        head = struct.pack("!HHBBH", 1, 0x0800, 6, 4, 1) + own + socket.inet_aton(sender or "0.0.0.0")
        asker.send(_BROADCAST + own + struct.pack("!H", _ETH_P_ARP) + head + bytes(6) + socket.inet_aton(address))
        for mac in dict.fromkeys(_answers(asker, address)):
            print(mac)


def _answers(asker, address):
    deadline = time.monotonic() + _LISTENING_SECONDS
    while (left := deadline - time.monotonic()) > 0:
        asker.settimeout(left)
        try:
            frame = asker.recv(2048)
        except TimeoutError:
            return
        if frame[20:22] == b"\0\2" and frame[28:32] == socket.inet_aton(address):
            yield frame[22:28].hex(":")


def _octets(mac):
    return bytes.fromhex(mac.replace(":", ""))


def _arp(address, claimed, reply, to):
    target = to or _BROADCAST
    ip = socket.inet_aton(address)
    head = struct.pack("!HHBBH", 1, 0x0800, 6, 4, 2 if reply else 1)
    return target, _ETH_P_ARP, head + claimed + ip + (target if reply else bytes(6)) + ip


def _advertisement(address, claimed, reply, to):
    ip = socket.inet_pton(socket.AF_INET6, address)
    option = struct.pack("!BB", _TARGET_LINK_LAYER_ADDRESS, 1) + claimed
    body = struct.pack("!I", _ROUTER_AND_OVERRIDE) + ip + option
    pseudo_header = ip + _ALL_NODES + struct.pack("!II", len(body) + 4, socket.IPPROTO_ICMPV6)
    checksum = _checksum(pseudo_header + struct.pack("!BBH", _NEIGHBOR_ADVERTISEMENT, 0, 0) + body)
    message = struct.pack("!BBH", _NEIGHBOR_ADVERTISEMENT, 0, checksum) + body
    header = struct.pack("!IHBB", 6 << 28, len(message), socket.IPPROTO_ICMPV6, 255) + ip + _ALL_NODES
    return to or b"\x33\x33" + _ALL_NODES[-4:], _ETH_P_IPV6, header + message


def _checksum(data):
    """The Internet checksum (RFC 1071) of an even number of octets."""
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def main():
    parser = argparse.ArgumentParser()
    verbs = parser.add_subparsers(dest="verb", required=True)
    nudging = verbs.add_parser("nudge")
    nudging.add_argument("addresses", nargs="+")
    announcing = verbs.add_parser("announce")
    announcing.add_argument("interface")
    announcing.add_argument("address")
    announcing.add_argument("mac")
    announcing.add_argument("--reply", action="store_true")
    announcing.add_argument("--to")
    asking = verbs.add_parser("ask")
    asking.add_argument("interface")
    asking.add_argument("address")
    asking.add_argument("--sender")
    options = vars(parser.parse_args())
    verb = options.pop("verb")
    if verb == "nudge":
        for address in options["addresses"]:
            nudge(address)
    else:
        {"announce": announce, "ask": ask}[verb](**options)


if __name__ == "__main__":
    main()

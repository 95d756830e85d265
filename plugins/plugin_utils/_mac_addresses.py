# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a link-layer address tells by itself: virtual, shared, derived from an IP address, or a group address.

A match says what an address may be, never that it is trusted: only a policy declares that. The prefixes are data, each
with its source; addresses are in the canonical form of the neighbor record (lower case, colons).
"""

import socket
from typing import NamedTuple


class VirtualPrefix(NamedTuple):
    """A range of MACs that a protocol gives to a virtual router or cluster: the leading `bits` of `mac`."""

    protocol: str
    mac: str
    bits: int
    source: str


VIRTUAL_PREFIXES = (
    VirtualPrefix("VRRP", "00:00:5e:00:01:00", 40, "RFC 9568 section 7.3 (IPv4); CARP uses the same range"),
    VirtualPrefix("VRRP", "00:00:5e:00:02:00", 40, "RFC 9568 section 7.3 (IPv6)"),
    VirtualPrefix("HSRP", "00:00:0c:07:ac:00", 40, "RFC 2281 section 5.1 (HSRP version 1)"),
    VirtualPrefix("HSRP", "00:00:0c:9f:f0:00", 36, "Cisco, HSRP version 2, IPv4 groups"),
    VirtualPrefix("HSRP", "00:05:73:a0:00:00", 36, "Cisco, HSRP version 2, IPv6 groups"),
    VirtualPrefix("GLBP", "00:07:b4:00:00:00", 30, "Cisco, GLBP: 10 bits of group, 8 bits of forwarder"),
    VirtualPrefix("NLB", "02:bf:00:00:00:00", 16, "Microsoft Network Load Balancing, unicast mode"),
    VirtualPrefix("NLB", "03:bf:00:00:00:00", 16, "Microsoft Network Load Balancing, multicast mode"),
    VirtualPrefix("NLB", "01:00:5e:7f:00:00", 32, "Microsoft Network Load Balancing, IGMP multicast mode"),
    VirtualPrefix("VRR", "44:38:39:ff:00:00", 32, "Cumulus Linux, range reserved for MLAG and VRR addresses"),
    VirtualPrefix("vPC", "00:23:04:ee:be:00", 40, "Cisco NX-OS, vPC system MAC"),
)

# The last four octets of such a MAC are the station's IPv4 address, so equal addresses give equal MACs on any segment.
DERIVED_PREFIXES = {
    "02:42": "Docker bridge and overlay endpoints",
    "0a:58": "CNI bridge plugin and OVN-Kubernetes",
    "42:01": "Google Compute Engine",
    "02:bf": "Microsoft NLB, unicast mode",
    "03:bf": "Microsoft NLB, multicast mode",
    **{f"02:{node:02x}": "Microsoft NLB, the node's own MAC" for node in range(1, 33)},
}

# Software gives these to everybody and answers for everything with them, so they tell neither a segment nor a station.
SHARED_MACS = {
    "ee:ee:ee:ee:ee:ee": "Calico, host side of every workload interface",
    "fe:ff:ff:ff:ff:ff": "Xen and KVM, host side of every guest interface",
}

# Drivers give these (whole, or the first five octets) to an interface of each machine that they are installed on. They
# do not meet on a wire.
DRIVER_MACS = {
    "00:05:9a:3c:7a:00": "Cisco AnyConnect adapter",
    "00:09:0f:fe:00:01": "FortiClient adapter",
    "02:50:41:00:00:01": "GlobalProtect adapter",
    "02:00:4c:4f:4f:50": "Microsoft loopback adapter",
    "00:50:56:c0:00": "VMware Workstation host adapter",
    "0a:00:27:00:00": "VirtualBox host-only adapter",
}

# Locally administered, and still known by their start.
LOCAL_STARTS = {
    "52:54:00": "QEMU/KVM guest",
}
# Locally administered, without zeros, and yet given by software to its guests.
_ASSIGNED_STARTS = ("fa:16:3e",)  # OpenStack Neutron

ETHERNET_OCTETS = 6


def _by_oui(prefixes):
    table = {}
    for prefix in prefixes:
        octets = min(3, prefix.bits // 8)
        table.setdefault(prefix.mac[: octets * 3 - 1], []).append(prefix)
    return table


_VIRTUAL_BY_START = _by_oui(VIRTUAL_PREFIXES)


def _number(mac):
    return int(mac.replace(":", ""), 16)


def octets(mac):
    """Number of octets of a canonical MAC."""
    return (len(mac) + 1) // 3


def is_group(mac):
    """True for multicast and broadcast addresses (IEEE 802: the low bit of the first octet)."""
    return mac[1] in "13579bdf"


def is_local(mac):
    """True for locally administered addresses (IEEE 802: the second lowest bit of the first octet)."""
    return mac[1] in "2367abef"


def is_given_by_driver(mac):
    """True for a MAC that a driver gives to every machine."""
    return mac in DRIVER_MACS or mac[:14] in DRIVER_MACS


def virtual_prefix(mac):
    """The VirtualPrefix that an Ethernet MAC falls into, or None."""
    candidates = _VIRTUAL_BY_START.get(mac[:8]) or _VIRTUAL_BY_START.get(mac[:5]) or ()
    if not candidates or octets(mac) != ETHERNET_OCTETS:
        return None
    for prefix in candidates:
        if (_number(mac) ^ _number(prefix.mac)) >> (48 - prefix.bits) == 0:
            return prefix
    return None


def may_be_derived(mac):
    """True when software is known to build MACs with this start from an IPv4 address."""
    return mac[:5] in DERIVED_PREFIXES


def is_derived(mac, ip):
    """True when a MAC was built from this IPv4 address by one of the known schemes."""
    if not may_be_derived(mac) or ":" in ip:
        return False
    return mac[6:] == socket.inet_aton(ip).hex(":")


def may_be_random(mac):
    """True for a MAC of the kind that phones and laptops make up for each network (IEEE 802c, local bit set).

    An assigned one, of a lab or a hypervisor, has the local bit as well, but zeros or a known start.
    """
    is_local = mac[1] in "26ae" and octets(mac) == ETHERNET_OCTETS
    return is_local and ":00" not in mac and not mac.startswith(_ASSIGNED_STARTS) and not may_be_derived(mac)


def station(mac):
    """What makes two MACs one station: the MAC itself, or the group of GLBP forwarders, which answer in turn."""
    prefix = virtual_prefix(mac)
    return f"GLBP group of {mac[:14]}" if prefix and prefix.protocol == "GLBP" else mac


def interface_identifier_is(mac, ip):
    """True when an IPv6 address ends in the modified EUI-64 identifier of this MAC (RFC 4291 appendix A)."""
    if ":" not in ip or octets(mac) != ETHERNET_OCTETS:
        return False
    raw = bytes.fromhex(mac.replace(":", ""))
    identifier = bytes([raw[0] ^ 2]) + raw[1:3] + b"\xff\xfe" + raw[3:]
    return socket.inet_pton(socket.AF_INET6, ip)[8:] == identifier

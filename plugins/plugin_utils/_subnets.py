# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The subnets of an interface, with quick answers to whether an address belongs there."""

import functools
import ipaddress
import socket


class Subnets:
    """The networks of one interface. Instances are shared by all interfaces with the same networks (see `subnets_of`).

    `networks` are ipaddress networks, without link-local ones, in a fixed order; `is_whole` is false where the
    interface is known to have further IPv4 networks. `excluded` remembers the answers of `excludes`, because hundreds
    of hosts ask for the same addresses.
    """

    __slots__ = ("networks", "is_whole", "excluded", "_judges_ipv4", "_ranges")

    def __init__(self, networks, is_whole=True):
        self.networks = networks
        self.is_whole = is_whole
        self.excluded = {}
        self._ranges = [(network.version, int(network.network_address), int(network.netmask)) for network in networks]
        # /32 alone (Calico, flannel, unnumbered links) excludes nothing.
        self._judges_ipv4 = is_whole and any(network.version == 4 and network.prefixlen < 32 for network in networks)

    def beside(self, ips):
        """The subnets of the same interface, which has these addresses: one outside all of them tells of another."""
        strange = (ip for ip in ips if ":" not in ip and not ip.startswith("169.254.") and not self.contains(ip))
        return _shared(self.networks, False) if self._judges_ipv4 and any(strange) else self

    def contains(self, ip):
        """True when the address is on one of the networks."""
        version, number = _number(ip)
        return any(kind == version and number & mask == base for kind, base, mask in self._ranges)

    def excludes(self, ip):
        """True for an IPv4 address outside all IPv4 subnets; the answer is kept in `excluded`."""
        answer = self.excluded[ip] = self._judges_ipv4 and ":" not in ip and not self.contains(ip)
        return answer

    def may_be_asked(self, version):
        """False where an interface is known to have nothing but /32 or /128 of an IP version (overlays, Calico)."""
        prefixes = [
            network.prefixlen < network.max_prefixlen for network in self.networks if network.version == version
        ]
        return any(prefixes) or not prefixes

    def is_broadcast(self, ip):
        """True when the address is the broadcast address of one of the networks, or the limited one."""
        return ip == "255.255.255.255" or any(
            network.version == 4 and network.prefixlen < 31 and ip == str(network.broadcast_address)
            for network in self.networks
        )


def _number(ip):
    if ":" in ip:
        return 6, int.from_bytes(socket.inet_pton(socket.AF_INET6, ip), "big")
    return 4, int.from_bytes(socket.inet_aton(ip), "big")


@functools.lru_cache(maxsize=65536)
def _interface(text):
    try:
        return ipaddress.ip_interface(text)
    except ValueError:
        return None


@functools.lru_cache(maxsize=65536)
def _shared(networks, is_whole=True):
    return Subnets(networks, is_whole)


def addresses_of(texts):
    """The interface addresses among `["192.0.2.10/24", ...]`; what is no address is passed over."""
    return [address for address in map(_interface, map(str, texts)) if address is not None]


def subnets_of(addresses):
    """The Subnets of some interface addresses."""
    networks = {address.network for address in addresses if not address.is_link_local}
    return _shared(tuple(sorted(networks, key=lambda network: (network.version, network))))

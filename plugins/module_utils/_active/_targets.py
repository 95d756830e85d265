# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses and prefixes as users write them, to the list of addresses that are asked for."""

import ipaddress
from typing import NamedTuple, Optional

from .._errors import ArpError

MOST = 65536  # addresses in one run, whatever is asked


class Target(NamedTuple):
    """One address; `zone` is the interface that was written behind it (RFC 4007), or None; `written` is what the user
    wrote, the prefix that it came from for example."""

    ip: str
    family: str
    zone: Optional[str] = None
    written: str = ""


def expand(texts, most):
    """Return the `Target`s that addresses, prefixes and addresses with a zone stand for, each once.

    Of a prefix only addresses of stations count. Raises ArpError for text that is neither, for an address nobody can
    hold, and `TooMany` above `most`.
    """
    parsed = [(text,) + _parse(text) for text in texts]
    number = sum(_stations(network) for _text, network, _zone in parsed)
    if number > most:
        raise TooMany(number)
    found = {}
    for text, network, zone in parsed:
        hosts = network.hosts() if network.num_addresses > 1 else [network.network_address]
        for address in hosts:
            found.setdefault((address, zone), Target(str(address), "ipv%d" % network.version, zone, text))
    return list(found.values())


class TooMany(ArpError):
    """More addresses than are allowed; `number` tells how many."""

    def __init__(self, number):
        super().__init__("%d addresses are too many" % number)
        self.number = number


def _parse(text):
    bare, _percent, zone = text.strip().partition("%")
    try:
        network = ipaddress.ip_network(bare, strict=False)
    except ValueError:
        raise ArpError("%r is neither an address nor a prefix" % text)
    first = network.network_address
    if first.is_multicast or first.is_loopback or first.is_unspecified or str(first) == "255.255.255.255":
        raise ArpError("%s can be the address of no station on a link" % text)
    return network, zone or None


def _stations(network):
    """Count the addresses that `hosts()` will yield, without making them."""
    total = network.num_addresses
    if total <= 2:
        return total
    return total - (2 if network.version == 4 else 1)

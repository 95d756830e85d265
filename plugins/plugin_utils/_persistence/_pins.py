# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pins that shall last, held against patterns, so that each can stand in a configuration file and in a script."""

import itertools
import re
from ipaddress import ip_address
from typing import NamedTuple

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import canonical_ip, canonical_mac

# The kernel takes 15 octets of almost anything (dev_valid_name in net/core/dev.c); names in use are made of these.
_INTERFACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,14}").fullmatch
_MAC_LENGTH = 17


class Pin(NamedTuple):
    """One neighbor that is to stay as it is, in canonical form."""

    interface: str
    ip: str
    mac: str
    family: str


def understand(pins):
    """Return the list of `Pin`s in their order, each once. Raises ArpError for one that no file can hold."""
    distinct = {_pin(pin) for pin in pins}
    ordered = sorted(distinct, key=lambda pin: (pin.interface, pin.family, ip_address(pin.ip), pin.mac))
    for one, other in itertools.pairwise(ordered):
        if one[:2] == other[:2]:
            raise ArpError(f"{one.ip} on {one.interface} is to be at {one.mac} and at {other.mac}")
    return ordered


def _pin(given):
    where = f"the pin {given.get('ip')} on {given.get('interface')}"
    if given.get("namespace"):
        raise ArpError(
            f"{where} is in the network namespace {given['namespace']}, which no provider can wait for; "
            "set static_gateway_provider to none for this host"
        )
    try:
        ip, family = canonical_ip(str(given.get("ip")))
        mac = canonical_mac(str(given.get("mac")))
    except ValueError as error:
        raise ArpError(f"{where}: {error}") from None
    if mac is None or len(mac) != _MAC_LENGTH:
        raise ArpError(f"{where}: its MAC is {given.get('mac')}, which is not six octets of an Ethernet station")
    interface = given.get("interface")
    if not isinstance(interface, str) or not _INTERFACE(interface):
        raise ArpError(f"{where}: not the name of an interface that a configuration file can hold: {interface!r}")
    return Pin(str(interface), ip, mac, family)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The address that is traced."""

import ipaddress
from typing import NamedTuple

from ...module_utils._errors import ArpError
from ...module_utils._neighbor import canonical_ip


class Subject(NamedTuple):
    """An address in its canonical form. `zone` is the interface that was written behind it, or None."""

    ip: str
    family: str
    zone: str | None


def subject_of(address):
    """Read the address to trace, such as 192.0.2.1 or fe80::1%eth0. Raises ArpError for what no station can have."""
    text = str(address or "").strip()
    bare, _percent, zone = text.partition("%")
    try:
        ip, family = canonical_ip(bare)
    except ValueError:
        ip = None
    if ip is None or "/" in text:
        raise ArpError(f"trace_address: {text!r} is no address: name one, such as 192.0.2.1 or 2001:db8::1")
    known = ipaddress.ip_address(ip)
    if known.is_multicast or known.is_unspecified or known.is_loopback or ip == "255.255.255.255":
        raise ArpError(f"trace_address: {ip} belongs to no station: nobody answers for it on a link")
    return Subject(ip, family, zone or None)

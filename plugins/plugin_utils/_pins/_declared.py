# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declared gateways, from records or from text as a survey gives it."""

import re
from typing import NamedTuple

from ...module_utils._errors import ArpError
from ...module_utils._neighbor import canonical_ip, canonical_mac
from .._mac_addresses import ETHERNET_OCTETS, is_group, octets, virtual_prefix

_KEYS = ("ip", "mac", "macs", "interface", "vrf")
_FORM = "a gateway is {ip, mac or macs, interface, vrf}, or a text such as 192.0.2.1=00:00:5e:00:53:01"


class Declared(NamedTuple):
    """A gateway that somebody declared. `pin` is the MAC to pin, None where that is not clear; `macs` are all that may
    answer, none where nobody declared one. `interface` and `vrf` are None for wherever the address belongs."""

    ip: str
    family: str
    pin: str | None
    macs: tuple[str, ...]
    interface: str | None
    vrf: str | None


def read(given):
    """Return the `Declared` gateways. Raises ArpError, naming the one that cannot be understood."""
    listed = _lines(given) if isinstance(given, str) else given
    if not isinstance(listed, list):
        raise ArpError(f"the declared gateways are no list: {_FORM}")
    found = []
    for number, one in enumerate(listed, start=1):
        try:
            found.append(_one(_record(one)))
        except ValueError as error:
            raise ArpError(f"declared gateway {number} of {len(listed)}: {error}") from None
    return found


def _lines(text):
    return [line.strip() for line in re.split(r"[,\n]", text) if line.strip()]


def _record(one):
    if isinstance(one, dict):
        unknown = [str(key) for key in one if key not in _KEYS]
        if unknown:
            raise ValueError(f"{', '.join(unknown)} is no key of a gateway; {_FORM}")
        return one
    if not isinstance(one, str):
        raise ValueError(f"{one!r} is none; {_FORM}")
    ip, _equals, macs = one.partition("=")
    return {"ip": ip.strip(), "macs": macs.split()}


def _one(record):
    text = str(record.get("ip") or "")
    try:
        ip, family = canonical_ip(text)
    except ValueError:
        raise ValueError(f"{text!r} is no address; {_FORM}") from None
    if "/" in text:
        raise ValueError(f"{text} has a prefix length; a gateway is one address")
    listed = record.get("macs") or []
    macs = [_mac(mac) for mac in (listed.replace(",", " ").split() if isinstance(listed, str) else listed)]
    pin = _mac(record["mac"]) if record.get("mac") else _only(macs)
    macs = [pin, *macs] if pin else macs
    zone = text.partition("%")[2]
    interface = record.get("interface") or zone or None
    return Declared(ip, family, pin, tuple(dict.fromkeys(macs)), interface, record.get("vrf") or None)


def _only(macs):
    """Return the MAC to pin among several: the only one, or the only one that moves with the address."""
    virtual = [mac for mac in dict.fromkeys(macs) if virtual_prefix(mac)]
    chosen = virtual if len(set(macs)) > 1 else macs
    return chosen[0] if len(chosen) == 1 else None


def _mac(text):
    try:
        mac = canonical_mac(str(text))
    except ValueError:
        mac = None
    if mac is None or octets(mac) != ETHERNET_OCTETS or is_group(mac):
        raise ValueError(f"{text!r} cannot be the MAC of a gateway")
    return mac

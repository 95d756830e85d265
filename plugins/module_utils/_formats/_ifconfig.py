# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The BSDs and macOS: own interfaces from `ifconfig -a`, default routes from `netstat -rn`.

Sources: man 8 ifconfig and man 1 netstat of FreeBSD, OpenBSD, NetBSD, DragonFly BSD and macOS. A netmask is hexadecimal
(FreeBSD, OpenBSD, macOS), dotted, or a prefix length behind the address (NetBSD).
"""

import re
from typing import Any, NamedTuple

from ._system import each_once, gateway, interface, with_prefix

_INTERFACE = re.compile(r"^(?P<name>[A-Za-z][\w.-]*): flags=(?:0x)?[0-9a-fA-F]+<(?P<flags>[^>]*)>", re.MULTILINE)
_MAC = re.compile(r"^\s+(?:ether|lladdr|address:?) ((?:[0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2})\b", re.MULTILINE)
_ADDRESS = re.compile(
    r"^\s+(?P<family>inet6?) (?:alias )?(?P<ip>[0-9a-fA-F.:]+)(?:%[^\s/]+)?(?:/(?P<length>\d+))?(?P<rest>[^\n]*)",
    re.MULTILINE,
)
_LENGTH = re.compile(r"\bprefixlen (\d+)|\bnetmask (0x[0-9a-fA-F]+|[0-9.]+)")
_IS_DOWN = re.compile(r"^\s+status: (?:no carrier|inactive|no network)", re.MULTILINE)
_VLAN = re.compile(r"\bvlan: (\d+)\b.*?\bparent(?: interface)?: (\S+)|\bvnetid (\d+) parent (\S+)")
_ROUTE_HEADER = re.compile(r"\s*Destination\s+Gateway\s+Flags\s.*")
_INTERFACE_COLUMNS = frozenset(["Netif", "Iface", "Interface"])
_HOST_LENGTHS = {"inet": 32, "inet6": 128}


class Port(NamedTuple):
    """An interface of the facts, and the VLAN and parent of one that has them."""

    facts: dict
    vlan: Any
    parent: Any


def ports(text):
    """Return a `Port` for each interface of `ifconfig -a`."""
    starts = list(_INTERFACE.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return [_port(start, text[start.end() : end]) for start, end in zip(starts, ends)]


def default_routes(text):
    """Return the next hops of the default routes in `netstat -rn`; one that is an interface has no address."""
    found, column = [], None
    for line in text.splitlines():
        cells = line.split()
        if _ROUTE_HEADER.fullmatch(line):
            column = next((index for index, cell in enumerate(cells) if cell in _INTERFACE_COLUMNS), None)
        elif column and cells[:1] in (["default"], ["0.0.0.0/0"], ["::/0"]) and len(cells) > column:
            try:
                found.append(gateway(cells[1], cells[column], "default"))
            except ValueError:
                continue
    return each_once(found)


def _port(start, part):
    flags = start.group("flags").split(",")
    mac, vlan = _MAC.search(part), _VLAN.search(part)
    number, parent = [cell for cell in vlan.groups() if cell] if vlan else (None, None)
    facts = interface(
        start.group("name"),
        mac.group(1) if mac else None,
        [_with_length(match) for match in _ADDRESS.finditer(part)],
        "default",
        up="UP" in flags and "RUNNING" in flags and not _IS_DOWN.search(part),
    )
    return Port(facts, int(number) if number else None, parent)


def _with_length(match):
    length, told = match.group("length"), _LENGTH.search(match.group("rest"))
    # An address with a peer has the prefix length of a host: the prefix is the peer's.
    if "-->" in match.group("rest") or not (length or told):
        length = _HOST_LENGTHS[match.group("family")]
    elif told:
        length = told.group(1) or _ones(told.group(2))
    return with_prefix(match.group("ip"), length)


def _ones(mask):
    """Return the prefix length of a netmask, `0xffffff00` or `255.255.255.0`."""
    if mask.startswith("0x"):
        return bin(int(mask, 16)).count("1")
    return sum(bin(int(octet)).count("1") for octet in mask.split("."))

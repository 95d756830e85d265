# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS and IOS XE: `show vrf`, `show interfaces`, `show ip route 0.0.0.0`.

Sources: the VRF, Interface and IP Routing command references.
"""

import re

from ._system import each_once, gateway, interface, with_prefix

# The name stands before the route distinguisher; lines that go on with interfaces are indented further.
_VRF = re.compile(r"^ {0,4}(\S+)[ \t]+(?:<not set>|[0-9.]+:[0-9]+)(?=\s|$)", re.MULTILINE)
_INTERFACE = re.compile(r"^(\S+) is [^,\n]*(?:,[^,\n]*)?, line protocol is (\w+)", re.MULTILINE)
_MAC = re.compile(r"\baddress is ([0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})\b")
_ADDRESS = re.compile(r"^\s+Internet address is ([0-9.]+)/([0-9]+)", re.MULTILINE)
_NEXT_HOP = re.compile(r"^[ \t]+\*?[ \t]*([0-9]+\.[0-9.]+)(?:,[^\n]*?\bvia ([A-Z]\S+))?[^\n]*$", re.MULTILINE)


def vrf_names(text):
    """Return the names in `show vrf` or `show ip vrf`."""
    return _VRF.findall(text)


def interfaces(text):
    """Return the interfaces of `show interfaces`, with their first address; the VRF is not printed there."""
    found = []
    starts = list(_INTERFACE.finditer(text))
    for start, following in zip(starts, starts[1:] + [None]):
        part = text[start.end() : following.start() if following else len(text)]
        mac = _MAC.search(part)
        addresses = [with_prefix(*pair) for pair in _ADDRESS.findall(part)]
        found.append(interface(start.group(1), mac.group(1) if mac else None, addresses, up=start.group(2) == "up"))
    return found


def default_routes(text):
    """Return the next hops in `show ip route 0.0.0.0`, which stand below "Routing Descriptor Blocks"."""
    _head, _heading, blocks = text.partition("Routing Descriptor Blocks:")
    return each_once(gateway(ip, via or None, "default") for ip, via in _NEXT_HOP.findall(blocks))

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arista EOS: `show interfaces | json`, `show ip route vrf all 0.0.0.0/0 | json`, and lines of the configuration.

Sources: the models of eAPI, which a command line prints as they are and eAPI wraps; the EOS manual.
"""

import re

from .._neighbor import canonical_ip
from . import _json_texts
from ._interface_names import full_name
from ._system import each_once, gateway, interface, with_prefix

_STATIC_NEIGHBOR = re.compile(r"^\s*ipv6 neighbor (?:vrf \S+ )?([0-9A-Fa-f:.]+) (\S+) [0-9A-Fa-f.:]+\s*$", re.MULTILINE)


def static_neighbors(text):
    """Return `{(interface, address)}` of the lines `ipv6 neighbor [vrf V] ADDRESS INTERFACE MAC`."""
    return {(full_name(name, "eos"), canonical_ip(ip)[0]) for ip, name in _STATIC_NEIGHBOR.findall(text)}


def interfaces(text):
    """Return the interfaces with all their IPv4 addresses; the VRF is not printed there."""
    return [_interface(name, row) for node in _nodes(text, "interfaces") for name, row in node.items()]


def default_routes(text):
    """Return the next hops of all VRFs."""
    return each_once(
        gateway(via["nexthopAddr"], via.get("interface"), vrf)
        for vrfs in _nodes(text, "vrfs")
        for vrf, table in vrfs.items()
        for route in table.get("routes", {}).values()
        for via in route.get("vias", [])
        if via.get("nexthopAddr")
    )


def _nodes(text, name):
    return [
        node[name]
        for document in _json_texts.documents(text)[0]
        for node, _context in _json_texts.nodes(document, _no_context, leaves=("interfaces", "vrfs"))
        if name in node
    ]


def _no_context(_node, _key, _outer):
    return None


def _interface(name, row):
    given = []
    for block in row.get("interfaceAddress", []):
        given += [block.get("primaryIp", {})] + list(block.get("secondaryIpsOrderedList", []))
    # An interface without an address has 0.0.0.0/0.
    addresses = [with_prefix(one["address"], one["maskLen"]) for one in given if one.get("maskLen")]
    return interface(name, row.get("physicalAddress"), addresses, up=row.get("lineProtocolStatus") == "up")

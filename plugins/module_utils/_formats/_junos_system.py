# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos: `show route instance detail`, `show interfaces`, `show route 0.0.0.0/0`, as JSON or XML; the configuration.

Sources: the Junos XML API and CLI reference. The instance `master` is the default one.
"""

import re

from .._neighbor import canonical_ip
from . import _trees
from ._system import each_once, gateway, interface, with_prefix

_INSTANCES = _trees.Names(rows=("instance-interface",), holders=("instance-information",))
_ADDRESSES = _trees.Names(rows=("interface-address",), holders=("interface-information",))
_NEXT_HOPS = _trees.Names(rows=("nh",), holders=("route-information",))
_HOST_LENGTHS = {"inet": 32, "inet6": 128}
_STATIC_NEIGHBOR = re.compile(
    r"^\s*set interfaces (\S+) unit (\d+) family inet6 address \S+ ndp ([0-9A-Fa-f:.]+)(?: |\s*$)", re.MULTILINE
)


def static_neighbors(text):
    """Return `{(interface, address)}` of the lines that `display set` prints for static entries of IPv6."""
    return {("%s.%s" % (name, unit), canonical_ip(ip)[0]) for name, unit, ip in _STATIC_NEIGHBOR.findall(text)}


def places(text):
    """Return `{interface: routing instance}`."""
    pairs = _trees.read(text, _INSTANCES, lambda row: (row.values["interface-name"], row.around["instance-name"]))[0]
    return {name: "default" if instance == "master" else instance for name, instance in pairs}


def interfaces(text):
    """Return the logical interfaces that have an address; the routing instance is not printed there."""
    found = {}
    for name, mac, address, status in _trees.read(text, _ADDRESSES, _address)[0]:
        one = found.setdefault(name, interface(name, mac, up=status == "up"))
        one["addresses"].append(address)
    return list(found.values())


def default_routes(text):
    """Return the next hops of the tables that are asked for."""
    return each_once(_trees.read(text, _NEXT_HOPS, _next_hop)[0])


def _address(row):
    around = row.around
    # The destination is the own network, shortened (192.0.2/24); a host address has none.
    length = row.values.get("ifa-destination", "").partition("/")[2]
    address = with_prefix(row.values["ifa-local"], length or _HOST_LENGTHS[around["address-family-name"]])
    return around["name"], around.get("current-physical-address"), address, around.get("oper-status")


def _next_hop(row):
    table = row.around["table-name"].split(".inet")[0]
    return gateway(row.values["to"], row.values.get("via"), "default" if table.startswith("inet") else table)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos, over its command line and over NETCONF: the tables of all routing instances in one answer.

Source: the Junos CLI reference and the Junos XML API. Rows do not name their instance; the list of instances has the
interfaces of each.
"""

import ipaddress
import re

from .._errors import ArpError
from .._formats import _junos
from .._formats._junos_system import default_routes, interfaces, places, static_neighbors
from ._network import Platform, Question, Reader
from ._network_changes import Changes, Flush, Lines, colons

CLI = Platform(
    name="juniper_junos",
    tables={
        "ipv4": Question(
            everywhere=(
                "show arp no-resolve expiration-time | display json",
                "show arp no-resolve | display json",
                "show arp no-resolve",
            )
        ),
        "ipv6": Question(everywhere=("show ipv6 neighbors | display json", "show ipv6 neighbors")),
    },
    formats=(_junos,),
    places=Reader(("show route instance detail | display json", "show route instance detail | display xml"), places),
    interfaces=Reader(("show interfaces | display json", "show interfaces | display xml"), interfaces),
    gateways=Reader(("show route 0.0.0.0/0 exact active-path | display json",), default_routes),
)
NETCONF = CLI._replace(
    tables={
        "ipv4": Question(
            everywhere=(
                "<get-arp-table-information><no-resolve/><expiration-time/></get-arp-table-information>",
                "<get-arp-table-information><no-resolve/></get-arp-table-information>",
            )
        ),
        "ipv6": Question(everywhere=("<get-ipv6-nd-information/>",)),
    },
    places=Reader(("<get-instance-information><detail/></get-instance-information>",), places),
    interfaces=Reader(("<get-interface-information/>",), interfaces),
    gateways=Reader(
        ("<get-route-information><destination>0.0.0.0/0</destination><exact/><active-path/></get-route-information>",),
        default_routes,
    ),
)


def _unit(entry, facts):
    """Return the words for the place of a static entry: below the own address in whose network it is."""
    for one in facts["interfaces"]:
        if one["name"] != entry.interface:
            continue
        for text in one["addresses"]:
            if ipaddress.ip_address(entry.ip) in ipaddress.ip_interface(text).network:
                device, _dot, unit = entry.interface.rpartition(".")
                return {"device": device, "unit": unit, "own": text}
    raise ArpError("%s is in no network of %s, below whose address Junos keeps it" % (entry.ip, entry.interface))


_ADDRESS = "interfaces {device} unit {unit} family %s address {own} %s {ip}"


def _lines(family, keyword):
    place = _ADDRESS % (family, keyword)
    return Lines(pin=("set " + place + " mac {mac}",), unpin=("delete " + place,))


CHANGES = Changes(
    static={"ipv4": _lines("inet", "arp"), "ipv6": _lines("inet6", "ndp")},
    configured={
        "ipv6": Reader(('show configuration interfaces | display set | match " ndp "',), static_neighbors),
    },
    flush={
        "ipv4": Flush(
            address=("clear arp hostname {ip}",), interface=("clear arp interface {interface}",), whole=("clear arp",)
        ),
        "ipv6": Flush(address=("clear ipv6 neighbors host {ip}",), whole=("clear ipv6 neighbors",)),
    },
    ping={"ipv4": ("ping {ip} count 2 wait 1",), "ipv6": ("ping {ip} count 2 wait 1",)},
    mac=colons,
    is_editing=re.compile(r"(?s).*#$").match,
    leave=("rollback 0", "exit"),
    candidate=True,
    fields=_unit,
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS XR, over its command line and over NETCONF: all VRFs in one answer.

Sources: the IP Addresses and Services command reference; the models Cisco-IOS-XR-ipv4-arp-oper and
Cisco-IOS-XR-ipv6-nd-oper. The tables of the command line do not name the VRF, the list of interfaces does.
"""

import re

from .._formats import _cisco_ios, _cisco_iosxr, _cisco_iosxr_xml
from .._formats._interface_names import full_name
from .._formats._iosxr_system import places
from ._network import Platform, Question, Reader
from ._network_changes import Changes, Flush, Lines, dots

_FORMATS = (_cisco_iosxr_xml, _cisco_iosxr, _cisco_ios)
_GET = '<get xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><filter type="subtree">%s</filter></get>'

CLI = Platform(
    name="cisco_xr",
    tables={
        "ipv4": Question(everywhere=("show arp vrf all", "show arp")),
        "ipv6": Question(everywhere=("show ipv6 neighbors vrf all", "show ipv6 neighbors")),
    },
    formats=_FORMATS,
    places=Reader(("show ipv4 vrf all interface brief",), places),
)
NETCONF = Platform(
    name="cisco_xr",
    tables={
        "ipv4": Question(everywhere=(_GET % '<arp xmlns="http://cisco.com/ns/yang/Cisco-IOS-XR-ipv4-arp-oper"/>',)),
        "ipv6": Question(
            everywhere=(_GET % '<ipv6-node-discovery xmlns="http://cisco.com/ns/yang/Cisco-IOS-XR-ipv6-nd-oper"/>',)
        ),
    },
    formats=_FORMATS,
)

CHANGES = Changes(
    static={
        "ipv4": Lines(pin=("arp {in_vrf}{ip} {mac} ARPA",), unpin=("no arp {in_vrf}{ip} {mac} ARPA",)),
        "ipv6": Lines(
            pin=("ipv6 neighbor {ip} {interface} {mac}",), unpin=("no ipv6 neighbor {ip} {interface} {mac}",)
        ),
    },
    # Single entries cannot be cleared.
    flush={
        "ipv4": Flush(interface=("clear arp-cache {interface} location all",), whole=("clear arp-cache location all",)),
        "ipv6": Flush(
            interface=("clear ipv6 neighbors {interface} location all",), whole=("clear ipv6 neighbors location all",)
        ),
    },
    ping={"ipv4": ("ping {in_vrf}{ip} count 2 timeout 1",), "ipv6": ("ping {in_vrf}{ip} count 2 timeout 1",)},
    mac=dots,
    is_editing=re.compile(r".*\(config[^)]*\)#").match,
    leave=("abort",),
    candidate=True,
    full_name=lambda name: full_name(name, "iosxr"),
)

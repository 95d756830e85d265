# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS XR: `show ipv4 vrf all interface brief`, which tells in which VRF an interface is.

Source: the IP Addresses and Services command reference.
"""

import re

from ._interface_names import full_name

_ROW = re.compile(r"^(\S+)[ \t]+(?:[0-9.]+|unassigned)[ \t]+\w+[ \t]+\w+[ \t]+(\S+)[ \t\r]*$", re.MULTILINE)


def places(text):
    """Return `{interface: VRF}`. Raises ValueError where the release prints no VRF."""
    if "Vrf-Name" not in text:
        raise ValueError("the table has no column Vrf-Name")
    return {full_name(name, "iosxr"): vrf for name, vrf in _ROW.findall(text)}

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dell's own switch systems: OS10, and OS9 (FTOS of Force10).

    Protocol    Address         Age(min)  Hardware Address    Interface  VLAN             CPU
    Internet    192.0.2.99            6   00:00:5e:00:53:99   Te 0/22    Vl 10            CP

Sources: the command references of OS10 Enterprise Edition and of OS9. OS9 abbreviates the types of interfaces, and
prints `-` for the age of its own addresses. OS10 prints no age; `pv <vlan-id>` after a port is the private VLAN in
which the switch learned the MAC.
"""

import re

from ._tables import Dialect, common_places, given, vlan_number

_OS9_TYPES = {
    "te": "TenGigabitEthernet",
    "gi": "GigabitEthernet",
    "fo": "fortyGigE",
    "hu": "hundredGigE",
    "tf": "twentyFiveGigE",
    "fi": "fiftyGigE",
    "fa": "FastEthernet",
    "ma": "ManagementEthernet",
    "po": "Port-channel",
    "vl": "Vlan",
    "lo": "Loopback",
    "tu": "Tunnel",
    "nu": "Null",
}
_OS9_NAME = re.compile(r"([A-Za-z]{2})( ?)([0-9]\S*)").fullmatch


def os9_name(text):
    """Return the full name of an interface that OS9 abbreviates, any other name as it is."""
    match = _OS9_NAME(text or "")
    full = _OS9_TYPES.get(match.group(1).lower()) if match else None
    return full + match.group(2) + match.group(3) if full else text


def _os9_places(interface, port, vlan):
    """Return interface, port and VLAN; where the switch shows the VLAN alone it is the interface."""
    name, vlan = os9_name(given(interface)), given(vlan)
    return name or os9_name(vlan), name, vlan_number((vlan or "").replace(" ", ""))


def _os10_places(interface, port, vlan):
    """Return interface, port and VLAN, without the private VLAN behind the port."""
    return common_places(interface, port.partition(" pv ")[0] if port else None, vlan)


OS9 = Dialect(
    layouts=("Protocol  Address  Age(min)  Hardware Address  Interface  VLAN  CPU",),
    unit=60,
    own=("-",),
    places=_os9_places,
)

OS10 = Dialect(
    layouts=("Address  Hardware address  Interface  Egress Interface",),
    places=_os10_places,
    port_flag=r"\S+ (pv [0-9]{1,4})",
    decoration=r"\s*Codes:.*",
)

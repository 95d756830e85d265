# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Switches on Broadcom's FASTPATH and ICOS: `show arp` and `show ipv6 neighbors`.

      IP Address        MAC Address      Interface        Type        Age
    ---------------  -----------------  --------------  --------  -----------
    192.0.2.1        00:00:5E:00:53:01  4/1             Gateway    0h  0m 10s

Ubiquiti EdgeSwitch, Dell OS6 (N series, PowerConnect), Netgear and others. Sources: their command references. Settings
stand above the table. `Gateway` is a learned neighbor that routes use as next hop, `Local` an address of the switch.
"""

from ._interface_names import full_name
from ._tables import Dialect, common_places


def _places(interface, port, vlan):
    """Return interface, port and VLAN; OS6 abbreviates the types of interfaces like IOS."""
    interface, port, vlan = common_places(interface, port, vlan)
    return full_name(interface, "ios") if interface and " " not in interface else interface, port, vlan


FASTPATH = Dialect(
    layouts=("IP Address  MAC Address  Interface  Type  Age",),
    headings={"age": "age updated", "router": "isrtr"},
    keep=("gateway",),
    places=_places,
)

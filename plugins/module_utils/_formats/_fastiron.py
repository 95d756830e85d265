# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FastIron (Brocade, Ruckus ICX): `show arp` and `show ipv6 neighbor`.

    No.   IP              MAC            Type     Age Port           Status VLAN
    1     192.0.2.1       0000.5e00.5301 Dynamic  0   1/2/1          Valid  1

Source: the FastIron layer 3 routing configuration guide. ARP ages are minutes, those of IPv6 neighbors seconds. A row
without an answer has the MAC `None` and the status `Pend`.
"""

import re

from ._tables import Dialect, common_places

_VIRTUAL = re.compile(r"ve?[0-9]+|lo(?:opback)?[0-9]+", re.IGNORECASE).fullmatch


def _places(interface, port, vlan):
    """Return interface, port and VLAN; a virtual interface in the column of the ports is no port."""
    interface, port, number = common_places(interface, port, vlan)
    return interface, None if port and _VIRTUAL(port) else port, number


FASTIRON = Dialect(
    layouts=(
        "No.  IP Address  MAC Address  Type  Age  Port  Status  VLAN",
        "No.  IP Address  MAC Address  Type  Age  Port  Status",
        "IPv6 Address  LinkLayer-Addr  State  Age  Port  vlan  IsR",
    ),
    headings={"state": "status-flags"},
    unit=60,
    unit6=1,
    title=r"\s*Entries in (?:VRF )?(\S+?)(?: routing instance)?\s*:\s*",
    keep=("inspect", "dhcp", "host"),
    places=_places,
)

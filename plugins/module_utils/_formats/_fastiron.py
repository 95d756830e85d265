# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FastIron (Brocade, Ruckus ICX) and NetIron (Brocade, Extreme): `show arp` and `show ipv6 neighbor`.

    No.   IP              MAC            Type     Age Port           Status VLAN
    1     192.0.2.1       0000.5e00.5301 Dynamic  0   1/2/1          Valid  1

Sources: the FastIron layer 3 routing configuration guide, the NetIron IP configuration guide. ARP ages are minutes,
those of IPv6 neighbors seconds. A row without an answer has the MAC `None` and the status or type `Pend`. NetIron has
no heading above the numbers of its rows, and two more lines below that of the port.
"""

import re

from ._tables import Dialect, common_places

_UNNUMBERED = re.compile(r"^ {3}(?= +IP(?:v6)? Address .* Port/\s*$)")
_VIRTUAL = re.compile(r"ve?[0-9]+|lo(?:opback)?[0-9]+", re.IGNORECASE).fullmatch


def _places(interface, port, vlan):
    """Return interface, port and VLAN; a virtual interface in the column of the ports is no port."""
    interface, port, number = common_places(interface, port, vlan)
    return interface, None if port and _VIRTUAL(port) else port, number


class _Numbered(Dialect):
    """A dialect in which the number of a row may stand below no heading."""

    def header(self, line):
        """Return the layout that a line of headings describes, None for any other line."""
        return super().header(_UNNUMBERED.sub("No.", line))


FASTIRON = _Numbered(
    layouts=(
        "No.  IP Address  MAC Address  Type  Age  Port  Status  VLAN",
        "No.  IP Address  MAC Address  Type  Age  Port  Status",
        "No.  IP Address  MAC Address  Type  Age  Port",
        "IPv6 Address  LinkLayer-Addr  State  Age  Port  vlan  IsR",
    ),
    headings={"state": "status-flags", "port": "port/"},
    unit=60,
    unit6=1,
    title=r"\s*Entries in (?:VRF )?(\S+?)(?: routing instance)?\s*:\s*",
    decoration=r"\s*(?:Port \(Vpls-Id, Vlan\)/|Vpls-Id:Peer|\(In all VRFs\))\s*",
    keep=("inspect", "dhcp", "host"),
    places=_places,
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HPE Aruba Networking: AOS-CX, ArubaOS of the wireless controllers, and ArubaOS-Switch (formerly ProCurve).

    IPv4 Address     MAC                Port     Physical Port   State      VRF
    192.0.2.10       00:00:5e:00:53:10  vlan10   lag1            reachable  default

Sources: the AOS-CX, ArubaOS and ArubaOS-Switch command references. AOS-CX calls the layer-3 interface `Port`; a VXLAN
tunnel as physical port means that EVPN told the entry. None but ArubaOS prints an age, in minutes.
"""

from ._tables import Dialect

AOSCX = Dialect(
    layouts=(
        "IPv4 Address  MAC  Port  Physical Port  State  VRF",
        "IPv4 Address  MAC  Port  Physical Port  State",
    ),
    headings={"interface": "port", "port": "physical port", "ip": "ipv4 address|ipv6 address"},
    decoration=r"\s*(?:ARP IPv4 Entries|IPv6 Neighbou?rs?|No (?:ARP|IPv6).*entries.*)\s*:?\s*",
)

ARUBA_OS = Dialect(
    layouts=(
        "Protocol  IP Address  Hardware Address  Interface  Age (min)",
        "Protocol  IP Address  Hardware Address  Interface",
    ),
    unit=60,
    marks="* S A *S *A",
    origins={"local": "*", "dynamic": "a"},
    own=("*",),
    decoration=r"\s*(?:IPV[46] (?:ARP|Neighbor) Table|Codes:.*|[*SA] - .*)\s*",
)

PROCURVE = Dialect(
    layouts=("IP Address  MAC Address  Type  Port",),
    decoration=r"\s*(?:IP ARP table|IPv6 ND Cache Entries|Status and Counters.*)\s*",
)

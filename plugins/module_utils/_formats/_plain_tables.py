# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables that need nothing but their headings: Allied Telesis, OmniSwitch, D-Link, Ericsson IPOS, OneAccess, VyOS.

Sources: the command references of AlliedWare Plus, OmniSwitch AOS (releases 6 to 8), D-Link's DGS and DES series,
Ericsson's SSR and OneAccess' OneOS6; op_mode/neighbor.py of vyos-1x.
"""

import re

from ._tables import Dialect, common_places

_CIRCUIT = re.compile(r"(\S+) vlan-id ([0-9]{1,4})").fullmatch


def _ipos_places(interface, port, vlan):
    """Return interface, port and VLAN out of a circuit, `1/5 vlan-id 211`."""
    match = _CIRCUIT(interface or "")
    return (interface, match.group(1), int(match.group(2))) if match else common_places(interface, port, vlan)


AWPLUS = Dialect(
    layouts=("IP Address  MAC Address  Interface  Port  Type",),
    title=r"\s*\[VRF: (\S+)\]\s*",
)

ALCATEL_AOS = Dialect(
    layouts=(
        "IP Addr  Hardware Addr  Type  Flags  Port  Interface  Name",
        "IP Addr  Hardware Addr  Type  Port  Interface",
        "IPv6 Address  Hardware Address  Reachability  Lifetime  Port  Interface",
    ),
    headings={"state": "reachability", "expires": "lifetime"},
    states={"reachable": "confirmed/reachable", "stale": "confirmed/stale", "delay": "confirmed/delay"},
    decoration=r"\s*Flags \(.*",
)

DLINK = Dialect(
    layouts=("Interface  IP Address  MAC Address  Type",),
    unit=60,
    marks="S",
    own=("forever",),
    origins={"other": "local/broadcast"},
    decoration=r"\s*(?:ARP (?:Aging|Retry) Times?\s*:.*|[A-Z] - .*)",
)

# IPOS keeps one table per context and tells the seconds that are left, `-` for its own addresses.
IPOS = Dialect(
    layouts=("Host  Hardware address  Ttl  Type  Circuit",),
    own=("-",),
    title=r"\s*Context\s*:\s*(\S+)\s+Context id\s*:.*",
    places=_ipos_places,
    decoration=r"\s*(?:(?:Resolved|Incomplete) entry\s*:.*|Showing ARP entries in .*)",
)

# Any table whose headings name an address and a MAC: the last resort for every platform.
GENERIC = Dialect(
    layouts=(),
    title=r"\s*(?:VRF|vrf|Vrf)(?: name)?[ :]+\"?([\w.-]+)\"?:?\s*",
    origins={"dynamic": "host"},
    headings={
        "ip": "neighbor|neighbor address|neighbour|internet address|network address|inet address|network layer address",
        "mac": "ethernet address|lladdr|linklayer address|linklayer addr|hwaddr|hwaddress|mac-addr|hw addr"
        "|ether address|link-layer addr|link layer addr.|ll address",
        "state": "nud state",
        "interface": "device|dev|netif|l3 interface",
    },
)

# OneAccess tells the time that is left. Its own and its static entries have none, and nothing tells them apart.
ONEOS = Dialect(
    layouts=("Protocol Address  Hardware Address  Timeout  Interface  Type",),
    headings={"ip": "protocol address", "expires": "timeout"},
)

# Brocade's VDX and Extreme's SLX: the layer-3 interface, and the port that leads to the neighbor.
SLX = Dialect(
    layouts=("Address  Mac-address  L3 Interface  L2 Interface  Age  Type",),
    headings={"mac": "mac-address", "interface": "l3 interface", "port": "l2 interface"},
    title=r"\s*Entries in vrf (\S+)\s*:.*",
)

VYOS = Dialect(
    layouts=("Address  Interface  Link layer address  State",),
)

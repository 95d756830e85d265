# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Linux kernel says about its interfaces, whichever way it was asked, and what follows from it for a neighbor
row.

Pure data and pure functions; standard library only, Python 3.6 and later.
"""

from typing import Dict, List, NamedTuple, Optional

DEFAULT_VRF = "default"
MAIN_TABLE = 254  # RT_TABLE_MAIN of uapi/linux/rtnetlink.h


class Link(NamedTuple):
    """One interface. `master` and `parent` are interface indexes of the same namespace, `table` is a VRF's routing
    table.

    `settings` maps a name below `/proc/sys/net/ipv4/conf/<interface>/` to the number there; None where it was not
    told. The link-layer addresses behind a tunnel (`is_tunnel`) are IP addresses.
    """

    index: int
    name: str
    mac: Optional[str] = None
    up: bool = False
    kind: Optional[str] = None
    master: Optional[int] = None
    parent: Optional[int] = None
    vlan: Optional[int] = None
    table: Optional[int] = None
    settings: Optional[Dict[str, int]] = None
    is_tunnel: bool = False


class Hop(NamedTuple):
    """One next hop of a default route: `ip` is of `family`, which need not be that of the route (RFC 5549)."""

    ip: str
    family: str
    index: int
    table: int


class Place(NamedTuple):
    """What an interface contributes to each of its neighbor rows."""

    interface: str
    physical_interface: Optional[str]
    vlan: Optional[int]
    vrf: str
    is_tunnel: bool = False


def places(links):
    """Return `{interface index: Place}` for `{interface index: Link}`."""
    return {index: _place(link, links) for index, link in links.items()}


def vrf_tables(links):
    """Return `{routing table: VRF name}` of the main table and of every VRF."""
    tables = {MAIN_TABLE: DEFAULT_VRF}
    tables.update({link.table: link.name for link in links.values() if link.kind == "vrf" and link.table})
    return tables


def _place(link, links):
    parent = links.get(link.parent)
    physical = parent.name if link.vlan is not None and parent and parent.kind != "bridge" else None
    return Place(link.name, physical, link.vlan, _vrf(link, links), link.is_tunnel)


def _vrf(link, links):
    """Follow the masters upwards: the port of a bond or bridge is in the VRF of that bond or bridge."""
    seen: List[int] = []
    while link is not None and link.index not in seen:
        if link.kind == "vrf":
            return link.name
        seen.append(link.index)
        link = links.get(link.master)
    return DEFAULT_VRF

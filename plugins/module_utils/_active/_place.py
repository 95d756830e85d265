# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where this host stands: its Ethernet interfaces, its own addresses, and on which interface an address is found."""

import contextlib
import ipaddress
from typing import Dict, List, NamedTuple

from .. import _namespaces, _netlink
from .._errors import ArpError
from .._formats import _rtnetlink, _rtnetlink_neighbors, _rtnetlink_own
from .._formats._links import Link, places
from .._formats._rtnetlink_own import Own


class Place(NamedTuple):
    """What the kernel tells of one network namespace: its interfaces, own addresses and neighbors."""

    links: Dict[int, Link]
    own: List[Own]
    neighbors: Dict[tuple, dict]

    def link(self, name):
        """Return the `Link` of a usable interface. Raises ArpError."""
        found = next((link for link in self.links.values() if link.name == name), None)
        if found is None:
            raise ArpError("There is no interface %r; there are: %s" % (name, ", ".join(self._names())))
        return self.usable(found.index)

    def usable(self, index):
        """Return the `Link` of an interface that frames can be sent on. Raises ArpError that says why not."""
        link = self.links[index]
        if link.mac is None:
            raise ArpError(
                "%s has no MAC, so it is no Ethernet interface; with one are: %s"
                % (link.name, ", ".join(self._names(with_mac=True)))
            )
        if not link.up:
            raise ArpError("%s is down or has no carrier" % link.name)
        return link

    def holders(self, ip):
        """Return the `Own` of each interface that has an address."""
        return [own for own in self.own if own.ip == ip]

    def macs(self):
        """Return all MACs of this host."""
        return {link.mac for link in self.links.values() if link.mac}

    def on_subnet(self, ip):
        """Return the indexes of the usable interfaces in whose subnet an address is, of the longest prefix."""
        address = ipaddress.ip_address(ip)
        found = {}
        for own in self.own:
            link = self.links.get(own.index)
            subnet = ipaddress.ip_network("%s/%d" % (own.ip, own.length), strict=False)
            if address in subnet and link and link.up and link.mac and subnet.num_addresses > 1:
                found.setdefault(own.length, []).append(own.index)
        return sorted(set(found[max(found)])) if found else []

    def _names(self, with_mac=False):
        return [link.name for _index, link in sorted(self.links.items()) if link.mac or not with_mac] or ["none"]


@contextlib.contextmanager
def inside(namespace):
    """Be in a network namespace, None for the own one, for the length of a `with` block. Raises ArpError."""
    chosen = _namespaces.choose([namespace]) if namespace else []
    if not chosen:
        yield
        return
    with _namespaces.entered(chosen[0]):
        yield


def look(*, neighbors=False):
    """Return the `Place` of the network namespace that the thread is in, with its neighbor table on demand, which may
    be large. Raises SourceError."""
    with _netlink.Netlink() as kernel:
        links = _rtnetlink.links(kernel.dump(_netlink.RTM_GETLINK, _rtnetlink.link_request()).bodies)
        own = _rtnetlink_own.own_addresses(kernel.dump(_netlink.RTM_GETADDR, _rtnetlink.address_request()).bodies)
        bodies = kernel.dump(_netlink.RTM_GETNEIGH, _rtnetlink_neighbors.request()).bodies if neighbors else []
    rows = _rtnetlink_neighbors.Decoder(places(links)).decode(bodies).neighbors
    return Place(links, own, {(row["interface"], row["ip"]): row for row in rows})


def interface_of(place, ip, family):
    """Return the `Link` on which an address is to be found: its holder's, the route's, or that of its subnet.

    Raises ArpError where there is none, or more than one.
    """
    held = sorted({own.index for own in place.holders(ip)})
    indexes = held or _routed(place, ip, family) or place.on_subnet(ip)
    if not indexes:
        raise ArpError("%s is on no subnet of this host: name the interface if it is on the link all the same" % ip)
    if len(indexes) > 1:
        names = ", ".join(place.links[index].name for index in indexes)
        raise ArpError("%s may be on any of %s: name the interface" % (ip, names))
    return place.usable(indexes[0])


def _routed(place, ip, family):
    """Return the index of the interface that the kernel would reach an address by, without a gateway."""
    if ipaddress.ip_address(ip).is_link_local and family == "ipv6":
        return []  # every interface has a route to them
    with _netlink.Netlink() as kernel:
        try:
            way = _rtnetlink_own.way(kernel.get(_netlink.RTM_GETROUTE, _rtnetlink_own.way_request(ip, family)))
        except _netlink.KernelRefusal:
            return []
    return [way.index] if way and way.is_direct and way.is_unicast and way.index in place.links else []

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gateways of one host: next hops of its default routes, and declared ones on its networks."""

import ipaddress
from typing import NamedTuple

from ...module_utils._errors import ArpError
from .._subnets import addresses_of
from ._declared import Declared


class Candidate(NamedTuple):
    """A gateway in its place on one host; `declared` is None for a next hop that nobody declared."""

    ip: str
    family: str
    interface: str | None
    vrf: str | None
    namespace: str | None
    declared: Declared | None

    @property
    def place(self):
        return self.ip, self.interface, self.vrf, self.namespace

    @property
    def zoned(self):
        """The address with its interface, as `arp_probe` takes it."""
        return f"{self.ip}%{self.interface}" if self.interface else self.ip

    def __str__(self):
        where = f" on {self.interface}" if self.interface else ""
        return self.ip + where + (f" in VRF {self.vrf}" if self.vrf not in (None, "default") else "")


class Elsewhere(NamedTuple):
    """A declared gateway that this host has no use for, and why."""

    ip: str
    reason: str


def find(facts, declared, families):
    """Return `(candidates, elsewhere)` of one host's facts. Raises ArpError for one that is declared twice."""
    found, elsewhere = {}, []
    for one in declared:
        if one.family not in families:
            continue
        places = _places(one, facts)
        if isinstance(places, str):
            elsewhere.append(Elsewhere(one.ip, places))
            continue
        for place in places:
            candidate = Candidate(one.ip, one.family, *place, one)
            known = found.setdefault(candidate.place, candidate)
            if known.declared != one:
                raise ArpError(f"{candidate} is declared twice, and not alike")
    for hop in facts["gateways"]:
        candidate = Candidate(hop["ip"], hop["family"], hop["interface"], hop["vrf"], hop["namespace"], None)
        if hop["family"] in families:
            found.setdefault(candidate.place, candidate)
    return list(found.values()), elsewhere


def _places(one, facts):
    """Return `[(interface, vrf, namespace)]` of a declared gateway, or a sentence why it has none here."""
    links = facts["interfaces"]
    holder = next((link for link in links if _holds(link, one.ip)), None)
    if holder:
        return f"it is an own address of this host, on {holder['name']}"
    hops = [hop for hop in facts["gateways"] if hop["ip"] == one.ip and _is_meant(one, hop["interface"], hop["vrf"])]
    if hops:
        return [(hop["interface"], hop["vrf"], hop["namespace"]) for hop in hops]
    if one.interface:
        return _named(one, links)
    near = [link for link in links if _is_meant(one, link["name"], link["vrf"]) and _length(link, one) >= 0]
    if not near:
        return "it is no gateway of a default route here, and on no network of this host"
    link = max(near, key=lambda link: _length(link, one))
    return [(link["name"], link["vrf"], link["namespace"])]


def _named(one, links):
    known = [link for link in links if _is_meant(one, link["name"], link["vrf"])]
    if links and not known:
        return f"there is no interface {one.interface}" + (f" in VRF {one.vrf}" if one.vrf else "")
    return [(one.interface, known[0]["vrf"] if known else one.vrf, known[0]["namespace"] if known else None)]


def _holds(link, ip):
    return any(str(address.ip) == ip for address in addresses_of(link["addresses"]))


def _is_meant(one, interface, vrf):
    return all(None in pair or pair[0] == pair[1] for pair in ((one.interface, interface), (one.vrf, vrf)))


def _length(link, one):
    """Return the prefix length of the narrowest network of an interface that holds an address, -1 for none."""
    address = ipaddress.ip_address(one.ip)
    if address.is_link_local:
        return -1  # they are the same on all links
    networks = [own.network for own in addresses_of(link["addresses"]) if own.version == address.version]
    return max((net.prefixlen for net in networks if address in net and net.num_addresses > 1), default=-1)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which observers are on one segment, inferred from what they hold.

Two observers are on one segment when both hold the same `(ip, mac)`, or one holds the other's own. What many stations
share (virtual, declared, derived, anycast MACs) proves nothing, nor does a pair that one device knows in two of its
VRFs or network namespaces. A link-local address proves only together with a common subnet, because a router often has
one link-local address and one MAC on all its interfaces. A name given by the policy overrides all of this.
"""

import functools

from ._mac_addresses import SHARED_MACS, is_derived, is_group, may_be_derived, virtual_prefix

_BGP_UNNUMBERED = "169.254.0.1"

_LINK_LOCAL_STARTS = frozenset(["fe8", "fe9", "fea", "feb"])  # fe80::/10


class Segment:
    """Observers that share a broadcast domain. `name` is unique in a run."""

    def __init__(self, observers):
        self.observers = sorted(observers, key=lambda observer: observer.key)
        self.name = None

    @functools.cached_property
    def vrfs(self):
        """The VRF names that its observers use for it."""
        return {observer.vrf for observer in self.observers if observer.vrf}

    @functools.cached_property
    def gateways(self):
        """Next hops of default routes on this segment."""
        return set().union(*(observer.gateways for observer in self.observers))


def infer_segments(fabric, policy):
    """Return the Segments of a Fabric and set each observer's `segment`."""
    named, free = {}, []
    for observer in fabric.observers:
        name = _given_name(policy.segments.get(observer.host), observer)
        if name:
            named.setdefault(name, []).append(observer)
        else:
            free.append(observer)
    groups = _Groups()
    proof = _Proof(fabric, policy)
    roaming = [observer for observer in free if not observer.is_local_only]
    _unite_by_pairs(roaming, proof, groups)
    _unite_by_own(fabric, set(roaming), proof, groups)
    _unite_twins(fabric, set(roaming), proof, groups)
    _join_named(named, proof, groups)
    segments = _segments(named, free, groups)
    _name(segments)
    _place_silent(fabric)
    return segments


def _given_name(given, observer):
    if given is None:
        return None
    if isinstance(given, dict):
        return given.get(observer.interface)
    return None if observer.is_local_only else given


class _Groups:
    """Disjoint sets of observers (union by link, with path halving)."""

    def __init__(self):
        self._parent = {}

    def root(self, item):
        parent = self._parent
        above = parent.setdefault(item, item)
        while above is not item:
            item, parent[item] = above, parent[above]
            above = parent[item]
        return item

    def unite(self, one, other):
        one, other = self.root(one), self.root(other)
        if one is not other:
            self._parent[other] = one


class _Proof:
    """Remembers which observer held a pair first, and which pairs prove nothing."""

    def __init__(self, fabric, policy):
        self._declared = policy.declared_macs()
        self._anycast = {mac for mac, owners in fabric.mac_owners.items() if len({owner.host for owner in owners}) > 1}
        self._weight = {}
        self._ambiguous = _ambiguous_pairs(fabric)
        self.holder = {}
        self.link_local = {}

    def proves(self, pair):
        """True when holding this pair places an observer on the pair's segment."""
        ip, mac = pair
        weight = self.weight(mac)
        if not weight or pair in self._ambiguous or ip == _BGP_UNNUMBERED:
            return False
        return weight == "always" or not is_derived(mac, ip)

    def weight(self, mac):
        """When a MAC tells one station from another: never (an empty text), unless it is derived, or always."""
        weight = self._weight.get(mac)
        if weight is None:
            weight = self._weight[mac] = self._weigh(mac)
        return weight

    def _weigh(self, mac):
        if mac in self._declared or mac in self._anycast or mac in SHARED_MACS or is_group(mac) or virtual_prefix(mac):
            return ""
        return "unless derived" if may_be_derived(mac) else "always"


def _ambiguous_pairs(fabric):
    """Pairs that one device knows in two of its domains (RFC 1918 space used twice, one MAC on all interfaces)."""
    ambiguous = set()
    for host in fabric.hosts.values():
        if len({observer.domain for observer in host.observers.values()}) < 2:
            continue
        seen = {}
        for observer in host.observers.values():
            domain = observer.domain
            for pair in (*observer.seen, *observer.own):
                if seen.setdefault(pair, domain) != domain:
                    ambiguous.add(pair)
    return ambiguous


def _is_link_local(ip):
    return ip[:3] in _LINK_LOCAL_STARTS


def _unite_by_pairs(observers, proof, groups):
    """The second loop over every row: the first holder of a pair stands for all others."""
    holder = proof.holder
    for observer in observers:
        known = {id(None), id(observer)}
        for pair in observer.seen:
            first = holder.get(pair, 0)
            if first == 0:
                if _is_link_local(pair[0]):
                    _note_link_local(pair, observer, proof)
                    continue
                holder[pair] = first = observer if proof.proves(pair) else None
            if id(first) not in known:
                known.add(id(first))
                groups.unite(first, observer)
    for (_pair, network), holders in proof.link_local.items():
        if network is not None or len({observer.host for observer in holders}) == len(holders):
            for observer in holders[1:]:
                groups.unite(holders[0], observer)


def _note_link_local(pair, observer, proof):
    if not proof.proves(pair):
        return
    unknown = (None,) if observer.mac is None else ()
    for network in observer.subnets.networks or unknown:
        proof.link_local.setdefault((pair, network), []).append(observer)


def _unite_by_own(fabric, roaming, proof, groups):
    """Who holds a managed host's own pair, or its address with another of its MACs, is beside that interface."""
    interfaces = {}
    for mac, owners in fabric.mac_owners.items():
        for owner in owners:
            interfaces.setdefault((owner.host, mac), []).append(owner)
    for (ip, mac), holder in proof.holder.items():
        if holder is None:
            continue
        for own in fabric.own.get(ip, ()):
            beside = own.observer if own.mac == mac else _only(interfaces.get((own.observer.host, mac), ()))
            if beside in roaming and (beside.host != holder.host or beside.domain == holder.domain):
                groups.unite(holder, beside)
    for (pair, network), holders in proof.link_local.items():
        for own in fabric.own.get(pair[0], ()):
            if own.mac == pair[1] and own.observer in roaming and network in own.observer.subnets.networks:
                groups.unite(holders[0], own.observer)


def _unite_twins(fabric, roaming, proof, groups):
    """A virtual router's own interface (a macvlan, a VRR twin) is beside the one of its host that shares its subnet.

    Its MAC proves nothing, so without this the virtual address would have no owner where it is asked for.
    """
    for host in fabric.hosts.values():
        told = [one for one in host.observers.values() if one in roaming and one.mac and one.subnets.networks]
        for twin in told:
            for network in twin.subnets.networks if not proof.weight(twin.mac) else ():
                for one in _around(network, [one for one in told if one.domain == twin.domain]):
                    groups.unite(one, twin)


def _around(network, observers):
    """The observers on a network; on the narrowest one around it where it is a single address, as keepalived has it."""
    if network.prefixlen < network.max_prefixlen:
        return [one for one in observers if network in one.subnets.networks]
    wider = [(other, one) for one in observers for other in one.subnets.networks if _is_within(network, other)]
    narrowest = max((other.prefixlen for other, _one in wider), default=None)
    return [one for other, one in wider if other.prefixlen == narrowest]


def _is_within(network, other):
    return network.version == other.version and network != other and network.subnet_of(other)


def _only(observers):
    return observers[0] if len(observers) == 1 else None


def _join_named(named, proof, groups):
    """An inferred group joins a named segment when it shares pairs with that one alone."""
    wishes = {}
    for name, observers in named.items():
        for observer in observers:
            for pair in (*observer.seen, *observer.own):
                holder = proof.holder.get(pair)
                if holder is not None:
                    wishes.setdefault(groups.root(holder), set()).add(name)
    for root, names in wishes.items():
        if len(names) == 1:
            groups.unite(named[names.pop()][0], root)
    for observers in named.values():
        for observer in observers[1:]:
            groups.unite(observers[0], observer)


def _segments(named, free, groups):
    members = {}
    for observer in (*free, *(observer for observers in named.values() for observer in observers)):
        members.setdefault(groups.root(observer), []).append(observer)
    segments = []
    names = {groups.root(observers[0]): name for name, observers in named.items()}
    for root, observers in members.items():
        segment = Segment(observers)
        segment.name = names.get(root)
        for observer in observers:
            observer.segment = segment
        segments.append(segment)
    return sorted(segments, key=lambda segment: segment.observers[0].key)


def _place_silent(fabric):
    """Give rows without an interface to the interface that they belong to by what others of its segment tell.

    Where a device tells neither the interface of an incomplete row (IOS) nor its own subnets, hosts beside it do.
    """
    for host in fabric.hosts.values():
        for lost in [observer for observer in host.observers.values() if not observer.interface]:
            near = [one for one in host.observers.values() if one.interface and one.domain == lost.domain]
            near = [(one, {other.subnets for other in one.segment.observers}) for one in near if lost.unresolved]
            rows, lost.unresolved = lost.unresolved, []
            for row in rows:
                place = _only([one for one, known in near if _is_there(row["ip"], one, known)])
                (place or lost).unresolved.append(row)


def _is_there(ip, observer, known):
    return ip in observer.gateways or any(subnets.contains(ip) for subnets in known)


def _name(segments):
    """Call each segment by its most common subnet; the first observer tells segments with one subnet apart."""
    wanted = {}
    for segment in segments:
        if segment.name is None:
            wanted.setdefault(_common_subnet(segment), []).append(segment)
    for subnet, sharing in wanted.items():
        for segment in sharing:
            place = str(segment.observers[0])
            segment.name = place if subnet is None else subnet if len(sharing) == 1 else f"{subnet} ({place})"


def _common_subnet(segment):
    votes = {}
    for observer in segment.observers:
        for network in observer.subnets.networks:
            votes[network] = votes.get(network, 0) + 1
    if not votes:
        return None
    best = min(votes, key=lambda network: (network.version, -votes[network], network))
    return str(best)

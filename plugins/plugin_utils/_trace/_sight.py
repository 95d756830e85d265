# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that is known of the address on one segment: who holds what, who was asked, who answered."""

import functools
from typing import NamedTuple

from .._facts import rows
from .._mac_addresses import station, virtual_prefix

_UNRESOLVED = frozenset(["failed", "incomplete"])


class Cached(NamedTuple):
    """What one interface holds: a row, or with the state `own` an address of its own."""

    host: str
    interface: str
    vrf: str | None
    namespace: str | None
    mac: str | None
    state: str
    origin: str | None
    age_seconds: float | None


class Answer(NamedTuple):
    """One MAC that answered a probe. `frame_macs` are those that the frames came from."""

    mac: str
    count: int
    frame_macs: tuple


class Probe(NamedTuple):
    """A question that was asked on the wire. `is_duplicate_check` is that of a host which holds the address itself."""

    host: str
    interface: str
    is_duplicate_check: bool
    answers: tuple

    @property
    def macs(self):
        return {answer.mac for answer in self.answers}


class Sight:
    """The address on one segment.

    `observations` are those of the judgement, `stations` the segment's; `cached`, `probes` and `heard` are what was
    read, asked and captured there (`{mac: [(observer, Heard), ...]}`), `findings` those of this address here.
    """

    def __init__(self, subject, observations, stations, cached, probes, heard, findings):
        self.subject = subject
        self.observations = observations
        self.stations = stations
        self.cached = cached
        self.probes = probes
        self.heard = heard
        self.findings = findings

    @property
    def ip(self):
        return self.subject.ip

    @property
    def name(self):
        """The segment's name."""
        return self.stations.segment.name

    @functools.cached_property
    def owners(self):
        """Managed interfaces here that have the address of their own, as `(observer, mac)`."""
        return sorted(self.stations.own.get(self.ip, ()), key=lambda held: (*held[0].key, held[1]))

    @functools.cached_property
    def own_macs(self):
        return {mac for _observer, mac in self.owners}

    @functools.cached_property
    def servants(self):
        """Managed hosts that have the address where nobody asks for it (on lo), behind one of whose MACs it may be."""
        hosts = self.observations.fabric.hosts.values()
        return {host.name for host in hosts if self.ip in host.service_addresses}

    @functools.cached_property
    def answering(self):
        """The MACs that answered a probe, or that spoke for the address while a host listened."""
        probed = set().union(*(probe.macs for probe in self.probes))
        return probed | {
            mac for mac, told in self.heard.items() if self.owners or any(heard.is_answer for _observer, heard in told)
        }

    @functools.cached_property
    def asked(self):
        """The hosts that asked, but for those that hold the address."""
        return sorted({probe.host for probe in self.probes if not probe.is_duplicate_check})

    @functools.cached_property
    def unanswered(self):
        """The hosts that asked in vain."""
        return sorted({probe.host for probe in self.probes if not probe.is_duplicate_check and not probe.answers})

    @functools.cached_property
    def failed(self):
        """The hosts whose own entry is unresolved."""
        return sorted({one.host for one in self.cached if one.state in _UNRESOLVED})

    @functools.cached_property
    def held(self):
        """The MACs in tables, each with its rows; own addresses are none."""
        found = {}
        for one in self.cached:
            if one.mac and one.state != "own":
                found.setdefault(one.mac, []).append(one)
        return found

    @functools.cached_property
    def kinds(self):
        return {found["kind"] for found in self.findings}

    @property
    def is_gateway(self):
        return self.ip in self.stations.segment.gateways

    def is_allowed(self, mac):
        """True when the policy lets this MAC answer."""
        return self.stations.is_allowed(self.ip, mac)

    @functools.cached_property
    def foreign(self):
        """The MACs that answered although managed hosts hold the address with others."""
        return {mac for mac in self.answering - self.own_macs if self.owners and not self.is_allowed(mac)}

    @functools.cached_property
    def rivals(self):
        """The MACs of the stations that answered, without those that the policy allows beside others."""
        return {mac for mac in self.answering if not self.is_allowed(mac)}

    @functools.cached_property
    def right(self):
        """The MACs that are right: the owner's, or that of the one station that answered; none where none is sure."""
        if self.owners:
            return self.own_macs | {mac for mac in self.held if self.is_allowed(mac)}
        single = len({station(mac) for mac in self.answering}) == 1 or not self.rivals
        return self.answering | {mac for mac in self.held if self.is_allowed(mac)} if single else set()

    @functools.cached_property
    def leftover(self):
        """Rows with another MAC than the right one, those that are pinned or allowed aside."""
        wrong = [one for mac, found in self.held.items() if self.right and self._is_wrong(mac) for one in found]
        return [one for one in wrong if one.origin != "static" and one.state != "permanent"]

    def _is_wrong(self, mac):
        return station(mac) not in {station(one) for one in self.right} and not self.is_allowed(mac)

    def is_right(self, mac):
        """True or false for a MAC, None where nothing is sure."""
        return not self._is_wrong(mac) if self.right else None

    @property
    def macs(self):
        """Every MAC in question, the right ones first."""
        every = self.own_macs | self.answering | self.held.keys() | self.heard.keys()
        return sorted(every, key=lambda mac: (mac not in self.right, mac not in self.answering, mac))

    def owner_of(self, mac):
        """The managed interfaces on this segment that have a MAC."""
        return self.observations.owners(mac, self.stations.segment)

    def described(self, mac):
        """A MAC with what is known of it."""
        return self.observations.describe(mac, self.stations.segment)

    @functools.cached_property
    def virtual(self):
        """The MACs that answered or are held and belong to a virtual router or cluster, by prefix or declaration."""
        declared = self.observations.policy.virtual_macs(self.ip, self.stations.segment.vrfs)
        return {mac for mac in self.macs if virtual_prefix(mac) or mac in declared}

    @functools.cached_property
    def proxies(self):
        """The MACs that answered for the address without having it: of a router or of a managed host."""
        if self.owners:
            said = (found["macs"] for found in self.findings if found["kind"] == "proxy_arp_answer")
            return self.foreign.intersection(*said) if "proxy_arp_answer" in self.kinds else set()
        candidates = set() if self.is_gateway else self.answering - self.virtual
        return {mac for mac in candidates if self._is_of_another(mac)}

    def _is_of_another(self, mac):
        hosts = {owner.host for owner in self.owner_of(mac)}
        if hosts:
            return not hosts & self.servants
        return any(mac in self.stations.of(gateway) for gateway in self.stations.segment.gateways)


def cached_at(subject, observations):
    """What every host holds for the address, by segment id: rows, and own addresses as such."""
    fabric, found = observations.fabric, {}
    for host in fabric.hosts.values():
        for observer in host.observers.values():
            for mac in sorted({mac for ip, mac in observer.own if ip == subject.ip}):
                own = Cached(host.name, observer.interface, observer.vrf, observer.namespace, mac, "own", "local", None)
                found.setdefault(id(observer.segment), []).append(own)
        for row in rows(host.facts, host.name):
            if row["ip"] == subject.ip and row.get("origin") != "local":
                observer = fabric.observer_of(host, row)
                if subject.zone in (None, observer.interface):
                    found.setdefault(id(observer.segment), []).append(_row(host, observer, row))
    return {place: sorted(some, key=_order) for place, some in found.items()}


def _row(host, observer, row):
    told = (row.get(key) for key in ("mac", "state", "origin", "age_seconds"))
    return Cached(host.name, observer.interface, observer.vrf, observer.namespace, *told)


def _order(cached):
    return (cached.state != "own", cached.host, cached.interface or "", cached.mac or "")

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run observed: hosts, their interfaces as observers, and each observer's rows in a form that is cheap to judge.

A row that resolves becomes a pair `(ip, mac)`; equal pairs of all hosts are one shared object, so that a million rows
cost a reference each. The few rows that matter in full (unresolved, gateways) are kept as they are, and the evidence of
a finding is read from the facts again.
"""

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from ..module_utils._errors import ArpError
from ..module_utils._neighbor import FIELDS, UNRESOLVED_STATES
from ._captures import captures_of, hear
from ._facts import rows
from ._subnets import addresses_of, subnets_of

# An address there is never asked for on the wire: loopbacks, LVS-DR and kube-proxy service addresses, node-local DNS.
SERVICE_INTERFACES = re.compile(r"lo\d*|Loopback\d+|dummy.*|kube-ipvs\d*|nodelocaldns", re.IGNORECASE).fullmatch

# Bridges that software creates on every host alike; each is a segment of its own.
HOST_BRIDGES = re.compile(
    r"docker\d+|docker_gwbridge|br-[0-9a-f]{12}|virbr\d+|cni\d+|cbr\d+|cni-podman\d+|podman\d+|lxcbr\d+|lxdbr\d+|"
    r"incusbr\d+|nerdctl\d+|kube-bridge"
).fullmatch

# Such a row says nothing about who answers on the wire.
_SILENT_WITHOUT_MAC = frozenset(["noarp", "permanent"])


class Own(NamedTuple):
    """An address that a managed host holds: the truth that observations are compared with."""

    ip: str
    mac: str
    observer: "Observer"


class Observer:
    """One interface of one host, in one network namespace: it sees one segment.

    `up` is None where unknown. `pairs` are the resolved rows and `static` those of them that are static; `unresolved`
    and `gateway_rows` are full rows; `noarp` are the addresses that need no resolution; `routers` are the pairs of
    those who say that they route; `own` are the pairs that count as own truth. `captures` are those made on it and
    `heard` maps the pairs that were claimed there to a Heard. The inference of segments sets `segment`.
    """

    __slots__ = (
        "host",
        "namespace",
        "interface",
        "vrf",
        "mac",
        "up",
        "subnets",
        "own",
        "pairs",
        "static",
        "unresolved",
        "gateway_rows",
        "noarp",
        "gateways",
        "routers",
        "captures",
        "heard",
        "segment",
    )

    def __init__(self, host, namespace, interface, vrf):
        self.host = host
        self.namespace = namespace
        self.interface = interface
        self.vrf = vrf
        self.mac = None
        self.up = None
        self.subnets = subnets_of(())
        self.gateways = set()
        self.segment = None
        self.own = []
        self.captures = []
        self.heard = {}
        self.forget_rows()

    def forget_rows(self):
        """Drop what rows told, so that they can be read again."""
        self.pairs = []
        self.static = set()
        self.unresolved = []
        self.gateway_rows = []
        self.noarp = set()
        self.routers = set()

    @property
    def key(self):
        """Sorts observers alike in every run."""
        return (self.host, self.namespace or "", self.interface or "", self.vrf or "")

    @property
    def seen(self):
        """The pairs that it holds or heard."""
        return [*self.pairs, *(self.heard.keys() - set(self.pairs))] if self.heard else self.pairs

    @property
    def domain(self):
        """The part of the host within which one address means one thing."""
        return (self.namespace, self.vrf or "default")

    @property
    def is_host_bridge(self):
        """True for the bridges of containers and guests."""
        return bool(HOST_BRIDGES(self.interface or ""))

    @property
    def is_local_only(self):
        """True where the segment does not leave the host, or is not known at all."""
        return not self.interface or self.is_host_bridge or bool(SERVICE_INTERFACES(self.interface))

    def __str__(self):
        place = f"{self.host}:{self.interface}" if self.interface else self.host
        return f"{place} in namespace {self.namespace}" if self.namespace else place


class Host:
    """One managed host: its facts, and its observers by `(namespace, interface)`."""

    def __init__(self, name, facts):
        if not isinstance(facts, Mapping):
            raise ArpError(f"host {name}: a mapping as arp_facts returns it is needed, not {type(facts).__name__}")
        self.name = name
        self.facts = facts
        self.observers = {}
        self.service_addresses = set()
        self.floating_gateways = []

    def observer(self, namespace, interface, vrf=None):
        """The observer of an interface, made when it is first seen."""
        key = (namespace, interface or (None, vrf))
        observer = self.observers.get(key)
        if observer is None:
            observer = self.observers[key] = Observer(self.name, namespace, interface, vrf)
            observer.gateways.update(ip for domain, ip in self.floating_gateways if domain == observer.domain)
        return observer

    @functools.cached_property
    def is_multihomed(self):
        """True with several own addresses that others could ask for on a wire.

        For IPv6 the addresses must be on several interfaces, since one interface usually has several.
        """
        counts = {4: 0, 6: 0}
        for observer in self.observers.values():
            ips = [] if observer.is_local_only else [ip for ip, _mac in observer.own]
            counts[4] += sum(":" not in ip and observer.subnets.may_be_asked(4) for ip in ips)
            counts[6] += any(":" in ip and observer.subnets.may_be_asked(6) for ip in ips)
        return max(counts.values()) > 1

    @functools.cached_property
    def row_counts(self):
        """The numbers of all and of unresolved rows, those on bridges of containers and guests left out."""
        observers = [observer for observer in self.observers.values() if not observer.is_host_bridge]
        unresolved = sum(len(observer.unresolved) for observer in observers)
        return unresolved + sum(len(observer.pairs) for observer in observers), unresolved


class Fabric:
    """All hosts of a run. `own` maps an address to its Own list, `mac_owners` a MAC to the observers that have it."""

    def __init__(self, facts, captures=None):
        if not isinstance(facts, Mapping):
            raise ArpError(f"a dictionary of host name to arp_facts is needed, not {type(facts).__name__}")
        captures = captures_of(captures or {})
        told = {**{name: _listener(given) for name, given in captures.items()}, **facts}
        self.hosts = {str(name): Host(str(name), told[name]) for name in sorted(told, key=str)}
        self.own = {}
        self.mac_owners = {}
        self._service_holders = {}
        self._records = {}
        pairs = {}
        for host in self.hosts.values():
            _read_gateways(host)
            _read_interfaces(host)
            _read_rows(host, pairs)
            hear(host, captures.get(host.name, ()))
            self._index(host)

    def _index(self, host):
        for observer in sorted(host.observers.values(), key=lambda observer: observer.key):
            observer.own = sorted(set(observer.own))
            macs = {mac for _ip, mac in observer.own} | ({observer.mac} if observer.mac else set())
            for mac in macs:
                self.mac_owners.setdefault(mac, []).append(observer)
            for ip, mac in observer.own:
                self.own.setdefault(ip, []).append(Own(ip, mac, observer))
            observer.subnets = observer.subnets.beside([ip for ip, _mac in observer.own])
        for ip in host.service_addresses:
            self._service_holders.setdefault(ip, set()).add(host.name)

    @property
    def observers(self):
        """All observers, host by host."""
        for host in self.hosts.values():
            yield from host.observers.values()

    def observer_of(self, host, row):
        """The observer that a row of a host belongs to."""
        found = host.observers.get((row.get("namespace"), row.get("interface")))
        return found or _observer_of(host, {**dict.fromkeys(("namespace", "interface", "vrf")), **row})

    def is_shared_service(self, ip):
        """True for addresses that several managed hosts hold where nobody asks for them on the wire."""
        return len(self._service_holders.get(ip, ())) > 1

    def records(self, observer, ip):
        """The full rows of an observer for an address; a host's facts are read again when it is first asked for."""
        index = self._records.get(observer.host)
        if index is None:
            index = self._records[observer.host] = {}
            for row in rows(self.hosts[observer.host].facts, observer.host):
                index.setdefault((row.get("namespace"), row["ip"]), []).append(row)
        found = index.get((observer.namespace, ip), ())
        return [row for row in found if row["interface"] in (observer.interface, None)]


def _listener(captures):
    """The facts of a host of which nothing is known but what it captured."""
    return {"neighbors": [], "collected_at": max((str(one.get("started_at") or "") for one in captures), default="")}


def _read_gateways(host):
    for gateway in host.facts.get("gateways") or ():
        namespace, interface, vrf = gateway.get("namespace"), gateway.get("interface"), gateway.get("vrf")
        if interface:
            host.observer(namespace, interface, vrf).gateways.add(gateway["ip"])
        else:
            host.floating_gateways.append(((namespace, vrf or "default"), gateway["ip"]))


def _read_interfaces(host):
    for interface in host.facts.get("interfaces") or ():
        observer = host.observer(interface.get("namespace"), interface.get("name"), interface.get("vrf"))
        addresses = addresses_of(interface.get("addresses") or ())
        observer.mac = interface.get("mac")
        observer.up = interface.get("up")
        observer.subnets = subnets_of(addresses)
        ips = [str(address.ip) for address in addresses]
        if SERVICE_INTERFACES(observer.interface or ""):
            host.service_addresses.update(ips)
        elif observer.up is not False and observer.mac:
            observer.own = [(ip, observer.mac) for ip in ips]


def _read_rows(host, pairs):
    records = rows(host.facts, host.name)
    try:
        _sort_rows(host, records, pairs)
    except KeyError:
        # Hand-made records may leave out what is unknown.
        for observer in host.observers.values():
            observer.forget_rows()
        blank = dict.fromkeys(FIELDS)
        _sort_rows(host, [{**blank, **record} for record in records], pairs)


def _sort_rows(host, records, pairs):
    """The one loop over every row of every host: keep it tight."""
    observers = host.observers
    share = pairs.setdefault
    for row in records:
        observer = observers.get((row["namespace"], row["interface"]))
        if observer is None:
            observer = _observer_of(host, row)
        ip = row["ip"]
        mac = row["mac"]
        state = row["state"]
        origin = row["origin"]
        if mac is None or state in UNRESOLVED_STATES:
            # An entry of another origin was never asked for (proxy entries, Linux' NUD_NONE).
            if ip is not None and state not in _SILENT_WITHOUT_MAC and origin != "other":
                observer.unresolved.append(row)
            continue
        if ip is None or state == "noarp" or origin == "local":
            if origin == "local" and ip:
                _hold(host, observer, (ip, mac))
            elif state == "noarp" and ip:
                observer.noarp.add(ip)
            continue
        pair = (ip, mac)
        pair = share(pair, pair)
        observer.pairs.append(pair)
        if origin == "static":
            observer.static.add(pair)
        if row["is_router"]:
            observer.routers.add(pair)
        if ip in observer.gateways:
            observer.gateway_rows.append(row)


def _hold(host, observer, pair):
    """An own address that a row tells: of many devices the interfaces tell their first IPv4 address alone."""
    if SERVICE_INTERFACES(observer.interface or ""):
        host.service_addresses.add(pair[0])
    elif observer.up is not False:
        observer.own.append(pair)


def _observer_of(host, row):
    """The observer of a row on an interface not met before; of a row without one, the interface whose subnet fits."""
    domain = (row["namespace"], row["vrf"] or "default")
    if not row["interface"]:
        for observer in host.observers.values():
            if observer.interface and observer.domain == domain and observer.subnets.contains(row["ip"]):
                return observer
    return host.observer(row["namespace"], row["interface"], row["vrf"])

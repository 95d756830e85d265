# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Topologies: YAML in, checked named tuples out. The format is described in tests/lab/README.md."""

import pathlib
from typing import Any, NamedTuple

import yaml

from . import checks, devices
from .checks import TopologyError, fail

__all__ = ["Fault", "Host", "Interface", "Topology", "TopologyError", "parse", "read"]


class Interface(NamedTuple):
    """One interface: a port of a bridge, a macvlan above another interface, or a bridge of the host's own."""

    name: str
    bridge: str | None = None
    macvlan: str | None = None
    own_bridge: bool = False
    mac: str | None = None
    addresses: list[str] = []
    up: bool = True


class Host(NamedTuple):
    name: str
    interfaces: dict[str, Interface]
    managed: bool = True
    groups: list[str] = []
    vars: dict[str, Any] = {}
    routes: list[dict[str, str]] = []
    neighbors: list[dict[str, str]] = []
    sysctls: dict[str, str] = {}
    device: str | None = None


class Fault(NamedTuple):
    """Something that goes wrong: the steps that plant and clear it, and the findings that it must yield."""

    name: str
    title: str
    plant: list[dict]
    expect: list[dict]
    clear: list[dict] = []
    policy: dict[str, Any] = {}
    machine: bool = False


class Topology(NamedTuple):
    name: str
    hosts: dict[str, Host]
    bridges: list[str] = []
    sysctls: dict[str, str] = {}
    start: list[dict] = []
    faults: dict[str, Fault] = {}
    planted: list[str] = []


_STEP = checks.keys(
    required=("host",),
    host=checks.host_name,
    ip=checks.list_of(checks.text),
    sysctls=checks.map_of(checks.sysctl_key, checks.scalar),
    resolve=checks.list_of(checks.scoped_address),
    nudge=checks.list_of(checks.scoped_address),
    forget=checks.list_of(checks.scoped_address),
    announce=checks.keys(
        required=("interface", "ip", "mac"),
        interface=checks.interface_name,
        ip=checks.address,
        mac=checks.mac,
        to=checks.mac,
        reply=checks.boolean,
    ),
    rows=checks.keys(
        required=("interface", "first", "options"),
        interface=checks.interface_name,
        first=checks.address,
        options=checks.text,
        count=checks.number,
        machine_percent=checks.number,
    ),
    until=checks.keys(
        required=("ip",),
        ip=checks.address,
        mac=checks.mac,
        states=checks.list_of(checks.text),
        older_than=checks.number,
    ),
)


def _step(value, where):
    step = _STEP(value, where)
    if len(step) != 2:
        fail(where, "a step is 'host' and exactly one thing to do there")
    return step


_INTERFACE = checks.keys(
    bridge=checks.text,
    macvlan=checks.interface_name,
    own_bridge=checks.boolean,
    mac=checks.mac,
    addresses=checks.list_of(checks.interface_address),
    up=checks.boolean,
)
_HOST = checks.keys(
    required=("interfaces",),
    managed=checks.boolean,
    groups=checks.list_of(checks.word),
    vars=checks.map_of(checks.word, checks.anything),
    interfaces=checks.map_of(checks.interface_name, _INTERFACE),
    routes=checks.list_of(
        checks.keys(required=("to",), to=checks.destination, via=checks.address, interface=checks.interface_name)
    ),
    neighbors=checks.list_of(
        checks.keys(
            required=("ip", "mac", "interface"), ip=checks.address, mac=checks.mac, interface=checks.interface_name
        )
    ),
    sysctls=checks.map_of(checks.sysctl_key, checks.scalar),
    device=checks.one_of(devices.NETWORK_OS),
)
_EXPECTED = checks.keys(
    required=("kind", "severity"),
    kind=checks.finding_kind,
    severity=checks.word,
    ip=checks.address,
    hosts=checks.list_of(checks.host_name),
)
_FAULT = checks.keys(
    required=("title", "plant", "expect"),
    title=checks.text,
    plant=checks.list_of(_step),
    clear=checks.list_of(_step),
    expect=checks.list_of(_EXPECTED),
    policy=checks.anything,
    machine=checks.boolean,
)
_TOPOLOGY = checks.keys(
    required=("name", "hosts"),
    name=checks.lab_name,
    bridges=checks.list_of(checks.interface_name),
    sysctls=checks.map_of(checks.sysctl_key, checks.scalar),
    hosts=checks.map_of(checks.host_name, _HOST),
    start=checks.list_of(_step),
    faults=checks.map_of(checks.word, _FAULT),
    planted=checks.list_of(checks.word),
)


def read(path):
    """Read a topology file and those that it extends; return the merged mapping, not checked yet.

    C(extends) names another file, relative to this one. Its hosts and faults are completed or replaced by name, other
    keys are replaced. Raises TopologyError.
    """
    path = pathlib.Path(path)
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TopologyError(f"{path}: {error}") from error
    if not isinstance(document, dict):
        fail(path, "a mapping is wanted")
    document.setdefault("name", path.stem)
    if "extends" not in document:
        return document
    base = read(path.parent / checks.text(document.pop("extends"), f"{path}: extends"))
    for key in ("hosts", "faults"):
        if isinstance(document.get(key), dict) and isinstance(base.get(key), dict):
            document[key] = {**base[key], **document[key]}
    return {**base, **document}


def parse(document, where="topology"):
    """Check a mapping as C(read) returns it and make a Topology of it. Raises TopologyError naming the key."""
    values = _TOPOLOGY(document, where)
    hosts = {name: _host(name, host) for name, host in values.pop("hosts").items()}
    faults = {name: Fault(name=name, **fault) for name, fault in values.pop("faults", {}).items()}
    topology = Topology(hosts=hosts, faults=faults, **values)
    _check_references(topology, where)
    return topology


def _host(name, values):
    interfaces = {key: Interface(name=key, **value) for key, value in values.pop("interfaces").items()}
    return Host(name=name, interfaces=interfaces, **values)


def _check_references(topology, where):
    for host in topology.hosts.values():
        for interface in host.interfaces.values():
            _check_interface(topology, host, interface, f"{where}.hosts.{host.name}.interfaces.{interface.name}")
    steps = {f"{where}.start": topology.start}
    for fault in topology.faults.values():
        steps[f"{where}.faults.{fault.name}.plant"] = fault.plant
        steps[f"{where}.faults.{fault.name}.clear"] = fault.clear
    for place, listed in steps.items():
        for index, step in enumerate(listed):
            if step["host"] not in topology.hosts:
                fail(f"{place}[{index}].host", f"there is no host {step['host']!r}")
    for index, name in enumerate(topology.planted):
        if name not in topology.faults:
            fail(f"{where}.planted[{index}]", f"there is no fault {name!r}")


def _check_interface(topology, host, interface, where):
    if sum([bool(interface.bridge), bool(interface.macvlan), interface.own_bridge]) != 1:
        fail(where, "exactly one of 'bridge', 'macvlan' and 'own_bridge' is wanted")
    if interface.macvlan and interface.macvlan not in host.interfaces:
        fail(f"{where}.macvlan", f"the host has no interface {interface.macvlan!r}")
    if not interface.bridge:
        return
    owner, slash, name = interface.bridge.rpartition("/")
    if not slash and name not in topology.bridges:
        fail(f"{where}.bridge", f"there is no bridge {name!r} under 'bridges'")
    if slash:
        bridge = topology.hosts[owner].interfaces.get(name) if owner in topology.hosts else None
        if bridge is None or not bridge.own_bridge:
            fail(f"{where}.bridge", f"the host {owner!r} has no bridge {name!r} of its own")

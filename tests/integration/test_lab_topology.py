# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lab says about topologies and commands that are wrong. Needs no root."""

import copy
from pathlib import Path

import pytest
from arplab import cli, faults, state, topology

TOPOLOGIES = Path(__file__).resolve().parents[1] / "lab" / "topologies"

GOOD = {
    "name": "good",
    "bridges": ["lan"],
    "hosts": {
        "alpha": {"interfaces": {"eth0": {"bridge": "lan", "mac": "02:00:00:00:00:01", "addresses": ["192.0.2.1/24"]}}},
    },
    "start": [{"host": "alpha", "resolve": ["192.0.2.2"]}],
    "faults": {"dead": {"title": "dead", "plant": [{"host": "alpha", "nudge": ["192.0.2.3"]}], "expect": []}},
    "planted": ["dead"],
}

# Where to put which value, and what must be said.
MISTAKES = [
    ("bridge", "lan", "unknown key 'bridge'"),
    ("name", "Not A Name", "good.name: 'Not A Name' is not a lab name"),
    ("bridges", "lan", "good.bridges: a list is wanted"),
    ("hosts.alpha.interface", {}, "good.hosts.alpha: unknown key 'interface'"),
    ("hosts.Bravo", {"interfaces": {}}, "good.hosts: 'Bravo' is not a host name"),
    ("hosts.alpha.managed", "no", "good.hosts.alpha.managed: true or false is wanted"),
    ("hosts.alpha.interfaces.eth0.mac", 2000000000, "eth0.mac: 2000000000 is not a MAC address"),
    ("hosts.alpha.interfaces.eth0.mac", "02-00-00-00-00-01", "is not a MAC address in lower-case colon form"),
    (
        "hosts.alpha.interfaces.eth0.addresses",
        ["192.0.2.1"],
        "addresses[0]: '192.0.2.1' is not an address with its prefix",
    ),
    ("hosts.alpha.interfaces.eth0.bridge", "wan", "eth0.bridge: there is no bridge 'wan'"),
    ("hosts.alpha.interfaces.eth0.bridge", "bravo/docker0", "the host 'bravo' has no bridge 'docker0' of its own"),
    ("hosts.alpha.interfaces.eth0.macvlan", "eth1", "exactly one of 'bridge', 'macvlan' and 'own_bridge'"),
    ("hosts.alpha.interfaces.eth1", {"macvlan": "eth9"}, "eth1.macvlan: the host has no interface 'eth9'"),
    ("hosts.alpha.interfaces.an_interface_name_too_long", {"bridge": "lan"}, "is not an interface name"),
    ("hosts.alpha.sysctls", {"kernel.pid_max": 1}, "'kernel.pid_max' is not a sysctl below net."),
    ("hosts.alpha.routes", [{"to": "everywhere"}], "routes[0].to: 'everywhere' is neither 'default' nor a network"),
    ("hosts.alpha.neighbors", [{"ip": "192.0.2.2", "interface": "eth0"}], "neighbors[0]: the key 'mac' is missing"),
    ("start", [{"host": "bravo", "nudge": []}], "good.start[0].host: there is no host 'bravo'"),
    ("start", [{"host": "alpha", "nudge": [], "forget": []}], "start[0]: a step is 'host' and exactly one thing"),
    ("start", [{"host": "alpha", "explode": []}], "start[0]: unknown key 'explode'"),
    ("faults.dead.expect", [{"kind": "duplicate_ip"}], "expect[0]: the key 'severity' is missing"),
    ("planted", ["alive"], "good.planted[0]: there is no fault 'alive'"),
]


@pytest.mark.parametrize(
    ("place", "value", "said"), MISTAKES, ids=[f"{place}-{said[:24]}" for place, _value, said in MISTAKES]
)
def test_a_mistake_in_a_topology_is_named(place, value, said):
    document = copy.deepcopy(GOOD)
    *path, last = place.split(".")
    spot = document
    for key in path:
        spot = spot[key]
    spot[last] = value
    with pytest.raises(topology.TopologyError) as raised:
        topology.parse(document, "good")
    assert said in str(raised.value)


@pytest.mark.parametrize("path", sorted(TOPOLOGIES.glob("*.yml")), ids=lambda path: path.stem)
def test_the_topologies_are_right(path):
    parsed = topology.parse(topology.read(path), path.name)
    assert parsed.hosts
    assert all(parsed.faults[name].plant for name in parsed.planted)


def test_a_topology_completes_the_one_that_it_extends():
    healthy = topology.parse(topology.read(TOPOLOGIES / "healthy.yml"))
    demo = topology.parse(topology.read(TOPOLOGIES / "demo.yml"))
    assert demo.hosts == healthy.hosts
    assert demo.faults == healthy.faults
    assert demo.name == "demo"
    assert healthy.planted == []
    assert len(demo.planted) == 6


@pytest.mark.parametrize("text", ["- a list\n", "hosts: [\n", "extends: nowhere.yml\n"])
def test_an_unreadable_topology_is_named(tmp_path, text):
    path = tmp_path / "broken.yml"
    path.write_text(text)
    with pytest.raises(topology.TopologyError, match=r"broken\.yml|nowhere\.yml"):
        topology.read(path)


@pytest.mark.parametrize(
    ("platform", "user", "said"),
    [("darwin", 0, "needs Linux"), ("linux", 1000, "needs root")],
)
def test_where_no_lab_can_be_it_says_so(monkeypatch, capsys, platform, user, said):
    monkeypatch.setattr(state.sys, "platform", platform)
    monkeypatch.setattr(state.os, "geteuid", lambda: user)
    assert cli.main(["up", str(TOPOLOGIES / "small.yml")]) == 2
    output = capsys.readouterr().err
    assert said in output
    assert output.count("\n") == 1


def _finding(**changes):
    return {
        "kind": "arp_flux",
        "severity": "warning",
        "ip": "192.0.2.1",
        "hosts": ["a", "b"],
        "message": "!",
        **changes,
    }


@pytest.mark.parametrize(
    ("findings", "wanted", "number"),
    [
        ([_finding()], [{"kind": "arp_flux", "severity": "warning", "ip": "192.0.2.1"}], 0),
        ([_finding()], [{"kind": "arp_flux", "severity": "warning", "ip": "192.0.2.1", "hosts": ["b", "a"]}], 0),
        ([_finding()], [{"kind": "arp_flux", "severity": "warning", "ip": "192.0.2.1", "hosts": ["b"]}], 2),
        ([_finding(severity="info")], [{"kind": "arp_flux", "severity": "warning", "ip": "192.0.2.1"}], 2),
        ([_finding(), _finding()], [{"kind": "arp_flux", "severity": "warning", "ip": "192.0.2.1"}], 1),
        ([], [{"kind": "arp_flux", "severity": "warning"}], 1),
        ([_finding()], [], 1),
    ],
)
def test_findings_are_compared_exactly(findings, wanted, number):
    assert len(faults.differences(findings, wanted)) == number

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role static_gateway on lab hosts: what it pins, refuses and takes back, and what a spoofer achieves then."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import network_collections
import pytest
from arplab import audit, lifecycle, steps, topology
from arplab.state import Lab, impediment, poll, run

pytestmark = pytest.mark.lab

TOPOLOGIES = Path(__file__).resolve().parents[1] / "lab" / "topologies"
RECAP = re.compile(r"(\S+) : ok=\d+ changed=(\d+) unreachable=(\d+) failed=(\d+)")
PLAYBOOK = "netops.arp.pin_gateways"
GATEWAY, GATEWAY6 = "192.0.2.1", "fe80::1"
VIRTUAL, VIRTUAL6 = "00:00:5e:00:01:0a", "00:00:5e:00:02:0a"
OTHER, SPOOFER = "00:00:5e:00:01:0b", "02:00:00:00:01:66"
DECLARED = f"{GATEWAY}={VIRTUAL}\n{GATEWAY6}%eth0={VIRTUAL6}"
PINNED = {GATEWAY: (VIRTUAL, "PERMANENT"), GATEWAY6: (VIRTUAL6, "PERMANENT")}
QUICK = {"provider": "none", "serial": "100%", "gateways": DECLARED, "probe_timeout": 0.3}


# Whoever holds the lock is the guard.
KILL_GUARD = """\
for file in /proc/[0-9]*/fd/*; do
  [ "$(readlink "$file")" != /run/netops-arp/guard.lock ] || kill -9 "$(echo "$file" | cut -d/ -f3)"
done
"""


class Gateways:
    """The playbook, and the lab that it is run on."""

    def __init__(self, lab, directory, inventory=None, collections=""):
        self.lab = lab
        self.directory = directory
        self.inventory = inventory or lab.directory / "inventory.yml"
        self.collections = collections
        self.started = []

    def start(self, hosts, *options, before=(), inventory=None, **variables):
        """Start the playbook with variables of the role (without their prefix)."""
        given = {f"static_gateway_{name}": value for name, value in {**QUICK, **variables}.items()}
        words = [*before, str(Path(sys.executable).with_name("ansible-playbook")), PLAYBOOK, *options]
        path = f"{audit.ROOT}/.collections:{self.collections}"
        process = subprocess.Popen(
            [*words, "-i", str(inventory or self.inventory), "-l", hosts, "-e", json.dumps(given)],
            cwd=audit.ROOT,
            env={**audit.environment(), "ANSIBLE_NOCOLOR": "1", "ANSIBLE_COLLECTIONS_PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return process

    def kill(self, process):
        """End a controller at once. What it has started may still hold the other end of its output."""
        process.kill()
        process.wait()
        process.stdout.close()

    def stop(self):
        """End what a test has left running, and the guards of its hosts."""
        for process in self.started:
            if process.poll() is None:
                self.kill(process)
        self.started.clear()
        for host in ("client1", "client2"):
            self.inside(host, f"{KILL_GUARD} rm -f /run/netops-arp/guard.json")

    def pinned(self, host):
        """Wait until the gateway is pinned, on a machine that may have much else to do."""
        poll(lambda: self.is_pinned(host), 240, "the gateway to be pinned", pause=0.005)

    def play(self, hosts, *options, status=0, **variables):
        """Run the playbook and return its output, with single blanks."""
        return self.end(self.start(hosts, *options, **variables), status)

    def end(self, process, status=0):
        said = process.communicate(timeout=240)[0]
        assert process.returncode == status, said
        return " ".join(said.split())

    def changed(self, output):
        return {host: int(changed) for host, changed, _unreachable, _failed in RECAP.findall(output)}

    def row(self, host, address):
        """What a host holds for an address: `(MAC, state)`, both None for nothing that is resolved."""
        rows = [one for one in steps.rows(self.lab, host, address) if "lladdr" in one]
        return (rows[0]["lladdr"], rows[0]["state"][0]) if rows else (None, None)

    def pins(self, host):
        return {ip: self.row(host, ip) for ip in (GATEWAY, GATEWAY6)}

    def is_pinned(self, host):
        return self.row(host, GATEWAY)[1] == "PERMANENT"

    def finds(self, host, mac):
        """Send traffic until the host has the gateway at this MAC; the first packet finds out that the row is wrong."""

        def found():
            self.do({"host": host, "nudge": [GATEWAY]})
            return self.row(host, GATEWAY)[0] == mac

        poll(found, 30, f"the gateway to be found at {mac}", pause=0.5)

    def inside(self, host, command):
        return run([*self.lab.enter(host), "sh", "-c", command])

    def do(self, *listed):
        steps.run_all(self.lab, listed)

    def guard(self, host):
        return json.loads(self.inside(host, "cat /run/netops-arp/guard.json 2>/dev/null || echo '{}'"))

    def move(self, mac):
        """Give the virtual router another MAC, as a replaced one has."""
        self.do({"host": "r1", "ip": ["link set vrrp4 down", f"link set vrrp4 address {mac}", "link set vrrp4 up"]})


@pytest.fixture(scope="module")
def gateways(tmp_path_factory):
    reason = impediment()
    if reason:
        pytest.skip(reason)
    raised = Lab(f"gateway-{os.getpid()}")
    lifecycle.up(raised, topology.read(TOPOLOGIES / "gateway.yml"), owner=os.getpid())
    yield Gateways(raised, tmp_path_factory.mktemp("gateway"))
    lifecycle.down(raised)


@pytest.fixture
def clean(gateways):
    """The lab with learned entries, and the true gateway at its MAC."""
    gateways.move(VIRTUAL)
    for host in ("client1", "client2"):
        gateways.do({"host": host, "resolve": [GATEWAY, f"{GATEWAY6}%eth0"]})
    yield gateways
    gateways.stop()


@pytest.fixture
def beyond(clean):
    """An inventory by which ssh reaches a client through the gateway, as real connections do."""
    place = clean.lab.directory
    common = {"HostKeyAlias": "lab", "UserKnownHostsFile": place / "known_hosts", "GlobalKnownHostsFile": "/dev/null"}
    persistent = f"-o ControlMaster=auto -o ControlPersist=60s -o ControlPath={place}/masters/beyond-%h"
    variables = {
        "ansible_user": "root",
        "ansible_ssh_private_key_file": str(place / "key"),
        "ansible_ssh_common_args": " ".join(["-F /dev/null", *(f"-o {key}={value}" for key, value in common.items())]),
        "ansible_ssh_args": persistent,
        "ansible_pipelining": True,
        "ansible_python_interpreter": "/usr/bin/python3",
    }
    inventory = clean.directory / "beyond.json"
    hosts = {"client1": {"ansible_host": "192.0.2.11"}}
    inventory.write_text(json.dumps({"all": {"hosts": hosts, "vars": variables}}))
    return {"inventory": inventory, "before": clean.lab.on_wire("admin")}


@pytest.mark.core_matrix
def test_a_spoofer_moves_the_neighbor_and_not_the_host_whose_gateway_is_pinned(clean, beyond):
    """The connection comes through the gateway that is pinned, and holds."""
    before = clean.pins("client1")
    check = clean.play("client1", "--check", "--diff")
    sentence = f"{GATEWAY} on eth0: not pinned, answering: {VIRTUAL} (virtual MAC, VRRP). To be pinned to {VIRTUAL}"
    assert sentence in check
    assert f"+{GATEWAY6} is at {VIRTUAL6} on eth0" in check
    assert clean.changed(check) == {"client1": 1}
    assert {ip: row[0] for ip, row in clean.pins("client1").items()} == {ip: row[0] for ip, row in before.items()}
    assert not clean.is_pinned("client1")

    assert clean.changed(clean.play("client1", **beyond)) == {"client1": 1}
    assert clean.pins("client1") == PINNED
    assert clean.inside("client1", "ls -A /run/netops-arp") == "guard.lock\n", "nothing waits any more"
    for ip in PINNED:
        clean.do({"host": "client2", "resolve": [f"{ip}%eth0" if ip == GATEWAY6 else ip]})
        clean.do({"host": "spoofer", "announce": {"interface": "eth0", "ip": ip, "mac": SPOOFER}})
        poll(lambda ip=ip: clean.row("client2", ip)[0] == SPOOFER, 5, f"client2 to be fooled about {ip}")
        assert clean.row("client1", ip) == PINNED[ip]
    clean.do({"host": "client2", "resolve": [GATEWAY, f"{GATEWAY6}%eth0"]})

    again = clean.play("client1", "--check")
    assert f"{GATEWAY} on eth0: pinned to {VIRTUAL} (virtual MAC, VRRP), answering: {VIRTUAL}" in again
    assert clean.changed(again) == {"client1": 0}
    absent = clean.play("client1", state="absent", **beyond)
    assert clean.changed(absent) == {"client1": 1}
    assert "PERMANENT" not in {state for _mac, state in clean.pins("client1").values()}


def test_two_answers_and_other_macs_than_the_declared_one_are_refused_with_the_evidence(clean):
    clean.do({"host": "spoofer", "ip": [f"addr add {GATEWAY}/32 dev eth0"]})
    try:
        two = clean.play("client1", status=2)
    finally:
        clean.do({"host": "spoofer", "ip": [f"addr del {GATEWAY}/32 dev eth0"]})
    assert "Nothing was changed on client1: 2 MACs answer for 192.0.2.1 on eth0: 00:00:5e:00:01:0a" in two
    assert f"{SPOOFER} (locally administered) answered, 3 times" in two
    assert clean.row("client1", GATEWAY6)[1] != "PERMANENT", "not even what would have been right"

    wrong = clean.play("client1", status=2, gateways=[{"ip": GATEWAY, "mac": "02:00:00:00:01:02"}])
    sentence = f"{VIRTUAL} (virtual MAC, VRRP) answers for {GATEWAY} on eth0, and declared is 02:00:00:00:01:02"
    assert sentence in wrong
    assert not clean.is_pinned("client1")


def test_what_nobody_declared_is_shown_for_approval_and_not_pinned(clean):
    output = clean.play("client1,client2", gateways=[{"ip": "198.51.100.2", "mac": OTHER}])
    shown = output[output.index('{ "static_gateway_gateways": ') :]
    assert json.JSONDecoder().raw_decode(shown)[0]["static_gateway_gateways"] == [
        {"ip": GATEWAY, "mac": VIRTUAL},
        {"ip": GATEWAY6, "mac": VIRTUAL6, "interface": "eth0"},
    ]
    assert "198.51.100.2 is declared: it is no gateway of a default route here, and on no network of this" in output
    assert clean.changed(output) == {"client1": 0, "client2": 0}
    assert not clean.is_pinned("client1")


def test_a_mac_that_stops_answering_after_it_was_pinned_is_taken_back(clean):
    before = clean.pins("client1")
    process = clean.start("client1", guard_seconds=200)
    clean.pinned("client1")
    clean.move(OTHER)
    output = clean.end(process, status=2)
    assert f"was pinned to {VIRTUAL}, and that MAC does not answer any more. What had been done was put back" in output
    assert clean.guard("client1") == {}, "it did not have to act by itself"
    # Learned as before; then traffic finds out where the gateway is now.
    assert not clean.is_pinned("client1")
    assert clean.row("client1", GATEWAY6)[0] == before[GATEWAY6][0]
    clean.finds("client1", OTHER)


def test_the_host_goes_back_by_itself_when_the_controller_dies(clean):
    process = clean.start("client1", guard_seconds=6)
    clean.pinned("client1")
    clean.kill(process)
    assert clean.pins("client1") == PINNED
    poll(lambda: clean.guard("client1").get("state") == "fired", 60, "the guard to act", pause=0.1)
    assert not clean.is_pinned("client1")
    assert clean.row("client1", GATEWAY)[0] == VIRTUAL
    told = clean.play("client1", "--check")
    assert "was not confirmed within 6 seconds. What had been done was put back, at " in told


def test_the_guard_of_another_run_is_left_alone_and_the_work_of_a_killed_one_is_done(clean):
    process = clean.start("client1", guard_seconds=600)
    clean.pinned("client1")
    clean.kill(process)
    refused = clean.play("client1", status=2, state="absent")
    assert "A guard is at work since" in refused
    assert (clean.is_pinned("client1"), clean.guard("client1")["state"]) == (True, "armed")
    clean.inside("client1", KILL_GUARD)
    output = clean.play("client1")
    assert clean.changed(output) == {"client1": 2}, "taken back, and pinned anew"
    assert clean.pins("client1") == PINNED
    assert clean.guard("client1") == {}


def test_a_connection_that_the_pin_cuts_off_comes_back(clean, beyond):
    """The connection goes through the gateway, which gets another MAC as soon as the former one is pinned."""
    process = clean.start("client1", guard_seconds=6, **beyond)
    clean.pinned("client1")
    clean.move(OTHER)
    output = clean.end(process, status=2)
    assert "What had been done was put back" in output
    assert clean.guard("client1")["state"] == "fired"
    assert clean.changed(output) == {"client1": 1}
    assert not clean.is_pinned("client1")
    clean.finds("client1", OTHER)


@pytest.fixture(scope="module")
def devices(tmp_path_factory):
    reason = impediment()
    if reason:
        pytest.skip(reason)
    try:
        collections = network_collections.ensure()
    except network_collections.CannotBeHadError as error:
        pytest.skip(f"the collections for network devices cannot be had ({error})")
    lab = Lab(f"gateway-devices-{os.getpid()}")
    lifecycle.up(lab, topology.read(TOPOLOGIES / "devices.yml"), owner=os.getpid())
    yield Gateways(lab, tmp_path_factory.mktemp("devices"), collections=collections)
    lifecycle.down(lab)


def test_ios_and_eos_hold_and_lose_the_pin_and_say_that_they_cannot_ask(devices):
    address, mac = "192.0.2.254", "02:00:00:00:05:fe"
    hosts = ("ios1", "eos1")
    wrong = devices.play("ios1,eos1", status=2, gateways=f"{address}={OTHER}", families="ipv4")
    assert wrong.count(f"answers for {address}") >= 2
    first = devices.play("ios1,eos1", gateways=f"{address}={mac}", families="ipv4", provider="save")
    assert "ios1 (cisco_ios) cannot ask on the wire who answers" in first
    assert devices.changed(first) == dict.fromkeys(hosts, 1)
    assert {devices.row(host, address) for host in hosts} == {(mac, "PERMANENT")}
    gone = devices.play("ios1,eos1", state="absent", families="ipv4", provider="save")
    assert devices.changed(gone) == dict.fromkeys(hosts, 1)
    assert "PERMANENT" not in {devices.row(host, address)[1] for host in hosts}

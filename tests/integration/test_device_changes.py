# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""arp_entry and arp_flush against the lab's network devices, through the connection plugins of their makers.

What a device is told ends in the kernel of its lab host, which is asked afterwards.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import network_collections
import pytest
from arplab import audit, lifecycle, steps, topology
from arplab.state import Lab, impediment

pytestmark = [
    pytest.mark.lab,
    pytest.mark.skipif(impediment() is not None, reason=str(impediment())),
]

DEVICES = ("ios1", "nxos1", "eos1", "junos1", "vyos1")
STATION, STATION_MAC = "192.0.2.53", "02:00:00:00:05:53"
STATION6 = "2001:db8::53"
PINNED, PINNED_MAC, OTHER_MAC = "192.0.2.77", "02:00:00:00:00:77", "02:00:00:00:00:78"
PINNED6 = "2001:db8::77"
GATEWAY = "192.0.2.254"
# Devices that take static entries of IPv6, and the interface that stands in their lines.
IPV6 = {"ios1": "Gi0/0", "nxos1": "Eth1/1", "eos1": "Et1", "junos1": "ge-0/0/0.0"}


class Devices:
    """The lab, and what the modules say of it."""

    def __init__(self, lab, collections, directory):
        self.lab = lab
        self._collections = collections
        self._directory = directory

    def play(self, *tasks, hosts="devices"):
        """Run tasks and return `{host: {name: result}}`; failures are results."""
        names = [one["register"] for one in tasks]
        target = f"{self._directory}/{{{{ inventory_hostname }}}}.json"
        content = "{{ {" + ", ".join(f"'{name}': {name}" for name in names) + "} | to_json }}"
        copy = {
            "ansible.builtin.copy": {"content": content, "dest": target, "mode": "0600"},
            "delegate_to": "localhost",
        }
        playbook = self._directory / "playbook.json"
        play = {"hosts": hosts, "gather_facts": False, "strategy": "free", "tasks": [*tasks, copy]}
        playbook.write_text(json.dumps([play]))
        self._run(playbook)
        return {path.stem: json.loads(path.read_text()) for path in self._directory.glob("*1.json")}

    def _run(self, playbook):
        for stale in self._directory.glob("*1.json"):
            stale.unlink()
        done = self.start(playbook)
        assert done.returncode == 0, done.stdout + done.stderr

    def flush(self, **variables):
        """Run the playbook flush_neighbors; return its exit status, its output on one line, and its journal."""
        journal = self._directory / "journal.jsonl"
        journal.unlink(missing_ok=True)
        always = [{"days": "mon,tue,wed,thu,fri,sat,sun", "start": "00:00", "end": "24:00"}]
        given = {"windows": always, "lease_path": str(self._directory / "lease"), "journal": str(journal), **variables}
        options = json.dumps({f"flush_{name}": value for name, value in given.items()})
        done = self.start("netops.arp.flush_neighbors", "-e", options)
        return done.returncode, " ".join(done.stdout.split()), [json.loads(line) for line in journal.open()]

    def start(self, playbook, *options):
        command = [str(Path(sys.executable).with_name("ansible-playbook")), str(playbook), *options]
        path = os.pathsep.join([str(audit.ROOT / ".collections"), str(self._collections)])
        return subprocess.run(
            [*command, "-i", str(self.lab.directory / "inventory.yml")],
            cwd=audit.ROOT,
            env={**audit.environment(), "HOME": str(self._directory), "ANSIBLE_COLLECTIONS_PATH": path},
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )

    def kernel(self, host, ip):
        return [(row.get("lladdr"), row["state"][0]) for row in steps.rows(self.lab, host, ip)]


def task(name, module, options, **more):
    return {f"netops.arp.{module}": options, "register": name, "failed_when": False, **more}


@pytest.fixture(scope="module")
def devices(tmp_path_factory):
    try:
        collections = network_collections.ensure()
    except network_collections.CannotBeHadError as error:
        pytest.skip(f"the collections for network devices cannot be had ({error})")
    lab = Lab(f"changes-{os.getpid()}")
    document = topology.read(Path(__file__).resolve().parents[1] / "lab" / "topologies" / "devices.yml")
    lifecycle.up(lab, document, owner=os.getpid())
    yield Devices(lab, collections, tmp_path_factory.mktemp("changes"))
    lifecycle.down(lab)


PIN = {"ip": PINNED, "mac": PINNED_MAC}


@pytest.fixture(scope="module")
def pinned(devices):
    """One run: predicted, done, done again, another MAC, the gateway, gone, gone again."""
    told = devices.play(
        task("check", "arp_entry", PIN, check_mode=True, diff=True),
        task("dry", "arp_entry", {**PIN, "commit": False}),
        task("first", "arp_entry", {**PIN, "save": True}, diff=True),
        task("again", "arp_entry", PIN),
        task("moved", "arp_entry", {"ip": PINNED, "mac": OTHER_MAC}),
        # VyOS does not tell its gateways.
        task("cut", "arp_entry", {"ip": GATEWAY, "mac": OTHER_MAC}, when="inventory_hostname != 'vyos1'"),
        task("injected", "arp_entry", {**PIN, "vrf": "blue\nreload"}),
    )
    held = {host: devices.kernel(host, PINNED) for host in DEVICES}
    gone = devices.play(
        task("purged", "arp_entry", {"purge": True, "purge_scope": {"interfaces": ["*"]}}),
        task("absent", "arp_entry", {"ip": PINNED, "state": "absent"}),
    )
    return {host: {**told[host], **gone[host], "held": held[host]} for host in DEVICES}


@pytest.mark.parametrize("host", DEVICES)
def test_an_entry_is_predicted_pinned_and_left_alone(devices, pinned, host):
    told = pinned[host]
    assert (told["check"].get("msg"), told["first"].get("msg")) == (None, None)
    assert told["check"]["changed"] is told["first"]["changed"] is True
    assert told["check"]["entries"] == told["first"]["entries"]
    assert told["check"]["diff"] == told["first"]["diff"]
    assert told["first"]["entries"][0]["after"] == {"mac": PINNED_MAC, "static": True}
    assert told["check"]["commands"] == []
    assert told["first"]["commands"]
    assert (told["again"]["changed"], told["again"]["commands"]) == (False, [])


@pytest.mark.parametrize("host", DEVICES)
def test_lines_are_checked_and_discarded_where_a_device_gathers_them(pinned, host):
    told = pinned[host]
    if host in ("eos1", "junos1", "vyos1"):
        assert told["dry"]["commands"] == told["first"]["commands"][: len(told["dry"]["commands"])] != []
        assert told["first"]["entries"][0]["before"] is None
    else:
        assert "here they count at once" in told["dry"]["msg"]


@pytest.mark.parametrize("host", DEVICES)
def test_an_entry_is_replaced_in_the_kernel_behind_the_device(devices, pinned, host):
    told = pinned[host]
    assert told["moved"]["entries"][0]["before"] == {"mac": PINNED_MAC, "static": True}
    assert told["held"] == [(OTHER_MAC, "PERMANENT")]


@pytest.mark.parametrize("host", DEVICES)
def test_what_nobody_asked_for_is_purged(devices, pinned, host):
    told = pinned[host]
    assert [one["ip"] for one in told["purged"]["purged"]] == [PINNED]
    assert (told["absent"]["changed"], told["absent"]["entries"][0]["after"]) == (False, None)
    assert devices.kernel(host, PINNED) == []
    assert devices.kernel(host, STATION)[0][0] == STATION_MAC


@pytest.mark.parametrize("host", [host for host in DEVICES if host != "vyos1"])
def test_a_gateway_is_not_pinned_to_another_mac(pinned, host):
    assert "192.0.2.254 is in use with the MAC 02:00:00:00:05:fe" in pinned[host]["cut"]["msg"]


@pytest.mark.parametrize("host", DEVICES)
def test_a_name_that_is_none_reaches_no_device(pinned, host):
    assert "is no name for vrf" in pinned[host]["injected"]["msg"]


def test_entries_of_ipv6_are_held_and_lost(devices):
    entry = {"ip": PINNED6, "mac": PINNED_MAC, "interface": "{{ names[inventory_hostname] }}"}
    told = devices.play(
        task("first", "arp_entry", entry, vars={"names": IPV6}),
        task("again", "arp_entry", entry, vars={"names": IPV6}),
        task("moved", "arp_entry", {**entry, "mac": OTHER_MAC}, vars={"names": IPV6}),
        task("flushed", "arp_flush", {"addresses": [PINNED6]}),
        task("absent", "arp_entry", {**entry, "mac": OTHER_MAC, "state": "absent"}, vars={"names": IPV6}),
        hosts=",".join(IPV6),
    )
    for host in IPV6:
        assert told[host]["first"]["changed"] is True, (host, told[host]["first"])
        assert told[host]["first"]["entries"][0]["after"] == {"mac": PINNED_MAC, "static": True}
        assert told[host]["again"]["changed"] is False
        assert told[host]["moved"]["entries"][0]["before"] == {"mac": PINNED_MAC, "static": True}
        assert told[host]["moved"]["entries"][0]["after"] == {"mac": OTHER_MAC, "static": True}
        assert (told[host]["flushed"]["flushed"], told[host]["flushed"]["changed"]) == ([], False)
        assert told[host]["absent"]["changed"] is True
        assert devices.kernel(host, PINNED6) == []


def test_a_refused_line_leaves_the_session_usable_and_is_reported(devices):
    """The lab's devices have no VRF but the default one."""
    told = devices.play(
        task("refused", "arp_entry", {**PIN, "vrf": "blue"}),
        task("after", "arp_facts", {}),
        hosts="ios1,eos1",
    )
    for host in ("ios1", "eos1"):
        assert "The device refused the lines 'arp vrf blue 192.0.2.77" in told[host]["refused"]["msg"]
        assert "Whatever had been done was put back" in told[host]["refused"]["msg"]
        assert told[host]["after"]["ansible_facts"]["ansible_arp"]["unparsed"] == []
        assert devices.kernel(host, PINNED) == []


@pytest.fixture(scope="module")
def flushed(devices, pinned):
    for host in DEVICES:
        steps.run_all(devices.lab, [{"host": host, "resolve": [STATION, GATEWAY, STATION6]}])
    told = devices.play(
        task("pin", "arp_entry", PIN),
        task("check", "arp_flush", {"addresses": [STATION, STATION6]}, check_mode=True, diff=True),
        task("before", "arp_facts", {}),
        task("one", "arp_flush", {"addresses": [STATION, STATION6]}),
        task("scopeless", "arp_flush", {}),
        task("every", "arp_flush", {"all": True}),
    )
    return {
        host: {**told[host], "rows": {ip: devices.kernel(host, ip) for ip in (STATION, GATEWAY, PINNED)}}
        for host in DEVICES
    }


@pytest.mark.parametrize("host", DEVICES)
def test_a_flush_takes_what_check_mode_told(flushed, host):
    told = flushed[host]
    wanted = [(STATION, STATION_MAC), (STATION6, STATION_MAC)]
    assert sorted((row["ip"], row["mac"]) for row in told["check"]["flushed"]) == wanted
    assert sorted((row["ip"], row["mac"]) for row in told["one"]["flushed"]) == wanted
    held = [row["ip"] for row in told["before"]["ansible_facts"]["ansible_arp"]["neighbors"]]
    assert STATION in held
    assert told["check"]["commands"] == []
    assert len(told["one"]["commands"]) == 2
    assert told["one"]["after"]["ipv4"]["total"] == told["one"]["before"]["ipv4"]["total"] - 1


@pytest.mark.parametrize("host", DEVICES)
def test_static_entries_survive_a_flush_of_all(flushed, host):
    told = flushed[host]
    assert told["rows"][PINNED] == [(PINNED_MAC, "PERMANENT")]
    assert told["rows"][STATION] == []
    assert (PINNED, "it is configured; netops.arp.arp_entry takes it away") in [
        (row["ip"], row["reason"]) for row in told["every"]["kept"]
    ]


@pytest.mark.parametrize("host", DEVICES)
def test_the_gateway_is_spared_where_the_device_tells_it(flushed, host):
    told = flushed[host]
    if host == "vyos1":
        assert "is not asked for its default routes" in told["every"]["warnings"][0]
    else:
        assert told["rows"][GATEWAY][0][0] == "02:00:00:00:05:fe"


@pytest.mark.parametrize("host", DEVICES)
def test_a_flush_without_a_scope_is_refused(flushed, host):
    assert flushed[host]["scopeless"]["msg"].startswith("A flush needs a scope")


def test_the_role_flushes_devices_by_their_command_line_and_has_them_resolve(devices, flushed):
    """The gateway is named, so that it goes; the device is told to send it a packet, by which it comes back."""
    for host in ("ios1", "eos1"):
        steps.run_all(devices.lab, [{"host": host, "resolve": [STATION, GATEWAY]}])
    status, said, journal = devices.flush(
        hosts="ios1,eos1", addresses=f"{STATION}\n{GATEWAY}", critical_addresses=STATION, serial=2
    )
    assert status == 0, said
    ends = {line["host"]: line for line in journal if line["event"] == "end"}
    assert [line["event"] for line in journal] == ["start", "end"] * 2
    for host in ("ios1", "eos1"):
        assert sorted(row["ip"] for row in ends[host]["flushed"]) == sorted([STATION, GATEWAY])
        verified = {one["ip"]: (one["resolved"], one["mac_after"], one["reasons"]) for one in ends[host]["verified"]}
        assert verified[STATION] == (True, STATION_MAC, ["critical"])
        assert verified[GATEWAY] == (True, "02:00:00:00:05:fe", ["connection", "gateway"])
        assert devices.kernel(host, STATION)[0][0] == STATION_MAC
    assert f"clear ip arp {STATION}" in ends["ios1"]["commands"]
    assert f"clear arp {STATION}" in ends["eos1"]["commands"]


def test_a_device_that_loses_its_gateway_stops_the_run(devices, flushed):
    steps.run_all(devices.lab, [{"host": "eos1", "resolve": [GATEWAY]}])
    silent = {"host": "gateway", "sysctls": {"net.ipv4.conf.eth0.arp_ignore": 8}}
    steps.run_all(devices.lab, [silent])
    status, said, journal = devices.flush(hosts="eos1,ios1", addresses=GATEWAY, verify_timeout=3)
    steps.run_all(devices.lab, [{**silent, "sysctls": {"net.ipv4.conf.eth0.arp_ignore": 0}}])
    assert status == 2
    assert "did not resolve within 3 s; it was at 02:00:00:00:05:fe, which was not put back: this platform has" in said
    assert "Done: nobody. Left: " in said
    assert [(line["event"], line["host"]) for line in journal] == [("start", "eos1"), ("end", "eos1")]

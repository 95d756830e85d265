# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""arp_facts against the lab's network devices, through the connection plugins and modules of their makers.

The devices show and change the kernel's own tables of their lab hosts, so each answer can be held against the kernel.
"""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import network_collections
import pytest
from arplab import audit, lifecycle, steps, topology
from arplab.state import Lab, impediment
from devices import commands, eapi, junos, netconf

needs_lab = pytest.mark.skipif(impediment() is not None, reason=str(impediment()))

PLATFORMS = {
    "linux1": "linux",
    "ios1": "cisco_ios",
    "nxos1": "cisco_nxos",
    "eos1": "arista_eos",
    "junos1": "juniper_junos",
    "vyos1": "vyos",
}
STATION = {"192.0.2.53": "ipv4", "2001:db8::53": "ipv6"}
STATION_MAC = "02:00:00:00:05:53"
PINNED = "192.0.2.77"
PINNED_MAC = "02:00:00:00:00:77"
NOBODY = "192.0.2.99"

# How a static row is entered on each device.
_JUNOS_ARP = f"set interfaces ge-0/0/0 unit 0 family inet address 192.0.2.5/24 arp {PINNED} mac {PINNED_MAC}"
PIN_TASKS = {
    "ios1": {"cisco.ios.ios_config": {"lines": [f"arp {PINNED} 0200.0000.0077 arpa"]}},
    "nxos1": {
        "cisco.nxos.nxos_config": {"parents": ["interface Ethernet1/1"], "lines": [f"ip arp {PINNED} 0200.0000.0077"]}
    },
    "eos1": {"arista.eos.eos_config": {"lines": [f"arp {PINNED} 0200.0000.0077 arpa"]}},
    "junos1": {"ansible.netcommon.cli_config": {"config": _JUNOS_ARP}},
    "vyos1": {"vyos.vyos.vyos_config": {"lines": [f"set protocols static arp {PINNED} hwaddr {PINNED_MAC}"]}},
}

HTTPAPI = {
    "ansible_connection": "ansible.netcommon.httpapi",
    "ansible_httpapi_use_ssl": True,
    "ansible_httpapi_validate_certs": False,
    "ansible_user": "admin",
    "ansible_password": "admin",
}
# Another way to the same device: its name, the variables, and whether Ansible runs on the device's own network.
OTHER_WAYS = {
    "paramiko": ("ios1", {"ansible_network_cli_ssh_type": "paramiko"}, True),
    "eapi": ("eos1", HTTPAPI, True),
    "netconf": ("junos1", {"ansible_connection": "ansible.netcommon.netconf"}, False),
}


class Devices:
    """The lab of devices, and ansible-playbook to run against it."""

    def __init__(self, lab, collections, directory):
        self.lab = lab
        self._collections = collections
        self._directory = directory

    def play(self, tasks, hosts="all", variables=None, on_wire=None):
        """Run tasks; C(on_wire) names a host on whose network Ansible is to run."""
        playbook = self._directory / "playbook.json"
        playbook.write_text(json.dumps([{"hosts": hosts, "gather_facts": False, "strategy": "free", "tasks": tasks}]))
        command = [str(Path(sys.executable).with_name("ansible-playbook")), str(playbook)]
        command += ["-i", str(self.lab.directory / "inventory.yml"), "-e", json.dumps(variables or {})]
        done = subprocess.run(
            (self.lab.on_wire(on_wire) if on_wire else []) + command,
            cwd=audit.ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def _environment(self):
        # paramiko notes each new key in ~/.ssh, and these keys are gone in a minute.
        path = os.pathsep.join([str(audit.ROOT / ".collections"), str(self._collections)])
        return {**audit.environment(), "HOME": str(self._directory), "ANSIBLE_COLLECTIONS_PATH": path}

    def saving(self, name, **options):
        """Tasks that gather, and save the facts for C(facts)."""
        content = "{{ ansible_facts['arp'] | to_json }}"
        target = f"{self._directory}/{name}-{{{{ inventory_hostname }}}}.json"
        return [
            {"netops.arp.arp_facts": options},
            {"ansible.builtin.copy": {"content": content, "dest": target, "mode": "0600"}, "delegate_to": "localhost"},
        ]

    def facts(self, name, host):
        return json.loads((self._directory / f"{name}-{host}.json").read_text())


@pytest.fixture(scope="module")
def devices(tmp_path_factory):
    if impediment():
        pytest.skip(impediment())
    try:
        collections = network_collections.ensure()
    except network_collections.CannotBeHadError as error:
        pytest.skip(f"the collections for network devices cannot be had ({error})")
    lab = Lab(f"devices-{os.getpid()}")
    document = topology.read(Path(__file__).resolve().parents[1] / "lab" / "topologies" / "devices.yml")
    lifecycle.up(lab, document, owner=os.getpid())
    yield Devices(lab, collections, tmp_path_factory.mktemp("devices"))
    lifecycle.down(lab)


@pytest.fixture(scope="module")
def gathered(devices):
    """Everything that one run can show: pin a row on each device, look for nobody, gather, ask what is refused."""
    for host in PLATFORMS:
        steps.run_all(devices.lab, [{"host": host, "nudge": [NOBODY]}])
    tasks = [{**task, "when": f"inventory_hostname == '{host}'"} for host, task in PIN_TASKS.items()]
    tasks += devices.saving("gathered")
    refused = devices.saving("refused", commands=["show ip arp vrf NOSUCH", "show ip arp", "show nothing"])
    tasks += [{**task, "when": "inventory_hostname == 'ios1'"} for task in refused]
    devices.play(tasks)
    return {host: devices.facts("gathered", host) for host in PLATFORMS}


def row(facts, ip):
    """The one record of an address."""
    found = [record for record in facts["neighbors"] if record["ip"] == ip]
    assert len(found) == 1, facts["neighbors"]
    return found[0]


def identities(facts):
    """What of the records does not change with time."""
    keys = ("ip", "mac", "interface", "vrf", "family", "origin")
    return sorted([record[key] or "" for key in keys] for record in facts["neighbors"])


@needs_lab
@pytest.mark.lab
@pytest.mark.parametrize("host", PLATFORMS)
def test_each_platform_is_recognized_and_understood(gathered, host):
    assert gathered[host]["platform"] == PLATFORMS[host]
    assert gathered[host]["unparsed"] == []
    assert {entry["outcome"] for entry in gathered[host]["source"]} == {"read"}


@needs_lab
@pytest.mark.lab
@pytest.mark.parametrize("ip", STATION)
def test_all_devices_agree_about_a_neighbor(gathered, ip):
    for facts in gathered.values():
        assert (row(facts, ip)["mac"], row(facts, ip)["family"]) == (STATION_MAC, STATION[ip])


@needs_lab
@pytest.mark.lab
@pytest.mark.parametrize("host", PIN_TASKS)
def test_a_row_pinned_with_the_makers_module_is_the_kernels_and_is_read_as_static(devices, gathered, host):
    in_kernel = steps.rows(devices.lab, host, PINNED)
    assert [(entry["lladdr"], entry["state"]) for entry in in_kernel] == [(PINNED_MAC, ["PERMANENT"])]
    assert row(gathered[host], PINNED)["mac"] == PINNED_MAC
    assert row(gathered[host], PINNED)["origin"] == "static"


@needs_lab
@pytest.mark.lab
@pytest.mark.parametrize(("host", "interface"), [("ios1", None), ("nxos1", "Ethernet1/1"), ("vyos1", "eth0")])
def test_an_unresolved_row_is_a_record(gathered, host, interface):
    """Makers that show such rows at all; IOS names no interface there."""
    record = row(gathered[host], NOBODY)
    assert (record["mac"], record["state"], record["interface"]) == (None, "incomplete", interface)


@needs_lab
@pytest.mark.lab
@pytest.mark.parametrize("host", ["ios1", "nxos1", "eos1", "junos1"])
def test_the_default_vrf_and_the_own_truth_are_told(gathered, host):
    facts = gathered[host]
    number = list(PLATFORMS).index(host) + 1
    assert {record["vrf"] for record in facts["neighbors"]} == {"default"}
    assert [(one["mac"], one["addresses"][0], one["up"]) for one in facts["interfaces"]] == [
        (f"02:00:00:00:05:{number:02}", f"192.0.2.{number}/24", True)
    ]
    assert [(gateway["ip"], gateway["vrf"]) for gateway in facts["gateways"]] == [("192.0.2.254", "default")]


@needs_lab
@pytest.mark.lab
def test_a_refused_command_is_noted_and_stepped_over(devices, gathered):
    facts = devices.facts("refused", "ios1")
    outcomes = {entry["command"]: entry["outcome"] for entry in facts["source"]}
    assert list(outcomes) == ["show ip arp vrf NOSUCH", "show ip arp", "show nothing"]
    assert outcomes["show ip arp"] == "read"
    assert outcomes["show ip arp vrf NOSUCH"].startswith("refused: ")
    assert "Invalid input" in outcomes["show nothing"]
    assert row(facts, "192.0.2.53")["mac"] == STATION_MAC


@needs_lab
@pytest.mark.lab
@pytest.mark.parametrize("way", OTHER_WAYS)
def test_another_way_to_a_device_leads_to_the_same_records(devices, gathered, way):
    host, variables, own_network = OTHER_WAYS[way]
    devices.play(devices.saving(way), hosts=host, variables=variables, on_wire=host if own_network else None)
    assert identities(devices.facts(way, host)) == identities(gathered[host])


TABLE = {"show ip arp": "arp", "show ip arp <address>": "one", "show interfaces": "interfaces", "do <line...>": "do"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("show ip arp", ("arp", [])),
        ("sh ip ar", ("arp", [])),
        ("show ip arp 192.0.2.1", ("one", ["192.0.2.1"])),
        ("sh int", ("interfaces", [])),
        ("do show ip arp", ("do", ["show ip arp"])),
        ("show", None),
        ("show ip route", None),
    ],
)
def test_devices_take_shortened_commands(line, found):
    assert commands.find(TABLE, line.split()) == found


def test_devices_refuse_what_is_shortened_too_much():
    with pytest.raises(commands.Ambiguous):
        commands.find({"show version": 1, "show vrf": 2}, ["sh", "v"])


def test_a_device_of_an_unknown_maker_is_refused():
    document = {"name": "one", "hosts": {"toaster1": {"device": "toaster", "interfaces": {}}}}
    with pytest.raises(topology.TopologyError, match=r"hosts\.toaster1\.device: 'toaster' is none of eos, ios,"):
        topology.parse(document)


def test_eapi_names_the_command_that_it_refuses():
    request = {
        "id": 7,
        "params": {"format": "json", "cmds": ["show hostname", {"cmd": "show nothing"}, "show version"]},
    }
    answer = eapi.reply(request)
    assert (answer["id"], answer["error"]["code"]) == (7, 1002)
    assert "command 2 of 3 'show nothing'" in answer["error"]["message"]
    assert answer["error"]["data"][0]["hostname"]
    assert answer["error"]["data"][1:] == [{"errors": ["% Invalid input"]}]


def test_netconf_refuses_an_unknown_request_and_goes_on():
    requests = "".join(
        f'<rpc message-id="{number}"><{name}/></rpc>]]>]]>'
        for number, name in enumerate(["get-nothing", "get-software-information", "close-session", "get-nothing"])
    )
    said = io.StringIO()
    netconf.serve(junos.Junos("junos1"), io.TextIOWrapper(io.BytesIO(requests.encode())), said)
    hello, refusal, software, closed, rest = said.getvalue().split("]]>]]>")
    assert "netconf:base:1.0" in hello
    assert 'message-id="0"' in refusal
    assert "<rpc-error>" in refusal
    assert "<host-name>junos1</host-name>" in software
    assert "<ok/>" in closed
    assert not rest.strip()

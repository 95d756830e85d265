# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules on a lab host over ssh, with every Python found here that this ansible-core supports on a host."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from ansible.release import __version__ as core

pytestmark = [pytest.mark.lab, pytest.mark.core_matrix]

ROOT = Path(__file__).resolve().parents[2]
LAB = [sys.executable, str(ROOT / "tests" / "lab" / "lab.py")]
# The oldest Python 3 of a managed node: porting guide of each ansible-core.
OLDEST = {"2.16": 6, "2.17": 7, "2.18": 8, "2.19": 8, "2.20": 9, "2.21": 9}
MINORS = range(OLDEST.get(".".join(core.split(".")[:2]), 9), 15)
RESULT = re.compile(r"^(\S+) \| (\S+?)!? => (\{.*?^\})", re.MULTILINE | re.DOTALL)
BESIDE = {"192.0.2.12": "02:00:00:00:01:0c", "2001:db8:0:1::12": "02:00:00:00:01:0c"}


def found(minor):
    """The path of one Python of this machine, or None."""
    command = [str(ROOT / "tests" / "tools" / "find_python.sh"), f"3.{minor}", f"3.{minor}"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHON"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout.strip() or None


@pytest.fixture(scope="module")
def pythons():
    return {minor: path for minor in MINORS if (path := found(minor))}


@pytest.fixture(scope="module")
def inventory(tmp_path_factory, pythons):
    """A lab of its own, whose one host appears once per Python."""
    name = f"pythons{os.getpid()}"
    topology = str(ROOT / "tests" / "lab" / "topologies" / "small.yml")
    command = [*LAB, "up", topology, "--name", name, "--owner", str(os.getpid())]
    raised = subprocess.run(command, capture_output=True, text=True, check=False)
    if raised.returncode == 2:
        pytest.skip(raised.stderr.strip())
    assert raised.returncode == 0, raised.stderr
    try:
        text = subprocess.run([*LAB, "inventory", "--name", name], capture_output=True, text=True, check=True).stdout
        hosts = yaml.safe_load(text)["all"]
        hosts["hosts"] = {
            f"python3.{minor}": {"ansible_host": "alpha", "ansible_python_interpreter": path}
            for minor, path in pythons.items()
        }
        # The names stand for one host: they must not share one connection.
        hosts["vars"]["ansible_ssh_args"] = "-o ControlMaster=no -o ControlPath=none"
        file = tmp_path_factory.mktemp("pythons") / "inventory.yml"
        file.write_text(yaml.safe_dump({"all": {"hosts": hosts["hosts"], "vars": hosts["vars"]}}))
        yield file
    finally:
        subprocess.run([*LAB, "down", "--name", name], check=True, capture_output=True)


def run(inventory, *words):
    """What a module said under each Python: one run for all."""
    command = [str(Path(sys.executable).with_name("ansible")), "all", "-i", str(inventory), "-m", *words]
    environment = {**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "ANSIBLE_NOCOLOR": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    said = {host: (outcome, json.loads(text)) for host, outcome, text in RESULT.findall(done.stdout)}
    assert said, done.stdout + done.stderr
    return said


@pytest.fixture(scope="module")
def results(inventory):
    return run(inventory, "netops.arp.arp_facts")


@pytest.fixture(scope="module")
def answers(inventory):
    return run(inventory, "netops.arp.arp_probe", "-a", json.dumps({"addresses": list(BESIDE), "timeout": 0.5}))


@pytest.fixture(scope="module")
def changes(inventory):
    """What arp_entry, arp_flush and lease said under each Python; each has an address of its own on their one host."""
    address = "'192.0.2.' ~ (70 + inventory_hostname.split('.')[1] | int)"
    own = "{{ " + address + " }}"
    options = {"ip": own, "mac": "00:00:5e:00:53:07", "interface": "eth0"}
    tasks = [
        {"netops.arp.arp_entry": options, "register": "pinned"},
        {"netops.arp.arp_entry": options, "register": "again"},
        {"netops.arp.arp_flush": {"states": ["permanent"], "addresses": [own], "verify": True}, "register": "flushed"},
        {"netops.arp.arp_entry": {"ip": own, "state": "absent"}, "register": "absent"},
    ]
    held = f"flushed.flushed | map(attribute='ip') | list == [{address}]"
    # Delegated, as the role flush does it, to a host that ssh leads to.
    lease = {"path": "/root/{{ inventory_hostname }}.lease", "owner": "job 1"}
    tasks += [
        {"netops.arp.lease": {**lease, "action": action}, "register": action, "delegate_to": "{{ inventory_hostname }}"}
        for action in ("acquire", "renew", "release")
    ]
    held += ", acquire.lease.held and renew.lease.fencing_token == acquire.lease.fencing_token, release.changed"
    told = "{{ [pinned.changed, again.changed, " + held + ", absent.changed] }}"
    tasks.append({"ansible.builtin.set_fact": {"told": told}})
    target = inventory.parent / "{{ inventory_hostname }}.json"
    write = {"content": "{{ told | to_json }}", "dest": str(target), "mode": "0600"}
    tasks.append({"ansible.builtin.copy": write, "delegate_to": "localhost"})
    playbook = inventory.with_name("changes.json")
    playbook.write_text(json.dumps([{"hosts": "all", "gather_facts": False, "tasks": tasks}]))
    command = [str(Path(sys.executable).with_name("ansible-playbook")), "-i", str(inventory), str(playbook)]
    environment = {**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "ANSIBLE_NOCOLOR": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return inventory.parent, done.stdout + done.stderr


@pytest.mark.parametrize("minor", MINORS, ids=lambda minor: f"3.{minor}")
def test_entries_are_changed_and_a_lease_is_held_over_ssh(minor, pythons, request):
    if minor not in pythons:
        pytest.skip(f"Python 3.{minor} was not found here")
    directory, output = request.getfixturevalue("changes")
    file = directory / f"python3.{minor}.json"
    assert file.exists(), output
    assert json.loads(file.read_text()) == [True, False, True, True, True, False]


@pytest.mark.parametrize("minor", MINORS, ids=lambda minor: f"3.{minor}")
def test_arp_facts_over_ssh(minor, pythons, request):
    if minor not in pythons:
        pytest.skip(f"Python 3.{minor} was not found here")
    outcome, result = request.getfixturevalue("results")[f"python3.{minor}"]
    assert outcome == "SUCCESS", result
    facts = result["ansible_facts"]["ansible_arp"]
    assert {row["ip"]: row["mac"] for row in facts["neighbors"] if row["ip"] in BESIDE} == BESIDE
    assert facts["platform"] == "linux"
    assert facts["unparsed"] == []


@pytest.mark.parametrize("minor", MINORS, ids=lambda minor: f"3.{minor}")
def test_arp_probe_over_ssh(minor, pythons, request):
    if minor not in pythons:
        pytest.skip(f"Python 3.{minor} was not found here")
    outcome, result = request.getfixturevalue("answers")[f"python3.{minor}"]
    assert outcome == "SUCCESS", result
    assert {one["ip"]: one["macs"] for one in result["answered"]} == {ip: [mac] for ip, mac in BESIDE.items()}

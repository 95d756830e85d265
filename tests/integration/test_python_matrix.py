# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""arp_facts under each Python 3.6 to 3.14 that this machine has, also those that no ansible-core of today runs on.

The module's own file runs for real; only AnsibleModule is a small stand-in, since a given ansible-core brings one for
some Pythons only. `test_target_pythons.py` runs the rest of the way, over ssh.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the tables of Linux")

ROOT = Path(__file__).resolve().parents[2]
MINORS = range(6, 15)

# Runs in the other Python: prints what the module returns and what the decoder makes of captured messages.
SCRIPT = """
import json, subprocess, sys, types

class AnsibleModule(object):
    _socket_path = None
    def __init__(self, argument_spec, supports_check_mode):
        self.params = {name: spec.get("default") for name, spec in argument_spec.items()}
        self.params.update(OPTIONS)
    def get_bin_path(self, name):
        return None
    def exit_json(self, **result):
        self.print(result)
    def fail_json(self, **result):
        self.print(dict(result, failed=True))
    def print(self, result):
        print(json.dumps({"result": result, "decoded": decoded()}))
        sys.exit(0)

for name in ("ansible", "ansible.module_utils", "ansible.module_utils.basic"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["ansible.module_utils.basic"].AnsibleModule = AnsibleModule
parent, fixture, options = sys.argv[1:]
OPTIONS = json.loads(options)
sys.path.insert(0, parent)
from ansible_collections.netops.arp.plugins.modules import arp_facts
from ansible_collections.netops.arp.plugins.module_utils._formats import _links, _rtnetlink, _rtnetlink_neighbors

def decoded():
    with open(fixture) as opened:
        captured = json.load(opened)
    links = _rtnetlink.links([bytes.fromhex(body) for body in captured["links"]])
    messages = [bytes.fromhex(body) for body in captured["neighbors"]]
    return _rtnetlink_neighbors.Decoder(_links.places(links)).decode(messages).neighbors

arp_facts.main()
"""


def found(minor):
    """The path of one Python of this machine, or None."""
    command = [str(ROOT / "tests" / "tools" / "find_python.sh"), f"3.{minor}", f"3.{minor}"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHON"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout.strip() or None


@pytest.fixture(scope="module")
def pythons():
    return {minor: path for minor in MINORS if (path := found(minor))}


def run(python, **options):
    """What the module returned, and the decoded fixture, under one Python."""
    import ansible_collections.netops.arp as collection

    parent = Path(next(iter(collection.__path__))).parents[2]
    fixture = ROOT / "tests" / "unit" / "plugins" / "fixtures" / "rtnetlink" / "host.json"
    command = [python, "-c", SCRIPT, str(parent), str(fixture), json.dumps(options)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def stable(facts):
    """The part of the facts that stays the same from one second to the next."""
    return {key: facts[key] for key in ("platform", "source", "interfaces", "gateways", "settings", "unparsed")}


@pytest.mark.parametrize("minor", MINORS, ids=lambda minor: f"3.{minor}")
def test_the_module_runs_alike(minor, pythons):
    if minor not in pythons:
        pytest.skip(f"Python 3.{minor} was not found here")
    theirs, ours = run(pythons[minor]), run(sys.executable)
    facts = theirs["result"]["ansible_facts"]["ansible_arp"]
    assert theirs["result"]["changed"] is False
    assert facts["source"] == [{"command": "rtnetlink", "outcome": "read"}]
    assert stable(facts) == stable(ours["result"]["ansible_facts"]["ansible_arp"])
    assert theirs["decoded"] == ours["decoded"]
    assert len(theirs["decoded"]) > 30


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="needs root to enter network namespaces")
@pytest.mark.parametrize("minor", MINORS, ids=lambda minor: f"3.{minor}")
def test_each_python_can_enter_a_network_namespace(minor, pythons):
    if minor not in pythons:
        pytest.skip(f"Python 3.{minor} was not found here")
    with subprocess.Popen(["unshare", "--net", "sh", "-c", "echo ready; read _end"], stdin=-1, stdout=-1) as holder:
        try:
            assert holder.stdout.readline() == b"ready\n"
            name = f"pid:{holder.pid}"
            facts = run(pythons[minor], network_namespaces=[name])["result"]["ansible_facts"]["ansible_arp"]
        finally:
            holder.kill()
    assert facts["source"][1:] == [{"namespace": name, "command": "rtnetlink", "outcome": "read"}]
    assert [interface["name"] for interface in facts["interfaces"] if interface["namespace"] == name] == ["lo"]


def test_at_least_one_python_was_found(pythons):
    assert pythons

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Windows twin of arp_facts: that one name leads to both, that both take the same options, and what it returns.

The script itself runs wherever there is a PowerShell, with the cmdlets of Windows replaced by recorded objects.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ansible_collections.netops.arp.plugins.module_utils._neighbor import FIELDS, STATES
from ansible_collections.netops.arp.plugins.modules import arp_facts

ROOT = Path(__file__).resolve().parents[4]
MODULES = ROOT / "plugins" / "modules"
SCRIPT = MODULES / "win_arp_facts.ps1"
HARNESS = Path(__file__).with_name("win_arp_facts_recorded.ps1")
SIDECAR = yaml.safe_load((MODULES / "win_arp_facts.yml").read_text(encoding="utf-8"))


# Python imports what ansible's loader must import itself, so the loader gets a process of its own.
RESOLVE = """
import sys
from ansible.plugins.loader import init_plugin_loader, module_loader
init_plugin_loader()
found = module_loader.find_plugin_with_context(sys.argv[1], mod_type=sys.argv[2])
print(found.plugin_resolved_path)
"""


@pytest.mark.parametrize(
    ("name", "suffix", "file"),
    [
        ("netops.arp.arp_facts", ".py", "arp_facts.py"),
        ("netops.arp.arp_facts", "", "arp_facts.py"),
        ("netops.arp.arp_facts", ".ps1", "win_arp_facts.ps1"),
        ("netops.arp.win_arp_facts", ".ps1", "win_arp_facts.ps1"),
    ],
)
def test_one_name_leads_to_the_module_of_the_platform(name, suffix, file):
    environment = {**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg")}
    environment.pop("PYTHONPATH", None)
    argv = [sys.executable, "-c", RESOLVE, name, suffix]
    done = subprocess.run(argv, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).resolve() == MODULES / file


def test_no_module_has_both_kinds_of_file():
    assert {path.stem for path in MODULES.glob("*.ps1")} & {path.stem for path in MODULES.glob("*.py")} == set()


def options_of_the_script():
    block = re.search(r"options = @\{\n(.*?)\n    \}\n", SCRIPT.read_text(encoding="utf-8"), re.DOTALL).group(1)
    return set(re.findall(r"^        (\w+) = @\{", block, re.MULTILINE))


def test_both_take_the_same_options():
    documented = SIDECAR["DOCUMENTATION"]["options"]
    assert options_of_the_script() == set(documented) == set(arp_facts.ARGUMENTS)
    for name, spec in arp_facts.ARGUMENTS.items():
        told = {key: documented[name][key] for key in documented[name] if key != "description"}
        assert told == spec, name


def test_the_states_are_those_of_the_record():
    line = re.search(r"\$stateWords = @\((.*)\)", SCRIPT.read_text(encoding="utf-8")).group(1)
    assert tuple(re.findall(r"'(\w+)'", line)) == STATES


def test_a_record_has_the_fields_of_all_platforms_in_their_order():
    body = SCRIPT.read_text(encoding="utf-8").partition("Function ConvertTo-Neighbor")[2].partition("[ordered]@{")[2]
    assert tuple(re.findall(r"^        (\w+) = ", body.partition("\n    }\n")[0], re.MULTILINE)) == FIELDS


@pytest.fixture(scope="module")
def recorded():
    program = shutil.which("pwsh") or shutil.which("powershell")
    if program is None:
        pytest.skip("needs PowerShell (pwsh)")

    def run(**options):
        argv = [program, "-NoProfile", "-NonInteractive", "-File", str(HARNESS), str(SCRIPT), json.dumps(options)]
        done = subprocess.run(argv, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    return run


def test_recorded_neighbors_become_records(recorded):
    facts = recorded()["ansible_facts"]["ansible_arp"]
    rows = [(row["ip"], row["mac"], row["state"], row["origin"]) for row in facts["neighbors"]]
    assert rows == [
        ("192.0.2.1", "00:00:5e:00:53:01", "reachable", "dynamic"),
        ("192.0.2.7", None, "failed", "dynamic"),
        ("192.0.2.9", "00:00:5e:00:53:09", "permanent", "static"),
        ("fe80::1", "00:00:5e:00:53:01", "stale", "dynamic"),
    ]
    assert all(tuple(row) == FIELDS for row in facts["neighbors"])
    assert facts["unparsed"] == []
    assert [(one["ip"], one["interface"]) for one in facts["gateways"]] == [("192.0.2.1", "Ethernet")]
    assert [one["name"] for one in facts["interfaces"]] == ["Ethernet", "Loopback Pseudo-Interface 1"]
    assert facts["interfaces"][0]["addresses"] == ["192.0.2.10/24", "fe80::10/64"]
    assert facts["capacity"]["ipv4"]["limit"] == 256


def test_recorded_groups_are_shown_on_request(recorded):
    facts = recorded(include_noarp=True, states=["noarp"], neighbors_format="json")["ansible_facts"]["ansible_arp"]
    assert [row["ip"] for row in json.loads(facts["neighbors_json"])] == ["224.0.0.22", "192.0.2.255"]

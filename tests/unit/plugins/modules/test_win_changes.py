# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Windows twins of arp_entry and arp_flush: one name leads to both, and both take the same options.

The scripts themselves run wherever there is a PowerShell, with the cmdlets of Windows replaced by a table in memory.
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

from ansible_collections.netops.arp.plugins.modules import arp_entry, arp_flush

ROOT = Path(__file__).resolve().parents[4]
MODULES = ROOT / "plugins" / "modules"
HARNESS = Path(__file__).with_name("win_changes_recorded.ps1")
TWINS = {"arp_entry": arp_entry, "arp_flush": arp_flush}

# Python imports what ansible's loader must import itself, so the loader gets a process of its own.
RESOLVE = """
import sys
from ansible.plugins.loader import init_plugin_loader, module_loader
init_plugin_loader()
for name in sys.argv[1:]:
    for suffix in (".ps1", ".py"):
        print(module_loader.find_plugin_with_context("netops.arp." + name, mod_type=suffix).plugin_resolved_path)
"""


def test_one_name_leads_to_the_module_of_the_platform():
    environment = {**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg")}
    environment.pop("PYTHONPATH", None)
    argv = [sys.executable, "-c", RESOLVE, *TWINS]
    done = subprocess.run(argv, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [Path(line).resolve().relative_to(MODULES).name for line in done.stdout.splitlines()]
    assert found == ["win_arp_entry.ps1", "arp_entry.py", "win_arp_flush.ps1", "arp_flush.py"]


def script(name):
    return (MODULES / f"win_{name}.ps1").read_text(encoding="utf-8")


def sidecar(name):
    return yaml.safe_load((MODULES / f"win_{name}.yml").read_text(encoding="utf-8"))


def named(block):
    """The options in a block of a script, each `name = @{ ... }` on a line."""
    return re.findall(r"^\s+(\w+) = @\{ type", block, re.MULTILINE)


def compared(spec, documented):
    """Check that options and what is documented of them are the same, with their suboptions."""
    assert set(documented) == set(spec)
    for name, wanted in spec.items():
        told = {key: documented[name][key] for key in documented[name] if key not in ("description", "suboptions")}
        assert told == {key: wanted[key] for key in wanted if key != "options"}, name
        if "options" in wanted:
            compared(wanted["options"], documented[name]["suboptions"])


@pytest.mark.parametrize("name", TWINS)
def test_both_take_the_same_options_and_return_the_same(name):
    options = re.search(r"    options = @\{\n(.*?)\n    \}\n", script(name), re.DOTALL).group(1)
    assert set(named(options)) == set(TWINS[name].ARGUMENTS)
    compared(TWINS[name].ARGUMENTS, sidecar(name)["DOCUMENTATION"]["options"])
    compared(TWINS[name].ARGUMENTS, yaml.safe_load(TWINS[name].DOCUMENTATION)["options"])
    returned = yaml.safe_load(TWINS[name].RETURN)
    assert list(sidecar(name)["RETURN"]) == list(returned)
    added = {key for key, about in returned.items() if "action plugin" in about["returned"]}
    assert all((f"$module.Result.{key} = " in script(name)) != (key in added) for key in returned)


def test_the_suboptions_of_the_script_are_the_same():
    for variable, spec in (("entrySpec", arp_entry.ENTRY), ("scopeSpec", arp_entry.SCOPE)):
        block = re.search(rf"^\${variable} = @\{{\n(.*?)\n\}}\n", script("arp_entry"), re.DOTALL | re.MULTILINE).group(
            1
        )
        assert set(named(block)) == set(spec)


@pytest.mark.parametrize("name", TWINS)
def test_the_scripts_are_strict_and_say_that_nobody_ran_them(name):
    assert "Set-StrictMode -Version 2.0" in script(name)
    assert any("not been run on a real Windows" in note for note in sidecar(name)["DOCUMENTATION"]["notes"])


@pytest.fixture(scope="module")
def recorded():
    program = shutil.which("pwsh") or shutil.which("powershell")
    if program is None:
        pytest.skip("needs PowerShell (pwsh)")

    def run(name, **options):
        path = str(MODULES / f"win_{name}.ps1")
        argv = [program, "-NoProfile", "-NonInteractive", "-File", str(HARNESS), path, json.dumps(options)]
        done = subprocess.run(argv, capture_output=True, text=True, check=False)
        assert done.stdout, done.stderr
        return json.loads(done.stdout)

    return run


MAC = "00:00:5e:00:53:aa"
PLANS = {
    "a new entry": ("192.0.2.50", "present", True, {"mac": MAC, "static": True}),
    "a failed one": ("192.0.2.7", "present", True, {"mac": MAC, "static": True}),
    "another MAC": ("192.0.2.9", "present", True, {"mac": MAC, "static": True}),
    "away": ("192.0.2.9", "absent", True, None),
    "a learned one stays": ("192.0.2.8", "absent", False, None),
}


@pytest.mark.parametrize(("ip", "state", "changed", "after"), PLANS.values(), ids=PLANS)
@pytest.mark.parametrize("check", [True, False])
def test_an_entry_is_predicted_and_made(recorded, ip, state, changed, after, check):
    mac = {"mac": MAC} if state == "present" else {}
    result = recorded("arp_entry", ip=ip, state=state, interface="Ethernet", _ansible_check_mode=check, **mac)
    assert (result["changed"], result["entries"][0]["after"]) == (changed, after)


def test_a_gateway_is_not_pinned_to_another_mac(recorded):
    assert "may cut the connection" in recorded("arp_entry", ip="192.0.2.1", mac=MAC, interface="Ethernet")["failed"]


SCOPES = {
    "all": ({"all": True}, ["192.0.2.7", "192.0.2.8"]),
    "the gateway": ({"addresses": ["192.0.2.1"]}, ["192.0.2.1"]),
    "a prefix": ({"prefixes": ["192.0.2.8/29"]}, ["192.0.2.8"]),
    "static": ({"states": ["permanent"]}, ["192.0.2.9"]),
}


@pytest.mark.parametrize(("scope", "expected"), SCOPES.values(), ids=SCOPES)
@pytest.mark.parametrize("check", [True, False])
def test_a_flush_takes(recorded, scope, expected, check):
    result = recorded("arp_flush", _ansible_check_mode=check, **scope)
    assert [row["ip"] for row in result["flushed"]] == expected
    assert result["after"]["ipv4"]["total"] == 4 - len(expected)


def test_a_flush_without_a_scope_is_refused(recorded):
    assert recorded("arp_flush")["failed"].startswith("A flush needs a scope")

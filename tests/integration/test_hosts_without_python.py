# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook of docs/hosts_without_python.md, as it is printed there, on hosts whose Python cannot be found."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "hosts_without_python.md"

pytestmark = pytest.mark.lab


@pytest.fixture
def play():
    """The play of the page, with a last task that shows what the page promises."""
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = yaml.safe_load(block)
    show = {"ansible.builtin.debug": {"msg": "FACTS {{ {inventory_hostname: neighbor_facts} | to_json }}"}}
    return found | {"tasks": [*found["tasks"], show]}


def test_the_recipe_reads_hosts_without_python(lab, play, tmp_path):
    hosts = yaml.safe_load(lab.inventory.read_text(encoding="utf-8"))
    names = sorted(hosts["all"]["hosts"])
    inventory = tmp_path / "without_python.yml"
    inventory.write_text(json.dumps({"access_points": {"hosts": {name: {} for name in names}}}), encoding="utf-8")
    playbook = tmp_path / "play.yml"
    playbook.write_text(json.dumps([play]), encoding="utf-8")
    argv = [str(Path(sys.executable).with_name("ansible-playbook")), "-i", str(lab.inventory), "-i", str(inventory)]
    environment = {**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "ANSIBLE_NOCOLOR": "1"}
    environment["ANSIBLE_STDOUT_CALLBACK"] = "ansible.builtin.default"
    done = subprocess.run(
        [*argv, "-e", "ansible_python_interpreter=/nonexistent/python", str(playbook)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    facts = {}
    for text in re.findall(r'"msg": "FACTS (.*)"$', done.stdout, re.MULTILINE):
        facts.update(json.loads(json.loads(f'"{text}"')))
    assert sorted(facts) == names
    assert all(one["neighbors"] and not one["unparsed"] for one in facts.values())
    rows = [row for one in facts.values() for row in one["neighbors"]]
    assert any(row["mac"] and row["state"] in ("reachable", "stale", "delay", "probe") for row in rows)

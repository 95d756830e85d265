# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gathering on Linux: a large table over rtnetlink against `ip`, and a task over ssh against a task that runs `ip`.

The large table is made in a network namespace of its own, the task runs on a host of the lab. Needs root on Linux.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / ".collections"))

from _measure import ratio

from ansible_collections.netops.arp.plugins.module_utils import _netlink
from ansible_collections.netops.arp.plugins.module_utils._formats import _links, _rtnetlink, _rtnetlink_neighbors

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = 100_000
DUMP_AIM = 1.0
ORDINARY = 20
LOOP = 10
ROUNDS = 5
TASK_AIM = 1.2
TASKS = {"ours": {"netops.arp.arp_facts": {}}, "peer": {"ansible.builtin.command": "ip -j neigh"}}
LAB = [sys.executable, str(ROOT / "tests" / "lab" / "lab.py")]
LAB_NAME = f"bench{os.getpid()}"


def batch(commands):
    subprocess.run(["ip", "-batch", "-"], input="\n".join(commands), text=True, check=True, capture_output=True)


def fill():
    """Make a table that gc_thresh3 does not limit: entries of a control plane, in a state that is not permanent."""
    batch(["link add eth0 type veth peer name wire0", "link set eth0 up", "link set wire0 up"])
    batch(["addr add 10.0.0.1/8 dev eth0"])
    octets = ((number >> 16, number >> 8 & 255, number & 255) for number in range(ENTRIES))
    batch(
        f"neigh add 10.{a + 1}.{b}.{c} lladdr 02:00:00:{a:02x}:{b:02x}:{c:02x} dev eth0 nud stale extern_learn"
        for a, b, c in octets
    )


def dump():
    """Ask the kernel and return finished records."""
    with _netlink.Netlink() as kernel:
        links = _rtnetlink.links(kernel.dump(_netlink.RTM_GETLINK, _rtnetlink.link_request()).bodies)
        tables = _rtnetlink.tables(kernel.dump(_netlink.RTM_GETNEIGHTBL, _rtnetlink.table_request()).bodies)
        entries = kernel.dump(_netlink.RTM_GETNEIGH, _rtnetlink_neighbors.request()).bodies
    decoder = _rtnetlink_neighbors.Decoder(_links.places(links), base_reachable_ms=tables.base_reachable_ms)
    return decoder.decode(entries).neighbors


def print_and_load():
    """Let `ip` ask the kernel and read what it prints."""
    return json.loads(subprocess.run(["ip", "-j", "-s", "neigh"], stdout=subprocess.PIPE, check=True).stdout)


def compare_dumps():
    """Runs in a namespace of its own."""
    fill()
    assert {row["ip"] for row in dump()} >= {row["dst"] for row in print_and_load()}
    ratio(f"{ENTRIES} entries to records, against ip -j -s neigh + json.loads", dump, print_and_load, DUMP_AIM)


def timed_tasks():
    """Tasks that note the time before and after each of two loops, in turns."""
    for number in range(ROUNDS):
        for name, task in (
            ("ours", {"netops.arp.arp_facts": {}}),
            ("peer", {"ansible.builtin.command": "ip -j neigh"}),
        ):
            yield {"ansible.builtin.set_fact": {f"{name}{number}_start": "{{ now().timestamp() }}"}}
            yield {**task, "loop": list(range(LOOP)), "loop_control": {"label": name}, "changed_when": False}
            yield {"ansible.builtin.set_fact": {f"{name}{number}_end": "{{ now().timestamp() }}"}}
    for name in TASKS:
        spans = " ".join(
            f"{{{{ {name}{number}_end | float - {name}{number}_start | float }}}}" for number in range(ROUNDS)
        )
        yield {"ansible.builtin.debug": {"msg": f"{name}: {spans}"}}


def run_tasks(inventory):
    """Return the best time of one task of each kind."""
    play = {"hosts": "alpha", "gather_facts": False, "tasks": [{"ansible.builtin.ping": {}}, *timed_tasks()]}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as playbook:
        json.dump([play], playbook)
        playbook.flush()
        program = Path(sys.executable).with_name("ansible-playbook")
        environment = {**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "ANSIBLE_NOCOLOR": "1"}
        environment["ANSIBLE_STDOUT_CALLBACK"] = "ansible.builtin.default"
        command = [str(program), "-i", str(inventory), playbook.name]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    spans = dict(re.findall(r'"msg": "(ours|peer): ([^"]*)"', done.stdout))
    return {name: min(map(float, text.split())) / LOOP for name, text in spans.items()}


def compare_tasks():
    """Raise a lab, give a host an ordinary table, and compare."""
    topology = str(ROOT / "tests" / "lab" / "topologies" / "small.yml")
    subprocess.run(
        [*LAB, "up", topology, "--name", LAB_NAME, "--owner", str(os.getpid())], check=True, capture_output=True
    )
    try:
        for number in range(ORDINARY):
            entry = f"192.0.2.{100 + number} lladdr 00:00:5e:00:53:{number:02x} dev eth0 nud permanent".split()
            command = [*LAB, "exec", "--name", LAB_NAME, "alpha", "ip", "neigh", "replace", *entry]
            subprocess.run(command, check=True)
        with tempfile.NamedTemporaryFile("r", suffix=".yml") as inventory:
            subprocess.run([*LAB, "inventory", "--name", LAB_NAME, "--output", inventory.name], check=True)
            best = run_tasks(inventory.name)
    finally:
        subprocess.run([*LAB, "down", "--name", LAB_NAME], check=True, capture_output=True)
    found = best["ours"] / best["peer"]
    verdict = "met" if found <= TASK_AIM else "MISSED"
    print(
        f"arp_facts task over ssh, against command: ip -j neigh: {best['ours']:.3f} s against {best['peer']:.3f} s, "
        f"ratio {found:.2f}, aim <= {TASK_AIM:g}: {verdict}",
        flush=True,
    )


def main(arguments):
    """Print the ratios; the exit status does not depend on them."""
    if arguments == ["dumps"]:
        compare_dumps()
    elif not sys.platform.startswith("linux") or os.geteuid() != 0 or not shutil.which("ip"):
        print("skipped: needs root on Linux, and iproute2")
    else:
        subprocess.run(["unshare", "--net", sys.executable, __file__, "dumps"], check=True)
        compare_tasks()


if __name__ == "__main__":
    main(sys.argv[1:])

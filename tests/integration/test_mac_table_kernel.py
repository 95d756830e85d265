# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The MAC tables of a real kernel's bridge, over rtnetlink and as `bridge` prints them; then the module itself."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import SourceError
from ansible_collections.netops.arp.plugins.module_utils._platforms import _linux_bridges

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux"),
    pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="needs root to make network namespaces"),
    pytest.mark.skipif(
        not (shutil.which("bridge") and shutil.which("unshare")), reason="needs iproute2 and util-linux"
    ),
]

ROOT = Path(__file__).resolve().parents[2]
WIRE = "02:00:00:00:00:12"
LINKS = """\
link add br0 address 02:00:00:00:00:01 type bridge
link set br0 up
link add port1 address 02:00:00:00:00:11 type veth peer name wire1 address 02:00:00:00:00:12
link set port1 master br0 up
link set wire1 up
addr add 192.0.2.1/24 dev br0
"""
ENTRIES = """\
fdb add 00:00:5e:00:53:01 dev port1 master static
fdb add 00:00:5e:00:53:02 dev port1 master dynamic
fdb add 00:00:5e:00:53:03 dev port1 master extern_learn
fdb add 00:00:5e:00:53:04 dev wire1 self
"""
# What the bridge must know: what was entered, and its own addresses.
EXPECTED = {
    ("00:00:5e:00:53:01", "port1", "static"),
    ("00:00:5e:00:53:02", "port1", "dynamic"),
    ("00:00:5e:00:53:03", "port1", "remote"),
    ("02:00:00:00:00:01", "br0", "self"),
    ("02:00:00:00:00:11", "port1", "self"),
}


def batch(program, lines):
    subprocess.run([program, "-batch", "-"], input=lines, text=True, check=True, capture_output=True)


def run(argv):
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def refuse(*_arguments):
    raise SourceError("refused for this test")


def inside():
    """Runs in a namespace of its own: print what is read in each way."""
    batch("ip", LINKS)
    batch("bridge", ENTRIES)
    task = ["-m", "netops.arp.mac_table_facts", "-a", "types=static,dynamic interfaces=port*", "localhost"]
    ansible = [sys.executable, "-m", "ansible", "adhoc", *task]
    environment = {**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "ANSIBLE_NOCOLOR": "1"}
    done = subprocess.run(ansible, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    json.dump(
        {
            "kernel": _linux_bridges.gather(refuse),
            "commands": _linux_bridges.gather(run, open_netlink=refuse),
            "module": done.stdout,
        },
        sys.stdout,
    )


@pytest.fixture(scope="module")
def tables():
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    argv = ["unshare", "--net", sys.executable, __file__]
    done = subprocess.run(argv, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def places(entries):
    """Return what the bridge knows but for multicast groups and what it may have learned from the wire meanwhile."""
    found = {(entry["mac"], entry["interface"], entry["type"]) for entry in entries}
    return {one for one in found if not one[0].startswith(("01:", "33:")) and one[0] != WIRE}


def test_the_kernel_tells_the_table_of_the_bridge(tables):
    facts = tables["kernel"]
    assert facts["source"] == [{"command": "rtnetlink", "outcome": "read"}]
    assert facts["unparsed"] == []
    assert places(facts["entries"]) == EXPECTED
    assert {entry["age_seconds"] for entry in facts["entries"] if entry["type"] == "self"} == {None}
    assert all(entry["age_seconds"] in range(5) for entry in facts["entries"] if entry["type"] == "dynamic")


def test_the_command_tells_the_same(tables):
    facts = tables["commands"]
    assert [entry["outcome"] for entry in facts["source"]] == ["refused: refused for this test", "read"]
    assert places(facts["entries"]) >= EXPECTED


def test_the_module_returns_what_is_asked_for(tables):
    result = json.loads(tables["module"].partition("=>")[2])
    assert result["changed"] is False
    assert places(result["ansible_facts"]["ansible_mac_table"]["entries"]) == {
        one for one in EXPECTED if one[2] in ("static", "dynamic")
    }


if __name__ == "__main__":
    inside()

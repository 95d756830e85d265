# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The backend of arp_sysctl in every Python found here, each on a kernel of its own: applied, again, taken back."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux"),
    pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="needs root to make namespaces"),
    pytest.mark.skipif(not (shutil.which("ip") and shutil.which("unshare")), reason="needs iproute2 and util-linux"),
]

ROOT = Path(__file__).resolve().parents[2]
MINORS = range(6, 15)

# Runs in the other Python, in a network of its own and with an empty /etc/sysctl.d of its own.
SCRIPT = r"""
import glob, json, subprocess, sys
sys.path.insert(0, sys.argv[1])
from ansible_collections.netops.arp.plugins.module_utils._errors import SourceError
from ansible_collections.netops.arp.plugins.module_utils._sysctls import _backend

def run(argv):
    try:
        done = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
    except OSError as error:
        raise SourceError(str(error))
    out, err = done.communicate()
    return done.returncode, out, err

def everything():
    found = {}
    for path in glob.glob("/proc/sys/net/ipv[46]/conf/*/*") + glob.glob("/etc/sysctl.d/*"):
        try:
            with open(path) as opened:
                found[path] = opened.read()
        except (OSError, UnicodeDecodeError):
            pass
    return found

host = _backend.Host(run)
interfaces = {"eth0.7": {"arp_ignore": 2}, "*": {"gc_stale_time": 70}}
wanted = {"all": {"arp_ignore": 1, "arp_announce": 2}, "default": {"arp_ignore": 1}, "interfaces": interfaces}
present = _backend.Options(settings=wanted, persist="90-arp.conf")
before = everything()
results = [_backend.run(host, present, True), _backend.run(host, present), _backend.run(host, present)]
try:
    _backend.run(host, present._replace(settings={"interfaces": {"eth0.7": {"medium_id": 1, "arp_filter": 2}}}))
except Exception as error:
    results.append(str(error))
results.append(_backend.run(host, present._replace(settings={}, state="absent")))
print(json.dumps({"results": results, "is_back": everything() == before}))
"""


def found(minor):
    """The path of one Python of this machine, or None."""
    command = [str(ROOT / "tests" / "tools" / "find_python.sh"), f"3.{minor}", f"3.{minor}"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHON"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout.strip() or None


def run(python):
    """What the script says under one Python."""
    import ansible_collections.netops.arp as collection

    parent = str(Path(next(iter(collection.__path__))).parents[2])
    prepared = 'mount -t tmpfs none /etc/sysctl.d && ip link add eth0.7 type veth peer name eth1 && exec "$@"'
    command = ["unshare", "--net", "--mount", "sh", "-c", prepared, "sh", python, "-c", SCRIPT, parent]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def ours():
    return run(sys.executable)


@pytest.mark.parametrize("minor", MINORS, ids=lambda minor: f"3.{minor}")
def test_each_python_does_the_same(minor, ours):
    python = found(minor)
    if python is None:
        pytest.skip(f"Python 3.{minor} was not found here")
    theirs = run(python)
    assert theirs == ours
    predicted, done, again, refused, back = theirs["results"]
    assert [result["changed"] for result in (predicted, done, again, back)] == [True, True, False, True]
    assert predicted["after"] == done["after"] == again["before"]
    assert "arp_filter takes 0 or 1, not 2" in refused
    assert theirs["is_back"] is True

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lease among real processes: one winner at a time, killed and stalled holders, playbooks, and each Python."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="locks files as POSIX systems do")

ROOT = Path(__file__).resolve().parents[2]
MINORS = range(6, 15)
CONTENDERS = 8
SECONDS = 6

# The module's own file with a small stand-in for AnsibleModule; prints one JSON line for each call.
PRELUDE = """
import json, os, sys, time, types

class Left(Exception):
    pass

class AnsibleModule(object):
    params, check_mode = {}, False
    def __init__(self, argument_spec, supports_check_mode):
        given = dict((name, spec.get("default")) for name, spec in argument_spec.items())
        self.params = dict(given, **OPTIONS)
    def exit_json(self, **result):
        raise Left(result)
    def fail_json(self, **result):
        raise Left(dict(result, failed=True, changed=False))

for name in ("ansible", "ansible.module_utils", "ansible.module_utils.basic"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["ansible.module_utils.basic"].AnsibleModule = AnsibleModule
sys.path.insert(0, sys.argv[1])
from ansible_collections.netops.arp.plugins.modules import lease

def call(**options):
    global OPTIONS
    OPTIONS = dict(options, path=sys.argv[2])
    try:
        lease.main()
    except Left as left:
        return left.args[0]
"""

# Competes for the lease; notes in a common file, by single appends, when it enters and leaves what the lease protects.
CONTENDER = (
    PRELUDE
    + """
me, stop = sys.argv[3], time.time() + float(sys.argv[4])
journal = os.open(sys.argv[2] + ".journal", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
def note(what, token):
    os.write(journal, (json.dumps([what, me, token, time.time()]) + "\\n").encode())
while time.time() < stop:
    got = call(action="acquire", owner=me, ttl="60", wait="0")
    if got.get("failed"):
        assert got["lease"]["owner"] != me or not got["lease"]["held"], got
        time.sleep(0.005)
        continue
    token = got["lease"]["fencing_token"]
    note("in", token)
    time.sleep(0.003)
    note("out", token)
    assert call(action="release", owner=me, fencing_token=token)["changed"] is True
    time.sleep(0.002)
"""
)

# Acquires with the shortest time to live, again and again, until it is killed.
MORTAL = (
    PRELUDE
    + """
while True:
    got = call(action="acquire", owner=sys.argv[3], ttl="1", wait="30")
    print(json.dumps(got.get("lease", got)), flush=True)
"""
)

ONCE = PRELUDE + "print(json.dumps([call(**options) for options in json.loads(sys.argv[3])]))"


def command(script, path, *arguments, python=sys.executable):
    import ansible_collections.netops.arp as collection

    parent = Path(next(iter(collection.__path__))).parents[2]
    return [python, "-c", script, str(parent), str(path), *map(str, arguments)]


def calls(path, *options, python=sys.executable):
    done = subprocess.run(
        command(ONCE, path, json.dumps(options), python=python),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_many_processes_are_never_in_at_once(tmp_path):
    path = tmp_path / "core.lease"
    running = [
        subprocess.Popen(command(CONTENDER, path, f"run {number}", SECONDS), stderr=subprocess.PIPE, text=True)
        for number in range(CONTENDERS)
    ]
    for process in running:
        _output, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    notes = [json.loads(line) for line in (tmp_path / "core.lease.journal").read_text().splitlines()]
    entered, left = notes[::2], notes[1::2]
    assert [note[0] for note in entered] == ["in"] * len(left)
    assert [note[:3] for note in left] == [["out", *note[1:3]] for note in entered]
    tokens = [note[2] for note in entered]
    assert tokens == sorted(set(tokens))
    assert len(tokens) > 20
    assert len({note[1] for note in entered}) > 1


def test_a_killed_holder_is_followed_after_its_time_to_live(tmp_path):
    path, numbers = tmp_path / "core.lease", []
    for attempt in range(4):
        with subprocess.Popen(command(MORTAL, path, f"mortal {attempt}"), stdout=subprocess.PIPE) as holder:
            first = json.loads(holder.stdout.readline())
            # Anywhere in its work, which is nothing but writing the file.
            time.sleep(random.uniform(0, 0.05))
            holder.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        refused, got = calls(
            path,
            {"action": "acquire", "owner": "early", "ttl": "5m"},
            {"action": "acquire", "owner": "next", "ttl": "5m", "wait": "20"},
        )
        assert got.get("failed") is None, got
        # Python itself may need longer to start than the lease lived.
        assert refused.get("failed") or refused["taken_over_from"]["owner"] == first["owner"]
        if refused.get("failed"):
            assert f"held by mortal {attempt}" in refused["msg"]
            assert got["taken_over_from"]["owner"] == f"mortal {attempt}"
            assert got["taken_over_from"]["fencing_token"] == first["fencing_token"]
            assert got["waited_for"] == [f"mortal {attempt}"]
            assert time.monotonic() - killed > 0.9
        numbers += [first["fencing_token"], got["lease"]["fencing_token"]]
        calls(path, {"action": "release", "owner": "ada", "force": True, "reason": "next attempt"})
    assert numbers == sorted(set(numbers))


def test_a_stalled_holder_is_refused_when_it_wakes_up(tmp_path):
    path = tmp_path / "core.lease"
    with subprocess.Popen(command(MORTAL, path, "stalled"), stdout=subprocess.PIPE) as holder:
        try:
            token = json.loads(holder.stdout.readline())["fencing_token"]
            holder.send_signal(signal.SIGSTOP)
            # Stopped amid a write it would keep the file locked; it goes on until it is not.
            while path_is_locked(path):
                holder.send_signal(signal.SIGCONT)
                time.sleep(0.01)
                holder.send_signal(signal.SIGSTOP)
            (got,) = calls(path, {"action": "acquire", "owner": "next", "ttl": "5m", "wait": "20"})
            late, release = calls(
                path,
                {"action": "renew", "owner": "stalled", "fencing_token": token},
                {"action": "release", "owner": "stalled", "fencing_token": token},
            )
        finally:
            holder.send_signal(signal.SIGKILL)
    assert got["taken_over_from"]["fencing_token"] == token
    assert late["failed"]
    assert late["lost_to"]["owner"] == "next"
    assert late["lost_to"]["fencing_token"] == got["lease"]["fencing_token"] > token
    assert "lost to next since" in late["msg"]
    assert release["changed"] is False
    assert release["lease"]["owner"] == "next"


def path_is_locked(path):
    import fcntl

    with open(f"{path}.lock", "rb+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


PLAYBOOK = """
- hosts: localhost
  gather_facts: false
  module_defaults:
    group/netops.arp.arp:
      path: "{{ path }}"
  tasks:
    - netops.arp.lease: {action: show}
      register: nothing
    - netops.arp.lease: {action: acquire, owner: job 1, ttl: 5m, purpose: flush}
      check_mode: true
      diff: true
      register: predicted
    - ansible.builtin.stat:
        path: "{{ path }}"
      register: untouched
    - netops.arp.lease: {action: acquire, owner: job 1, ttl: 5m, purpose: flush}
      register: acquired
    - netops.arp.lease: {action: acquire, owner: job 2, wait: 1s}
      register: refused
      failed_when: refused is not failed
    - netops.arp.lease: {action: acquire, owner: job 2, wait: 1h}
      check_mode: true
      register: refused_in_check_mode
      failed_when: refused_in_check_mode is not failed
    - netops.arp.lease:
        action: renew
        owner: job 1
        fencing_token: "{{ acquired.lease.fencing_token }}"
      register: renewed
    - netops.arp.lease: {action: release, owner: job 2}
      register: not_mine
    - netops.arp.lease: {action: release, owner: job 1}
      check_mode: true
      register: release_predicted
    - netops.arp.lease: {action: release, owner: job 1}
      register: released
    - netops.arp.lease: {action: release, owner: job 1}
      register: released_again
    - netops.arp.lease: {action: renew, owner: job 1}
      register: too_late
      failed_when: too_late is not failed
    - netops.arp.lease: {action: acquire}
      register: no_owner
      failed_when: no_owner is not failed
    - netops.arp.lease: {action: release, owner: ada, force: true}
      register: no_reason
      failed_when: no_reason is not failed
    - netops.arp.lease: {action: acquire, owner: job 1, ttl: soon}
      register: no_ttl
      failed_when: no_ttl is not failed
    - ansible.builtin.assert:
        quiet: true
        that:
          - not nothing.lease.held and nothing.lease.fencing_token == 0 and not nothing.changed
          - predicted.changed and predicted.lease.owner == 'job 1'
          - >-
            '"held": true' in predicted.diff.after and '"held": false' in predicted.diff.before
          - not untouched.stat.exists
          - acquired.changed and acquired.lease.held and acquired.taken_over_from is none
          - acquired.lease.ttl == 300 and acquired.lease.seconds_left in [299, 300]
          - "'held by job 1 (flush) since' in refused.msg and 'Waited for it 1 s' in refused.msg"
          - refused.lease.owner == 'job 1' and refused.waited_for == ['job 1']
          - "'Check mode does not wait' in refused_in_check_mode.msg"
          - renewed.changed and renewed.lease.fencing_token == acquired.lease.fencing_token
          - not not_mine.changed and 'job 1 does' in not_mine.msg
          - release_predicted.changed and released.changed and not released_again.changed
          - "'was released at' in too_late.msg and too_late.lost_to is none"
          - "'owner: acquire needs one' in no_owner.msg and 'a reason' in no_reason.msg and 'ttl: ' in no_ttl.msg"
    - netops.arp.lease: {action: show}
      register: shown
    - netops.arp.lease: {action: acquire, owner: job 3, ttl: 5m}
      register: after_release
    - ansible.builtin.assert:
        quiet: true
        that:
          - not shown.lease.held and shown.lease.previous.ending == 'released'
          - after_release.lease.fencing_token == acquired.lease.fencing_token + 1
    - ansible.builtin.copy:
        dest: "{{ path }}"
        content: damaged
        mode: "0644"
    - netops.arp.lease: {action: acquire, owner: job 4}
      register: damaged
      failed_when: damaged is not failed or 'is no lease' not in damaged.msg
    - ansible.builtin.slurp:
        src: "{{ path }}"
      register: kept
      failed_when: kept.content | b64decode != 'damaged'
"""


@pytest.mark.core_matrix
def test_a_playbook_works_under_a_lease(tmp_path):
    playbook = tmp_path / "play.yml"
    playbook.write_text(PLAYBOOK, encoding="utf-8")
    options = {"path": str(tmp_path / "core.lease"), "ansible_python_interpreter": sys.executable}
    done = subprocess.run(
        ["ansible-playbook", "-i", "localhost,", "-c", "local", "-e", json.dumps(options), str(playbook)],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"failed=0 ", done.stdout)
    assert "no_log" not in done.stdout + done.stderr


def found(minor):
    """The path of one Python of this machine, or None."""
    script = [str(ROOT / "tests" / "tools" / "find_python.sh"), f"3.{minor}", f"3.{minor}"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHON"}
    return subprocess.run(script, env=environment, capture_output=True, text=True, check=False).stdout.strip() or None


@pytest.mark.parametrize("minor", MINORS, ids=lambda minor: f"3.{minor}")
def test_each_python_keeps_the_same_lease(minor, tmp_path):
    python = found(minor)
    if python is None:
        pytest.skip(f"Python 3.{minor} was not found here")
    path = tmp_path / "core.lease"
    (ours,) = calls(path, {"action": "acquire", "owner": "ours", "ttl": "5m"})
    refused, shown = calls(path, {"action": "acquire", "owner": "theirs"}, {"action": "show"}, python=python)
    assert refused["failed"]
    assert shown["lease"]["fencing_token"] == ours["lease"]["fencing_token"]
    calls(path, {"action": "release", "owner": "ours"})
    acquired, renewed, released, again = calls(
        path,
        {"action": "acquire", "owner": "theirs", "ttl": "1h"},
        {"action": "renew", "owner": "theirs", "ttl": "2h"},
        {"action": "release", "owner": "theirs"},
        {"action": "release", "owner": "theirs"},
        python=python,
    )
    assert acquired["lease"]["fencing_token"] == ours["lease"]["fencing_token"] + 1
    assert renewed["lease"]["ttl"] == 7200
    assert (released["changed"], again["changed"]) == (True, False)

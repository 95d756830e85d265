# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module arp_history, run by ansible: a file on the controller and on a host, damaged, torn, and read-only runs."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from arplab import audit

LOCAL = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}


def facts(number, count=1):
    """A host with neighbors; the first one's MAC has this number."""
    rows = [
        {
            "ip": f"192.0.{2 + index // 200}.{50 + index % 200}",
            "mac": f"02:00:00:00:{index >> 8:02x}:{(number + index) & 255:02x}",
            "interface": "eth0",
            "state": "reachable",
        }
        for index in range(count)
    ]
    return {"h1": {"collected_at": f"2026-03-{number:02}T03:00:00Z", "neighbors": rows}}


class Kept:
    """Runs the module on this machine, by itself or as a host that is reached over a connection."""

    def __init__(self, directory, on_controller):
        self.path = directory / "state" / "history.json"
        self.on_controller = on_controller
        self._inventory = directory / "inventory.json"
        self._inventory.write_text(json.dumps({"all": {"hosts": {"keeper": LOCAL}}}))

    def run(self, *words, limit=None, **options):
        """Return (succeeded, result, all that was printed)."""
        options = {"path": str(self.path), "on_controller": self.on_controller, **options}
        command = [str(Path(sys.executable).with_name("ansible")), "keeper", "-i", str(self._inventory), *words]
        done = subprocess.run(
            [*command, "-m", "netops.arp.arp_history", "-a", json.dumps(options)],
            cwd=audit.ROOT,
            env={**audit.environment(), "ANSIBLE_NOCOLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=limit,
        )
        printed = done.stdout + done.stderr
        return (
            done.returncode == 0,
            json.loads(done.stdout[done.stdout.index("{\n") : done.stdout.rindex("}") + 1]),
            printed,
        )

    def macs(self):
        (segment,) = json.loads(self.path.read_text())["segments"]
        return [entry["mac"][-2:] for entry in segment["addresses"]["192.0.2.50"]]


@pytest.fixture(params=[True, False], ids=["on the controller", "on a host"])
def kept(request, tmp_path):
    return Kept(tmp_path, request.param)


def test_it_is_read_made_continued_and_then_left(kept):
    _ok, nothing, _printed = kept.run()
    assert (nothing["history"], nothing["problem"], nothing["findings"], nothing["changed"]) == ("", None, [], False)
    _ok, predicted, _printed = kept.run("--check", facts=facts(1))
    assert predicted["changed"]
    assert not kept.path.exists()
    _ok, made, _printed = kept.run(facts=facts(1))
    assert made["changed"]
    kept.path.chmod(0o640)
    _ok, continued, printed = kept.run("--diff", facts=facts(2))
    assert continued["changed"]
    assert "-h1:eth0: 192.0.2.50 02:00:00:00:00:01\n+h1:eth0: 192.0.2.50 02:00:00:00:00:02 02:00:00:00:00:01" in printed
    assert kept.macs() == ["02", "01"]
    assert kept.path.stat().st_mode & 0o777 == 0o640
    _ok, again, _printed = kept.run(facts=facts(2))
    assert not again["changed"]
    _ok, known, _printed = kept.run()
    assert known["history"] == kept.path.read_text()
    assert known["msg"] == f"The history in {kept.path} knows 1 addresses on 1 segments."
    assert [path.name for path in kept.path.parent.iterdir()] == ["history.json"]


def test_what_is_no_history_is_left_alone(kept):
    kept.path.parent.mkdir()
    kept.path.write_text('{"findings": []}')
    for options in ({}, {"facts": facts(1)}):
        ok, result, printed = kept.run(**options)
        assert ok
        assert not result["changed"]
        assert "its type is None, not 'netops.arp.history'" in result["problem"]
        assert [item["kind"] for item in result["findings"]] == ["history_unusable"]
        assert ("[WARNING]" in printed) is not bool(options)
    assert kept.path.read_text() == '{"findings": []}'


def test_the_policy_grades_and_ignores_that(kept):
    kept.path.parent.mkdir()
    kept.path.write_text("no history")
    _ok, graded, _printed = kept.run(policy={"severities": {"history_unusable": "critical"}})
    assert graded["findings"][0]["severity"] == "critical"
    _ok, ignored, _printed = kept.run(policy={"ignore": [{"kind": "history_unusable"}]})
    assert ignored["findings"] == []


def test_a_run_that_is_cut_off_while_writing_leaves_the_history_before(tmp_path):
    kept = Kept(tmp_path, on_controller=True)
    kept.run(facts=facts(1, count=10))
    before = kept.path.read_bytes()

    def disk_full():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))

    ok, result, _printed = kept.run(limit=disk_full, facts=facts(2, count=300))
    assert not ok
    assert "history.json on localhost: it cannot be written: File too large" in result["msg"]
    assert kept.path.read_bytes() == before
    assert [path.name for path in kept.path.parent.iterdir()] == ["history.json"]


def test_a_link_to_the_file_stays_a_link(kept):
    kept.path.parent.mkdir()
    real = kept.path.parent / "real.json"
    real.write_text("")
    kept.path.symlink_to(real)
    kept.run(facts=facts(1))
    assert kept.path.is_symlink()
    assert json.loads(real.read_text())["type"] == "netops.arp.history"


MISTAKES = {
    "a relative path on a host": ({"path": "history.json", "on_controller": False}, "path must be absolute on a host"),
    "no path": ({"path": ""}, "path names no file"),
    "facts that are none": ({"facts": {"h1": {}}}, "host h1: the facts hold neither neighbors nor neighbors_json"),
    "a policy with a mistake": ({"facts": facts(1), "policy": {"ignroe": []}}, "unknown key 'ignroe'"),
}


@pytest.mark.parametrize(("options", "said"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_named(tmp_path, options, said):
    ok, result, _printed = Kept(tmp_path, on_controller=True).run(**options)
    assert not ok
    assert said in result["msg"]

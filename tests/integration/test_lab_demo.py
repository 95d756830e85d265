# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo from its first line to its last, interrupted, and where no lab can be."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import demo
import pytest
from arplab.state import ROOT, impediment

DEMO = [sys.executable, str(Path(__file__).resolve().parents[1] / "lab" / "demo.py")]
REPORTS = ("findings.json", "report.md", "report.html")

needs_lab = pytest.mark.skipif(impediment() is not None, reason=str(impediment()))


def lab_directory(pid):
    return ROOT / f"demo-{pid}"


@needs_lab
@pytest.mark.lab
@pytest.mark.core_matrix
@pytest.mark.machine_wide
def test_the_demo_finds_what_it_planted_and_nothing_else(tmp_path):
    """Six things at once, among them a table of 100,000 rows that must raise nothing."""
    done = subprocess.run([*DEMO, "--reports", str(tmp_path)], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All 5 planted faults were found, and nothing else." in done.stdout
    assert done.stdout.rstrip().endswith("The lab is down.")
    for name in REPORTS:
        assert str(tmp_path / name) in done.stdout
        assert (tmp_path / name).stat().st_size > 0
    hosts = json.loads((tmp_path / "findings.json").read_text())["hosts"]
    assert hosts["db2"]["neighbors"] > 100_000
    assert all(host["reached"] and not host["unparsed"] for host in hosts.values())


@needs_lab
@pytest.mark.lab
@pytest.mark.machine_wide
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_demo_takes_its_lab_down(tmp_path, number):
    # What a shell starts in the background ignores SIGINT, and so would all that it starts in turn.
    process = subprocess.Popen(
        [*DEMO, "--reports", str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    said = ""
    while "Running:" not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    assert lab_directory(process.pid).exists()
    process.send_signal(number)
    rest, _nothing = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert rest.rstrip().endswith("The lab is down.")
    assert not lab_directory(process.pid).exists()


def test_without_a_lab_the_demo_audits_localhost_alone(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(demo, "impediment", lambda: "The lab needs root.")
    monkeypatch.setattr(sys, "argv", ["demo.py", "--reports", str(tmp_path)])
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert demo.main() == 0
    finally:
        signal.signal(signal.SIGTERM, before)
    assert "The lab needs root. So this demo audits this machine alone." in capfd.readouterr().out
    assert list(json.loads((tmp_path / "findings.json").read_text())["hosts"]) == ["localhost"]
    assert not lab_directory(os.getpid()).exists()

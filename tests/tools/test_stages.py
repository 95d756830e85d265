# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import stages

CLOSING_LINES = {
    "plain": ("=== 12 passed in 0.41s ===", ["12 passed in 0.41s"]),
    "mixed": (
        "== 1 failed, 3 passed, 2 skipped in 75.20s (0:01:15) ==",
        ["1 failed, 3 passed, 2 skipped in 75.20s (0:01:15)"],
    ),
    "colored": ("\x1b[32m==== \x1b[1m3 passed\x1b[0m in 0.1s ====\x1b[0m", ["3 passed in 0.1s"]),
    "quiet": ("3 passed in 0.10s", ["3 passed in 0.10s"]),
    "nothing ran": ("=== no tests ran in 0.01s ===", ["no tests ran in 0.01s"]),
    "a heading": ("=== short test summary info ===", []),
    "prose": ("All 12 passed in good time", []),
}


@pytest.mark.parametrize(("line", "expected"), CLOSING_LINES.values(), ids=CLOSING_LINES)
def test_closing_line_of_pytest_is_recognized(line, expected):
    closing = []
    stages.read_lines([line + "\n"], closing, {})
    assert closing == expected


def test_every_stage_runs_and_one_failure_fails_the_whole(monkeypatch, capsys):
    programs = {
        "bad": "print('== 1 failed, 2 passed in 1.0s =='); raise SystemExit(3)",
        "good": "print('5 passed in 1.0s')",
    }

    def run(name, original=stages.run_stage):
        return original("-", command=(sys.executable, "-c", programs[name]))._replace(name=name)

    monkeypatch.setattr(stages, "run_stage", run)
    assert stages.main(["bad", "good"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "7 passed, 1 failed, 0 skipped"
    assert any(line.startswith("bad") and "FAILED (3)" in line for line in lines)
    assert any(line.startswith("good") and "ok" in line for line in lines)


def test_summary_says_what_was_skipped_by_reason():
    lines = [
        "SKIPPED [1] a.py:1: needs root",
        "SKIPPED [2] b.py:7: needs root",
        "Left out: shellcheck",
        "4 passed in 1.00s",
    ]
    closing, absent = [], {}
    stages.read_lines(lines, closing, absent)
    text = list(stages.summary([stages.Result("unit", 1.0, 0, closing, absent)]))
    assert [line.strip() for line in text[1:3]] == ["Skipped: needs root (3 times)", "Left out: shellcheck"]
    assert text[-1] == "4 passed, 0 failed, 0 skipped"

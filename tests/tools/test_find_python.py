# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("find_python.sh")
HERE = sys.version_info[1]


@pytest.fixture
def find(tmp_path):
    """Look with only the given names on PATH: True stands for this Python, False for one that refuses to run."""
    folder = tmp_path / "a folder" / "bin"
    folder.mkdir(parents=True)

    def run(names, oldest, newest, *modules, **environment):
        for name, works in names.items():
            command = f'exec "{sys.executable}" "$@"' if works else "echo not installed >&2; exit 127"
            (folder / name).write_text(f"#!/bin/sh\n{command}\n")
            (folder / name).chmod(0o755)
        command = ["/bin/sh", str(SCRIPT), f"3.{oldest}", f"3.{newest}", *modules]
        variables = {"PATH": str(folder), **environment}
        done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.strip()

    return run


def test_a_newer_one_that_refuses_to_run_is_passed_over(find):
    status, path = find({f"python3.{HERE + 1}": False, f"python3.{HERE}": True}, HERE, HERE + 1)
    assert status == 0
    assert Path(path).samefile(sys.executable)


def test_of_an_environment_the_python_below_it_is_found(find):
    _status, path = find({"python3": True}, HERE, HERE)
    assert not (Path(path).parents[1] / "pyvenv.cfg").exists()


def test_plain_python3_serves_when_its_version_fits(find):
    assert find({"python3": True}, HERE, HERE)[0] == 0


def test_one_outside_of_the_range_does_not_serve(find):
    assert find({"python3": True}, HERE + 1, HERE + 2) == (1, "")


def test_one_without_a_wanted_module_does_not_serve(find):
    assert find({"python3": True}, HERE, HERE, "no_such_module") == (1, "")


def test_the_users_choice_is_the_only_candidate(find):
    assert find({"python3": True}, HERE, HERE, PYTHON="/nonexistent/python3") == (1, "")

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gets the collections that reach network devices into C(.cache/collections), and the Python packages that they need.

The package `ansible` on PyPI is the one place that has them all without an account or Galaxy; of its files only these
collections are unpacked. Quick when nothing is to do. Status 1 and the reason when they cannot be had.
"""

import fcntl
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / ".cache" / "collections"
REQUIREMENTS = ROOT / "requirements" / "devices.txt"
IMPORTS = ("pylibsshext", "paramiko", "ncclient")

# A release of the package, and what is taken from it. Releases after 13 have no Junos.
SOURCES = {
    "ansible >= 10, < 15": ("ansible/netcommon", "ansible/utils", "arista/eos", "cisco/ios", "cisco/nxos", "vyos/vyos"),
    "ansible == 13.0.0": ("junipernetworks/junos",),
}
_NOT_NEEDED = {"tests", "docs", "changelogs"}


class CannotBeHadError(Exception):
    """The message says why, in one line."""


def ensure():
    """Make sure that all is there, and return the folder for ANSIBLE_COLLECTIONS_PATH. Raises CannotBeHadError."""
    TARGET.mkdir(parents=True, exist_ok=True)
    # Stages and tests may want this at the same time.
    with open(TARGET.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not all(map(importlib.util.find_spec, IMPORTS)):
            _pip("install", "-r", str(REQUIREMENTS))
        stamp = TARGET / ".sources"
        if not stamp.exists() or stamp.read_text() != repr(SOURCES):
            for requirement, wanted in SOURCES.items():
                _take(requirement, wanted)
            stamp.write_text(repr(SOURCES))
    return TARGET


def _take(requirement, wanted):
    with tempfile.TemporaryDirectory(dir=TARGET) as directory:
        # The collections of a release run under more Pythons than its ansible-core.
        exact = ["--ignore-requires-python"] if "==" in requirement else []
        _pip("download", "--no-deps", "--only-binary=:all:", *exact, "--dest", directory, requirement)
        wheel = next(Path(directory).glob("*.whl"))
        with zipfile.ZipFile(wheel) as package:
            for name in wanted:
                shutil.rmtree(TARGET / "ansible_collections" / name, ignore_errors=True)
                package.extractall(TARGET, _members(package, f"ansible_collections/{name}/"))


def _members(package, prefix):
    found = [name for name in package.namelist() if name.startswith(prefix)]
    if not found:
        raise CannotBeHadError(f"{package.filename} holds no {prefix}")
    return [name for name in found if name[len(prefix) :].split("/")[0] not in _NOT_NEEDED]


def _pip(*words):
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "1", *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    except subprocess.TimeoutExpired:
        raise CannotBeHadError(f"pip {words[0]} took too long") from None
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise CannotBeHadError((said or [f"pip {words[0]} failed"])[-1])


def main():
    try:
        ensure()
    except (CannotBeHadError, OSError, zipfile.BadZipFile) as error:
        print(f"the collections for network devices cannot be had ({error})")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

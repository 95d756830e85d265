# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures of docs/images anew: pages about the lab's hosts as Chromium shows them. Needs root on Linux."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lab"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integration"))

from arplab import audit, lifecycle, topology
from arplab.state import Lab, impediment, run
from browser import IMPEDIMENT, Browser

ROOT = Path(__file__).resolve().parents[2]
_TRACED = "192.0.2.50"
_WIDTH, _LONGEST = 1040, 1500


def main():
    """Exit status 0: all pictures were taken. 1: the machine lacks something, which is said."""
    reason = impediment() or IMPEDIMENT
    if reason:
        print(reason, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        pages = {"report.png": _report(directory / "report"), "trace.png": _trace(directory / "trace")}
        browser = Browser(directory / "profile")
        try:
            for picture, page in pages.items():
                _take(browser, page, ROOT / "docs" / "images" / picture)
        finally:
            browser.close()
    return 0


def _report(directory):
    """The report of the demo."""
    subprocess.run([sys.executable, str(ROOT / "tests/lab/demo.py"), "--reports", str(directory)], check=True)
    return directory / "report.html"


def _trace(directory):
    """A trace of an address that two stations have."""
    lab = Lab(f"pictures-{os.getpid()}")
    try:
        lifecycle.up(lab, topology.read(ROOT / "tests/lab/topologies/trace.yml"), owner=os.getpid())
        run([*lab.on_wire("copier"), "ip", "addr", "add", f"{_TRACED}/24", "dev", "eth0"])
        playbook = [str(Path(sys.executable).with_name("ansible-playbook")), "netops.arp.trace_address"]
        variables = json.dumps({"trace_address": _TRACED, "trace_dir": str(directory)})
        words = [*playbook, "-i", str(lab.directory / "inventory.yml"), "-e", variables]
        subprocess.run(words, cwd=ROOT, env=audit.environment(), check=True)
    finally:
        lifecycle.down(lab)
    return directory / "trace.html"


def _take(browser, page, picture):
    """The page from its top."""
    browser.screen(_WIDTH, _LONGEST)
    browser.open(page.as_uri())
    browser.screen(_WIDTH, min(_LONGEST, browser.run("return document.documentElement.scrollHeight")))
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(browser.picture())
    print(f"Written: {picture.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())

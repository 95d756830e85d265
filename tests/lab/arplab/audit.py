# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the audit playbook, and read what it found."""

import functools
import json
import os
import pathlib
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]


def command(inventories, report_directory, policy=None):
    """The ansible-playbook beside this Python, asked to audit these inventories into a directory."""
    words = [str(pathlib.Path(sys.executable).with_name("ansible-playbook")), "netops.arp.audit"]
    for inventory in inventories:
        words += ["-i", str(inventory)]
    variables = {"audit_report_dir": str(report_directory)}
    if policy:
        variables["audit_policy"] = policy
    return [*words, "-e", json.dumps(variables)]


def environment():
    """This process's environment, with the project's own configuration whatever the permissions of the directory."""
    return {"ANSIBLE_FORKS": "10", **os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg")}


def findings(report_directory):
    return json.loads(pathlib.Path(report_directory, "findings.json").read_text(encoding="utf-8"))["findings"]


def localhost_inventory(path):
    """Write an inventory of the machine itself, read by the Python that runs this."""
    connection = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
    pathlib.Path(path).write_text(json.dumps({"all": {"hosts": {"localhost": connection}}}), encoding="utf-8")
    return path


def run(words):
    """Run to the end with its output shown live; ended with us when we are interrupted. Returns the exit status."""
    # A signal that came while Popen works would leave a child behind that nobody knows: it has to wait until there is a
    # name for the child.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    unblock = functools.partial(signal.pthread_sigmask, signal.SIG_SETMASK, mask)
    process = None
    try:
        process = subprocess.Popen(words, cwd=ROOT, env=environment(), preexec_fn=unblock)
        unblock()
        return process.wait()
    finally:
        unblock()
        if process and process.poll() is None:
            process.terminate()
            process.wait()

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One healthy lab for all integration tests of a process, and an audit of it."""

import os
import subprocess
from pathlib import Path

import pytest
from arplab import audit, faults, lifecycle, topology
from arplab.state import Lab, impediment


class LabUnderTest:
    """The lab as tests need it: plant, clear, audit."""

    def __init__(self, lab, directory):
        self.lab = lab
        self.inventory = lab.directory / "inventory.yml"
        self.report_directory = directory / "report"
        self._localhost = audit.localhost_inventory(directory / "localhost.json")

    def plant(self, *names):
        faults.plant(self.lab, names)

    def clear(self, *names):
        faults.clear(self.lab, names)

    def audit(self, policy=None, machine=False):
        """Audit over ssh with ansible-playbook and return the findings; C(machine) adds the machine itself."""
        inventories = [self.inventory, self._localhost] if machine else [self.inventory]
        done = subprocess.run(
            audit.command(inventories, self.report_directory, policy),
            cwd=audit.ROOT,
            env=audit.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return audit.findings(self.report_directory)


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """The topology healthy.yml, raised once; it also goes when this process is killed."""
    reason = impediment()
    if reason:
        pytest.skip(reason)
    raised = Lab(f"tests-{os.getpid()}")
    document = topology.read(Path(__file__).resolve().parents[1] / "lab" / "topologies" / "healthy.yml")
    lifecycle.up(raised, document, owner=os.getpid())
    yield LabUnderTest(raised, tmp_path_factory.mktemp("lab"))
    lifecycle.down(raised)

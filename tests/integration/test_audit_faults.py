# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each fault of the lab is planted on real kernels, audited over ssh, and must yield exactly its findings."""

from pathlib import Path

import pytest
from arplab import faults, topology
from arplab.steps import machine_limit

pytestmark = pytest.mark.lab

_HEALTHY = Path(__file__).resolve().parents[1] / "lab" / "topologies" / "healthy.yml"
FAULTS = topology.parse(topology.read(_HEALTHY)).faults

# Filling a larger table would take the machine's other work too close to the edge, and much memory.
_LARGEST_LIMIT = 4096


@pytest.mark.core_matrix
def test_a_healthy_lab_yields_no_finding(lab):
    assert faults.differences(lab.audit(), []) == []


def _cases():
    """The kernel's table is one for all namespaces: many rows in one let it collect failed ones in every other lab."""
    return [
        pytest.param(fault, id=fault.name, marks=[pytest.mark.machine_wide] if _has_many_rows(fault) else [])
        for fault in FAULTS.values()
    ]


def _has_many_rows(fault):
    return any("rows" in step for step in fault.plant)


@pytest.mark.parametrize("fault", _cases())
def test_a_fault_yields_exactly_its_findings(lab, fault):
    """What the fault before left behind would be a finding too many here; the last test looks behind the last one."""
    if fault.machine and not 0 < (machine_limit() or 0) <= _LARGEST_LIMIT:
        pytest.skip(f"the kernel's limit is not readable here or above {_LARGEST_LIMIT}: {machine_limit()}")
    try:
        lab.plant(fault.name)
        found = lab.audit(policy=fault.policy, machine=fault.machine)
    finally:
        lab.clear(fault.name)
    assert faults.differences(_planted_here(found, fault), fault.expect) == []


def _planted_here(found, fault):
    """Leave out what the machine itself suffers from, in the one test that audits it: its network is not the lab's."""
    kinds = {finding["kind"] for finding in fault.expect}
    return [finding for finding in found if finding["hosts"] != ["localhost"] or finding["kind"] in kinds]


def test_nothing_is_found_after_all_faults_are_cleared(lab):
    assert lab.lab.planted() == []
    assert faults.differences(lab.audit(), []) == []

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of fault planted into a healthy fabric of fifty hosts is found, and nothing else is."""

from collections import Counter

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._catalog import KINDS
from ansible_collections.netops.arp.plugins.plugin_utils._detectors import DETECTORS
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.healthy import POLICY, SEGMENTS, healthy
from ansible_collections.netops.arp.tests.unit.planted import FAULTS

# A row of the table may be there before its kind is.
PLANTED = {fault.title: fault for fault in FAULTS if fault.kind in KINDS}


def short(findings):
    return Counter((item["kind"], item["ip"], item["severity"]) for item in findings)


def found(fault):
    """The findings beside those of the healthy fabric."""
    return short(judge(**fault.arguments())) - short(judge(healthy(), POLICY))


def test_the_healthy_fabric_is_what_it_claims():
    fabric = healthy()
    assert len(fabric) == 50
    assert len(SEGMENTS) == 4
    assert sum(":" in record["ip"] for host in fabric.values() for record in host["neighbors"]) > 500


def test_the_healthy_fabric_yields_no_finding_above_info():
    assert {item["severity"] for item in judge(healthy(), POLICY)} == {"info"}


def test_without_the_policy_exactly_what_it_declares_is_reported():
    loud = [item for item in judge(healthy()) if item["severity"] != "info"]
    assert sorted((item["kind"], item["ip"], *item["macs"]) for item in loud) == [
        ("invalid_mac", "192.0.2.60", "03:bf:c0:00:02:3c"),
        ("proxy_arp_answer", None, "02:00:00:00:01:02"),
    ]


@pytest.mark.parametrize("fault", PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_yields_its_findings_and_nothing_else(fault):
    assert found(fault) == Counter(fault.expected)


def test_each_kind_has_a_planted_fault():
    missing = {kind for detector in DETECTORS for kind in detector.kinds} - {fault.kind for fault in FAULTS}
    assert not missing, f"plant a fault of these kinds, by a row in tests/unit/planted.py: {sorted(missing)}"


def test_precision_and_recall_are_one():
    hits, planted, said = Counter(), Counter(), Counter()
    for fault in PLANTED.values():
        wanted, seen = Counter(fault.expected), found(fault)
        for counts, findings in ((hits, wanted & seen), (planted, wanted), (said, seen)):
            for (kind, *_rest), number in findings.items():
                counts[kind.partition(":")[0]] += number
    table = [f"{'kind':32} {'planted':>7} {'said':>5} {'precision':>9} {'recall':>6}"]
    for kind in KINDS:
        precision, recall = (hits[kind] / of[kind] if of[kind] else 1.0 for of in (said, planted))
        table.append(f"{kind:32} {planted[kind]:7} {said[kind]:5} {precision:9.2f} {recall:6.2f}")
    assert hits == planted == said, "\n" + "\n".join(table)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every finding of every detector, on the fabrics of the detectors' own tests."""

import copy
import json
import random
import re
from pathlib import Path

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._catalog import KINDS
from ansible_collections.netops.arp.plugins.plugin_utils._detectors import DETECTORS
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.plugins.plugin_utils import test_judge
from ansible_collections.netops.arp.tests.unit.plugins.plugin_utils._detectors import (
    test_answers,
    test_entries,
    test_expectations,
    test_macs,
    test_rules,
    test_settings,
    test_virtual,
)

CASES = {
    **{name: (fabric, {}) for name, (fabric, _found) in test_judge.FAULTS.items()},
    **{f"drift: {name}": (fabric, {}) for name, (fabric, _ip) in test_answers.DRIFT.items()},
    **{f"virtual: {name}": (fabric, policy) for name, (fabric, policy, _found) in test_virtual.STRANGERS.items()},
    **{
        f"expected: {name}": (fabric, policy) for name, (fabric, policy, _found) in test_expectations.DEVIATIONS.items()
    },
    **{f"one-sided: {name}": (fabric, {}) for name, fabric in test_entries.ONE_SIDED.items()},
    **{f"duplicate MAC: {name}": (fabric, {}) for name, (fabric, _segment) in test_macs.DUPLICATES.items()},
    **{f"flux risk: {name}": (fabric, {}) for name, fabric in test_settings.RISKS.items()},
    "proxy ARP beside a wrong mask": (test_settings.routed(), {}),
    **{
        f"own rule: {name}": (test_rules.PRINTERS, test_rules.own(query, "{ip} of {host}."))
        for name, (query, found) in test_rules.FINDS.items()
        if found
    },
}
each_case = pytest.mark.parametrize(("fabric", "policy"), CASES.values(), ids=CASES)


@each_case
def test_is_complete(fabric, policy):
    found = judge(fabric, policy)
    assert found
    for item in found:
        assert set(item) == test_judge.FINDING_KEYS
        assert item["hosts"]
        assert set(item["hosts"]) <= set(fabric)
        assert item["evidence"]
        assert all(piece["host"] in fabric for piece in item["evidence"])
        assert item["message"].endswith(".")
        assert item["likely_cause"] == KINDS[item["kind"].partition(":")[0]].cause
    subjects = [(item["kind"], item["segment"], item["ip"] or str(item["macs"]), item["family"]) for item in found]
    assert len(set(subjects)) == len(subjects)


@each_case
def test_does_not_depend_on_order(fabric, policy):
    expected = [_unordered(item) for item in judge(fabric, policy)]
    chance = random.Random(7)
    for _each in range(3):
        shuffled = copy.deepcopy(fabric)
        for host in shuffled.values():
            chance.shuffle(host["neighbors"])
            chance.shuffle(host["interfaces"])
        names = list(shuffled)
        chance.shuffle(names)
        assert [_unordered(item) for item in judge({name: shuffled[name] for name in names}, policy)] == expected


@each_case
def test_is_the_same_from_compact_facts_and_leaves_its_input_alone(fabric, policy):
    before = copy.deepcopy((fabric, policy))
    compact = {
        name: {key: value for key, value in host.items() if key != "neighbors"}
        | {"neighbors_json": json.dumps(host["neighbors"])}
        for name, host in fabric.items()
    }
    assert judge(compact, policy) == judge(fabric, policy)
    assert (fabric, policy) == before


def _unordered(item):
    return {**item, "evidence": sorted(map(str, item["evidence"]))}


def test_every_kind_is_documented_with_its_severity():
    page = (Path(__file__).resolve().parents[4] / "docs" / "findings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", page, re.MULTILINE))
    assert {kind: severity for kind, severity in rows.items() if not severity.startswith(KINDS[kind].severity)} == {}
    assert set(rows) == set(KINDS)


def test_every_kind_has_its_detector_and_every_detector_its_kinds():
    yielded = [kind for detector in DETECTORS for kind in detector.kinds]
    # The audit says of its history file what no judgement of tables can see.
    assert sorted([*yielded, "history_unusable"]) == sorted(KINDS)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit document: everybody is in it, in a stable order, in plain types."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils import _reports

NOW = "2026-05-04T03:02:11Z"
FACTS = {
    "platform": "linux",
    "collected_at": "2026-05-04T03:02:10Z",
    "counts": {"ipv4": {"total": 3, "stale": 3}, "ipv6": {"total": 2}},
    "capacity": {"ipv4": {"entries": 3, "limit": 1024}},
    "source": [{"source": "rtnetlink", "outcome": "read"}],
    "neighbors_json": "[]",
    "unparsed": ["what is this"],
}


def build(findings=(), facts=None, hosts=(), failures=None):
    return _reports.build(list(findings), facts or {}, hosts, failures, generated_at=NOW)


def finding(severity="info", kind="unresolved_neighbor", **more):
    return {"severity": severity, "kind": kind, "message": "m", **more}


def test_a_host_that_was_read_is_described_by_its_facts():
    host = build(facts={"web1": FACTS}, hosts=["web1"])["hosts"]["web1"]
    assert host["reached"] is True
    assert host["error"] is None
    assert (host["neighbors"], host["unparsed"]) == (5, 1)
    assert {key: host[key] for key in ("platform", "collected_at", "capacity", "source")} == {
        key: FACTS[key] for key in ("platform", "collected_at", "capacity", "source")
    }


FAILURES = {
    "away": ({"unreachable": True, "msg": "Connection timed out"}, False, "Connection timed out"),
    "away, as newer cores say it": ({"unreachable": True, "msg": "Task failed: No route"}, False, "No route"),
    "refused": ({"failed": True, "msg": "no source could be read"}, True, "no source could be read"),
    "crashed": ({"failed": True, "msg": "FAILURE", "module_stderr": "a\nMemoryError\n"}, True, "FAILURE: MemoryError"),
    "without a word": ({"failed": True}, True, "the task gave no reason"),
    "as text": ("out of reach", False, "out of reach"),
    "unknown": (None, False, "it was not asked, or failed before it could answer"),
}


@pytest.mark.parametrize(("failure", "reached", "error"), FAILURES.values(), ids=FAILURES)
def test_a_host_that_was_not_read_is_named_with_the_reason(failure, reached, error):
    host = build(hosts=["web1"], failures={"web1": failure} if failure else {})["hosts"]["web1"]
    assert (host["reached"], host["error"], host["neighbors"]) == (reached, error, None)


COUNTED = {
    "counts": ({"counts": {"ipv4": {"total": 7}}, "neighbors": []}, 7),
    "a list": ({"neighbors": [{}, {}]}, 2),
    "text": ({"neighbors_json": "[{}, {}, {}]"}, 3),
    "broken text": ({"neighbors_json": "[{}, {"}, 0),
    "nothing": ({}, 0),
}


@pytest.mark.parametrize(("facts", "expected"), COUNTED.values(), ids=COUNTED)
def test_neighbors_are_counted_from_whatever_is_there(facts, expected):
    assert build(facts={"web1": facts})["hosts"]["web1"]["neighbors"] == expected


def test_findings_are_sorted_by_severity_kind_segment_and_number_of_the_address():
    expected = [
        finding("critical", "spoofed_address", ip="192.0.2.1"),
        finding("warning", "arp_flux", ip="192.0.2.9", segment="a"),
        finding("warning", "arp_flux", ip="192.0.2.10", segment="a"),
        finding("warning", "arp_flux", ip="2001:db8::2", segment="a"),
        finding("warning", "arp_flux", ip="192.0.2.1", segment="b"),
        finding("warning", "duplicate_ip"),
        finding("info", "unresolved_neighbor", ip="192.0.2.1"),
    ]
    shuffled = random.Random(7).sample(expected, len(expected))
    found = [(item["severity"], item["kind"], item["ip"], item["segment"]) for item in build(shuffled)["findings"]]
    assert found == [(item["severity"], item["kind"], item.get("ip"), item.get("segment")) for item in expected]


def test_the_summary_names_every_severity():
    assert build([finding("critical"), finding("info"), finding("info")])["summary"] == {
        "info": 2,
        "warning": 0,
        "critical": 1,
    }
    assert build()["summary"] == {"info": 0, "warning": 0, "critical": 0}


def test_an_unknown_severity_is_looked_at_as_a_warning():
    assert build([finding("grave"), finding(None)])["summary"]["warning"] == 2


def test_the_json_is_sorted_and_reads_back():
    report = build([finding(ip="192.0.2.1", hosts=["b", "a"])], {"web1": FACTS}, ["web1", "core"])
    text = _reports.render(report, "json")
    assert json.loads(text) == report
    assert text == json.dumps(report, indent=2, sort_keys=True) + "\n"


def test_a_document_that_is_completed_again_stays_the_same():
    report = build([finding(evidence=[{"host": "a"}, "text", None])], {"web1": FACTS}, ["core"], {"core": "away"})
    assert _reports.complete(report) == report


def test_the_verdict_ignores_times_and_counts_but_not_faults_and_hosts():
    before = build([finding(ip="192.0.2.1", message="age 3")], {"web1": FACTS}, ["web1"])
    later = _reports.build(
        [finding(ip="192.0.2.1", message="age 9", evidence=[{"age_seconds": 9}])],
        {"web1": {**FACTS, "counts": {"ipv4": {"total": 99}}, "collected_at": "2026-05-04T04:00:00Z"}},
        ["web1"],
        generated_at="2026-05-04T04:00:01Z",
    )
    assert _reports.verdict(before) == _reports.verdict(later)
    assert _reports.verdict(before) != _reports.verdict(build([], {"web1": FACTS}, ["web1"]))
    assert _reports.verdict(before) != _reports.verdict(build([finding(ip="192.0.2.1")], {}, ["web1"]))


WRONG = {
    "findings": ({"findings": "text", "facts": {}}, "findings must be a list, not str"),
    "facts": ({"findings": [], "facts": []}, "facts must map each host to its facts, not list"),
    "failures": ({"findings": [], "facts": {}, "failures": "x"}, "failures must map each host to its reason, not str"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_a_part_of_the_wrong_type_is_refused(arguments, said):
    with pytest.raises(ArpError, match=said):
        _reports.build(hosts=[], **arguments)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["kind", "severity", "hosts", "segment", "vrf", "family", "ip", "macs", "interfaces", "message", "evidence"]
KEYS += ["likely_cause", "recommended_action", "first_seen", "last_seen"]


@pytest.mark.parametrize("name", _reports.RENDERERS)
@given(findings=st.lists(st.dictionaries(st.sampled_from(KEYS), ANYTHING), max_size=5))
def test_no_finding_however_odd_breaks_a_report(name, findings):
    text = _reports.render(build(findings, {"web1": FACTS}, ["web1"]), name)
    assert text.endswith(("\n", "</html>"))


HOSTS = st.dictionaries(
    st.text(max_size=4),
    ANYTHING | st.dictionaries(st.sampled_from(["capacity", "neighbors", "reached", "error", "unparsed"]), ANYTHING),
    max_size=4,
)


@pytest.mark.parametrize("name", _reports.RENDERERS)
@given(hosts=HOSTS)
def test_no_host_of_a_file_however_odd_breaks_a_report(name, hosts):
    assert _reports.render({"hosts": hosts}, name)

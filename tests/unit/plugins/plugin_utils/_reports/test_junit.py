# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JUnit XML, as a library that CI systems use reads it."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml

from ansible_collections.netops.arp.plugins.plugin_utils import _reports
from ansible_collections.netops.arp.plugins.plugin_utils._catalog import KINDS

DUPLICATE = {
    "severity": "critical",
    "kind": "duplicate_ip",
    "ip": "192.0.2.1",
    "segment": "192.0.2.0/24",
    "hosts": ["web1", "web2"],
    "macs": ["00:00:5e:00:53:01", "00:00:5e:00:53:66"],
    "message": "Two stations answer for 192.0.2.1",
    "likely_cause": "Somebody took the address",
    "recommended_action": "Find the port",
    "evidence": [{"host": f"web{at}", "ip": "192.0.2.1", "mac": "00:00:5e:00:53:01", "vrf": None} for at in range(30)],
}
DEAD = {"severity": "info", "kind": "unresolved_neighbor", "ip": "192.0.2.9", "hosts": ["web1"], "message": "m"}
FLUX = {"severity": "warning", "kind": "arp_flux", "ip": "192.0.2.4", "hosts": ["web1"], "message": "m"}


def written(*findings, hosts=("web1",), failures=None):
    facts = {host: {"neighbors": []} for host in hosts}
    names = [*hosts, *(failures or ())]
    report = _reports.build(list(findings), facts, names, failures, generated_at="2026-05-04T03:02:11Z")
    return _reports.render(report, "junit")


def suites(*findings, **options):
    return {suite.name: list(suite) for suite in JUnitXml.fromstring(written(*findings, **options).encode())}


def outcome(test):
    return type(test.result[0]).__name__ if test.result else "passed"


def test_a_finding_is_a_failure_with_all_that_is_known():
    (test,) = suites(DUPLICATE)["duplicate_ip"]
    assert (test.classname, test.name) == ("netops.arp.duplicate_ip", "192.0.2.1 on 192.0.2.0/24")
    (failure,) = test.result
    assert (failure.type, failure.message) == ("critical", "Two stations answer for 192.0.2.1.")
    assert failure.text.splitlines()[:7] == [
        "Two stations answer for 192.0.2.1.",
        "Segment: 192.0.2.0/24",
        "Hosts: web1, web2",
        "Ethernet addresses: 00:00:5e:00:53:01, 00:00:5e:00:53:66",
        "Likely cause: Somebody took the address.",
        "Next step: Find the port.",
        "Evidence: host web0, ip 192.0.2.1, mac 00:00:5e:00:53:01",
    ]
    assert failure.text.endswith("\n5 more rows are in findings.json.")


def test_a_warning_fails_and_a_note_passes_with_its_words():
    found = suites(FLUX, DEAD)
    assert [(outcome(test), test.result[0].type) for test in found["arp_flux"]] == [("Failure", "warning")]
    (note,) = found["unresolved_neighbor"]
    assert outcome(note) == "passed"
    assert note.system_out.startswith("m.\nHosts: web1")


def test_what_was_not_found_passes_by_kind_and_each_host_that_was_read_passes():
    found = suites(DUPLICATE, hosts=["web1", "web2"])
    assert [(test.name, outcome(test)) for test in found["hosts"]] == [("web1", "passed"), ("web2", "passed")]
    sound = {kind: [outcome(test) for test in tests] for kind, tests in found.items() if kind != "hosts"}
    assert sound == {kind: ["Failure" if kind == "duplicate_ip" else "passed"] for kind in KINDS}
    assert found["arp_flux"][0].name == f"none: {KINDS['arp_flux'].title}"


def test_a_host_that_was_not_read_is_an_error():
    away = {"core": {"unreachable": True, "msg": "timed out"}, "edge": {"failed": True, "msg": "refused"}}
    errors = {test.name: test.result[0] for test in suites(failures=away)["hosts"] if test.result}
    assert {name: (error.type, error.message, error.text) for name, error in errors.items()} == {
        "core": ("not reached", "timed out", "core was not reached: timed out"),
        "edge": ("not read", "refused", "edge was not read: refused"),
    }


def test_nothing_passes_where_nobody_was_read():
    found = suites(hosts=[], failures={"core": "away"})
    assert {outcome(test) for kind in KINDS for test in found[kind]} == {"Skipped"}


def test_a_kind_that_only_the_document_knows_has_a_suite_of_its_own():
    (test,) = suites({"severity": "critical", "kind": "own_rule", "hosts": ["web1"], "message": "m"})["own_rule"]
    assert (test.name, outcome(test)) == ("web1", "Failure")


def test_no_two_tests_have_one_name():
    names = [test.name for test in suites(DUPLICATE, DUPLICATE, {**DUPLICATE, "severity": "info"})["duplicate_ip"]]
    assert names == [f"192.0.2.1 on 192.0.2.0/24{more}" for more in ("", " (2)", " (3)")]


def test_the_numbers_agree_with_the_tests():
    text = written(DUPLICATE, FLUX, DEAD, failures={"core": "away"})
    read = JUnitXml.fromstring(text.encode())
    claimed = (read.tests, read.failures, read.errors, read.skipped)
    read.update_statistics()
    assert claimed == (read.tests, read.failures, read.errors, read.skipped) == (len(KINDS) + 2, 2, 1, 0)


# The attributes and children that Jenkins' and Ant's descriptions of the format have in common, in their order.
SHAPE = {
    "testsuites": ({"name", "tests", "failures", "errors", "skipped", "time"}, ["testsuite"]),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time", "timestamp"}, ["testcase"]),
    "testcase": ({"classname", "name", "time"}, ["skipped", "error", "failure", "system-out"]),
    "skipped": ({"message"}, []),
    "error": ({"type", "message"}, []),
    "failure": ({"type", "message"}, []),
    "system-out": (set(), []),
}


def check_shape(element):
    attributes, children = SHAPE[element.tag]
    assert set(element.attrib) == attributes
    assert all(child.tag in children for child in element)
    assert element.tag != "testcase" or len(element) <= 1
    for child in element:
        check_shape(child)


def test_the_file_has_the_shape_that_readers_expect():
    root = ElementTree.fromstring(written(DUPLICATE, FLUX, DEAD, failures={"core": "away"}).encode())
    check_shape(root)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", root[0].get("timestamp"))
    for number in ("tests", "failures", "errors", "skipped"):
        assert int(root.get(number)) == sum(int(suite.get(number)) for suite in root)


HOSTILE = {
    "markup": '"><failure/>]]></testcase>&amp;&#0;<!--',
    "control characters": "".join(map(chr, range(32))) + "\x7f\x85\x9b",
    "what XML forbids": "\ud800\udfff\ufffe\uffff",
    "turned around": "a\u202eb",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text(text):
    odd = dict.fromkeys(("kind", "ip", "segment", "message", "likely_cause", "recommended_action"), text)
    found = {**odd, "severity": "critical", "hosts": [text], "macs": [text], "evidence": [{text: text}]}
    xml = written(found, hosts=[text], failures={f"{text}2": text})
    check_shape(ElementTree.fromstring(xml.encode()))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202e]", xml)


@given(text=st.text(), ip=st.text(), host=st.text())
def test_whatever_a_device_says_the_file_is_well_formed(text, ip, host):
    xml = written({"severity": "critical", "kind": text, "ip": ip, "message": text, "hosts": [host]}, hosts=[host])
    assert JUnitXml.fromstring(xml.encode()).failures == 1

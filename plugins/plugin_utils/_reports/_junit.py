# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""findings-junit.xml: the audit as a test report, in the JUnit XML that CI systems read.

One suite holds a test for each host: was it read? One suite for each kind of finding holds a test for each finding, or
one that passes where there is none, so that the history of a CI system shows when a kind went away. Critical findings
and warnings are failures, what is only worth a note passes and says so in its output.
"""

from collections import Counter
from collections.abc import Iterable
from xml.etree import ElementTree

from .._catalog import KINDS
from ._cards import title
from ._document import SEVERITIES
from ._text import clean, few, sentence, shown

_FAILING = SEVERITIES[:-1]
_PACKAGE = "netops.arp"
# A CI system shows this beside a line of a merge request; the rest is in findings.json.
_EVIDENCE_ROWS = 25


def render(report: dict) -> str:
    """Return the document as JUnit XML. Device text has no control characters left, so that each parser reads it."""
    stamp = clean(report["generated_at"] or "").removesuffix("Z")
    suites = [_hosts(report["hosts"]), *_kinds(report)]
    root = ElementTree.Element("testsuites", name="ARP and ND audit", **_totals(suites))
    for name, tests in suites:
        suite = ElementTree.SubElement(root, "testsuite", name=name, **_totals([(name, tests)]), timestamp=stamp)
        suite.extend(tests)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _totals(suites: list[tuple[str, list]]) -> dict[str, str]:
    outcomes = Counter(part.tag for _name, tests in suites for test in tests for part in test)
    counted = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    totals = {"tests": sum(len(tests) for _name, tests in suites)}
    totals.update((attribute, outcomes[tag]) for attribute, tag in counted.items())
    return {**{key: str(value) for key, value in totals.items()}, "time": "0"}


def _test(suite: str, name: str) -> ElementTree.Element:
    return ElementTree.Element("testcase", classname=f"{_PACKAGE}.{suite}", name=name, time="0")


def _hosts(hosts: dict) -> tuple[str, list]:
    tests = []
    for name, host in hosts.items():
        test = _test("hosts", clean(name))
        if host["error"] is not None:
            reason = clean(host["error"])
            kind = "not read" if host["reached"] else "not reached"
            ElementTree.SubElement(
                test, "error", type=kind, message=reason
            ).text = f"{clean(name)} was {kind}: {reason}"
        tests.append(test)
    return "hosts", tests


def _kinds(report: dict) -> Iterable[tuple[str, list]]:
    """Yield a suite for each kind of the catalog, and for those that only this document knows."""
    was_read = any(host["error"] is None for host in report["hosts"].values())
    found: dict[str, list[dict]] = {kind: [] for kind in KINDS}
    for finding in report["findings"]:
        found.setdefault(finding["kind"], []).append(finding)
    for kind, findings in found.items():
        yield clean(kind), _findings(clean(kind), findings) or [_nothing_found(kind, was_read)]


def _nothing_found(kind: str, was_read: bool) -> ElementTree.Element:
    test = _test(clean(kind), f"none: {title(kind)}")
    if not was_read:
        ElementTree.SubElement(test, "skipped", message="No host's tables were read.")
    return test


def _findings(kind: str, findings: list[dict]) -> list[ElementTree.Element]:
    tests, seen = [], Counter()
    for finding in findings:
        name = _name(finding)
        seen[name] += 1
        # Two tests of one name would be one to a CI system.
        test = _test(kind, name if seen[name] == 1 else f"{name} ({seen[name]})")
        if finding["severity"] in _FAILING:
            message = sentence(clean(finding["message"])) or title(finding["kind"])
            ElementTree.SubElement(test, "failure", type=finding["severity"], message=message).text = _told(finding)
        else:
            ElementTree.SubElement(test, "system-out").text = _told(finding)
        tests.append(test)
    return tests


def _name(finding: dict) -> str:
    """Return what a finding is about and where, the same in each run: a CI system follows a test by its name."""
    about = finding["ip"] or ", ".join(finding["macs"])
    where = finding["segment"] or few(finding["hosts"])
    return clean(" on ".join(filter(None, (about, where))) or title(finding["kind"]))


def _told(finding: dict) -> str:
    facts = [
        ("", sentence(clean(finding["message"]))),
        ("Segment: ", clean(finding["segment"] or "")),
        ("Hosts: ", clean(", ".join(finding["hosts"]))),
        ("Ethernet addresses: ", clean(", ".join(finding["macs"]))),
        ("Likely cause: ", sentence(clean(finding["likely_cause"] or ""))),
        ("Next step: ", sentence(clean(finding["recommended_action"] or ""))),
    ]
    rows = [
        "Evidence: "
        + ", ".join(f"{clean(key)} {shown(value)}" for key, value in item.items() if value not in (None, ""))
        for item in finding["evidence"][:_EVIDENCE_ROWS]
    ]
    left_out = len(finding["evidence"]) - len(rows)
    more = [f"{left_out:,} more rows are in findings.json."] if left_out else []
    return "\n".join([*(label + text for label, text in facts if text), *rows, *more])

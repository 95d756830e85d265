# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written is what docs/schemas/findings.json promises."""

import functools
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ansible_collections.netops.arp.plugins.plugin_utils import _reports
from ansible_collections.netops.arp.plugins.plugin_utils._catalog import KINDS
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.plugins.plugin_utils._reports import _document
from ansible_collections.netops.arp.tests.unit.documents import changed
from ansible_collections.netops.arp.tests.unit.fabrics import station
from ansible_collections.netops.arp.tests.unit.planted import FAULTS

SCHEMA = json.loads(Path(__file__).resolve().parents[5].joinpath("docs/schemas/findings.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
FAILURES = {"away": {"unreachable": True, "msg": "timed out"}, "mute": {"failed": True, "msg": "no source"}}


def document(findings, facts):
    report = _reports.build(findings, facts, [*facts, *FAILURES], FAILURES, generated_at="2026-05-04T03:02:11Z")
    return json.loads(_reports.render(report, "json"))


PLANTED = {fault.title: fault for fault in FAULTS if fault.kind in KINDS}


def audited(fault):
    arguments = fault.arguments()
    return document(judge(**arguments), arguments["facts"])


REPORT = audited(next(iter(PLANTED.values())))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"]["const"] == _document.SCHEMA


@pytest.mark.parametrize("fault", PLANTED.values(), ids=PLANTED)
def test_every_kind_of_finding_is_written_as_promised(fault):
    written = audited(fault)
    assert fault.expected[0][0] in {finding["kind"] for finding in written["findings"]}
    assert [error.message for error in VALIDATOR.iter_errors(written)] == []


def test_an_audit_of_nobody_and_one_without_findings_are_written_as_promised():
    assert VALIDATOR.is_valid(document([], {}))
    assert VALIDATOR.is_valid(document([], {"web1": station(1)}))


broken = functools.partial(changed, REPORT)


BREACHES = {
    "another version": broken("schema", value=2),
    "a time without a zone": broken("generated_at", value="2026-05-04 03:02:11"),
    "a severity nobody knows": broken("findings", 0, "severity", value="grave"),
    "no evidence": broken("findings", 0, "evidence", value=[]),
    "evidence without a host": broken("findings", 0, "evidence", 0, value={"ip": "192.0.2.1"}),
    "a MAC as devices write it": broken("findings", 0, "macs", value=["0000.5e00.5301"]),
    "a host read though not reached": broken("hosts", "away", "error", value=None),
    "counts as text": broken("hosts", "mute", "unparsed", value="3"),
}


@pytest.mark.parametrize("report", BREACHES.values(), ids=BREACHES)
def test_the_schema_refuses(report):
    assert VALIDATOR.is_valid(REPORT)
    assert not VALIDATOR.is_valid(report)


@pytest.mark.parametrize(
    ("written", "promised"),
    [(REPORT, SCHEMA), (REPORT["findings"][0], SCHEMA["$defs"]["finding"])]
    + [(host, SCHEMA["$defs"]["host"]) for host in REPORT["hosts"].values()],
)
def test_no_key_is_written_that_is_not_documented(written, promised):
    assert set(written) == set(promised["properties"]) == set(promised["required"])

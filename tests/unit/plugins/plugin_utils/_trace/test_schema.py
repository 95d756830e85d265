# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written is what docs/schemas/trace.json promises."""

import functools
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from ansible_collections.netops.arp.plugins.plugin_utils._trace import FILES, SCHEMA, trace
from ansible_collections.netops.arp.tests.unit.documents import changed
from ansible_collections.netops.arp.tests.unit.plugins.plugin_utils._trace.test_pages import RICH
from ansible_collections.netops.arp.tests.unit.plugins.plugin_utils._trace.test_verdicts import CASES, TIME

SCHEMAS = Path(__file__).resolve().parents[5] / "docs" / "schemas"
PROMISED, FINDINGS = (json.loads((SCHEMAS / name).read_text("utf-8")) for name in ("trace.json", "findings.json"))
REGISTRY = Registry().with_resource(FINDINGS["$id"], Resource.from_contents(FINDINGS))
VALIDATOR = Draft202012Validator(PROMISED, registry=REGISTRY)
SEGMENT = RICH["segments"][0]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(PROMISED)
    assert PROMISED["properties"]["schema"]["const"] == SCHEMA


@pytest.mark.parametrize("case", CASES)
def test_every_verdict_is_written_as_promised(case):
    fabric, address, gathered, policy, _expected = CASES[case]
    written = json.loads(FILES["trace.json"](trace(fabric, address, policy, generated_at=TIME, **gathered)))
    assert [error.message for error in VALIDATOR.iter_errors(written)] == []


broken = functools.partial(changed, RICH)


BREACHES = {
    "another version": broken("schema", value=2),
    "a time without a zone": broken("generated_at", value="2026-05-04 03:02:11"),
    "a severity nobody knows": broken("verdict", "severity", value="grave"),
    "a verdict of no segment": broken("verdict", value=SEGMENT["verdict"]),
    "a MAC as devices write it": broken("segments", 0, "caches", 0, "mac", value="0200.0000.0032"),
    "an answer that never came": broken("segments", 0, "probes", 0, "answers", 0, "count", value=0),
    "a finding without evidence": broken("findings", 0, "evidence", value=[]),
    "a host read though not reached": broken("hosts", "away", "error", value=None),
}


@pytest.mark.parametrize("document", BREACHES.values(), ids=BREACHES)
def test_the_schema_refuses(document):
    assert VALIDATOR.is_valid(RICH)
    assert not VALIDATOR.is_valid(document)


WRITTEN = {
    "segment": SEGMENT,
    "verdict": SEGMENT["verdict"],
    "cache": SEGMENT["caches"][0],
    "probe": SEGMENT["probes"][0],
    "answer": SEGMENT["probes"][0]["answers"][0],
    "heard": SEGMENT["heard"][0],
    "path": SEGMENT["paths"][0],
    "port": SEGMENT["paths"][0]["ports"][0],
    "host": RICH["hosts"]["h1"],
}


@pytest.mark.parametrize(
    ("written", "promised"), [(RICH, PROMISED)] + [(item, PROMISED["$defs"][name]) for name, item in WRITTEN.items()]
)
def test_no_key_is_written_that_is_not_documented(written, promised):
    assert set(written) == set(promised["properties"]) == set(promised["required"])

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The argument spec, the documentation and the JSON schema say what the reader does."""

import contextlib
import json
from pathlib import Path

import hypothesis.strategies as st
import jsonschema
import pytest
import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from hypothesis import example, given

from ansible_collections.netops.arp.plugins.plugin_utils._policy import (
    ARGUMENT_SPEC,
    THRESHOLDS,
    PolicyError,
    _values,
    read_policy,
)
from ansible_collections.netops.arp.tests.tools import policy_schema
from ansible_collections.netops.arp.tests.unit.policies import BAD, BAD_TO_THE_READER_ALONE, GOOD

ROOT = Path(__file__).resolve().parents[5]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "policy.json").read_text(encoding="utf-8"))


def documented(options):
    """An argument spec without what only the reader of documentation needs."""
    spec = {}
    for name, option in options.items():
        kept = {key: option[key] for key in ("type", "elements", "required", "choices", "default") if key in option}
        nested = option.get("suboptions") or option.get("options")
        spec[name] = {**kept, **({"options": documented(nested)} if nested else {})}
    return spec


def test_the_filter_documents_the_spec():
    text = (ROOT / "plugins" / "filter" / "neighbor_anomalies.yml").read_text(encoding="utf-8")
    policy = yaml.safe_load(text)["DOCUMENTATION"]["options"]["policy"]
    assert documented(policy["suboptions"]) == documented(ARGUMENT_SPEC)


def test_the_role_documents_the_spec():
    text = (ROOT / "roles" / "audit" / "meta" / "argument_specs.yml").read_text(encoding="utf-8")
    policy = yaml.safe_load(text)["argument_specs"]["main"]["options"]["audit_policy"]
    assert documented(policy["options"]) == documented(ARGUMENT_SPEC)


def test_the_page_names_every_key():
    page = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")
    keys = set(ARGUMENT_SPEC).union(*(spec.get("options", {}) for spec in ARGUMENT_SPEC.values()))
    assert {key for key in keys if f"`{key}`" not in page} == set()
    assert {f"{name}: {value:g}" for name, value in THRESHOLDS.items() if f"{name}: {value:g}" not in page} == set()


def without_nulls(value):
    """Ansible counts a null key as given; the reader does not."""
    if isinstance(value, dict):
        return {key: without_nulls(member) for key, member in value.items() if member is not None}
    return [without_nulls(member) for member in value] if isinstance(value, list) else value


@pytest.mark.parametrize("policy", GOOD.values(), ids=GOOD)
def test_ansible_validates_what_the_reader_reads(policy):
    assert ArgumentSpecValidator(ARGUMENT_SPEC).validate(without_nulls(policy)).error_messages == []


@pytest.mark.parametrize(
    "name",
    [
        "an unknown section",
        "text for a mapping",
        "no MACs",
        "a misspelled key",
        "a closed segment by nothing",
        "a closed segment by both",
        "ignoring everything",
        "an unknown threshold",
        "text for a number",
        "a rule without a query",
        "a rule of an unknown severity",
    ],
)
def test_ansible_refuses_what_the_spec_forbids(name):
    assert ArgumentSpecValidator(ARGUMENT_SPEC).validate(BAD[name][0]).error_messages != []


def test_the_published_schema_is_what_the_documentation_makes():
    remedy = "run: python tests/tools/policy_schema.py"
    assert policy_schema.SCHEMA_FILE.read_text(encoding="utf-8") == policy_schema.rendered(), remedy


def test_the_published_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("policy", GOOD.values(), ids=GOOD)
def test_the_schema_takes_what_the_reader_reads(policy):
    jsonschema.validate(policy, SCHEMA)


@pytest.mark.parametrize("name", BAD)
def test_the_schema_refuses_what_the_reader_refuses(name):
    is_valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(BAD[name][0])
    assert is_valid == (name in BAD_TO_THE_READER_ALONE)


# Values of the right alphabet, most of them wrong.
hexadecimal = st.text("0123456789aAfF", min_size=1, max_size=4)
addresses = st.one_of(
    st.ip_addresses().map(str),
    st.lists(st.integers(0, 300).map(str), min_size=3, max_size=5).map(".".join),
    st.lists(st.one_of(hexadecimal, st.just("")), min_size=2, max_size=9).map(":".join),
)
macs = st.builds(
    str.join,
    st.sampled_from([":", "-", ".", ""]),
    st.lists(st.text("0123456789abcdefAF", min_size=1, max_size=4), min_size=1, max_size=8),
)
right_macs = st.binary(min_size=6, max_size=6).map(lambda octets: octets.hex(":"))
floats = st.floats(allow_nan=False, allow_infinity=False)
anything = st.one_of(st.none(), st.booleans(), st.integers(), floats, st.text(max_size=5), st.just([]), st.just({}))
VALUES = {
    "ip": addresses,
    "prefix": st.builds("{}/{}".format, addresses, st.integers(0, 140)),
    "mac": st.one_of(macs, right_macs),
    "oui": macs,
    "number": st.one_of(st.floats(1e-9).map(str), st.integers(0).map(str), floats, st.integers()),
    "severity": st.sampled_from(["info", "warning", "critical", "Info", ""]),
    "kind": st.sampled_from(["rule", "rule:x", "duplicate_ip", "duplicate"]),
}
key_and_value = st.sampled_from(sorted(VALUES)).flatmap(
    lambda key: st.tuples(st.just(key), st.one_of(VALUES[key], anything))
)


@given(key_and_value)
@example(("mac", "00:00:00:00:00:00"))
@example(("mac", "02:00:00:00:00:01 "))
@example(("number", "1e5"))
def test_the_schema_and_the_reader_agree_on_every_value(pair):
    key, value = pair
    try:
        getattr(_values, key)(value, "place")
        is_read = True
    except PolicyError:
        is_read = False
    validator = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{key}", "$defs": SCHEMA["$defs"]})
    assert validator.is_valid(value) == is_read


@given(st.dictionaries(st.sampled_from([*ARGUMENT_SPEC, "other"]), anything, max_size=4))
def test_nothing_makes_the_reader_stumble(policy):
    with contextlib.suppress(PolicyError):
        read_policy(policy)

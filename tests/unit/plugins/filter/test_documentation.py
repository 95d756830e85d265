# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record is documented in full wherever a filter returns it, and alike."""

from pathlib import Path

import pytest
import yaml

from ansible_collections.netops.arp.plugins.module_utils._neighbor import FIELDS, ORIGINS, STATES

FILTERS = Path(__file__).resolve().parents[4] / "plugins" / "filter"


def documented_record(name):
    value = yaml.safe_load((FILTERS / f"{name}.yml").read_text(encoding="utf-8"))["RETURN"]["_value"]
    return value["contains"]["neighbors"]["contains"] if value["type"] == "dict" else value["contains"]


@pytest.mark.parametrize("name", ["parse_neighbors", "normalize_neighbors"])
def test_each_field_is_documented(name):
    assert tuple(documented_record(name)) == FIELDS


def test_the_documented_words_are_those_of_the_record():
    record = documented_record("parse_neighbors")
    assert all(f"V({state})" in " ".join(record["state"]["description"]) for state in STATES)
    assert all(f"V({origin})" in record["origin"]["description"] for origin in ORIGINS)


def test_both_filters_say_the_same_of_the_record():
    assert documented_record("parse_neighbors") == documented_record("normalize_neighbors")

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every MAC table format against texts as devices print them, each with its expected entries beside it.

The texts are in fixtures/macs/<format>/. An expected entry leaves out what is null, and the type `dynamic`.
"""

import json
import random
from pathlib import Path

import pytest
import yaml

from ansible_collections.netops.arp.plugins.module_utils._formats import _mac_registry
from ansible_collections.netops.arp.plugins.module_utils._formats._mac_entry import FIELDS

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "macs"
TEXTS = sorted(path for path in FIXTURES.glob("*/*") if path.suffix != ".yml")


def name_of(path):
    return f"{path.parent.name}/{path.stem}"


def expected_of(path):
    return yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))


def parsed(text, path):
    return _mac_registry.parse_macs(text, expected_of(path)["platform"])


def test_each_format_has_fixtures():
    assert {path.parent.name for path in TEXTS} == set(_mac_registry.MAC_FORMATS)


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_fixture_gives_its_entries(path):
    entries, unparsed = parsed(path.read_text(encoding="utf-8"), path)
    assert entries == [{**dict.fromkeys(FIELDS), "type": "dynamic", **row} for row in expected_of(path)["entries"]]
    assert unparsed == expected_of(path)["unparsed"]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_fixture_is_recognized_as_its_own_format(path):
    assert _mac_registry.MAC_FORMATS[path.parent.name].recognizes(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_line_ends_of_windows_change_nothing(path):
    text = path.read_text(encoding="utf-8")
    assert parsed(text.replace("\n", "\r\n"), path) == parsed(text, path)


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_cut_after_any_line_loses_only_what_is_cut_off(path):
    text = path.read_text(encoding="utf-8")
    whole = parsed(text, path).entries
    for place in (place for place, letter in enumerate(text, 1) if letter == "\n"):
        entries = parsed(text[:place], path).entries
        assert entries == whole[: len(entries)]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_cut_anywhere_gives_no_wrong_address(path):
    text = path.read_text(encoding="utf-8")
    known = {entry["mac"] for entry in parsed(text, path).entries}
    dice = random.Random(path.name)
    for place in sorted(dice.sample(range(len(text)), min(len(text), 120))):
        assert {entry["mac"] for entry in parsed(text[:place], path).entries} <= known, text[:place][-80:]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_damaged_bytes_end_in_no_exception(path):
    dice = random.Random(path.name)
    raw = bytearray(path.read_bytes())
    for _round in range(60):
        for place in dice.sample(range(len(raw)), min(len(raw), 5)):
            raw[place] = dice.randrange(256)
        json.dumps(parsed(raw.decode("utf-8", errors="replace"), path))

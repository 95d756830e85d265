# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every format against texts as tools print them, each with its expected rows beside it; whole, and cut off anywhere.

An expected row leaves out what is null, an empty list of flags, the origin `dynamic`, and the family, which follows
from the address. `wrapped` marks a text whose rows go on in a second line.
"""

import json
import random
from pathlib import Path

import pytest
import yaml

from ansible_collections.netops.arp.plugins.module_utils._formats import _registry
from ansible_collections.netops.arp.plugins.module_utils._formats._terminal import plain_text
from ansible_collections.netops.arp.plugins.module_utils._neighbor import FIELDS

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "formats"
TEXTS = sorted(path for path in FIXTURES.glob("*/*") if path.suffix != ".yml")


def name_of(path):
    return f"{path.parent.name}/{path.stem}"


def expected_of(path):
    return yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))


def whole_row(row):
    family = "ipv6" if ":" in (row.get("ip") or "") else "ipv4"
    return {**dict.fromkeys(FIELDS), "family": family, "origin": "dynamic", "flags": [], **row}


def parsed(text, path):
    return _registry.parse(text, expected_of(path)["platform"])


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_fixture_gives_its_rows(path):
    neighbors, unparsed = parsed(path.read_text(encoding="utf-8"), path)
    assert neighbors == [whole_row(row) for row in expected_of(path)["neighbors"]]
    assert unparsed == expected_of(path)["unparsed"]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_fixture_is_recognized_as_its_own_format(path):
    assert _registry.FORMATS[path.parent.name].recognizes(plain_text(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_line_ends_of_windows_change_nothing(path):
    text = path.read_text(encoding="utf-8")
    assert parsed(text.replace("\n", "\r\n"), path) == parsed(text, path)


def prefixes(text, numbers):
    return [text[:number] for number in numbers]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_cut_after_any_line_loses_only_what_is_cut_off(path):
    text, wrapped = path.read_text(encoding="utf-8"), expected_of(path).get("wrapped")
    whole = parsed(text, path).neighbors
    for prefix in prefixes(text, (place for place, letter in enumerate(text, 1) if letter == "\n")):
        neighbors = parsed(prefix, path).neighbors
        if wrapped and neighbors:
            # The line that is cut off may be the rest of the last row.
            last, same = neighbors.pop(), whole[len(neighbors)]
            assert (last["ip"], last["mac"]) == (same["ip"], same["mac"])
        assert neighbors == whole[: len(neighbors)]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_cut_anywhere_gives_no_wrong_address(path):
    text = path.read_text(encoding="utf-8")
    known = {(row["ip"], row["mac"]) for row in parsed(text, path).neighbors}
    known |= {(ip, None) for ip, _mac in known}
    dice = random.Random(path.name)
    for prefix in prefixes(text, sorted(dice.sample(range(len(text)), min(len(text), 120)))):
        assert {(row["ip"], row["mac"]) for row in parsed(prefix, path).neighbors} <= known, prefix[-80:]


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_damaged_bytes_end_in_no_exception(path):
    dice = random.Random(path.name)
    raw = bytearray(path.read_bytes())
    for _round in range(60):
        for place in dice.sample(range(len(raw)), min(len(raw), 5)):
            raw[place] = dice.randrange(256)
        neighbors, unparsed = parsed(raw.decode("utf-8", errors="replace"), path)
        json.dumps([neighbors, unparsed])

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of INI files, changed in their place."""

import configparser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.filter.ini_settings import FilterModule

ini_settings = FilterModule().filters()["ini_settings"]

FILE = """\
# The neighbor manager.
[main]
setsrcipv4: 192.0.2.1
; the rest is as it comes

[snooper]
subnet_checks=0
"""

CHANGES = {
    "nothing": (FILE, {}, FILE),
    "the same": (FILE, {"snooper": {"subnet_checks": 0}}, FILE),
    "a value": (FILE, {"snooper": {"subnet_checks": 1}}, FILE.replace("checks=0", "checks=1")),
    "with its own separator": (
        FILE,
        {"main": {"setsrcipv4": "192.0.2.9"}},
        FILE.replace("setsrcipv4: 192.0.2.1", "setsrcipv4: 192.0.2.9"),
    ),
    "a new key": (FILE, {"main": {"debug": 1}}, FILE.replace("as it comes\n", "as it comes\ndebug = 1\n")),
    "a new section": (FILE, {"extra": {"key": "value"}}, FILE + "\n[extra]\nkey = value\n"),
    "an empty file": ("", {"snooper": {"subnet_checks": 1}}, "[snooper]\nsubnet_checks = 1\n"),
    "no line break at the end": ("[main]\na = 1", {"main": {"b": 2}}, "[main]\na = 1\nb = 2\n"),
    "a key of another section": (
        "[a]\nkey = 1\n[b]\nkey = 2\n",
        {"b": {"key": 3}},
        "[a]\nkey = 1\n[b]\nkey = 3\n",
    ),
}


@pytest.mark.parametrize(("text", "sections", "expected"), CHANGES.values(), ids=CHANGES)
def test_changes(text, sections, expected):
    assert ini_settings(text, sections) == expected


WORDS = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
SECTIONS = st.dictionaries(WORDS, st.dictionaries(WORDS, st.integers(0, 99), min_size=1, max_size=3), max_size=3)


@given(SECTIONS, SECTIONS)
def test_a_parser_reads_what_was_set_and_what_was_there(before, after):
    text = ini_settings(ini_settings("", before), after)
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    found = {section: dict(parser[section]) for section in parser.sections()}
    for section in {*before, *after}:
        expected = {**before.get(section, {}), **after.get(section, {})}
        assert found[section] == {key: str(value) for key, value in expected.items()}
    assert ini_settings(text, after) == text

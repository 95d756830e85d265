# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Columns of a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.plugin_utils._reports._layout import columns, shortened, wrap

COLUMNS = {
    "ASCII": ("web1", 4),
    "accents": ("Größe", 5),
    "East Asian letters": ("東京-01", 7),
    "half width": ("\uff76\uff85", 2),
    "a combining mark": ("e\u0301", 1),
    "an emoji": ("🔥", 2),
    "a sign made an emoji": ("\u2601\ufe0f", 2),
}


@pytest.mark.parametrize(("text", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_columns(text, expected):
    assert columns(text) == expected


WRAPPED = {
    "short": (("a b", 10), {}, ["a b"]),
    "nothing": (("  ", 10), {"first": "- "}, []),
    "at a blank": (("aaaa bbbb", 6), {}, ["aaaa", "bbbb"]),
    "not at a hyphen": (("web-1 web-2", 8), {}, ["web-1", "web-2"]),
    "indented": (
        ("aaaa bbbb", 8),
        {"first": "Next: ", "rest": "      "},
        ["Next: aa", "      aa", "      bb", "      bb"],
    ),
    "a word too long": (("see abcdefgh", 5), {}, ["see", "abcde", "fgh"]),
    "two columns a letter": (("東京大阪", 5), {}, ["東京", "大阪"]),
    "no room at all": (("東京", 1), {}, ["東", "京"]),
}


@pytest.mark.parametrize(("arguments", "options", "expected"), WRAPPED.values(), ids=WRAPPED)
def test_wrap(arguments, options, expected):
    assert wrap(*arguments, **options) == expected


@given(text=st.text(), width=st.integers(min_value=12, max_value=60))
def test_no_letter_is_lost_and_no_line_too_wide(text, width):
    lines = wrap(text, width, first="  Next: ", rest="        ")
    assert "".join(line[8:] for line in lines).replace(" ", "") == "".join(text.split())
    assert all(columns(line) <= width for line in lines)


SHORTENED = {
    "fits": ("web1", 4, "web1"),
    "both ends": ("web1.example.net", 9, "web1….net"),
    "wide": ("東京大阪名古屋", 8, "東…古屋"),
}


@pytest.mark.parametrize(("text", "width", "expected"), SHORTENED.values(), ids=SHORTENED)
def test_shortened(text, width, expected):
    assert shortened(text, width) == expected
    assert columns(expected) <= width

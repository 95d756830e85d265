# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text in columns of a terminal: an East Asian letter or an emoji takes two, a combining mark none."""

import functools
import unicodedata

_WITHOUT_WIDTH = frozenset(["Mn", "Me", "Cf"])
# Asks for the colored form of the sign before it, which terminals then draw twice as wide.
_EMOJI_FORM = "\ufe0f"


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes (Unicode TR11)."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


@functools.cache
def _columns_of(letter: str) -> int:
    if letter == _EMOJI_FORM:
        return 1
    if unicodedata.category(letter) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Return the lines of a text, none wider than C(width) columns; C(first) and C(rest) are put before them.

    Lines break at blanks alone, so that no host's name is torn at its hyphens; a word that is wider than a whole line
    is cut.
    """
    lines, line, start = [], first, first
    for word in text.split():
        if line != start and columns(line) + 1 + columns(word) > width:
            lines.append(line)
            line = start = rest
        while word and columns(line) + columns(word) > width:
            head, word = _cut(word, width - columns(line))
            lines.append(line + head)
            line = start = rest
        line += word if line == start else f" {word}"
    return [*lines, line] if line != start else lines


def _cut(word: str, room: int) -> tuple[str, str]:
    """Split a word so that its head takes at most C(room) columns, and at least one letter."""
    used = 0
    for at, letter in enumerate(word):
        used += _columns_of(letter)
        if used > room and at:
            return word[:at], word[at:]
    return word, ""


def shortened(text: str, width: int) -> str:
    """Cut the middle out of a long name: the ends of addresses and host names tell them apart."""
    if columns(text) <= width:
        return text
    head, _rest = _cut(text, (width - 1) // 2)
    tail, _rest = _cut(text[::-1], width - 1 - columns(head))
    return f"{head}…{tail[::-1]}"

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables whose rows one pattern finds in the whole text: much faster than line by line, and a row may span lines."""

from ._json_texts import collector_paused
from ._lines import is_common_decoration, lines_of


def read_rows(text, kinds, is_decoration=None):
    """Return the rows of a text in their order, and the lines between them that are neither row nor decoration.

    `kinds` are pairs of a pattern and a function. The pattern matches one row, whole lines of it, and the function
    makes a record of the match, or raises ValueError where it is none. What one pair leaves over the next one reads.
    `is_decoration(line)` knows the format's own headers and totals, beside the common decoration.
    """
    found, unparsed = [], []
    with collector_paused():
        _read_part(text, kinds, is_decoration, found, unparsed)
    return found, unparsed


def sections(text, header):
    """Return a text in parts, each with the first group of the header that begins it; None before the first header.

    The line of the header stays in its part, for it may be the echo of a command, or say something more.
    """
    parts, name, done = [], None, 0
    for match in header.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        parts.append((name, text[done:start]))
        name, done = match.group(1), start
    return parts + [(name, text[done:])]


def _read_part(text, kinds, is_decoration, found, unparsed):
    if not kinds:
        unparsed.extend(
            line
            for line in lines_of(text)
            if not (is_common_decoration(line) or (is_decoration and is_decoration(line)))
        )
        return
    (pattern, build), done = kinds[0], 0
    for match in pattern.finditer(text):
        try:
            row = build(match)
        except ValueError:
            continue
        start = match.start()
        # Nearly always only the line feed stands between two rows.
        if start - done > 1:
            _read_part(text[done:start], kinds[1:], is_decoration, found, unparsed)
        found.append(row)
        done = match.end()
    if done < len(text):
        _read_part(text[done:], kinds[1:], is_decoration, found, unparsed)

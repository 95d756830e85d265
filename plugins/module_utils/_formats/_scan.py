# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables with one pattern for a row: rows are found in one pass, what lies between them is handed out line by line."""

from ._lines import lines_of


def rows_and_lines(text, find_rows):
    """Yield `(match, None)` for each row and `(None, line)` for each other line that is not blank, in their order.

    `find_rows` is the `finditer` of a multi-line pattern that matches from the begin of a line to its end.
    """
    done = 0
    for match in find_rows(text):
        start = match.start()
        if start - done > 1:
            for line in lines_of(text[done:start]):
                if line and not line.isspace():
                    yield None, line
        yield match, None
        done = match.end()
    for line in lines_of(text[done:]):
        if line and not line.isspace():
            yield None, line


def row_lines(match):
    """Return the lines of a row that turned out to be none, as printed."""
    return [line for line in lines_of(match.group()) if line and not line.isspace()]

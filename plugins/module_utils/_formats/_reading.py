# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a text of any platform is read: made plain, given to the format that recognizes it, its leftovers sifted."""

from ._leftovers import is_log, says_something
from ._lines import lines_of
from ._terminal import plain_text


def read_text(text, readers):
    """Read a text with the first of the pairs `(recognizes, parse)` that recognizes it.

    Returns the list that `parse` made, and of the lines that it, or nobody, understood those that say something.
    """
    plain = plain_text(text)
    rows, unparsed = _read(plain, readers)
    if any(is_log(line) for line in unparsed):
        # A message of the log tears a row of several lines, or JSON, apart.
        rows, unparsed = _read("\n".join(line for line in lines_of(plain) if not is_log(line)), readers)
    return rows, [line for line in unparsed if says_something(line)]


def _read(text, readers):
    parse = next((parse for recognizes, parse in readers if recognizes(text)), None)
    return parse(text) if parse else ([], lines_of(text))

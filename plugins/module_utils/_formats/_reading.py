# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a text of any platform is read: made plain, given to the format that recognizes it, its leftovers sifted."""

from ._leftovers import is_log, says_something
from ._lines import lines_of
from ._terminal import without_controls, without_pagers


def read_text(text, readers):
    """Read a text with the first of the pairs `(recognizes, parse)` that recognizes it.

    Returns the list that `parse` made, and of the lines that it, or nobody, understood those that say something.
    """
    plain = without_controls(text)
    rows, unparsed = _read(plain, readers)
    # Pagers and messages of the log tear a row of several lines, or JSON, apart. Where all was understood
    # nothing is torn, and it takes a while to look for them in a long table.
    for is_torn, mend in ((bool, without_pagers), (_has_log, _without_logs)):
        mended = mend(plain) if is_torn(unparsed) else plain
        if mended != plain:
            plain = mended
            rows, unparsed = _read(plain, readers)
    return rows, [line for line in unparsed if says_something(line)]


def _has_log(lines):
    return any(is_log(line) for line in lines)


def _without_logs(text):
    return "\n".join(line for line in lines_of(text) if not is_log(line))


def _read(text, readers):
    parse = next((parse for recognizes, parse in readers if recognizes(text)), None)
    return parse(text) if parse else ([], lines_of(text))

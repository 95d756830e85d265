# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables whose columns stand under a rule of dashes, as `nv` and `net` of Cumulus Linux print them.

    Interface      IP/IPV6      LLADR(MAC)         State
    -------------  -----------  -----------------  ---------

A cell may be empty or hold blanks, so the rule alone tells where a column begins and ends.
"""

import re

from ._lines import is_common_decoration, lines_of

# A MAC in such a table has two digits an octet, so anything shorter is cut off.
WHOLE_MAC = re.compile(r"(?:[0-9a-fA-F]{2}:){5,}[0-9a-fA-F]{2}").fullmatch

_RULE = re.compile(r"[ \t]*-{2,}…?(?:[ \t]+-{2,}…?)+[ \t]*")
_DASHES = re.compile(r"-{2,}…?")


def tables(text):
    """Yield `(header, cells, line)` for each line that is not blank, in its order.

    `header` is the tuple of the column names in lower case, or None before the first table, and `cells` the list of the
    line's cells, or None for a line of no table. Headers and rules are left out.
    """
    header, spans = None, []
    lines = [line for line in lines_of(text) if line.strip()]
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _RULE.fullmatch(following):
            starts = [match.start() for match in _DASHES.finditer(following)]
            spans = list(zip(starts, starts[1:] + [None]))
            header = tuple(cell.lower() for cell in _cells(line, spans))
        elif _RULE.fullmatch(line):
            continue
        elif header and not is_common_decoration(line):
            yield header, _cells(line, spans), line
        else:
            yield header, None, line


def _cells(line, spans):
    return [line[start:end].strip() for start, end in spans]

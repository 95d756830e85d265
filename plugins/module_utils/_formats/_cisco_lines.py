# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tables of Cisco's command lines share: prompts, VRFs, and rows found by one pattern."""

import re

from . import Parsed
from ._json_texts import collector_paused
from ._lines import is_common_decoration

# What stands before and after a row.
BEGIN = r"^[ \t]*"
END = r"[ \t\r]*(?:\n|\Z)"

# Commands are abbreviated: "sh arp", "do sh ip arp". A bare prompt stands after the last table.
_COMMAND = r"(?:(?:do|d)\s+)?(?:sh|sho|show|ter|term|terminal|exi|exit|ex|quit|logout|en|enable)\b.*"
_DECORATION = re.compile(
    r"(?:[\w.@:~/()+-]*[#>]\s*(?:%s)?"
    r"|%s"
    r"|Load for five secs: .*"
    r"|Time source is .*"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} {1,2}\d{1,2} [\d:.]+(?: .*)?"
    r"|Building configuration.*"
    r"|!+"
    r")" % (_COMMAND, _COMMAND)
).fullmatch
_VRF_OF_COMMAND = re.compile(r"\b(?:sh|sho|show)\s+(?:[\w-]+\s+)*?(?:vrf|vpn)\s+(\S+)")
_SHOW = re.compile(r"(?:^|[#>]\s*|\bdo\s+)(?:sh|sho|show)\s")
_VRF_HEADING = re.compile(
    r"\s*(?:ip(?:v[46])?\s+)?(?:arp\s+(?:table\s+)?(?:for\s+)?)?vrf(?:[ -]?name)?\s*[:=]?"
    r"\s*\"?([\w./-]+(?::[\w./-]+)*)\"?\s*:?\s*",
    re.IGNORECASE,
).fullmatch


def is_cisco_decoration(line):
    """Tell whether a line is a prompt, the echo of a command, or a heading that every command prints."""
    bare = line.strip()
    return _DECORATION(bare) is not None or is_common_decoration(line)


def vrf_name(text):
    """Return the name of a VRF in the record's words; None for a word that means several of them."""
    bare = text.strip("\"'").lower()
    return {"all": None, "*": None, "default": "default", "global": "default"}.get(bare, text.strip("\"'"))


def row_finder(row):
    """Return a function that splits a text into rows and other lines, in their order and in one pass.

    `row` is a pattern with a group for each cell. The function returns a tuple for each line: the cells of a row and an
    empty text, or empty texts and the line.
    """
    return re.compile(r"%s%s%s|([^\n]+)" % (BEGIN, row, END), re.MULTILINE).findall


class Scan:
    """One reading of a text.

    `find_rows` is made by `row_finder`; `record(cells, vrf)` returns the record of a row, whose pattern lets nothing
    else through; `read_other(line, vrf)` that of a rarer kind of row, or None or ValueError for another line;
    `is_decoration(line)` knows the format's own headers. `vrf` is the one that the last command or heading named, None
    where none did.
    """

    def __init__(self, find_rows, record, is_decoration, read_other=None):
        self.find_rows = find_rows
        self.record = record
        self.is_decoration = is_decoration
        self.read_other = read_other
        self.vrf = None
        self.neighbors = []
        self.unparsed = []

    def read(self, text):
        """Return what the text holds."""
        with collector_paused():
            self.read_rows(text)
        return Parsed(self.neighbors, self.unparsed)

    def read_rows(self, text):
        """Read the rows of a text one by one; a format whose tables are long writes this loop out."""
        record, append = self.record, self.neighbors.append
        for cells in self.find_rows(text):
            if cells[-1]:
                self.read_line(cells[-1])
            else:
                append(record(cells, self.vrf))

    def read_line(self, line):
        """Read a line that is no row of the common kind."""
        line = line.rstrip("\r")
        if not line or line.isspace() or self._is_rare_row(line):
            return
        heading = _VRF_HEADING(line)
        if heading:
            self.vrf = vrf_name(heading.group(1))
        elif self.is_decoration(line) or is_cisco_decoration(line):
            if _SHOW.search(line):
                named = _VRF_OF_COMMAND.search(line)
                self.vrf = vrf_name(named.group(1)) if named else None
        else:
            self.unparsed.append(line)

    def _is_rare_row(self, line):
        try:
            row = self.read_other(line, self.vrf) if self.read_other else None
        except ValueError:
            row = None
        if row is not None:
            self.neighbors.append(row)
        return row is not None

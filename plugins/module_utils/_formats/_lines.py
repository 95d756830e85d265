# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all line-oriented formats share: every line is a record, known decoration, or not understood."""

import re

from . import Parsed

# A shell or device prompt, alone or with a command that prints a table: "admin@sonic:~$ show arp", "leaf1# ip neigh".
_PROMPT = re.compile(
    r"(?:\[[^\]]*\]|[\w.@:~/()-]*)[#$>%]\s*(?:(?:sudo\s+)?(?:/\S*/)?(?:arp|busybox|cat|exit|ip|ndp|nv|net|show)\b.*)?"
)
_RULE = re.compile(r"[\s=+|-]*")


def is_common_decoration(line):
    """Tell whether a line says nothing in any format: blank, a rule of dashes, a prompt."""
    bare = line.strip()
    return not bare or _RULE.fullmatch(bare) is not None or _PROMPT.fullmatch(bare) is not None


def lines_of(text):
    """Return the lines of a text without their ends. Only line feeds end a line: other separators may be data."""
    return [line.rstrip("\r") for line in text.split("\n")]


def read_lines(text, read_row, is_decoration=None):
    """Sort the lines of a text into records, decoration and lines not understood.

    `read_row(line)` returns the record, or None or ValueError for a line that it does not understand.
    `is_decoration(line)` knows the format's own headers and totals, beside the common decoration. Rows are tried
    first, so that no pattern for decoration can hide a neighbor.
    """
    neighbors, unparsed = [], []
    for line in lines_of(text):
        if not line or line.isspace():
            continue
        try:
            row = read_row(line)
        except ValueError:
            row = None
        if row is not None:
            neighbors.append(row)
        elif not (is_common_decoration(line) or (is_decoration and is_decoration(line))):
            unparsed.append(line)
    return Parsed(neighbors, unparsed)

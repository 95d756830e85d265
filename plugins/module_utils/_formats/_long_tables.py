# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Long tables: one pattern splits the text into the common rows, whose cells need no second look, and other lines.

The loop over the common rows is written out where it is used, since a call for each of 100,000 rows costs more than
the reading itself. Most rows differ from another one in address, MAC and age only: they are copies of one that was read
with care. Whatever the pattern does not match exactly is an other line, read by the format's careful function.
"""

import functools
import re
import sys

from ._lines import is_common_decoration

_OCTET = r"(?:[1-9]?[0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])"
# Canonical by its shape: what matches needs no further check.
CANONICAL_IPV4 = r"%s\.%s\.%s\.%s(?![0-9])" % (_OCTET, _OCTET, _OCTET, _OCTET)
# Six octets in lower case, of which BSD and macOS print one digit where one is enough; not the all-zero address.
OCTETS = r"(?!(?:00?:){5})[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}(?![0-9a-f:])"

# What reading a row as the usual one may raise where it is another kind of row, or none.
NEEDS_CARE = (AttributeError, OSError, ValueError)


if sys.version_info >= (3, 8):
    # Called as `hexadecimal(octets, ":")`, with no function of ours in between.
    hexadecimal = bytes.hex
else:

    def hexadecimal(octets, separator):
        """Return octets as hexadecimal digits, two and two: what bytes.hex() did not know before Python 3.8."""
        return separator.join(["%02x" % octet for octet in octets])


class _Row:
    """Holds the values of a row as attributes."""


class Memo(dict):
    """Values by their keys, each worked out at its first use."""

    def __init__(self, work):
        super().__init__()
        self.work = work

    def __missing__(self, key):
        self[key] = value = self.work(key)
        return value


class RowsAlike(Memo):
    """Rows to copy, by what all rows like one have in common; each is made at its first use.

    `build(key)` returns the record, or None or ValueError where there are no such rows, for which None is kept. Copies
    share their keys (PEP 412), as attributes of one class do: they take half the memory, and so less time, too.
    """

    def __init__(self, build):
        super().__init__(functools.partial(_row_to_copy, build))


def _row_to_copy(build, key):
    try:
        values = build(key)
    except ValueError:
        return None
    return None if values is None else sharing_keys(values)


def sharing_keys(values):
    """Return a record to copy: its copies share their keys."""
    row = _Row()
    for name, value in values.items():
        setattr(row, name, value)
    return vars(row)


def common_rows(rows):
    """Return a function that splits a text into lines, in their order and in one pass.

    `rows` is a pattern with a group for each cell. The function returns a tuple for each line that is not empty: the
    cells of a row and an empty text, or empty texts and the line.
    """
    return re.compile(r"^[ \t]*(?:%s)[ \t\r]*(?:\n|\Z)|([^\n]+)" % rows, re.MULTILINE).findall


def read_other(line, read_row, is_decoration, neighbors, unparsed):
    """Sort one other line into records, decoration and lines not understood, as `read_lines` does."""
    line = line.rstrip("\r")
    if not line or line.isspace():
        return
    try:
        row = read_row(line)
    except ValueError:
        row = None
    if row is not None:
        neighbors.append(row)
    elif not (is_common_decoration(line) or is_decoration(line)):
        unparsed.append(line)


def padded(octets):
    """Return octets of the shape `OCTETS` in canonical form."""
    return octets if len(octets) == 17 else ":".join([octet.zfill(2) for octet in octets.split(":")])

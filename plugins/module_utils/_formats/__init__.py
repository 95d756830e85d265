# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Formats: what tools and devices print, read into neighbor records. One file per format family, pure functions.

Each file offers `recognizes(text)` and `parse(text)`, which returns a `Parsed` and never raises, whatever the text.
`_registry.py` names them all and picks one. This file imports none of them: a module that reads one format imports
that one file, and AnsiballZ ships no other.
"""

from typing import NamedTuple


class Parsed(NamedTuple):
    """What a text holds: the records in the order of the text, and each line that was not understood, as printed."""

    neighbors: list
    unparsed: list

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for people: text from devices made harmless to show, counts, and lists cut short."""

import json
import re
from collections.abc import Sequence

# Control and format characters (C0, C1, zero width, bidirectional overrides of Unicode TR9, letters without a shape,
# tags, lone surrogates, what Unicode calls no character) could repaint a terminal, turn a line around, hide in a name
# or break an XML file: they are shown as escapes instead.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BLANKS = re.compile(r"[\t\r\n]+")


def clean(value) -> str:
    """Return text of any origin on one line, each invisible character shown as C(\\xNN), C(\\uNNNN) or the like."""
    return _INVISIBLE.sub(_escape, _BLANKS.sub(" ", str(value)))


def _escape(match: re.Match) -> str:
    code = ord(match.group())
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def shown(value) -> str:
    """Return a value of an evidence item as text: lists joined, mappings as JSON, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, dict):
        return clean(json.dumps(value, sort_keys=True, default=str))
    return clean(value)


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Return a count with its noun: C(1 host), C(1,204 hosts)."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def few(items: Sequence[str], limit: int = 3) -> str:
    """Return the first items of a list and how many more there are: C(a, b, c and 9 more)."""
    if len(items) <= limit + 1:
        return ", ".join(items)
    return f"{', '.join(items[:limit])} and {len(items) - limit:,} more"


def sentence(text: str) -> str:
    """Return text with the full stop that it may lack."""
    text = text.strip()
    return text if not text or text[-1] in ".!?:" else text + "."


def moment(stamp: str | None) -> str:
    """Return an ISO 8601 time as people write it, C(2026-05-04 03:02 UTC); other text stays as it is."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?Z", stamp or "")
    return "{} {} UTC".format(*found.groups()) if found else clean(stamp or "")

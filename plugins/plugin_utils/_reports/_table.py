# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report for a terminal and a job log: plain text, no colors, no line longer than the width."""

import textwrap

from ._cards import Card, cards, place
from ._text import clean, count, few, moment

_COUNTED = {"critical": ("critical finding", None), "warning": ("warning", None), "info": ("note", None)}


def render(report: dict, width: int = 100, files=()) -> str:
    """Return the report in blocks, the most severe first, then who was not reached, a summary and the files."""
    blocks = [_block(card, width) for card in cards(report)] or [nothing_found(report)]
    unread = _unread(report, width)
    tail = [*([unread] if unread else []), textwrap.fill(summary(report), width)]
    if files:
        tail.append("\n".join(f"{'Reports:' if not at else '':9}{clean(name)}" for at, name in enumerate(files)))
    return "\n\n".join([_headline(report), *blocks, "-" * width + "\n" + "\n".join(tail)]) + "\n"


def summary(report: dict) -> str:
    """Return one line: how many findings, how many hosts and neighbors were read."""
    found = [count(report["summary"][severity], *words) for severity, words in _COUNTED.items()]
    neighbors = sum(host["neighbors"] or 0 for host in _read(report))
    read = f"{len(_read(report)):,} of {count(len(report['hosts']), 'host')} read"
    return f"{', '.join(found)}. {read}, {count(neighbors, 'neighbor')}."


def nothing_found(report: dict) -> str:
    """Return what to say where there are no findings, which is good news only when somebody was read."""
    if _read(report):
        return "No findings: every table that was read is sound."
    return "Nothing could be judged: no host's tables were read."


def _read(report: dict) -> list[dict]:
    return [host for host in report["hosts"].values() if host["error"] is None]


def _headline(report: dict) -> str:
    return " - ".join(part for part in ("ARP and ND audit", moment(report["generated_at"])) if part)


def _block(card: Card, width: int) -> str:
    head = f"{card.severity.upper():<9} {card.address or card.title}"
    lines = _wrap(head, width, subsequent_indent=" " * 10) if len(head) > width else [head]
    # The kind is what a policy names, so it stands where the eye finds it: at the right edge.
    gap = width - len(lines[0]) - len(card.kind)
    lines[0] = f"{lines[0]}{' ' * gap}{card.kind}" if gap > 1 else lines[0]
    lines += _wrapped(place(card), width)
    lines += _wrapped(card.message, width)
    lines += _wrapped(card.action, width, label="Next: ")
    return "\n".join(lines)


def _wrap(text: str, width: int, **indents: str) -> list[str]:
    # A host's name is not torn at its hyphens.
    return textwrap.wrap(text, width, break_on_hyphens=False, **indents)


def _wrapped(text: str, width: int, label: str = "") -> list[str]:
    if not text:
        return []
    indent = " " * 10
    return _wrap(text, width, initial_indent=indent + label, subsequent_indent=indent + " " * len(label))


def _unread(report: dict, width: int) -> str:
    """Name the hosts that gave no tables, grouped by reason."""
    reasons: dict[str, list[str]] = {}
    for name, host in report["hosts"].items():
        if host["error"] is not None:
            reasons.setdefault(textwrap.shorten(clean(host["error"]), 300), []).append(clean(name))
    lines = []
    for reason, names in reasons.items():
        text = f"Not read: {few(names, 8)}: {reason}"
        lines += _wrap(text, width, subsequent_indent=" " * 10)
    return "\n".join(lines)

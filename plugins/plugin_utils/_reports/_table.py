# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report for a terminal and a job log: plain text, no colors, no line wider than the width."""

from ...module_utils._errors import ArpError
from ._cards import Card, cards, place
from ._layout import columns, shortened, wrap
from ._text import clean, count, few, moment
from ._unread import unread

# Narrower than that a finding can not be told in words.
NARROWEST = 40

_INDENT = " " * 10
_REASON_COLUMNS = 300
_COUNTED = {"critical": ("critical finding", None), "warning": ("warning", None), "info": ("note", None)}


def render(report: dict, width: int = 100, files=()) -> str:
    """Return the report in blocks, the most severe first, then who was not reached, a summary and the files.

    Raises ArpError for a width that is too small for words.
    """
    if width < NARROWEST:
        raise ArpError(f"the table needs a width of at least {NARROWEST} columns, not {width}")
    blocks = [_block(card, width) for card in cards(report)] or ["\n".join(wrap(nothing_found(report), width))]
    tail = ["-" * width, *_unread(report, width), *wrap(summary(report), width)]
    # A path is not broken over lines: somebody will copy it.
    tail += [f"{'Reports:' if not at else '':9}{clean(name)}" for at, name in enumerate(files)]
    return "\n\n".join([_headline(report), *blocks, "\n".join(tail)]) + "\n"


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
    head = f"{card.severity.upper():<9} "
    lines = wrap(card.address or card.title, width, first=head, rest=_INDENT) or [head]
    # The kind is what a policy names, so it stands where the eye finds it: at the right edge.
    gap = width - columns(lines[0]) - columns(card.kind)
    lines[0] += f"{' ' * gap}{card.kind}" if gap > 1 else ""
    for label, text in (("", place(card)), ("", card.message), ("Next: ", card.action)):
        lines += wrap(text, width, first=_INDENT + label, rest=_INDENT + " " * len(label))
    return "\n".join(lines)


def _unread(report: dict, width: int) -> list[str]:
    """Name the hosts that gave no tables, grouped by reason."""
    lines = []
    for group in unread(report):
        what = "Not read" if group.reached else "Not reached"
        text = f"{what}: {few(group.hosts, 8)}: {shortened(group.reason, _REASON_COLUMNS)}"
        lines += wrap(text, width, rest=_INDENT)
    return lines

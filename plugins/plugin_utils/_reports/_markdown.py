# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""report.md: the report for a ticket or a merge request (CommonMark with the tables of GitHub and GitLab)."""

import re

from ._cards import Card, cards
from ._document import SEVERITIES
from ._table import nothing_found, summary
from ._text import clean, count, few, moment
from ._unread import unread

# What begins markup anywhere. An underscore inside a word is none, so names such as web_1 stay readable.
_MARKUP = re.compile(r"[\\`*\[\]|~$!]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
# Written as entities: HTML, mentions, issue references and links that the renderer would make by itself.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "#": "&#35;", "://": "&#58;//"}
_NAMED = re.compile("|".join(map(re.escape, _ENTITIES)))
_AT_LINE_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)](?:\s|$)))")

_TICKET_ROWS = 25
_OVERVIEW_ROWS = 100
_NAMES = 50
# GitHub takes 65,536 characters in an issue or a comment; the gravest findings come first.
_TICKET_LENGTH = 60_000


def render(report: dict) -> str:
    """Return the report as Markdown that a ticket has room for; what comes from a device or an inventory is escaped."""
    shown = cards(report)
    parts = [_head(report), _hosts(report), _overview(shown) if shown else nothing_found(report)]
    parts = [part for part in parts if part]
    return "\n\n".join([*parts, *_sections(shown, _TICKET_LENGTH - sum(map(len, parts)))]) + "\n"


def _sections(shown: list[Card], room: int) -> list[str]:
    """Return the findings in full, the gravest first, as long as there is room; then how many were left out."""
    sections = []
    for at, card in enumerate(shown):
        section = _section(card)
        room -= len(section)
        if room < 0:
            left_out = sum(card.findings for card in shown[at:])
            return [*sections, f"{count(left_out, 'more finding')} in full: see report.html and findings.json."]
        sections.append(section)
    return sections


def escape(value) -> str:
    """Return text that Markdown shows as it is, also inside a table cell."""
    text = _MARKUP.sub(r"\\\g<0>", clean(value))
    text = _NAMED.sub(lambda match: _ENTITIES[match.group()], text)
    return _AT_LINE_START.sub(lambda match: f"{match[1]}{_first(match[2])}", text)


def _first(text: str) -> str:
    return f"&#{ord(text[0])};{text[1:]}"


def table(headings: list[str], rows: list[list[str]]) -> str:
    """Return a table of cells that are escaped already."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cell or ' ' for cell in line)} |" for line in lines)


def _head(report: dict) -> str:
    counts = [[severity, str(report["summary"][severity])] for severity in SEVERITIES]
    lines = ["# ARP and ND audit", f"{escape(moment(report['generated_at']))}. {escape(summary(report))}"]
    return "\n\n".join([*lines, table(["severity", "findings"], counts)])


def _overview(shown: list[Card]) -> str:
    rows = [
        [str(card.number), card.severity, escape(card.title), escape(card.address), escape(card.segment)]
        for card in shown[:_OVERVIEW_ROWS]
    ]
    left_out = len(shown) - len(rows)
    more = f"\n\n{count(left_out, 'more line')} left out." if left_out else ""
    return "## Findings\n\n" + table(["no.", "severity", "finding", "address", "segment"], rows) + more


def _section(card: Card) -> str:
    about = f": {escape(card.address)}" if card.address else ""
    facts = [
        ("Kind", f"{escape(card.kind)} ({card.severity})"),
        ("Segment", escape(card.segment)),
        ("Hosts", escape(", ".join(card.hosts))),
        ("Ethernet addresses", escape(", ".join(card.macs))),
        ("Seen", escape(card.seen)),
        ("Likely cause", escape(card.cause)),
        ("Next step", escape(card.action)),
    ]
    listed = "\n".join(f"- **{name}:** {text}" for name, text in facts if text)
    return "\n\n".join(
        part
        for part in (f"### {card.number}. {escape(card.title)}{about}", escape(card.message), listed, _evidence(card))
        if part
    )


def _evidence(card: Card) -> str:
    if not card.rows:
        return ""
    rows = [[escape(cell) for cell in row] for row in card.rows[:_TICKET_ROWS]]
    left_out = len(card.rows) - len(rows) + card.rows_left_out
    more = f"\n\n{left_out:,} more rows are in findings.json." if left_out else ""
    return table([escape(heading) for heading in card.headings], rows) + more


def _hosts(report: dict) -> str:
    rows = [
        [escape(few(group.hosts, _NAMES)), "yes" if group.reached else "no", escape(group.reason)]
        for group in unread(report)
    ]
    return "## Hosts that were not read\n\n" + table(["hosts", "reached", "reason"], rows) if rows else ""

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards: the findings as people read them, with many alike folded into one.

All formats for people show cards, so that a fault has the same words and the same place in each of them.
"""

from collections import defaultdict
from typing import NamedTuple

from .._catalog import KINDS
from ._document import address_order
from ._text import clean, count, few, moment, sentence, shown

# More than so many findings of one kind and place are one card: three hundred addresses that nobody answers for are
# one thing to know, while a critical finding is worth its own card for longer.
FOLD_ABOVE = {"critical": 20, "warning": 5, "info": 3}

# Evidence that is shown per card; the rest is in findings.json.
EVIDENCE_ROWS = 200

_COLUMNS = ("host", "namespace", "vrf", "interface", "ip", "mac", "state", "origin", "age_seconds", "note")
_HEADINGS = {"ip": "address", "mac": "Ethernet address", "vrf": "VRF", "age_seconds": "age (s)"}


class Card(NamedTuple):
    """One thing to know: a finding, or many alike. All text is on one line and free of control characters."""

    number: int
    severity: str
    kind: str
    title: str
    address: str
    address_order: str
    segment: str
    hosts: list[str]
    macs: list[str]
    message: str
    cause: str
    action: str
    seen: str
    findings: int
    headings: list[str]
    rows: list[list[str]]
    rows_left_out: int


def cards(report: dict) -> list[Card]:
    """Return the cards of a completed document, in the document's order."""
    groups: dict[tuple, list[dict]] = defaultdict(list)
    for finding in report["findings"]:
        groups[_alike(finding)].append(finding)
    piles: list[list[dict]] = []
    for (severity, *_rest), members in groups.items():
        piles.extend([members] if len(members) > FOLD_ABOVE[severity] else [[member] for member in members])
    return [_card(number, pile) for number, pile in enumerate(piles, start=1)]


def title(kind: str) -> str:
    """Return the title of a kind of finding; a kind that the catalog does not know is its own title.

    What stands after a colon is a name within the kind.
    """
    known = KINDS.get(kind) or KINDS.get(kind.partition(":")[0])
    return known.title if known else clean(kind).replace("_", " ")


def place(card: Card, limit: int = 3) -> str:
    """Return where a card belongs, in words: its segment, and the hosts that see or cause it."""
    return ": ".join(part for part in (card.segment and f"segment {card.segment}", few(card.hosts, limit)) if part)


def _alike(finding: dict) -> tuple:
    return finding["severity"], finding["kind"], finding["segment"] or tuple(finding["hosts"])


def _card(number: int, pile: list[dict]) -> Card:
    first = pile[0]
    headings, rows, left_out = _evidence(pile)
    return Card(
        number=number,
        severity=first["severity"],
        kind=clean(first["kind"]),
        title=title(first["kind"]),
        address=_subject(pile),
        address_order=address_order(first["ip"]),
        segment=clean(first["segment"] or ""),
        hosts=_union(pile, "hosts"),
        macs=_union(pile, "macs"),
        message=_message(pile),
        cause=sentence(clean(first["likely_cause"] or "")),
        action=sentence(clean(first["recommended_action"] or "")),
        seen=_seen(first),
        findings=len(pile),
        headings=headings,
        rows=rows,
        rows_left_out=left_out,
    )


def _seen(finding: dict) -> str:
    """Return since when and until when; nothing for what only this audit has seen."""
    first, last = (moment(shown(finding[key])) for key in ("first_seen", "last_seen"))
    return "" if first == last else " to ".join(filter(None, (first, last)))


def _union(pile: list[dict], key: str) -> list[str]:
    return list(dict.fromkeys(clean(value) for finding in pile for value in finding[key]))


def _subjects(pile: list[dict]) -> list[str]:
    return list(
        dict.fromkeys(clean(item["ip"] or ", ".join(item["macs"])) for item in pile if item["ip"] or item["macs"])
    )


def _subject(pile: list[dict]) -> str:
    """Return what a card is about: its address, the MACs where there is none, a count where there are many."""
    subjects = _subjects(pile)
    return few(subjects, 2) if len(pile) == 1 else count(len(subjects), "address", "addresses")


def _message(pile: list[dict]) -> str:
    first = sentence(clean(pile[0]["message"])) or title(pile[0]["kind"])
    if len(pile) == 1:
        return first
    return f"{count(len(pile), 'finding')} alike, of {few(_subjects(pile), 5)}. The first: {first}"


def _evidence(pile: list[dict]) -> tuple[list[str], list[list[str]], int]:
    """Return headings and rows of the evidence: the columns that hold anything, the well-known ones first."""
    items = [item for finding in pile for item in finding["evidence"]]
    held = {key for item in items for key, value in item.items() if value not in (None, [], "")}
    columns = [key for key in _COLUMNS if key in held] + sorted(held.difference(_COLUMNS))
    rows = [[shown(item.get(key)) for key in columns] for item in items[:EVIDENCE_ROWS]]
    headings = [_HEADINGS.get(key) or clean(key).replace("_", " ") for key in columns]
    return headings, rows, max(0, len(items) - EVIDENCE_ROWS)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The drawing of the report: each segment as a wire, with its observers above it and the addresses in trouble below.

This file places boxes; the template draws them. Lengths are SVG user units.
"""

from typing import NamedTuple

from ._cards import Card
from ._document import SEVERITIES

WIDTH = 920
SEGMENTS = 12

_MARGIN = 12
_GAP = 12
_BOX_HEIGHT = 30
_OBSERVER_WIDTH = 118
_ADDRESS_WIDTH = 164
_WIRE_AT = 104
_DROP = 26


class Box(NamedTuple):
    """One labeled box. `label` is cut to fit, `full` is the whole text, `target` the number of a card or None."""

    x: int
    width: int
    label: str
    full: str
    severity: str
    target: int | None

    @property
    def center(self) -> int:
        return self.x + self.width // 2


class Wire(NamedTuple):
    """One segment: observers above its wire, addresses in trouble below."""

    name: str
    severity: str
    observers: list[Box]
    addresses: list[Box]


class Drawing(NamedTuple):
    """All wires, and how many segments were left out."""

    wires: list[Wire]
    left_out: int


def draw(cards: list[Card]) -> Drawing:
    """Place everything that has a segment; the segments of the most severe findings come first."""
    segments: dict[str, list[Card]] = {}
    for card in cards:
        if card.segment and card.address:
            segments.setdefault(card.segment, []).append(card)
    wires = [_wire(name, members) for name, members in list(segments.items())[:SEGMENTS]]
    return Drawing(wires, max(0, len(segments) - SEGMENTS))


def _wire(name: str, cards: list[Card]) -> Wire:
    observers = list(dict.fromkeys(host for card in cards for host in card.hosts))
    return Wire(
        name=name,
        severity=min((card.severity for card in cards), key=SEVERITIES.index),
        observers=_row([(host, "", None) for host in observers], _OBSERVER_WIDTH),
        addresses=_row([(card.address, card.severity, card.number) for card in cards], _ADDRESS_WIDTH),
    )


def _row(entries: list[tuple[str, str, int | None]], width: int) -> list[Box]:
    """Place boxes from the left, where a telephone's screen begins; what does not fit is counted in the last one."""
    room = (WIDTH - 4 * _MARGIN + _GAP) // (width + _GAP)
    if len(entries) > room:
        rest = entries[room - 1 :]
        entries = [*entries[: room - 1], (f"{len(rest):,} more", rest[0][1], None)]
    letters = width // 8
    return [
        Box(2 * _MARGIN + at * (width + _GAP), width, _shortened(text, letters), text, severity, target)
        for at, (text, severity, target) in enumerate(entries)
    ]


def _shortened(text: str, letters: int) -> str:
    """Cut the middle out of a long name: the ends of addresses and host names tell them apart."""
    if len(text) <= letters:
        return text
    head = (letters - 1) // 2
    return f"{text[:head]}…{text[head + 1 - letters :]}"


GEOMETRY = {
    "width": WIDTH,
    "height": _WIRE_AT + _DROP + _BOX_HEIGHT + _MARGIN,
    "wire": _WIRE_AT,
    "margin": _MARGIN,
    "box": _BOX_HEIGHT,
    "observer": _WIRE_AT - _DROP - _BOX_HEIGHT,
    "address": _WIRE_AT + _DROP,
}

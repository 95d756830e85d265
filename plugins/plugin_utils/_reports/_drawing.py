# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The drawing of the report: each segment as a wire, with its observers to the left and the addresses in trouble right.

A segment's drawing is as wide as a telephone's screen, so that it is legible there, and several stand side by side
where there is room. This file places boxes; the template draws them. Lengths are SVG user units.
"""

from collections import Counter
from typing import NamedTuple
from urllib.parse import quote

from ._cards import Card
from ._document import SEVERITIES
from ._layout import columns, shortened

WIDTH = 400
# So many segments are drawn in sight, the rest folded away; a drawing of more helps nobody.
IN_SIGHT, SEGMENTS = 4, 200

_MARGIN = 10
_BOX_WIDTH = 164
_WIRE_AT = WIDTH // 2


class Column(NamedTuple):
    """How one side of the wire is filled: where its boxes stand, their height with and without the gap, how many."""

    x: int
    height: int
    pitch: int
    boxes: int
    letters: int


_OBSERVERS = Column(_MARGIN, 26, 33, 8, 20)
_ADDRESSES = Column(WIDTH - _MARGIN - _BOX_WIDTH, 40, 47, 6, 20)


class Box(NamedTuple):
    """One labeled box. `label` is cut to fit, `full` is the whole text, `note` a second line.

    `link` leads to the card of an address or, from the box that counts the rest, to all findings of the segment.
    `observers` are the numbers of the boxes of those who see or cause it.
    """

    y: int
    height: int
    label: str
    full: str
    note: str
    severity: str
    link: str
    observers: tuple[int, ...]

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


class Wire(NamedTuple):
    """One segment: how many observers and addresses there are, and the boxes of those that are drawn."""

    name: str
    severity: str
    observer_count: int
    address_count: int
    height: int
    observers: list[Box]
    addresses: list[Box]


class Drawing(NamedTuple):
    """The wires in sight, those folded away, and how many segments were left out."""

    wires: list[Wire]
    folded: list[Wire]
    left_out: int


def draw(cards: list[Card]) -> Drawing:
    """Place everything that has a segment; the segments of the most severe findings come first."""
    segments: dict[str, list[Card]] = {}
    for card in cards:
        if card.segment and card.address:
            segments.setdefault(card.segment, []).append(card)
    wires = [_wire(name, members) for name, members in list(segments.items())[:SEGMENTS]]
    return Drawing(wires[:IN_SIGHT], wires[IN_SIGHT:], max(0, len(segments) - SEGMENTS))


def _wire(name: str, cards: list[Card]) -> Wire:
    hosts = list(dict.fromkeys(host for card in cards for host in card.hosts))
    places = {host: at for at, host in enumerate(hosts[: _drawn(hosts, _OBSERVERS)])}
    everything = f"#text={quote(name)}"
    labels = _host_labels(hosts)
    observers = [_box(_OBSERVERS, at, host, label=labels[host]) for host, at in places.items()]
    addresses = [
        _box(
            _ADDRESSES,
            at,
            card.address,
            note=card.kind,
            severity=card.severity,
            link=f"#finding-{card.number}",
            observers=tuple(places[host] for host in card.hosts if host in places),
        )
        for at, card in enumerate(cards[: _drawn(cards, _ADDRESSES)])
    ]
    _count_rest(observers, _OBSERVERS, len(hosts), "hosts", link=everything)
    _count_rest(addresses, _ADDRESSES, len(cards), "findings", link=everything)
    return Wire(
        name=name,
        severity=min((card.severity for card in cards), key=SEVERITIES.index),
        observer_count=len(hosts),
        address_count=len(cards),
        height=max(box.y + box.height for box in (*observers, *addresses)) + _MARGIN,
        observers=observers,
        addresses=addresses,
    )


def _drawn(entries: list, column: Column) -> int:
    """Return how many entries have a box of their own, so that one is left to count the rest."""
    return len(entries) if len(entries) <= column.boxes else column.boxes - 1


def _count_rest(boxes: list[Box], column: Column, total: int, noun: str, link: str) -> None:
    if total > len(boxes):
        boxes.append(_box(column, len(boxes), f"{total - len(boxes):,} more {noun}", link=link))


def _host_labels(hosts: list[str]) -> dict[str, str]:
    """Return what to call each host where its name is too long: without its domain, if that tells it apart."""
    short = {host: host.partition(".")[0] or host for host in hosts}
    seen = Counter(short.values())
    return {
        host: name if columns(host) > _OBSERVERS.letters and seen[name] == 1 and not name.isdigit() else host
        for host, name in short.items()
    }


def _box(column: Column, at: int, text: str, *, label="", note="", severity="", link="", observers=()) -> Box:
    return Box(
        y=_MARGIN + at * column.pitch,
        height=column.height,
        label=shortened(label or text, column.letters),
        full=text,
        note=note,
        severity=severity,
        link=link,
        observers=observers,
    )


GEOMETRY = {
    "width": WIDTH,
    "wire": _WIRE_AT,
    "box": _BOX_WIDTH,
    "observer": _OBSERVERS.x,
    "address": _ADDRESSES.x,
}

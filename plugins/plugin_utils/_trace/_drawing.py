# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The drawing of a trace: for each MAC a chain from the hosts over the switches to its port.

As wide as a telephone's screen; two stand side by side where there is room. Lengths are SVG user units.
"""

from typing import NamedTuple

from .._reports._layout import shortened
from .._reports._text import clean, few
from ._page import age

WIDTH, MARGIN, HEIGHT, PITCH = 400, 10, 44, 64
_LETTERS, _NOTE_LETTERS = 44, 52
# A chain of more links than that is told in the table alone.
_LINKS = 4


class Box(NamedTuple):
    """One box of a chain; `label` and `note` are cut to fit, `full` is the whole text."""

    y: int
    label: str
    note: str
    full: str
    severity: str


class Chain(NamedTuple):
    """The way to one MAC, from the top."""

    title: str
    severity: str
    boxes: list
    height: int


def chains(parts):
    """A Chain for each MAC of each segment."""
    return [_chain(path, part.verdict["severity"]) for part in parts for path in part.paths]


def _chain(path, severity):
    is_suspect = path["is_right"] is False or (path["is_right"] is None and path["answers"])
    wrong = severity if is_suspect and severity != "sound" else ""
    links = [port for port in path["ports"] if not port["is_edge"]]
    edges = [port for port in path["ports"] if port["is_edge"]]
    told = [_hosts(path)]
    told += [(port["switch"], f"over {port['interface']}", "") for port in links[:_LINKS]]
    for port in edges:
        vlan = f"VLAN {port['vlan']}" if port["vlan"] is not None else "no VLAN told"
        told += [(port["switch"], vlan, ""), (port["interface"], _port(port), wrong)]
    if not path["ports"]:
        told.append(("no port", path["note"].partition(":")[0], ""))
    told.append((path["mac"], _station(path), wrong or ("sound" if path["is_right"] else "")))
    boxes = [_box(at, *one) for at, one in enumerate(told)]
    return Chain(clean(path["described"]), wrong, boxes, MARGIN + len(boxes) * PITCH - (PITCH - HEIGHT) + MARGIN)


def _hosts(path):
    if not path["hosts"]:
        return ("no host", "holds it or got it as an answer", "")
    verb = "hold it or got it as an answer" if len(path["hosts"]) > 1 else "holds it or got it as an answer"
    return (few(path["hosts"], 2), verb, "")


def _port(port):
    state = {True: "up", False: "down", None: "state unknown"}[port["up"]]
    return ", ".join(filter(None, (state, "edge port", age(port["age_seconds"]))))


def _station(path):
    answers = "answers" if path["answers"] else "in tables alone"
    known = path["described"].removeprefix(path["mac"]).strip(" ()")
    owner = few(path["owners"], 1)
    return ", ".join(filter(None, (owner or known, answers)))


def _box(at, label, note, severity):
    label, note = clean(label), clean(note)
    return Box(
        MARGIN + at * PITCH, shortened(label, _LETTERS), shortened(note, _NOTE_LETTERS), f"{label}: {note}", severity
    )

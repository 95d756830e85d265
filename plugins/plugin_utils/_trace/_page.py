# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a trace in words and tables, alike for every format: what stands where, and in which order."""

from typing import NamedTuple

from .._reports import complete
from .._reports._cards import cards
from .._reports._text import clean, few

# Rows of a table before the rest is only counted; all are in trace.json.
ROWS = 40
_NAMES = 8
_OWN = "its own"
_MARKS = {True: "", False: "other MAC", None: ""}


class Table(NamedTuple):
    """Headings and rows of text; `marks` tells which rows are wrong, `note` what is left out or why nothing is here."""

    title: str
    headings: tuple
    rows: list
    marks: list
    note: str


class Part(NamedTuple):
    """One segment of the page."""

    name: str
    verdict: dict
    tables: list
    paths: list


class Page(NamedTuple):
    """What a format shows. `idle` are hosts that did not ask, grouped by reason, `unread` those that were not read."""

    document: dict
    parts: list
    quiet: list
    cards: list
    idle: list
    unread: list


def page_of(document):
    """Arrange a document as trace.json holds it."""
    known = [segment for segment in document["segments"] if segment["is_known"]]
    shown = known or document["segments"]
    quiet = [segment for segment in document["segments"] if segment not in shown]
    hosts = document["hosts"]
    return Page(
        document,
        [_part(segment, hosts) for segment in shown],
        quiet,
        cards(complete({"findings": document["findings"]})),
        _grouped({host: told["reason"] for host, told in hosts.items() if told["reason"]}),
        _grouped({host: told["error"] for host, told in hosts.items() if told["error"]}),
    )


def _part(segment, hosts):
    tables = [_caches(segment, hosts), _answers(segment), _heard(segment, hosts)]
    return Part(clean(segment["name"]), segment["verdict"], tables, segment["paths"])


def _caches(segment, hosts):
    rows = [
        [
            one["host"],
            one["interface"] or "",
            one["mac"] or "no answer",
            _OWN if one["state"] == "own" else one["state"] or "",
            age(one["age_seconds"]),
            _MARKS[one["is_right"]],
        ]
        for one in segment["caches"]
    ]
    read = sum(told["read"] for told in hosts.values())
    holding = {one["host"] for one in segment["caches"]}
    note = f"{len(holding)} of the {read} hosts that were read have an entry or the address here."
    return _table("Caches", ("host", "interface", "MAC", "state", "confirmed", ""), rows, note)


def _answers(segment):
    rows = []
    for probe in segment["probes"]:
        silence = "nobody else" if probe["is_duplicate_check"] else "no answer"
        told = [_answer(answer) for answer in probe["answers"]] or [(silence, "", "")]
        rows += [[probe["host"], probe["interface"], *one] for one in told]
    note = "" if rows else "Nobody could ask on the wire; the reasons are below."
    return _table("Answers to a probe", ("asked by", "interface", "answered by", "answers", ""), rows, note)


def _answer(answer):
    frames = f"frames from {', '.join(answer['frame_macs'])}" if answer["frame_macs"] else ""
    return answer["described"], str(answer["count"]), frames or _MARKS[answer["is_right"]]


def _heard(segment, hosts):
    rows = [
        [
            one["host"],
            one["interface"],
            one["described"],
            one["note"].removeprefix("captured: "),
            _MARKS[one["is_right"]],
        ]
        for one in segment["heard"]
    ]
    listened = [told["listened_seconds"] for told in hosts.values() if told["listened_seconds"]]
    note = "" if rows else "Nobody listened; the reasons are below."
    if listened and not rows:
        note = f"Nobody spoke for it while {len(listened)} host{'s' if len(listened) != 1 else ''} listened."
    return _table("Heard on the wire", ("heard by", "interface", "MAC", "what", ""), rows, note)


def _table(title, headings, rows, note):
    marks = [bool(row[-1]) for row in rows]
    rows = [[clean(cell) for cell in row] for row in rows]
    left_out = len(rows) - ROWS
    if left_out > 0:
        # What is wrong must be seen.
        order = sorted(range(len(rows)), key=lambda at: not marks[at])[:ROWS]
        rows, marks = [rows[at] for at in order], [marks[at] for at in order]
        note = f"{note} {left_out:,} more rows are in trace.json.".strip()
    return Table(title, headings, rows, marks, note)


def age(seconds):
    """How long ago, in words."""
    if seconds is None:
        return ""
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds // size:.0f} {unit} ago"
    return f"{seconds:.0f} s ago"


def port_words(port):
    """What is known of a switch port, short."""
    up = {True: "up", False: "down", None: "state unknown"}[port["up"]]
    vlan = f"VLAN {port['vlan']}" if port["vlan"] is not None else ""
    place = "edge" if port["is_edge"] else "on the way"
    return ", ".join(filter(None, (vlan, up, place, age(port["age_seconds"]))))


def _grouped(reasons):
    """Hosts with one reason together: `[(reason, names)]`, those of most hosts last."""
    groups = {}
    for host, why in sorted(reasons.items()):
        groups.setdefault(clean(why), []).append(clean(host))
    return sorted(((why, few(hosts, _NAMES)) for why, hosts in groups.items()), key=lambda group: len(groups[group[0]]))

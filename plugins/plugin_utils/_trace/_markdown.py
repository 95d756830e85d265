# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""trace.md: the page of a trace for a ticket."""

from .._reports._markdown import escape, table
from .._reports._text import moment
from ._page import page_of, port_words


def render(document):
    """Return the page as Markdown; what comes from a device or an inventory is escaped."""
    page = page_of(document)
    blocks = [*_head(document)]
    for part in page.parts:
        blocks += _part(part, is_alone=len(page.parts) == 1)
    blocks += _list(
        "Findings", [f"**{card.severity}** {escape(card.kind)}: {escape(card.message)}" for card in page.cards]
    )
    rest = [f"Segment {escape(one['name'])}: {escape(one['verdict']['sentence'])}" for one in page.quiet]
    rest += [f"{escape(hosts)}: {escape(why)}" for why, hosts in page.idle]
    rest += [f"not read: {escape(hosts)}: {escape(why)}" for why, hosts in page.unread]
    return "\n\n".join([*blocks, *_list("Who did not ask or was not read", rest)]) + "\n"


def _head(document):
    verdict = document["verdict"]
    yield f"# Trace of {escape(document['address'])}"
    yield f"{escape(moment(document['generated_at']))}{', entries flushed before' if document['flushed'] else ''}."
    yield f"**{verdict['severity'].upper()}** ({escape(verdict['kind'])}): {escape(verdict['sentence'])}"
    steps = [f"{at}. {escape(step)}" for at, step in enumerate(verdict["next_steps"], 1)]
    if steps:
        yield "Next:\n\n" + "\n".join(steps)


def _part(part, is_alone):
    yield f"## Segment {escape(part.name)}"
    if not is_alone:
        yield f"**{part.verdict['severity'].upper()}**: {escape(part.verdict['sentence'])}"
    for one in part.tables:
        yield f"### {one.title}"
        if one.rows:
            yield table(list(one.headings), [[escape(cell) for cell in row] for row in one.rows])
        if one.note:
            yield escape(one.note)
    yield from _list("Path to the port", [_path(path) for path in part.paths], level=3)


def _path(path):
    ports = [
        f"{escape(port['switch'])} {escape(port['interface'])} ({escape(port_words(port))})" for port in path["ports"]
    ]
    mark = " (other MAC)" if path["is_right"] is False else ""
    return f"{' → '.join([escape(path['described']) + mark, *ports])}: {escape(path['note'])}"


def _list(title, items, level=2):
    return [f"{'#' * level} {title}", "\n".join(f"- {item}" for item in items)] if items else []

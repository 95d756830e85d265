# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a trace for a terminal: plain text, no line wider than the width."""

from ...module_utils._errors import ArpError
from .._reports._layout import columns, shortened, wrap
from .._reports._table import NARROWEST
from .._reports._text import clean, moment
from ._page import page_of, port_words

_INDENT = "  "
_GAP = 2
_WIDEST_CELL = 46


def render(document, width=100, files=()):
    """Return the page. Raises ArpError for a width that is too small for words."""
    if width < NARROWEST:
        raise ArpError(f"the page needs a width of at least {NARROWEST} columns, not {width}")
    page = page_of(document)
    blocks = [_head(document, width)]
    for part in page.parts:
        blocks += _part(part, width, is_alone=len(page.parts) == 1)
    blocks += [_findings(page, width), _next(document, width), _rest(page, width, files)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(document, width):
    title = f"Trace of {document['address']}"
    time = moment(document["generated_at"])
    gap = width - columns(title) - columns(time)
    lines = [f"{title}{' ' * gap}{time}"] if gap > 0 else [*wrap(title, width), *wrap(time, width)]
    lines.append("=" * width)
    verdict = document["verdict"]
    lines += wrap(clean(verdict["sentence"]), width, first=f"{verdict['severity'].upper():<9} ", rest=" " * 10)
    lines += [f"{' ' * 10}({verdict['kind']}{', entries flushed before' if document['flushed'] else ''})"]
    return "\n".join(lines)


def _part(part, width, is_alone):
    heading = wrap(f"Segment {part.name}", width)
    if not is_alone:
        verdict = part.verdict
        heading += wrap(
            clean(verdict["sentence"]), width, first=f"{_INDENT}{verdict['severity'].upper()} ", rest=_INDENT
        )
    yield "\n".join(heading)
    for table in part.tables:
        yield "\n".join([table.title, *_table(table, width), *wrap(table.note, width, _INDENT, _INDENT)])
    if part.paths:
        yield "\n".join(["Path to the port", *(line for path in part.paths for line in _path(path, width))])


def _table(table, width):
    """The rows in columns; what does not fit is cut in its middle."""
    if not table.rows:
        return []
    lines = [list(table.headings), *table.rows]
    sizes = [min(_WIDEST_CELL, max(columns(line[at]) for line in lines)) for at in range(len(table.headings))]
    over = sum(sizes) + _GAP * (len(sizes) - 1) + len(_INDENT) - width
    if over > 0:
        widest = sizes.index(max(sizes))
        sizes[widest] = max(8, sizes[widest] - over)
    return [shortened(_line(line, sizes), width) for line in lines]


def _line(cells, sizes):
    shown = [shortened(cell, size) for cell, size in zip(cells, sizes, strict=True)]
    padded = [cell + " " * (size - columns(cell) + _GAP) for cell, size in zip(shown, sizes, strict=True)]
    return (_INDENT + "".join(padded)).rstrip()


def _path(path, width):
    mark = " (other MAC)" if path["is_right"] is False else ""
    yield from wrap(clean(path["described"]) + mark, width, _INDENT, _INDENT * 2)
    for port in path["ports"]:
        text = f"-> {clean(port['switch'])} port {clean(port['interface'])}: {port_words(port)}"
        yield from wrap(text, width, _INDENT * 3, _INDENT * 4)
    yield from wrap(clean(path["note"]), width, _INDENT * 3, _INDENT * 3)


def _findings(page, width):
    lines = [
        line
        for card in page.cards
        for line in wrap(f"{card.severity.upper()} {card.kind}: {card.message}", width, _INDENT, _INDENT * 2)
    ]
    return "\n".join(["Findings", *lines]) if lines else ""


def _next(document, width):
    steps = document["verdict"]["next_steps"]
    lines = [line for at, step in enumerate(steps, 1) for line in wrap(clean(step), width, f"  {at}. ", " " * 5)]
    return "\n".join(["Next", *lines]) if lines else ""


def _rest(page, width, files):
    lines = ["-" * width]
    for segment in page.quiet:
        lines += wrap(f"Segment {clean(segment['name'])}: {clean(segment['verdict']['sentence'])}", width, rest=_INDENT)
    for why, hosts in page.idle:
        lines += wrap(f"{hosts}: {why}", width, rest=_INDENT)
    for why, hosts in page.unread:
        lines += wrap(f"Not read: {hosts}: {why}", width, rest=_INDENT)
    lines += [f"{'Pages:' if not at else '':7}{clean(name)}" for at, name in enumerate(files)]
    return "\n".join(lines) if len(lines) > 1 else ""

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports of an audit: one document (what findings.json holds) and its renderings, one file per format.

A further format is one file with C(render(report, **options) -> str) and one line in C(RENDERERS).
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ...module_utils._errors import ArpError
from . import _html, _json, _junit, _markdown, _table
from ._document import build, complete, neighbor_count, plain, reason, verdict
from ._files import KEPT, differs, previous, write
from ._table import summary
from ._text import count

__all__ = [
    "RENDERERS",
    "Renderer",
    "build",
    "complete",
    "count",
    "differs",
    "file_names",
    "neighbor_count",
    "plain",
    "previous",
    "reason",
    "render",
    "renderer",
    "summary",
    "verdict",
    "write",
]


class Renderer(NamedTuple):
    """How one format is made: the function, and the name of the file that it goes to (None: it is only printed)."""

    render: Callable[..., str]
    file_name: str | None


RENDERERS: dict[str, Renderer] = {
    "json": Renderer(_json.render, KEPT),
    "markdown": Renderer(_markdown.render, "report.md"),
    "html": Renderer(_html.render, "report.html"),
    "junit": Renderer(_junit.render, "findings-junit.xml"),
    "table": Renderer(_table.render, None),
}


def renderer(name: str) -> Renderer:
    """Return the renderer of a format. Raises ArpError naming the formats that exist."""
    try:
        return RENDERERS[name]
    except KeyError:
        raise ArpError(f"there is no report format {name!r}: choose from {', '.join(RENDERERS)}") from None


def render(report: dict, name: str, **options) -> str:
    """Render an audit document as text in the named format.

    The document may lack keys or hold nulls (an older file, one written by hand): it is completed first.
    """
    return renderer(name).render(complete(report), **options)


def file_names(formats: Iterable[str]) -> dict[str, str]:
    """Return the files to write, by format. The document is always among them: the next audit compares itself with it.

    A format may itself be a list in text, with commas or blanks between the names, as a survey's answer is. Raises
    ArpError for a format that makes no file.
    """
    wanted = {"json", *(name for text in formats for name in text.replace(",", " ").split())}
    makes_file = [name for name, known in RENDERERS.items() if known.file_name]
    for name in wanted.difference(makes_file):
        raise ArpError(f"there is no report file of the format {name!r}: choose from {', '.join(makes_file)}")
    return {name: RENDERERS[name].file_name for name in makes_file if name in wanted}

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One address, traced: who asks for it (`plan`), what is known of it (`trace`), and the pages that say so.

`_sight` gathers what concerns one segment, `_verdicts` judges it, `_path` leads to the switch port, `_document` joins
all of it, `_page` arranges it for people, and each format has its file.
"""

from . import _html, _markdown, _text
from ._document import SCHEMA, text_of, trace
from ._plan import plan

__all__ = ["FILES", "SCHEMA", "plan", "table", "trace"]

# The files of a trace, by name, each with what makes it from the document.
FILES = {"trace.json": text_of, "trace.md": _markdown.render, "trace.html": _html.render}

table = _text.render

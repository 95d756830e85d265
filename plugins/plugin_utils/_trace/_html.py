# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""trace.html: one self-contained page in the look of the audit's report, without a script."""

from .._reports._html import page
from ._drawing import HEIGHT, MARGIN, PITCH, WIDTH, chains
from ._page import page_of, port_words


def render(document):
    """Return the page."""
    shown = page_of(document)
    return page(
        "trace.html.j2",
        ["report.css", "trace.css"],
        document=shown.document,
        chains=chains(shown.parts),
        parts=shown.parts,
        cards=shown.cards,
        quiet=shown.quiet,
        idle=shown.idle,
        unread=shown.unread,
        port_words=port_words,
        width=WIDTH,
        height=HEIGHT,
        margin=MARGIN,
        gap=PITCH - HEIGHT,
    )

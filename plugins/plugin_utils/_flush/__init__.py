# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The controller's part in a flush: whether there is time for it (`_gate`), and what is kept of it (`_journal`)."""

from ._gate import Gate, needed_seconds, read_windows_option
from ._journal import SCOPE_LISTS, Journal, end, path_from_here, rows, short, start

__all__ = [
    "SCOPE_LISTS",
    "Gate",
    "Journal",
    "end",
    "needed_seconds",
    "path_from_here",
    "read_windows_option",
    "rows",
    "short",
    "start",
]

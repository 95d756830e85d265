# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Maintenance windows: read strictly, then asked whether they are open, until when, and when they open next.

`_read` turns what users write into windows, by the files of the three forms (`_weekly`, `_rule`, `_absolute`) and of
calendars (`_calendar`); `_spans` does the arithmetic of union and exceptions; `_state` answers.
"""

from ._errors import WindowError
from ._read import read_windows
from ._state import is_open, state

__all__ = ["WindowError", "is_open", "read_windows", "state"]

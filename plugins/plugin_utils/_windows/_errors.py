# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong while windows are read or asked."""

from ...module_utils._errors import ArpError


class WindowError(ArpError):
    """A window or a question that cannot be read; the text names the place, the mistake and what is allowed."""


class SearchTooLong(WindowError):
    """A rule has so many occurrences that looking at each of them is no answer any more."""

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The exceptions of the collection. A face (module, filter, action plugin) turns `ArpError` into a failure, once."""


class ArpError(Exception):
    """Anything that a user must be told: the text names what was attempted, the mistake and the remedy."""


class SourceError(ArpError):
    """A source of neighbors could not be read on this host; another one may serve."""

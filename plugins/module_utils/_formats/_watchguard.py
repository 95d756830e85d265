# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""WatchGuard Fireware: `show arp`, the sentences of `arp -an` below a title.

Source: the Fireware command line reference.
"""

import re

from . import Parsed, _arp_an

_DECORATION = re.compile(r"\s*--(?:\s+ARP Table)?\s*|\s*WG\S*[#>].*").fullmatch


def recognizes(text):
    """Tell whether a text holds the sentences of `arp`, or only the title of the table."""
    return "-- ARP Table" in text or _arp_an.recognizes(text)


def parse(text):
    """Read the table."""
    neighbors, unparsed = _arp_an.parse(text)
    return Parsed(neighbors, [line for line in unparsed if not _DECORATION(line)])

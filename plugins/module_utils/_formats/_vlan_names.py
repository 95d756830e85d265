# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VLANs that a platform shows by name only."""

import re

_NAMED_VLAN = re.compile(r"(?:vlan[-_. ]?)?0*(\d{1,4})", re.IGNORECASE).fullmatch


def named_vlan(name):
    """Return the number of a VLAN that is called by it (`100`, `Vlan100`, `VLAN_100`), None for any other name."""
    match = _NAMED_VLAN(name.strip())
    return (int(match.group(1)) or None) if match else None

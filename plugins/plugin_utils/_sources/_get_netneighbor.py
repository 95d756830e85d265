# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows: the objects of `Get-NetNeighbor | ConvertTo-Json`, as text or loaded."""

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats import _windows_powershell

from ._common import loaded


def _read(data):
    neighbors, unparsed = _windows_powershell.entries(loaded(data, "get_netneighbor"))
    if unparsed:
        raise ArpError(
            f"{len(unparsed)} of the objects are not those of Get-NetNeighbor, the first is {unparsed[0][:200]}; "
            "parse_neighbors returns such objects apart"
        )
    return neighbors


SOURCES = {"get_netneighbor": _read}

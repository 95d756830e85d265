# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection's own data, and that of iproute2: `ansible_facts['arp']`, `ip -j neigh`."""

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats import _iproute2

from .._faces import plain
from .._facts import rows
from ._common import rows_of


def _iproute2_rows(data):
    if isinstance(data, str):
        neighbors, unparsed = _iproute2.parse(str.__str__(data))
    else:
        members = rows_of(data, "iproute2", "the entries that ip -j neigh prints")
        neighbors, unparsed = _iproute2.entries(
            [dict(member) if isinstance(member, dict) else member for member in members]
        )
    if unparsed:
        raise ArpError(
            f"{len(unparsed)} of the entries are not what ip -j neigh prints, the first is {unparsed[0][:200]}; "
            "parse_neighbors returns such entries apart"
        )
    return neighbors


def _facts_rows(data):
    return [plain(row) for row in rows_of(rows(data), "facts", "neighbor records")]


SOURCES = {"facts": _facts_rows, "iproute2": _iproute2_rows}

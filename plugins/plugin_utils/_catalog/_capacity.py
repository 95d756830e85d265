# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How full a neighbor table is."""

from ._kind import Kind

KINDS = (
    Kind(
        "table_pressure",
        "warning",
        "Neighbor table is nearly full",
        "The entries that count against the table's limit passed 80 % (critical: 95 %) of it, or the table "
        "overflowed before.",
        "The segment is too large for the limit (Linux: gc_thresh3, 1024 by default, shared by all network "
        "namespaces), or somebody scans it. When it is full, new neighbors cannot be resolved and connectivity "
        "fails at random.",
        "Raise gc_thresh1..3 for both families to fit the segment with headroom, look for scanners, or split the "
        "segment.",
    ),
)

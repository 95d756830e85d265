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
    Kind(
        "gc_thresh_order",
        "warning",
        "Thresholds of the neighbor table are not in order",
        "Not gc_thresh1 <= gc_thresh2 <= gc_thresh3.",
        "Only one of the thresholds was raised, or two were confused. The kernel then collects entries too early, or "
        "its soft limit lies above the hard one and never acts: the table overflows without a warning.",
        "Set all three, for instance in the ratio 1 : 2 : 4 as the kernel's defaults are, for ARP and IPv6 alike, and "
        "keep them in a file below /etc/sysctl.d.",
    ),
)

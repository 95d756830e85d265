# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a MAC address by itself."""

from ._kind import Kind

KINDS = (
    Kind(
        "duplicate_mac",
        "warning",
        "Two machines have one MAC",
        "Two managed hosts have interfaces with the same MAC and different addresses.",
        "A virtual machine or its template was cloned with its MAC, a MAC was configured twice, or cheap hardware "
        "came with the same one. On one segment switches send the frames of both to whoever spoke last.",
        "Give one of them a new MAC (of a clone: let the hypervisor generate it). A MAC that several machines are "
        "meant to have, as of an anycast gateway, belongs into virtual_addresses.",
    ),
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strangers that answer for a declared virtual address."""

from ._kind import Kind

KINDS = (
    Kind(
        "unknown_virtual_router",
        "warning",
        "Virtual address answered by another group's virtual MAC",
        "A virtual MAC (by its prefix) answers for a declared virtual address, and is not among its declared MACs.",
        "The group number (VRID) was changed or mistyped on one router, a second FHRP group was set up with the "
        "address, or somebody runs VRRP, HSRP or CARP on the segment to take the gateway over.",
        "Compare the group numbers of all routers of the segment. Add the MAC to the address's virtual_addresses if "
        "it is yours; otherwise find its port in the switches' MAC tables, and give the group authentication.",
    ),
    Kind(
        "virtual_address_physical_mac",
        "warning",
        "Virtual address answered by a MAC outside its group",
        "A MAC that is neither virtual nor among the declared MACs answers for a declared virtual address.",
        "A router or cluster node answers with its physical MAC, a member was replaced and the policy still names the "
        "former one, or a stranger took the address over.",
        "Look up whose MAC it is. A member of the group belongs into its virtual_addresses; after a failover it is "
        "the sign that stations will not follow the next one. A stranger has to be found by the switches' MAC tables.",
    ),
)

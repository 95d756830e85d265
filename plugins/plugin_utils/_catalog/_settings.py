# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ARP settings of a host that do harm, or will."""

from ._kind import Kind

KINDS = (
    Kind(
        "proxy_arp_enabled",
        "warning",
        "Proxy ARP where a netmask is wrong",
        "proxy_arp is in effect on an interface, and another host of its segment has a wider netmask.",
        "A netmask was mistyped, or stayed behind when the network was split. Proxy ARP will hide that: the host "
        "reaches what is not on its link, until the router that answers is down.",
        "Correct the netmask, then set proxy_arp=0 on the interface (and in conf/all, where 1 wins). If the answers "
        "are wanted, declare the interface's MAC under proxy_arp in the policy.",
    ),
    Kind(
        "flux_risk",
        "info",
        "Two interfaces in one subnet may answer for each other",
        "Two interfaces of a host are in one subnet, and their effective settings let one answer for the other.",
        "Linux by default answers for any local address on any interface (arp_ignore 0), so that neighbors may learn "
        "the wrong MAC: traffic then arrives on the other interface, and stops when that one fails.",
        "Set arp_ignore=1 and arp_announce=2 for both interfaces or for all (or arp_filter=1 with source routing), or "
        "bond them.",
    ),
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deviations from what the policy says should be there."""

from ._kind import Kind

KINDS = (
    Kind(
        "missing_peer",
        "critical",
        "Expected peer is missing",
        "No table of its segment holds an address that the policy expects, or those who asked for it got no answer.",
        "The peer is down, its link or VLAN is broken (wrong tag, trunk, port security), ARP is filtered on the way, "
        "or nobody has talked to it lately: the entry of an idle peer expires.",
        "Probe the address from a host of the segment. If it does not answer, check link, VLAN tag and the switch's "
        "MAC table for its port. Expect only peers that somebody always talks to.",
    ),
    Kind(
        "unexpected_mac",
        "critical",
        "Expected peer has another MAC",
        "An address that the policy expects is answered by, or configured with, a MAC that is not among the expected.",
        "The peer's hardware was replaced and the policy still names the former MAC, another machine has the address, "
        "or it was taken over (spoofing).",
        "Find out what was replaced. If it was, renew the MAC in the policy's expected; otherwise find the machine by "
        "the switches' MAC tables and take the address from it. Where two places use the address, name the segment.",
    ),
    Kind(
        "unknown_station",
        "warning",
        "Unknown station on a closed segment",
        "A station answers on a segment that the policy closes, and is neither listed there nor a managed host.",
        "Somebody plugged in a machine, a guest or container got onto the segment, a port is in the wrong VLAN, or a "
        "machine that belongs here was not listed.",
        "Find its port in the switches' MAC tables. Add the MAC to the closed segment's list if it belongs there, "
        "otherwise shut the port or correct its VLAN.",
    ),
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes since the runs before, in the words of arpwatch."""

from ._kind import Kind

KINDS = (
    Kind(
        "new_station",
        "info",
        "New station on a segment",
        "A host that was read before learned an address that the segment has not had before. A further IPv6 address "
        "of a known station is none.",
        "A machine was added, got another address, or was asked for by this host for the first time. On a segment "
        "where nothing should appear by itself, it may be a stranger.",
        "Nothing where machines come and go. Where they do not, look the MAC up in the switches' MAC tables, find "
        "out whose it is, and list the known ones in the policy.",
    ),
    Kind(
        "changed_ethernet_address",
        "info",
        "Address with another MAC than before",
        "An address is answered by a MAC that it has not had before in the history.",
        "A network card or machine was replaced, a guest was rebuilt, a DHCP server gave the address to another "
        "machine, or somebody took the address over (spoofing).",
        "Compare with what was planned. If nobody replaced anything, look both MACs up in the switches' MAC tables "
        "and probe the address: does the former machine still run?",
    ),
    Kind(
        "flip_flop",
        "warning",
        "Address back at the MAC before the last",
        "An address has gone to another MAC and come back to the one it had before. Info when nobody had the address "
        "in between, as with DHCP.",
        "Two machines use the address in turn: a duplicate that shows only by turns, spoofing that comes and goes, a "
        "cluster that fails over and back, or a machine that is plugged in by cable and by radio.",
        "Probe the address from one host of the segment and see whether two MACs answer. A cluster belongs into "
        "virtual_addresses; otherwise remove the address from the wrong machine.",
    ),
    Kind(
        "reused_old_ethernet_address",
        "warning",
        "Address back at a MAC of long ago",
        "An address is answered by a MAC that it had earlier than the last two. Info when nobody had the address in "
        "between.",
        "A machine that was replaced or retired is running again, a guest was restored from a backup, or several "
        "machines use the address in turn.",
        "Find out which machine the old MAC belongs to (MAC tables of the switches), and whether it should be running.",
    ),
    Kind(
        "mac_flapping",
        "warning",
        "Address that keeps changing its MAC",
        "An address came back to a MAC that it had before, at least for the second time within flapping_days.",
        "Two machines have one address and answer in turn, a cluster that is not declared changes sides again and "
        "again, or somebody poisons the tables repeatedly.",
        "Capture the answers for the address on its segment and see who sends them and when. Declare a cluster under "
        "virtual_addresses; remove the address from the wrong machine.",
    ),
    Kind(
        "new_activity",
        "info",
        "Pair active again after half a year",
        "An address is seen with its MAC again, after its segment was looked at for new_activity_days without it.",
        "A machine was switched on after a long time, a spare part or a restored guest came into use, or a host "
        "asked for it that had not done so for long.",
        "Check that it is meant to run: after so long its patches are old, and its address may have been given away.",
    ),
    Kind(
        "stale_after_move",
        "warning",
        "Former MAC still held after a move",
        "An address has moved to another MAC, as the history knows, and some observers still hold the former one.",
        "The new machine has not announced itself (no gratuitous ARP, no unsolicited advertisement), the "
        "announcement was filtered, the observer's time-out is long, or its entry is static.",
        "Refresh the entry on these observers (a probe, or flush the one entry), and have the new machine announce "
        "its address. If both machines still run, it is a duplicate: probe the address.",
    ),
    Kind(
        "capacity_forecast",
        "info",
        "Neighbor table will be full",
        "The growth since an earlier run reaches the table's limit within forecast_days.",
        "The segment grows, a subnet was enlarged, or something scans it. When the table is full, new neighbors "
        "cannot be resolved and connectivity fails at random.",
        "Raise gc_thresh1..3 before it is reached, for both families, or find out what asks for so many addresses.",
    ),
    Kind(
        "history_unusable",
        "warning",
        "History of the audits cannot be used",
        "The file that the audit keeps its history in cannot be read, or holds something else. It was left as it is, "
        "and this audit judged no changes.",
        "The file was cut off by a full disk or edited, another program wrote to this path, a newer version of the "
        "collection wrote it, or the host that has it was away.",
        "Look at the file. Restore it from a backup, or move it away: the next audit then begins a new history.",
    ),
)

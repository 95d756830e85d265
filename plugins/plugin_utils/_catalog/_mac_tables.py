# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the MAC address tables of switches tell beside neighbor tables."""

from ._kind import Kind

KINDS = (
    Kind(
        "mac_moved",
        "warning",
        "Station moved to another switch port",
        "A MAC is behind another edge port than the history has, or its switch counts mac_moves moves and more. Info "
        "for many that moved together.",
        "A machine was plugged in elsewhere, a guest was migrated or a bond changed sides, there is a loop, or "
        "somebody sends with the MAC of another machine.",
        "Compare with what was planned. If the machine stands where it stood, look at the other port: what is behind "
        "it uses this MAC. If the switch counts ever more moves, look for a loop.",
    ),
    Kind(
        "mac_not_learned",
        "info",
        "Neighbor that no switch has learned",
        "A host resolved a station lately, and the switches that were read know its segment but not its MAC.",
        "The station is silent for longer than the switch remembers (300 s), while neighbor tables remember it for "
        "hours: frames to it are flooded to all ports. Or it is behind a switch that was not read, learning is off "
        "or limited on its port, or it answers with another source MAC than it says.",
        "Nothing where the station is behind a switch that was not read. Else set the neighbor time-out below the "
        "switches' aging time, and check port security and learning on the station's port.",
    ),
)

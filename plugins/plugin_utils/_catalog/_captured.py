# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What captures tell that no table can hold: frames that are wrong in themselves, and too many of them."""

from ._kind import Kind

KINDS = (
    Kind(
        "invalid_frame",
        "warning",
        "ARP or ND frames that no station sends in good order",
        "A capture has frames from a MAC that are malformed, or that claim an address for another MAC than their own.",
        "A spoofing or scanning tool, a broken driver or firmware, a router message that came from another link, or a "
        "device that speaks for those behind it: a wireless bridge, a load-balancing bond.",
        "Find the port that learned the sending MAC and look at the machine behind it. Where it speaks for others on "
        "purpose, declare it under proxy_arp, or leave the finding out with ignore.",
    ),
    Kind(
        "arp_storm",
        "warning",
        "Station that asks far too often",
        "A station asked for addresses as often as the storm_rate of the capture, or more, in one second.",
        "A scan of the segment (an inventory tool, malware), a loop that repeats broadcasts, a router whose table is "
        "too small for what is behind it, or a machine that has lost its peers.",
        "Find the machine by its switch port and see what it asks for. Stop the scan or remove the loop; on a router "
        "compare the table's size with its limit. Broadcasts cost every host of the segment time.",
    ),
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRRouting's `show evpn arp-cache`: the hosts of a VNI that BGP EVPN knows, those of other switches too.

Source: zebra/zebra_evpn_neigh.c and zebra_vxlan.c of FRRouting 7 to 10.
"""

from ._tables import Dialect


class _EvpnTable(Dialect):
    # No other table has this column, and here "local" is what the switch has learned by itself, not what it is.
    needed = ("ip", "mac", "vtep")


EVPN = _EvpnTable(
    layouts=(),
    headings={"ip": "neighbor", "vtep": "remote es/vtep|remote vtep"},
    origins={"dynamic": "local"},
    decoration=r"\s*(?:VNI \d+ #ARP .*|Number of ARPs .*|Flags: .*)",
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extreme Networks: EXOS, VOSS (Fabric Engine, formerly Avaya and Nortel Passport), and the ERS stackable switches.

    VR            Destination      Mac                Age  Static  VLAN          VID   Port
    VR-Default    192.0.2.4        00:00:5e:00:53:04   20      NO  office        4092  1:25

Sources: the command references of ExtremeXOS, VOSS and ERS. EXOS names the VLAN, which is its layer-3 interface, and
counts its ages in minutes; VOSS tells the time left in steps of ten seconds.
"""

import re

from ._tables import Dialect, common_places, given

# EXOS prints about twenty statistics and settings after the rows.
_EXOS_STATISTICS = r"\s*(?:[A-Z][\w ./&-]*?\s*:(?:\s.*)?|ARP Global Settings|Neighbor Discovery Global Settings)\s*"
_ERS_PLACE = re.compile(r"VLAN#([0-9]{1,4})(?:-(\S+))?").fullmatch


def _voss_places(interface, port, vlan):
    """Return interface, port and VLAN; an address of the switch itself has no port but the VLAN's own interface."""
    interface, port, number = common_places(interface, port, vlan)
    return interface or ("Vlan%d" % number if number else None), port, number


def _ers_places(interface, port, vlan):
    """Return interface, port and VLAN out of one cell, `VLAN#30-1/14`."""
    match = _ERS_PLACE(port or "")
    if not match:
        return _voss_places(interface, port, vlan)
    return _voss_places(None, given(match.group(2)), match.group(1))


EXOS = Dialect(
    layouts=("VR  Destination  Mac  Age  Static  VLAN  VID  Port",),
    headings={"interface": "vlan|vlan name", "vlan": "vid", "type": "static"},
    unit=60,
    origins={"dynamic": "no false", "static": "yes true"},
    decoration=_EXOS_STATISTICS,
)

VOSS = Dialect(
    layouts=("IP_ADDRESS  MAC_ADDRESS  VLAN  PORT  TYPE  TTL(10 Sec)  TUNNEL",),
    title=r"\s*IP Arp - (\S+)\s*",
    places=_voss_places,
    decoration=r"\s*(?:ARPs on .*|IP Arp Extn.*|MULTICAST-MAC-FLOODING.*|(?:enable|disable)d?\s+[0-9]+\s+[0-9]+)\s*",
)

ERS = Dialect(
    layouts=("IP Address  Age(min)  MAC Address  VLAN-Unit/Port/Trunk  Flags",),
    headings={"port": "vlan-unit/port/trunk|vlan-port", "type": "flags"},
    unit=60,
    origins={"local": "l ls", "other": "b"},
    places=_ers_places,
    decoration=r"\s*(?:IP ARP|Flags Legend:|[SDLB]=.*)\s*",
)

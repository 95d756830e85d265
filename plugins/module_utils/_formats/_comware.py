# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HPE and H3C Comware: `display arp`, its verbose form, and `display ipv6 neighbors`.

      Type: S-Static   D-Dynamic   O-Openflow   R-Rule   M-Multiport  I-Invalid
    IP address      MAC address    VLAN     Interface                Aging Type
    192.0.2.254     0000-5e00-53fe 1        XGE1/0/47                16    D

Sources: the layer 3 IP services command references of Comware 5 and 7. `Aging` is the time that is left in the ARP
table, in minutes below the heading VLAN and in seconds below those that name the VSI, too, as later releases do; in
the IPv6 table it is the seconds since reachability was confirmed. `IS` and `I` are entries that the switch does not
use. The verbose form names the VPN instance in a line below each row.
"""

import re

from ._tables import Dialect, common_places, given

_INSTANCE_HEADING = re.compile(r"\s*Vpn Instance\b.*", re.IGNORECASE).fullmatch
_INSTANCE = re.compile(r"\s*(\[?No Vrf\]?|[^\s:]+)(?:\s+(?:0x[0-9A-Fa-f]+|N/A|-+))?\s*").fullmatch


def _follow(reading, line):
    """Read the line below a row of the verbose form."""
    if _INSTANCE_HEADING(line):
        reading.notes["verbose"] = True
        return True
    match = _INSTANCE(line) if reading.notes.get("verbose") else None
    if not match or reading.notes.get("done") == len(reading.rows):
        return False
    reading.notes["done"] = len(reading.rows)
    name = match.group(1).strip("[]")
    if reading.rows:
        reading.rows[-1]["vrf"] = "default" if name.lower() == "no vrf" else name
    return bool(reading.rows)


def _places(interface, port, vlan):
    """Return interface, port and VLAN; in a VLAN the switch shows the port that leads to the neighbor."""
    interface, port, number = common_places(interface, port, vlan)
    in_vlan = number is not None and given(vlan) and interface and not interface.lower().startswith("vlan")
    return interface, port or (interface if in_vlan and "." not in interface else None), number


def _unit(headings):
    """Return the seconds in one unit of the ARP table's time: releases that know of VSIs or links print seconds."""
    return 60 if headings.get("vlan") in ("vlan", "vlan id") and "link" not in headings.get("interface", "") else 1


COMWARE = Dialect(
    layouts=(
        "IP address  MAC address  VLAN  Interface  Aging  Type",
        "IPv6 address  MAC address  VID  Interface  State  T  Aging",
    ),
    headings={
        "bridge": "vlan/vsi|vlan/vsi name|svlan/vsi|svlan/vsi name|vlan/vsi/l2ve|vlan id/vsi",
        "interface": "interface/link id|port name / al id|interface/link",
        "type": "t",
    },
    unit=_unit,
    unit6=1,
    left="ipv4",
    states={"failed": "i is"},
    origins={"static": "s is m", "other": "o r a i"},
    follow=_follow,
    places=_places,
)

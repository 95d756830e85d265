# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML of Cisco IOS XR's L2VPN: the bridge domains' MAC tables from the XML agent and from NETCONF.

Sources: the operational schema of the XML agent (L2VPNForwarding) and Cisco-IOS-XR-l2vpn-oper.yang. A bridge domain is
called as its operator likes; one named after a VLAN, `100` or `vlan100`, tells the VLAN.
"""

import re

from ._cisco_xml_entries import read_entries
from ._interface_names import full_name
from ._mac_entry import ParsedMacs, mac_entry, table_mac

_SHAPE = re.compile(r"<(?:[\w.-]+:)?(?:L2FIBMACDetail(?:Table)?|l2fibmac-details?|L2VPNForwarding|l2vpn-forwarding)\b")
_VLAN_NAME = re.compile(r"(?:vlan[ _-]?)?([1-9][0-9]{0,3})\Z", re.IGNORECASE)


def recognizes_macs(text):
    """Tell whether a text is XML with a MAC table in it."""
    return _SHAPE.search(text) is not None


def parse_macs(text):
    """Read all whole entries. An entry that is cut off or damaged is unparsed."""
    return ParsedMacs(*read_entries(text, ("l2fibmacdetail",), _entry))


def _entry(leaves, _around):
    interface = leaves.get("ac/interfacehandle") or leaves.get("interfacehandle")
    vlan = _VLAN_NAME.match(leaves.get("name", ""))
    return mac_entry(
        table_mac(leaves.get("address", "")),
        int(vlan.group(1)) if vlan else None,
        full_name(interface, "iosxr") if interface else None,
        _kind(leaves, interface),
    )


def _kind(leaves, interface):
    """Return the type: behind an attachment circuit it was learned, behind a pseudowire or by EVPN it is remote."""
    evpn = leaves.get("evpnctx/datatype", "none")
    if not evpn.lower().endswith("none") or leaves.get("pw/pwid", "0") != "0":
        return "remote"
    return "dynamic" if interface else "other"

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""rtnetlink messages of bridges' forwarding tables (`struct ndmsg` of the family AF_BRIDGE) to MAC table entries.

Sources: fdb_fill_info() of net/bridge/br_fdb.c, vxlan_fdb_info() of drivers/net/vxlan/vxlan_core.c, print_fdb() of
iproute2's bridge/fdb.c. Pure functions; standard library only, Python 3.6 and later.
"""

import struct

from .._errors import SourceError
from ._mac_entry import ParsedMacs, mac_entry, table_mac
from ._rtnetlink import attributes, mac_text

AF_BRIDGE = 7
_HEAD = struct.Struct("=BxxxiHBB")  # family, interface index, state, flags, type
_NDA_DST, _NDA_LLADDR, _NDA_CACHEINFO, _NDA_VLAN, _NDA_MASTER = 1, 2, 3, 5, 9
_NUD_NOARP, _NUD_PERMANENT = 0x40, 0x80
_NTF_EXT_LEARNED = 0x10
_UPDATED = struct.Struct("=8xI")  # struct nda_cacheinfo: confirmed, used, updated; a reference count follows
_VLAN = struct.Struct("=H")


def request():
    """Return the body of a question for the forwarding tables of all bridges and tunnels."""
    return _HEAD.pack(AF_BRIDGE, 0, 0, 0, 0)


def parse(bodies, names, ticks=100):
    """Return `ParsedMacs` of a list of message bodies; `names` is `{interface index: name}`, `ticks` USER_HZ.

    The addresses that a network card listens to are in the same answer. They belong to no bridge and lead to no tunnel,
    and are left out.
    """
    entries, unparsed = [], []
    for body in bodies:
        try:
            entry = _entry(body, names, ticks)
        except (struct.error, KeyError, ValueError, SourceError):
            unparsed.append("rtnetlink bridge message " + body.hex())
            continue
        if entry:
            entries.append(entry)
    return ParsedMacs(entries, unparsed)


def _entry(body, names, ticks):
    _family, index, state, flags, _type = _HEAD.unpack_from(body)
    told = attributes(body, _HEAD.size)
    is_tunnel = _NDA_DST in told
    if _NDA_MASTER not in told and not is_tunnel:
        return None
    kind = _kind(state, flags, is_tunnel)
    vlan = _VLAN.unpack_from(told[_NDA_VLAN])[0] if _NDA_VLAN in told else None
    age = None
    if kind in ("dynamic", "remote") and _NDA_CACHEINFO in told:
        age = _UPDATED.unpack_from(told[_NDA_CACHEINFO])[0] // ticks
    # mac_text() has no text for the all-zero address, which a tunnel sends everything unknown to.
    mac = mac_text(told[_NDA_LLADDR]) or table_mac("00:00:00:00:00:00")
    return mac_entry(mac, vlan, names.get(index, "if%d" % index), kind, age)


def _kind(state, flags, is_tunnel):
    if is_tunnel or flags & _NTF_EXT_LEARNED:
        return "remote"
    if state & _NUD_PERMANENT:
        return "self"
    return "static" if state & _NUD_NOARP else "dynamic"

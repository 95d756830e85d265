# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""jc: its parsers `arp` and `proc-net-arp`, and the JSON of `ip -j neigh` that needs none.

Sources: the schemas in jc/parsers/arp.py and jc/parsers/proc_net_arp.py, include/uapi/linux/if_arp.h. `expires` is
seconds left.
"""

from ansible_collections.netops.arp.plugins.module_utils._formats import _iproute2
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor

from ._common import ip_or_name, loaded, mac_of, read_rows, rows_of, text_of

# ATF_COM, ATF_PERM and ATF_PUBL of linux/if_arp.h.
_COMPLETE, _PERMANENT, _PUBLISHED = 0x2, 0x4, 0x8


def _record(row):
    if "dst" in row:
        neighbors, unparsed = _iproute2.entries([row])
        if unparsed:
            raise ValueError("no entry of ip -j neigh")
        return neighbors[0]
    return _proc_record(row) if "IP_address" in row else _arp_record(row)


def _arp_record(row):
    ip, family, flags = ip_or_name(row["address"])
    letters = text_of(row.get("flags_mask")) or ""
    permanent = row.get("permanent") is True or "M" in letters
    expires = row.get("expires")
    return neighbor(
        ip,
        family,
        mac=mac_of(row["hwaddress"]),
        interface=text_of(row["iface"]),
        state="permanent" if permanent else None,
        origin="other" if "P" in letters else "static" if permanent else "dynamic",
        expires_seconds=None if expires is None else int(expires),
        flags=list(letters) + flags,
    )


def _proc_record(row):
    ip, family, flags = ip_or_name(row["IP_address"])
    bits = int(row["Flags"], 16)
    permanent = bool(bits & _PERMANENT)
    return neighbor(
        ip,
        family,
        mac=mac_of(row["HW_address"]) if bits & _COMPLETE else None,
        interface=text_of(row["Device"]),
        state="permanent" if permanent else None,
        origin="other" if bits & _PUBLISHED else "static" if permanent else "dynamic",
        flags=[row["Flags"]] + flags,
    )


def _read(data):
    return read_rows(rows_of(loaded(data, "jc"), "jc", "the rows of jc --arp or --proc-net-arp"), "jc", _record)


SOURCES = {"jc": _read}

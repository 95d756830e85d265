# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`arp --libxo json -an` and `ndp --libxo json -an` of FreeBSD, and the same as XML.

Sources: print_entry() of usr.sbin/arp/arp.c and dump() of usr.sbin/ndp/ndp.c, man 7 xo_options. Times are seconds left.
"""

from .._neighbor import canonical_mac, neighbor
from . import Parsed, _trees
from ._addresses import address_or_name
from ._bsd_tables import origin_of
from ._durations import seconds

_NAMES = _trees.Names(rows=("arp-cache", "neighbor-cache"), holders=("arp", "ndp"))
_STATES = {"W": "failed", "I": "incomplete", "R": "reachable", "S": "stale", "D": "delay", "P": "probe"}


def recognizes(text):
    """Tell whether a text is what `arp` or `ndp` printed through libxo."""
    return _trees.recognizes(text, _NAMES) and ("-cache" in text or "__version" in text)


def parse(text):
    """Read JSON or XML of `arp` and `ndp`. Damaged JSON is unparsed as a whole."""
    return Parsed(*_trees.read(text, _NAMES, _record))


def _record(row):
    values = row.values
    is_nd = "ip-address" not in values
    if is_nd:
        ip, family, flags = address_or_name(values["address"], "ipv6", list(values.get("nd-flags") or ""))
    else:
        published = ["published"] if _is_set(values, "published") else []
        ip, family, flags = address_or_name(values["ip-address"], "ipv4", published)
    permanent = _is_set(values, "permanent")
    left = seconds(values.get("expires_sec", values.get("expires")))
    expired = _is_set(values, "expired") or str(values.get("expires_sec", "")).startswith("-")
    mac = values.get("mac-address")
    return neighbor(
        ip,
        family,
        mac=canonical_mac(mac) if mac and mac[0] not in "(<" else None,
        interface=values["interface"],
        state="permanent" if permanent else _STATES.get(values.get("neighbor-state")),
        origin="other" if "published" in flags else origin_of(flags, permanent),
        is_router="R" in flags if is_nd else None,
        expires_seconds=left,
        flags=flags + ["expired"] if expired else flags,
    )


def _is_set(values, name):
    return str(values.get(name, False)).lower() == "true"

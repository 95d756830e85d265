# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS: `show router arp`, `show router neighbor`, and the state tree that NETCONF and gNMI return.

Sources: the SR OS router configuration guide on both commands, the YANG module nokia-state. Expiry is the time that is
left; static entries and the router's own (`Oth`, other) show zero, for they do not expire. An IPv6 neighbor takes two
lines. The router instance `Base` is the default one.
"""

import functools
import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed, _trees
from ._durations import seconds
from ._rows import read_rows, sections

_NAMES = _trees.Names(rows=("neighbor",), holders=("neighbor-discovery",))

_MAC = r"(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}"
_TIME = r"\d+h\d+m\d+s|\d+d\d+h\d+m|\d+d\d+h|\d{2,}:\d{2}:\d{2}|N/A|n/a|-"
_ARP_ROW = re.compile(
    r"^[ \t]*([0-9]+\.[0-9.]+)[ \t]+(?:(%s)[ \t]+)?(%s)[ \t]+([A-Z][a-zA-Z]*(?:\[\w*\])*)[ \t]+(\S.*?)[ \t\r]*$"
    % (_MAC, _TIME),
    re.MULTILINE,
)
_ND_ROW = re.compile(
    r"^[ \t]*([0-9a-fA-F]*:[0-9a-fA-F:.]+(?:%%\S+)?)(?:-\S+)?[ \t]+(\S.*?)[ \t\r]*\n[ \t]+(?:(%s|-|N/A)[ \t]+)?"
    r"([A-Z]{4,}|-)[ \t]+(%s)[ \t]+([A-Z][a-zA-Z]*(?:\[\w*\])*)[ \t]+(Yes|No|-)[ \t\r]*$" % (_MAC, _TIME),
    re.MULTILINE,
)
_HEADER = re.compile(
    r"^[ \t]*(?:ARP|Neighbor) Table[ \t]*\(?(?:Router|Service)[ \t]*:[ \t]*\(?([^()\n]+)\)", re.MULTILINE
)
_DECORATION = re.compile(
    r"\s*(?:ARP|Neighbor) Table\b.*|\s*IP(?:v6)? Address\s+(?:MAC Address|Interface)\b.*|\s*MAC Address\s+State\s.*"
    r"|\s*No\. of (?:ARP|Neighbor) Entries:\s*\d+\s*|\s*[!*]*(?:\(\w+\))?\[[^\]]*\]\s*|\s*\*?[A-Z]:\S*[#>$].*"
    r"|\s*Press any key to continue.*|\s*No (?:matching )?(?:ARP |Neighbor )?[Ee]ntries.*"
).fullmatch

# The first letters of the type; what stands in brackets behind it says which tables the entry is in.
_ORIGINS = {"dyn": "dynamic", "sta": "static", "oth": "local", "evp": "remote", "int": "local", "man": "other"}
_STATES = frozenset(["reachable", "stale", "delay", "probe", "incomplete", "failed", "permanent"])
_DEFAULT_ROUTER = "base"


def recognizes(text):
    """Tell whether a text holds a table of the router or a part of its state tree."""
    return bool(
        _HEADER.search(text) or _trees.recognizes(text, _NAMES) or _ARP_ROW.search(text) or _ND_ROW.search(text)
    )


def parse(text):
    """Read the tables, each with the router instance of its title, or the neighbors of the state tree."""
    if _trees.recognizes(text, _NAMES):
        return Parsed(*_trees.read(text, _NAMES, _tree_row, _DECORATION))
    neighbors, unparsed = [], []
    for router, part in sections(text, _HEADER):
        vrf = _vrf(router)
        kinds = ((_ARP_ROW, functools.partial(_arp_row, vrf)), (_ND_ROW, functools.partial(_nd_row, vrf)))
        found, rest = read_rows(part, kinds, _DECORATION)
        neighbors += found
        unparsed += rest
    return Parsed(neighbors, unparsed)


def _arp_row(vrf, match):
    ip, mac, expiry, kind, interface = match.groups()
    return _record(ip, mac, interface, vrf, kind, expiry)


def _nd_row(vrf, match):
    ip, interface, mac, state, expiry, kind, router = match.groups()
    return _record(ip, mac, interface, vrf, kind, expiry, state=state, router=router)


def _tree_row(row):
    values, around = row.values, row.around
    return _record(
        values["ipv4-address"] if "ipv4-address" in values else values["ipv6-address"],
        values.get("mac-address"),
        around["interface-name"],
        _vrf(around.get("router-name") or around.get("service-name")),
        values.get("type") or "",
        values.get("timer"),
        state=values.get("state") or "",
        router=values.get("is-router") or "",
        flags=(),
    )


def _vrf(router):
    if router is None:
        return None
    router = router.strip()
    return "default" if router.lower() == _DEFAULT_ROUTER else router


def _record(ip, mac, interface, vrf, kind, expiry, *, state="", router="", flags=None):
    ip, family = canonical_ip(ip)
    origin = _ORIGINS.get(kind[:3].lower(), "other")
    state = state.lower()
    return neighbor(
        ip,
        family,
        mac=None if mac in (None, "", "-", "N/A") else canonical_mac(mac),
        interface=interface,
        vrf=vrf,
        state=state if state in _STATES else "permanent" if origin == "static" else None,
        origin=origin,
        is_router=None
        if family == "ipv4"
        else {"yes": True, "true": True, "no": False, "false": False}.get(router.lower()),
        expires_seconds=seconds(str(expiry)) if origin == "dynamic" and expiry is not None else None,
        flags=[kind] if flags is None else flags,
    )

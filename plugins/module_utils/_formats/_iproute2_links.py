# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`ip addr` and `ip route show default` of iproute2, as JSON or text: links, addresses and default routes.

Sources: man 8 ip-address, ip-link and ip-route; print_linkinfo(), print_addrinfo() of ip/ipaddress.c and print_route()
of ip/iproute.c. Pure functions that leave out what they do not understand: they serve where the kernel itself may not
be asked, and half an answer is better than none.
"""

import json
import re
from typing import Dict, List, NamedTuple

from .._neighbor import canonical_ip, canonical_mac
from ._links import MAIN_TABLE, Hop, Link

# What iproute2 prints behind "link/": for these no MAC follows, and for tunnels an IP address.
_TUNNELS = frozenset(["ipip", "tunnel6", "sit", "gre", "gre6"])
_TYPES_WITHOUT_MAC = _TUNNELS | frozenset(["loopback", "none", "ppp", "rawip"])

_HEADING = re.compile(
    r"(?P<ifindex>\d+): (?P<ifname>[^@:\s]+)(?:@(?P<link>[^:\s]+))?: <(?P<flags>[^>]*)>(?P<rest>.*)", re.DOTALL
)
_BLOCK = re.compile(r"^(?=\d+: )", re.MULTILINE)
_LINK_LAYER = re.compile(r"^\s+link/(?P<link_type>\S+)(?: (?P<address>[0-9a-fA-F:]+)\b)?(?P<rest>.*)", re.MULTILINE)
_ADDRESS = re.compile(r"^\s+inet6? (?P<local>[0-9a-fA-F:.]+)(?P<peer> peer \S+?)?/(?P<prefixlen>\d+)\b", re.MULTILINE)
_MASTER = re.compile(r"\bmaster (\S+)")
_VLAN = re.compile(r"^\s+vlan (?:protocol \S+ )?id (\d+)\b", re.MULTILINE)
_VRF = re.compile(r"^\s+vrf table (\d+)\b", re.MULTILINE)
_BRIDGE = re.compile(r"^\s+bridge forward_delay\b", re.MULTILINE)
_HOP = re.compile(r"\bvia (?:inet6? )?(?P<gateway>\S+) dev (?P<dev>\S+)")
_TABLE = re.compile(r"\btable (\S+)")


class Interfaces(NamedTuple):
    """`{interface index: Link}` and `{interface index: ["192.0.2.10/24", ...]}`."""

    links: Dict[int, Link]
    addresses: Dict[int, List[str]]


def interfaces(text):
    """Read `ip -d addr`, JSON or text, and return `Interfaces`. Raises ValueError where the text holds none."""
    entries = _json_entries(text) if text.lstrip().startswith("[") else _text_entries(text)
    entries = [entry for entry in entries if isinstance(entry.get("ifindex"), int) and entry.get("ifname")]
    if not entries:
        raise ValueError("no interface in it")
    numbers = {entry["ifname"]: entry["ifindex"] for entry in entries}
    return Interfaces(
        {entry["ifindex"]: _link(entry, numbers) for entry in entries},
        {entry["ifindex"]: list(filter(None, map(_own_address, entry.get("addr_info") or []))) for entry in entries},
    )


def default_routes(text, links):
    """Read `ip route show table all default`, JSON or text, and return a list of `Hop`.

    A table is a number or a name that only the host knows; routes of a named table count when their interface is in a
    VRF, since a VRF has one table.
    """
    numbers = {link.name: link.index for link in links.values()}
    routes = _json_routes(text) if text.lstrip().startswith("[") else _text_routes(text)
    hops = []
    for table, gateway, device in routes:
        try:
            ip, family = canonical_ip(gateway)
            hops.append(Hop(ip, family, numbers[device], _table_number(table, numbers[device], links)))
        except (KeyError, TypeError, ValueError):
            continue
    return hops


def _json_entries(text):
    return [entry for entry in json.loads(text) if isinstance(entry, dict)]


def _text_entries(text):
    """Yield what the JSON form would hold for each block of the text form."""
    for block in _BLOCK.split(text):
        heading = _HEADING.match(block)
        if heading is None:
            continue
        entry = {"ifindex": int(heading.group("ifindex")), "ifname": heading.group("ifname")}
        entry.update(_text_details(block, heading))
        entry["addr_info"] = [match.groupdict() for match in _ADDRESS.finditer(block)]
        yield entry


def _text_details(block, heading):
    layer = _LINK_LAYER.search(block)
    master, vlan, vrf = _MASTER.search(heading.group("rest").split("\n")[0]), _VLAN.search(block), _VRF.search(block)
    details = {
        "flags": heading.group("flags").split(","),
        "link_type": layer.group("link_type") if layer else None,
        "address": layer.group("address") if layer else None,
        "master": master.group(1) if master else None,
        "link": heading.group("link"),
    }
    if vlan:
        details["linkinfo"] = {"info_kind": "vlan", "info_data": {"id": int(vlan.group(1))}}
    elif vrf:
        details["linkinfo"] = {"info_kind": "vrf", "info_data": {"table": int(vrf.group(1))}}
    elif _BRIDGE.search(block):
        details["linkinfo"] = {"info_kind": "bridge"}
    return details


def _link(entry, numbers):
    info = entry.get("linkinfo") or {}
    kind, data = info.get("info_kind"), info.get("info_data") or {}
    flags = entry.get("flags") or []
    parent = None if "link_netnsid" in entry else entry.get("link")
    return Link(
        index=entry["ifindex"],
        name=entry["ifname"],
        mac=_mac(entry),
        # Linux sets IFF_RUNNING for a carrier; iproute2 prints only that it is missing.
        up="UP" in flags and "NO-CARRIER" not in flags,
        kind=kind,
        master=numbers.get(entry.get("master")),
        parent=numbers.get(parent),
        vlan=data.get("id") if kind == "vlan" else None,
        table=data.get("table") if kind == "vrf" else None,
        is_tunnel=entry.get("link_type") in _TUNNELS,
    )


def _mac(entry):
    if entry.get("link_type") in _TYPES_WITHOUT_MAC:
        return None
    try:
        return canonical_mac(entry.get("address") or "")
    except ValueError:
        return None


def _own_address(address):
    """Return the own address with its prefix length; the prefix belongs to the peer where there is one."""
    try:
        ip, family = canonical_ip(address["local"])
    except (KeyError, TypeError, ValueError):
        return None
    if address.get("peer") or address.get("address"):
        return "%s/%d" % (ip, 32 if family == "ipv4" else 128)
    return "%s/%s" % (ip, address.get("prefixlen"))


def _json_routes(text):
    """Yield `(table, gateway, device)` of each next hop of each unicast default route."""
    for route in _json_entries(text):
        if route.get("dst") != "default" or route.get("type", "unicast") != "unicast":
            continue
        for hop in route.get("nexthops") or [route]:
            via = hop.get("via") or {}
            gateway = hop.get("gateway") or via.get("host")
            if gateway:
                yield route.get("table"), gateway, hop.get("dev")


def _text_routes(text):
    """Yield the same from lines: a route, and below it an indented line for each hop if there are several."""
    table = None
    for line in text.splitlines():
        words = line.split()
        if not words or words[0] not in ("default", "nexthop"):
            continue
        if words[0] == "default":
            told = _TABLE.search(line)
            table = told.group(1) if told else None
        hop = _HOP.search(line)
        if hop:
            yield table, hop.group("gateway"), hop.group("dev")


def _table_number(table, device, links):
    """Return a table's number, or for a name the number of the table of the VRF that the interface is in."""
    if table is None or table == "main":
        return MAIN_TABLE
    if str(table).isdigit():
        return int(table)
    link = links[device]
    while link.kind != "vrf":
        link = links[link.master]
    return link.table

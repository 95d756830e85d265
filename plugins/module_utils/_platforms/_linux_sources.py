# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to read the neighbors, interfaces and default routes of one Linux network namespace, best first.

Each is a function `(host, place, wanted) -> Reading` that raises SourceError where it is refused. They read the
network namespace that the calling thread is in. Standard library only, Python 3.6 and later.
"""

import os
import socket
from typing import Any, Callable, Dict, List, NamedTuple

from .. import _netlink
from .._errors import SourceError
from .._formats import _iproute2, _iproute2_links, _proc_net_arp, _rtnetlink, _rtnetlink_neighbors
from .._formats._links import Hop, Link, Place, places, vrf_tables
from .._formats._rtnetlink_neighbors import Tally
from ._linux_proc import read_interfaces

CHANGED_MEANWHILE = "read; it changed during every attempt, so it may be a mixture of before and after"
_ENTRY_ATTEMPTS = 3
_EXEMPT_FLAGS = frozenset(["extern_learn", "extern_valid"])


class Host(NamedTuple):
    """The means to ask a host.

    `run(argv)` returns `(rc, stdout, stderr)` or raises SourceError, `read(path)` a file's text or None,
    `open_netlink()` a Netlink.
    """

    run: Callable[[List[str]], tuple]
    read: Callable[[str], Any]
    open_netlink: Callable[[], Any] = _netlink.Netlink


class Reading(NamedTuple):
    """What one source told about one network namespace.

    `tallies` counts all entries per family, wanted or not; `thresholds` is `{family: (gc_thresh1, 2, 3)}`, empty
    where the source does not tell; `outcome` is a remark for the user.
    """

    neighbors: List[dict]
    unparsed: List[str]
    tallies: Dict[str, Tally]
    links: Dict[int, Link]
    addresses: Dict[int, List[str]]
    hops: List[Hop]
    thresholds: Dict[str, tuple]
    outcome: str = "read"


class Source(NamedTuple):
    """One way: the key and name under which the facts list it, and how it is read."""

    kind: str
    name: str
    read: Callable[[Host, Any, Callable[[dict], bool]], Reading]


def _read_rtnetlink(host, namespace, wanted):
    with host.open_netlink() as kernel:
        links = kernel.dump(_netlink.RTM_GETLINK, _rtnetlink.link_request())
        addresses = kernel.dump(_netlink.RTM_GETADDR, _rtnetlink.address_request())
        tables = _tables(kernel)
        known = _rtnetlink.links(links.bodies)
        decoder = _rtnetlink_neighbors.Decoder(
            places(known),
            wanted=wanted,
            namespace=namespace,
            base_reachable_ms=tables.base_reachable_ms,
            ticks=os.sysconf("SC_CLK_TCK"),
        )
        entries, is_still = _read_entries(kernel, decoder)
    return Reading(
        entries.neighbors,
        entries.unparsed,
        entries.tallies,
        known,
        _rtnetlink.addresses(addresses.bodies),
        _default_hops(host, known),
        tables.thresholds,
        "read" if links.consistent and addresses.consistent and is_still else CHANGED_MEANWHILE,
    )


def _read_entries(kernel, decoder):
    """Return the entries and whether the table stood still, asking again while it did not.

    The kernel does not mark a neighbor dump that was disturbed. A table that grew meanwhile is hashed anew, which gives
    some entries twice: neigh_dump_table() and neigh_hash_grow() of net/core/neighbour.c.
    """
    for _attempt in range(_ENTRY_ATTEMPTS):
        dump = kernel.dump(_netlink.RTM_GETNEIGH, _rtnetlink_neighbors.request())
        entries = decoder.decode(dump.bodies)
        latest = {(row["interface"], row["ip"]): row for row in entries.neighbors}
        if len(latest) == len(entries.neighbors):
            return entries, dump.consistent
    return entries._replace(neighbors=list(latest.values())), False


def _tables(kernel):
    """Ask for limits and timers; they are worth knowing, but not worth failing for."""
    try:
        return _rtnetlink.tables(kernel.dump(_netlink.RTM_GETNEIGHTBL, _rtnetlink.table_request()).bodies)
    except _netlink.KernelRefusal:
        return _rtnetlink.Tables({}, {})


def _default_hops(host, links):
    """Ask for the default routes of the main table and of each VRF's, reading as little of the tables as possible."""
    hops = []
    with host.open_netlink() as kernel:
        selective = kernel.strict
    for family in (socket.AF_INET, socket.AF_INET6):
        for table in sorted(vrf_tables(links)):
            hops.extend(_table_hops(host, family, table))
            if not selective:
                break  # the answer held all tables
    known = vrf_tables(links)
    return [hop for hop in hops if hop.table in known]


def _table_hops(host, family, table):
    with host.open_netlink() as kernel:
        request = _rtnetlink.route_request(family, table)
        try:
            if kernel.strict and family == socket.AF_INET:
                bodies = kernel.start_of_dump(_netlink.RTM_GETROUTE, request, _rtnetlink.precedes_other_routes)
            else:
                bodies = kernel.dump(_netlink.RTM_GETROUTE, request).bodies
        except _netlink.KernelRefusal:
            return []  # a table without any route does not exist
    hops = []
    for route in _rtnetlink.default_routes(bodies):
        hops.extend(route.hops or _object_hops(host, route))
    return hops


def _object_hops(host, route):
    """Look up the next hop object that a route names instead of its next hops; a group has members."""
    waiting, hops = [route.nexthop_id] if route.nexthop_id else [], []
    with host.open_netlink() as kernel:
        for number in waiting:
            try:
                answer = kernel.get(_netlink.RTM_GETNEXTHOP, _rtnetlink.nexthop_request(number))
            except _netlink.KernelRefusal:
                continue  # gone meanwhile
            found = _rtnetlink.nexthop(answer, route)
            waiting.extend(member for member in found.members if member not in waiting)
            hops.extend([found.hop] if found.hop else [])
    return hops


def _with_ip(*options):
    """Return a reader that asks `ip` with these options for everything."""
    details = [option for option in options if option != "-s"]

    def read(host, namespace, wanted):
        neighbors = _iproute2.parse(_output(host, ["ip"] + list(options) + ["neigh", "show", "nud", "all"]))
        try:
            text = _output(host, ["ip"] + details + ["-d", "addr", "show"] if options else ["ip", "addr", "show"])
            links, addresses = _iproute2_links.interfaces(text)
            outcome = "read"
        except ValueError as error:
            links, addresses, outcome = {}, {}, "read, but not the interfaces: %s" % error
        routes = _output(host, ["ip"] + details + ["route", "show", "table", "all", "default"])
        hops = _iproute2_links.default_routes(routes, links)
        return _complete(neighbors, links, addresses, hops, namespace, wanted, outcome)

    return read


def _output(host, argv):
    rc, out, err = host.run(argv)
    if rc != 0:
        raise SourceError("exit code %s: %s" % (rc, " ".join(err.split()) or "no message"))
    return out


def _read_proc(host, namespace, wanted):
    text = host.read("/proc/net/arp")
    if text is None:
        raise SourceError("cannot be read")
    parsed = _proc_net_arp.parse(text)
    # The other sources do not list what this host answers for on behalf of others either.
    neighbors = [row for row in parsed.neighbors if row["origin"] != "other"]
    links, addresses, hops = read_interfaces(host.read)
    outcome = "read; it holds no IPv6 neighbors and no states, and IPv4 addresses of interfaces are not known"
    return _complete(parsed._replace(neighbors=neighbors), links, addresses, hops, namespace, wanted, outcome)


def _complete(parsed, links, addresses, hops, namespace, wanted, outcome):
    """Add to the rows of a text what only the interfaces tell, and keep the wanted ones."""
    where = {place.interface: place for place in places(links).values()}
    for row in parsed.neighbors:
        place = where.get(row["interface"]) or Place(row["interface"], None, None, "default")
        row.update(physical_interface=place.physical_interface, vlan=place.vlan, vrf=place.vrf, namespace=namespace)
    return Reading(
        [row for row in parsed.neighbors if wanted(row)],
        parsed.unparsed,
        _tallies(parsed.neighbors),
        links,
        addresses,
        [hop for hop in hops if hop.table in vrf_tables(links)],
        {},
        outcome,
    )


def _tallies(rows):
    """Count as the garbage collector does; see `_rtnetlink_neighbors.py`."""
    numbers = {}
    for row in rows:
        exempt = row["state"] == "permanent" or not _EXEMPT_FLAGS.isdisjoint(row["flags"])
        counted, uncounted = numbers.get(row["family"], (0, 0))
        numbers[row["family"]] = Tally(counted + (not exempt), uncounted + exempt)
    return numbers


SOURCES = (
    Source("command", "rtnetlink", _read_rtnetlink),
    Source("command", "ip -j -s", _with_ip("-j", "-s")),  # iproute2 4.18
    Source("command", "ip -s", _with_ip("-s")),
    Source("command", "ip", _with_ip()),  # busybox
    Source("file", "/proc/net/arp", _read_proc),
)


def read_namespace(host, namespace, wanted, log):
    """Return the `Reading` of the first source that serves.

    `log(source, outcome)` is told of each that was tried. Raises SourceError naming all of them when none serves.
    """
    refused = []
    for source in SOURCES:
        try:
            reading = source.read(host, namespace, wanted)
        except SourceError as error:
            log(source, "refused: %s" % error)
            refused.append("%s (%s)" % (source.name, error))
            continue
        log(source, reading.outcome)
        return reading
    raise SourceError("No source of neighbors could be read on this host. Tried: %s" % "; ".join(refused))

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux and what is built upon it: the facts of a host about its neighbor tables.

Standard library only, Python 3.6 and later; `gather` knows nothing of Ansible.
"""

import os

from .. import _namespaces
from .._errors import SourceError
from .._formats._links import places, vrf_tables
from .._formats._rtnetlink_neighbors import Tally
from . import _linux_proc
from ._common import EVERYTHING, Options, counts, now, wanted
from ._linux_sources import Host, read_namespace

__all__ = ["EVERYTHING", "Options", "gather", "read_file"]


def gather(run, options=EVERYTHING, *, read=None, **means):
    """Return the facts of this host as a dict: `platform`, `collected_at`, `source`, `neighbors`, `counts`,
    `interfaces`, `gateways`, `capacity`, `settings`, `unparsed`.

    `run(argv)` returns `(rc, stdout, stderr)` of a command without a shell, or raises SourceError where it does not
    exist; `read(path)` and `open_netlink()` may be given likewise. The options choose neighbors; everything else
    describes the whole host. Raises SourceError when no source of neighbors can be read, ArpError for a network
    namespace that does not exist.
    """
    host = Host(run, read or read_file, **means)
    chosen = _namespaces.choose(options.network_namespaces)
    source = []
    readings = [(None, _read(host, None, options, source))]
    for namespace in chosen:
        try:
            with _namespaces.entered(namespace):
                readings.append((namespace.name, _read(host, namespace.name, options, source)))
        except SourceError as error:
            source.append({"file": namespace.path, "outcome": "refused: %s" % error})
    return _facts(host, readings, source)


def read_file(path):
    """Return the text of a file, or None where it cannot be read. `/proc/net` is that of the calling thread."""
    if path.startswith("/proc/net/") and os.path.isdir("/proc/thread-self/net"):
        path = "/proc/thread-self/net/" + path[len("/proc/net/") :]
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as opened:
            return opened.read()
    except OSError:
        return None


def _read(host, namespace, options, source):
    where = {} if namespace is None else {"namespace": namespace}

    def log(tried, outcome):
        source.append(dict(where, outcome=outcome, **{tried.kind: tried.name}))

    return read_namespace(host, namespace, wanted(options), log)


def _facts(host, readings, source):
    """Join what was read in each namespace; the first is the main one."""
    main = readings[0][1]
    neighbors = [row for _name, reading in readings for row in reading.neighbors]
    return {
        "platform": _linux_proc.platform(host.read),
        "collected_at": now(),
        "source": source,
        "neighbors": neighbors,
        "counts": counts(neighbors),
        "interfaces": [interface for name, reading in readings for interface in _interfaces(name, reading)],
        "gateways": [gateway for name, reading in readings for gateway in _gateways(name, reading)],
        "capacity": _linux_proc.capacity(host.read, _all_tallies(readings), main.thresholds),
        "settings": _linux_proc.settings(host.read, main.links, os.uname().release, os.uname().version),
        "unparsed": [line for _name, reading in readings for line in reading.unparsed],
    }


def _interfaces(namespace, reading):
    where = places(reading.links)
    return [
        {
            "name": link.name,
            "mac": link.mac,
            "addresses": reading.addresses.get(index, []),
            "vrf": where[index].vrf,
            "namespace": namespace,
            "up": link.up,
        }
        for index, link in sorted(reading.links.items())
    ]


def _gateways(namespace, reading):
    vrfs = vrf_tables(reading.links)
    gateways = []
    for hop in reading.hops:
        link = reading.links.get(hop.index)
        gateway = {
            "ip": hop.ip,
            "family": hop.family,
            "interface": link.name if link else None,
            "vrf": vrfs[hop.table],
            "namespace": namespace,
        }
        # Routes that differ in their metric have the same next hop.
        if gateway not in gateways:
            gateways.append(gateway)
    return gateways


def _all_tallies(readings):
    """Add up `{family: Tally}`: the limits of the tables are the whole machine's."""
    total = {}
    for _name, reading in readings:
        for family, tally in reading.tallies.items():
            before = total.get(family, Tally(0, 0))
            total[family] = Tally(before.counted + tally.counted, before.exempt + tally.exempt)
    return total

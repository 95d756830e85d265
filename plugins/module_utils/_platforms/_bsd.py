# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""macOS and the BSDs: the facts of a host from the tools that each of them has.

Standard library only, Python 3.6 and later; `gather` knows nothing of Ansible.
"""

import os

from .._errors import SourceError
from .._formats import _arp_an, _bsd_tables, _ifconfig
from ._common import EVERYTHING, counts, entries_alone, now, read_tables, refuse_namespaces, wanted

_TABLES = {"ipv4": ["arp", "-an"], "ipv6": ["ndp", "-an"]}
_FORMATS = (_bsd_tables, _arp_an)

# The name of uname(1) and the one of the facts.
SYSTEMS = {
    "Darwin": "macos",
    "DragonFly": "dragonfly",
    "FreeBSD": "freebsd",
    "NetBSD": "netbsd",
    "OpenBSD": "openbsd",
}


def gather(run, options=EVERYTHING):
    """Return the facts of this host as a dict, with the keys that `_linux.gather` returns.

    `run(argv)` returns `(rc, stdout, stderr)` of a command without a shell, or raises SourceError where it does not
    exist. Raises SourceError when no table can be read.
    """
    refuse_namespaces(options, os.uname().sysname)
    source = []
    texts = [
        _output(run, argv, source)
        for family, argv in sorted(_TABLES.items())
        if not options.families or family in options.families
    ]
    if not any(text is not None for text in texts):
        tried = "; ".join("%s (%s)" % (entry["command"], entry["outcome"]) for entry in source)
        raise SourceError("No source of neighbors could be read on this host. Tried: %s" % tried)
    parsed = [read_tables(text, _FORMATS) for text in texts if text]
    ports = _ifconfig.ports(_output(run, ["ifconfig", "-a"], source) or "")
    neighbors = [row for rows, _unparsed in parsed for row in rows]
    _complete(neighbors, ports)
    is_wanted = wanted(options)
    chosen = [row for row in neighbors if is_wanted(row)]
    return {
        "platform": SYSTEMS.get(os.uname().sysname, "freebsd"),
        "collected_at": now(),
        "source": source,
        "neighbors": chosen,
        "counts": counts(chosen),
        "interfaces": [port.facts for port in ports],
        "gateways": _ifconfig.default_routes(_output(run, ["netstat", "-rn"], source) or ""),
        "capacity": entries_alone(neighbors),
        "settings": {},
        "unparsed": [line for _rows, unparsed in parsed for line in unparsed],
    }


def _output(run, argv, source):
    """Return what a command printed, None where there is no such tool or it failed, and note either."""
    text, outcome = None, "read"
    try:
        rc, out, err = run(argv)
        # ndp and arp end with 1 on some systems when their table is empty.
        if rc != 0 and (err.strip() or not out):
            outcome = "refused: exit code %s: %s" % (rc, " ".join(err.split()) or "no message")
        else:
            text = out
    except SourceError as error:
        outcome = "refused: %s" % error
    source.append({"command": " ".join(argv), "outcome": outcome})
    return text


def _complete(neighbors, ports):
    """Add to the rows what only the interfaces tell: VLANs and their parents, and which rows are the host's own."""
    by_name = {port.facts["name"]: port for port in ports}
    own = {(port.facts["name"], address.partition("/")[0]) for port in ports for address in port.facts["addresses"]}
    for row in neighbors:
        row["vrf"] = "default"
        if (row["interface"], row["ip"]) in own:
            row["origin"] = "local"
        port = by_name.get(row["interface"])
        if port:
            row.update(vlan=port.vlan, physical_interface=port.parent)

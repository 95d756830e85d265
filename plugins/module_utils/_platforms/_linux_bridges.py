# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The MAC tables of the bridges of a Linux host. Standard library only, Python 3.6 and later."""

import os

from .. import _netlink
from .._errors import SourceError
from .._formats import _mac_linux, _rtnetlink, _rtnetlink_bridge
from ._common import now

_COMMANDS = (["bridge", "-j", "-s", "fdb", "show"], ["bridge", "-s", "fdb", "show"], ["bridge", "fdb", "show"])


def gather(run, open_netlink=_netlink.Netlink):
    """Return `platform`, `collected_at`, `source`, `entries` and `unparsed` of this host.

    `run(argv)` returns `(rc, stdout, stderr)` or raises SourceError. Raises SourceError when nothing can be read.
    """
    source = []
    parsed = _read_kernel(open_netlink, source) or _read_commands(run, source)
    if parsed is None:
        tried = "; ".join("%s (%s)" % (entry["command"], entry["outcome"]) for entry in source)
        raise SourceError("No MAC table could be read on this host. Tried: %s" % tried)
    return {
        "platform": "linux",
        "collected_at": now(),
        "source": source,
        "entries": parsed.entries,
        "unparsed": parsed.unparsed,
    }


def _read_kernel(open_netlink, source):
    try:
        with open_netlink() as kernel:
            links = _rtnetlink.links(kernel.dump(_netlink.RTM_GETLINK, _rtnetlink.link_request()).bodies)
            table = kernel.dump(_netlink.RTM_GETNEIGH, _rtnetlink_bridge.request())
    except SourceError as error:
        source.append({"command": "rtnetlink", "outcome": "refused: %s" % error})
        return None
    outcome = "read" if table.consistent else "read; it changed during every attempt"
    source.append({"command": "rtnetlink", "outcome": outcome})
    names = {index: link.name for index, link in links.items()}
    return _rtnetlink_bridge.parse(table.bodies, names, os.sysconf("SC_CLK_TCK"))


def _read_commands(run, source):
    for argv in _COMMANDS:
        outcome = "read"
        try:
            rc, out, err = run(argv)
            if rc != 0:
                outcome = "refused: exit code %s: %s" % (rc, " ".join(err.split()) or "no message")
        except SourceError as error:
            rc, outcome = None, "refused: %s" % error
        source.append({"command": " ".join(argv), "outcome": outcome})
        if rc == 0:
            return _mac_linux.parse_macs(out)
    return None

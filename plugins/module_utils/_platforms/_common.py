# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What gathering has in common on all platforms: the options, and what is counted. Python 3.6 and later."""

import fnmatch
import time
from typing import List, NamedTuple

from .._errors import ArpError
from .._formats._reading import read_text

# In the flags of a record it tells an entry without a state from one that is being asked for (`_formats/`).
NO_STATE = "none"


class Options(NamedTuple):
    """What is asked for; an empty list asks for everything. `interfaces` are names or shell patterns."""

    families: List[str] = []
    interfaces: List[str] = []
    states: List[str] = []
    vrf: List[str] = []
    network_namespaces: List[str] = []
    include_noarp: bool = False


EVERYTHING = Options()


def wanted(options):
    """Return a function that tells whether a record, its address and MAC apart, is asked for.

    Entries that need no resolution (noarp) and entries that nobody has asked for yet are hidden, as `ip neigh` does
    it.
    """
    hidden = frozenset() if options.include_noarp or "noarp" in options.states else frozenset(["noarp"])

    def is_wanted(record):
        return (
            (options.include_noarp or NO_STATE not in record["flags"])
            and record["state"] not in hidden
            and (not options.families or record["family"] in options.families)
            and (not options.states or record["state"] in options.states)
            and (not options.vrf or record["vrf"] in options.vrf)
            and (not options.interfaces or _matches(record["interface"] or "", options.interfaces))
        )

    return is_wanted


def _matches(name, patterns):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def refuse_namespaces(options, system):
    """Raise ArpError where network namespaces are asked for by name on a system that has none."""
    named = [name for name in options.network_namespaces if name != "all"]
    if named:
        raise ArpError("network_namespaces are a matter of Linux; there is no %s on %s" % (named[0], system))


def counts(neighbors):
    """Return how many records there are per family, in `total` and per state that occurs."""
    found = {"ipv4": {"total": 0}, "ipv6": {"total": 0}}
    for row in neighbors:
        of_family = found[row["family"]]
        of_family["total"] += 1
        of_family[row["state"]] = of_family.get(row["state"], 0) + 1
    return found


def entries_alone(neighbors):
    """Return the `capacity` of a platform that tells no limits."""
    unknown = ("limit", "gc_thresh1", "gc_thresh2", "gc_thresh3", "table_fulls")
    return {
        family: dict(dict.fromkeys(unknown), entries=sum(row["family"] == family for row in neighbors))
        for family in ("ipv4", "ipv6")
    }


def now():
    """Return the time in UTC as ISO 8601, in whole seconds."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def read_tables(text, formats):
    """Return `(rows, lines not understood)` of a text in whichever of the formats it is.

    A text of no format may be an empty table, or a sentence that says so.
    """
    return read_text(text, [(one.recognizes, one.parse) for one in formats])

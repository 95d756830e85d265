# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How full a neighbor table is, as the facts of a host tell."""

from ._facts import rows


def capacity_of(facts, family):
    """What the facts say of the capacity of one family's table; an empty dict where they say nothing."""
    return (facts.get("capacity") or {}).get(family) or {}


def usage(facts, family):
    """Return `(entries, limit)`: how many entries count against the limit, and the limit; None where not known.

    Facts that tell a limit but no count are counted: permanent rows and a host's own addresses are outside the limit.
    """
    capacity = capacity_of(facts, family)
    entries = capacity.get("entries")
    limit = _number(capacity.get("limit") or capacity.get("gc_thresh3"))
    if entries is None and limit:
        entries = sum(map(_counts, (row for row in rows(facts) if row.get("family") == family)))
    return _number(entries), limit


def _counts(row):
    return row.get("state") != "permanent" and row.get("origin") != "local"


def _number(value):
    return value if isinstance(value, int) and not isinstance(value, bool) else None

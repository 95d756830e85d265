# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what `arp_facts` returned: the neighbors of one host, or of many as one stream of records."""

import json

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError


def rows(facts, host=None):
    """Return the neighbors of one host's facts, from `neighbors` or from `neighbors_json`. The facts stay unmodified.

    Raises ArpError, naming the host where it is given, when the facts hold neither or something else under these names.
    """
    if not isinstance(facts, dict):
        raise _error(host, f"expected what arp_facts put in ansible_facts['arp'], got {_kind(facts)}")
    listed = facts.get("neighbors")
    if listed is None and "neighbors_json" in facts:
        listed = _loaded(facts["neighbors_json"], host)
    if listed is None:
        raise _error(host, "the facts hold neither neighbors nor neighbors_json; did arp_facts run there?")
    if not isinstance(listed, list):
        raise _error(host, f"the neighbors are no list but {_kind(listed)}")
    return listed


def flatten(facts_by_host):
    """Yield a copy of each neighbor of all hosts, with its `host`. Takes a dict of host name to facts."""
    if not isinstance(facts_by_host, dict):
        raise ArpError(f"expected a dictionary of host name to arp_facts, got {_kind(facts_by_host)}")
    for host, facts in facts_by_host.items():
        for row in rows(facts, host):
            if not isinstance(row, dict):
                raise _error(host, f"a neighbor is no record but {_kind(row)}")
            yield {"host": host, **row}


def _loaded(text, host):
    try:
        return json.loads(text)
    except (TypeError, ValueError) as error:
        raise _error(host, f"neighbors_json is no JSON: {error}") from error


def _error(host, message):
    return ArpError(message if host is None else f"host {host}: {message}")


def _kind(value):
    return "nothing" if value is None else f"{type(value).__name__} {str(value)[:60]!r}"

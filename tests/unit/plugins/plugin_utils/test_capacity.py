# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many entries of a table count against its limit."""

import json

import pytest

from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.plugin_utils._capacity import usage


def row(number, **fields):
    return neighbor(f"192.0.2.{number}", "ipv4", mac=f"00:00:5e:00:53:{number:02x}", interface="eth0", **fields)


# Two that count, a pinned one, an own address, and one of the other table.
ROWS = [
    row(1, state="stale"),
    row(2, state="reachable", origin="static"),
    row(3, state="permanent", origin="static"),
    row(4, state="resolved", origin="local"),
    neighbor("2001:db8::1", "ipv6", mac="00:00:5e:00:53:05", interface="eth0", state="stale"),
]

CASES = {
    "what the facts tell": ({"entries": 7, "limit": 1024}, (7, 1024)),
    "a count of zero is one": ({"entries": 0, "limit": 1024}, (0, 1024)),
    "the limit of a kernel": ({"entries": 7, "limit": None, "gc_thresh3": 512}, (7, 512)),
    "rows are counted": ({"entries": None, "limit": 1024}, (2, 1024)),
    "a count without a limit": ({"entries": 7, "limit": None}, (7, None)),
    "no limit, no need to count": ({"entries": None, "limit": None}, (None, None)),
    "no numbers": ({"entries": "7", "limit": True}, (None, None)),
    "nothing": (None, (None, None)),
}


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(("capacity", "expected"), CASES.values(), ids=CASES)
def test_what_counts(capacity, expected, as_json):
    facts = {"neighbors_json": json.dumps(ROWS)} if as_json else {"neighbors": ROWS}
    assert usage({**facts, "capacity": {"ipv4": capacity}}, "ipv4") == expected

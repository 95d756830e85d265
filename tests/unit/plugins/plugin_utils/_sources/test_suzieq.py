# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SuzieQ: the table arpnd, with the states that its parser mistakes."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.plugin_utils._normalize import normalize

ROW = {
    "namespace": "site-1",
    "hostname": "leaf1",
    "ipAddress": "2001:db8::1",
    "oif": "vlan10",
    "macaddr": "00:00:5e:00:53:01",
    "state": "reachable",
    "remote": False,
    "timestamp": 1700000000000,
}
RECORD = neighbor("2001:db8::1", "ipv6", mac="00:00:5e:00:53:01", interface="vlan10", state="reachable")

CASES = {
    "reachable": ({}, {}),
    "evpn": ({"remote": True, "state": "noarp"}, {"state": "noarp", "origin": "remote"}),
    "permanent": ({"state": "permanent"}, {"state": "permanent", "origin": "static"}),
    "failed": ({"state": "failed", "macaddr": "00:00:00:00:00:00"}, {"state": "failed", "mac": None}),
    "zero address": ({"macaddr": "00:00:00:00:00:00"}, {"state": "incomplete", "mac": None}),
    "flag of a router for a state": ({"state": "router"}, {"state": "resolved", "is_router": True}),
    "flag of EVPN for a state": ({"state": "extern_learn"}, {"state": "resolved", "origin": "remote"}),
    "gone": ({"active": False}, {"flags": ["inactive"]}),
}


@pytest.mark.parametrize(("given", "expected"), CASES.values(), ids=CASES)
def test_row(given, expected):
    assert normalize([{**ROW, **given}], "suzieq") == [{**RECORD, **expected}]

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters neighbor_history and neighbor_changes, as a template meets them."""

import json

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.netops.arp.plugins.filter import neighbor_changes, neighbor_history
from ansible_collections.netops.arp.tests.unit.fabrics import mac
from ansible_collections.netops.arp.tests.unit.runs import IP, holding, night, on

remember = neighbor_history.FilterModule().filters()["neighbor_history"]
changes = neighbor_changes.FilterModule().filters()["neighbor_changes"]


class Text(str):
    """Stands for the texts of ansible-core 2.19 and later, a subclass that carries tags."""


def tagged(value):
    if isinstance(value, str):
        return Text(value)
    if isinstance(value, dict):
        return {tagged(key): tagged(member) for key, member in value.items()}
    return [tagged(member) for member in value] if isinstance(value, list) else value


def test_what_templates_hand_over_is_understood():
    first, second = on(1, holding(50)), on(2, holding(51))
    known = remember(None, tagged(first))
    assert json.loads(json.dumps(known)) == remember(None, first)
    again = remember(tagged(known), tagged(second))
    assert json.loads(json.dumps(again)) == remember(known, second)
    assert changes(tagged(known), tagged(second)) == changes(first, second)


def test_a_change_is_complete():
    assert changes(on(1, holding(50)), on(2, holding(51))) == [
        {
            "change": "changed ethernet address",
            "segment": "192.0.2.0/24",
            "family": "ipv4",
            "ip": IP,
            "mac": mac(51),
            "former_mac": mac(50),
            "former_last_seen": night(1),
            "first_seen": night(2),
            "last_seen": night(2),
            "silent_since": None,
            "hosts": ["h1"],
        }
    ]


def test_changes_of_what_the_policy_declares_are_none():
    policy = {"virtual_addresses": [{"ip": IP, "macs": [mac(50), mac(51)]}]}
    first, second = on(1, holding(50)), on(2, holding(51))
    assert changes(first, second, policy) == []
    assert changes(first, remember(remember(None, first), second), policy) == []
    assert [item["mac"] for item in changes(first, on(2, holding(52)), policy)] == [mac(52)]


@pytest.mark.parametrize(
    ("use", "message"),
    [
        (lambda: remember('{"type"', on(1, holding(50))), "neighbor_history: previous: it is damaged"),
        (lambda: remember(None, {"h1": 5}), "neighbor_history: host h1: a mapping"),
        (lambda: remember(None, {}, {"segmetns": {}}), "neighbor_history: policy: unknown key 'segmetns'"),
        (lambda: remember(None, on(1, holding(50)), None, {"sw1": []}), "neighbor_history: mac_tables: host sw1"),
        (lambda: changes("[]", {}), "neighbor_changes: before: it is damaged"),
        (lambda: changes({}, {"h1": {}}), "neighbor_changes: host h1"),
    ],
)
def test_mistakes_are_named(use, message):
    with pytest.raises(AnsibleFilterError, match=message):
        use()

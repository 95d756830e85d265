# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies as users write them: read in every form, refused with the place of a mistake."""

import ipaddress

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.plugins.plugin_utils._policy import THRESHOLDS, PolicyError, read_policy
from ansible_collections.netops.arp.tests.unit.fabrics import kinds, mac, row, station
from ansible_collections.netops.arp.tests.unit.policies import BAD, GOOD


@pytest.mark.parametrize(("policy", "message"), BAD.values(), ids=BAD)
def test_a_mistake_is_refused_with_its_place(policy, message):
    with pytest.raises(PolicyError, match=message):
        read_policy(policy)


@pytest.mark.parametrize("policy", GOOD.values(), ids=GOOD)
def test_what_is_right_is_read(policy):
    read_policy(policy)


def test_values_are_read_in_every_form():
    policy = read_policy(
        {
            "virtual_addresses": [{"ip": "2001:DB8::1", "macs": "0200.0000.0001\n02-00-00-00-00-02"}],
            "proxy_arp": [{"mac": "020000000003", "prefixes": "192.0.2.0/24, 2001:db8::/32"}],
            "ignore": [{"prefix": "192.0.2.7/24", "oui": "00-50-56"}],
            "thresholds": {"unresolved_share": "0.25"},
        }
    )
    (address,) = policy.virtual_addresses["2001:db8::1"]
    assert address.macs == {mac(1), mac(2)}
    assert policy.declared_macs() == {mac(1), mac(2), mac(3)}
    assert policy.ignore == ({"prefix": ipaddress.ip_network("192.0.2.0/24"), "oui": "00:50:56"},)
    assert policy.thresholds == {**THRESHOLDS, "unresolved_share": 0.25}
    assert policy.allows("192.0.2.9", mac(3))
    assert not policy.allows("198.51.100.9", mac(3))


def test_a_vrf_limits_a_declaration():
    policy = read_policy({"virtual_addresses": [{"ip": "192.0.2.9", "vrf": "red", "macs": [mac(1)]}]})
    assert policy.allows("192.0.2.9", mac(1), {"red"})
    assert not policy.allows("192.0.2.9", mac(1), {"blue"})


def test_expected_addresses_and_closed_segments_are_read():
    policy = read_policy(
        {
            "expected": [
                {"ip": "2001:DB8::1", "macs": "0200.0000.0001", "vrf": "red"},
                {"ip": "192.0.2.9", "macs": []},
            ],
            "closed_segments": [{"prefix": "192.0.2.7/24", "macs": [mac(1)]}, {"segment": "dmz"}],
        }
    )
    (first,), (second,) = policy.expected.values()
    assert (first.ip, first.vrf, first.macs, first.segment) == ("2001:db8::1", "red", {mac(1)}, None)
    assert (second.ip, second.macs) == ("192.0.2.9", frozenset())
    by_prefix, by_name = policy.closed_segments
    assert by_prefix.subnets.contains("192.0.2.200")
    assert not by_prefix.subnets.contains("192.0.3.1")
    assert (by_name.segment, by_name.subnets, by_name.macs) == ("dmz", None, frozenset())


FABRIC = {
    "h1": station(1, row("192.0.2.2", mac(2)), row("192.0.2.50", mac(50)), row("192.0.2.77")),
    "h2": station(2, row("192.0.2.1", mac(1)), row("192.0.2.50", "00:50:56:00:00:51")),
}
DUPLICATE = ("duplicate_ip", "192.0.2.50")
SILENT = ("unresolved_neighbor", "192.0.2.77")


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        ([], [DUPLICATE, SILENT]),
        ([{"kind": "duplicate_ip"}], [SILENT]),
        ([{"ip": "192.0.2.77"}], [DUPLICATE]),
        ([{"prefix": "192.0.2.64/26"}], [DUPLICATE]),
        ([{"mac": mac(50)}], [SILENT]),
        ([{"oui": "00:50:56"}], [SILENT]),
        ([{"host": "h2"}], [SILENT]),
        ([{"segment": "192.0.2.0/24"}], []),
        ([{"kind": "duplicate_ip", "ip": "192.0.2.77"}], [DUPLICATE, SILENT]),
        ([{"kind": "duplicate_ip", "oui": "00:50:57"}], [DUPLICATE, SILENT]),
        ([{"ip": "192.0.2.50"}, {"ip": "192.0.2.77"}], []),
    ],
)
def test_ignore_needs_all_keys_of_an_entry(ignore, left):
    assert kinds(judge(FABRIC, {"ignore": ignore})) == left


OWN_RULES = [
    {"name": name, "query": f"[?ip=='{ip}']", "message": "x"} for name, ip in (("a", "192.0.2.50"), ("b", "192.0.2.77"))
]


@pytest.mark.parametrize(
    ("kind", "left"),
    [("rule", []), ("rule:a", ["rule:b"]), ("rule:b", ["rule:a"]), ("duplicate_ip", ["rule:a", "rule:b"])],
)
def test_own_rules_are_ignored_all_or_by_name(kind, left):
    policy = {"rules": OWN_RULES, "ignore": [{"kind": kind}]}
    assert [found["kind"] for found in judge(FABRIC, policy) if found["kind"].startswith("rule")] == left


@pytest.mark.parametrize(
    ("severities", "graded"),
    [
        ({}, {"rule:a": "warning", "rule:b": "warning"}),
        ({"rule": "info"}, {"rule:a": "info", "rule:b": "info"}),
        ({"rule": "info", "rule:b": "critical"}, {"rule:a": "info", "rule:b": "critical"}),
    ],
)
def test_own_rules_are_regraded_all_or_by_name(severities, graded):
    found = judge(FABRIC, {"rules": OWN_RULES, "severities": severities})
    assert {item["kind"]: item["severity"] for item in found if item["kind"].startswith("rule")} == graded


def test_severities_are_regraded():
    (first, second) = judge(FABRIC, {"severities": {"duplicate_ip": "info", "unresolved_neighbor": "critical"}})
    assert (first["kind"], first["severity"]) == ("unresolved_neighbor", "critical")
    assert (second["kind"], second["severity"]) == ("duplicate_ip", "info")

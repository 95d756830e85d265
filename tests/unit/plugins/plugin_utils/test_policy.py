# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
import ipaddress

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.plugins.plugin_utils._policy import THRESHOLDS, PolicyError, read_policy
from ansible_collections.netops.arp.tests.unit.fabrics import kinds, mac, row, station

MISTAKES = [
    ({"virtual_adresses": []}, "policy: unknown key 'virtual_adresses'"),
    (["virtual_addresses"], "policy: a mapping"),
    ({"virtual_addresses": {"ip": "192.0.2.1"}}, "policy.virtual_addresses: a list"),
    ({"virtual_addresses": "192.0.2.1"}, "policy.virtual_addresses: a list"),
    ({"virtual_addresses": ["192.0.2.1"]}, r"policy.virtual_addresses\[0\]: a mapping"),
    ({"virtual_addresses": [{"ip": "192.0.2.1"}]}, r"policy.virtual_addresses\[0\]: macs is missing"),
    ({"virtual_addresses": [{"ip": "192.0.2.1", "macs": []}]}, r"macs: at least one"),
    ({"virtual_addresses": [{"ip": "192.0.2.300", "macs": ["x"]}]}, r"\[0\].ip: '192.0.2.300' is not an IP address"),
    ({"virtual_addresses": [{"ip": "192.0.2.1", "macs": ["x"]}]}, r"macs\[0\]: 'x' is not a MAC"),
    ({"virtual_addresses": [{"ip": "192.0.2.1", "macs": [7730]}]}, "quote it in YAML"),
    ({"virtual_addresses": [{"ip": "192.0.2.1", "mac": ["x"]}]}, "unknown key 'mac'; known keys are ip, vrf, macs"),
    ({"proxy_arp": [{"mac": mac(1), "prefixes": ["192.0.2.0/33"]}]}, "is not a prefix"),
    ({"ignore": [{}]}, "empty entry"),
    ({"ignore": [{"kind": "duplicate"}]}, "'duplicate' is no kind of finding; use one of"),
    ({"ignore": [{"oui": "xyz"}]}, "start of a MAC"),
    ({"thresholds": {"gateway_stale": 1}}, "policy.thresholds: unknown key 'gateway_stale'"),
    ({"thresholds": {"gateway_stale_seconds": "soon"}}, "policy.thresholds.gateway_stale_seconds: a number"),
    ({"thresholds": {"gateway_stale_seconds": True}}, "a number"),
    ({"thresholds": {"gateway_stale_seconds": -1}}, "out of range"),
    ({"severities": {"duplicate_ip": "high"}}, "'high' is no severity"),
    ({"severities": {"duplicates": "info"}}, "unknown key 'duplicates'"),
    ({"segments": {"h1": ""}}, "policy.segments.h1: a text"),
    ({"segments": {"h1": {"eth0": None}}}, "policy.segments.h1.eth0: a text"),
]


@pytest.mark.parametrize(("policy", "message"), MISTAKES)
def test_a_mistake_is_refused_with_its_place(policy, message):
    with pytest.raises(PolicyError, match=message):
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


def test_severities_are_regraded():
    (first, second) = judge(FABRIC, {"severities": {"duplicate_ip": "info", "unresolved_neighbor": "critical"}})
    assert (first["kind"], first["severity"]) == ("unresolved_neighbor", "critical")
    assert (second["kind"], second["severity"]) == ("duplicate_ip", "info")

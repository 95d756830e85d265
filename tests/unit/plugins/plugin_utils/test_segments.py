# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which observers share a segment, and what proves nothing."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._fabric import Fabric
from ansible_collections.netops.arp.plugins.plugin_utils._policy import read_policy
from ansible_collections.netops.arp.plugins.plugin_utils._segments import infer_segments
from ansible_collections.netops.arp.tests.unit.fabrics import facts, interface, mac, row, station


def groups(fabric, policy=None):
    """The segments as sets of host:interface, those with one member left out."""
    segments = infer_segments(Fabric(fabric), read_policy(policy))
    members = [{str(observer) for observer in segment.observers} for segment in segments]
    return [member for member in members if len(member) > 1]


def pair_of_hosts(ip, address, **fields):
    """Two hosts on different subnets that hold one and the same row and nothing else."""
    return {
        "h1": station(1, row(ip, address, **fields)),
        "h2": station(2, row(ip, address, **fields), net="198.51.100"),
    }


@pytest.mark.parametrize("state", ["reachable", "stale", "delay", "probe", "permanent", "resolved"])
def test_a_common_pair_proves_a_common_segment(state):
    assert groups(pair_of_hosts("192.0.2.9", mac(9), state=state)) == [{"h1:eth0", "h2:eth0"}]


def test_an_observer_is_beside_the_host_whose_own_pair_it_holds():
    fabric = {"h1": station(1, row("192.0.2.2", mac(2))), "h2": station(2)}
    assert groups(fabric) == [{"h1:eth0", "h2:eth0"}]


@pytest.mark.parametrize(
    ("ip", "address"),
    [
        ("192.0.2.9", "00:00:5e:00:01:09"),
        ("2001:db8::9", "00:00:5e:00:02:09"),
        ("192.0.2.9", "00:00:0c:07:ac:09"),
        ("192.0.2.9", "00:00:0c:9f:f0:09"),
        ("192.0.2.9", "00:07:b4:00:09:01"),
        ("192.0.2.9", "02:bf:c0:00:02:09"),
        ("192.0.2.9", "02:42:c0:00:02:09"),
        ("192.0.2.9", "0a:58:c0:00:02:09"),
        ("192.0.2.9", "42:01:c0:00:02:09"),
        ("192.0.2.9", "02:03:c0:00:02:09"),
        ("192.0.2.9", "ee:ee:ee:ee:ee:ee"),
        ("192.0.2.9", "fe:ff:ff:ff:ff:ff"),
        ("192.0.2.9", "03:00:00:00:00:09"),
        ("192.0.2.9", "ff:ff:ff:ff:ff:ff"),
        ("169.254.0.1", mac(9)),
        ("fe80::9", mac(9)),
    ],
)
def test_what_many_stations_share_proves_nothing(ip, address):
    assert groups(pair_of_hosts(ip, address)) == []


@pytest.mark.parametrize(
    "address", ["02:42:00:00:00:09", "00:00:5e:00:53:09", "00:07:b4:04:00:01", "02:03:00:00:00:09"]
)
def test_an_ordinary_mac_with_a_similar_start_does(address):
    assert len(groups(pair_of_hosts("192.0.2.9", address))) == 1


def test_unresolved_rows_prove_nothing():
    assert groups(pair_of_hosts("192.0.2.9", mac(9), state="failed")) == []


def test_a_declared_mac_proves_nothing():
    fabric = pair_of_hosts("192.0.2.9", mac(9))
    assert groups(fabric, {"virtual_addresses": [{"ip": "203.0.113.1", "macs": [mac(9)]}]}) == []


def test_a_mac_that_several_managed_hosts_own_is_anycast():
    fabric = {
        **pair_of_hosts("192.0.2.9", mac(9)),
        **{leaf: facts([interface("vlan9", mac(9), "192.0.2.9/24")], []) for leaf in ("leaf1", "leaf2")},
    }
    assert groups(fabric) == []


def test_a_link_local_address_proves_within_a_common_subnet():
    rows = [row("fe80::9", mac(9))]
    fabric = {"h1": station(1, *rows), "h2": station(2, *rows), "h3": station(3, *rows, net="198.51.100")}
    assert groups(fabric) == [{"h1:eth0", "h2:eth0"}]


def test_a_pair_known_in_two_vrfs_of_one_device_proves_nothing_anywhere():
    device = facts(
        [
            interface("Vlan10", mac(8), "192.0.2.8/24", vrf="red"),
            interface("Vlan20", mac(8), "192.0.2.8/24", vrf="blue"),
        ],
        [row("192.0.2.9", mac(9), "Vlan10", vrf="red"), row("192.0.2.9", mac(9), "Vlan20", vrf="blue")],
    )
    assert groups({"d": device, **pair_of_hosts("192.0.2.9", mac(9))}) == []


@pytest.mark.parametrize("name", ["docker0", "virbr0", "cni0", "br-0123456789ab", "lxdbr0", "lo", "dummy0"])
def test_bridges_of_every_host_stay_apart(name):
    host = facts([interface(name, mac(1), "172.17.0.1/16")], [row("172.17.0.9", mac(9), name)])
    assert groups({"h1": host, "h2": host}) == []


class TestNames:
    def test_the_most_common_subnet(self):
        segments = infer_segments(Fabric({"h1": station(1), "h2": station(2)}), read_policy())
        assert [segment.name for segment in segments] == ["192.0.2.0/24 (h1:eth0)", "192.0.2.0/24 (h2:eth0)"]

    def test_an_interface_without_subnet(self):
        (segment,) = infer_segments(Fabric({"h1": facts([], [row("192.0.2.9", mac(9))])}), read_policy())
        assert segment.name == "h1:eth0"

    def test_given_names_join_and_part(self):
        fabric = pair_of_hosts("192.0.2.9", mac(9))
        assert groups(fabric, {"segments": {"h1": "a", "h2": {"eth0": "b"}}}) == []
        silent = {"h1": station(1), "h2": station(2)}
        assert groups(silent, {"segments": {"h1": "a", "h2": {"eth0": "a"}}}) == [{"h1:eth0", "h2:eth0"}]

    def test_an_inferred_host_joins_the_one_named_segment_that_it_shares_pairs_with(self):
        fabric = pair_of_hosts("192.0.2.9", mac(9))
        segments = infer_segments(Fabric(fabric), read_policy({"segments": {"h2": "a"}}))
        assert [(segment.name, len(segment.observers)) for segment in segments] == [("a", 2)]

    def test_between_two_named_segments_it_joins_neither(self):
        fabric = {**pair_of_hosts("192.0.2.9", mac(9)), "h3": station(3, row("192.0.2.9", mac(9)), net="203.0.113")}
        names = {"segments": {"h1": "a", "h2": "b"}}
        assert groups(fabric, names) == []


def router_with_twin(address, subnet="192.0.2.254/24", vrf="default"):
    """A router whose second interface has a MAC and an address of its own beside the first one's."""
    return {"r1": facts([interface("eth0", mac(1), "192.0.2.1/24"), interface("vrrp10", address, subnet, vrf=vrf)], [])}


TWINS = {
    "VRRP": (router_with_twin("00:00:5e:00:01:0a"), True),
    "a MAC that the policy declares": (router_with_twin(mac(77)), True),
    "two network cards": (router_with_twin(mac(2)), False),
    "a single address, as keepalived has it": (router_with_twin("00:00:5e:00:01:0a", "192.0.2.254/32"), True),
    "a single IPv6 address is of no IPv4 subnet": (router_with_twin("00:00:5e:00:02:0a", "2001:db8::1/128"), False),
    "a single address of another subnet": (router_with_twin("00:00:5e:00:01:0a", "198.51.100.1/32"), False),
    "another subnet": (router_with_twin("00:00:5e:00:01:0a", "198.51.100.1/24"), False),
    "another VRF": (router_with_twin("00:00:5e:00:01:0a", vrf="red"), False),
}


@pytest.mark.parametrize(("fabric", "beside"), TWINS.values(), ids=TWINS)
def test_a_virtual_routers_interface_is_beside_the_one_that_shares_its_subnet(fabric, beside):
    policy = {"virtual_addresses": [{"ip": "192.0.2.254", "macs": [mac(77)]}]}
    assert groups(fabric, policy) == ([{"r1:eth0", "r1:vrrp10"}] if beside else [])


def test_a_virtual_router_with_a_single_address_is_where_the_narrowest_subnet_is():
    fabric = router_with_twin("00:00:5e:00:01:0a", "192.0.2.254/32")
    fabric["r1"]["interfaces"].append(interface("eth9", mac(9), "192.0.0.9/16"))
    assert groups(fabric) == [{"r1:eth0", "r1:vrrp10"}]

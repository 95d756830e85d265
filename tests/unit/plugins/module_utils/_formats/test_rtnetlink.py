# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links, addresses, routes and limits: what a real kernel sent, and by hand what that kernel could not make."""

import json
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._errors import SourceError
from ansible_collections.netops.arp.plugins.module_utils._formats import _rtnetlink
from ansible_collections.netops.arp.plugins.module_utils._formats._links import Hop, Link, places, vrf_tables
from ansible_collections.netops.arp.tests.unit.rtnetlink_messages import IPV6, address, attribute, link, octets, route

# A host of our own making: eth0 is the end of a veth pair whose other end is a port of br0, eth1 a macvlan of eth0.
HOST = json.loads((Path(__file__).parents[2] / "fixtures" / "rtnetlink" / "host.json").read_text())
NO_SETTINGS = dict.fromkeys(_rtnetlink.DEVCONF_INDEX, 0)


def bodies(name):
    return [bytes.fromhex(body) for body in HOST[name]]


def test_links_of_a_real_host():
    changed = dict(NO_SETTINGS, arp_ignore=1, arp_announce=2, medium_id=-1, proxy_arp=1)
    assert list(_rtnetlink.links(bodies("links")).values()) == [
        Link(1, "lo", up=True, settings=NO_SETTINGS),
        Link(2, "br0", "02:00:00:00:01:01", up=True, kind="bridge", settings=NO_SETTINGS),
        Link(3, "wire0", "02:00:00:00:01:03", up=True, kind="veth", master=2, parent=4, settings=NO_SETTINGS),
        Link(4, "eth0", "02:00:00:00:01:02", up=True, kind="veth", parent=3, settings=changed),
        Link(5, "eth1", "02:00:00:00:01:04", up=False, kind="macvlan", parent=4, settings=NO_SETTINGS),
    ]


def test_addresses_of_a_real_host():
    found = _rtnetlink.addresses(bodies("addresses"))
    # The prefix of an address with a peer is the peer's.
    assert found[4] == [
        "192.0.2.10/24",
        "198.51.100.1/32",
        "2001:db8:1::1/128",
        "2001:db8::10/64",
        "fe80::ff:fe00:102/64",
    ]
    assert found[1] == ["127.0.0.1/8", "::1/128"]


def test_default_routes_of_a_real_host():
    ipv4 = _rtnetlink.default_routes(bodies("routes_ipv4"))
    assert [[hop.ip for hop in route.hops] for route in ipv4] == [
        ["192.0.2.1"],
        ["192.0.2.2", "192.0.2.3"],
        ["192.0.2.4", "192.0.2.5"],
    ]
    ipv6 = _rtnetlink.default_routes(bodies("routes_ipv6"))
    assert [route.hops for route in ipv6] == [[Hop("fe80::3", "ipv6", 4, 254)], [Hop("fe80::1", "ipv6", 4, 254)]]


def test_reading_may_stop_behind_the_default_routes_of_a_real_table():
    table = bodies("routes_ipv4")
    start = [body for body in table if _rtnetlink.precedes_other_routes(body)]
    assert start == table[: len(start)]
    assert len(start) < len(table)
    assert _rtnetlink.default_routes(start) == _rtnetlink.default_routes(table)


def test_next_hop_objects_of_a_real_host():
    objects = {int(number): bytes.fromhex(body) for number, body in HOST["nexthops"].items()}
    default = _rtnetlink.Route([], 12, "ipv4", 254)
    assert _rtnetlink.nexthop(objects[12], default) == (None, [10, 11])
    assert _rtnetlink.nexthop(objects[10], default) == (Hop("192.0.2.4", "ipv4", 4, 254), [])


def test_table_limits_of_a_real_host():
    tables = _rtnetlink.tables(bodies("tables"))
    assert tables.thresholds == {"ipv4": (128, 512, 1024), "ipv6": (128, 512, 1024)}
    assert tables.base_reachable_ms["ipv4", 4] == tables.base_reachable_ms["ipv6", 4] == 30000


def vlan(index, name, parent, number, *more):
    info = attribute(1, "vlan") + attribute(2, attribute(1, struct.pack("=H", number)))
    return link(index, name, attribute(5, parent), attribute(18, info), *more)


def vrf(index, name, table):
    return link(index, name, attribute(18, attribute(1, "vrf") + attribute(2, attribute(1, table))))


def place_of(index, *links):
    return places(_rtnetlink.links(links))[index][:4]


def test_a_vlan_interface_knows_its_number_and_its_parent():
    assert place_of(3, link(2, "eth0"), vlan(3, "eth0.100", 2, 100)) == ("eth0.100", "eth0", 100, "default")


def test_a_vlan_on_a_bridge_has_no_physical_interface():
    bridge = link(2, "br0", attribute(18, attribute(1, "bridge")))
    assert place_of(3, bridge, vlan(3, "vlan100", 2, 100)) == ("vlan100", None, 100, "default")


def test_a_parent_in_another_namespace_is_not_looked_up_in_this_one():
    foreign = vlan(3, "eth0.100", 2, 100, attribute(37, 0))
    assert place_of(3, link(2, "unrelated"), foreign) == ("eth0.100", None, 100, "default")


def test_a_vrf_reaches_down_through_bonds_and_bridges():
    links = [vrf(9, "blue", 1009), link(8, "bond0", attribute(10, 9)), link(7, "eth0", attribute(10, 8))]
    assert [place_of(index, *links)[3] for index in (7, 8, 9)] == ["blue", "blue", "blue"]
    assert vrf_tables(_rtnetlink.links(links)) == {254: "default", 1009: "blue"}


def test_a_circle_of_masters_ends():
    links = [link(1, "a", attribute(10, 2)), link(2, "b", attribute(10, 1))]
    assert place_of(1, *links)[3] == "default"


MACS = {
    "ethernet": (1, "02:00:00:00:00:01", "02:00:00:00:00:01"),
    "infiniband": (32, "80:00:02:08:" + ":".join(["fe"] * 16), "80:00:02:08:" + ":".join(["fe"] * 16)),
    "all zero": (1, "00:00:00:00:00:00", None),
    "loopback": (772, "02:00:00:00:00:01", None),
    "tunnel: the own IP address": (778, "c0:00:02:0a", None),
}


@pytest.mark.parametrize(("device_type", "told", "expected"), MACS.values(), ids=MACS)
def test_own_macs(device_type, told, expected):
    body = link(2, "x", attribute(1, octets(told)), device_type=device_type)
    assert _rtnetlink.links([body])[2].mac == expected


UP = {"both": (0x41, True), "switched on, no carrier": (0x01, False), "switched off": (0x40, False)}


@pytest.mark.parametrize(("flags", "expected"), UP.values(), ids=UP)
def test_up_means_switched_on_and_running(flags, expected):
    assert _rtnetlink.links([link(2, "x", flags=flags)])[2].up is expected


def test_settings_of_a_kernel_that_knows_fewer():
    array = b"".join(struct.pack("=i", index) for index in range(1, 22))
    body = link(2, "x", attribute(26, attribute(2, attribute(1, array))))
    settings = _rtnetlink.links([body])[2].settings
    assert settings["arp_accept"] == 21
    assert settings["medium_id"] == 14
    assert "proxy_arp_pvlan" not in settings


def hop(gateway, index):
    inner = attribute(5, address(gateway))
    return struct.pack("=HBBi", 8 + len(inner), 0, 0, index) + inner


GATEWAY = attribute(5, address("192.0.2.1")) + attribute(4, 2)
ROUTES = {
    "table beyond 255": (route(GATEWAY, attribute(15, 1009), table=0), [Hop("192.0.2.1", "ipv4", 2, 1009)]),
    "IPv4 by way of IPv6": (
        route(attribute(18, struct.pack("=H", IPV6) + address("fe80::1")), attribute(4, 2)),
        [Hop("fe80::1", "ipv6", 2, 254)],
    ),
    "several next hops": (
        route(attribute(9, hop("192.0.2.1", 2) + hop("192.0.2.2", 3))),
        [Hop("192.0.2.1", "ipv4", 2, 254), Hop("192.0.2.2", "ipv4", 3, 254)],
    ),
    "no next hop, only an interface": (route(attribute(4, 2)), []),
}


@pytest.mark.parametrize(("body", "expected"), ROUTES.values(), ids=ROUTES)
def test_next_hops(body, expected):
    assert [hop for found in _rtnetlink.default_routes([body]) for hop in found.hops] == expected


NO_DEFAULT_ROUTES = {
    "other destination": route(attribute(1, address("198.51.100.0")), GATEWAY, length=24),
    "half of everything": route(GATEWAY, length=1),
    "unreachable": route(kind=7),
    "cache entry": route(GATEWAY, flags=0x200),
    "other family": route(GATEWAY, family=28),
}


@pytest.mark.parametrize("body", NO_DEFAULT_ROUTES.values(), ids=NO_DEFAULT_ROUTES)
def test_no_default_routes(body):
    assert _rtnetlink.default_routes([body]) == []


READERS = {
    "links": lambda body: _rtnetlink.links([body]),
    "addresses": lambda body: _rtnetlink.addresses([body]),
    "routes": lambda body: _rtnetlink.default_routes([body]),
    "tables": lambda body: _rtnetlink.tables([body]),
    "next hop": lambda body: _rtnetlink.nexthop(body, _rtnetlink.Route([], 1, "ipv4", 254)),
}
KNOWN = [bytes.fromhex(body) for part in HOST.values() for body in (part.values() if isinstance(part, dict) else part)]


def damaged():
    """Random bytes, and real messages cut off and with bytes changed."""
    cut = st.tuples(st.sampled_from(KNOWN), st.integers(0, 200)).map(lambda pair: pair[0][: pair[1]])
    changed = st.tuples(st.sampled_from(KNOWN), st.binary(min_size=1, max_size=8), st.integers(0, 200)).map(
        lambda parts: parts[0][: parts[2]] + parts[1] + parts[0][parts[2] + len(parts[1]) :]
    )
    return st.one_of(st.binary(max_size=200), cut, changed)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(body=damaged())
def test_whatever_the_bytes_there_is_a_result_or_a_source_error(reader, body):
    try:
        found = reader(body)
    except SourceError:
        found = ()
    assert isinstance(found, (dict, list, tuple))

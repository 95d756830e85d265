# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`ip addr` and `ip route`: the same host as JSON and as text gives the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._formats import _iproute2_links
from ansible_collections.netops.arp.plugins.module_utils._formats._links import Hop, Link

ADDRESSES_TEXT = """\
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00 promiscuity 0 minmtu 0 maxmtu 0
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000
    link/ether 00:00:5e:00:53:0a brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 68 maxmtu 65535
    inet 192.0.2.10/24 brd 192.0.2.255 scope global eth0
       valid_lft forever preferred_lft forever
    inet 198.51.100.1 peer 198.51.100.2/24 scope global eth0
       valid_lft forever preferred_lft forever
    inet6 2001:db8::10/64 scope global tentative dadfailed
       valid_lft forever preferred_lft forever
3: eth0.100@eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue master blue state LOWERLAYERDOWN
    link/ether 00:00:5e:00:53:0b brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 0 maxmtu 65535
    vlan protocol 802.1Q id 100 <REORDER_HDR> numtxqueues 1 numrxqueues 1
4: blue: <NOARP,MASTER,UP,LOWER_UP> mtu 65575 qdisc noqueue state UP group default qlen 1000
    link/ether 00:00:5e:00:53:0c brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 1280 maxmtu 65575
    vrf table 1009 numtxqueues 1 numrxqueues 1
5: gre1@NONE: <POINTOPOINT,NOARP,UP,LOWER_UP> mtu 1476 qdisc noqueue state UNKNOWN group default qlen 1000
    link/gre 192.0.2.10 peer 192.0.2.20 promiscuity 0 minmtu 0 maxmtu 0
6: br0: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN group default qlen 1000
    link/ether 00:00:5e:00:53:0d brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 68 maxmtu 65535
    bridge forward_delay 1500 hello_time 200 max_age 2000
"""


def entry(ifindex, ifname, flags, link_type, address, addr_info=(), **more):
    return dict(
        more,
        ifindex=ifindex,
        ifname=ifname,
        flags=flags.split(),
        link_type=link_type,
        address=address,
        addr_info=list(addr_info),
    )


ADDRESSES_JSON = json.dumps(
    [
        entry(
            1,
            "lo",
            "LOOPBACK UP LOWER_UP",
            "loopback",
            "00:00:00:00:00:00",
            [{"family": "inet", "local": "127.0.0.1", "prefixlen": 8}],
        ),
        entry(
            2,
            "eth0",
            "BROADCAST MULTICAST UP LOWER_UP",
            "ether",
            "00:00:5e:00:53:0a",
            [
                {"family": "inet", "local": "192.0.2.10", "prefixlen": 24},
                {"family": "inet", "local": "198.51.100.1", "address": "198.51.100.2", "prefixlen": 24},
                {"family": "inet6", "local": "2001:db8::10", "prefixlen": 64, "dadfailed": True},
            ],
        ),
        entry(
            3,
            "eth0.100",
            "NO-CARRIER BROADCAST MULTICAST UP",
            "ether",
            "00:00:5e:00:53:0b",
            link="eth0",
            master="blue",
            linkinfo={"info_kind": "vlan", "info_data": {"protocol": "802.1Q", "id": 100}},
        ),
        entry(
            4,
            "blue",
            "NOARP MASTER UP LOWER_UP",
            "ether",
            "00:00:5e:00:53:0c",
            linkinfo={"info_kind": "vrf", "info_data": {"table": 1009}},
        ),
        entry(5, "gre1", "POINTOPOINT NOARP UP LOWER_UP", "gre", "192.0.2.10", link=None),
        entry(6, "br0", "BROADCAST MULTICAST", "ether", "00:00:5e:00:53:0d", linkinfo={"info_kind": "bridge"}),
    ]
)
LINKS = {
    1: Link(1, "lo", up=True),
    2: Link(2, "eth0", "00:00:5e:00:53:0a", up=True),
    3: Link(3, "eth0.100", "00:00:5e:00:53:0b", up=False, kind="vlan", master=4, parent=2, vlan=100),
    4: Link(4, "blue", "00:00:5e:00:53:0c", up=True, kind="vrf", table=1009),
    5: Link(5, "gre1", up=True, is_tunnel=True),
    6: Link(6, "br0", "00:00:5e:00:53:0d", kind="bridge"),
}

ROUTES_TEXT = """\
default via 192.0.2.1 dev eth0 proto dhcp metric 100
default proto static metric 20
\tnexthop via 192.0.2.2 dev eth0 weight 1
\tnexthop via inet6 fe80::2 dev eth0 weight 1
default via 198.51.100.1 dev eth0.100 table 1009
default via 198.51.100.9 dev eth0.100 table blue-table
unreachable default metric 4278198272
default dev gre1 scope link
default via fe80::1 dev eth0 metric 1024 pref medium
"""
ROUTES_JSON = json.dumps(
    [
        {"dst": "default", "gateway": "192.0.2.1", "dev": "eth0"},
        {
            "dst": "default",
            "nexthops": [
                {"gateway": "192.0.2.2", "dev": "eth0"},
                {"via": {"family": "inet6", "host": "fe80::2"}, "dev": "eth0"},
            ],
        },
        {"dst": "default", "gateway": "198.51.100.1", "dev": "eth0.100", "table": "1009"},
        {"dst": "default", "gateway": "198.51.100.9", "dev": "eth0.100", "table": "blue-table"},
        {"type": "unreachable", "dst": "default", "gateway": "192.0.2.66", "dev": "eth0"},
        {"dst": "default", "dev": "gre1"},
        {"dst": "default", "gateway": "fe80::1", "dev": "eth0"},
        {"dst": "203.0.113.0/24", "gateway": "192.0.2.77", "dev": "eth0"},
    ]
)
HOPS = [
    Hop("192.0.2.1", "ipv4", 2, 254),
    Hop("192.0.2.2", "ipv4", 2, 254),
    Hop("fe80::2", "ipv6", 2, 254),
    Hop("198.51.100.1", "ipv4", 3, 1009),
    Hop("198.51.100.9", "ipv4", 3, 1009),
    Hop("fe80::1", "ipv6", 2, 254),
]


@pytest.mark.parametrize("text", [ADDRESSES_TEXT, ADDRESSES_JSON], ids=["text", "JSON"])
def test_interfaces(text):
    found = _iproute2_links.interfaces(text)
    assert found.links == LINKS
    assert {index: own for index, own in found.addresses.items() if own} == {
        1: ["127.0.0.1/8"],
        2: ["192.0.2.10/24", "198.51.100.1/32", "2001:db8::10/64"],
    }


@pytest.mark.parametrize("text", [ROUTES_TEXT, ROUTES_JSON], ids=["text", "JSON"])
def test_default_routes(text):
    assert _iproute2_links.default_routes(text, LINKS) == HOPS


def test_a_parent_in_another_namespace_is_not_looked_up_in_this_one():
    foreign = entry(2, "eth0", "UP", "ether", "00:00:5e:00:53:0a", link="lo", link_netnsid=0)
    links = _iproute2_links.interfaces(json.dumps([entry(1, "lo", "UP", "loopback", ""), foreign])).links
    assert links[2].parent is None


@pytest.mark.parametrize("text", ["", "[]", "[{}]", 'Object "addr" is unknown', "[{"], ids=repr)
def test_a_text_without_interfaces_is_refused(text):
    with pytest.raises(ValueError, match=r"interface|JSON|Expecting"):
        _iproute2_links.interfaces(text)


@given(
    st.lists(st.sampled_from([*ADDRESSES_TEXT.splitlines(), *ROUTES_TEXT.splitlines(), "", "  inet x/1", "9: y: <>"]))
)
def test_lines_in_any_order_do_no_harm(lines):
    text = "\n".join(lines)
    try:
        links = _iproute2_links.interfaces(text).links
    except ValueError:
        links = {}
    assert all(hop.index in links for hop in _iproute2_links.default_routes(text, links))

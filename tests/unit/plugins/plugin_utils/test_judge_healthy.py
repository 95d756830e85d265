# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What looks like a fault and is none: nothing above info, and mostly nothing at all."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, kinds, mac, row, station

VRRP = "00:00:5e:00:01:0a"
HSRP = "00:00:0c:07:ac:01"
ANYCAST = "02:00:00:00:fe:01"


def lan(**rows):
    """Three hosts that know each other, plus the rows given per host."""
    return {
        f"h{number}": station(
            number,
            *(row(f"192.0.2.{peer}", mac(peer)) for peer in (1, 2, 3) if peer != number),
            *rows.get(f"h{number}", ()),
            gateways=[gateway("192.0.2.254")],
        )
        for number in (1, 2, 3)
    }


def everywhere(*rows):
    """The same rows on all three hosts."""
    return lan(h1=rows, h2=rows, h3=rows)


def router(name, *interfaces):
    return {name: facts([interface(*each[0], **each[1]) for each in interfaces], [])}


def two_sites():
    """Both sites use 192.0.2.0/24; even the gateway's address is the same, its MAC is not."""
    fabric = {}
    for site, base in (("a", 0), ("b", 256)):
        for number in (1, 2, 3):
            peers = [row(f"192.0.2.{peer}", mac(base + peer)) for peer in (1, 2, 3) if peer != number]
            fabric[f"{site}{number}"] = facts(
                [interface("eth0", mac(base + number), f"192.0.2.{number}/24")],
                [*peers, row("192.0.2.254", mac(base + 254))],
                [gateway("192.0.2.254")],
            )
    return fabric


def two_vrfs_with_one_mac():
    """Two switches with one MAC on all SVIs and the same addresses in two VRFs; stations differ."""
    fabric = {}
    for number, peer in ((1, 2), (2, 1)):
        fabric[f"leaf{number}"] = facts(
            [
                interface("Vlan10", mac(number), f"192.0.2.{number}/24", vrf="red"),
                interface("Vlan20", mac(number), f"192.0.2.{number}/24", vrf="blue"),
            ],
            [
                row(f"192.0.2.{peer}", mac(peer), "Vlan10", vrf="red"),
                row(f"192.0.2.{peer}", mac(peer), "Vlan20", vrf="blue"),
                row("192.0.2.50", mac(50), "Vlan10", vrf="red"),
                row("192.0.2.50", mac(51), "Vlan20", vrf="blue"),
            ],
        )
    fabric["red1"] = facts(
        [interface("eth0", mac(60), "192.0.2.60/24")], [row("192.0.2.1", mac(1)), row("192.0.2.50", mac(50))]
    )
    fabric["blue1"] = facts(
        [interface("eth0", mac(61), "192.0.2.60/24")], [row("192.0.2.1", mac(1)), row("192.0.2.50", mac(51))]
    )
    return fabric


def one_router_on_two_segments():
    """An unmanaged router has one link-local address and one MAC on both; fe80::1 is another station on each."""
    fabric = {}
    for name, net, other in (("a", "2001:db8:a", 70), ("b", "2001:db8:b", 75)):
        for number in (1, 2):
            fabric[f"{name}{number}"] = facts(
                [interface("eth0", mac(number + other), f"{net}::{number}/64", f"fe80::{number}:{other}/64")],
                [
                    row("fe80::ff", mac(255), is_router=True),
                    row("fe80::1", mac(other + 20)),
                    row(f"{net}::9", mac(other + 30)),
                ],
                [gateway("fe80::ff")],
            )
    return fabric


def docker():
    """Every host has docker0 with the same subnet; one image gives derived MACs, the other random ones."""
    fabric = lan()
    for number, host in enumerate(fabric.values(), 1):
        host["interfaces"].append(interface("docker0", f"02:42:aa:00:00:0{number}", "172.17.0.1/16"))
        host["neighbors"] += [
            row("172.17.0.2", "02:42:ac:11:00:02", "docker0"),
            row("172.17.0.3", mac(900 + number), "docker0"),
            row("172.17.0.4", mac(950), "docker0"),
        ]
    return fabric


def libvirt():
    """Cloned hosts: virbr0 has one address and one MAC everywhere, the guests differ."""
    fabric = lan()
    for number, host in enumerate(fabric.values(), 1):
        host["interfaces"].append(interface("virbr0", "52:54:00:aa:bb:cc", "192.168.122.1/24"))
        host["neighbors"].append(row("192.168.122.10", mac(800 + number), "virbr0"))
    return fabric


def calico():
    """Pods are reached over cali*, which all have one MAC and no address; the nodes have 169.254.1.1 nowhere."""
    fabric = lan()
    for number, host in enumerate(fabric.values(), 1):
        for pod in (1, 2):
            host["interfaces"].append(interface(f"cali{number}{pod}", "ee:ee:ee:ee:ee:ee"))
            host["neighbors"].append(row(f"10.1.{number}.{pod}", mac(700 + number * 10 + pod), f"cali{number}{pod}"))
    fabric["pod"] = facts(
        [interface("eth0", mac(711), "10.1.1.1/32")],
        [row("169.254.1.1", "ee:ee:ee:ee:ee:ee"), row("192.0.2.1", "ee:ee:ee:ee:ee:ee")],
        [gateway("169.254.1.1")],
    )
    return fabric


def flannel():
    """Permanent rows of other nodes' pod networks, on an interface that has a /32."""
    fabric = lan()
    for number, host in enumerate(fabric.values(), 1):
        host["interfaces"].append(interface("flannel.1", mac(600 + number), f"10.244.{number}.0/32"))
        for peer in (1, 2, 3):
            if peer != number:
                host["neighbors"].append(
                    row(f"10.244.{peer}.0", mac(600 + peer), "flannel.1", state="permanent", origin="static")
                )
    return fabric


def ipvs():
    """kube-proxy in IPVS mode: service addresses on kube-ipvs0 of every node; MetalLB answers with one node's MAC."""
    services = [f"192.0.2.{last}" for last in range(200, 206)]
    fabric = lan(h3=[row(ip, mac(1)) for ip in services])
    for number in (1, 2):
        fabric[f"h{number}"]["interfaces"].append(interface("kube-ipvs0", mac(500), *(f"{ip}/32" for ip in services)))
    fabric["h2"]["neighbors"].append(row("192.0.2.200", mac(1)))
    return fabric


def lvs():
    """LVS-DR: the director answers for the address that real servers hold on lo."""
    fabric = lan(h1=[row("192.0.2.100", mac(4))], h2=[row("192.0.2.100", mac(4))])
    fabric["director"] = facts(
        [interface("eth0", mac(4), "192.0.2.4/24", "192.0.2.100/24")], [row("192.0.2.1", mac(1))]
    )
    for number in (2, 3):
        fabric[f"h{number}"]["interfaces"].append(interface("lo", None, "127.0.0.1/8", "192.0.2.100/32"))
    return fabric


def vrr():
    """Cumulus: both switches have the virtual address and MAC on a twin interface, and addresses of their own."""
    fabric = everywhere(
        row("192.0.2.254", "00:00:5e:00:01:0d"), row("192.0.2.252", mac(252)), row("192.0.2.253", mac(253))
    )
    for number in (252, 253):
        fabric[f"leaf{number}"] = facts(
            [
                interface("vlan13", mac(number), f"192.0.2.{number}/24"),
                interface("vlan13-v0", "00:00:5e:00:01:0d", "192.0.2.254/24"),
            ],
            [row("192.0.2.1", mac(1), "vlan13"), row("192.0.2.2", mac(2), "vlan13-v0")],
        )
    return fabric


def anycast():
    """EOS / NX-OS: two leaves own the gateway address with one configured MAC, in two VRFs that share address space."""
    fabric = {}
    for tenant, base in (("red", 0), ("blue", 40)):
        for number in (1, 2):
            peer = 3 - number
            fabric[f"{tenant}{number}"] = facts(
                [interface("eth0", mac(base + number), f"192.0.2.{number}/24")],
                [row("192.0.2.254", ANYCAST), row(f"192.0.2.{peer}", mac(base + peer))],
                [gateway("192.0.2.254")],
            )
    for leaf in ("leaf1", "leaf2"):
        fabric[leaf] = facts(
            [],
            [
                row("192.0.2.254", ANYCAST, "Vlan10", "resolved", vrf="red", origin="local"),
                row("192.0.2.254", ANYCAST, "Vlan20", "resolved", vrf="blue", origin="local"),
                row("192.0.2.1", mac(1), "Vlan10", "resolved", vrf="red"),
                row("192.0.2.1", mac(41), "Vlan20", "resolved", vrf="blue"),
            ],
        )
    return fabric


def one_lan_under_several_vrf_names():
    fabric = lan()
    for name, host in fabric.items():
        for record in host["neighbors"]:
            record["vrf"] = name
        for each in (*host["interfaces"], *host["gateways"]):
            each["vrf"] = name
    return fabric


def namespaces_with_equal_names():
    """Two network namespaces of one host: the same interface names and addresses, other stations."""
    fabric = {}
    for number in (1, 2):
        interfaces, rows = [], []
        for base, namespace in ((0, "red"), (300, "blue")):
            interfaces.append(interface("eth0", mac(base + number), f"192.0.2.{number}/24", namespace=namespace))
            peer = 3 - number
            rows += [
                row(f"192.0.2.{peer}", mac(base + peer), namespace=namespace),
                row("192.0.2.9", mac(base + 9), namespace=namespace),
            ]
        fabric[f"h{number}"] = facts(interfaces, rows)
    return fabric


def cold_standby():
    """The standby has the address configured on an interface that is down."""
    fabric = lan(h1=[row("192.0.2.90", mac(90))])
    fabric["active"] = facts([interface("eth0", mac(90), "192.0.2.90/24")], [row("192.0.2.1", mac(1))])
    fabric["standby"] = facts(
        [interface("eth0", mac(91), "192.0.2.91/24"), interface("eth1", mac(92), "192.0.2.90/24", up=False)],
        [row("192.0.2.1", mac(1))],
    )
    return fabric


def bgp_unnumbered():
    """169.254.0.1 with another MAC on every port, permanent, written by the routing daemon."""
    ports = [f"swp{number}" for number in range(1, 5)]
    rows = [
        row("169.254.0.1", mac(400 + number), port, "permanent", origin="static") for number, port in enumerate(ports)
    ]
    return {
        name: facts([interface(port, mac(base + index)) for index, port in enumerate(ports)], rows)
        for name, base in (("leaf1", 410), ("leaf2", 420))
    }


def windows():
    """Broadcast and multicast rows, a gateway that is stale with unknown age, unreachable rows."""
    return {
        "win": facts(
            [interface("Ethernet", mac(1), "192.0.2.1/24")],
            [
                row("192.0.2.254", mac(254), "Ethernet", "stale"),
                row("192.0.2.255", "ff:ff:ff:ff:ff:ff", "Ethernet", "permanent", origin="static"),
                row("224.0.0.22", "01:00:5e:00:00:16", "Ethernet", "permanent", origin="static"),
                row("ff02::16", "33:33:00:00:00:16", "Ethernet", "permanent", origin="static"),
                row("255.255.255.255", "ff:ff:ff:ff:ff:ff", "Ethernet", "resolved"),
                row("192.0.2.255", "ff:ff:ff:ff:ff:ff", "Ethernet", "resolved"),
            ],
            [gateway("192.0.2.254", "Ethernet")],
        )
    }


def infiniband():
    address = ":".join(["80"] * 19 + ["01"])
    peer = ":".join(["80"] * 19 + ["02"])
    return {"ib": facts([interface("ib0", address, "192.0.2.1/24")], [row("192.0.2.2", peer, "ib0")])}


def tunnels():
    return {
        "t": facts(
            [interface("tun0", None, "192.0.2.1/24"), interface("gre1", "c0:00:02:01", "198.51.100.1/30")],
            [
                row("192.0.2.2", None, "tun0", "noarp"),
                row("198.51.100.2", "c0:00:02:02", "gre1"),
                row("203.0.113.9", None, "tun0", "permanent"),
            ],
        )
    }


def first_addresses_alone():
    """A device whose interfaces tell neither secondary nor IPv6 addresses; the former are rows of its own."""
    own = {"state": "resolved", "origin": "local"}
    secondary = facts(
        [interface("eth0", mac(30), "198.51.100.30/24", "2001:db8::30/64")],
        [row(ip, mac(254), is_router=True) for ip in ("198.51.100.1", "198.51.100.2", "2001:db8::1", "fe80::1")],
        [gateway("198.51.100.1"), gateway("fe80::1")],
    )
    router = facts(
        [interface("Vlan10", mac(254), "192.0.2.254/24")],
        [
            row("192.0.2.254", mac(254), "Vlan10", **own),
            row("198.51.100.1", mac(254), "Vlan10", **own),
            row("198.51.100.2", mac(254), "Vlan10", **own),
            *(row(f"192.0.2.{number}", mac(number), "Vlan10") for number in (1, 2, 3)),
            *(row(f"198.51.100.{number}", mac(number), "Vlan10") for number in (30, 31)),
        ],
        platform="cisco_ios",
    )
    return {**everywhere(row("192.0.2.254", mac(254))), "s30": secondary, "r1": router}


def balancing_bond():
    ports = [interface(name, mac(number)) for name, number in (("eno1", 10), ("eno2", 11))]
    return {
        **lan(h1=[row("192.0.2.10", mac(10))], h2=[row("192.0.2.10", mac(11))]),
        "b": facts([interface("bond0", mac(10), "192.0.2.10/24"), *ports], [row("192.0.2.1", mac(1), "bond0")]),
    }


HEALTHY = {
    "a plain segment": lan(),
    "VRRP": everywhere(row("192.0.2.254", VRRP), row("192.0.2.252", mac(252)), row("192.0.2.253", mac(253))),
    "HSRP": everywhere(row("192.0.2.254", HSRP), row("192.0.2.252", mac(252)), row("192.0.2.253", mac(253))),
    "GLBP gives hosts different forwarders": lan(
        h1=[row("192.0.2.254", "00:07:b4:00:01:01")], h2=[row("192.0.2.254", "00:07:b4:00:01:02")]
    ),
    "Cumulus VRR twins": vrr(),
    "anycast gateways in two VRFs": anycast(),
    "two sites with one address space": two_sites(),
    "two VRFs behind one MAC": two_vrfs_with_one_mac(),
    "one router's link-local address on two segments": one_router_on_two_segments(),
    "one LAN under several VRF names": one_lan_under_several_vrf_names(),
    "equal names in two namespaces": namespaces_with_equal_names(),
    "Docker": docker(),
    "libvirt": libvirt(),
    "Calico": calico(),
    "flannel": flannel(),
    "kube-ipvs0 and MetalLB": ipvs(),
    "LVS-DR": lvs(),
    "cold standby on a down interface": cold_standby(),
    "BGP unnumbered": bgp_unnumbered(),
    "Windows": windows(),
    "InfiniBand": infiniband(),
    "tunnels": tunnels(),
    "a rightly pinned gateway": lan(
        h1=[row("192.0.2.254", mac(254), state="permanent", origin="static", age_seconds=90000)],
        h2=[row("192.0.2.254", mac(254))],
    ),
    "/32 addresses": {
        "h": facts(
            [interface("eth0", mac(1), "192.0.2.1/32")],
            [row("198.51.100.1", mac(2)), row("203.0.113.1", mac(2))],
            [gateway("198.51.100.1")],
        )
    },
    "a next hop outside the subnet": {"h": station(1, row("198.51.100.1", mac(2)), gateways=[gateway("198.51.100.1")])},
    "IPv4 link-local": {"h": station(1, row("169.254.169.254", mac(2)), row("169.254.7.7", mac(3)))},
    "noarp rows": {"h": station(1, row("198.51.100.1", mac(2), state="noarp"), row("192.0.2.9", None, state="noarp"))},
    "one MAC on VLAN sub-interfaces and secondary addresses": {
        **lan(h1=[row("192.0.2.10", mac(10)), row("192.0.2.11", mac(10))]),
        "m": facts(
            [
                interface("bond0", mac(10), "192.0.2.10/24", "192.0.2.11/24"),
                interface("bond0.100", mac(10), "198.51.100.10/24"),
            ],
            [row("192.0.2.1", mac(1), "bond0")],
        ),
    },
    "a router that tells one IPv4 address of each interface": first_addresses_alone(),
    "a bond that answers with the MAC of each port in turn": balancing_bond(),
    "no gateway row at all": {"h": station(1, gateways=[gateway("192.0.2.254")])},
    "a gateway of unknown age": {
        "h": station(1, row("192.0.2.254", mac(9), state="stale"), gateways=[gateway("192.0.2.254")])
    },
    "a table below the threshold": {
        "h": station(1, capacity={"ipv4": {"entries": 819, "limit": 1024, "table_fulls": 0}})
    },
    "a table of unknown size": {"h": station(1, capacity={"ipv4": {"entries": 5, "limit": None, "table_fulls": None}})},
    "an anycast twin of a managed host": {
        **lan(h1=[row("192.0.2.80", mac(80))]),
        "t1": facts(
            [interface("eth0", mac(80), "192.0.2.80/24"), interface("eth1", mac(81), "192.0.2.81/24")],
            [row("192.0.2.1", mac(1), "eth1")],
        ),
        "t2": facts(
            [interface("eth0", mac(80), "192.0.2.80/24"), interface("eth1", mac(82), "192.0.2.82/24")],
            [row("192.0.2.1", mac(1), "eth1")],
        ),
    },
    "EVPN rows of the control plane": everywhere(row("192.0.2.70", mac(70), state="noarp", origin="remote")),
    "three proxied addresses are below the threshold": lan(
        h1=[row("192.0.2.254", mac(254)), *(row(f"192.0.2.{last}", mac(254)) for last in (60, 61, 62))]
    ),
    "a server that had other IPv6 addresses before": {
        "h1": facts(
            [interface("eth0", mac(1), "2001:db8::1/64")],
            [row(f"2001:db8::{number:x}", mac(2)) for number in range(16, 24)],
        ),
        "h2": facts([interface("eth0", mac(2), "2001:db8::10/64", "2001:db8::11/64")], [row("2001:db8::1", mac(1))]),
    },
    "a server with many addresses is no router": lan(h1=[row(f"192.0.2.{last}", mac(60)) for last in range(60, 70)]),
    "rows without an address or without a question": {
        "h": station(
            1,
            row("192.0.2.9", None, state="incomplete", origin="other", flags=["none"]),
            {**row("192.0.2.9", mac(9)), "ip": None, "flags": ["name printer"]},
            {**row("192.0.2.9"), "ip": None, "flags": ["name scanner"]},
        )
    },
    "no host": {},
}

DECLARED = {
    "a cluster that answers with its members' MACs": (
        lan(h1=[row("192.0.2.90", mac(90))], h2=[row("192.0.2.90", mac(91))]),
        {"virtual_addresses": [{"ip": "192.0.2.90", "macs": [mac(90), mac(91)]}]},
    ),
    "a cluster of managed hosts, text from a survey": (
        {
            **lan(h1=[row("192.0.2.90", mac(4))], h2=[row("192.0.2.90", mac(5))]),
            "n4": facts([interface("eth0", mac(4), "192.0.2.4/24", "192.0.2.90/24")], [row("192.0.2.1", mac(1))]),
            "n5": facts([interface("eth0", mac(5), "192.0.2.5/24")], [row("192.0.2.1", mac(1))]),
        },
        {"virtual_addresses": [{"ip": "192.0.2.90", "macs": f"{mac(4)}, {mac(5).replace(':', '-').upper()}"}]},
    ),
    "NLB in unicast mode": (
        lan(h1=[row("192.0.2.90", "02:bf:c0:00:02:5a")], h2=[row("192.0.2.90", "02:01:c0:00:02:5a")]),
        {"virtual_addresses": [{"ip": "192.0.2.90", "macs": ["02:bf:c0:00:02:5a", "02:01:c0:00:02:5a"]}]},
    ),
    "NLB in multicast mode": (
        lan(h1=[row("192.0.2.90", "03:bf:c0:00:02:5a")]),
        {"virtual_addresses": [{"ip": "192.0.2.90", "macs": ["03bf.c000.025a"]}]},
    ),
    "a proxy that answers on purpose": (
        lan(h1=[row("192.0.2.254", mac(254)), *(row(f"192.0.2.{last}", mac(254)) for last in range(60, 70))]),
        {"proxy_arp": [{"mac": mac(254), "prefixes": ["192.0.2.0/24"]}]},
    ),
    "a cloud that answers for everything with one MAC": (
        {
            f"vm{number}": station(
                number,
                *(row(f"192.0.2.{peer}", "42:01:00:00:00:01") for peer in (1, 2, 3, 254) if peer != number),
                gateways=[gateway("192.0.2.254")],
            )
            for number in (1, 2, 3)
        },
        {"proxy_arp": [{"mac": "42:01:00:00:00:01", "prefixes": "0.0.0.0/0"}]},
    ),
    "an anycast MAC at two sites": (
        {
            f"{site}{number}": facts(
                [interface("eth0", mac(base + number), f"192.0.2.{number}/24")],
                [row("192.0.2.254", ANYCAST), row("192.0.2.9", mac(base + 9))],
                [gateway("192.0.2.254")],
            )
            for site, base in (("a", 0), ("b", 256))
            for number in (1, 2)
        },
        {"virtual_addresses": [{"ip": "192.0.2.254", "macs": [ANYCAST]}]},
    ),
}


@pytest.mark.parametrize("fabric", HEALTHY.values(), ids=HEALTHY.keys())
def test_look_alikes_raise_nothing(fabric):
    assert [item["message"] for item in judge(fabric)] == []


@pytest.mark.parametrize(("fabric", "policy"), DECLARED.values(), ids=DECLARED.keys())
def test_declared_answers_raise_nothing(fabric, policy):
    assert [item["message"] for item in judge(fabric, policy)] == []


@pytest.mark.parametrize(
    ("fabric", "expected"),
    [
        (DECLARED["a cluster that answers with its members' MACs"][0], [("duplicate_ip", "192.0.2.90")]),
        (DECLARED["NLB in multicast mode"][0], [("invalid_mac", "192.0.2.90")]),
        (DECLARED["a proxy that answers on purpose"][0], [("proxy_arp_answer", None)]),
        (DECLARED["a cluster of managed hosts, text from a survey"][0], [("spoofed_address", "192.0.2.90")]),
    ],
)
def test_without_the_declaration_they_are_said(fabric, expected):
    assert kinds(judge(fabric)) == expected


def test_a_stranger_who_answers_for_a_declared_address_is_said():
    fabric, policy = DECLARED["a cluster that answers with its members' MACs"]
    fabric["h3"]["neighbors"].append(row("192.0.2.90", mac(66)))
    (found,) = judge(fabric, policy)
    assert found["kind"] == "virtual_address_physical_mac"
    assert mac(66) in found["macs"]


def test_containers_that_come_and_go_are_info():
    gone = [row(f"172.17.0.{last}", None, "docker0") for last in range(2, 14)]
    fabric = {"h": station(1, row("192.0.2.2", mac(2)), *gone)}
    fabric["h"]["interfaces"].append(interface("docker0", "02:42:aa:00:00:01", "172.17.0.1/16"))
    assert {(item["kind"], item["severity"]) for item in judge(fabric)} == {("unresolved_neighbor", "info")}


def test_one_unreachable_row_of_windows_is_info():
    fabric = windows()
    fabric["win"]["neighbors"].append(row("192.0.2.33", None, "Ethernet", "failed"))
    assert [(item["kind"], item["severity"]) for item in judge(fabric)] == [("unresolved_neighbor", "info")]

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A healthy fabric of fifty hosts on four segments, with everything that looks like a fault and is none.

office   192.0.2.0/24     VRRP by two managed Linux routers, Windows, NLB and a NAT pool that are declared
servers  198.51.100.0/24  HSRP by two managed IOS switches, nodes with Docker, Calico and kube-proxy
storage  203.0.113.0/24   Cumulus VRR twins, an anycast gateway on two other leaves, unnumbered uplinks (BGP, OSPF)
branch   192.0.2.0/24     another site that uses the office's addresses again, behind an unmanaged GLBP pair

Every station speaks IPv4 and IPv6 with link-local addresses, and knows its next neighbors and its gateway.
"""

from typing import NamedTuple

from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, mac, row

VRRP, VRRP6 = "00:00:5e:00:01:0a", "00:00:5e:00:02:0a"
HSRP = "00:00:0c:07:ac:01"
VRR = "44:38:39:ff:00:13"
ANYCAST = "02:00:00:00:fe:01"
GLBP = ("00:07:b4:00:0a:01", "00:07:b4:00:0a:02")
NLB = "03:bf:c0:00:02:3c"
CALICO = "ee:ee:ee:ee:ee:ee"
BROADCAST = "ff:ff:ff:ff:ff:ff"

# How many of its successors on the segment a station knows.
KNOWN_PEERS = 6

SETTINGS = {
    "arp_ignore": 1,
    "arp_announce": 2,
    "arp_filter": 0,
    "arp_accept": 0,
    "arp_notify": 1,
    "proxy_arp": 0,
    "proxy_arp_pvlan": 0,
    "medium_id": 0,
}
CAPACITY = {"limit": 1024, "gc_thresh1": 128, "gc_thresh2": 512, "gc_thresh3": 1024, "table_fulls": 0}

POLICY = {
    "virtual_addresses": [
        {"ip": "192.0.2.1", "macs": [VRRP, mac(0x102), mac(0x103)]},
        {"ip": "fe80::1", "macs": [VRRP6, mac(0x102), mac(0x103), HSRP, VRR, ANYCAST, *GLBP]},
        {"ip": "198.51.100.1", "macs": [HSRP, mac(0x202), mac(0x203)]},
        {"ip": "203.0.113.1", "macs": [VRR]},
        {"ip": "203.0.113.254", "macs": [ANYCAST]},
        {"ip": "192.0.2.60", "macs": [NLB]},
    ],
    # The router answers for its NAT pool on purpose.
    "proxy_arp": [{"mac": mac(0x102), "prefixes": ["192.0.2.128/28"]}],
}


class Segment(NamedTuple):
    """A subnet pair, the MACs of its gateway by family, and the number that the MACs of its stations begin with."""

    net4: str
    net6: str
    gateway: str
    gateway_mac: str
    gateway6_mac: str
    base: int


SEGMENTS = {
    "office": Segment("192.0.2", "2001:db8:a", "192.0.2.1", VRRP, VRRP6, 0x100),
    "servers": Segment("198.51.100", "2001:db8:b", "198.51.100.1", HSRP, HSRP, 0x200),
    "storage": Segment("203.0.113", "2001:db8:c", "203.0.113.1", VRR, VRR, 0x300),
    "branch": Segment("192.0.2", "2001:db8:d", "192.0.2.1", GLBP[0], GLBP[0], 0x400),
}


class Station(NamedTuple):
    """A host with one interface on one segment; its addresses and its MAC follow from its number there."""

    name: str
    segment: str
    number: int
    port: str = "eth0"

    @property
    def net(self):
        return SEGMENTS[self.segment]

    @property
    def mac(self):
        return mac(self.net.base + self.number)

    @property
    def ips(self):
        return [f"{self.net.net4}.{self.number}", f"{self.net.net6}::{self.number:x}", f"fe80::{self.number:x}"]

    @property
    def addresses(self):
        return [f"{ip}/{24 if ':' not in ip else 64}" for ip in self.ips]


def _stations(segment, name, first, count):
    return [Station(f"{name}{at}", segment, first + at - 1) for at in range(1, count + 1)]


STATIONS = [
    *_stations("office", "web", 11, 12),
    *_stations("office", "win", 31, 4),
    *_stations("servers", "node", 11, 8),
    *_stations("servers", "db", 21, 6),
    *_stations("storage", "store", 11, 6),
    *_stations("branch", "till", 11, 6),
]
ROUTERS = [
    Station("router1", "office", 2),
    Station("router2", "office", 3),
    Station("core1", "servers", 2, "Vlan10"),
    Station("core2", "servers", 3, "Vlan10"),
    Station("leaf1", "storage", 2, "vlan13"),
    Station("leaf2", "storage", 3, "vlan13"),
    Station("leaf3", "storage", 4, "Vlan13"),
    Station("leaf4", "storage", 5, "Vlan13"),
]
BY_NAME = {station.name: station for station in (*STATIONS, *ROUTERS)}


def healthy():
    """The facts of all fifty hosts, new objects in each call."""
    fabric = {station.name: _host(station) for station in STATIONS}
    for station in ROUTERS:
        fabric[station.name] = _host(station, is_router=True)
    for decorate in (_office, _windows, _servers, _kubernetes, _storage, _branch, _noise):
        decorate(fabric)
    return fabric


def _host(station, is_router=False):
    peers = [other for other in STATIONS if other.segment == station.segment]
    at = next((at for at, other in enumerate(peers) if other == station), 0)
    known = [peers[(at + step) % len(peers)] for step in range(1, KNOWN_PEERS + 1)]
    rows = [row(ip, other.mac, station.port) for other in known if other != station for ip in other.ips]
    net = station.net
    if not is_router:
        rows.append(row(net.gateway, net.gateway_mac, station.port))
        rows.append(row("fe80::1", net.gateway6_mac, station.port, is_router=True))
    return facts(
        [interface(station.port, station.mac, *station.addresses)],
        rows,
        [] if is_router else [gateway(net.gateway, station.port), gateway("fe80::1", station.port)],
        capacity={family: {**CAPACITY, "entries": len(rows)} for family in ("ipv4", "ipv6")},
        settings={station.port: dict(SETTINGS)},
    )


def _office(fabric):
    """The active router holds the virtual addresses; the standby has them on an interface that is down."""
    for name, up in (("router1", True), ("router2", False)):
        virtual = interface("vrrp10", VRRP, "192.0.2.1/24", up=up)
        virtual6 = interface("vrrp11", VRRP6, "fe80::1/64", up=up)
        # A second leg among the servers, with one MAC for both: a router may have that.
        second = interface("eth1", BY_NAME[name].mac, f"198.51.100.{3 + BY_NAME[name].number}/24")
        fabric[name]["interfaces"] += [virtual, virtual6, second]
    for at in range(1, 5):
        fabric[f"web{at}"]["neighbors"] += [
            row("192.0.2.60", NLB),
            *(row(f"192.0.2.{last}", mac(0x102)) for last in range(129, 135)),
            row("192.0.2.3", mac(0x103)),
        ]


def _windows(fabric):
    """Gateways that are stale with unknown age, broadcast and multicast rows."""
    for at in range(1, 5):
        host = fabric[f"win{at}"]
        host.update(platform="windows", settings={}, capacity={})
        for record in host["neighbors"]:
            record["state"] = "stale"
        host["neighbors"] += [
            row("192.0.2.255", BROADCAST, "eth0", "permanent", origin="static"),
            row("224.0.0.22", "01:00:5e:00:00:16", "eth0", "permanent", origin="static"),
            row("ff02::1:ff00:1", "33:33:ff:00:00:01", "eth0", "permanent", origin="static"),
            row("255.255.255.255", BROADCAST, "eth0", "permanent", origin="static"),
        ]


def _servers(fabric):
    """Two IOS switches tell no interfaces; what is their own, the active HSRP address too, stands in their table."""
    for name in ("core1", "core2"):
        own = BY_NAME[name]
        host = fabric[name]
        host.update(platform="cisco_ios", interfaces=[], settings={}, capacity={})
        for record in host["neighbors"]:
            record["state"] = "resolved"
        host["neighbors"].append(row(own.ips[0], own.mac, "Vlan10", "resolved", origin="local"))
    fabric["core1"]["neighbors"] += [
        row("198.51.100.1", HSRP, "Vlan10", "resolved", origin="local"),
        row("198.51.100.3", mac(0x203), "Vlan10", "resolved", age_seconds=240),
    ]


def _kubernetes(fabric):
    """Every node has the same bridge, workload interfaces with one MAC, and all service addresses on a dummy."""
    for at in range(1, 9):
        host = fabric[f"node{at}"]
        host["interfaces"] += [
            interface("docker0", f"02:42:aa:00:00:0{at}", "172.17.0.1/16"),
            interface(f"cali{at}", CALICO),
            interface("flannel.1", mac(0x900 + at), f"10.244.{at}.0/32"),
            interface("kube-ipvs0", mac(0x950), "198.51.100.200/32", "198.51.100.201/32"),
        ]
        host["neighbors"] += [
            row("172.17.0.2", "02:42:ac:11:00:02", "docker0"),
            row("172.17.0.3", mac(0xA00 + at), "docker0"),
            row(f"10.244.{at}.7", mac(0xB00 + at), f"cali{at}"),
            # The load balancer of the cluster lets one node answer.
            row("198.51.100.200", BY_NAME["node1"].mac),
            *(
                row(f"10.244.{peer}.0", mac(0x900 + peer), "flannel.1", "permanent", origin="static")
                for peer in range(1, 9)
                if peer != at
            ),
        ]


def _storage(fabric):
    """Two leaves answer with a VRR twin, two with an anycast gateway; their uplinks are unnumbered."""
    for at in range(1, 5):
        host = fabric[f"leaf{at}"]
        if at < 3:
            host["interfaces"].append(interface("vlan13-v0", VRR, "203.0.113.1/24", "fe80::1/64"))
        else:
            host["interfaces"][0]["addresses"].remove("fe80::4/64" if at == 3 else "fe80::5/64")
            host["interfaces"].append(interface("Vlan13-gw", ANYCAST, "203.0.113.254/24"))
        for port in ("swp51", "swp52"):
            uplink = mac(0xC00 + at + (0x10 if port == "swp52" else 0))
            host["interfaces"].append(interface(port, uplink))
            spine = mac(0xD00 + at + (0x10 if port == "swp52" else 0))
            host["neighbors"] += [
                row("169.254.0.1", spine, port, "permanent", origin="static"),
                # OSPF unnumbered: the spine's one loopback address has another MAC on every link.
                row("203.0.113.251", spine, port),
            ]
    for at in range(1, 7):
        fabric[f"store{at}"]["neighbors"].append(row("203.0.113.254", ANYCAST))


def _branch(fabric):
    """The two GLBP forwarders answer in turn, and even the unmanaged printer has the office's address."""
    for at in range(1, 7):
        for record in fabric[f"till{at}"]["neighbors"]:
            if record["ip"] in ("192.0.2.1", "fe80::1"):
                record["mac"] = GLBP[at % 2]
        fabric[f"till{at}"]["neighbors"].append(row("192.0.2.99", mac(0x499)))
    for at in range(1, 7):
        fabric[f"web{at}"]["neighbors"].append(row("192.0.2.99", mac(0x199)))


def _noise(fabric):
    """What nobody should be woken for: machines that are off."""
    fabric["web3"]["neighbors"].append(row("192.0.2.200"))
    fabric["store2"]["neighbors"].append(row("2001:db8:c::dead", state="incomplete"))

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fault of each kind, planted into the healthy fabric: C(FAULTS) is the table, one row or more for each kind.

A new kind of finding needs a row here and nothing else. The function changes the facts in place; a fault that needs
more than facts says so with C(policy), or with C(more): further arguments of the judgement.
"""

from collections.abc import Callable
from typing import NamedTuple

from ansible_collections.netops.arp.tests.unit.fabrics import interface, mac, row
from ansible_collections.netops.arp.tests.unit.healthy import BY_NAME, GLBP, POLICY, SETTINGS, VRRP, healthy

FOREIGN = mac(0xEE01)
OTHER = mac(0xEE02)


class Fault(NamedTuple):
    """What is planted, and the findings that it yields beside those of the healthy fabric: (kind, ip, severity)."""

    title: str
    plant: Callable
    expected: tuple
    policy: dict = {}
    more: Callable = lambda fabric: {}

    @property
    def kind(self):
        """The kind that this fault is the proof of; that of an own rule is C(rule)."""
        return self.expected[0][0].partition(":")[0]

    def facts(self):
        fabric = healthy()
        self.plant(fabric)
        return fabric

    def arguments(self):
        """What the judgement is called with: facts, policy and whatever else this fault needs."""
        fabric = self.facts()
        return {"facts": fabric, "policy": {**POLICY, **self.policy}, **self.more(fabric)}


def swap(host, ip, address, **changes):
    """A plant: host holds another MAC for ip than its owner's."""

    def plant(fabric):
        found = [record for record in fabric[host]["neighbors"] if record["ip"] == ip]
        assert found, f"{host} does not know {ip}"
        for record in found:
            record.update(mac=address, **changes)

    return plant


def put(*hosts, **fields):
    """A plant: hosts learn one more row."""

    def plant(fabric):
        for host in hosts:
            fabric[host]["neighbors"].append(row(**{"interface": BY_NAME[host].port, **fields}))

    return plant


def both(*plants):
    """Several plants that are one fault together."""

    def plant(fabric):
        for each in plants:
            each(fabric)

    return plant


def own(host, address, on=0):
    """A plant: host has one more address of its own."""
    return lambda fabric: fabric[host]["interfaces"][on]["addresses"].append(address)


def second_port(host):
    """A plant: host has another interface in the subnet of its first one."""

    def plant(fabric):
        first = fabric[host]["interfaces"][0]
        number = BY_NAME[host].number + 100
        address = f"{BY_NAME[host].net.net4}.{number}/24"
        fabric[host]["interfaces"].append({**first, "name": "eth9", "mac": OTHER, "addresses": [address]})

    return plant


def forget(ip):
    """A plant: nobody knows ip any more."""

    def plant(fabric):
        for facts in fabric.values():
            facts["neighbors"] = [record for record in facts["neighbors"] if record["ip"] != ip]

    return plant


def settle(host, **values):
    """A plant: these sysctls are in effect on all of host's interfaces."""

    def plant(fabric):
        facts = fabric[host]
        settings = {each["name"]: dict(SETTINGS) for each in facts["interfaces"]}
        facts["settings"] = {name: {**effective, **values} for name, effective in settings.items()}

    return plant


def mask(host, length):
    """A plant: host has another netmask on its first interface."""

    def plant(fabric):
        addresses = fabric[host]["interfaces"][0]["addresses"]
        addresses[0] = f"{addresses[0].partition('/')[0]}/{length}"

    return plant


def clone(host, of):
    """A plant: host has the MAC of another host, and everybody who knows host knows it with that."""

    def plant(fabric):
        own = fabric[host]["interfaces"][0]
        former, own["mac"] = own["mac"], fabric[of]["interfaces"][0]["mac"]
        for facts in fabric.values():
            for record in facts["neighbors"]:
                record["mac"] = own["mac"] if record["mac"] == former else record["mac"]

    return plant


def fill(host, family, **capacity):
    """A plant: host's table is as full as told."""
    return lambda fabric: fabric[host]["capacity"][family].update(capacity)


def wide_mask(fabric):
    """db1 takes the neighboring /24 for local, and the switch that routes between them answers for it."""
    fabric["db1"]["interfaces"][0]["addresses"][0] = "198.51.100.21/23"
    fabric["db1"]["neighbors"].append(row("198.51.101.7", BY_NAME["core2"].mac))
    fabric["core2"]["interfaces"] = [
        interface("Vlan10", BY_NAME["core2"].mac, "198.51.100.3/24"),
        interface("Vlan11", OTHER, "198.51.101.3/24"),
    ]


FAULTS = [
    Fault(
        "another machine answers for a server, at one observer",
        swap("db1", "198.51.100.22", FOREIGN),
        (("spoofed_address", "198.51.100.22", "critical"),),
    ),
    Fault(
        "the same over IPv6, at two observers",
        both(swap("db1", "2001:db8:b::18", FOREIGN), swap("db2", "2001:db8:b::18", FOREIGN)),
        (("spoofed_address", "2001:db8:b::18", "critical"),),
    ),
    Fault(
        "the managed virtual gateway is taken over",
        swap("web5", "192.0.2.1", FOREIGN),
        (("spoofed_address", "192.0.2.1", "critical"),),
    ),
    Fault(
        "one managed server answers for another",
        swap("store1", "203.0.113.13", BY_NAME["store4"].mac),
        (("spoofed_address", "203.0.113.13", "critical"),),
    ),
    Fault(
        "two servers have one address",
        own("store3", "203.0.113.14/24"),
        (("own_address_conflict", "203.0.113.14", "critical"),),
    ),
    Fault(
        "two printers have one address",
        both(put("web1", ip="192.0.2.90", address=FOREIGN), put("win2", ip="192.0.2.90", address=OTHER)),
        (("duplicate_ip", "192.0.2.90", "warning"),),
    ),
    Fault(
        "the branch's unmanaged gateway is spoofed",
        swap("till2", "192.0.2.1", FOREIGN),
        (("duplicate_ip", "192.0.2.1", "critical"),),
        {"virtual_addresses": [entry for entry in POLICY["virtual_addresses"] if entry["ip"] != "fe80::1"]},
    ),
    Fault(
        "a pinned entry of a server that was replaced",
        swap("node2", "198.51.100.13", FOREIGN, state="permanent", origin="static"),
        (("static_entry_drift", "198.51.100.13", "critical"),),
    ),
    Fault(
        "a server with two ports answers with the wrong one",
        both(second_port("db3"), swap("db1", "198.51.100.23", OTHER)),
        (("arp_flux", "198.51.100.23", "warning"),),
    ),
    Fault(
        "the branch's gateway answers for absent addresses",
        both(*(put("till1", ip=f"192.0.2.{last}", address=GLBP[1]) for last in range(150, 155))),
        (("proxy_arp_answer", None, "warning"),),
    ),
    Fault("a wrong mask that a router hides", wide_mask, (("proxy_arp_answer", None, "warning"),)),
    Fault(
        "two servers lost their gateway",
        both(swap("db5", "198.51.100.1", None, state="failed"), swap("db6", "198.51.100.1", None, state="incomplete")),
        (("gateway_unresolved", "198.51.100.1", "critical"),),
    ),
    Fault(
        "and over IPv6",
        swap("store5", "fe80::1", None, state="failed"),
        (("gateway_unresolved", "fe80::1", "critical"),),
    ),
    Fault(
        "a gateway that nobody has heard of for two hours",
        swap("web7", "192.0.2.1", VRRP, state="stale", age_seconds=7300),
        (("gateway_stale", "192.0.2.1", "warning"),),
    ),
    Fault(
        "a machine that is off",
        put("db2", ip="198.51.100.99"),
        (("unresolved_neighbor", "198.51.100.99", "info"),),
    ),
    Fault(
        "a host that reaches hardly anybody",
        both(*(put("web9", ip=f"192.0.2.{last}") for last in range(160, 190))),
        tuple(("unresolved_neighbor", f"192.0.2.{last}", "warning") for last in range(160, 190)),
    ),
    Fault(
        "a broken answer with the broadcast address",
        put("store6", ip="203.0.113.70", address="ff:ff:ff:ff:ff:ff"),
        (("invalid_mac", "203.0.113.70", "warning"),),
    ),
    Fault(
        "a machine in the wrong VLAN",
        put("till3", ip="198.51.100.77", address=FOREIGN),
        (("off_subnet_neighbor", "198.51.100.77", "warning"),),
    ),
    Fault(
        "a table that is nearly full",
        fill("web2", "ipv4", entries=900),
        (("table_pressure", None, "warning"),),
    ),
    Fault(
        "a server whose thresholds were confused",
        fill("db4", "ipv4", gc_thresh2=8192),
        (("gc_thresh_order", None, "warning"),),
    ),
    Fault(
        "a VRRP group that nobody knows has the address of the declared cluster",
        swap("web1", "192.0.2.60", "00:00:5e:00:01:63"),
        (("unknown_virtual_router", "192.0.2.60", "warning"),),
    ),
    Fault(
        "a node of the declared cluster answers with its own MAC",
        swap("web1", "192.0.2.60", FOREIGN),
        (("virtual_address_physical_mac", "192.0.2.60", "warning"),),
    ),
    Fault(
        "nobody knows the cluster that the policy expects",
        forget("192.0.2.60"),
        (("missing_peer", "192.0.2.60", "critical"),),
        {"expected": [{"ip": "192.0.2.60"}]},
    ),
    Fault(
        "an expected printer was replaced",
        put("web1", ip="192.0.2.91", address=FOREIGN),
        (("unexpected_mac", "192.0.2.91", "critical"),),
        {"expected": [{"ip": "192.0.2.91", "macs": [OTHER]}]},
    ),
    Fault(
        "a stranger among the stores, which are closed",
        put("store1", "store2", ip="203.0.113.99", address=FOREIGN),
        (("unknown_station", "203.0.113.99", "warning"),),
        {"closed_segments": [{"prefix": "203.0.113.0/24"}]},
    ),
    Fault(
        "a server does not answer another one that it knows",
        put("db5", ip="198.51.100.21"),
        (("one_sided_resolution", "198.51.100.21", "warning"),),
    ),
    Fault("a server was cloned to another segment", clone("store6", "db6"), (("duplicate_mac", None, "warning"),)),
    Fault(
        "a server with two ports in one subnet and the kernel's defaults",
        both(second_port("db3"), settle("db3", arp_ignore=0, arp_announce=0)),
        (("flux_risk", None, "info"),),
    ),
    Fault(
        "proxy ARP beside a wrong mask that nobody has met yet",
        both(mask("web8", 16), settle("router1", proxy_arp=1)),
        (("proxy_arp_enabled", None, "warning"),),
        {"proxy_arp": []},
    ),
    Fault(
        "a rule of one's own",
        put("till1", ip="192.0.2.90", address=OTHER, vlan=7),
        (("rule:phones", "192.0.2.90", "info"),),
        {"rules": [{"name": "phones", "query": "[?vlan==`7`]", "severity": "info", "message": "{ip} is a phone."}]},
    ),
    Fault("a table that is full", fill("node3", "ipv6", entries=1020), (("table_pressure", None, "critical"),)),
]

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fault of each kind, planted into the healthy fabric: C(FAULTS) is the table, one row or more for each kind.

A new kind of finding needs a row here and nothing else. The function changes the facts in place; a fault that needs
more than facts says so with C(policy), or with C(more): further arguments of the judgement.
"""

from collections.abc import Callable
from typing import NamedTuple

from ansible_collections.netops.arp.tests.unit.captures import broken, probe
from ansible_collections.netops.arp.tests.unit.fabrics import mac
from ansible_collections.netops.arp.tests.unit.healthy import BY_NAME, GLBP, HSRP, POLICY, SETTINGS, VRRP, healthy
from ansible_collections.netops.arp.tests.unit.plants import (
    FOREIGN,
    MOVED,
    OTHER,
    both,
    fill,
    heard,
    nights,
    nothing,
    own,
    put,
    second_port,
    swap,
    switched,
    wide_mask,
)


class Fault(NamedTuple):
    """What is planted, and the findings that it yields beside those of the healthy fabric: (kind, ip, severity)."""

    title: str
    plant: Callable
    expected: tuple
    policy: dict = {}
    more: Callable = lambda fabric: {}

    @property
    def kind(self):
        """The kind that this fault is the proof of; a rule's name follows its kind."""
        return self.expected[0][0].partition(":")[0]

    def facts(self):
        fabric = healthy()
        self.plant(fabric)
        return fabric

    def arguments(self):
        """What the judgement is called with: facts, policy and whatever else this fault needs."""
        fabric = self.facts()
        return {"facts": fabric, "policy": {**POLICY, **self.policy}, **self.more(fabric)}


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
    Fault("a table that is full", fill("node3", "ipv6", entries=1020), (("table_pressure", None, "critical"),)),
    Fault(
        "a peer that the policy expects is not there",
        nothing,
        (("missing_peer", "198.51.100.77", "critical"),),
        {"expected": [{"ip": "198.51.100.77", "macs": [FOREIGN]}]},
    ),
    Fault(
        "a peer has another MAC than was agreed",
        put("db1", "db4", ip="198.51.100.88", address=FOREIGN),
        (("unexpected_mac", "198.51.100.88", "critical"),),
        {"expected": [{"ip": "198.51.100.88", "macs": [OTHER]}]},
    ),
    Fault(
        "a stranger on a closed segment",
        put("db3", ip="198.51.100.89", address=FOREIGN),
        (("unknown_station", "198.51.100.89", "warning"),),
        {"closed_segments": [{"prefix": "198.51.100.0/24", "macs": [HSRP]}]},
    ),
    Fault(
        "the virtual router of another group answers for a cluster",
        swap("web1", "192.0.2.60", "00:00:5e:00:01:63"),
        (("unknown_virtual_router", "192.0.2.60", "warning"),),
    ),
    Fault(
        "a cluster answers with a MAC that is none of its declared ones",
        both(*(swap(f"web{at}", "192.0.2.60", FOREIGN) for at in range(1, 5))),
        (("virtual_address_physical_mac", "192.0.2.60", "warning"),),
    ),
    Fault(
        "a server is resolved by another one, but gets no answer from it",
        put("web2", ip="192.0.2.11"),
        (("one_sided_resolution", "192.0.2.11", "warning"),),
    ),
    Fault(
        "two cloned servers have one MAC",
        lambda fabric: fabric["db6"]["interfaces"][0].update(
            mac=BY_NAME["store6"].mac, addresses=["198.51.100.126/24"]
        ),
        (("duplicate_mac", None, "warning"),),
    ),
    Fault(
        "proxy ARP is on where a mask is too wide",
        both(
            lambda fabric: fabric["leaf1"]["settings"]["vlan13"].update(proxy_arp=1),
            lambda fabric: fabric["store1"]["interfaces"][0]["addresses"].__setitem__(0, "203.0.113.11/23"),
        ),
        (("proxy_arp_enabled", None, "warning"),),
    ),
    Fault(
        "two ports in one subnet that may answer for each other",
        both(
            second_port("db4"),
            lambda fabric: fabric["db4"]["settings"].update(eth9={**SETTINGS, "arp_ignore": 0, "arp_announce": 0}),
        ),
        (("flux_risk", None, "info"),),
    ),
    Fault(
        "thresholds in the wrong order",
        fill("web4", "ipv4", gc_thresh1=2048),
        (("gc_thresh_order", None, "warning"),),
    ),
    Fault(
        "something that only the user knows to be wrong",
        put("db1", ip="198.51.100.98", address=FOREIGN),
        (("rule:no-strangers", "198.51.100.98", "critical"),),
        {
            "rules": [
                {
                    "name": "no-strangers",
                    "query": f"[?mac=='{FOREIGN}']",
                    "severity": "critical",
                    "message": "{ip} has the stranger's MAC.",
                }
            ]
        },
    ),
    Fault(
        "a new machine",
        put("db1", ip=MOVED, address=FOREIGN),
        (("new_station", MOVED, "info"),),
        more=nights((1, nothing)),
    ),
    Fault(
        "a machine with another network card",
        put("db1", ip=MOVED, address=FOREIGN),
        (("changed_ethernet_address", MOVED, "info"),),
        more=nights((1, put("db1", ip=MOVED, address=OTHER))),
    ),
    Fault(
        "an address that went back to its former machine",
        put("db1", ip=MOVED, address=OTHER),
        (("flip_flop", MOVED, "warning"),),
        more=nights((2, put("db1", ip=MOVED, address=OTHER)), (1, put("db1", ip=MOVED, address=FOREIGN))),
    ),
    Fault(
        "an address that went back to the machine before the former one",
        put("db1", ip=MOVED, address=OTHER),
        (("reused_old_ethernet_address", MOVED, "warning"),),
        more=nights(
            (3, put("db1", ip=MOVED, address=OTHER)),
            (2, put("db1", ip=MOVED, address=FOREIGN)),
            (1, put("db1", ip=MOVED, address=mac(0xEE03))),
        ),
    ),
    Fault(
        "two machines that push each other out every night",
        put("db1", ip=MOVED, address=FOREIGN),
        (("mac_flapping", MOVED, "warning"),),
        more=nights(*((ago, put("db1", ip=MOVED, address=OTHER if ago % 2 else FOREIGN)) for ago in (4, 3, 2, 1))),
    ),
    Fault(
        "a machine that was silent for a year",
        put("db1", ip=MOVED, address=FOREIGN),
        (("new_activity", MOVED, "info"),),
        more=nights((365, put("db1", ip=MOVED, address=FOREIGN)), (1, nothing)),
    ),
    Fault(
        "a machine that moved, and somebody who has not heard of it",
        both(
            put("db1", ip=MOVED, address=FOREIGN), put("db2", ip=MOVED, address=OTHER, state="stale", age_seconds=90000)
        ),
        (("stale_after_move", MOVED, "warning"), ("changed_ethernet_address", MOVED, "info")),
        more=nights((1, both(*(put(host, ip=MOVED, address=OTHER) for host in ("db1", "db2"))))),
    ),
    Fault(
        "a table that will be full in days",
        fill("web2", "ipv4", entries=500),
        (("capacity_forecast", None, "info"),),
        more=nights((1, fill("web2", "ipv4", entries=300))),
    ),
    Fault(
        "a machine that its switch sees moving all the time",
        nothing,
        (("mac_moved", None, "warning"),),
        more=switched(moves={"db2": 50}),
    ),
    Fault(
        "a machine that answers, and whose MAC no switch has learned",
        nothing,
        (("mac_not_learned", None, "info"),),
        more=switched(without=("db2",)),
    ),
    Fault(
        "a machine whose frames are broken",
        nothing,
        (("invalid_frame", None, "warning"),),
        more=heard("db1", broken(FOREIGN)),
    ),
    Fault(
        "a machine that scans its segment",
        nothing,
        (("arp_storm", None, "warning"),),
        more=heard("db1", *(probe(FOREIGN, f"198.51.100.{last}") for last in range(1, 100)), step=0.001),
    ),
]

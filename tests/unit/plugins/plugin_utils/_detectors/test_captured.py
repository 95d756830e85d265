# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Captures beside tables: what they prove, and what looks like a fault and is none."""

import copy
import random

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils._history import neighbor_history
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.captures import (
    advertisement,
    announcement,
    answer,
    broken,
    capture,
    probe,
    question,
    sent_by,
    tagged,
)
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, kinds, lan, mac, row, station
from ansible_collections.netops.arp.tests.unit.healthy import POLICY, STATIONS, healthy

ROGUE, OTHER, PRINTER, NEW = mac(66), mac(67), mac(50), mac(51)
GATEWAY, GATEWAY_MAC = "192.0.2.254", mac(254)
VRRP, VRRP_OTHER, HSRP = "00:00:5e:00:01:0a", "00:00:5e:00:01:63", "00:00:0c:07:ac:01"
NLB = "03:bf:c0:00:02:3c"
PRINTER_IP = "192.0.2.50"

OFFICE = lan(h1=[row(GATEWAY, GATEWAY_MAC)], h2=[row(GATEWAY, GATEWAY_MAC)], gateways=[gateway(GATEWAY)])
KNOWN = lan(h2=[row(PRINTER_IP, PRINTER)])
TWO_PORTS = {
    **lan(),
    "mh": facts(
        [interface("eth0", mac(10), "192.0.2.10/24"), interface("eth1", mac(11), "192.0.2.11/24")],
        [row("192.0.2.1", mac(1))],
    ),
}
ROUTED = {
    "h1": facts(
        [interface("eth0", mac(1), "192.0.2.1/24")],
        [row("192.0.2.2", mac(2)), row(GATEWAY, GATEWAY_MAC)],
        [gateway(GATEWAY)],
    ),
    "h2": station(2, row("192.0.2.1", mac(1))),
}
TRUNK = {
    "h1": facts(
        [interface("eth0", mac(1), "192.0.2.1/24"), interface("eth0.10", mac(1), "198.51.100.1/24")],
        [row("192.0.2.2", mac(2))],
    ),
    "h2": station(2, row("192.0.2.1", mac(1))),
    "v2": station(12, row("198.51.100.1", mac(1)), net="198.51.100"),
}
CLUSTER = {"virtual_addresses": [{"ip": PRINTER_IP, "macs": [VRRP, PRINTER]}]}
BOTH_ANSWER = [answer(PRINTER, PRINTER_IP), answer(ROGUE, PRINTER_IP)] * 2
ASKS_OFTEN = [question(ROGUE, "192.0.2.66", f"192.0.2.{last}") for last in range(100, 200)]

# name: facts, the frames that h1 heard, the policy, and what is found
FAULTS = {
    "two stations answer": (lan(), BOTH_ANSWER, {}, [("duplicate_ip", PRINTER_IP, "warning")]),
    "two stations answer one question": (
        lan(),
        [answer(PRINTER, PRINTER_IP), answer(ROGUE, PRINTER_IP)],
        {},
        [("duplicate_ip", PRINTER_IP, "warning")],
    ),
    "two stations answer over IPv6": (
        lan(),
        [advertisement(PRINTER, "2001:db8::50"), advertisement(ROGUE, "2001:db8::50")],
        {},
        [("duplicate_ip", "2001:db8::50", "warning")],
    ),
    "the gateway goes on speaking after a stranger announced it": (
        OFFICE,
        [announcement(ROGUE, GATEWAY), answer(GATEWAY_MAC, GATEWAY)],
        {},
        [("duplicate_ip", GATEWAY, "critical")],
    ),
    "a stranger answers for the gateway of the tables": (
        OFFICE,
        [answer(ROGUE, GATEWAY)],
        {},
        [("duplicate_ip", GATEWAY, "critical")],
    ),
    "another one answers than a table holds": (
        KNOWN,
        [answer(ROGUE, PRINTER_IP)],
        {},
        [("duplicate_ip", PRINTER_IP, "warning")],
    ),
    "a stranger answers for a managed host": (
        lan(),
        [answer(ROGUE, "192.0.2.3")],
        {},
        [("spoofed_address", "192.0.2.3", "critical")],
    ),
    "a stranger announces the address of a managed host": (
        lan(),
        [announcement(ROGUE, "192.0.2.3")],
        {},
        [("spoofed_address", "192.0.2.3", "critical")],
    ),
    "a stranger asks with the address of a managed host": (
        lan(),
        [question(ROGUE, "192.0.2.3", "192.0.2.1")],
        {},
        [("spoofed_address", "192.0.2.3", "critical")],
    ),
    "one managed host answers for another": (
        lan(),
        [answer(mac(2), "192.0.2.3")],
        {},
        [("spoofed_address", "192.0.2.3", "critical")],
    ),
    "a host answers with its other port": (
        TWO_PORTS,
        [answer(mac(11), "192.0.2.10")],
        {},
        [("arp_flux", "192.0.2.10", "warning")],
    ),
    "the gateway answers for others": (
        OFFICE,
        [answer(GATEWAY_MAC, f"192.0.2.{last}") for last in range(60, 65)],
        {},
        [("proxy_arp_answer", None, "warning")],
    ),
    "the virtual router of another group": (
        lan(),
        [answer(VRRP_OTHER, PRINTER_IP)],
        CLUSTER,
        [("unknown_virtual_router", PRINTER_IP, "warning")],
    ),
    "a stranger announces a declared virtual address": (
        lan(),
        [announcement(ROGUE, PRINTER_IP)],
        CLUSTER,
        [("virtual_address_physical_mac", PRINTER_IP, "warning")],
    ),
    "an expected peer has another MAC": (
        lan(),
        [answer(ROGUE, PRINTER_IP)],
        {"expected": [{"ip": PRINTER_IP, "macs": [PRINTER]}]},
        [("unexpected_mac", PRINTER_IP, "critical")],
    ),
    "a stranger on a closed segment merely asks": (
        lan(),
        [question(ROGUE, "192.0.2.66", "192.0.2.1")],
        {"closed_segments": [{"prefix": "192.0.2.0/24"}]},
        [("unknown_station", "192.0.2.66", "warning")],
    ),
    "a frame in the name of another": (
        lan(),
        [sent_by(ROGUE, answer(PRINTER, PRINTER_IP))],
        {},
        [("invalid_frame", PRINTER_IP, "warning")],
    ),
    "malformed frames": (lan(), [broken(ROGUE)] * 3, {}, [("invalid_frame", None, "warning")]),
    "a scan": (lan(), ASKS_OFTEN, {}, [("arp_storm", None, "warning")]),
    "a spoofer in VLAN 10": (
        TRUNK,
        [tagged(10, answer(ROGUE, "198.51.100.12"))],
        {},
        [("spoofed_address", "198.51.100.12", "critical")],
    ),
}

# name: facts, the frames that h1 heard, the policy
HEALTHY = {
    "everybody speaks for himself": (
        lan(),
        [answer(mac(2), "192.0.2.2"), question(mac(3), "192.0.2.3", "192.0.2.1"), announcement(mac(1), "192.0.2.1")],
        {},
    ),
    "a station that no table knows": (lan(), [answer(PRINTER, PRINTER_IP)], {}),
    "a virtual router that speaks from its physical MAC": (
        OFFICE,
        [sent_by(mac(252), answer(VRRP, "192.0.2.253")), sent_by(mac(252), announcement(HSRP, "192.0.2.252"))],
        {},
    ),
    "a virtual router that asks with its physical MAC": (
        lan(),
        [answer(VRRP, PRINTER_IP), question(PRINTER, PRINTER_IP, "192.0.2.1"), answer(VRRP, PRINTER_IP)],
        {},
    ),
    "a declared pair": (lan(), [answer(VRRP, PRINTER_IP), answer(PRINTER, PRINTER_IP)], CLUSTER),
    "a declared pair speaks for each other": (lan(), [sent_by(ROGUE, answer(PRINTER, PRINTER_IP))], CLUSTER),
    "a failover": (
        lan(),
        [answer(PRINTER, PRINTER_IP), announcement(NEW, PRINTER_IP), answer(NEW, PRINTER_IP)],
        {},
    ),
    "a failover that the tables do not know yet": (KNOWN, [announcement(NEW, PRINTER_IP)], {}),
    "a failover there and back": (
        KNOWN,
        [announcement(NEW, PRINTER_IP), announcement(PRINTER, PRINTER_IP), answer(PRINTER, PRINTER_IP)],
        {},
    ),
    "a failover over IPv6": (
        lan(),
        [advertisement(PRINTER, "2001:db8::50"), announcement(NEW, "2001:db8::50"), advertisement(NEW, "2001:db8::50")],
        {},
    ),
    "DHCP clients that make sure": (lan(), [probe(ROGUE, PRINTER_IP), probe(OTHER, "192.0.2.2")] * 3, {}),
    "two VLANs with one address": (
        lan(),
        [tagged(10, answer(PRINTER, PRINTER_IP)), tagged(20, answer(NEW, PRINTER_IP)), answer(OTHER, PRINTER_IP)],
        {},
    ),
    "a VLAN and the link below it": (
        TRUNK,
        [answer(mac(2), "192.0.2.2"), tagged(10, answer(mac(12), "198.51.100.12"))],
        {},
    ),
    "a declared proxy": (
        OFFICE,
        [answer(GATEWAY_MAC, f"192.0.2.{last}") for last in range(60, 65)],
        {"proxy_arp": [{"mac": GATEWAY_MAC, "prefixes": ["192.0.2.0/24"]}]},
    ),
    "a router with addresses in subnets that share the link": (
        ROUTED,
        [answer(GATEWAY_MAC, GATEWAY), *(answer(GATEWAY_MAC, f"198.51.100.{last}") for last in range(1, 9))],
        {},
    ),
    "a station of another subnet on the link": (lan(), [answer(PRINTER, "198.51.100.7")], {}),
    "a bond that balances its load": (TWO_PORTS, [sent_by(mac(11), answer(mac(10), "192.0.2.10"))], {}),
    "a cluster in multicast mode that is declared": (
        lan(),
        [sent_by(ROGUE, answer(NLB, "192.0.2.60"))],
        {"virtual_addresses": [{"ip": "192.0.2.60", "macs": [NLB]}]},
    ),
    "the forwarders of a GLBP group": (
        lan(),
        [answer("00:07:b4:00:0a:01", PRINTER_IP), answer("00:07:b4:00:0a:02", PRINTER_IP)],
        {},
    ),
    "a host that asks with the address that it has on another link": (
        {
            **lan(),
            "mh": facts(
                [interface("eth0", mac(10), "192.0.2.10/24"), interface("eth1", mac(11), "198.51.100.11/24")],
                [row("192.0.2.1", mac(1))],
            ),
        },
        [question(mac(10), "198.51.100.11", "192.0.2.1")],
        {},
    ),
    "a busy router": (OFFICE, ASKS_OFTEN[:40], {}),
}


def heard(frames, step=0.01):
    return {"h1": capture(*frames, step=step)}


@pytest.mark.parametrize(("fabric", "frames", "policy", "found"), FAULTS.values(), ids=FAULTS)
def test_a_fault_on_the_wire_yields_exactly_its_finding(fabric, frames, policy, found):
    said = judge(fabric, policy, captures=heard(frames))
    assert [(one["kind"], one["ip"], one["severity"]) for one in said] == found
    assert "h1" in said[0]["hosts"]
    assert any(item["host"] == "h1" and "captured" in item.get("note", "") for item in said[0]["evidence"])
    assert said[0]["message"].endswith(".")


@pytest.mark.parametrize(("fabric", "frames", "policy"), HEALTHY.values(), ids=HEALTHY)
def test_what_looks_like_a_fault_and_is_none_raises_nothing(fabric, frames, policy):
    assert [one["message"] for one in judge(fabric, policy, captures=heard(frames))] == judge(fabric, policy)


@pytest.mark.parametrize(("fabric", "frames", "policy", "found"), FAULTS.values(), ids=FAULTS)
def test_neither_order_nor_a_second_capture_matters_and_the_input_stays(fabric, frames, policy, found):
    captures = heard(frames)
    before = copy.deepcopy((fabric, captures))
    chance = random.Random(7)
    shuffled = copy.deepcopy(captures["h1"])
    for records in shuffled.values():
        if isinstance(records, list):
            chance.shuffle(records)
    names = list(fabric)
    chance.shuffle(names)
    expected = judge(fabric, policy, captures=captures)
    assert judge({name: fabric[name] for name in names}, policy, captures={"h1": [shuffled]}) == expected
    assert kinds(judge(fabric, policy, captures={"h1": [captures["h1"]] * 2})) == kinds(expected)
    assert (fabric, captures) == before


def test_what_a_table_and_a_capture_say_is_one_finding():
    fabric = lan(without=("192.0.2.3",), h2=[row("192.0.2.3", ROGUE)])
    (found,) = judge(fabric, captures=heard([answer(ROGUE, "192.0.2.3")] * 3))
    assert (found["kind"], found["hosts"]) == ("spoofed_address", ["h1", "h2", "h3"])
    notes = [item.get("note") for item in found["evidence"] if item["mac"] == ROGUE]
    assert notes == ["captured: 3 answers in 10 s", None]


def test_what_two_hosts_heard_is_one_finding():
    frames = capture(*ASKS_OFTEN, broken(ROGUE), step=0.001)
    found = judge(lan(), captures={"h1": frames, "h2": frames})
    assert [(one["kind"], one["hosts"]) for one in found] == [
        ("arp_storm", ["h1", "h2"]),
        ("invalid_frame", ["h1", "h2"]),
    ]
    assert "1 malformed frame (ARP operation 9" in found[1]["message"]


def test_who_sent_a_forged_answer_is_in_the_evidence_of_it_alone():
    (found,) = judge(lan(), captures=heard([sent_by(ROGUE, answer(OTHER, "192.0.2.3"))]))
    assert found["kind"] == "spoofed_address"
    assert f"captured: 1 answer in 10 s, in frames from {ROGUE}" in [item.get("note") for item in found["evidence"]]


def test_a_message_says_what_was_heard_and_what_a_host_believes():
    frames = [answer(ROGUE, "192.0.2.3")]
    assert f"but h1 heard {ROGUE}" in judge(lan(), captures=heard(frames))[0]["message"]
    believed = lan(without=("192.0.2.3",), h1=[row("192.0.2.3", ROGUE)])
    assert f"but h1 got {ROGUE}" in judge(believed, captures=heard(frames))[0]["message"]


def test_a_host_without_facts_may_listen():
    (found,) = judge(lan(), captures={"tap": capture(answer(ROGUE, "192.0.2.3"), answer(mac(2), "192.0.2.2"))})
    assert (found["kind"], found["hosts"]) == ("spoofed_address", ["h3", "tap"])


def test_captures_of_hand_without_times_are_judged_by_who_answered():
    taken = heard([answer(PRINTER, PRINTER_IP), announcement(NEW, PRINTER_IP)])
    twice = heard([answer(PRINTER, PRINTER_IP), answer(NEW, PRINTER_IP)])
    for captured in (taken, twice):
        for records in ("answered", "announced"):
            for record in captured["h1"][records]:
                del record["first_seconds"], record["last_seconds"]
        for claim in captured["h1"]["claims"]:
            claim["macs"] = [{"mac": one["mac"], "count": one["count"]} for one in claim["macs"]]
    assert judge(lan(), captures=taken) == []
    assert kinds(judge(lan(), captures=twice)) == [("duplicate_ip", PRINTER_IP)]


def test_a_healthy_fabric_that_speaks_raises_nothing():
    fabric = healthy()
    captures = {}
    for one in STATIONS:
        frames = [announcement(one.mac, ip) for ip in one.ips]
        for known in fabric[one.name]["neighbors"]:
            if known["mac"] and known["interface"] == one.port and not known["mac"].startswith(("01:", "33:", "ff:")):
                say = advertisement if known["family"] == "ipv6" else answer
                frames.append(say(known["mac"], known["ip"]))
        captures[one.name] = capture(*frames, interface=one.port, step=0.01)
    assert [found["message"] for found in judge(fabric, POLICY, captures=captures)] == [
        found["message"] for found in judge(fabric, POLICY)
    ]


def test_what_was_merely_heard_is_no_news_for_the_history():
    history = neighbor_history(None, lan())
    assert judge(lan(), baseline=history, captures=heard([answer(PRINTER, PRINTER_IP)])) == []


BROKEN = {
    "a text": ("h1", "captures: a mapping of host to capture is needed, not str"),
    "a result": ({"h1": {"capture": {}}}, "captures: host h1: expected what arp_capture returns as capture"),
    "a claim without MACs": (
        {"h1": {"interface": "eth0", "claims": [{"ip": "192.0.2.1"}]}},
        "captures: host h1: a record of the capture on eth0 cannot be read: KeyError('macs')",
    ),
    "a storm of nobody": (
        {"h1": {"interface": "eth0", "claims": [], "storms": [{"mac": ROGUE}]}},
        "captures: host h1: a record of the capture on eth0 cannot be read: KeyError('peak_per_second')",
    ),
}


@pytest.mark.parametrize(("captures", "message"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_capture_is_refused_with_its_place(captures, message):
    with pytest.raises(ArpError) as refused:
        judge(lan(), captures=captures)
    assert str(refused.value) == message

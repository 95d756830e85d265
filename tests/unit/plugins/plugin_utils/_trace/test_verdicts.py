# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verdict on an address: one table of what was read, asked and heard, and what is said of it."""

import copy

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils._trace import plan, trace
from ansible_collections.netops.arp.plugins.plugin_utils._trace._verdicts import VERDICTS
from ansible_collections.netops.arp.tests.unit.captures import announcement, answer, capture
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, lan, mac, row, station

TIME = "2026-05-04T03:02:11Z"
PRINTER_IP, GATEWAY = "192.0.2.50", "192.0.2.254"
PRINTER, ROGUE, GATEWAY_MAC = mac(50), mac(66), mac(254)
VRRP = "00:00:5e:00:01:0a"
SERVICE = "192.0.2.77"


def probed(*macs, ip=PRINTER_IP, on="eth0", mode="answers", frame_macs=None):
    """What a probe registers in a loop: these MACs answered."""
    answers = [
        {"mac": one, "count": 3, "kinds": ["reply"], "frame_macs": frame_macs or [one], "is_own": False} for one in macs
    ]
    family = "ipv6" if ":" in ip else "ipv4"
    told = [{"ip": ip, "family": family, "interface": on, "macs": list(macs), "answers": answers}] if macs else []
    place = {"interface": on, "namespace": None, "mode": mode, "source": "own"}
    return {"results": [{"item": place, "answered": told, "silent": [] if macs else [ip], "duration_seconds": 2.0}]}


def heard(*frames, on="eth0"):
    return {"results": [{"item": {"interface": on, "namespace": None}, "capture": capture(*frames, interface=on)}]}


def refused(message):
    return {"results": [{"item": {"interface": "eth0", "namespace": None}, "msg": message}]}


def router():
    """h4, which routes: it has two addresses, and answers for the gateway of h1."""
    return facts(
        [interface("eth0", GATEWAY_MAC, f"{GATEWAY}/24"), interface("eth1", mac(253), "198.51.100.1/24")],
        [row("192.0.2.1", mac(1))],
    )


ROUTED = {**lan(h1=[row(GATEWAY, GATEWAY_MAC)], gateways=[gateway(GATEWAY)]), "r1": router()}
UNMANAGED = lan(h1=[row(GATEWAY, GATEWAY_MAC)], h2=[row(GATEWAY, GATEWAY_MAC)], gateways=[gateway(GATEWAY)])
TWO_PORTS = {
    **lan(),
    "mh": facts(
        [interface("eth0", mac(10), "192.0.2.10/24"), interface("eth1", mac(11), "192.0.2.11/24")],
        [row("192.0.2.1", mac(1))],
    ),
}
KNOWN = lan(h1=[row(PRINTER_IP, PRINTER)], h2=[row(PRINTER_IP, PRINTER)])
SPLIT = lan(h1=[row(PRINTER_IP, PRINTER)], h2=[row(PRINTER_IP, ROGUE, state="stale")])
FOOLED = lan(without=("192.0.2.3",), h1=[row("192.0.2.3", ROGUE)], h2=[row("192.0.2.3", mac(3))])
PINNED = lan(without=("192.0.2.3",), h1=[row("192.0.2.3", ROGUE, state="permanent", origin="static")])
BOTH_HAVE = {**lan(), "h4": facts([interface("eth0", mac(4), "192.0.2.3/24")], [row("192.0.2.1", mac(1))])}
SERVED = {
    "h1": facts(
        [interface("eth0", mac(1), "192.0.2.1/24"), interface("lo", None, f"{SERVICE}/32")], [row("192.0.2.2", mac(2))]
    ),
    "h2": station(2, row("192.0.2.1", mac(1))),
}
CLUSTER = {"virtual_addresses": [{"ip": PRINTER_IP, "macs": [VRRP, PRINTER]}]}
OPEN_PROXY = {"proxy_arp": [{"mac": GATEWAY_MAC, "prefixes": ["192.0.2.0/24"]}]}
IPV6 = "2001:db8::50"

# name: facts, address, what else was gathered, the policy, and the verdict: kind, severity, a part of its sentence
CASES = {
    "an unmanaged station answers": (
        KNOWN,
        PRINTER_IP,
        {"probes": {"h1": probed(PRINTER)}},
        {},
        ("answered", "sound", f"{PRINTER_IP} is at {PRINTER}"),
    ),
    "and over IPv6": (
        lan(),
        IPV6,
        {"probes": {"h1": probed(PRINTER, ip=IPV6)}},
        {},
        ("answered", "sound", f"{IPV6} is at {PRINTER}"),
    ),
    "a managed host has it": (
        lan(),
        "192.0.2.3",
        {"probes": {"h1": probed(mac(3), ip="192.0.2.3"), "h3": probed(ip="192.0.2.3", mode="duplicate")}},
        {},
        ("own", "sound", f"192.0.2.3 belongs to h3 (eth0, {mac(3)}), and nobody else answers for it."),
    ),
    "a managed host has it, and nobody could ask": (
        lan(),
        "192.0.2.3",
        {},
        {},
        ("own", "sound", "and no table says otherwise."),
    ),
    "a virtual router has it": (
        KNOWN,
        GATEWAY,
        {"probes": {"h1": probed(VRRP, ip=GATEWAY)}},
        {},
        ("virtual", "sound", f"{GATEWAY} is a virtual address (VRRP), at {VRRP}"),
    ),
    "a declared cluster answers with two MACs": (
        KNOWN,
        PRINTER_IP,
        {"probes": {"h1": probed(VRRP, PRINTER)}},
        CLUSTER,
        ("virtual", "sound", "is a virtual address (VRRP)"),
    ),
    "a host answers for a service address of its own": (
        SERVED,
        SERVICE,
        {"probes": {"h2": probed(mac(1), ip=SERVICE)}},
        {},
        ("answered", "sound", f"{SERVICE} is at {mac(1)} of h1 (eth0)"),
    ),
    "two stations answer": (
        KNOWN,
        PRINTER_IP,
        {"probes": {"h1": probed(PRINTER, ROGUE)}},
        {},
        ("duplicate", "warning", "2 stations answer for 192.0.2.50"),
    ),
    "two stations answer for the gateway": (
        UNMANAGED,
        GATEWAY,
        {"probes": {"h1": probed(GATEWAY_MAC, ROGUE, ip=GATEWAY)}},
        {},
        ("duplicate", "critical", f"2 stations answer for Gateway {GATEWAY}"),
    ),
    "one answered a probe, another one was heard": (
        KNOWN,
        PRINTER_IP,
        {"probes": {"h1": probed(PRINTER)}, "captures": {"h2": heard(answer(ROGUE, PRINTER_IP))}},
        {},
        ("duplicate", "warning", "2 stations answer"),
    ),
    "two tables differ, and nobody could ask": (
        SPLIT,
        PRINTER_IP,
        {},
        {},
        ("duplicate", "warning", "Nobody could ask who answers now."),
    ),
    "a table differs from the answers": (
        SPLIT,
        PRINTER_IP,
        {"probes": {"h1": probed(PRINTER)}},
        {},
        ("stale", "warning", f"{PRINTER_IP} is at {PRINTER} (locally administered), but h2 still holds {ROGUE}"),
    ),
    "all tables differ from the answers": (
        KNOWN,
        PRINTER_IP,
        {"probes": {"h1": probed(ROGUE)}},
        {},
        ("stale", "warning", f"but h1 and h2 still hold {PRINTER}"),
    ),
    "it moved while somebody listened": (
        KNOWN,
        PRINTER_IP,
        {
            "captures": {
                "h1": heard(answer(PRINTER, PRINTER_IP), announcement(ROGUE, PRINTER_IP), answer(ROGUE, PRINTER_IP))
            },
            "probes": {"h1": probed(ROGUE)},
        },
        {},
        ("stale", "warning", f"{PRINTER_IP} is at {ROGUE}"),
    ),
    "a table differs from the owner, who answers alone": (
        FOOLED,
        "192.0.2.3",
        {"probes": {"h2": probed(mac(3), ip="192.0.2.3")}},
        {},
        ("stale", "warning", f"but h1 still holds {ROGUE}"),
    ),
    "a stranger answers for a managed host": (
        lan(),
        "192.0.2.3",
        {"probes": {"h1": probed(mac(3), ROGUE, ip="192.0.2.3")}},
        {},
        ("spoofed", "critical", f"192.0.2.3 belongs to h3 (eth0, {mac(3)}), but {ROGUE}"),
    ),
    "the owner itself finds a stranger": (
        lan(),
        "192.0.2.3",
        {"probes": {"h3": probed(ROGUE, ip="192.0.2.3", mode="duplicate")}},
        {},
        ("spoofed", "critical", "speaks for it as well."),
    ),
    "a stranger was heard to announce it": (
        lan(),
        "192.0.2.3",
        {"captures": {"h1": heard(announcement(ROGUE, "192.0.2.3"))}},
        {},
        ("spoofed", "critical", "speaks for it as well."),
    ),
    "a table has a stranger, and nobody could ask": (
        FOOLED,
        "192.0.2.3",
        {},
        {},
        ("spoofed", "critical", "Nobody could ask who answers now."),
    ),
    "a pinned entry is wrong": (
        PINNED,
        "192.0.2.3",
        {"probes": {"h2": probed(mac(3), ip="192.0.2.3")}},
        {},
        ("static_drift", "critical", "the static entry of h1 says"),
    ),
    "two managed hosts have it": (
        BOTH_HAVE,
        "192.0.2.3",
        {},
        {},
        ("own_conflict", "critical", "192.0.2.3 is configured on h3"),
    ),
    "the owner answers with its other port": (
        TWO_PORTS,
        "192.0.2.10",
        {"probes": {"h1": probed(mac(10), mac(11), ip="192.0.2.10")}},
        {},
        ("flux", "warning", "ARP flux"),
    ),
    "a managed router answers for it": (
        ROUTED,
        "192.0.2.99",
        {"probes": {"h1": probed(GATEWAY_MAC, ip="192.0.2.99")}},
        {},
        ("proxy", "warning", f"{GATEWAY_MAC} of r1 (eth0) answers for 192.0.2.99 without having it: proxy ARP."),
    ),
    "an unmanaged gateway answers beside the station": (
        UNMANAGED,
        PRINTER_IP,
        {"probes": {"h1": probed(GATEWAY_MAC, PRINTER)}},
        {},
        ("proxy", "warning", f"without having it, beside {PRINTER}"),
    ),
    "a router answers for it, as is declared": (
        ROUTED,
        "192.0.2.99",
        {"probes": {"h1": probed(GATEWAY_MAC, ip="192.0.2.99")}},
        OPEN_PROXY,
        ("proxy_declared", "sound", "as the policy declares"),
    ),
    "an expected peer has another MAC": (
        KNOWN,
        PRINTER_IP,
        {"probes": {"h1": probed(PRINTER)}},
        {"expected": [{"ip": PRINTER_IP, "macs": [ROGUE]}]},
        ("wrong_answer", "critical", PRINTER_IP),
    ),
    "nobody answers": (
        lan(h2=[row(PRINTER_IP)]),
        PRINTER_IP,
        {"probes": {"h1": probed()}},
        {},
        (
            "silent",
            "warning",
            f"Nobody answers for {PRINTER_IP}: h1 asked in vain, and h2 could not resolve it before.",
        ),
    ),
    "nobody answers any more": (
        KNOWN,
        PRINTER_IP,
        {"probes": {"h1": probed()}},
        {},
        ("silent", "warning", f"h1 asked in vain. h1 and h2 hold it at {PRINTER}"),
    ),
    "the gateway is dead": (
        UNMANAGED,
        GATEWAY,
        {"probes": {"h1": probed(ip=GATEWAY)}},
        {},
        ("silent", "critical", f"Nobody answers for Gateway {GATEWAY}"),
    ),
    "the owner is silent": (
        lan(),
        "192.0.2.3",
        {"probes": {"h1": probed(ip="192.0.2.3")}},
        {},
        ("owner_silent", "warning", "which does not answer h1."),
    ),
    "one of two gets no answer": (
        KNOWN,
        PRINTER_IP,
        {"probes": {"h1": probed(PRINTER), "h2": probed()}},
        {},
        ("one_sided", "warning", "but not h2: questions or answers are lost"),
    ),
    "a table knows it, and nobody could ask": (
        KNOWN,
        PRINTER_IP,
        {"probes": {"h1": refused("no permission")}},
        {},
        ("unproven", "info", f"h1 and h2 hold it at {PRINTER}"),
    ),
    "a table failed to resolve it, and nobody could ask": (
        lan(h2=[row(PRINTER_IP)]),
        PRINTER_IP,
        {},
        {},
        ("unresolved", "warning", f"h2 could not resolve {PRINTER_IP}"),
    ),
    "nobody knows it, and nobody could ask": (
        lan(),
        PRINTER_IP,
        {},
        {},
        ("unknown", "info", "Nobody who was read knows"),
    ),
    "it is in nobody's subnet": (
        lan(),
        "203.0.113.9",
        {},
        {},
        ("off_subnet", "warning", "203.0.113.9 is in no subnet of the 3 hosts that were read"),
    ),
    "nobody was read": (
        {},
        PRINTER_IP,
        {"hosts": ["h1"], "failures": {"h1": {"unreachable": True, "msg": "Connection refused"}}},
        {},
        ("nobody_read", "critical", f"Nothing is known of {PRINTER_IP}"),
    ),
}


@pytest.mark.parametrize(("fabric", "address", "gathered", "policy", "expected"), CASES.values(), ids=CASES)
def test_the_verdict(fabric, address, gathered, policy, expected):
    before = copy.deepcopy((fabric, gathered, policy))
    verdict = trace(fabric, address, policy, generated_at=TIME, **gathered)["verdict"]
    assert (verdict["kind"], verdict["severity"]) == expected[:2]
    assert expected[2] in verdict["sentence"]
    assert verdict["sentence"].endswith(".")
    assert bool(verdict["next_steps"]) is (verdict["severity"] != "sound")
    assert not any("{" in step for step in verdict["next_steps"])
    assert (fabric, gathered, policy) == before


def test_every_verdict_has_a_case():
    covered = {expected[0] for *_gathered, expected in CASES.values()}
    assert covered == {line.kind for line in VERDICTS} | {"off_subnet", "nobody_read"}


def test_a_segment_that_has_nothing_of_the_address_does_not_decide():
    """Two sites use one address space; at one of them nobody has the address."""
    other = {f"o{name}": host for name, host in lan().items()}
    for host in other.values():
        host["interfaces"][0]["mac"] = host["interfaces"][0]["mac"].replace("02:", "06:")
        for record in host["neighbors"]:
            record["mac"] = record["mac"].replace("02:", "06:")
    document = trace({**KNOWN, **other}, PRINTER_IP, probes={"h1": probed(PRINTER), "oh1": probed()})
    assert document["verdict"]["kind"] == "answered"
    assert [(one["verdict"]["kind"], one["is_known"]) for one in document["segments"]] == [
        ("answered", True),
        ("silent", False),
    ]


def test_hosts_that_share_an_answer_share_a_segment():
    strangers = {name: station(at) for name, at in (("h1", 1), ("h2", 2))}
    document = trace(strangers, PRINTER_IP, probes={"h1": probed(PRINTER), "h2": probed(PRINTER)})
    assert [one["name"] for one in document["segments"]] == ["192.0.2.0/24"]


def test_the_zone_of_a_link_local_address_narrows_the_trace():
    fabric = {
        "h1": facts(
            [interface("eth0", mac(1), "192.0.2.1/24"), interface("eth1", mac(4), "198.51.100.1/24")],
            [row("fe80::1", mac(7)), row("fe80::1", mac(8), "eth1")],
        )
    }
    both, one = (trace(fabric, address)["segments"] for address in ("fe80::1", "fe80::1%eth1"))
    assert sorted(row["interface"] for segment in both for row in segment["caches"]) == ["eth0", "eth1"]
    assert [row["interface"] for segment in one for row in segment["caches"]] == ["eth1"]


MISTAKES = {
    "no address": ("", "trace_address: '' is no address"),
    "a name": ("web1", "trace_address: 'web1' is no address"),
    "a prefix": ("192.0.2.0/24", "trace_address: '192.0.2.0/24' is no address"),
    "a group": ("ff02::1", "trace_address: ff02::1 belongs to no station"),
    "everybody": ("255.255.255.255", "trace_address: 255.255.255.255 belongs to no station"),
    "nobody": ("0.0.0.0", "trace_address: 0.0.0.0 belongs to no station"),
    "oneself": ("::1", "trace_address: ::1 belongs to no station"),
}


@pytest.mark.parametrize(("address", "message"), MISTAKES.values(), ids=MISTAKES)
def test_what_no_station_can_have_is_refused(address, message):
    for function in (trace, plan):
        with pytest.raises(ArpError) as error:
            function(lan(), address)
        assert message in str(error.value)

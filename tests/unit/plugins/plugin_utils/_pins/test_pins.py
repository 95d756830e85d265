# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which gateways may be pinned: declarations, places on a host, answers, and why not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.plugin_utils._pins import judge
from ansible_collections.netops.arp.plugins.plugin_utils._pins._declared import read

GATEWAY, GATEWAY6 = "192.0.2.1", "fe80::1"
VIRTUAL, FIRST, SECOND = "00:00:5e:00:01:0a", "00:00:5e:00:53:01", "00:00:5e:00:53:02"
SPOOFER = "02:00:00:00:01:66"


def hop(ip, interface="eth0", vrf="default"):
    family = "ipv6" if ":" in ip else "ipv4"
    return {"ip": ip, "family": family, "interface": interface, "vrf": vrf, "namespace": None}


def port(name, *addresses, vrf="default"):
    return {"name": name, "mac": None, "addresses": list(addresses), "vrf": vrf, "namespace": None, "up": True}


def row(mac=VIRTUAL, ip=GATEWAY, state="stale", origin="dynamic", interface="eth0"):
    family = "ipv6" if ":" in ip else "ipv4"
    return neighbor(ip, family, mac, interface, state, origin, vrf="default")


def pinned(mac=VIRTUAL, **more):
    return row(mac, state="permanent", origin="static", **more)


HOPS = (hop(GATEWAY),)
PORTS = (port("eth0", "192.0.2.10/24", "fe80::10/64"),)


def facts(*rows, gateways=HOPS, interfaces=PORTS):
    return {"neighbors": list(rows), "gateways": list(gateways), "interfaces": list(interfaces)}


def probed(*macs, ip=GATEWAY, interface="eth0"):
    answers = [{"mac": mac, "count": 3, "frame_macs": [mac], "is_own": False} for mac in macs]
    return {"answered": [{"ip": ip, "interface": interface, "answers": answers}] if macs else []}


def gateway(*macs, ip=GATEWAY, **more):
    return {"ip": ip, "macs": list(macs), **more}


# declared, who answers (None: nobody was asked), rows of the table, standing, part of the sentence
CASES = {
    "the declared one answers": ([gateway(FIRST)], [FIRST], [], "to be pinned", "To be pinned to 00:00:5e:00:53:01"),
    "it is pinned already": ([gateway(FIRST)], [FIRST], [pinned(FIRST)], "in order", "In order"),
    "pinned to another": ([gateway(FIRST)], [FIRST], [pinned(SECOND)], "to be pinned", "pinned to 00:00:5e:00:53:02"),
    "a learned row is not asked": ([gateway(FIRST)], [FIRST], [row(SPOOFER)], "to be pinned", "To be pinned"),
    "nobody answers": ([gateway(FIRST)], [], [row(FIRST)], "refused", "nobody answers for 192.0.2.1 on eth0"),
    "two answer": (
        [gateway(FIRST)],
        [FIRST, SPOOFER],
        [],
        "refused",
        "2 MACs answer for 192.0.2.1 on eth0: .*:53:01.* and .*:01:66",
    ),
    "two declared ones answer": ([gateway(VIRTUAL, FIRST)], [VIRTUAL, FIRST], [], "refused", "2 MACs answer"),
    "another answers": (
        [gateway(FIRST)],
        [SPOOFER],
        [],
        "refused",
        "02:00:00:00:01:66 .* answers for 192.0.2.1 on eth0, and declared is 00:00:5e:00:53:01",
    ),
    "a virtual MAC is no exception": ([gateway(FIRST)], [VIRTUAL], [], "refused", "VRRP.* declared is 00:00:5e:00:53"),
    "a declared virtual MAC": ([gateway(VIRTUAL)], [VIRTUAL], [], "to be pinned", "To be pinned to 00:00:5e:00:01:0a"),
    "a pair, its virtual MAC": ([gateway(VIRTUAL, FIRST, SECOND)], [VIRTUAL], [], "to be pinned", "To be pinned"),
    "a pair, a member's MAC": (
        [gateway(VIRTUAL, FIRST, SECOND)],
        [SECOND],
        [],
        "refused",
        "would cut the host off at the next failover",
    ),
    "a pair without a virtual MAC": ([gateway(FIRST, SECOND)], [FIRST], [], "refused", "Name the one that moves"),
    "a pair with two virtual MACs": (
        [gateway(VIRTUAL, "00:00:0c:07:ac:0a")],
        [VIRTUAL],
        [],
        "refused",
        "not exactly one is known to be virtual",
    ),
    "an anycast MAC that is named": (
        [gateway(FIRST, mac="02:02:00:00:00:aa")],
        ["02:02:00:00:00:aa"],
        [],
        "to be pinned",
        "To be pinned to 02:02:00:00:00:aa",
    ),
    "nobody declared it": ([], [VIRTUAL], [], "undeclared", "declare {ip: '192.0.2.1', mac: '00:00:5e:00:01:0a'}"),
    "declared without a MAC": ([{"ip": GATEWAY}], [VIRTUAL], [], "undeclared", "Nobody declared it. If that MAC"),
    "undeclared, and two answer": ([], [FIRST, SECOND], [], "undeclared", "does not show by itself what to declare"),
    "undeclared, and nobody answers": ([], [], [], "undeclared", "answering: nothing"),
    "a table that agrees": ([gateway(FIRST)], None, [row(FIRST)], "to be pinned", "learned: 00:00:5e:00:53:01"),
    "a table that has another": ([gateway(FIRST)], None, [row(SPOOFER)], "refused", "declared is 00:00:5e:00:53:01"),
    "a table without it": ([gateway(FIRST)], None, [], "refused", r"have it send something there \(a ping\)"),
    "a row that failed": ([gateway(FIRST)], None, [row(FIRST, state="failed")], "refused", "the table holds no MAC"),
    "a table in which it is pinned": ([gateway(FIRST)], None, [pinned(FIRST)], "in order", "In order"),
    "a table in which another is": (
        [gateway(FIRST)],
        None,
        [pinned(SECOND)],
        "refused",
        "cannot ask who answers: take the entry away first",
    ),
}


@pytest.mark.parametrize(("declared", "answering", "rows", "standing", "sentence"), CASES.values(), ids=CASES)
def test_a_gateway_is_judged(declared, answering, rows, standing, sentence):
    told = judge(facts(*rows), declared, None if answering is None else probed(*answering))
    (drift,) = told["drift"]
    (line,) = told["lines"]
    assert drift["standing"] == standing, line
    assert re.search(sentence, line)
    assert bool(told["pins"]) is (standing in ("to be pinned", "in order"))
    assert [one["state"] for one in told["entries"]] == ["present"] * len(told["pins"])
    assert [one["reason"] in line for one in told["refused"]] == [True] * (standing == "refused")


def test_a_pin_has_its_place_and_so_has_the_entry():
    told = judge(facts(), [gateway(VIRTUAL)], probed(VIRTUAL))
    place = {"ip": GATEWAY, "interface": "eth0", "vrf": "default"}
    assert told["pins"] == [{**place, "family": "ipv4", "mac": VIRTUAL, "namespace": None}]
    assert told["entries"] == [{**place, "mac": VIRTUAL, "state": "present"}]
    assert told["ask"] == ["192.0.2.1%eth0"]


def test_who_answers_in_the_name_of_another_is_shown():
    answers = probed(SPOOFER)
    answers["answered"][0]["answers"][0]["frame_macs"] = [SECOND]
    (refused,) = judge(facts(), [gateway(FIRST)], answers)["refused"]
    assert refused["evidence"] == [
        "02:00:00:00:01:66 (locally administered) answered, 3 times, in frames from 00:00:5e:00:53:02"
    ]


def test_an_approval_is_what_would_be_declared():
    linklocal = facts(gateways=[hop(GATEWAY6)])
    (approval,) = judge(linklocal, [], probed(VIRTUAL, ip=GATEWAY6))["approval"]
    assert approval["declare"] == {"ip": GATEWAY6, "mac": VIRTUAL, "interface": "eth0"}
    told = judge(linklocal, [approval["declare"]], probed(VIRTUAL, ip=GATEWAY6))
    assert [one["mac"] for one in told["pins"]] == [VIRTUAL]


def test_nobody_is_asked_for_what_is_not_to_be_learned():
    told = judge(facts(gateways=[hop(GATEWAY), hop(GATEWAY6)]), [gateway(FIRST)], learn="never")
    assert told["ask"] == ["192.0.2.1%eth0"]
    assert told["approval"] == []
    assert "Nobody declared it" in told["lines"][1]


# declared, the interfaces, default routes: what it becomes, places or a reason
ETH1 = port("eth1", "198.51.100.10/24")
PLACES = {
    "a default route's": ({}, [port("eth0", "192.0.2.10/24")], [hop(GATEWAY)], ["eth0"]),
    "two default routes'": ({}, [], [hop(GATEWAY), hop(GATEWAY, "eth1")], ["eth0", "eth1"]),
    "one of two": ({"interface": "eth1"}, [], [hop(GATEWAY), hop(GATEWAY, "eth1")], ["eth1"]),
    "no default route": ({}, [port("eth0", "192.0.2.10/24")], [], ["eth0"]),
    "the narrowest network": ({}, [port("eth0", "192.0.0.1/16"), port("eth1", "192.0.2.10/24")], [], ["eth1"]),
    "of a VRF": ({"vrf": "blue"}, [port("eth0", "192.0.2.10/24"), port("b", "192.0.2.9/24", vrf="blue")], [], ["b"]),
    "a device that tells no interfaces": ({"interface": "Vlan1"}, [], [], ["Vlan1"]),
    "an own address": ({}, [port("eth0", "192.0.2.1/24")], [], "it is an own address of this host, on eth0"),
    "on no network": ({}, [ETH1], [hop("198.51.100.1", "eth1")], "on no network of this host"),
    "no such interface": ({"interface": "eth9"}, [ETH1], [], "there is no interface eth9"),
    "point to point": ({}, [port("tun0", "192.0.2.1/32")], [], "own address"),
}


@pytest.mark.parametrize(("more", "interfaces", "gateways", "expected"), PLACES.values(), ids=PLACES)
def test_a_declared_gateway_finds_its_place(more, interfaces, gateways, expected):
    told = judge(facts(interfaces=interfaces, gateways=gateways), [gateway(FIRST, **more)])
    placed = [one["interface"] for one in told["drift"] if one["wanted"]]
    if isinstance(expected, list):
        assert (placed, told["elsewhere"]) == (expected, [])
    else:
        assert placed == []
        assert expected in told["elsewhere"][0]["reason"]
        assert any(f"{GATEWAY} is declared: " in line and expected in line for line in told["lines"])


ABSENT = {
    "pinned, and somebody answers": ([FIRST], [pinned(SECOND)], "to be taken away"),
    "pinned, and nobody answers": ([], [pinned(SECOND)], "refused"),
    "pinned on what cannot ask": (None, [pinned(SECOND)], "to be taken away"),
    "learned": ([FIRST], [row(FIRST)], "not pinned"),
}


@pytest.mark.parametrize(("answering", "rows", "standing"), ABSENT.values(), ids=ABSENT)
def test_removal_is_judged(answering, rows, standing):
    told = judge(facts(*rows), [], None if answering is None else probed(*answering), state="absent")
    assert [one["standing"] for one in told["drift"]] == [standing]
    removed = [{"ip": GATEWAY, "interface": "eth0", "vrf": "default", "mac": SECOND, "state": "absent"}]
    assert told["entries"] == (removed if standing == "to be taken away" else [])
    assert (told["pins"], bool(told["ask"])) == ([], standing != "not pinned")


def test_families_are_left_out():
    both = facts(gateways=[hop(GATEWAY), hop(GATEWAY6)])
    told = judge(both, [gateway(FIRST), gateway(FIRST, ip=GATEWAY6)], families=["ipv6"])
    assert told["ask"] == ["fe80::1%eth0"]


TEXTS = {
    "192.0.2.1=00:00:5e:00:53:01": [("192.0.2.1", FIRST, (FIRST,), None)],
    " 192.0.2.1 = 0000.5e00.5301 \n\n2001:db8::1=00-00-5e-00-53-02,": [
        ("192.0.2.1", FIRST, (FIRST,), None),
        ("2001:db8::1", SECOND, (SECOND,), None),
    ],
    "192.0.2.1=00:00:5e:00:53:01 00:00:5e:00:01:0a": [("192.0.2.1", VIRTUAL, (VIRTUAL, FIRST), None)],
    "fe80::1%eth0=00:00:5e:00:53:01": [("fe80::1", FIRST, (FIRST,), "eth0")],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.items())
def test_text_is_read(text, expected):
    assert [(one.ip, one.pin, one.macs, one.interface) for one in read(text)] == expected


MISTAKES = {
    "no address": ([{"ip": "router"}], "declared gateway 1 of 1: 'router' is no address; a gateway is"),
    "a prefix": ([{"ip": "192.0.2.1/24"}], "192.0.2.1/24 has a prefix length"),
    "no MAC": ([gateway("router")], "'router' cannot be the MAC of a gateway"),
    "a group": ([gateway("01:00:5e:00:00:01")], "cannot be the MAC of a gateway"),
    "zeros": ([gateway("00:00:00:00:00:00")], "cannot be the MAC of a gateway"),
    "a wrong key": ([{"ip": GATEWAY, "lladdr": FIRST}], "lladdr is no key of a gateway"),
    "a number": ([7], "7 is none; a gateway is"),
    "no list": ({"ip": GATEWAY}, "the declared gateways are no list"),
    "twice": ([gateway(FIRST), gateway(SECOND)], "192.0.2.1 on eth0 is declared twice, and not alike"),
    "a text that is none": ("192.0.2.1=x", "'x' cannot be the MAC"),
}


@pytest.mark.parametrize(("declared", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_named(declared, message):
    with pytest.raises(ArpError, match=re.escape(message)):
        judge(facts(), declared)


@pytest.mark.parametrize(
    ("option", "message"), [("state", "state: 'x' is none of present, absent"), ("learn", "learn")]
)
def test_wrong_words_are_named(option, message):
    with pytest.raises(ArpError, match=message):
        judge(facts(), [], **{option: "x"})


def test_the_same_declaration_twice_is_one():
    assert len(judge(facts(), [gateway(FIRST), gateway(FIRST)], probed(FIRST))["pins"]) == 1


MACS = st.sampled_from([VIRTUAL, FIRST, SECOND, SPOOFER])


@given(declared=st.lists(MACS, max_size=3), answering=st.sets(MACS), held=st.none() | MACS, asked=st.booleans())
def test_only_a_declared_mac_that_alone_answers_is_ever_pinned_anew(declared, answering, held, asked):
    rows = [pinned(held)] if held else []
    told = judge(facts(*rows), [gateway(*declared)], probed(*answering) if asked else None)
    for pin in told["pins"]:
        assert pin["mac"] in declared
        assert {pin["mac"]} == (answering if asked else {held})
    assert len(told["drift"]) == len(told["lines"]) == 1
    assert not (told["pins"] and told["refused"])

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What MAC tables add: the port of a machine, stations that moved, stations that no switch knows."""

import copy

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils._history import neighbor_history
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, interface, kinds, mac, row
from ansible_collections.netops.arp.tests.unit.runs import GATEWAY_MAC, IP, holding, lan, night, on, replace

VRRP = "00:00:5e:00:01:0a"
# The switches' own addresses.
CORE, ACCESS = mac(901), mac(902)
EVERYBODY = (1, 2, 3, 254)


def entry(address, interface, kind="dynamic", vlan=10, moves=None):
    return {"mac": address, "vlan": vlan, "interface": interface, "type": kind, "age_seconds": None, "moves": moves}


def table(own, **ports):
    """A switch's table: its own address, and per port the numbers or MACs of the stations behind it."""
    entries = [entry(own, None, "self")]
    for port, stations in ports.items():
        entries += [entry(one if isinstance(one, str) else mac(one), port) for one in stations]
    return {"platform": "arista_eos", "collected_at": night(1), "source": [], "entries": entries, "unparsed": []}


def fabric_of_two(access, core=()):
    """Stations behind the access switch, which hangs on Et48 of the core; others behind ports of the core itself."""
    numbers = [one for some in access.values() for one in some]
    return {
        "core": table(CORE, Et48=[ACCESS, *numbers], **dict(core)),
        "access": table(ACCESS, Et1=[CORE, *(one for some in dict(core).values() for one in some)], **access),
    }


def tables(**more):
    """Where everybody of the segment is, on one switch; further ports as given."""
    return {"sw1": table(CORE, **{f"Et{number}": [number] for number in EVERYBODY}, **more)}


DUPLICATE = lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(51))])
SPOOFED = replace(lan(), "h1", row("192.0.2.3", mac(66)))


def located(found, number):
    """Where a finding says that a station is: its evidence, short."""
    return [
        (item["host"], item["interface"], item["note"])
        for item in found["evidence"]
        if (item["mac"] == mac(number) and "port" in item.get("note", "")) or "link" in item.get("note", "")
    ]


def test_both_stations_of_a_duplicate_are_at_their_edge_ports():
    (found,) = judge(DUPLICATE, mac_tables=fabric_of_two({"Et7": [50], "Et8": [51, 1, 2]}, {"Et3": [3, 254]}))
    assert located(found, 50) == [("access", "Et7", "edge port, no other address there")]
    assert located(found, 51) == [("access", "Et8", "edge port, 3 addresses there")]
    assert found["message"].endswith(
        f"In the MAC tables {mac(50)} is behind Et7 of access (edge port, no other address there), "
        f"{mac(51)} is behind Et8 of access (edge port, 3 addresses there)."
    )
    assert found["hosts"] == ["h1", "h2"]


def test_both_stations_of_a_spoofed_address_are_found():
    (found,) = judge(SPOOFED, mac_tables=fabric_of_two({"Et7": [66], "Et8": [1, 2]}, {"Et3": [3], "Et4": [254]}))
    assert found["kind"] == "spoofed_address"
    assert located(found, 66) == [("access", "Et7", "edge port, no other address there")]
    assert located(found, 3) == [("core", "Et3", "edge port, no other address there")]
    assert [item["vlan"] for item in found["evidence"] if "vlan" in item] == [10, 10]


PLACES = {
    "the fewest addresses, where no switch has told its own": (
        {
            "sw1": {"entries": [entry(mac(66), "Et48"), *(entry(mac(one), "Et48") for one in range(100, 120))]},
            "sw2": {"entries": [entry(mac(66), "Et7")]},
        },
        "Et7 of sw2 (edge port, no other address there)",
    ),
    "the switches know each other by the addresses of their interfaces": (
        {
            "h2": {"entries": [entry(mac(66), "port1"), entry(mac(77), "port1"), entry(mac(3), "port2")]},
            "sw2": {"entries": [entry(mac(66), "Et7"), entry(mac(2), "Et7")]},
        },
        "port1 of h2 (edge port, 2 addresses there)",
    ),
    "behind a link to a switch that knows it not": (
        {"core": table(CORE, Et48=[ACCESS, 66]), "access": table(ACCESS, Et1=[CORE])},
        "Et48 of core (a link to another switch: the station is behind one that was not read)",
    ),
    "two ports alike": (
        {"sw1": table(CORE, Et1=[66], Et2=[66])},
        "Et1 of sw1 or Et2 of sw1 (the ports with the fewest addresses; the tables do not tell which is the edge)",
    ),
    "behind a tunnel and at a port": (
        {"leaf1": {"entries": [entry(mac(66), "Vxlan1", "remote")]}, "leaf2": {"entries": [entry(mac(66), "Et9")]}},
        "Et9 of leaf2 (edge port, no other address there)",
    ),
}


@pytest.mark.parametrize(("mac_tables", "words"), PLACES.values(), ids=PLACES)
def test_the_port_at_the_edge_is_preferred_and_it_is_said_how(mac_tables, words):
    found = next(one for one in judge(SPOOFED, mac_tables=mac_tables) if one["kind"] == "spoofed_address")
    assert f"{mac(66)} is behind {words}" in found["message"]


def test_a_station_that_is_in_no_table_is_said_to_be_so():
    found = next(one for one in judge(SPOOFED, mac_tables=tables()) if one["kind"] == "spoofed_address")
    assert f"{mac(66)} is in none." in found["message"]


def test_tables_that_know_none_of_the_stations_add_nothing():
    assert judge(SPOOFED, mac_tables={"sw1": table(CORE, Et1=[200])})[0] == judge(SPOOFED)[0]


def moved(before, after, fabric=None, policy=None):
    fabric = fabric or holding(50)
    document = neighbor_history(None, on(1, fabric), policy, before)
    found = judge(on(2, fabric), policy, document, after)
    return [item for item in found if item["kind"] == "mac_moved"]


MOVES = {
    "to another port of the same switch": (tables(Et7=[50]), tables(Et8=[50])),
    "to another switch": (
        fabric_of_two({"Et7": [50]}, {"Et3": [1, 2, 3, 254]}),
        fabric_of_two({"Et7": []}, {"Et3": [1, 2, 3, 254], "Et5": [50]}),
    ),
    "to a port with others": (tables(Et7=[50]), tables(Et8=[50, 60, 61])),
}


@pytest.mark.parametrize(("before", "after"), MOVES.values(), ids=MOVES)
def test_a_station_at_another_port_has_moved(before, after):
    (found,) = moved(before, after)
    assert (found["ip"], found["macs"], found["severity"]) == (IP, [mac(50)], "warning")
    assert found["segment"] == "192.0.2.0/24"
    assert "has moved from Et7 of" in found["message"]
    assert [item["note"] for item in found["evidence"]][-1] == "history: there until 2026-03-01 03:00 UTC"
    assert found["hosts"]


STAYED = {
    "nothing has moved": (tables(Et7=[50]), tables(Et7=[50])),
    "the first run": (None, tables(Et7=[50])),
    "its switch was not read this time": (
        fabric_of_two({"Et7": [50]}, {"Et3": [1, 2, 3, 254]}),
        {"core": table(CORE, Et3=[1, 2, 3, 254], Et48=[50])},
    ),
    "its switch was not read before": (
        {"core": table(CORE, Et48=[ACCESS, 50])},
        fabric_of_two({"Et7": [50]}, {"Et3": [1, 2, 3, 254]}),
    ),
    "it is in no table now": (tables(Et7=[50]), tables()),
    "the tables do not tell which port is the edge": (tables(Et7=[50]), tables(Et8=[50], Et9=[50])),
    "a virtual MAC goes to the other router": (tables(Et7=[VRRP]), tables(Et8=[VRRP])),
    "a switch's own address is behind another link": (
        {"core": table(CORE, Et48=[ACCESS]), "access": table(ACCESS, Et1=[CORE])},
        {"core": table(CORE, Et47=[ACCESS]), "access": table(ACCESS, Et2=[CORE])},
    ),
    "a MAC that several managed hosts have": (
        tables(Et7=[80]),
        tables(Et8=[80]),
    ),
}


@pytest.mark.parametrize(("before", "after"), STAYED.values(), ids=STAYED)
def test_what_has_not_moved_raises_nothing(before, after):
    twins = {
        f"t{number}": facts([interface("eth0", mac(80), "192.0.2.80/24")], [row("192.0.2.1", mac(1))])
        for number in (1, 2)
    }
    assert moved(before, after, {**holding(50), **twins}) == []


def test_a_member_of_a_declared_group_may_move():
    policy = {"virtual_addresses": [{"ip": IP, "macs": [mac(50), mac(51)]}]}
    assert moved(tables(Et7=[50]), tables(Et8=[50]), policy=policy) == []


def test_many_that_move_together_are_one_note():
    guests = range(60, 80)
    (found,) = moved(tables(Et7=guests), tables(Et8=guests))
    assert (found["severity"], len(found["macs"]), found["ip"]) == ("info", 20, None)
    assert found["message"] == ("20 stations have moved from Et7 of sw1 to Et8 of sw1 since 2026-03-01 03:00 UTC.")


def counted(moves):
    """The table of a switch that counts the moves of station 50."""
    whole = tables()
    whole["sw1"]["entries"].append(entry(mac(50), "Et7", moves=moves))
    return whole


@pytest.mark.parametrize(
    ("before", "now", "is_said"),
    [
        (None, 1, False),
        (None, 2, False),
        (None, 3, True),
        (1, 1, False),
        (1, 2, False),
        (1, 3, True),
        (9, 9, False),
        (9, 1, False),
    ],
)
def test_a_switch_that_counts_moves_is_believed(before, now, is_said):
    found = moved(counted(before) if before else None, counted(now))
    assert len(found) == is_said
    if is_said:
        assert (
            f"{mac(50)} ({IP}) has moved {now} times, as sw1 counts; now it is behind Et7 of sw1."
            == found[0]["message"]
        )
        assert found[0]["evidence"][0]["moves"] == now


def unlearned(fabric, mac_tables):
    return [
        (item["ip"], item["hosts"])
        for item in judge(fabric, mac_tables=mac_tables)
        if item["kind"] == "mac_not_learned"
    ]


NOT_LEARNED = {
    "just resolved": holding(50),
    "confirmed five minutes ago": holding(50, state="stale", age_seconds=299),
    "of unknown age, by a device that tells no states": holding(50, state="resolved"),
}


@pytest.mark.parametrize("fabric", NOT_LEARNED.values(), ids=NOT_LEARNED)
def test_a_station_that_no_switch_knows_is_said(fabric):
    assert unlearned(fabric, tables()) == [(IP, ["h1"])]


SILENT = {
    "it is learned": (holding(50), tables(Et7=[50])),
    "it was confirmed long ago": (holding(50, state="stale", age_seconds=3000), tables()),
    "nobody knows when it was confirmed": (holding(50, state="stale"), tables()),
    "somebody pinned it": (holding(50, state="permanent", origin="static"), tables()),
    "a control plane told it": (holding(50, state="resolved", origin="remote"), tables()),
    "a virtual MAC": (lan(h1=[row(IP, VRRP)]), tables()),
    "the switches that were read know nothing of the segment": (holding(50), {"sw9": table(CORE, Et1=[300, 301])}),
    "a host has a table, but no bridge on this segment": (
        holding(50),
        {"h1": {"entries": [entry(mac(1), None, "self"), entry("33:33:00:00:00:01", "eth0", "self")]}},
    ),
    "a host has a bridge of its own for its guests": (
        holding(50),
        {"h1": {"entries": [entry(mac(1), None, "self"), entry(mac(700), "vnet0")]}},
    ),
    "few of the segment's switches were read": (
        lan(h2=[row(f"192.0.2.{last}", mac(last)) for last in range(60, 80)]),
        {"sw1": table(CORE, Et1=[1, 77])},
    ),
}


@pytest.mark.parametrize(("fabric", "mac_tables"), SILENT.values(), ids=SILENT)
def test_what_a_switch_need_not_know_raises_nothing(fabric, mac_tables):
    assert unlearned(fabric, mac_tables) == []


def test_a_switch_that_resolves_what_it_has_not_learned_is_said_even_alone():
    switch = facts(
        [interface("Vlan10", CORE, "192.0.2.4/24")],
        [row(f"192.0.2.{last}", mac(last), "Vlan10") for last in range(60, 70)],
    )
    found = judge({"sw1": switch}, mac_tables={"sw1": table(CORE, Et1=[60])})
    assert kinds(found) == [("mac_not_learned", f"192.0.2.{last}") for last in range(61, 70)]
    assert {item["severity"] for item in found} == {"info"}
    assert (
        found[0]["message"]
        == f"sw1 resolved 192.0.2.61 to {mac(61)} lately, but that MAC is in none of the 1 MAC tables."
    )


def test_healthy_tables_raise_nothing_and_stay_as_they_are():
    mac_tables = fabric_of_two({"Et7": [1, 2]}, {"Et3": [3], "Et4": [254], "Et9": [VRRP]})
    before = copy.deepcopy(mac_tables)
    assert judge(lan(), mac_tables=mac_tables) == []
    assert mac_tables == before


MISTAKES = {
    "a list": (["sw1"], "mac_tables: a mapping of host to MAC table is needed, not list"),
    "no table": ({"sw1": {"neighbors": []}}, "mac_tables: host sw1: expected what mac_table_facts put"),
    "an entry of text": ({"sw1": {"entries": ["x"]}}, "mac_tables: host sw1: 'x' is no entry"),
    "a MAC that is none": ({"sw1": {"entries": [{"mac": "x"}]}}, "mac_tables: host sw1: 'x' is no MAC address"),
}


@pytest.mark.parametrize(("mac_tables", "message"), MISTAKES.values(), ids=MISTAKES)
def test_what_is_no_table_is_refused_by_name(mac_tables, message):
    with pytest.raises(ArpError, match=message):
        judge(lan(), mac_tables=mac_tables)


def test_macs_in_any_notation_are_found():
    entries = [{"mac": "0200.0000.0042", "interface": "Gi0/1"}]
    found = next(
        one for one in judge(SPOOFED, mac_tables={"sw1": {"entries": entries}}) if one["kind"] == "spoofed_address"
    )
    assert "is behind Gi0/1 of sw1" in found["message"]


def test_the_gateway_is_placed_as_well():
    fabric = lan(h1=[row("192.0.2.254", GATEWAY_MAC)])
    replace(fabric, "h2", row("192.0.2.254", mac(66)))
    found = judge(fabric, mac_tables=tables(Et7=[66]))
    assert kinds(found) == [("duplicate_ip", "192.0.2.254")]
    assert f"{GATEWAY_MAC} is behind Et254 of sw1" in found[0]["message"]

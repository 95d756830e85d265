# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each change raises exactly its finding; what looks like one and is none stays silent."""

import copy
import json

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils._history import neighbor_history
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, mac, row, station
from ansible_collections.netops.arp.tests.unit.runs import (
    GATEWAY,
    GATEWAY_MAC,
    IP,
    history,
    holding,
    lan,
    night,
    on,
    renumbered,
    replace,
    said,
)

VRRP = "00:00:5e:00:01:0a"
CHANGED = ("changed_ethernet_address", IP, "info")
A_DAY = 86400


def gateway_is(number, **hosts):
    """The gateway has this MAC, for all hosts or as given per host: a row, or None for none."""
    fabric = lan()
    for host in fabric:
        given = hosts.get(host, row(GATEWAY, mac(number)))
        replace(fabric, host, *([given] if given else [row("192.0.2.253", mac(253))]))
        fabric[host]["neighbors"] = [one for one in fabric[host]["neighbors"] if given or one["ip"] != GATEWAY]
    return fabric


def moved_host():
    """h3 has a new network card; h1 has noticed, h2 has not yet."""
    fabric = renumbered(lan(), "h3", 33)
    replace(fabric, "h1", row("192.0.2.3", mac(33)))
    return replace(fabric, "h2", row("192.0.2.3", mac(3), state="stale", age_seconds=50000))


CHANGES = {
    "a new station": ([lan(), holding(50)], [("new_station", IP, "info")]),
    "a managed host gets an address": (
        [lan(), {**lan(), "h3": facts([interface("eth0", mac(3), "192.0.2.3/24", f"{IP}/24")], [])}],
        [("new_station", IP, "info")],
    ),
    "another MAC": ([holding(50), holding(51)], [CHANGED]),
    "another MAC after a gap between two runs": ([holding(50), None, None, holding(51)], [CHANGED]),
    "back at the MAC before": ([holding(50), holding(51), holding(50)], [("flip_flop", IP, "warning")]),
    "back for the second time": (
        [holding(50), holding(51), holding(50), holding(51)],
        [("mac_flapping", IP, "warning")],
    ),
    "back at a still older MAC": (
        [holding(50), holding(51), holding(52), holding(50)],
        [("reused_old_ethernet_address", IP, "warning")],
    ),
    "another machine uses the address beside the first": (
        [holding(50), lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(51))])],
        [("duplicate_ip", IP, "warning")],
    ),
    "another machine uses the address in its stead, which was said when both did": (
        [holding(50), lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(51))]), holding(51)],
        [],
    ),
    "the first machine is alone again": (
        [holding(50), lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(51))]), holding(50)],
        [],
    ),
    "two machines that the first run found, and one that is left": (
        [lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(51))]), holding(51)],
        [],
    ),
    "two machines that the first run found, and the other that is left": (
        [lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(51))]), holding(50)],
        [],
    ),
    "the second machine alone, after a night without it": (
        [holding(50), lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(51))]), holding(50), holding(51)],
        [("flip_flop", IP, "warning")],
    ),
    "a managed host's card is replaced": (
        [lan(), replace(moved_host(), "h2", row("192.0.2.3", mac(33)))],
        [("changed_ethernet_address", "192.0.2.3", "info")],
    ),
    "a gateway is replaced": ([lan(), gateway_is(66)], [("changed_ethernet_address", GATEWAY, "info")]),
    "a gateway goes back after a night without it": (
        [lan(), gateway_is(66), gateway_is(0, h1=None, h2=None, h3=None), lan()],
        [("flip_flop", GATEWAY, "warning")],
    ),
    "a stranger takes over a virtual address": (
        [gateway_is(0, **{h: row(GATEWAY, VRRP) for h in ("h1", "h2", "h3")}), gateway_is(66)],
        [("changed_ethernet_address", GATEWAY, "info")],
    ),
    "IPv6, another MAC": (
        [holding(50, "2001:db8::50"), holding(51, "2001:db8::50")],
        [("changed_ethernet_address", "2001:db8::50", "info")],
    ),
    "IPv6, a gateway by its link-local address": (
        [
            lan(h1=[row("fe80::fe", mac(60))], gateways=["fe80::fe"]),
            lan(h1=[row("fe80::fe", mac(61))], gateways=["fe80::fe"]),
        ],
        [("changed_ethernet_address", "fe80::fe", "info")],
    ),
    "a new card that one host has not noticed": (
        [lan(), moved_host()],
        [("changed_ethernet_address", "192.0.2.3", "info"), ("stale_after_move", "192.0.2.3", "warning")],
    ),
    "a move that one host has not noticed": (
        [holding(50), lan(h1=[row(IP, mac(51))], h2=[row(IP, mac(50), state="stale")])],
        [CHANGED, ("stale_after_move", IP, "warning")],
    ),
    "a move of the run before that one host has not noticed": (
        [
            holding(50),
            holding(51),
            lan(h1=[row(IP, mac(51))], h2=[row(IP, mac(50), state="stale", age_seconds=3 * A_DAY)]),
        ],
        [("stale_after_move", IP, "warning")],
    ),
    "only the host that has not noticed is left": (
        [holding(50), holding(51), lan(h2=[row(IP, mac(50), state="stale", age_seconds=3 * A_DAY)])],
        [("stale_after_move", IP, "warning")],
    ),
    "a static entry of the former MAC": (
        [holding(50), lan(h1=[row(IP, mac(51))], h2=[row(IP, mac(50), state="permanent", origin="static")])],
        [CHANGED, ("stale_after_move", IP, "warning")],
    ),
    "a gateway's move, as soon as the history knows that the former one is gone": (
        [
            lan(),
            gateway_is(66, h3=row(GATEWAY, GATEWAY_MAC, state="stale", age_seconds=4000)),
            gateway_is(66, h3=row(GATEWAY, GATEWAY_MAC, state="stale", age_seconds=4000 + A_DAY)),
        ],
        [("gateway_stale", GATEWAY, "warning"), ("stale_after_move", GATEWAY, "warning")],
    ),
    "a gateway's move, while it may still be a second station": (
        [lan(), gateway_is(66, h3=row(GATEWAY, GATEWAY_MAC, state="stale"))],
        [("duplicate_ip", GATEWAY, "critical"), ("stale_after_move", GATEWAY, "warning")],
    ),
    "a spoofed gateway beside a pinned one stays grave": (
        [
            lan(),
            gateway_is(66, h3=row(GATEWAY, GATEWAY_MAC, state="permanent", origin="static")),
            gateway_is(66, h3=row(GATEWAY, GATEWAY_MAC, state="permanent", origin="static")),
        ],
        [("duplicate_ip", GATEWAY, "critical"), ("stale_after_move", GATEWAY, "warning")],
    ),
    "a stranger answers for a managed host, and did so before": (
        [replace(lan(), "h1", row("192.0.2.3", mac(66))), replace(lan(), "h1", row("192.0.2.3", mac(66)))],
        [("spoofed_address", "192.0.2.3", "critical")],
    ),
    "a stranger's answer that is left over is no former MAC of the host": (
        [
            replace(lan(), "h1", row("192.0.2.3", mac(66))),
            replace(lan(), "h1", row("192.0.2.3", mac(66), state="stale", age_seconds=A_DAY)),
        ],
        [("spoofed_address", "192.0.2.3", "critical")],
    ),
    "the former MAC of a managed host answers": (
        [lan(), replace(moved_host(), "h2", row("192.0.2.3", mac(3)))],
        [("changed_ethernet_address", "192.0.2.3", "info"), ("spoofed_address", "192.0.2.3", "critical")],
    ),
    "the former MAC of a managed host is pinned": (
        [lan(), replace(moved_host(), "h2", row("192.0.2.3", mac(3), state="permanent", origin="static"))],
        [("changed_ethernet_address", "192.0.2.3", "info"), ("static_entry_drift", "192.0.2.3", "critical")],
    ),
    "an address goes from one machine to the next, as leases do": (
        [holding(50), holding(51), lan(), holding(50)],
        [("flip_flop", IP, "info")],
    ),
    "a lease that is long over": (
        [holding(50), holding(51), holding(52), lan(), holding(50)],
        [("reused_old_ethernet_address", IP, "info")],
    ),
    "a pair that was silent for half a year": (
        [holding(50), *[lan()] * 190, holding(50)],
        [("new_activity", IP, "info")],
    ),
    "a pair that was silent for half a year, in which one run looked": (
        [holding(50), lan(), *[None] * 180, holding(50)],
        [("new_activity", IP, "info")],
    ),
    "a pair that each of two runs saw, half a year apart": ([holding(50), *[None] * 190, holding(50)], []),
}


def test_the_same_run_again_leaves_the_order_of_macs():
    both = lan(h1=[row(IP, mac(52))], h2=[row(IP, mac(50))])
    document = history(holding(50), holding(51), holding(52), both)
    assert [entry["mac"] for entry in document["segments"][0]["addresses"][IP]] == [mac(52), mac(50), mac(51)]
    assert neighbor_history(document, on(4, both)) == document


@pytest.mark.parametrize(("runs", "expected"), CHANGES.values(), ids=CHANGES)
def test_each_change_raises_exactly_its_findings(runs, expected):
    assert said(*runs) == expected


def with_docker(number):
    fabric = lan()
    for host in fabric.values():
        host["interfaces"].append(interface("docker0", "02:42:aa:00:00:01", "172.17.0.1/16"))
        host["neighbors"].append(row("172.17.0.2", mac(number), "docker0"))
    return fabric


def anycast(number):
    return {
        **lan(h1=[row("192.0.2.80", mac(80))]),
        **{
            f"t{twin}": facts(
                [
                    interface("eth0", mac(80), "192.0.2.80/24"),
                    interface("eth1", mac(number + twin), f"192.0.2.8{twin}/24"),
                ],
                [row("192.0.2.1", mac(1), "eth1")],
            )
            for twin in (1, 2)
        },
    }


def without(fabric, *hosts):
    return {name: host for name, host in fabric.items() if name not in hosts}


def site(base, hosts=(1, 2, 3)):
    """Hosts of a site that uses the same address space as others; MACs and names differ."""
    return {
        f"s{base}-{number}": facts(
            [interface("eth0", mac(base + number), f"192.0.2.{number}/24")],
            [row(f"192.0.2.{last}", mac(base + last)) for last in (1, 2, 3, 9, 20, 254) if last != number],
            [gateway("192.0.2.254")],
        )
        for number in hosts
    }


CLUSTER = {"virtual_addresses": [{"ip": IP, "macs": [mac(50), mac(51)]}]}

QUIET = {
    "the first run": ([holding(50)], None),
    "nothing has changed": ([holding(50), holding(50)], None),
    "a station is gone": ([holding(50), lan()], None),
    "a gap of months between two runs": ([holding(50), *[None] * 300, holding(50)], None),
    "a station comes back after some nights": ([holding(50), lan(), lan(), holding(50)], None),
    "a host was not reached": ([holding(50), without(holding(50), "h1")], None),
    "a host is reached again": ([holding(50), without(lan(), "h1"), holding(50)], None),
    "a host is read for the first time": (
        [without(lan(hosts=(1, 2, 3)), "h3"), lan(h3=[row(f"192.0.2.{last}", mac(last)) for last in range(60, 90)])],
        None,
    ),
    "another segment is read for the first time": (
        [
            lan(),
            {**lan(), "far": facts([interface("eth0", mac(200), "198.51.100.1/24")], [row("198.51.100.9", mac(9))])},
        ],
        None,
    ),
    "a site with the same address space takes the place of the other": ([site(256), site(512)], None),
    "two sites with one address space, the one and then both": ([site(256), {**site(256), **site(512)}], None),
    "a declared pair fails over": ([holding(50), holding(51), holding(50), holding(51)], CLUSTER),
    "a declared pair of a managed address fails over": (
        [lan(), renumbered(lan(), "h3", 33)],
        {"virtual_addresses": [{"ip": "192.0.2.3", "macs": [mac(3), mac(33)]}]},
    ),
    "GLBP hosts get another forwarder": (
        [
            gateway_is(0, **{h: row(GATEWAY, "00:07:b4:00:01:01") for h in ("h1", "h2", "h3")}),
            gateway_is(0, **{h: row(GATEWAY, "00:07:b4:00:01:02") for h in ("h1", "h2", "h3")}),
        ],
        None,
    ),
    "containers come and go": ([with_docker(900), with_docker(901), with_docker(900)], None),
    "a container's MAC is made from its address": ([lan(), lan(h1=[row("192.0.2.60", "02:42:c0:00:02:3c")])], None),
    "an anycast address at twins, one of which gets a new card": ([anycast(100), anycast(100)], None),
    "IPv4 link-local addresses": (
        [holding(50, "169.254.0.1"), holding(51, "169.254.0.1"), holding(50, "169.254.0.1")],
        None,
    ),
    "IPv6 link-local addresses": ([holding(50, "fe80::9"), holding(51, "fe80::9"), holding(50, "fe80::9")], None),
    "a known station makes itself another IPv6 address": (
        [holding(50), lan(h1=[row(IP, mac(50)), row("2001:db8::99", mac(50))])],
        None,
    ),
    "broadcast and multicast rows": (
        [lan(), lan(h1=[row("224.0.0.22", "01:00:5e:00:00:16"), row("192.0.2.255", "ff:ff:ff:ff:ff:ff")])],
        None,
    ),
    "somebody pins an entry": (
        [lan(), lan(h1=[row(IP, mac(50), state="permanent", origin="static")])],
        None,
    ),
    "Calico's MAC for everybody": ([holding(50, "10.1.1.1"), lan(h1=[row("10.1.1.1", "ee:ee:ee:ee:ee:ee")])], None),
    "a former MAC is left over although the address has moved, and nothing tells its age": (
        [
            holding(50),
            holding(51),
            lan(h1=[row(IP, mac(51))], h2=[row(IP, mac(50), state="stale", age_seconds=3 * A_DAY)]),
            holding(51),
        ],
        None,
    ),
}


@pytest.mark.parametrize(("runs", "policy"), QUIET.values(), ids=QUIET)
def test_look_alikes_raise_nothing(runs, policy):
    others = ("off_subnet_neighbor", "unresolved_neighbor")
    assert [item for item in said(*runs, policy=policy) if item[0] not in others] == []


@pytest.mark.parametrize("runs", [runs for runs, _expected in CHANGES.values()], ids=CHANGES)
class TestEveryChange:
    def test_is_complete(self, runs):
        fabric = on(len(runs), runs[-1])
        for item in judge(fabric, baseline=history(*runs[:-1])):
            assert item["evidence"]
            assert all(piece["host"] in fabric for piece in item["evidence"])
            assert item["hosts"]
            assert set(item["hosts"]) <= set(fabric)
            assert item["message"].endswith(".")
            assert item["first_seen"] <= item["last_seen"] == night(len(runs))
            assert item["segment"] == "192.0.2.0/24"

    def test_is_the_same_in_any_order_and_form(self, runs):
        fabric, before = on(len(runs), runs[-1]), history(*runs[:-1])
        expected = judge(fabric, baseline=before)
        backwards = {
            name: {**host, "neighbors": host["neighbors"][::-1]} for name, host in reversed(list(fabric.items()))
        }
        compact = {
            name: {**host, "neighbors": None, "neighbors_json": json.dumps(host["neighbors"])}
            for name, host in fabric.items()
        }
        assert judge(compact, baseline=json.dumps(before)) == expected
        assert _unordered(judge(backwards, baseline=before)) == _unordered(expected)

    def test_leaves_what_it_is_given_alone(self, runs):
        fabric, before = on(len(runs), runs[-1]), history(*runs[:-1])
        kept = copy.deepcopy((fabric, before))
        judge(fabric, baseline=before)
        neighbor_history(before, fabric)
        assert (fabric, before) == kept


def _unordered(findings):
    return [{**item, "evidence": sorted(map(str, item["evidence"]))} for item in findings]


def test_old_facts_that_are_judged_late_raise_no_change():
    assert judge(on(1, holding(50)), baseline=history(holding(50), holding(51))) == []


def test_the_run_before_is_a_baseline_too():
    found = judge(on(2, holding(51)), baseline=on(1, holding(50)))
    assert [(item["kind"], item["macs"], item["first_seen"]) for item in found] == [
        ("changed_ethernet_address", [mac(50), mac(51)], night(2))
    ]


def test_times_that_do_not_go_on_hide_no_change():
    rows = [row(IP, mac(number), state="stale", age_seconds=12.5) for number in (50, 51)]
    first, second = ({"h1": station(1, one, row("192.0.2.9", mac(9)))} for one in rows)
    assert [item["kind"] for item in judge(second, baseline=first)] == ["changed_ethernet_address"]
    assert [
        item["kind"] for item in judge(first, baseline=neighbor_history(neighbor_history(None, first), second))
    ] == ["flip_flop"]


def test_a_change_tells_what_was_before_and_since_when():
    (found,) = judge(on(3, holding(51)), baseline=history(holding(50), holding(50)))
    assert found["message"] == (
        f"{IP} has moved from {mac(50)} (until 2026-03-02 03:00 UTC) to {mac(51)} (locally administered), "
        "as seen by h1."
    )
    assert found["evidence"][-1] == {
        "host": "h1",
        "interface": "eth0",
        "ip": IP,
        "mac": mac(50),
        "state": None,
        "note": "history: seen from 2026-03-01 03:00 UTC until 2026-03-02 03:00 UTC",
    }


def test_a_trouble_that_lasts_is_dated_from_its_first_night():
    twice = lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(51))])
    found = {item["kind"]: item for item in judge(on(4, twice), baseline=history(holding(50), twice, twice))}
    assert (found["duplicate_ip"]["first_seen"], found["duplicate_ip"]["last_seen"]) == (night(2), night(4))
    spoofed = replace(lan(), "h1", row("192.0.2.3", mac(66)))
    (found,) = judge(on(4, spoofed), baseline=history(lan(), spoofed, spoofed))
    assert (found["kind"], found["first_seen"], found["last_seen"]) == ("spoofed_address", night(2), night(4))


def test_a_mac_that_may_be_a_random_one_is_called_so():
    (found,) = judge(on(2, lan(h1=[row(IP, "d6:5b:1f:93:c2:e7")])), baseline=history(lan()))
    assert "d6:5b:1f:93:c2:e7 (locally administered, perhaps random)" in found["message"]


@pytest.mark.parametrize("nights", [20, 40])
def test_what_is_flapping_is_a_matter_of_time(nights):
    runs = [holding(50), holding(51), holding(50), *[holding(50)] * nights, holding(51)]
    assert said(*runs) == [("mac_flapping" if nights < 30 else "flip_flop", IP, "warning")]


def test_the_thresholds_decide():
    policy = {"thresholds": {"new_activity_days": 2, "flapping_days": 0.5}}
    assert said(holding(50), lan(), lan(), lan(), holding(50), policy=policy) == [("new_activity", IP, "info")]
    back = [holding(50), holding(51), holding(50), holding(51)]
    assert said(*back, policy=policy) == [("flip_flop", IP, "warning")]


MISTAKES = {
    "a list": (["h1"], "baseline: it is damaged"),
    "cut-off text": ('{"type": "netops.arp.hist', "baseline: it is damaged, or no history of this collection: no JSON"),
    "facts of no host": ({"h1": {}}, "baseline: neither a history document nor facts by host: host h1"),
    "a foreign document": ({"type": "other", "segments": []}, "baseline: .* its type is 'other'"),
}


@pytest.mark.parametrize(("baseline", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_baseline_that_is_none_is_refused(baseline, message):
    with pytest.raises(ArpError, match=message):
        judge(lan(), baseline=baseline)


def table(entries, limit=1024):
    return lan() | {"h9": station(9, capacity={"ipv4": {"entries": entries, "limit": limit}})}


FORECASTS = {
    "it grows to the limit within the month": ([table(500), table(600)], ["capacity_forecast"]),
    "slow growth": ([table(500), table(512)], []),
    "fast growth that began lately": ([*[table(300)] * 25, table(400), table(500)], ["capacity_forecast"]),
    "it shrinks": ([table(600), table(500)], []),
    "a handful more in a small table": ([table(3, 1024), table(9, 1024)], []),
    "the limit was raised": ([table(900, 1024), table(950, 8192)], []),
    "full already": ([table(500), table(1024)], ["table_pressure"]),
    "one run alone": ([table(600)], []),
}


@pytest.mark.parametrize(("runs", "expected"), FORECASTS.values(), ids=FORECASTS)
def test_a_table_that_will_be_full_is_said_before(runs, expected):
    assert [kind for kind, _ip, _severity in said(*runs) if kind != "new_station"] == expected


def test_two_runs_within_an_hour_say_nothing_about_growth():
    assert judge(on(1, table(600), hour=4), baseline=on(1, table(500), hour=3)) == []


def test_a_forecast_tells_its_figures():
    (found,) = judge(on(3, table(624)), baseline=on(1, table(424)))
    assert found["message"] == (
        "The ARP table of h9 grew by 200 to 624 entries in 2.0 days; "
        "at that pace it reaches its limit of 1024 in 4.0 days."
    )
    assert [(item["host"], item["entries"]) for item in found["evidence"]] == [("h9", 624), ("h9", 424)]
    assert (found["hosts"], found["family"], found["severity"]) == (["h9"], "ipv4", "info")

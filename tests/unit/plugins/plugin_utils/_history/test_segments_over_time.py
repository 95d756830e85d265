# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A segment is recognized from run to run by what it holds, whatever it is called."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._history import neighbor_changes, neighbor_history
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, mac, row
from ansible_collections.netops.arp.tests.unit.runs import IP, history, holding, lan, on


def names(document):
    return [(segment["name"], len(segment["addresses"])) for segment in document["segments"]]


def changed(before, after, **options):
    """The changes between two runs, short."""
    return [(item["change"], item["ip"]) for item in neighbor_changes(on(1, before), on(2, after), **options)]


def wide(fabric):
    """The same segment after everybody got a wider mask, and so another name."""
    for host in fabric.values():
        for each in host["interfaces"]:
            each["addresses"] = [address.replace("/24", "/23") for address in each["addresses"]]
    return fabric


def without(fabric, *hosts):
    return {name: host for name, host in fabric.items() if name not in hosts}


def other_names(fabric):
    """Hosts that were renamed in the inventory."""
    return {f"new-{name}": host for name, host in fabric.items()}


def apart(*rows):
    """Two hosts that nothing joins: no pair in common."""
    return {
        "h1": facts([interface("eth0", mac(1), "192.0.2.1/24")], [row("192.0.2.40", mac(40)), *rows]),
        "h2": facts([interface("eth0", mac(2), "192.0.2.2/24")], [row("192.0.2.41", mac(41))]),
    }


def joined(*rows):
    fabric = apart(*rows)
    fabric["h1"]["neighbors"].append(row("192.0.2.2", mac(2)))
    return fabric


def moved_away(fabric, host):
    """A host that was plugged into another segment, with an address from there."""
    fabric[host] = facts([interface("eth0", mac(3), "198.51.100.3/24")], [row("198.51.100.9", mac(99))])
    return fabric


NEWS = [("changed ethernet address", IP)]

RECOGNIZED = {
    "the same segment": (holding(50), holding(51)),
    "the mask, and so the name, is another one": (holding(50), wide(holding(51))),
    "the host that told segments with one subnet apart is gone": (
        {**without(holding(50), "h3"), **{f"x{name}": host for name, host in apart().items()}},
        holding(51),
    ),
    "all hosts have other names": (holding(50), other_names(holding(51))),
    "only one of three hosts was read": (holding(50), without(holding(51), "h2", "h3")),
    "the hosts that were read are others": (
        without(lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(50))]), "h1"),
        without(holding(51), "h2", "h3"),
    ),
    "most of the few addresses have other MACs": (
        {"r": {"neighbors": [row(IP, mac(50)), row("192.0.2.9", mac(9))]}},
        {"r": {"neighbors": [row(IP, mac(51)), row("192.0.2.9", mac(9))]}},
    ),
    "two halves are one now": (apart(row(IP, mac(50))), joined(row(IP, mac(51)))),
    "one falls into two halves": (joined(row(IP, mac(50))), apart(row(IP, mac(51)))),
    "a host has left for another segment": (holding(50), moved_away(holding(51), "h3")),
}


@pytest.mark.parametrize(("before", "after"), RECOGNIZED.values(), ids=RECOGNIZED)
def test_it_is_recognized(before, after):
    assert changed(before, after) == NEWS


def laptop(base, *, lasts=(9, 20, 30, 40, 50, 254)):
    """A managed laptop with a fixed address at one of two sites that use the same address space."""
    return {
        "laptop": facts(
            [interface("wlan0", mac(7), "192.0.2.7/24")],
            [row(f"192.0.2.{last}", mac(base + last), "wlan0") for last in lasts],
            [gateway("192.0.2.254", "wlan0")],
        )
    }


DIFFERENT = {
    "a laptop at another site": (laptop(256), laptop(512)),
    "another site with the same subnet, and so the same name": (
        {"a1": facts([interface("eth0", mac(1), "192.0.2.1/24")], [row(IP, mac(50)), row("192.0.2.9", mac(9))])},
        {"b1": facts([interface("eth0", mac(301), "192.0.2.1/24")], [row(IP, mac(51)), row("192.0.2.9", mac(309))])},
    ),
    "virtual MACs prove nothing": (
        {
            "a1": facts(
                [interface("eth0", mac(1), "192.0.2.1/24")], [row(IP, "00:00:5e:00:01:0a"), row("192.0.2.9", mac(9))]
            )
        },
        {
            "b1": facts(
                [interface("eth0", mac(2), "192.0.2.2/24")], [row(IP, "00:00:5e:00:01:0a"), row("192.0.2.9", mac(8))]
            )
        },
    ),
}


@pytest.mark.parametrize(("before", "after"), DIFFERENT.values(), ids=DIFFERENT)
def test_another_segment_is_another_one(before, after):
    assert changed(before, after) == []


def named(name, *hosts):
    return {"segments": dict.fromkeys(hosts, name)}


def test_a_given_name_goes_before_what_the_segment_holds():
    before = history(laptop(256), policy=named("travel", "laptop"))
    found = neighbor_changes(before, on(2, laptop(512)), named("travel", "laptop"))
    assert {item["segment"] for item in found} == {"travel"}
    assert len(found) == 6


def test_a_segment_that_gets_a_name_is_still_the_same():
    policy = named("office", "h1", "h2", "h3")
    document = neighbor_history(history(holding(50)), on(2, holding(51)), policy)
    assert [(segment["name"], segment["given"]) for segment in document["segments"]] == [("office", True)]
    assert [item["change"] for item in neighbor_changes(history(holding(50)), on(2, holding(51)), policy)] == [
        NEWS[0][0]
    ]


def test_a_given_name_that_is_changed_is_still_the_same():
    before = history(holding(50), policy=named("office", "h1", "h2", "h3"))
    document = neighbor_history(before, on(2, holding(51)), named("first floor", "h1", "h2", "h3"))
    assert [(segment["name"], len(segment["addresses"][IP])) for segment in document["segments"]] == [
        ("first floor", 2)
    ]


def test_names_that_both_are_given_keep_segments_apart():
    policy = {"segments": {"a1": "site a", "b1": "site b"}}
    site_a, site_b = DIFFERENT["another site with the same subnet, and so the same name"]
    before = neighbor_history(None, on(1, {**site_a, **site_b}), policy)
    swapped = {"segments": {"a1": "site b", "b1": "site a"}}
    after = neighbor_history(before, on(2, {**site_a, **site_b}), swapped)
    assert names(after) == [("site a", 3), ("site b", 3)]
    entries = after["segments"][0]["addresses"][IP]
    assert [entry["mac"] for entry in entries] == [mac(51), mac(50)]


def test_halves_that_become_one_are_one_in_the_history():
    document = history(apart(), joined())
    assert names(document) == [("192.0.2.0/24", 4)]
    assert [one["host"] for one in document["segments"][0]["observers"]] == ["h1", "h2"]


def test_the_halves_of_one_know_what_they_hold():
    document = history(joined(), apart())
    assert [name for name, _count in names(document)] == ["192.0.2.0/24 (h1:eth0)", "192.0.2.0/24 (h2:eth0)"]
    assert neighbor_changes(document, on(3, joined())) == []


def test_a_segment_that_was_not_read_is_kept_as_it_is():
    before = history(holding(50))
    after = neighbor_history(before, on(2, {"far": facts([interface("eth0", mac(9), "198.51.100.1/24")], [])}))
    assert after["segments"][0] == before["segments"][0]
    assert after["last_seen"] > before["last_seen"]


def test_a_host_that_moved_is_no_longer_an_observer_of_the_segment_it_left():
    document = history(holding(50), moved_away(without(holding(50), "h1", "h2"), "h3"))
    observers = {segment["name"]: [one["host"] for one in segment["observers"]] for segment in document["segments"]}
    assert observers == {"192.0.2.0/24": ["h1", "h2"], "198.51.100.0/24": ["h3"]}


def test_two_vrfs_of_one_device_stay_apart():
    def leaf(red, blue):
        rows = [row(IP, mac(red), "Vlan10", vrf="red"), row(IP, mac(blue), "Vlan20", vrf="blue")]
        return {
            "leaf": facts(
                [
                    interface("Vlan10", mac(1), "192.0.2.1/24", vrf="red"),
                    interface("Vlan20", mac(1), "192.0.2.1/24", vrf="blue"),
                ],
                rows,
            )
        }

    found = neighbor_changes(on(1, leaf(50, 60)), on(2, leaf(50, 61)))
    assert [(item["segment"], item["former_mac"], item["mac"]) for item in found] == [
        ("192.0.2.0/24 (leaf:Vlan20)", mac(60), mac(61))
    ]

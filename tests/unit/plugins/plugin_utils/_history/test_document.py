# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history document: what it holds, that it stays small, and that a damaged one is refused by name."""

import copy
import json
from pathlib import Path

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils._history import (
    HistoryError,
    _update,
    neighbor_changes,
    neighbor_history,
)
from ansible_collections.netops.arp.tests.unit.documents import put
from ansible_collections.netops.arp.tests.unit.fabrics import interface, mac, row, station
from ansible_collections.netops.arp.tests.unit.runs import IP, history, holding, lan, night, on, replace

SCHEMA = Path(__file__).resolve().parents[5] / "docs" / "schemas" / "history.json"


def entries(document, ip=IP):
    (segment,) = document["segments"]
    return segment["addresses"].get(ip)


def test_each_address_has_its_macs_the_present_one_first():
    document = history(holding(50), holding(50), holding(51))
    assert entries(document) == [
        {"mac": mac(51), "first_seen": night(3), "last_seen": night(3)},
        {"mac": mac(50), "first_seen": night(1), "last_seen": night(2)},
    ]
    assert (document["first_seen"], document["last_seen"]) == (night(1), night(3))


def test_a_mac_that_came_back_is_first_again_and_tells_when():
    document = history(holding(50), holding(51), holding(50))
    assert entries(document)[0] == {
        "mac": mac(50),
        "first_seen": night(1),
        "last_seen": night(3),
        "returned_at": night(3),
    }


def test_a_stranger_at_a_managed_address_is_noted_as_one():
    document = history(replace(lan(), "h1", row("192.0.2.3", mac(66))))
    assert [(entry["mac"], entry.get("foreign")) for entry in entries(document, "192.0.2.3")] == [
        (mac(3), None),
        (mac(66), True),
    ]


def test_what_is_left_over_is_not_seen_again():
    left = row(IP, mac(50), state="stale", age_seconds=200000)
    document = history(holding(50), holding(51), lan(h1=[row(IP, mac(51))], h2=[left]))
    assert [entry["last_seen"] for entry in entries(document)] == [night(3), night(1)]


def test_several_times_of_one_run_are_all_told():
    fabric = on(1, lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(50))]))
    fabric["h2"]["collected_at"] = "2026-03-01T03:20:00Z"
    (entry,) = entries(neighbor_history(None, fabric))
    assert (entry["first_seen"], entry["last_seen"]) == (night(1), "2026-03-01T03:20:00Z")


def test_a_clock_that_is_years_off_is_not_believed():
    fabric = on(1, lan(h1=[row(IP, mac(50))]))
    fabric["h1"]["collected_at"] = "2036-01-01T00:00:00Z"
    assert entries(neighbor_history(None, fabric))[0]["last_seen"] == night(1)


def test_facts_without_a_time_get_the_one_of_the_others():
    fabric = on(1, lan(h1=[row(IP, mac(50))]))
    fabric["h1"]["collected_at"] = None
    assert entries(neighbor_history(None, fabric))[0]["last_seen"] == night(1)


def test_no_facts_are_no_run():
    document = history(holding(50))
    assert neighbor_history(document, {}) == document
    assert neighbor_history(None, {})["segments"] == []


def test_the_same_facts_again_change_the_last_time_alone():
    fabric = lan(h1=[row(IP, mac(50))], h2=[row(IP, mac(51), state="stale", age_seconds=70)])
    fabric["h9"] = station(9, row("192.0.2.1", mac(1)), capacity={"ipv4": {"entries": 5, "limit": 1024}})
    once = history(fabric)
    assert neighbor_history(once, on(1, fabric)) == once
    again = neighbor_history(once, on(2, fabric))
    assert again != once
    assert _without_last_seen(again) == _without_last_seen(once)


def _without_last_seen(value):
    if isinstance(value, dict):
        return {key: _without_last_seen(member) for key, member in value.items() if key != "last_seen"}
    return [_without_last_seen(member) for member in value] if isinstance(value, list) else value


def test_old_facts_do_not_turn_the_present_around():
    document = neighbor_history(history(None, holding(50), holding(51)), on(1, holding(50)))
    assert [entry["mac"] for entry in entries(document)] == [mac(51), mac(50)]
    assert entries(document)[1]["first_seen"] == night(1)


def test_slices_that_are_folded_in_one_after_the_other_give_the_same_as_together():
    fabric = lan(h1=[row(IP, mac(50))], h3=[row("192.0.2.60", mac(60))])
    slices = [{name: facts} for name, facts in on(1, fabric).items()]
    document = None
    for part in slices:
        document = neighbor_history(document, part)
    assert neighbor_changes(document, on(2, fabric)) == []


def test_the_macs_of_one_address_are_bounded():
    document = history(*(holding(100 + number) for number in range(30)))
    assert [entry["mac"] for entry in entries(document)] == [mac(number) for number in range(129, 121, -1)]


def test_what_nobody_has_seen_for_long_is_forgotten():
    lasting = [lan()] * 2
    document = history(holding(50), *lasting)
    late = neighbor_history(document, on(420, lan()))
    assert entries(document)
    assert not entries(late)


def test_the_whole_is_bounded_and_a_full_history_raises_no_news(monkeypatch):
    monkeypatch.setattr(_update, "ADDRESSES_KEPT", 20)

    def crowd(first, count=40):
        return lan(h1=[row(f"192.0.2.{last}", mac(last)) for last in range(first, first + count)])

    document = history(crowd(100), crowd(100))
    assert len(document["segments"][0]["addresses"]) == 20
    assert document["segments"][0]["full"] is True
    assert neighbor_changes(document, on(3, crowd(100))) == []
    monkeypatch.setattr(_update, "ADDRESSES_KEPT", 60)
    document = history(crowd(100), crowd(160))
    assert len(document["segments"][0]["addresses"]) == 60
    assert "full" not in document["segments"][0]
    assert all(ip in document["segments"][0]["addresses"] for ip in ("192.0.2.1", "192.0.2.160", "192.0.2.199"))


def test_the_document_of_a_year_of_random_ipv6_addresses_is_bounded(monkeypatch):
    monkeypatch.setattr(_update, "ADDRESSES_KEPT", 100)
    document = None
    for number in range(1, 60):
        fresh = [row(f"2001:db8::{number:x}:{last}", mac(1000 + number * 10 + last)) for last in range(1, 6)]
        document = neighbor_history(document, on(number, lan(h1=fresh)))
    assert sum(len(segment["addresses"]) for segment in document["segments"]) == 100
    assert len(json.dumps(document)) < 30000


def test_it_is_json_and_comes_back_as_it_went():
    document = history(holding(50), holding(51))
    text = json.dumps(document)
    assert neighbor_history(text, on(3, holding(51))) == neighbor_history(document, on(3, holding(51)))
    assert neighbor_history(text.encode(), on(3, holding(51))) == neighbor_history(document, on(3, holding(51)))


@pytest.mark.parametrize("nothing", [None, {}, "", "  \n"])
def test_nothing_is_an_empty_history(nothing):
    assert neighbor_history(nothing, on(1, holding(50))) == history(holding(50))


def test_it_is_as_the_schema_says():
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema)
    check.check_schema(schema)
    fabric = replace(lan(h1=[row(IP, mac(50))]), "h1", row("192.0.2.3", mac(66)))
    fabric["h9"] = station(9, capacity={"ipv4": {"entries": 5, "limit": 1024}})
    tables = {"sw1": {"entries": [{"mac": mac(50), "vlan": 1, "interface": "Et1", "type": "dynamic", "moves": 1}]}}
    whole = neighbor_history(history(fabric, holding(51), fabric), on(4, fabric), None, tables)
    assert all((whole["ports"], whole["capacity"], whole["segments"][0]["addresses"]))
    for document in (whole, neighbor_history(None, {})):
        assert list(check.iter_errors(document)) == []
    for name, (damage, _message) in DAMAGES.items():
        assert list(check.iter_errors(damaged(damage))), name


def damaged(damage):
    document = copy.deepcopy(history({**holding(50), "h9": station(9, capacity={"ipv4": {"entries": 5, "limit": 9}})}))
    document["ports"] = {
        mac(1): {"host": "s", "interface": "e", "moves": None, "first_seen": night(1), "last_seen": night(1)}
    }
    damage(document)
    return document


def _put(*place, value):
    return lambda document: put(document, *place, value=value)


DAMAGES = {
    "another type": (_put("type", value="arp.dat"), r"history: .* its type is 'arp.dat', not 'netops.arp.history'"),
    "no schema": (_put("schema", value="1"), r"previous.schema: .*'1' does not belong there"),
    "segments by name": (_put("segments", value={}), r"previous.segments: "),
    "a segment of text": (_put("segments", 0, value="x"), r"previous.segments\[0\]: "),
    "no observers": (_put("segments", 0, "observers", value=None), r"previous.segments\[0\].observers: .*'None'"),
    "an observer without a host": (
        _put("segments", 0, "observers", 0, "host", value=7),
        r"previous.segments\[0\].observers\[0\].host: ",
    ),
    "an address that is none": (
        _put("segments", 0, "addresses", "192.0.2.999", value=[]),
        r"previous.segments\[0\].addresses: .*'192.0.2.999'",
    ),
    "an address without MACs": (_put("segments", 0, "addresses", IP, value=[]), rf"addresses.{IP}: "),
    "a MAC that is none": (
        _put("segments", 0, "addresses", IP, 0, "mac", value="00-00"),
        rf"previous.segments\[0\].addresses.{IP}\[0\].mac: ",
    ),
    "a time that is none": (
        _put("segments", 0, "addresses", IP, 0, "last_seen", value="yesterday"),
        rf"previous.segments\[0\].addresses.{IP}\[0\].last_seen: .*'yesterday'",
    ),
    "a sample of text": (_put("capacity", "h9", "ipv4", 0, value="5"), r"previous.capacity.h9.ipv4\[0\]: "),
    "a port without times": (_put("ports", mac(1), "last_seen", value=None), r"previous.ports.02:.*last_seen: "),
}


@pytest.mark.parametrize(("damage", "message"), DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_refused_with_its_place(damage, message):
    with pytest.raises(HistoryError, match=message.replace("history:", "previous:")):
        neighbor_history(damaged(damage), on(2, holding(50)))


def test_what_a_newer_version_wrote_is_not_touched():
    with pytest.raises(HistoryError, match=r"previous: it was written by a newer version .* \(schema 2\)"):
        neighbor_history({**history(holding(50)), "schema": 2}, on(2, holding(50)))


@pytest.mark.parametrize("text", ['{"type": "netops.arp.history", "segm', "no JSON", "[1, 2]", "\x00\x00"])
def test_text_that_is_no_history_is_refused(text):
    with pytest.raises(HistoryError, match="previous: it is damaged, or no history of this collection"):
        neighbor_history(text, on(2, holding(50)))


def test_changes_take_facts_and_histories_in_any_combination():
    first, second = on(1, holding(50)), on(2, holding(51))
    before, after = neighbor_history(None, first), neighbor_history(neighbor_history(None, first), second)
    expected = ("changed ethernet address", IP, mac(51), mac(50), night(1), night(2), night(2))
    for one, other in ((first, second), (before, second), (first, after), (before, json.dumps(after))):
        (found,) = neighbor_changes(one, other)
        assert (
            tuple(
                found[key]
                for key in ("change", "ip", "mac", "former_mac", "former_last_seen", "first_seen", "last_seen")
            )
            == expected
        )
    assert neighbor_changes(after, after) == neighbor_changes(None, second) == neighbor_changes({}, {}) == []


@pytest.mark.parametrize(("before", "after"), [(["h1"], {}), ({}, "text"), ({"h1": 5}, {}), ({}, {"h1": {}})])
def test_changes_of_what_is_neither_are_refused(before, after):
    with pytest.raises(ArpError):
        neighbor_changes(before, after)


def test_interfaces_on_which_nothing_stays_are_left_out():
    fabric = lan()
    fabric["h1"]["interfaces"] += [
        interface("docker0", "02:42:aa:00:00:01", "172.17.0.1/16"),
        interface("cali1", "ee:ee:ee:ee:ee:ee"),
    ]
    fabric["h1"]["neighbors"] += [row("172.17.0.2", mac(70), "docker0"), row("10.1.0.2", mac(71), "cali1")]
    assert [segment["name"] for segment in history(fabric)["segments"]] == ["192.0.2.0/24"]

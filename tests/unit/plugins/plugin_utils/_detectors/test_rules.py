# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's own rules: what they see, what they say, and what they cannot do."""

import json

import pytest

from ansible_collections.netops.arp.plugins.module_utils._neighbor import FIELDS
from ansible_collections.netops.arp.plugins.plugin_utils import _query
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.plugins.plugin_utils._policy import PolicyError
from ansible_collections.netops.arp.tests.unit.fabrics import lan, mac, row, site

NET = "192.0.2.0/24"
PRINTER = "192.0.2.50"
PRINTERS = lan(
    h1=[row(PRINTER, mac(50), vlan=7)], h2=[row(PRINTER, mac(50), vlan=7), row("192.0.2.51", mac(51), vlan=7)]
)


def own(query, message="Found.", severity="critical", name="mine"):
    return {"rules": [{"name": name, "query": query, "severity": severity, "message": message}]}


def said(fabric, policy):
    return [(item["kind"], item["segment"], item["ip"]) for item in judge(fabric, policy) if "rule" in item["kind"]]


FINDS = {
    "records, joined per address": ("[?vlan==`7`]", [(NET, PRINTER), (NET, "192.0.2.51")]),
    "parts of records": ("[?vlan==`7`].{host: host, ip: ip, segment: segment}", [(NET, PRINTER), (NET, "192.0.2.51")]),
    "parts without an address": ("[?vlan==`7`].{host: host}", [(None, None)]),
    "one record": ("[?vlan==`7`] | [0]", [(NET, PRINTER)]),
    "the record of a maximum": ("[?vlan] | max_by(@, &ip)", [(NET, "192.0.2.51")]),
    "by host": ("[?host=='h2' && vlan==`7`]", [(NET, PRINTER), (NET, "192.0.2.51")]),
    "by segment": (f"[?segment=='{NET}' && ip=='{PRINTER}']", [(NET, PRINTER)]),
    "by the number of all": (f"length(@) > `5` && [?ip=='{PRINTER}']", [(NET, PRINTER)]),
    "with a guarded function": ("[?mac && ends_with(mac, ':33')]", [(NET, "192.0.2.51")]),
    "none": ("[?vlan==`8`]", []),
    "nothing": ("[99]", []),
    "no": ("[?vlan==`8`] && [0]", []),
}


@pytest.mark.parametrize(("query", "found"), FINDS.values(), ids=FINDS)
def test_what_a_query_returns_is_found(query, found):
    assert said(PRINTERS, own(query)) == [("rule:mine", *place) for place in found]


def test_a_query_that_picks_picks_the_same_in_every_run():
    backwards = {host: {**told, "neighbors": told["neighbors"][::-1]} for host, told in PRINTERS.items()}
    assert judge(backwards, own("[0]")) == judge(PRINTERS, own("[0]"))


def test_a_finding_is_complete():
    (found, _other) = judge(PRINTERS, own("[?vlan==`7`]", "{ip} at {host}."))
    assert (found["severity"], found["message"]) == ("critical", f"{PRINTER} at h1 and h2.")
    assert (found["hosts"], found["macs"], found["family"]) == (["h1", "h2"], [mac(50)], "ipv4")
    assert (found["interfaces"], found["vrf"]) == (["eth0"], "default")
    assert [(item["host"], item["ip"], item["mac"]) for item in found["evidence"]] == [
        ("h1", PRINTER, mac(50)),
        ("h2", PRINTER, mac(50)),
    ]


MESSAGES = {
    "every key": ("{ip} {mac} {vlan} {state} {segment}", f"{PRINTER} {mac(50)} 7 reachable {NET}"),
    "what is unknown": ("{physical_interface}", "unknown"),
    "no template": ("{{ ip }} {% if %} {ip!r} {ip.__class__}", "{{ ip }} {% if %} {ip!r} {ip.__class__}"),
    "braces of another kind": ("{} {a-b}", "{} {a-b}"),
}


@pytest.mark.parametrize(("message", "text"), MESSAGES.values(), ids=MESSAGES)
def test_placeholders_stand_for_what_the_records_say(message, text):
    (found,) = judge(PRINTERS, own(f"[?ip=='{PRINTER}']", message))
    assert found["message"] == text


def test_what_a_device_says_is_not_filled_again():
    fabric = lan(h1=[row(PRINTER, mac(50), interface="{host}")])
    (found,) = judge(fabric, own(f"[?ip=='{PRINTER}']", "{interface}"))
    assert found["message"] == "{host}"


def test_rules_see_every_record_that_has_an_address():
    fabric = lan(
        h1=[row("192.0.2.60", state="incomplete"), row("192.0.2.61", mac(61), state="noarp")],
        h2=[{**row("192.0.2.62", mac(62)), "ip": None}, row("192.0.2.63", mac(63), interface=None)],
    )
    seen = [item for found in judge(fabric, own("@")) if found["kind"] == "rule:mine" for item in found["evidence"]]
    rows = {(host, record["ip"]) for host, facts in fabric.items() for record in facts["neighbors"] if record["ip"]}
    assert {(item["host"], item["ip"]) for item in seen} == rows
    assert len(seen) == len(rows)


def test_every_record_has_all_keys_of_a_neighbor_with_host_and_segment():
    query = f"[?length(keys(@)) == `{len(FIELDS) + 2}` && host && segment]"
    assert said(PRINTERS, own(query)) == said(PRINTERS, own("@"))


def test_a_row_without_an_interface_is_on_the_segment_of_its_subnet():
    fabric = lan(h1=[row(PRINTER, mac(50), interface=None)])
    assert said(fabric, own(f"[?ip=='{PRINTER}']")) == [("rule:mine", NET, PRINTER)]


def test_one_address_at_two_places_is_two_findings():
    fabric = {**site("a", 0, row(PRINTER, mac(50))), **site("b", 512, row(PRINTER, mac(650)))}
    places = said(fabric, own(f"[?ip=='{PRINTER}']"))
    assert [ip for _kind, _segment, ip in places] == [PRINTER, PRINTER]
    assert len({segment for _kind, segment, _ip in places}) == 2


def test_rules_do_not_silence_anything():
    fabric = lan(h1=[row(PRINTER, mac(50))], h2=[row(PRINTER, mac(51))])
    assert sorted(found["kind"] for found in judge(fabric, own(f"[?ip=='{PRINTER}']"))) == ["duplicate_ip", "rule:mine"]


def test_several_rules_are_asked_in_turn():
    first, second = own("[?vlan==`7`]")["rules"][0], own("[?vlan==`7`]", name="second", severity="info")["rules"][0]
    assert {kind for kind, _segment, _ip in said(PRINTERS, {"rules": [first, second]})} == {"rule:mine", "rule:second"}


def test_compact_facts_give_the_same():
    compact = {
        name: {key: value for key, value in facts.items() if key != "neighbors"}
        | {"neighbors_json": json.dumps(facts["neighbors"])}
        for name, facts in PRINTERS.items()
    }
    policy = own("[?vlan==`7`]", "{ip} {mac} {host}")
    assert judge(compact, policy) == judge(PRINTERS, policy)


MISFITS = {
    "a query that fits the samples and not these records": (
        lan(h1=[{**row(PRINTER, mac(50)), "flags": None}]),
        own("[?contains(flags, 'C')]"),
        r"policy.rules\[0\].query: .*contains",
    ),
    "a query that makes up a host": (
        PRINTERS,
        own("[?vlan==`7`].{host: ip, ip: ip}"),
        r"policy.rules\[0\].query: a match names the host '192.0.2.50'",
    ),
}


@pytest.mark.parametrize(("fabric", "policy", "message"), MISFITS.values(), ids=MISFITS)
def test_a_query_that_cannot_work_is_refused_with_its_place(fabric, policy, message):
    with pytest.raises(PolicyError, match=message):
        judge(fabric, policy)


def test_without_the_library_rules_are_refused_and_nothing_else(monkeypatch):
    monkeypatch.setattr(_query, "jmespath", None)
    with pytest.raises(PolicyError, match=r"policy.rules\[0\].query: .*jmespath"):
        judge(PRINTERS, own("@"))
    assert judge(PRINTERS, {}) == []

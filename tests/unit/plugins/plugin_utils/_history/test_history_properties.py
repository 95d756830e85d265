# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for any series of runs: no order matters, nothing given is modified, the same again is the same."""

import copy
import json

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.plugin_utils._catalog import KINDS
from ansible_collections.netops.arp.plugins.plugin_utils._history import neighbor_changes, neighbor_history
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, mac, row
from ansible_collections.netops.arp.tests.unit.runs import on

# Few values, so that runs meet often.
ips = st.sampled_from(["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.9", "2001:db8::1", "fe80::1", "169.254.0.1"])
macs = st.sampled_from([mac(1), mac(2), mac(3), mac(9), "00:00:5e:00:01:01", "00:07:b4:00:01:01", "00:07:b4:00:01:02"])
WORDS = {"new station", "changed ethernet address", "flip flop", "reused old ethernet address", "new activity"}


@st.composite
def records(draw):
    return row(
        draw(ips),
        draw(macs),
        draw(st.sampled_from(["eth0", "eth1", "docker0", None])),
        draw(st.sampled_from(["reachable", "stale", "failed", "permanent", "noarp", "resolved"])),
        origin=draw(st.sampled_from(["dynamic", "dynamic", "static", "local"])),
        age_seconds=draw(st.sampled_from([None, 5, 5000, 99999, 999999])),
    )


@st.composite
def hosts(draw):
    interfaces = [
        interface(name, draw(macs), f"192.0.2.{draw(st.integers(1, 4))}/24")
        for name in draw(st.lists(st.sampled_from(["eth0", "eth1"]), max_size=2, unique=True))
    ]
    capacity = draw(
        st.sampled_from([{}, {"ipv4": {"entries": 500, "limit": 1024}}, {"ipv4": {"entries": 9, "limit": 10}}])
    )
    gateways = [gateway("192.0.2.1")] if draw(st.booleans()) else []
    return facts(interfaces, draw(st.lists(records(), max_size=8)), gateways, capacity=capacity)


fabrics = st.dictionaries(st.sampled_from(["h1", "h2", "h3"]), hosts(), max_size=3)
series = st.lists(fabrics, min_size=1, max_size=4)


def remembered(runs):
    document = None
    for number, fabric in enumerate(runs, 1):
        document = neighbor_history(document, on(number, fabric))
    return document


def backwards(fabric):
    return {name: {**host, "neighbors": host["neighbors"][::-1]} for name, host in reversed(list(fabric.items()))}


def compact(fabric):
    return {
        name: {**host, "neighbors": None, "neighbors_json": json.dumps(host["neighbors"])}
        for name, host in fabric.items()
    }


@given(series)
def test_neither_order_nor_form_matters(runs):
    document = remembered(runs)
    assert remembered([backwards(fabric) for fabric in runs]) == document
    assert remembered([compact(fabric) for fabric in runs]) == document
    assert neighbor_history(json.dumps(document), {}) == document


@given(series)
def test_the_same_again_changes_only_when_it_was_last_seen(runs):
    document = remembered(runs)
    fabric = on(len(runs), runs[-1])
    assert neighbor_history(document, fabric) == document
    later = neighbor_history(document, on(len(runs) + 1, runs[-1]))
    assert still(neighbor_history(later, on(len(runs) + 2, runs[-1]))) == still(later)


def still(value):
    """The document without its times of last sight."""
    if isinstance(value, dict):
        return {key: still(member) for key, member in value.items() if key not in ("last_seen", "returned_at")}
    return [still(member) for member in value] if isinstance(value, list) else value


@given(series)
def test_what_is_given_stays_as_it_is(runs):
    document = remembered(runs[:-1])
    fabric = on(len(runs), runs[-1])
    before = copy.deepcopy((document, fabric))
    judge(fabric, baseline=document)
    neighbor_history(document, fabric)
    neighbor_changes(document, fabric)
    assert (document, fabric) == before


@given(series)
def test_findings_are_complete_beside_any_history(runs):
    document = remembered(runs[:-1])
    fabric = on(len(runs), runs[-1])
    findings = judge(fabric, baseline=document)
    assert judge(compact(fabric), baseline=json.dumps(document)) == findings
    for found in findings:
        assert found["kind"] in KINDS
        assert found["evidence"]
        assert found["hosts"]
        assert {item["host"] for item in found["evidence"]} <= set(fabric)
        assert found["first_seen"] <= found["last_seen"]
    subjects = [(found["kind"], found["segment"], found["ip"], *found["hosts"], *found["macs"]) for found in findings]
    assert len(set(subjects)) == len(subjects)
    assert {item["change"] for item in neighbor_changes(document, fabric)} <= WORDS


@given(fabrics)
def test_the_first_run_raises_no_change(fabric):
    kinds = {found["kind"] for found in judge(on(1, fabric), baseline=neighbor_history(None, {}))}
    assert kinds == {found["kind"] for found in judge(on(1, fabric))}
    assert neighbor_changes(None, fabric) == []


@given(series)
def test_each_address_is_bounded_and_well_formed(runs):
    for segment in remembered(runs)["segments"]:
        for entries in segment["addresses"].values():
            found = [entry["mac"] for entry in entries]
            assert len(found) == len(set(found)) <= 8
            assert all(entry["first_seen"] <= entry["last_seen"] for entry in entries)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be resolved again after a flush, and whether it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.module_utils._platforms import _flush_check

MAC, OTHER = "00:00:5e:00:53:01", "00:00:5e:00:53:02"
PORTS = (
    {"name": "eth0", "addresses": ["192.0.2.10/24", "2001:db8::10/64"], "vrf": "default", "namespace": None},
    {"name": "eth1", "addresses": ["198.51.100.10/24"], "vrf": "default", "namespace": "blue"},
)
GATEWAY = {"ip": "192.0.2.1", "family": "ipv4", "interface": "eth0", "vrf": "default", "namespace": None}


def row(ip, mac=MAC, state="reachable", interface="eth0", namespace=None, origin="dynamic"):
    made = neighbor(ip, "ipv4", mac, interface=interface, state=state, origin=origin, vrf="default")
    return dict(made, namespace=namespace)


def looked_at(*rows, critical=(), gateways=(GATEWAY,), namespaces=(None,), lifelines=(), interfaces=PORTS):
    facts = {"neighbors": list(rows), "gateways": list(gateways), "interfaces": interfaces}
    found, unknown = _flush_check.targets(facts, list(namespaces), list(critical), list(lifelines))
    return [(one.ip, one.interface, one.reasons, one.needed) for one in found], unknown


CASES = {
    "a gateway that was resolved": (
        {"rows": [row("192.0.2.1")]},
        [("192.0.2.1", "eth0", ("gateway",), True)],
    ),
    "a gateway that was not": (
        {"rows": [row("192.0.2.1", None, "failed")]},
        [("192.0.2.1", "eth0", ("gateway",), False)],
    ),
    "a gateway that had no entry": ({"rows": []}, [("192.0.2.1", "eth0", ("gateway",), False)]),
    "a gateway whose interface is not told": (
        {"rows": [row("192.0.2.1")], "gateways": [dict(GATEWAY, interface=None, vrf=None)]},
        [("192.0.2.1", "eth0", ("gateway",), True)],
    ),
    "one that is several things": (
        {"rows": [row("192.0.2.1")], "lifelines": [GATEWAY], "critical": ["192.0.2.1"]},
        [("192.0.2.1", "eth0", ("connection", "critical", "gateway"), True)],
    ),
    "a critical address without an entry": (
        {"rows": [], "gateways": [], "critical": ["2001:db8::7"]},
        [("2001:db8::7", "eth0", ("critical",), True)],
    ),
    "a critical address in an entry that failed": (
        {"rows": [row("192.0.2.7", None, "failed")], "gateways": [], "critical": ["192.0.2.7"]},
        [("192.0.2.7", "eth0", ("critical",), True)],
    ),
    "an own address is not asked for": ({"rows": [], "gateways": [], "critical": ["192.0.2.10"]}, []),
    "another namespace is not asked": (
        {
            "rows": [row("198.51.100.1", interface="eth1", namespace="blue")],
            "critical": ["198.51.100.7"],
            "gateways": [],
        },
        [],
    ),
    "the namespace that is meant is": (
        {"rows": [], "critical": ["198.51.100.7"], "namespaces": ["blue"]},
        [("198.51.100.7", "eth1", ("critical",), True)],
    ),
    "a device that does not tell its links": (
        {"rows": [], "gateways": [], "critical": ["192.0.2.7"], "interfaces": []},
        [("192.0.2.7", None, ("critical",), True)],
    ),
}


@pytest.mark.parametrize(("given_facts", "expected"), CASES.values(), ids=CASES)
def test_what_is_looked_at(given_facts, expected):
    given_facts = dict(given_facts)
    assert looked_at(*given_facts.pop("rows"), **given_facts)[0] == expected


def test_a_critical_address_elsewhere_is_told_and_not_asked_for():
    found, unknown = looked_at(critical=["203.0.113.7"], gateways=[])
    assert (found, unknown) == ([], ["203.0.113.7 is in no network of this device, so that it was not asked for"])


def test_a_critical_address_that_is_none_is_refused():
    with pytest.raises(ArpError, match=r"critical_addresses: .*gateway"):
        _flush_check.addresses(["the gateway"])


def targets(*rows, critical=()):
    facts = {"neighbors": list(rows), "gateways": [GATEWAY], "interfaces": PORTS}
    return _flush_check.targets(facts, [None], list(critical), [GATEWAY])[0]


OUTCOMES = {
    "it is back": ([row("192.0.2.1")], True, None),
    "it is back elsewhere": ([row("192.0.2.1", interface="eth1")], False, "which was not put back"),
    "it failed": ([row("192.0.2.1", None, "failed")], False, "which was not put back"),
    "it is being asked for": ([row("192.0.2.1", None, "incomplete")], False, "which was not put back"),
    "it is not there": ([], False, "it was at 00:00:5e:00:53:01, which was not put back: this platform has no way to"),
}


@pytest.mark.parametrize(("after", "resolved", "words"), OUTCOMES.values(), ids=OUTCOMES)
def test_a_gateway_that_was_resolved_must_be_resolved_again(after, resolved, words):
    wanted = targets(row("192.0.2.1"))
    verified = _flush_check.told(wanted, after)
    problems = _flush_check.problems(verified, 5, False)
    assert [one["resolved"] for one in verified] == [resolved]
    assert bool(problems) is not resolved
    if words:
        assert problems[0].startswith("192.0.2.1 on eth0 (next hop of this connection and default gateway) did not")
        assert words in problems[0]


def test_what_was_put_back_and_what_was_never_there_is_told():
    wanted = targets(row("192.0.2.1"), critical=["192.0.2.7"])
    problems = _flush_check.problems(_flush_check.told(wanted, [], wanted[:1]), 5, True)
    assert problems[0].endswith(f"its former entry, {MAC}, was put back")
    assert problems[1].endswith("it was not resolved before the flush either")


def test_a_gateway_that_was_not_resolved_before_is_no_problem():
    assert _flush_check.problems(_flush_check.told(targets(), []), 5, True) == []


def test_another_mac_is_a_finding():
    before = [row("192.0.2.1"), row("192.0.2.2"), row("192.0.2.3"), row("192.0.2.4", None, "failed"), row("192.0.2.5")]
    after = [row("192.0.2.1", OTHER), row("192.0.2.2"), row("192.0.2.4", OTHER), row("192.0.2.5", None, "incomplete")]
    (finding,) = _flush_check.changed_macs(before, after)
    assert (finding["kind"], finding["ip"], finding["mac_before"], finding["mac_after"]) == (
        "changed_mac",
        "192.0.2.1",
        MAC,
        OTHER,
    )
    assert finding["message"] == f"192.0.2.1 on eth0 was at {MAC} before the flush and is at {OTHER} now"


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(["192.0.2.1", "192.0.2.2", "192.0.2.3"]),
        st.sampled_from([MAC, OTHER, None]),
        st.sampled_from(["reachable", "stale", "failed", "incomplete", "permanent"]),
        st.sampled_from(["eth0", "eth1", None]),
    ),
    max_size=6,
)


@given(ROWS, ROWS, st.lists(st.sampled_from(["192.0.2.1", "192.0.2.2", "192.0.2.9", "203.0.113.9"]), max_size=3))
def test_a_problem_is_what_is_needed_and_not_resolved(before, after, critical):
    wanted = targets(*before, critical=critical)
    verified = _flush_check.told(wanted, after)
    missing = {(one.ip, one.interface) for one in _flush_check.unresolved(wanted, after) if one.needed}
    assert missing == {(one["ip"], one["interface"]) for one in verified if one["needed"] and not one["resolved"]}
    assert len(_flush_check.problems(verified, 1, True)) == len(missing)
    assert all(one["mac_before"] != one["mac_after"] for one in _flush_check.changed_macs(before, after))

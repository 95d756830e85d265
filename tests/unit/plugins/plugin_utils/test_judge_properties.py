# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for any fabric: the result is complete, the same in any order, and the same after a second look."""

import copy
import json

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.plugin_utils._catalog import KINDS, SEVERITIES
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, mac, row

# Few values, so that hosts meet often.
ips = st.sampled_from(["192.0.2.1", "192.0.2.2", "192.0.2.3", "198.51.100.1", "2001:db8::1", "fe80::1", "169.254.0.1"])
addresses = st.sampled_from([mac(1), mac(2), mac(3), "00:00:5e:00:01:01", "ff:ff:ff:ff:ff:ff", "ee:ee:ee:ee:ee:ee"])
names = st.sampled_from(["eth0", "eth1", "docker0", "lo"])
# An interface is in one VRF only.
VRFS = {"eth1": "red"}
namespaces = st.sampled_from([None, "blue"])


@st.composite
def records(draw):
    name = draw(st.sampled_from(["eth0", "eth1", "docker0", None]))
    state = draw(st.sampled_from(["reachable", "stale", "failed", "incomplete", "permanent", "noarp", "resolved"]))
    return row(
        draw(ips),
        draw(addresses),
        name,
        state,
        vrf=VRFS.get(name, "default"),
        namespace=draw(namespaces),
        origin=draw(st.sampled_from(["dynamic", "static", "local", "remote"])),
        age_seconds=draw(st.sampled_from([None, 5, 99999])),
    )


settings = st.fixed_dictionaries(
    {"arp_ignore": st.integers(0, 3), "arp_filter": st.integers(0, 1), "proxy_arp": st.integers(0, 1)}
)
thresholds = st.fixed_dictionaries(
    {f"gc_thresh{number}": st.sampled_from([None, 128, 512, 1024]) for number in (1, 2, 3)}
)
segments = st.sampled_from([None, "192.0.2.0/24", "office"])
some_macs = st.lists(addresses, min_size=1, max_size=2)


@st.composite
def policies(draw):
    """Policies that name the values of the fabrics."""
    closed = st.sampled_from([{"prefix": "192.0.2.0/24"}, {"segment": "192.0.2.0/24"}, {"prefix": "2001:db8::/32"}])
    queries = st.sampled_from(["@", "[?state=='stale']", "[?mac].{host: host, ip: ip}", "[?vrf=='red'] | [0]"])
    return {
        "virtual_addresses": draw(st.lists(st.fixed_dictionaries({"ip": ips, "macs": some_macs}), max_size=2)),
        "expected": draw(
            st.lists(st.fixed_dictionaries({"ip": ips, "macs": some_macs, "segment": segments}), max_size=2)
        ),
        "closed_segments": [{**draw(closed), "macs": draw(some_macs)} for _each in range(draw(st.integers(0, 1)))],
        "segments": draw(st.sampled_from([{}, {"h1": "office", "h2": {"eth0": "office"}}])),
        "rules": [
            {"name": "r", "query": draw(queries), "message": "{ip} {mac} {host}"}
            for _each in range(draw(st.integers(0, 1)))
        ],
    }


@st.composite
def hosts(draw):
    interfaces = [
        interface(
            name,
            draw(addresses),
            f"{draw(ips)}",
            vrf=VRFS.get(name, "default"),
            namespace=draw(namespaces),
            up=draw(st.booleans()),
        )
        for name in draw(st.lists(names, max_size=3))
    ]
    for each in interfaces:
        each["addresses"] = [f"{ip}/{64 if ':' in ip else 24}" for ip in each["addresses"]]
    gateways = [gateway(draw(ips), draw(st.sampled_from(["eth0", None]))) for _each in range(draw(st.integers(0, 2)))]
    return facts(
        interfaces,
        draw(st.lists(records(), max_size=12)),
        gateways,
        settings={name: draw(settings) for name in ("eth0", "eth1")},
        capacity={"ipv4": draw(thresholds), "ipv6": draw(thresholds)},
    )


fabrics = st.dictionaries(st.sampled_from(["h1", "h2", "h3", "h4"]), hosts(), max_size=4)


def essence(findings):
    return [{**found, "evidence": sorted(map(repr, found["evidence"]))} for found in findings]


@given(fabrics, policies())
def test_findings_are_complete_and_the_input_stays(fabric, policy):
    before = copy.deepcopy((fabric, policy))
    findings = judge(fabric, policy)
    assert (fabric, policy) == before
    for found in findings:
        assert found["kind"].partition(":")[0] in KINDS
        assert found["severity"] in SEVERITIES
        assert found["evidence"]
        assert set(found["hosts"]) <= set(fabric)
    keys = ("kind", "segment", "family", "ip", "hosts", "macs")
    subjects = [repr([found[key] for key in keys]) for found in findings]
    assert len(set(subjects)) == len(subjects)
    ranks = [SEVERITIES.index(found["severity"]) for found in findings]
    assert ranks == sorted(ranks, reverse=True)


@given(fabrics, policies())
def test_no_order_matters(fabric, policy):
    # Which record is the first one is a question of order, and a rule may ask it.
    policy["rules"] = [rule for rule in policy["rules"] if "[0]" not in rule["query"]]
    backwards = {name: {**host, "neighbors": host["neighbors"][::-1]} for name, host in reversed(list(fabric.items()))}
    assert essence(judge(backwards, policy)) == essence(judge(fabric, policy))


@given(fabrics, policies())
def test_compact_facts_are_judged_alike(fabric, policy):
    compact = {
        name: {
            **{key: value for key, value in host.items() if key != "neighbors"},
            "neighbors_json": json.dumps(host["neighbors"]),
        }
        for name, host in fabric.items()
    }
    assert judge(compact, policy) == judge(fabric, policy)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each planted fault yields exactly its finding."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import FIELDS
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, kinds, mac, row, station

GATEWAY = "192.0.2.254"
FINDING_KEYS = {
    "kind",
    "severity",
    "hosts",
    "segment",
    "vrf",
    "family",
    "ip",
    "macs",
    "interfaces",
    "message",
    "evidence",
    "likely_cause",
    "recommended_action",
    "first_seen",
    "last_seen",
}


def lan(**rows):
    """Hosts h1..h3 that know each other, plus the rows given per host."""
    fabric = {}
    for number in (1, 2, 3):
        peers = [row(f"192.0.2.{peer}", mac(peer)) for peer in (1, 2, 3) if peer != number]
        fabric[f"h{number}"] = station(number, *peers, *rows.get(f"h{number}", ()), gateways=[gateway(GATEWAY)])
    return fabric


def replace(fabric, host, *rows):
    """Put rows in the place of those with the same address."""
    changed = {record["ip"] for record in rows}
    kept = [record for record in fabric[host]["neighbors"] if record["ip"] not in changed]
    fabric[host]["neighbors"] = kept + list(rows)
    return fabric


def multihomed():
    """h1 and mh, which has eth0 .10 and eth1 .11 on one segment and answers for both with eth1."""
    return {
        "h1": station(1, row("192.0.2.10", mac(11)), row("192.0.2.11", mac(11))),
        "mh": facts(
            [interface("eth0", mac(10), "192.0.2.10/24"), interface("eth1", mac(11), "192.0.2.11/24")],
            [row("192.0.2.1", mac(1), "eth0")],
        ),
    }


def wrong_mask(*distant):
    """a believes that everything is local; the managed router r answers for the other side of itself."""
    return {
        "a": facts(
            [interface("eth0", mac(1), "192.0.2.1/1")],
            [row("192.0.2.254", mac(254)), *(row(ip, mac(254)) for ip in distant)],
        ),
        "r": facts(
            [interface("eth0", mac(254), "192.0.2.254/24"), interface("eth1", mac(253), "198.51.100.254/24")],
            [row("192.0.2.1", mac(1)), row("198.51.100.7", mac(7), "eth1")],
        ),
    }


FAULTS = {
    "two stations answer for one address": (
        lan(h1=[row("192.0.2.50", mac(50))], h2=[row("192.0.2.50", mac(51), state="stale")]),
        [("duplicate_ip", "192.0.2.50", "warning")],
    ),
    "an unmanaged gateway is spoofed": (
        lan(h1=[row(GATEWAY, mac(254))], h2=[row(GATEWAY, mac(66))]),
        [("duplicate_ip", GATEWAY, "critical")],
    ),
    "one table lists both MACs": (
        lan(h1=[row("192.0.2.50", mac(50)), row("192.0.2.50", mac(51))]),
        [("duplicate_ip", "192.0.2.50", "warning")],
    ),
    "a fooled host beside a pinned one": (
        lan(h1=[row(GATEWAY, mac(254), state="permanent", origin="static")], h2=[row(GATEWAY, mac(66))]),
        [("duplicate_ip", GATEWAY, "critical")],
    ),
    "a managed host's address is spoofed": (
        replace(lan(), "h1", row("192.0.2.3", mac(66))),
        [("spoofed_address", "192.0.2.3", "critical")],
    ),
    "a static entry is out of date": (
        replace(lan(), "h1", row("192.0.2.3", mac(66), state="permanent", origin="static")),
        [("static_entry_drift", "192.0.2.3", "critical")],
    ),
    "two managed hosts hold one address": (
        {
            **lan(),
            "h4": facts([interface("eth0", mac(4), "192.0.2.4/24", "192.0.2.3/24")], [row("192.0.2.1", mac(1))]),
        },
        [("own_address_conflict", "192.0.2.3", "critical")],
    ),
    "flux": (multihomed(), [("arp_flux", "192.0.2.10", "warning")]),
    "flux on a weak host whose other interface is elsewhere": (
        {
            "h1": station(1, row("192.0.2.10", mac(10)), row("198.51.100.10", mac(10))),
            "mh": facts(
                [interface("eth0", mac(10), "192.0.2.10/24"), interface("eth1", mac(11), "198.51.100.10/24")],
                [row("192.0.2.1", mac(1))],
            ),
        },
        [("arp_flux", "198.51.100.10", "warning")],
    ),
    "proxy ARP hides a wrong mask": (wrong_mask("198.51.100.7"), [("proxy_arp_answer", None, "warning")]),
    "proxy ARP for many absent addresses": (
        wrong_mask(*(f"198.51.100.{last}" for last in range(7, 12))),
        [("proxy_arp_answer", None, "warning")],
    ),
    "an unmanaged gateway answers for four others": (
        lan(h1=[row(GATEWAY, mac(254)), *(row(f"192.0.2.{last}", mac(254)) for last in range(60, 64))]),
        [("proxy_arp_answer", None, "warning")],
    ),
    "a gateway answers for a managed host too": (
        replace(
            lan(h1=[row(GATEWAY, mac(254)), *(row(f"192.0.2.{last}", mac(254)) for last in range(60, 63))]),
            "h1",
            row("192.0.2.3", mac(254)),
        ),
        [("proxy_arp_answer", None, "warning")],
    ),
    "the gateway is dead": (lan(h1=[row(GATEWAY)]), [("gateway_unresolved", GATEWAY, "critical")]),
    "the gateway is incomplete at two": (
        lan(h1=[row(GATEWAY, state="incomplete")], h2=[row(GATEWAY)]),
        [("gateway_unresolved", GATEWAY, "critical")],
    ),
    "the gateway was not confirmed for long": (
        lan(h1=[row(GATEWAY, mac(254), state="stale", age_seconds=3601)]),
        [("gateway_stale", GATEWAY, "warning")],
    ),
    "a dead peer": (lan(h1=[row("192.0.2.77")]), [("unresolved_neighbor", "192.0.2.77", "info")]),
    "a broadcast MAC": (
        lan(h1=[row("192.0.2.60", "ff:ff:ff:ff:ff:ff", state="stale")]),
        [("invalid_mac", "192.0.2.60", "warning")],
    ),
    "a group MAC": (
        lan(h1=[row("192.0.2.60", "03:bf:00:00:00:01")]),
        [("invalid_mac", "192.0.2.60", "warning")],
    ),
    "a MAC of seven octets on Ethernet": (
        lan(h1=[row("192.0.2.60", "02:00:00:00:00:01:02")]),
        [("invalid_mac", "192.0.2.60", "warning")],
    ),
    "a neighbor on the wrong subnet": (
        lan(h1=[row("198.51.100.9", mac(9), state="stale")]),
        [("off_subnet_neighbor", "198.51.100.9", "warning")],
    ),
    "the table is nearly full": (
        {**lan(), "h9": station(9, capacity={"ipv4": {"entries": 820, "limit": 1024}})},
        [("table_pressure", None, "warning")],
    ),
    "the table is full": (
        {**lan(), "h9": station(9, capacity={"ipv6": {"entries": 1000, "limit": 1024}})},
        [("table_pressure", None, "critical")],
    ),
    "the table has overflowed": (
        {**lan(), "h9": station(9, capacity={"ipv4": {"entries": 3, "limit": 1024, "table_fulls": 7}})},
        [("table_pressure", None, "warning")],
    ),
    "IPv6: two stations": (
        {
            "h1": facts(
                [interface("eth0", mac(1), "2001:db8::1/64", "fe80::1/64")],
                [row("2001:db8::2", mac(2)), row("fe80::fe", mac(20))],
                [gateway("fe80::fe")],
            ),
            "h2": facts(
                [interface("eth0", mac(2), "2001:db8::2/64", "fe80::2/64")],
                [row("2001:db8::1", mac(1)), row("fe80::fe", mac(21))],
                [gateway("fe80::fe")],
            ),
        },
        [("duplicate_ip", "fe80::fe", "critical")],
    ),
    "IPv6: spoofed": (
        {
            "h1": facts([interface("eth0", mac(1), "2001:db8::1/64")], [row("2001:db8::2", mac(2))]),
            "h2": facts([interface("eth0", mac(2), "2001:db8::2/64")], [row("2001:db8::1", mac(1))]),
            "h3": facts(
                [interface("eth0", mac(3), "2001:db8::3/64")],
                [row("2001:db8::1", mac(1)), row("2001:db8::2", mac(66))],
            ),
        },
        [("spoofed_address", "2001:db8::2", "critical")],
    ),
}


@pytest.mark.parametrize(("fabric", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_yields_exactly_its_finding(fabric, expected):
    found = judge(fabric)
    assert sorted((item["kind"], item["ip"], item["severity"]) for item in found) == expected


def test_records_may_leave_out_what_is_unknown():
    fabric = {
        "h1": {"neighbors": [{"ip": "192.0.2.5", "mac": mac(5), "interface": "eth0", "state": "reachable"}]},
        "h2": {"neighbors": [{"ip": "192.0.2.6", "mac": None, "interface": "eth0", "state": "failed"}]},
    }
    assert kinds(judge(fabric)) == [("unresolved_neighbor", "192.0.2.6")]
    assert "origin" in FIELDS


def test_a_host_whose_rows_are_mostly_unresolved_raises_a_warning():
    silent = [row(f"192.0.2.{last}") for last in range(100, 108)]
    fabric = {"h1": station(1, row("192.0.2.2", mac(2)), row("192.0.2.3", mac(3)), *silent)}
    assert {item["severity"] for item in judge(fabric)} == {"warning"}
    nine_rows = {"h1": station(1, row("192.0.2.2", mac(2)), *silent)}
    assert {item["severity"] for item in judge(nine_rows)} == {"info"}


def test_a_finding_is_joined_over_its_observers():
    fabric = lan()
    for host in ("h1", "h2"):
        replace(fabric, host, row("192.0.2.3", mac(66)))
    (found,) = judge(fabric)
    assert found["hosts"] == ["h1", "h2", "h3"]
    assert found["macs"] == [mac(3), mac(66)]
    assert found["segment"] == "192.0.2.0/24"
    assert "h3 (eth0" in found["message"]
    assert "h1 and h2" in found["message"]


def test_the_machine_behind_a_foreign_mac_is_named():
    fabric = replace(lan(), "h1", row("192.0.2.3", mac(2)))
    (found,) = judge(fabric)
    assert f"{mac(2)} of h2 (eth0)" in found["message"]


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"h1": ["no facts"]}, "host h1: a mapping"),
        ({"h1": {}}, "h1"),
        ({"h1": {"neighbors_json": "[{"}}, "h1"),
        ({"h1": {"neighbors": "text"}}, "h1"),
    ],
)
def test_facts_that_are_none_are_refused_by_name(broken, message):
    with pytest.raises(ArpError, match=message):
        judge(broken)


def test_what_is_not_judged_yet_is_refused():
    with pytest.raises(ArpError, match="baseline"):
        judge({}, baseline={"h1": {}})

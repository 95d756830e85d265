# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scope and a table to what goes and what stays, and the mistakes in a scope."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.module_utils._platforms import _flush_plan

NOTHING = dict.fromkeys(_flush_plan.KEYS)
MISTAKES = {
    "no scope": ({}, False, "A flush needs a scope"),
    "all and more": ({"vrf": ["blue"]}, True, "all is the whole table; together with vrf it contradicts itself"),
    "an empty list": ({"addresses": [], "states": ["stale"]}, False, "addresses is empty"),
    "no address": ({"addresses": ["192.0.2.0.1"]}, False, "addresses: not an IP address"),
    "host bits": ({"prefixes": ["192.0.2.1/24"]}, False, "prefixes: .*host bits"),
    "no MAC": ({"mac": ["router"]}, False, "mac: not a link-layer address"),
    "a zero MAC": ({"mac": ["00:00:00:00:00:00"]}, False, "mac: .* is the MAC of nobody"),
}


@pytest.mark.parametrize(("given", "everything", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_scope_is_named(given, everything, words):
    with pytest.raises(ArpError, match=words):
        _flush_plan.scope({**NOTHING, **given}, everything, [None])


def row(ip, mac="00:00:5e:00:53:01", state="stale", origin="dynamic", interface="eth0", **more):
    family = "ipv6" if ":" in ip else "ipv4"
    return neighbor(ip, family, mac=mac, interface=interface, state=state, origin=origin, **{"vrf": "default", **more})


GATEWAY = {"ip": "192.0.2.1", "interface": "eth0", "vrf": "default", "namespace": None}
TABLE = [
    row("192.0.2.1"),
    row("192.0.2.1", interface="eth1", vrf="blue"),
    row("192.0.2.2", state="failed", mac=None),
    row("192.0.2.130", mac="00:00:5e:00:53:02", state="reachable"),
    row("192.0.2.9", state="permanent", origin="static"),
    row("192.0.2.10", origin="local"),
    row("224.0.0.5", state="noarp", origin="other"),
    row("2001:db8::1"),
    row("192.0.2.50", namespace="red"),
]
SCOPES = {
    "all": ({}, ["192.0.2.1 blue", "192.0.2.2", "192.0.2.130", "2001:db8::1"]),
    "an address of a gateway": ({"addresses": ["192.0.2.1"]}, ["192.0.2.1", "192.0.2.1 blue"]),
    "addresses in other words": ({"addresses": ["2001:DB8:0::1"]}, ["2001:db8::1"]),
    "prefixes": ({"prefixes": ["192.0.2.128/25", "2001:db8::/64"]}, ["192.0.2.130", "2001:db8::1"]),
    "a pattern": ({"interfaces": ["*1"]}, ["192.0.2.1 blue"]),
    "a VRF": ({"vrf": ["blue"]}, ["192.0.2.1 blue"]),
    "states": ({"states": ["failed", "reachable"]}, ["192.0.2.2", "192.0.2.130"]),
    "static": ({"states": ["permanent"]}, ["192.0.2.9"]),
    "noarp": ({"states": ["noarp"]}, ["224.0.0.5"]),
    "a MAC": ({"mac": ["0000.5e00.5302"]}, ["192.0.2.130"]),
    "a family": ({"family": ["ipv6"]}, ["2001:db8::1"]),
    "an own address": ({"addresses": ["192.0.2.10"]}, []),
    "a static one by its address alone": ({"addresses": ["192.0.2.9"]}, []),
}


def going(given, **more):
    wanted = _flush_plan.scope({**NOTHING, **given}, not given, more.pop("namespaces", [None]))
    planned = _flush_plan.plan(wanted, TABLE, [GATEWAY], **more)
    names = [record["ip"] + (" blue" if record["vrf"] == "blue" else "") for record in planned.going]
    return names, planned.kept


@pytest.mark.parametrize(("given", "expected"), SCOPES.values(), ids=SCOPES)
def test_a_scope_takes(given, expected):
    assert going(given)[0] == expected


def test_what_stays_is_told_with_its_reason():
    assert [(record["ip"], reason) for record, reason in going({})[1]] == [
        ("192.0.2.1", "it is a default gateway; addresses must name it"),
        ("192.0.2.9", "it is static; states must name permanent"),
        ("192.0.2.10", "it is an own address of the device"),
    ]


def test_a_platform_that_cannot_flush_static_entries_keeps_them_named_or_not():
    names, kept = going({"states": ["permanent"]}, spares_static=True)
    assert names == []
    assert kept[0][1] == "it is configured; netops.arp.arp_entry takes it away"


def test_other_namespaces_are_meant_only_when_named():
    assert going({}, namespaces=["red"])[0] == ["192.0.2.50"]

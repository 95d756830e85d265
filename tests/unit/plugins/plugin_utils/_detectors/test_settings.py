# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ARP settings that do harm, and settings that are as they should be."""

import copy

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import facts, gateway, interface, lan, mac, row

DEFAULTS = {"arp_ignore": 0, "arp_announce": 0, "arp_filter": 0, "proxy_arp": 0}
STRICT = {**DEFAULTS, "arp_ignore": 1, "arp_announce": 2}


def store(settings, *interfaces, rows=(), **more):
    """A host with two interfaces in one subnet; the same settings are in effect on both."""
    interfaces = interfaces or (
        interface("eth0", mac(10), "192.0.2.10/24"),
        interface("eth1", mac(11), "192.0.2.11/24"),
    )
    by_name = {each["name"]: settings for each in interfaces}
    seen = [
        row("192.0.2.1", mac(1), each["name"], vrf=each["vrf"], namespace=each["namespace"])
        for each in interfaces
        if any(address.startswith("192.0.2.") for address in each["addresses"])
    ]
    return {**lan(), "store": facts(interfaces, [*seen, *rows], settings=by_name, **more)}


RISKS = {
    "the kernel's defaults": store(DEFAULTS),
    "values that do not help": store({**DEFAULTS, "arp_ignore": 3, "arp_announce": 1}),
    "one strict interface is not enough": {
        **lan(),
        "store": {**store(DEFAULTS)["store"], "settings": {"eth0": STRICT, "eth1": DEFAULTS}},
    },
    "beside an interface that is elsewhere": store(
        DEFAULTS,
        interface("eth0", mac(10), "192.0.2.10/24"),
        interface("eth1", mac(11), "192.0.2.11/24"),
        interface("eth2", mac(12), "198.51.100.12/24"),
    ),
}

NO_RISK = {
    "arp_ignore and arp_announce": store(STRICT),
    "arp_ignore by subnet": store({**STRICT, "arp_ignore": 2}),
    "arp_filter": store({**DEFAULTS, "arp_filter": 1}),
    "unknown settings": store({}),
    "no settings at all": {**lan(), "store": {**store(DEFAULTS)["store"], "settings": {}}},
    "two subnets": store(
        DEFAULTS, interface("eth0", mac(10), "192.0.2.10/24"), interface("eth1", mac(11), "198.51.100.11/24")
    ),
    "one interface with two addresses": store(DEFAULTS, interface("eth0", mac(10), "192.0.2.10/24", "192.0.2.11/24")),
    "a bond with its slaves": store(
        DEFAULTS, interface("bond0", mac(10), "192.0.2.10/24"), interface("eth0", mac(10)), interface("eth1", mac(10))
    ),
    "VLANs with one MAC": store(
        DEFAULTS, interface("eth0", mac(10), "192.0.2.10/24"), interface("eth0.7", mac(10), "192.0.2.11/24")
    ),
    "the second interface is down": store(
        DEFAULTS, interface("eth0", mac(10), "192.0.2.10/24"), interface("eth1", mac(11), "192.0.2.11/24", up=False)
    ),
    "two VRFs": store(
        DEFAULTS, interface("eth0", mac(10), "192.0.2.10/24"), interface("eth1", mac(11), "192.0.2.11/24", vrf="blue")
    ),
    "two namespaces": store(
        DEFAULTS,
        interface("eth0", mac(10), "192.0.2.10/24"),
        interface("eth1", mac(11), "192.0.2.11/24", namespace="blue"),
    ),
    "a virtual router's own interface": store(
        DEFAULTS, interface("eth0", mac(10), "192.0.2.10/24"), interface("vrrp1", "00:00:5e:00:01:01", "192.0.2.9/24")
    ),
    "a service address on a macvlan": store(
        DEFAULTS, interface("eth0", mac(10), "192.0.2.10/24"), interface("vip0", mac(11), "192.0.2.11/32")
    ),
    "bridges of containers": store(
        DEFAULTS, interface("docker0", mac(10), "192.0.2.10/24"), interface("virbr0", mac(11), "192.0.2.11/24")
    ),
    "loopback and dummy": store(
        DEFAULTS, interface("eth0", mac(10), "192.0.2.10/24"), interface("dummy0", mac(11), "192.0.2.11/24")
    ),
}


@pytest.mark.parametrize("fabric", RISKS.values(), ids=RISKS)
def test_permissive_interfaces_in_one_subnet_are_a_risk(fabric):
    (found,) = judge(fabric)
    assert (found["kind"], found["severity"], found["hosts"]) == ("flux_risk", "info", ["store"])
    assert (found["macs"], found["interfaces"]) == ([mac(10), mac(11)], ["eth0", "eth1"])
    assert found["segment"] == "192.0.2.0/24"
    assert [item["arp_filter"] for item in found["evidence"]] == [0, 0]


@pytest.mark.parametrize("fabric", NO_RISK.values(), ids=NO_RISK)
def test_other_interfaces_are_none(fabric):
    assert [found["message"] for found in judge(fabric)] == []


def test_flux_that_happens_is_said_alone():
    fabric = store(DEFAULTS)
    fabric["h1"]["neighbors"].append(row("192.0.2.10", mac(11)))
    assert [found["kind"] for found in judge(fabric)] == ["arp_flux"]


def test_the_same_interfaces_in_two_subnets_are_one_risk():
    fabric = store(
        DEFAULTS,
        interface("eth0", mac(10), "192.0.2.10/24", "198.51.100.10/24"),
        interface("eth1", mac(11), "192.0.2.11/24", "198.51.100.11/24"),
    )
    assert [found["kind"] for found in judge(fabric)] == ["flux_risk"]


PROXY = {**STRICT, "proxy_arp": 1}


def routed(mask=16, settings=None, rows=(), **more):
    """A router with proxy ARP on eth0, and a host beside it with this netmask."""
    return {
        **lan(),
        "wide": facts(
            [interface("eth0", mac(5), f"192.0.2.5/{mask}", **more)],
            [row("192.0.2.1", mac(1)), row("192.0.2.254", mac(254)), *rows],
            [gateway("192.0.2.254")],
        ),
        "r": facts(
            [interface("eth0", mac(254), "192.0.2.254/24"), interface("eth1", mac(253), "192.0.3.254/24")],
            [row("192.0.2.1", mac(1)), row("192.0.3.7", mac(7), "eth1")],
            settings={"eth0": PROXY if settings is None else settings, "eth1": STRICT},
        ),
    }


HARMLESS_PROXIES = {
    "equal masks": routed(mask=24),
    "a narrower mask": routed(mask=25),
    "a /32": routed(mask=32),
    "no proxy ARP": routed(settings=STRICT),
    "the wrong mask is on an interface that is down": routed(up=False, rows=()),
    "unknown settings": routed(settings={}),
    "Calico": {
        "node": facts(
            [interface("eth0", mac(1), "192.0.2.1/24"), interface("cali1", "ee:ee:ee:ee:ee:ee")],
            [row("10.1.0.2", mac(2), "cali1")],
            settings={"eth0": DEFAULTS, "cali1": PROXY},
        ),
        "pod": facts([interface("eth0", mac(2), "10.1.0.2/32")], [row("169.254.1.1", "ee:ee:ee:ee:ee:ee")]),
    },
    "the wide mask is the host's own": {
        **lan(),
        "r": facts(
            [interface("eth0", mac(254), "192.0.2.254/24"), interface("eth1", mac(253), "192.0.0.1/16")],
            [row("192.0.2.1", mac(1)), row("192.0.2.1", mac(1), "eth1")],
            settings={"eth0": PROXY, "eth1": STRICT},
        ),
    },
}


def test_proxy_arp_beside_a_wrong_mask_is_said():
    (found,) = judge(routed())
    assert (found["kind"], found["severity"], found["ip"]) == ("proxy_arp_enabled", "warning", None)
    assert (found["hosts"], found["segment"], found["macs"]) == (["r", "wide"], "192.0.2.0/24", [mac(254)])
    said = "r has proxy ARP on eth0 (192.0.2.0/24), where the netmask of wide is too wide (192.0.0.0/16)"
    assert found["message"].startswith(said)
    assert [(item["host"], item["network"]) for item in found["evidence"]] == [
        ("r", "192.0.2.0/24"),
        ("wide", "192.0.0.0/16"),
    ]


def test_answers_are_said_instead_where_there_are_any():
    assert [found["kind"] for found in judge(routed(rows=[row("192.0.3.7", mac(254))]))] == ["proxy_arp_answer"]


@pytest.mark.parametrize("fabric", HARMLESS_PROXIES.values(), ids=HARMLESS_PROXIES)
def test_harmless_proxies_raise_nothing(fabric):
    assert [found["message"] for found in judge(fabric)] == []


def test_a_declared_proxy_raises_nothing():
    assert judge(routed(), {"proxy_arp": [{"mac": mac(254), "prefixes": ["192.0.0.0/16"]}]}) == []


def test_settings_are_read_only():
    fabric = routed()
    before = copy.deepcopy(fabric)
    judge(fabric)
    assert fabric == before

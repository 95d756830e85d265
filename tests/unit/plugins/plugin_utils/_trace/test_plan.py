# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who asks for an address on the wire, and why others do not."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._trace import plan
from ansible_collections.netops.arp.tests.unit.fabrics import facts, interface, lan, mac, row, station

IP = "192.0.2.50"
ELSEWHERE = station(9, net="198.51.100")
DEVICE = {**station(8), "platform": "arista_eos"}
IPOIB = facts([interface("ib0", "00:" * 19 + "01", "192.0.2.7/24")], [])
DOWN = facts([interface("eth0", mac(6), "192.0.2.6/24", up=False)], [])
SUBNET_ONLY = {f"h{at}": station(at) for at in range(1, 31)}
ROUTER = facts(
    [interface("eth0", mac(2), "192.0.2.2/24"), interface("vrrp1", "00:00:5e:00:01:01", "192.0.2.254/32")],
    [row("192.0.2.1", mac(1))],
)


def names(planned):
    return [
        (host, place["interface"], place["mode"], place["source"])
        for host, some in planned["places"].items()
        for place in some
    ]


def test_hosts_of_the_subnet_ask_as_real_traffic_would():
    planned = plan(lan(), IP)
    assert names(planned) == [(host, "eth0", "answers", "own") for host in ("h1", "h2", "h3")]
    assert planned["reasons"] == {}


def test_the_holder_asks_who_else_has_it_and_comes_first():
    planned = plan(lan(), "192.0.2.3", askers=2)
    assert names(planned) == [("h3", "eth0", "duplicate", "auto"), ("h1", "eth0", "answers", "own")]
    assert planned["reasons"] == {"h2": "did not ask: 2 others of the segment did"}


def test_who_asked_in_vain_comes_before_the_rest_and_who_has_an_entry_is_spared():
    planned = plan(lan(h3=[row(IP)], h2=[row(IP, mac(50))]), IP)
    assert [name for name, *_rest in names(planned)] == ["h3", "h1"]
    assert planned["reasons"] == {
        "h2": "did not ask: the answer might have renewed its entry; others of the segment did"
    }


def test_who_has_an_entry_asks_where_nobody_else_can():
    fabric = lan(**{host: [row(IP, mac(50))] for host in ("h1", "h2", "h3")})
    assert [name for name, *_rest in names(plan(fabric, IP))] == ["h1", "h2", "h3"]


def test_a_host_that_holds_it_does_not_ask_itself_on_another_interface():
    fabric = {"h1": station(1, row("192.0.2.2", mac(2))), "r1": ROUTER}
    assert names(plan(fabric, "192.0.2.254")) == [
        ("r1", "vrrp1", "duplicate", "auto"),
        ("h1", "eth0", "answers", "own"),
    ]


def test_an_interface_without_an_ipv4_address_asks_without_one():
    fabric = {"h1": facts([interface("eth0", mac(1))], [row(IP, mac(50))])}
    assert names(plan(fabric, IP)) == [("h1", "eth0", "answers", "auto")]
    assert names(plan({"h1": facts([interface("eth0", mac(1))], [row("fe80::1", mac(50))])}, "fe80::1")) == [
        ("h1", "eth0", "answers", "own")
    ]


REASONS = {
    "another subnet": (ELSEWHERE, "did not ask: no subnet has the address"),
    "a device": (DEVICE, "could not ask: only Linux hosts can, and this is arista_eos"),
    "InfiniBand": (IPOIB, "could not ask: ib0 is no Ethernet interface that is up"),
    "a port that is down": (DOWN, "could not ask: eth0 is no Ethernet interface that is up"),
}


@pytest.mark.parametrize(("host", "reason"), REASONS.values(), ids=REASONS)
def test_who_does_not_ask_is_told_why(host, reason):
    assert plan({**lan(), "x": host}, IP)["reasons"] == {"x": reason}


def test_hosts_that_prove_no_common_segment_do_not_all_ask():
    planned = plan(SUBNET_ONLY, IP)
    assert len(planned["places"]) == 20
    assert set(planned["reasons"].values()) == {"did not ask: 20 other hosts did"}
    assert planned["places"].keys() | planned["reasons"].keys() == SUBNET_ONLY.keys()


def test_segments_that_the_policy_names_count():
    planned = plan(SUBNET_ONLY, IP, {"segments": dict.fromkeys(SUBNET_ONLY, "office")})
    assert sorted(planned["places"]) == ["h1", "h10", "h11"]

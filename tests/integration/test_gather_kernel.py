# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""gather() against a real kernel, in a network namespace that exists for one test only.

What rtnetlink gives is compared with what `ip` and `/proc/net/arp` print of the same table.
"""

import json
import os
from pathlib import Path

import pytest
from kernel_table import NEEDS, batch, new_namespace, run, where

from ansible_collections.netops.arp.plugins.module_utils import _namespaces, _netlink
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError, SourceError
from ansible_collections.netops.arp.plugins.module_utils._formats import _iproute2, _rtnetlink
from ansible_collections.netops.arp.plugins.module_utils._platforms import _linux

pytestmark = NEEDS

STATES = ("permanent", "noarp", "reachable", "stale", "delay", "probe", "failed", "none", "incomplete")
CONF = Path("/proc/sys/net/ipv4/conf")
SETUP = """\
link set lo up
link add eth0 address 02:00:00:00:01:02 type veth peer name wire0
link set eth0 up
link set wire0 up
addr add 192.0.2.10/24 dev eth0
addr add 198.51.100.1 peer 198.51.100.2/24 dev eth0
addr add 2001:db8::10/64 dev eth0 nodad
route add default via 192.0.2.1 dev eth0
route add default metric 20 nexthop via 192.0.2.2 dev eth0 nexthop via 192.0.2.3 dev eth0
route add unreachable default metric 999
route add default via fe80::1 dev eth0
neigh add proxy 203.0.113.9 dev eth0
"""


@pytest.fixture
def namespace():
    with new_namespace() as name:
        yield name


@pytest.fixture
def inside(namespace):
    """Be in a namespace of a host with entries in every state, both families, and slow timers."""
    (chosen,) = _namespaces.choose([namespace])
    with _namespaces.entered(chosen):
        batch(SETUP)
        for family in ("ipv4", "ipv6"):
            for timer in ("retrans_time_ms", "gc_stale_time"):
                Path(f"/proc/sys/net/{family}/neigh/eth0/{timer}").write_text("600000")
        for number, state in enumerate(STATES, start=1):
            for ip in (f"192.0.2.{100 + number}", f"2001:db8::{100 + number}"):
                batch(f"neigh replace {ip} lladdr 00:00:5e:00:53:{number:02x} dev eth0 nud {state}\n")
        batch(
            "neigh replace 192.0.2.120 lladdr 00:00:5e:00:53:20 dev eth0 nud stale extern_learn\n"
            "neigh replace 192.0.2.121 lladdr 00:00:5e:00:53:21 dev eth0 nud noarp extern_learn\n"
            "neigh replace 192.0.2.122 lladdr 00:00:5e:00:53:22 dev eth0 nud stale protocol static\n"
            "neigh replace fe80::1 lladdr 00:00:5e:00:53:23 dev eth0 nud stale router\n"
        )
        yield


def refuse():
    raise SourceError("refused for this test")


def gather(**means):
    return _linux.gather(run, _linux.Options(include_noarp=True), **means)


def keyed(rows):
    """Rows by address and interface, without the age, which grows while a test looks."""
    return {(row["ip"], row["interface"]): dict(row, age_seconds=row["age_seconds"] is not None) for row in rows}


def test_every_state_is_read_as_ip_prints_it(inside):
    ours = gather()
    theirs = _iproute2.parse(run(["ip", "-j", "-s", "neigh", "show", "nud", "all"])[1])
    assert ours["unparsed"] == theirs.unparsed == []
    # What only the interfaces tell, a text about neighbors does not.
    expected = keyed([dict(row, vrf="default") for row in theirs.neighbors])
    assert keyed(ours["neighbors"]) == expected
    assert len(expected) >= 2 * len(STATES) + 4
    states = {row["state"] for row in ours["neighbors"]}
    assert states >= {"permanent", "noarp", "reachable", "stale", "probe", "failed", "incomplete"}


def test_a_fresh_entry_is_young_and_an_unconfirmed_one_has_no_age(inside):
    found = {row["ip"]: row["age_seconds"] for row in gather()["neighbors"]}
    assert found["192.0.2.103"] in range(5)
    assert found["192.0.2.104"] is None


def test_ip_gives_the_same_host(inside):
    ours, theirs = gather(), gather(open_netlink=refuse)
    assert theirs["source"][-1] == {"command": "ip -j -s", "outcome": "read"}
    same = ("counts", "gateways", "interfaces", "settings", "unparsed")
    assert {key: ours[key] for key in same} == {key: theirs[key] for key in same}
    assert ours["capacity"]["ipv4"]["entries"] == theirs["capacity"]["ipv4"]["entries"]


def test_the_text_of_ip_gives_the_same_host(inside):
    def only_text(argv):
        return (255, "", 'Option "-j" is unknown') if "-j" in argv else run(argv)

    ours, theirs = gather(), _linux.gather(only_text, _linux.Options(include_noarp=True), open_netlink=refuse)
    assert theirs["source"][-1] == {"command": "ip -s", "outcome": "read"}
    same = ("counts", "gateways", "interfaces", "unparsed")
    assert {key: ours[key] for key in same} == {key: theirs[key] for key in same}


def test_the_file_gives_the_same_stations(inside):
    def no_commands(_argv):
        raise SourceError("refused for this test")

    theirs = _linux.gather(no_commands, open_netlink=refuse)
    assert theirs["source"][-1]["file"] == "/proc/net/arp"
    ours = [row for row in _linux.gather(run)["neighbors"] if row["family"] == "ipv4"]

    def stations(rows):
        return {(row["ip"], row["mac"], row["interface"]) for row in rows}

    assert stations(theirs["neighbors"]) == stations(ours)
    assert theirs["gateways"][0]["ip"] == "192.0.2.1"


def test_own_truth(inside):
    facts = gather()
    eth0 = next(interface for interface in facts["interfaces"] if interface["name"] == "eth0")
    assert eth0["mac"] == "02:00:00:00:01:02"
    assert eth0["up"] is True
    expected = {"192.0.2.10/24", "198.51.100.1/32", "2001:db8::10/64", "fe80::ff:fe00:102/64"}
    assert set(eth0["addresses"]) == expected
    assert [gateway["ip"] for gateway in facts["gateways"]] == ["192.0.2.1", "192.0.2.2", "192.0.2.3", "fe80::1"]


def test_the_kernel_numbers_its_settings_as_its_header_does(inside):
    for number, name in enumerate(_rtnetlink.DEVCONF_INDEX):
        (CONF / "eth0" / name).write_text(str(number % 3))
    with _netlink.Netlink() as kernel:
        links = _rtnetlink.links(kernel.dump(_netlink.RTM_GETLINK, _rtnetlink.link_request()).bodies)
    eth0 = next(link for link in links.values() if link.name == "eth0")
    assert eth0.settings == {name: int((CONF / "eth0" / name).read_text()) for name in _rtnetlink.DEVCONF_INDEX}
    assert len(set(eth0.settings.values())) > 1


def test_settings_are_what_is_in_force(inside):
    (CONF / "all" / "arp_ignore").write_text("1")
    (CONF / "eth0" / "arp_announce").write_text("2")
    (CONF / "all" / "medium_id").write_text("5")
    found = gather()["settings"]["eth0"]
    assert (found["arp_ignore"], found["arp_announce"], found["medium_id"]) == (1, 2, 0)


def test_capacity_counts_what_the_limit_counts(namespace):
    (chosen,) = _namespaces.choose([namespace])
    with _namespaces.entered(chosen):
        batch(SETUP)
        kinds = {"stale": 30, "permanent": 20, "stale extern_learn": 10}
        hosts = iter(range(100, 200))
        for kind, number in kinds.items():
            for _entry in range(number):
                ip = f"192.0.2.{next(hosts)}"
                batch(f"neigh add {ip} lladdr 00:00:5e:00:53:01 dev eth0 nud {kind}\n")
        facts = gather()
    multicast = sum(row["state"] == "noarp" for row in facts["neighbors"] if row["family"] == "ipv4")
    assert facts["capacity"]["ipv4"]["entries"] == 30 + multicast
    assert facts["capacity"]["ipv4"]["limit"] == facts["capacity"]["ipv4"]["gc_thresh3"] > 0
    assert facts["capacity"]["ipv4"]["table_fulls"] is None, "only the main namespace knows"


def test_default_routes_are_found_in_a_large_table(inside):
    routes = [f"10.{number >> 8}.{number & 255}.0/24" for number in range(20000)]
    batch("".join(f"route add {route} via 192.0.2.1 dev eth0\n" for route in routes))
    with _netlink.Netlink() as kernel:
        request = _rtnetlink.route_request(_rtnetlink.socket.AF_INET, 254)
        start = kernel.start_of_dump(_netlink.RTM_GETROUTE, request, _rtnetlink.precedes_other_routes)
    assert len(start) < 10
    assert [gateway["ip"] for gateway in gather()["gateways"]] == ["192.0.2.1", "192.0.2.2", "192.0.2.3", "fe80::1"]


def test_a_next_hop_object_is_followed(inside):
    if not Path("/proc/sys/net/ipv4/nexthop_compat_mode").exists():
        pytest.skip("this kernel has no next hop objects")
    batch(
        "nexthop add id 10 via 192.0.2.7 dev eth0\nnexthop add id 11 via 192.0.2.8 dev eth0\n"
        "nexthop add id 12 group 10/11\nroute add default nhid 12 metric 3\n"
    )
    told = [gateway["ip"] for gateway in gather()["gateways"]]
    assert {"192.0.2.7", "192.0.2.8"} <= set(told)
    Path("/proc/sys/net/ipv4/nexthop_compat_mode").write_text("0")
    assert sorted(gateway["ip"] for gateway in gather()["gateways"]) == sorted(told)


@pytest.mark.parametrize("way", ["os.setns", "ctypes"])
def test_another_namespace_is_read_and_left_again(namespace, way, monkeypatch):
    if way == "ctypes":
        monkeypatch.delattr(os, "setns", raising=False)
    (chosen,) = _namespaces.choose([namespace])
    with _namespaces.entered(chosen):
        batch(SETUP + "neigh add 192.0.2.66 lladdr 00:00:5e:00:53:66 dev eth0 nud permanent\n")
    before = where()
    facts = _linux.gather(run, _linux.Options(network_namespaces=[namespace]))
    assert where() == before
    (row,) = [row for row in facts["neighbors"] if row["ip"] == "192.0.2.66"]
    assert row["namespace"] == namespace
    assert {"command": "rtnetlink", "namespace": namespace, "outcome": "read"} in facts["source"]
    assert {gateway["ip"] for gateway in facts["gateways"] if gateway["namespace"] == namespace} >= {"192.0.2.1"}
    main = [interface["name"] for interface in facts["interfaces"] if interface["namespace"] is None]
    assert set(main) == {link["ifname"] for link in json.loads(run(["ip", "-j", "link"])[1])}


def test_all_finds_a_namespace_that_only_a_process_lives_in(namespace):
    assert namespace in [found.name for found in _namespaces.everything()]


def test_other_sources_read_another_namespace_too(namespace):
    (chosen,) = _namespaces.choose([namespace])
    with _namespaces.entered(chosen):
        batch(SETUP + "neigh add 192.0.2.66 lladdr 00:00:5e:00:53:66 dev eth0 nud permanent\n")

    def no_commands(_argv):
        raise SourceError("refused for this test")

    for how in (run, no_commands):
        facts = _linux.gather(how, _linux.Options(network_namespaces=[namespace]), open_netlink=refuse)
        found = [(row["mac"], row["namespace"]) for row in facts["neighbors"] if row["ip"] == "192.0.2.66"]
        assert found == [("00:00:5e:00:53:66", namespace)]


def test_a_namespace_that_vanished_is_noted_and_the_rest_is_read(namespace, monkeypatch):
    gone = _namespaces.Namespace("gone", "/proc/0/ns/net")
    (there,) = _namespaces.choose([namespace])
    monkeypatch.setattr(_namespaces, "choose", lambda _wanted: [gone, there])
    facts = _linux.gather(run, _linux.Options(network_namespaces=["all"]))
    assert facts["source"][1] == {
        "file": "/proc/0/ns/net",
        "outcome": "refused: network namespace gone: No such file or directory",
    }
    assert facts["source"][2]["namespace"] == namespace


def test_a_name_that_does_not_exist_is_an_error():
    with pytest.raises(ArpError, match="'no-such-namespace'"):
        _linux.gather(run, _linux.Options(network_namespaces=["no-such-namespace"]))

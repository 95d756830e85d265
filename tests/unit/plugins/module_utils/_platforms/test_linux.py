# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""gather() on hosts that refuse one source after the other, and its options."""

import json
import re
from pathlib import Path

import pytest

from ansible_collections.netops.arp.plugins.module_utils import _netlink
from ansible_collections.netops.arp.plugins.module_utils._errors import SourceError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import FIELDS
from ansible_collections.netops.arp.plugins.module_utils._platforms import _linux, _linux_sources

HOST = json.loads((Path(__file__).parents[2] / "fixtures" / "rtnetlink" / "host.json").read_text())
ROUTES = {2: "routes_ipv4", 10: "routes_ipv6"}
KEYS = [
    "platform",
    "collected_at",
    "source",
    "neighbors",
    "counts",
    "interfaces",
    "gateways",
    "capacity",
    "settings",
    "unparsed",
]


class Kernel:
    """Answers like the kernel of the fixture."""

    dumps = {
        _netlink.RTM_GETLINK: "links",
        _netlink.RTM_GETADDR: "addresses",
        _netlink.RTM_GETNEIGH: "neighbors",
        _netlink.RTM_GETNEIGHTBL: "tables",
    }
    strict = True
    consistent = True

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        pass

    def dump(self, kind, request):
        name = self.dumps.get(kind) or ROUTES[request[0]]
        return _netlink.Dump([bytes.fromhex(body) for body in HOST[name]], self.consistent)

    def start_of_dump(self, kind, request, wanted):
        assert all(map(wanted, self.dump(kind, request).bodies[:3]))
        return self.dump(kind, request).bodies

    def get(self, _kind, request):
        return bytes.fromhex(HOST["nexthops"][str(int.from_bytes(request[-4:], "little"))])


def refuse(*_arguments):
    raise SourceError("not here")


def gather(run=refuse, files=(), open_netlink=refuse, **options):
    return _linux.gather(run, _linux.Options(**options), read=dict(files).get, open_netlink=open_netlink)


def commands(**answers):
    """A `run` that knows some command lines, with blanks written as underscores, and refuses all others."""

    def run(argv):
        return answers.get(
            re.sub("[- ]+", "_", " ".join(argv)), (255, "", 'Option "-j" is unknown,\ntry "ip -help".\n')
        )

    return run


def test_netlink_serves_first():
    facts = gather(open_netlink=Kernel)
    assert list(facts) == KEYS
    assert facts["source"] == [{"command": "rtnetlink", "outcome": "read"}]
    assert facts["unparsed"] == []
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", facts["collected_at"])


def test_what_netlink_tells_of_the_host():
    facts = gather(open_netlink=Kernel)
    assert facts["interfaces"][3] == {
        "name": "eth0",
        "mac": "02:00:00:00:01:02",
        "addresses": [
            "192.0.2.10/24",
            "198.51.100.1/32",
            "2001:db8:1::1/128",
            "2001:db8::10/64",
            "fe80::ff:fe00:102/64",
        ],
        "vrf": "default",
        "namespace": None,
        "up": True,
    }
    expected = [f"192.0.2.{number}" for number in range(1, 6)] + ["fe80::3", "fe80::1"]
    assert [gateway["ip"] for gateway in facts["gateways"]] == expected
    assert facts["gateways"][0] == {
        "ip": "192.0.2.1",
        "family": "ipv4",
        "interface": "eth0",
        "vrf": "default",
        "namespace": None,
    }
    assert facts["capacity"]["ipv6"]["limit"] == 1024
    assert facts["settings"]["eth0"]["arp_announce"] == 2


def test_a_table_that_never_rests_is_remarked():
    class Restless(Kernel):
        consistent = False

    assert "mixture" in gather(open_netlink=Restless)["source"][0]["outcome"]


def grown(times):
    """A kernel whose table grows during so many dumps, so that its last entries come twice."""
    disturbances = iter([True] * times)

    class Growing(Kernel):
        def dump(self, kind, request):
            found = super().dump(kind, request)
            if kind == _netlink.RTM_GETNEIGH and next(disturbances, False):
                return found._replace(bodies=found.bodies + found.bodies[-3:])
            return found

    return gather(open_netlink=Growing, include_noarp=True)


@pytest.mark.parametrize(("times", "outcome"), [(0, "read"), (1, "read"), (9, _linux_sources.CHANGED_MEANWHILE)])
def test_a_table_that_grew_while_it_was_read_is_read_again(times, outcome):
    facts = grown(times)
    assert facts["source"] == [{"command": "rtnetlink", "outcome": outcome}]
    assert len(facts["neighbors"]) == len(HOST["neighbors"])


def test_an_old_kernel_answers_with_all_tables_at_once():
    class Old(Kernel):
        strict = False
        start_of_dump = None

    assert gather(open_netlink=Old)["gateways"] == gather(open_netlink=Kernel)["gateways"]


def test_next_hop_objects_are_followed():
    route = bytes.fromhex(HOST["routes_ipv4"][1])[:12] + b"\x08\0\x1e\0" + (12).to_bytes(4, "little")

    class Bare(Kernel):
        """net.ipv4.nexthop_compat_mode=0: a route names its next hop object and nothing else."""

        def dump(self, kind, request):
            if kind == _netlink.RTM_GETROUTE:
                return _netlink.Dump([route] if request[0] == 2 else [], True)
            return super().dump(kind, request)

    assert [gateway["ip"] for gateway in gather(open_netlink=Bare)["gateways"]] == ["192.0.2.4", "192.0.2.5"]


def test_limits_and_timers_are_not_worth_failing_for():
    class Poor(Kernel):
        def dump(self, kind, request):
            if kind == _netlink.RTM_GETNEIGHTBL:
                raise _netlink.KernelRefusal(95)
            return super().dump(kind, request)

    facts = gather(open_netlink=Poor)
    assert facts["counts"] == gather(open_netlink=Kernel)["counts"]
    assert facts["capacity"]["ipv4"]["limit"] is None


NEIGH_JSON = json.dumps(
    [
        {"dst": "192.0.2.1", "dev": "eth0.100", "lladdr": "00:00:5e:00:53:01", "state": ["REACHABLE"], "confirmed": 3},
        {"dst": "192.0.2.2", "dev": "eth0", "state": ["FAILED"]},
        {"dst": "192.0.2.3", "dev": "eth0", "lladdr": "00:00:5e:00:53:03", "state": ["PERMANENT"]},
        {"dst": "224.0.0.22", "dev": "eth0", "lladdr": "01:00:5e:00:00:16", "state": ["NOARP"]},
    ]
)
ADDR_JSON = json.dumps(
    [
        {
            "ifindex": 2,
            "ifname": "eth0",
            "flags": ["UP", "LOWER_UP"],
            "link_type": "ether",
            "address": "00:00:5e:00:53:0a",
            "addr_info": [{"local": "192.0.2.10", "prefixlen": 24}],
        },
        {
            "ifindex": 3,
            "ifname": "eth0.100",
            "link": "eth0",
            "master": "blue",
            "linkinfo": {"info_kind": "vlan", "info_data": {"id": 100}},
        },
        {"ifindex": 4, "ifname": "blue", "linkinfo": {"info_kind": "vrf", "info_data": {"table": 1009}}},
    ]
)
ROUTE_JSON = json.dumps([{"dst": "default", "gateway": "192.0.2.1", "dev": "eth0.100", "table": 1009}])
WITH_JSON = commands(
    ip_j_s_neigh_show_nud_all=(0, NEIGH_JSON, ""),
    ip_j_d_addr_show=(0, ADDR_JSON, ""),
    ip_j_route_show_table_all_default=(0, ROUTE_JSON, ""),
)


def test_ip_as_json_serves_where_netlink_is_refused():
    facts = gather(run=WITH_JSON)
    assert facts["source"] == [
        {"command": "rtnetlink", "outcome": "refused: not here"},
        {"command": "ip -j -s", "outcome": "read"},
    ]
    first = facts["neighbors"][0]
    assert tuple(first) == FIELDS
    assert (first["vrf"], first["vlan"], first["physical_interface"]) == ("blue", 100, "eth0")
    assert facts["interfaces"][0]["addresses"] == ["192.0.2.10/24"]
    assert [(gateway["ip"], gateway["vrf"]) for gateway in facts["gateways"]] == [("192.0.2.1", "blue")]
    assert facts["capacity"]["ipv4"]["entries"] == 3


NEIGH_TEXT = """\
192.0.2.1 dev eth0 lladdr 00:00:5e:00:53:01 used 9/3/9 probes 1 REACHABLE
192.0.2.2 dev eth0  FAILED
nobody knows what this line means
"""
ADDR_TEXT = "2: eth0: <UP,LOWER_UP> mtu 1500\n    link/ether 00:00:5e:00:53:0a brd ff:ff:ff:ff:ff:ff\n"
ROUTE_TEXT = "default via 192.0.2.1 dev eth0 \n"


def test_an_old_ip_without_json_serves():
    facts = gather(
        run=commands(
            ip_s_neigh_show_nud_all=(0, NEIGH_TEXT, ""),
            ip_d_addr_show=(0, ADDR_TEXT, ""),
            ip_route_show_table_all_default=(0, ROUTE_TEXT, ""),
        )
    )
    assert [entry["outcome"].split(":")[0] for entry in facts["source"]] == ["refused", "refused", "read"]
    assert facts["source"][1]["outcome"] == 'refused: exit code 255: Option "-j" is unknown, try "ip -help".'
    assert facts["neighbors"][0]["age_seconds"] == 3
    assert facts["unparsed"] == ["nobody knows what this line means"]


def test_busybox_serves():
    facts = gather(
        run=commands(
            ip_neigh_show_nud_all=(0, NEIGH_TEXT, ""),
            ip_addr_show=(0, ADDR_TEXT, ""),
            ip_route_show_table_all_default=(0, ROUTE_TEXT, ""),
        )
    )
    assert facts["source"][-1] == {"command": "ip", "outcome": "read"}
    assert facts["gateways"][0]["ip"] == "192.0.2.1"
    assert facts["interfaces"][0]["mac"] == "00:00:5e:00:53:0a"


PROC_NET_ARP = """\
IP address       HW type     Flags       HW address            Mask     Device
192.0.2.1        0x1         0x2         00:00:5e:00:53:01     *        eth0
192.0.2.2        0x1         0x0         00:00:00:00:00:00     *        eth0
203.0.113.9      0x1         0xc         00:00:00:00:00:00     *        eth0
"""


def test_the_file_serves_at_last_and_says_what_it_lacks():
    facts = gather(files={"/proc/net/arp": PROC_NET_ARP})
    assert facts["source"][-1]["file"] == "/proc/net/arp"
    assert "no IPv6 neighbors" in facts["source"][-1]["outcome"]
    # What this host answers for on behalf of others is no neighbor.
    assert [(row["ip"], row["state"]) for row in facts["neighbors"]] == [
        ("192.0.2.1", "resolved"),
        ("192.0.2.2", "incomplete"),
    ]
    assert facts["counts"] == {"ipv4": {"total": 2, "resolved": 1, "incomplete": 1}, "ipv6": {"total": 0}}


def test_a_host_without_any_source_fails_with_all_that_was_tried():
    with pytest.raises(SourceError) as caught:
        gather()
    for source in _linux_sources.SOURCES:
        assert source.name in str(caught.value)
    assert "not here" in str(caught.value)


# Options, and the last octets of the addresses that NEIGH_JSON gives then.
CHOICES = {
    "nothing chosen": ({}, [1, 2, 3]),
    "family": ({"families": ["ipv6"]}, []),
    "interface": ({"interfaces": ["eth0"]}, [2, 3]),
    "interface pattern": ({"interfaces": ["*.100", "lo"]}, [1]),
    "states": ({"states": ["failed", "permanent"]}, [2, 3]),
    "VRF": ({"vrf": ["blue"]}, [1]),
    "default VRF": ({"vrf": ["default"]}, [2, 3]),
    "noarp too": ({"include_noarp": True}, [1, 2, 3, 22]),
    "noarp alone": ({"states": ["noarp"]}, [22]),
}


@pytest.mark.parametrize(("options", "expected"), CHOICES.values(), ids=CHOICES)
def test_options_choose_neighbors_and_counts(options, expected):
    facts = gather(run=WITH_JSON, **options)
    assert [int(row["ip"].rpartition(".")[2]) for row in facts["neighbors"]] == expected
    assert facts["counts"]["ipv4"]["total"] == len(expected)
    assert facts["capacity"]["ipv4"]["entries"] == 3, "capacity is that of the whole table"


@pytest.mark.parametrize("include", [False, True])
def test_entries_nobody_has_asked_for_are_hidden_with_noarp(include):
    facts = gather(open_netlink=Kernel, include_noarp=include)
    shown = {row["ip"]: row for row in facts["neighbors"]}
    assert ("192.0.2.108" in shown) is include
    assert ("192.0.2.102" in shown) is include
    assert "192.0.2.109" in shown


def test_a_file_that_cannot_be_read_is_none(tmp_path):
    (tmp_path / "there").write_text("text\n")
    assert _linux.read_file(str(tmp_path / "there")) == "text\n"
    assert _linux.read_file(str(tmp_path / "missing")) is None
    assert _linux.read_file(str(tmp_path)) is None

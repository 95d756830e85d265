# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sysctls, limits, distributions and interfaces as files tell them; a dict stands for the files."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats._links import Hop, Link
from ansible_collections.netops.arp.plugins.module_utils._formats._rtnetlink import DEVCONF_INDEX
from ansible_collections.netops.arp.plugins.module_utils._formats._rtnetlink_neighbors import Tally
from ansible_collections.netops.arp.plugins.module_utils._platforms import _linux_proc

NOTHING = {}.get

# sysctl, conf/all, conf/eth0, kernel, effective
RULES = [
    ("arp_ignore", 1, 2, "6.1.0", 2),
    ("arp_ignore", 8, 1, "6.1.0", 8),
    ("arp_announce", 2, 0, "4.18.0-553.el8", 2),
    ("arp_notify", 0, 1, "6.1.0", 1),
    ("arp_filter", 0, 1, "6.1.0", 1),
    ("arp_filter", 1, 0, "6.1.0", 1),
    ("arp_filter", 0, 0, "6.1.0", 0),
    ("arp_accept", 0, 2, "6.0.0", 2),
    ("arp_accept", 1, 2, "6.1.0-18-amd64", 2),
    ("arp_accept", 0, 2, "5.19.17", 1),
    ("proxy_arp", 1, 0, "6.1.0", 1),
    ("proxy_arp_pvlan", 1, 0, "5.11.0", 1),
    ("proxy_arp_pvlan", 1, 0, "5.10.0", 0),
    ("proxy_arp_pvlan", 0, 1, "5.10.0", 1),
    ("proxy_arp_pvlan", 1, 0, "5.10.209", 1),
    ("medium_id", 7, 0, "6.1.0", 0),
    ("medium_id", 0, -1, "6.1.0", -1),
    ("arp_accept", 0, 2, "a kernel of our own", 1),
]


@pytest.mark.parametrize(("name", "everywhere", "here", "release", "expected"), RULES)
def test_effective_values_follow_the_rule_of_each_kernel(name, everywhere, here, release, expected):
    files = {f"/proc/sys/net/ipv4/conf/all/{name}": f"{everywhere}\n"}
    link = Link(2, "eth0", settings=dict(dict.fromkeys(DEVCONF_INDEX, 0), **{name: here}))
    assert _linux_proc.settings(files.get, {2: link}, release)["eth0"][name] == expected


def test_the_build_names_what_a_distributions_release_hides():
    files = {"/proc/sys/net/ipv4/conf/all/proxy_arp_pvlan": "1\n"}
    links = {2: Link(2, "eth0", settings=dict.fromkeys(DEVCONF_INDEX, 0))}
    found = _linux_proc.settings(files.get, links, "5.10.0-28-amd64", "#1 SMP Debian 5.10.209-2 (2024-01-31)")
    assert found["eth0"]["proxy_arp_pvlan"] == 1


def test_without_the_kernels_own_word_the_files_of_an_interface_are_read():
    files = {
        f"/proc/sys/net/ipv4/conf/{where}/{name}": "0\n" for where in ("all", "eth0.100") for name in DEVCONF_INDEX
    }
    files["/proc/sys/net/ipv4/conf/eth0.100/arp_ignore"] = "1\n"
    found = _linux_proc.settings(files.get, {2: Link(2, "eth0.100"), 3: Link(3, "no-ipv4")}, "6.1.0")
    assert found == {"eth0.100": dict(dict.fromkeys(DEVCONF_INDEX, 0), arp_ignore=1)}


STATISTICS = """\
entries,  allocs,   destroys, hash_grows,  lookups,  hits,  res_failed,  rcv_probes_mcast, table_fulls
00000384  0000007d 00000077 00000001  0000d 00000  0000 00  00000002
00000384  0000007d 00000077 00000001  0000d 00000  0000 00  0000000a
"""
ARP_CACHE = "/proc/net/stat/arp_cache"


def statistics(entries, fulls=0):
    # The names of the columns have no commas in the kernel's own file.
    return STATISTICS.replace(",", "").replace("00000384", f"{entries:08x}").replace("0000000a", f"{fulls:08x}")


def ipv4(files, tally, thresholds=(128, 512, 1024)):
    found = _linux_proc.capacity(files.get, {"ipv4": tally}, {"ipv4": thresholds} if thresholds else {})
    return found["ipv4"]


def test_a_container_knows_its_own_entries_and_the_limits_only():
    assert ipv4({}, Tally(7, 100)) == {
        "entries": 7,
        "limit": 1024,
        "gc_thresh1": 128,
        "gc_thresh2": 512,
        "gc_thresh3": 1024,
        "table_fulls": None,
    }


def test_counters_are_hexadecimal_and_refusals_are_counted_per_cpu():
    found = ipv4({ARP_CACHE: statistics(900, fulls=10)}, Tally(7, 0))
    assert (found["entries"], found["table_fulls"]) == (900, 12)


ENTRIES = {
    "no more than was read": (7, Tally(7, 0), 7),
    "the rest is in other namespaces": (900, Tally(7, 0), 900),
    "exempt ones do not count": (900, Tally(7, 800), 100),
    "above the limit the rest must be exempt": (5000, Tally(7, 0), 7),
    "some went meanwhile": (3, Tally(7, 0), 7),
}


@pytest.mark.parametrize(("total", "tally", "expected"), ENTRIES.values(), ids=ENTRIES)
def test_entries_of_the_whole_machine(total, tally, expected):
    assert ipv4({ARP_CACHE: statistics(total)}, tally)["entries"] == expected


def test_limits_come_from_files_where_the_kernel_did_not_tell():
    files = {f"/proc/sys/net/ipv4/neigh/default/gc_thresh{number}": f"{number}000\n" for number in (1, 2, 3)}
    found = ipv4(files, Tally(7, 0), thresholds=None)
    assert [found[key] for key in ("gc_thresh1", "gc_thresh2", "gc_thresh3", "limit")] == [1000, 2000, 3000, 3000]


@pytest.mark.parametrize("text", ["", "entries\n", "entries table_fulls\nnot hexadecimal\n", "allocs\n00000001\n"])
def test_what_is_not_readable_is_null_and_no_error(text):
    found = ipv4({ARP_CACHE: text}, Tally(0, 0), thresholds=None)
    assert found.pop("entries") == 0
    assert found == dict.fromkeys(["limit", "gc_thresh1", "gc_thresh2", "gc_thresh3", "table_fulls"])


PLATFORMS = {
    "nothing is known": ({}, "linux"),
    "Debian": ({"/etc/os-release": 'NAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n'}, "linux"),
    "Cumulus Linux": ({"/etc/os-release": 'NAME="Cumulus Linux"\nID="cumulus-linux"\nID_LIKE=debian\n'}, "cumulus"),
    "VyOS": ({"/etc/os-release": "ID=vyos\n"}, "vyos"),
    "SONiC": ({"/etc/os-release": "ID=debian\n", "/etc/sonic/sonic_version.yml": "build_version: x\n"}, "sonic"),
}


@pytest.mark.parametrize(("files", "expected"), PLATFORMS.values(), ids=PLATFORMS)
def test_platforms(files, expected):
    assert _linux_proc.platform(files.get) == expected


ANY = "0" * 32
FILES = {
    "/proc/net/dev": "Inter-|   Receive\n face |bytes\n    lo: 0 0\n  eth0: 10 20\n  gone: 0 0\n",
    "/sys/class/net/lo/ifindex": "1\n",
    "/sys/class/net/lo/type": "772\n",
    "/sys/class/net/lo/flags": "0x9\n",
    "/sys/class/net/lo/carrier": "1\n",
    "/sys/class/net/lo/address": "00:00:00:00:00:00\n",
    "/sys/class/net/eth0/ifindex": "2\n",
    "/sys/class/net/eth0/type": "1\n",
    "/sys/class/net/eth0/flags": "0x1003\n",
    "/sys/class/net/eth0/carrier": "1\n",
    "/sys/class/net/eth0/address": "00:00:5e:00:53:0a\n",
    "/proc/net/if_inet6": "20010db8000000000000000000000010 02 40 00 80     eth0\n",
    "/proc/net/route": "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
    "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
    "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n",
    "/proc/net/ipv6_route": f"{ANY} 00 {ANY} 00 fe80{'0' * 27}1 00000400 00000001 00000000 00000003     eth0\n"
    f"{ANY} 00 {ANY} 00 {ANY} ffffffff 00000001 00000000 00200200       lo\n",
}


@pytest.mark.skipif("sys.byteorder != 'little'", reason="the route file is in the byte order of the machine")
def test_interfaces_addresses_and_routes_from_files():
    links, addresses, hops = _linux_proc.read_interfaces(FILES.get)
    assert links == {1: Link(1, "lo", up=True), 2: Link(2, "eth0", "00:00:5e:00:53:0a", up=True)}
    assert addresses == {2: ["2001:db8::10/64"]}
    assert hops == [Hop("192.0.2.1", "ipv4", 2, 254), Hop("fe80::1", "ipv6", 2, 254)]


def test_without_any_file_there_are_no_interfaces():
    assert _linux_proc.read_interfaces(NOTHING) == ({}, {}, [])

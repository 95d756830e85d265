# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The registry: complete, cheap to avoid, and clear about what it does not know."""

import subprocess
import sys
from pathlib import Path

import pytest

from ansible_collections.netops.arp.plugins.module_utils import _formats
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats import _iproute2, _registry
from ansible_collections.netops.arp.plugins.module_utils._formats._platform_names import ALIASES

FOLDER = Path(_formats.__file__).parent
# Files that read no text of a platform: shared parts, and what one platform's own code calls.
NO_TEXT_FORMAT = {"__init__", "_lines", "_registry"}


def offers_text_format(path):
    source = path.read_text(encoding="utf-8")
    return "def recognizes(" in source and "def parse(" in source


def test_each_format_file_is_registered():
    files = {path.stem for path in FOLDER.glob("*.py")} - NO_TEXT_FORMAT
    registered = {entry.parse.__module__.rpartition(".")[2] for entry in _registry.FORMATS.values()}
    assert registered == {name for name in files if offers_text_format(FOLDER / f"{name}.py")}


def test_platforms_and_aliases_name_what_exists():
    printed = {name for names in _registry.PLATFORMS.values() for name in names}
    assert printed | {"headings", "objects"} == set(_registry.FORMATS)
    assert set(ALIASES.values()) <= set(_registry.PLATFORMS)
    assert not set(ALIASES) & set(_registry.PLATFORMS)


def test_one_format_comes_without_the_others():
    code = (
        "import sys\n"
        f"sys.path[:] = {sys.path!r}\n"
        "import ansible_collections.netops.arp.plugins.module_utils._formats._iproute2\n"
        "print(*sorted(name.rpartition('.')[2] for name in sys.modules if '._formats.' in name))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["_addresses", "_iproute2", "_json_texts", "_lines", "_long_tables"]


PLATFORM_NAMES = [
    ("linux", "linux"),
    (" Linux ", "linux"),
    ("cumulus_linux", "cumulus"),
    ("nvidia.nvue.httpapi", "cumulus"),
    ("dellemc.enterprise_sonic.sonic", "sonic"),
    ("cisco_xe", "cisco_ios"),
    ("cisco_xr", "cisco_xr"),
    ("IOS-XR", "cisco_xr"),
    ("Cisco IOS", "cisco_ios"),
    ("ios", "cisco_ios"),
    ("cisco.ios.ios", "cisco_ios"),
    ("cisco_ios_telnet", "cisco_ios"),
    ("nxos_ssh", "cisco_nxos"),
    ("cisco.nxos.nxos", "cisco_nxos"),
    ("cisco_wlc_ssh", "cisco_wlc"),
    ("arista.eos.eos", "arista_eos"),
    ("junipernetworks.junos.junos", "juniper_junos"),
    ("hp_comware", "hp_comware"),
    ("h3c", "hp_comware"),
    ("aruba_aoscx", "aruba_aoscx"),
    ("arubanetworks.aoscx.aoscx", "aruba_aoscx"),
    ("dell_force10", "dell_force10"),
    ("dellemc.os9.os9", "dell_force10"),
    ("mikrotik_routeros", "mikrotik_routeros"),
    ("community.routeros.routeros", "mikrotik_routeros"),
    ("community.network.routeros", "mikrotik_routeros"),
    ("fortinet", "fortinet"),
    ("fortinet.fortios.fortios", "fortinet"),
    ("checkpoint_gaia", "checkpoint_gaia"),
    ("check_point.mgmt.checkpoint", "checkpoint_gaia"),
    ("ubiquiti_edgerouter", "ubiquiti_edgerouter"),
    ("brocade_fastiron", "brocade_fastiron"),
    ("ruckus_fastiron", "ruckus_fastiron"),
    ("community.network.slxos", "extreme_slx"),
    ("huawei.cloudengine.ce", "huawei_vrp"),
    ("nokia.srlinux.srlinux", "nokia_srl"),
    ("linux_ssh", "linux"),
    ("RedHat", "linux"),
    ("Debian", "linux"),
    ("windows", "windows"),
    ("Win32NT", "windows"),
    ("macos", "macos"),
    ("Darwin", "macos"),
    ("FreeBSD", "freebsd"),
    ("SunOS", "solaris"),
    ("HP-UX", "hpux"),
    ("Rocky", "linux"),
    ("openSUSE Leap", "linux"),
    ("AOS-CX", "aruba_aoscx"),
    ("gaia", "checkpoint_gaia"),
    ("ros", "mikrotik_routeros"),
    ("ftos", "dell_force10"),
    ("edgecore_sonic", "sonic"),
]


@pytest.mark.parametrize(("given", "name"), PLATFORM_NAMES)
def test_platform_names(given, name):
    assert _registry.platform_name(given) == name


@pytest.mark.parametrize("given", ["", "plan9", None, 7])
def test_unknown_platform_names_the_known_ones(given):
    with pytest.raises(ArpError, match=r"known are .*cumulus.*linux.*sonic"):
        _registry.parse("", given)


IP_NEIGH = "192.0.2.1 dev eth0 lladdr 00:00:5e:00:53:01 STALE\n"
ARP_AN = "? (192.0.2.1) at 00:00:5e:00:53:01 [ether] on eth0\n"


@pytest.mark.parametrize("command", [None, "", "ip neigh show", "arp -an", "show ip arp", "("])
@pytest.mark.parametrize("text", [IP_NEIGH, ARP_AN])
def test_a_wrong_command_does_no_harm(text, command):
    assert [row["mac"] for row in _registry.parse(text, "sonic", command).neighbors] == ["00:00:5e:00:53:01"]


@pytest.mark.parametrize("command", [None, "show ipv6 neighbors", "show ipv6 neighbors eth0"])
@pytest.mark.parametrize("platform", ["vyos", "ubiquiti_edgerouter"])
def test_vyatta_prints_what_ip_neigh_does(platform, command):
    text = "fe80::1 lladdr 00:00:5e:00:53:01 STALE\nfe80::2  router INCOMPLETE\n"
    neighbors, unparsed = _registry.parse(text, platform, command)
    assert [(row["mac"], row["interface"]) for row in neighbors] == [("00:00:5e:00:53:01", None), (None, None)]
    assert unparsed == []


def test_command_settles_which_format_is_tried_first():
    both = IP_NEIGH + ARP_AN
    assert _registry.parse(both, "linux", "ip neigh").unparsed == [ARP_AN.strip()]
    assert _registry.parse(both, "linux", "arp -an").unparsed == [IP_NEIGH.strip()]


def test_text_of_no_known_format_is_unparsed_line_by_line():
    text = "\n$ ip neigh\nCannot open netlink socket: Permission denied\n192.0.2.1 is at home\n-----\n"
    told = ["Cannot open netlink socket: Permission denied", "192.0.2.1 is at home"]
    assert _registry.parse(text, "linux") == ([], told)


@pytest.mark.parametrize("text", ["", "\n \n", "[]", "[ ]\n", "[{},{}]", "$ ip -j neigh\n[ ]\n"])
def test_an_empty_table_is_empty(text):
    assert _registry.parse(text, "linux") == ([], [])


def test_cost_grows_with_the_lines_only():
    # A pattern that tries each of many blank lines again from the next one would not end here.
    many = "\n" * 200_000 + IP_NEIGH
    assert len(_registry.parse(many, "linux").neighbors) == 1
    assert _iproute2.parse("[{" * 50_000).neighbors == []

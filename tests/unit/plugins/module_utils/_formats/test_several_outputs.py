# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outputs of several commands behind one another: the VRF that one of them names is not that of the next."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats import _registry

# platform: a row of IPv4, commands and headings above it, the VRF of the row below each of them.
TABLES = {
    "arista_eos": (
        "192.0.2.1         0:01:05  0000.5e00.5301  Ethernet1",
        (
            ("leaf1#show arp vrf red", "red"),
            ("leaf1#show arp vrf all\n\nVRF: blue", "blue"),
            ("VRF: default", "default"),
            ("leaf1#show ip arp", None),
            ("leaf1(config)#sh ip arp vrf red | no-more", "red"),
            ("leaf1#show arp vrf all", None),
        ),
    ),
    "cisco_ios": (
        "Internet  192.0.2.1        8   0000.5e00.5301  ARPA   Vlan20",
        (("r1#sh ip arp vrf red", "red"), ("r1#sh ip arp", None), ("r1#show ip arp vrf blue Vlan20", "blue")),
    ),
    "cisco_nxos": (
        "192.0.2.1       00:13:42  0000.5e00.5301  Ethernet1/1",
        (
            ("leaf1# show ip arp vrf red\nIP ARP Table for context red", "red"),
            ("leaf1# show ip arp | include 192.0.2", None),
            ("leaf1# show ip arp vrf blue | exclude INCOMPLETE", "blue"),
            ("leaf1# show ip arp vrf all\nIP ARP Table for all contexts", None),
        ),
    ),
    "juniper_junos": (
        "00:00:5e:00:53:01 192.0.2.1       ge-0/0/0.0               none",
        (
            ("admin@r1> show arp vpn red no-resolve", "red"),
            ("admin@r1> show arp no-resolve", None),
            ("admin@r1> show arp vpn blue", "blue"),
            ("admin@r1> show arp | match 192.0.2", None),
        ),
    ),
}


@pytest.mark.parametrize("platform", TABLES)
def test_the_vrf_of_a_row_is_that_of_the_command_above_it(platform):
    row, parts = TABLES[platform]
    text = "".join(f"{above}\n{row}\n\n" for above, _vrf in parts)
    neighbors, unparsed = _registry.parse(text, platform)
    assert [neighbor["vrf"] for neighbor in neighbors] == [vrf for _above, vrf in parts]
    assert unparsed == []


def test_ipv6_neighbors_of_junos_are_of_no_instance_that_another_command_named():
    text = (
        "admin@r1> show arp vpn red\n00:00:5e:00:53:01 192.0.2.1       ge-0/0/0.0               none\n"
        "admin@r1> show ipv6 neighbors\n"
        "2001:db8::1    00:00:5e:00:53:01  reachable   28    yes  no      ge-0/0/1.0\n"
    )
    neighbors, unparsed = _registry.parse(text, "juniper_junos")
    assert [(row["ip"], row["vrf"]) for row in neighbors] == [("192.0.2.1", "red"), ("2001:db8::1", None)]
    assert unparsed == []

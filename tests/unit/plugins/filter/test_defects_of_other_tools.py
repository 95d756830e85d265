# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What other tools lose or mistake when they read neighbor tables, each read right here, from text or their data."""

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._normalize import normalize
from ansible_collections.netops.arp.plugins.plugin_utils._parse import parse_neighbors
from ansible_collections.netops.arp.plugins.plugin_utils._query import query as query_neighbors

normalize_neighbors = filter_face("normalize_neighbors", normalize)

IOS = """
Protocol  Address          Age (min)  Hardware Addr   Type   Interface
Internet  192.0.2.1               12  0000.5e00.5301  ARPA   GigabitEthernet0/1

Internet  192.0.2.2                -  0000.5e00.5302  ARPA   GigabitEthernet0/1
Internet  192.0.2.3                -  0000.5e00.5303  ARPA
Internet  192.0.2.9                0  Incomplete      ARPA
"""
IOS_ND = """
IPv6 Address                              Age Link-layer Addr State Interface
2001:DB8::1                                 3 0000.5e00.5301  STALE Gi0/1
"""
NXOS = """
IP ARP Table for context default
Total number of entries: 1
Address         Age       MAC Address     Interface       Flags
192.0.2.1       2d15h     0000.5e00.5301  Vlan10

IP ARP Table for context blue
Total number of entries: 1
Address         Age       MAC Address     Interface       Flags
192.0.2.1       1w2d      0000.5e00.5302  Vlan20
"""
EOS = """
Address         Age (sec)  Hardware Addr   Interface
192.0.2.1         0:03:20  0000.5e00.5301  Vlan10, Ethernet1
"""
JUNOS = """
MAC Address       Address         Interface                Flags    TTE
00:00:5e:00:53:01 192.0.2.1       ge-0/0/0.0               none     1023
"""
LINUX = """
fe80::1 dev eth0 lladdr 00:00:5e:00:53:01 router STALE
fe80::2 dev eth0  router FAILED
192.0.2.7 dev vlan10 lladdr 00:00:5e:00:53:07 extern_learn  NOARP
fe80::1 dev eth1 lladdr 00:00:5e:00:53:02 router REACHABLE
"""
SONIC = """
Address                                  MacAddress         Iface    Vlan    Status
---------------------------------------  -----------------  -------  ------  ---------
2001:db8:1:2:3:4:5:6                     00:00:5e:00:53:01  eth0     -       REACHABLE
"""


def read(text, platform):
    result = parse_neighbors(text, platform)
    assert result["unparsed"] == []
    return result["neighbors"]


def fields(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def test_blank_line_loses_no_row():
    assert fields(read(IOS, "cisco_ios"), "ip", "mac") == [
        ("192.0.2.1", "00:00:5e:00:53:01"),
        ("192.0.2.2", "00:00:5e:00:53:02"),
        ("192.0.2.3", "00:00:5e:00:53:03"),
        ("192.0.2.9", None),
    ]


def test_rows_lost_by_napalm_are_not_taken_for_an_empty_table():
    with pytest.raises(AnsibleFilterError, match=r"empty dictionary.*rows are lost.*parse_neighbors"):
        normalize_neighbors({}, "napalm_ios")


def test_incomplete_row_is_a_record():
    assert fields(read(IOS, "cisco_ios")[3:], "state", "interface") == [("incomplete", None)]


def test_row_without_interface_has_none():
    assert fields(read(IOS, "cisco_ios")[2:3], "interface", "origin") == [(None, "static")]
    row = {"ip": "192.0.2.3", "mac": "00:00:5E:00:53:03", "interface": "", "age": -1.0}
    assert fields(normalize([row], "napalm_ios"), "interface", "origin") == [(None, "static")]


AGES = [
    (IOS, "cisco_ios", "age_seconds", [720, None, None, 0]),
    (IOS_ND, "cisco_ios", "age_seconds", [180]),
    (EOS, "arista_eos", "age_seconds", [200]),
    (NXOS, "cisco_nxos", "age_seconds", [226800, 777600]),
    (JUNOS, "juniper_junos", "expires_seconds", [1023]),
]


@pytest.mark.parametrize(("text", "platform", "field", "ages"), AGES)
def test_ages_are_seconds_and_time_left_is_no_age(text, platform, field, ages):
    other = {"age_seconds": "expires_seconds", "expires_seconds": "age_seconds"}[field]
    assert fields(read(text, platform), field, other) == [(age, None) for age in ages]


def test_age_of_an_unknown_driver_is_not_guessed():
    row = {"ip": "192.0.2.1", "mac": "00:00:5E:00:53:01", "interface": "Vlan10", "age": 12.0}
    assert fields(normalize([row], "napalm"), "age_seconds", "expires_seconds") == [(None, None)]
    assert fields(normalize([row], "napalm_ios"), "age_seconds") == [(720,)]
    assert fields(normalize([row], "napalm_junos"), "age_seconds", "expires_seconds") == [(None, 12)]


def test_each_vrf_of_an_answer_is_read():
    assert fields(read(NXOS, "cisco_nxos"), "vrf", "mac") == [
        ("default", "00:00:5e:00:53:01"),
        ("blue", "00:00:5e:00:53:02"),
    ]


def test_flag_before_the_state_is_no_state():
    assert fields(read(LINUX, "linux"), "state", "is_router", "origin") == [
        ("stale", True, "dynamic"),
        ("failed", True, "dynamic"),
        ("noarp", None, "remote"),
        ("reachable", True, "dynamic"),
    ]


def test_flag_that_suzieq_took_for_the_state_is_no_state():
    row = {"ipAddress": "fe80::1", "oif": "eth0", "macaddr": "00:00:5e:00:53:01", "state": "router"}
    assert fields(normalize([row], "suzieq"), "state", "is_router") == [("resolved", True)]


def test_link_local_neighbors_are_counted_as_such():
    addresses = ["fe80::1", "2001:db8::1", "2001:db8::2"]
    rows = [{"ipAddress": ip, "oif": "eth0", "macaddr": "00:00:5e:00:53:01", "state": "stale"} for ip in addresses]
    facts = {"leaf1": {"neighbors": normalize(rows, "suzieq")}}
    assert query_neighbors(facts, "length([?starts_with(ip, 'fe80:')])") == 1
    assert query_neighbors(facts, "length([?!starts_with(ip, 'fe80:')])") == 2


def test_one_address_on_two_interfaces_is_two_rows():
    rows = [row for row in read(LINUX, "linux") if row["ip"] == "fe80::1"]
    assert fields(rows, "interface", "mac") == [("eth0", "00:00:5e:00:53:01"), ("eth1", "00:00:5e:00:53:02")]


def test_incomplete_row_in_the_static_table_of_genie_is_not_static():
    entry = {"ip_address": "192.0.2.9", "mac_address": "Incomplete", "encap_type": "ARPA", "age": "0"}
    rows = normalize({"global_static_table": {"192.0.2.9": {**entry, "protocol": "Internet"}}}, "genie")
    assert fields(rows, "mac", "state", "origin") == [(None, "incomplete", "dynamic")]


def test_own_address_of_ios_is_not_static():
    assert fields(read(IOS, "cisco_ios")[1:2], "origin", "state") == [("local", "resolved")]
    row = {"ip": "192.0.2.2", "link_layer_address": "0000.5e00.5302", "type": "ARPA", "age": "-", "origin": "static"}
    data = {"interfaces": {"GigabitEthernet0/1": {"ipv4": {"neighbors": {"192.0.2.2": row}}}}}
    assert fields(normalize(data, "genie"), "origin", "state") == [("local", "resolved")]


def test_address_of_eight_groups_is_read():
    assert fields(read(SONIC, "sonic"), "ip", "state") == [("2001:db8:1:2:3:4:5:6", "reachable")]

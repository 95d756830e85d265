# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking network devices: which commands are sent, what is stepped over, and the facts that come of the answers.

A conversation is a dict of commands and answers, in the shape of the device; every other command is refused.
"""

import json
from pathlib import Path

import pytest
import yaml

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError, SourceError
from ansible_collections.netops.arp.plugins.module_utils._formats import _registry
from ansible_collections.netops.arp.plugins.module_utils._neighbor import FIELDS
from ansible_collections.netops.arp.plugins.module_utils._platforms import (
    _network,
    _network_connection,
    _network_platforms,
)
from ansible_collections.netops.arp.plugins.module_utils._platforms._common import Options

IOS = {
    "show ip arp": """Protocol  Address          Age (min)  Hardware Addr   Type   Interface
Internet  192.0.2.1               -   0000.5e00.5301  ARPA   Vlan10
Internet  192.0.2.10             12   0000.5e00.530a  ARPA   Vlan10
Internet  192.0.2.11              0   Incomplete      ARPA
""",
    "show ipv6 neighbors": """IPv6 Address                              Age Link-layer Addr State Interface
2001:DB8::A                                 3 0000.5e00.530a  STALE Vl10
""",
    "show vrf": """  Name                             Default RD            Protocols   Interfaces
  blue                             65000:1               ipv4,ipv6   Gi0/1
                                                                     Gi0/2
  mgmt                             <not set>             ipv4        Gi0/0
""",
    "show ip arp vrf blue": """Protocol  Address          Age (min)  Hardware Addr   Type   Interface
Internet  198.51.100.7            1   0000.5e00.5307  ARPA   GigabitEthernet0/1
""",
    "show ip arp vrf mgmt": "",
    "show interfaces": """Vlan10 is up, line protocol is up
  Hardware is EtherSVI, address is 0000.5e00.5301 (bia 0000.5e00.5301)
  Internet address is 192.0.2.1/24
GigabitEthernet0/1 is administratively down, line protocol is down (disabled)
  Hardware is iGbE, address is 0000.5e00.5302 (bia 0000.5e00.5302)
""",
    "show ip route 0.0.0.0": """Routing entry for 0.0.0.0/0, supernet
  Known via "static", distance 1, metric 0, candidate default path
  Routing Descriptor Blocks:
  * 192.0.2.254
      Route metric is 0, traffic share count is 1
    192.0.2.253, from 192.0.2.253, 00:01:02 ago, via Vlan10
      Route metric is 0, traffic share count is 1
""",
}

NXOS_ARP = {
    "TABLE_vrf": {
        "ROW_vrf": [
            {
                "vrf-name-out": "default",
                "TABLE_adj": {
                    "ROW_adj": {
                        "intf-out": "Vlan10",
                        "phy-intf": "port-channel1",
                        "ip-addr-out": "192.0.2.10",
                        "time-stamp": "00:01:40",
                        "mac": "0000.5e00.530a",
                    }
                },
            },
            {
                "vrf-name-out": "blue",
                "TABLE_adj": {
                    "ROW_adj": [
                        {
                            "intf-out": "Ethernet1/1",
                            "ip-addr-out": "198.51.100.7",
                            "time-stamp": "PT16M2S",
                            "mac": "0000.5e00.5307",
                        }
                    ]
                },
            },
        ]
    }
}
NXOS = {
    "show ip arp vrf all | json": json.dumps(NXOS_ARP),
    "show ipv6 neighbor vrf all": "",
    "show interface | json": json.dumps(
        {
            "TABLE_interface": {
                "ROW_interface": [
                    {
                        "interface": "Ethernet1/1",
                        "state": "up",
                        "eth_hw_addr": "0000.5e00.5301",
                        "eth_ip_addr": "198.51.100.1",
                        "eth_ip_mask": 24,
                    },
                    {
                        "interface": "Vlan10",
                        "svi_line_proto": "down",
                        "svi_mac": "0000.5e00.5302",
                        "svi_ip_addr": "192.0.2.1",
                        "svi_ip_mask": "24",
                    },
                    {"interface": "loopback0", "state": "up"},
                ]
            }
        }
    ),
    "show ip route 0.0.0.0/0 vrf all | json": json.dumps(
        {
            "TABLE_vrf": {
                "ROW_vrf": [
                    {
                        "vrf-name-out": "blue",
                        "TABLE_addrf": {
                            "ROW_addrf": {
                                "TABLE_prefix": {
                                    "ROW_prefix": {
                                        "ipprefix": "0.0.0.0/0",
                                        "TABLE_path": {"ROW_path": {"ipnexthop": "198.51.100.254", "ifname": "Eth1/1"}},
                                    }
                                }
                            }
                        },
                    },
                    {"vrf-name-out": "default", "TABLE_addrf": {"ROW_addrf": {"addrf": "ipv4"}}},
                ]
            }
        }
    ),
}

EOS = {
    "show arp vrf all | json": json.dumps(
        {
            "vrfs": {
                "default": {
                    "ipV4Neighbors": [
                        {
                            "address": "192.0.2.10",
                            "hwAddress": "0000.5e00.530a",
                            "interface": "Vlan10, Ethernet1",
                            "age": 9,
                        }
                    ]
                },
                "blue": {
                    "ipV4Neighbors": [
                        {"address": "198.51.100.7", "hwAddress": "0000.5e00.5307", "interface": "Ethernet2", "age": 3}
                    ]
                },
            }
        }
    ),
    "show ipv6 neighbors vrf all": "",
    "show interfaces | json": json.dumps(
        {
            "interfaces": {
                "Vlan10": {
                    "name": "Vlan10",
                    "lineProtocolStatus": "up",
                    "physicalAddress": "00:00:5e:00:53:01",
                    "interfaceAddress": [
                        {
                            "primaryIp": {"address": "192.0.2.1", "maskLen": 24},
                            "secondaryIpsOrderedList": [{"address": "203.0.113.1", "maskLen": 25}],
                        }
                    ],
                },
                "Ethernet2": {
                    "lineProtocolStatus": "down",
                    "physicalAddress": "00:00:5e:00:53:02",
                    "interfaceAddress": [{"primaryIp": {"address": "0.0.0.0", "maskLen": 0}}],
                },
            }
        }
    ),
    "show ip route vrf all 0.0.0.0/0 | json": json.dumps(
        {
            "vrfs": {
                "default": {
                    "routes": {
                        "0.0.0.0/0": {
                            "vias": [
                                {"nexthopAddr": "192.0.2.254", "interface": "Vlan10"},
                                {"nexthopAddr": "192.0.2.254", "interface": "Vlan10"},
                                {"interface": "Null0"},
                            ]
                        }
                    }
                },
                "blue": {"routes": {}},
            }
        }
    ),
}


def junos(value):
    """Wrap each value as the JSON of Junos does it."""
    if isinstance(value, dict):
        return {name: [junos(member)] for name, member in value.items()}
    if isinstance(value, list):
        return [junos(member) for member in value]
    return {"data": value}


JUNOS = {
    "show arp no-resolve | display json": json.dumps(
        junos(
            {
                "arp-table-information": {
                    "arp-table-entry": {
                        "mac-address": "00:00:5e:00:53:07",
                        "ip-address": "198.51.100.7",
                        "interface-name": "ge-0/0/1.0",
                    }
                }
            }
        )
    ),
    "show ipv6 neighbors": """IPv6 Address                 Linklayer Address  State       Exp Rtr Secure Interface
2001:db8::a                  00:00:5e:00:53:0a  stale       10  no  no      ge-0/0/0.0
""",
    "show route instance detail | display xml": """<rpc-reply><instance-information>
<instance-core><instance-name>master</instance-name>
<instance-interface><interface-name>ge-0/0/0.0</interface-name></instance-interface></instance-core>
<instance-core><instance-name>blue</instance-name>
<instance-interface><interface-name>ge-0/0/1.0</interface-name></instance-interface></instance-core>
</instance-information></rpc-reply>""",
    "show interfaces | display xml": """<rpc-reply><interface-information><physical-interface><name>ge-0/0/1</name>
<oper-status>up</oper-status><current-physical-address>00:00:5e:00:53:01</current-physical-address>
<logical-interface><name>ge-0/0/1.0</name><address-family><address-family-name>inet</address-family-name>
<interface-address><ifa-destination>198.51.100/24</ifa-destination><ifa-local>198.51.100.1</ifa-local>
</interface-address></address-family><address-family><address-family-name>inet6</address-family-name>
<interface-address><ifa-local>2001:db8::1</ifa-local></interface-address></address-family>
</logical-interface></physical-interface></interface-information></rpc-reply>""",
    "show route 0.0.0.0/0 exact active-path | display json": json.dumps(
        {
            "route-information": [
                {
                    "route-table": [
                        {
                            "table-name": [{"data": name}],
                            "rt": [{"rt-entry": [{"nh": [{"to": [{"data": ip}], "via": [{"data": via}]}]}]}],
                        }
                        for name, ip, via in (
                            ("inet.0", "192.0.2.254", "ge-0/0/0.0"),
                            ("blue.inet.0", "198.51.100.254", "ge-0/0/1.0"),
                        )
                    ]
                }
            ]
        }
    ),
}

IOSXR = {
    "show arp vrf all": """-------------------------------------------------------------------------------
0/0/CPU0
-------------------------------------------------------------------------------
Address         Age        Hardware Addr   State      Type  Interface
192.0.2.1       -          0000.5e00.5301  Interface  ARPA  GigabitEthernet0/0/0/0
198.51.100.7    00:16:40   0000.5e00.5307  Dynamic    ARPA  GigabitEthernet0/0/0/1
""",
    "show ipv4 vrf all interface brief": """
Interface                      IP-Address      Status          Protocol Vrf-Name
GigabitEthernet0/0/0/0         192.0.2.1       Up              Up       default
GigabitEthernet0/0/0/1         198.51.100.1    Up              Up       blue
MgmtEth0/RP0/CPU0/0            unassigned      Shutdown        Down     default
""",
}

ASA = {"show arp": "\tinside 192.0.2.10 0000.5e00.530a 15\n\toutside 198.51.100.7 0000.5e00.5307 -\n"}

ROUTEROS = {
    "/ip arp print terse without-paging": " 0 DC address=192.0.2.10 mac-address=00:00:5E:00:53:0A interface=ether1\n",
    "/ipv6 neighbor print terse without-paging": "bad command name neighbor (line 1 column 7)\n",
}

SONIC = {
    "show ip arp": """Address             Hardware address    Interface     Egress Interface    Type       Action
------------------------------------------------------------------------------------------
192.0.2.10          00:00:5e:00:53:0a   Vlan10        Ethernet0           Dynamic    Fwd
""",
}

VYOS = {
    "show arp": """Address                  HWtype  HWaddress           Flags Mask            Iface
192.0.2.10               ether   00:00:5e:00:53:0a   C                     eth0
""",
}

# Platform, conversation, and of each record the address, the VRF and the interface.
PLATFORMS = [
    (
        "ios",
        IOS,
        [
            ("192.0.2.1", "default", "Vlan10"),
            ("192.0.2.10", "default", "Vlan10"),
            ("192.0.2.11", "default", None),
            ("198.51.100.7", "blue", "GigabitEthernet0/1"),
            ("2001:db8::a", "default", "Vlan10"),
        ],
    ),
    ("nxos", NXOS, [("192.0.2.10", "default", "Vlan10"), ("198.51.100.7", "blue", "Ethernet1/1")]),
    ("eos", EOS, [("192.0.2.10", "default", "Vlan10"), ("198.51.100.7", "blue", "Ethernet2")]),
    ("junos", JUNOS, [("198.51.100.7", "blue", "ge-0/0/1.0"), ("2001:db8::a", "default", "ge-0/0/0.0")]),
    (
        "iosxr",
        IOSXR,
        [("192.0.2.1", "default", "GigabitEthernet0/0/0/0"), ("198.51.100.7", "blue", "GigabitEthernet0/0/0/1")],
    ),
    ("asa", ASA, [("192.0.2.10", "default", "inside"), ("198.51.100.7", "default", "outside")]),
    ("RouterOS", ROUTEROS, [("192.0.2.10", None, "ether1")]),
    ("sonic", SONIC, [("192.0.2.10", None, "Vlan10")]),
    ("vyos", VYOS, [("192.0.2.10", None, "eth0")]),
]


class Refusal(Exception):
    """Stands for the class of a connection's errors."""


class Connection:
    """Stands for a connection to a device: answers what is in a conversation, and keeps what was sent."""

    def __init__(self, conversation):
        self.conversation = conversation
        self.sent = []

    def get(self, command):
        self.sent.append(command)
        if command not in self.conversation:
            raise Refusal(f"{command}\n          ^\n% Invalid input detected at '^' marker.")
        return self.conversation[command]

    def dispatch(self, request):
        return self.get(request)

    def send_request(self, command, output):
        return self.get(command + {"json": " | json", "text": ""}[output])


def gather(network_os, conversation, *, api="cliconf", commands=(), **options):
    connection = Connection(conversation)
    ask = _network.asker(connection, api, Refusal)
    platform = _network_connection.find(_network_platforms.APIS, network_os, api)[1]
    return _network.gather(ask, platform, Options(**options), commands), connection.sent


def places(facts):
    return [(row["ip"], row["vrf"], row["interface"]) for row in facts["neighbors"]]


@pytest.mark.parametrize(("network_os", "conversation", "expected"), PLATFORMS, ids=[one[0] for one in PLATFORMS])
def test_the_tables_of_all_vrfs_are_read(network_os, conversation, expected):
    facts, sent = gather(network_os, conversation)
    assert places(facts) == expected
    assert facts["unparsed"] == []
    assert all(tuple(row) == FIELDS for row in facts["neighbors"])
    assert [entry["command"] for entry in facts["source"]] == sent
    answered = {entry["command"] for entry in facts["source"] if entry["outcome"] == "read"}
    refused = {entry["command"] for entry in facts["source"] if entry["outcome"].startswith("refused: ")}
    assert answered <= set(conversation)
    assert answered | refused == set(sent)
    assert facts["counts"]["ipv4"]["total"] + facts["counts"]["ipv6"]["total"] == len(expected)


@pytest.mark.parametrize(("network_os", "conversation", "expected"), PLATFORMS, ids=[one[0] for one in PLATFORMS])
def test_a_device_that_refuses_everything_fails_with_what_was_asked(network_os, conversation, expected):
    with pytest.raises(SourceError, match="refused every command") as failure:
        gather(network_os, {})
    assert "arp" in str(failure.value)
    assert "Invalid input" in str(failure.value)


def test_own_interfaces_of_ios():
    vlan, port = gather("ios", IOS)[0]["interfaces"]
    assert (vlan["name"], vlan["mac"], vlan["addresses"]) == ("Vlan10", "00:00:5e:00:53:01", ["192.0.2.1/24"])
    assert (vlan["vrf"], vlan["up"]) == ("default", True)
    assert (port["vrf"], port["up"], port["addresses"]) == ("blue", False, [])


IP_INTERFACES = "show ip interface vrf all | json"
SECONDARY = {"prefix1": "203.0.113.1", "subnet1": "203.0.113.0", "masklen1": "25"}
TOLD_APART = {
    "one secondary address": (SECONDARY, ["192.0.2.1/24", "203.0.113.1/25"]),
    "two secondary addresses": (
        [SECONDARY, {**SECONDARY, "prefix1": "203.0.113.129"}],
        ["192.0.2.1/24", "203.0.113.1/25", "203.0.113.129/25"],
    ),
}


@pytest.mark.parametrize(("second", "expected"), TOLD_APART.values(), ids=TOLD_APART)
def test_secondary_addresses_of_nxos(second, expected):
    vlan = {"intf-name": "Vlan10", "vrf-name-out": "default", "prefix": "192.0.2.1", "masklen": "24"}
    vlan["TABLE_secondary_address"] = {"ROW_secondary_address": second}
    text = json.dumps({"TABLE_intf": {"ROW_intf": [vlan, {"intf-name": "Eth1/2", "prefix": "198.51.100.9"}]}})
    told = gather("nxos", {**NXOS, IP_INTERFACES: text})[0]["interfaces"]
    assert {one["name"]: one["addresses"] for one in told} == {
        "Ethernet1/1": ["198.51.100.1/24"],
        "Vlan10": expected,
        "loopback0": [],
    }


def test_own_interfaces_of_nxos():
    port, vlan, loopback = gather("nxos", NXOS)[0]["interfaces"]
    assert (port["mac"], port["addresses"], port["vrf"]) == ("00:00:5e:00:53:01", ["198.51.100.1/24"], "blue")
    assert (vlan["mac"], vlan["addresses"], vlan["up"]) == ("00:00:5e:00:53:02", ["192.0.2.1/24"], False)
    assert (loopback["mac"], loopback["addresses"], loopback["vrf"]) == (None, [], None)


def test_own_interfaces_of_eos():
    vlan, port = gather("eos", EOS)[0]["interfaces"]
    assert (vlan["addresses"], vlan["vrf"], vlan["up"]) == (["192.0.2.1/24", "203.0.113.1/25"], "default", True)
    assert (port["addresses"], port["vrf"], port["up"]) == ([], "blue", False)


def test_own_interfaces_of_junos():
    (port,) = gather("junos", JUNOS)[0]["interfaces"]
    assert port == {
        "name": "ge-0/0/1.0",
        "mac": "00:00:5e:00:53:01",
        "addresses": ["198.51.100.1/24", "2001:db8::1/128"],
        "vrf": "blue",
        "namespace": None,
        "up": True,
    }


@pytest.mark.parametrize(
    ("network_os", "conversation", "expected"),
    [
        ("ios", IOS, [("192.0.2.254", None, "default"), ("192.0.2.253", "Vlan10", "default")]),
        ("nxos", NXOS, [("198.51.100.254", "Ethernet1/1", "blue")]),
        ("eos", EOS, [("192.0.2.254", "Vlan10", "default")]),
        ("junos", JUNOS, [("192.0.2.254", "ge-0/0/0.0", "default"), ("198.51.100.254", "ge-0/0/1.0", "blue")]),
        ("asa", ASA, []),
    ],
)
def test_next_hops_of_default_routes(network_os, conversation, expected):
    gateways = gather(network_os, conversation)[0]["gateways"]
    assert [(one["ip"], one["interface"], one["vrf"]) for one in gateways] == expected


def test_an_interface_table_that_is_not_understood_costs_nothing_else():
    facts = gather("nxos", dict(NXOS, **{"show interface | json": '{"TABLE_interface": {"ROW_interface": [{}]}}'}))[0]
    assert facts["interfaces"] == []
    assert len(facts["neighbors"]) == 2
    assert [entry["outcome"] for entry in facts["source"] if entry["command"] == "show interface | json"] == [
        "read, but not understood: KeyError: 'interface'"
    ]


def test_an_error_in_the_text_is_a_refusal():
    facts = gather("ios", dict(IOS, **{"show ipv6 neighbors": "% IPv6 is not running\n"}))[0]
    assert {"command": "show ipv6 neighbors", "outcome": "refused: % IPv6 is not running"} in facts["source"]
    assert facts["unparsed"] == []


# What a connection says of a refused command, and what of it is noted.
REASONS = [
    (
        "b\"show x\\r\\n ^\\r\\n% Invalid input detected at '^' marker.\\r\\nios1#\"",
        "% Invalid input detected at '^' marker.",
    ),
    ("b'show x\\r\\n         ^\\r\\nsyntax error.\\r\\nroot@junos1> '", "syntax error."),
    ("% VRF blue does not exist", "% VRF blue does not exist"),
    ("CLI command 1 of 1 'show x' failed:\n invalid command", "CLI command 1 of 1 'show x' failed: invalid command"),
    ("b'cut off", "b'cut off"),
    ("", "no reason given"),
]


@pytest.mark.parametrize(("text", "expected"), REASONS)
def test_the_reason_of_a_refusal_is_in_the_words_of_the_device(text, expected):
    assert _network.reason(text, "show x") == expected


def test_what_is_not_understood_is_kept():
    facts = gather("ios", dict(IOS, **{"show ip arp vrf mgmt": "Internet  198.51.100.300  5  0000.5e00.53zz\n"}))[0]
    assert facts["unparsed"] == ["Internet  198.51.100.300  5  0000.5e00.53zz"]


def test_one_family_asks_for_no_other():
    facts, sent = gather("ios", IOS, families=["ipv6"])
    assert [row["family"] for row in facts["neighbors"]] == ["ipv6"]
    assert not any("arp" in command for command in sent)


def test_a_vrf_is_asked_for_alone_where_each_has_a_command():
    facts, sent = gather("ios", IOS, vrf=["blue"], families=["ipv4"])
    assert places(facts) == [("198.51.100.7", "blue", "GigabitEthernet0/1")]
    assert [command for command in sent if "arp" in command or "show vrf" in command] == ["show ip arp vrf blue"]


def test_a_vrf_limits_an_answer_that_holds_all():
    assert places(gather("nxos", NXOS, vrf=["blue"])[0]) == [("198.51.100.7", "blue", "Ethernet1/1")]


@pytest.mark.parametrize("name", ["blue | redirect bootflash:x", "blue\nreload", "a;b", "", "blue?"])
def test_a_vrf_name_cannot_become_a_command(name):
    with pytest.raises(ArpError, match="not the name of a VRF"):
        gather("ios", IOS, vrf=[name])


def test_commands_replace_all_others():
    facts, sent = gather("ios", IOS, commands=["show ip arp", "show ip arp vrf green"])
    assert sent == ["show ip arp", "show ip arp vrf green"]
    assert [row["ip"] for row in facts["neighbors"]] == ["192.0.2.1", "192.0.2.10", "192.0.2.11"]
    assert facts["interfaces"] == facts["gateways"] == []


def test_states_and_interfaces_choose_records():
    assert [row["ip"] for row in gather("ios", IOS, states=["incomplete"])[0]["neighbors"]] == ["192.0.2.11"]
    facts = gather("ios", IOS, interfaces=["Gigabit*"])[0]
    assert [row["ip"] for row in facts["neighbors"]] == ["198.51.100.7"]
    assert facts["capacity"]["ipv4"]["entries"] == 4


@pytest.mark.parametrize(("network_os", "api", "conversation"), [("eos", "eapi", EOS), ("nxos", "nxapi", NXOS)])
def test_an_api_is_asked_for_json_apart_from_the_command(network_os, api, conversation):
    assert places(gather(network_os, conversation, api=api)[0]) == places(gather(network_os, conversation)[0])


def test_junos_over_netconf():
    conversation = {
        "<get-arp-table-information><no-resolve/></get-arp-table-information>": """<rpc-reply><arp-table-information>
<arp-table-entry><mac-address>00:00:5e:00:53:0a</mac-address><ip-address>192.0.2.10</ip-address>
<interface-name>ge-0/0/0.0</interface-name></arp-table-entry></arp-table-information></rpc-reply>""",
    }
    facts = gather("junos", conversation, api="netconf")[0]
    assert [(row["ip"], row["mac"]) for row in facts["neighbors"]] == [("192.0.2.10", "00:00:5e:00:53:0a")]


def test_a_next_hop_is_behind_the_interface_of_its_row():
    arp = IOS["show ip arp"] + "Internet  192.0.2.254   3   0000.5e00.53fe  ARPA   Vlan10\n"
    assert gather("ios", dict(IOS, **{"show ip arp": arp}))[0]["gateways"][0]["interface"] == "Vlan10"


# What the plugins of connections report as network_os, and ansible_network_os in full.
CONNECTIONS = {
    "aoscx": "aruba_aoscx",
    "arista.eos.eos": "arista_eos",
    "arubanetworks.aos_switch.arubaoss": "hp_procurve",
    "arubanetworks.aoscx.aoscx": "aruba_aoscx",
    "arubaoss": "hp_procurve",
    "asa": "cisco_asa",
    "ce": "huawei_vrp",
    "cisco.asa.asa": "cisco_asa",
    "cisco.ios.ios": "cisco_ios",
    "cisco.iosxr.iosxr": "cisco_xr",
    "cisco.nxos.nxos": "cisco_nxos",
    "cisco_iosxr": "cisco_xr",
    "ciscosmb": "cisco_s300",
    "community.ciscosmb.ciscosmb": "cisco_s300",
    "community.network.ce": "huawei_vrp",
    "community.network.edgeos": "ubiquiti_edgerouter",
    "community.network.exos": "extreme_exos",
    "community.network.icx": "ruckus_fastiron",
    "community.network.voss": "extreme_voss",
    "community.routeros.routeros": "mikrotik_routeros",
    "comware": "hp_comware",
    "dellemc.enterprise_sonic.sonic": "sonic",
    "dellemc.os10.os10": "dell_os10",
    "dellemc.os6.os6": "dell_os6",
    "dellemc.os9.os9": "dell_force10",
    "dellos10": "dell_os10",
    "dellos6": "dell_os6",
    "dellos9": "dell_force10",
    "edgeos": "ubiquiti_edgerouter",
    "eos": "arista_eos",
    "exos": "extreme_exos",
    "icx": "ruckus_fastiron",
    "ios": "cisco_ios",
    "iosxr": "cisco_xr",
    "junipernetworks.junos.junos": "juniper_junos",
    "junos": "juniper_junos",
    "nokia.sros.classic": "nokia_sros",
    "nokia.sros.md": "nokia_sros",
    "nxos": "cisco_nxos",
    "routeros": "mikrotik_routeros",
    "sros": "nokia_sros",
    "voss": "extreme_voss",
    "vyos.vyos.vyos": "vyos",
}


def test_every_platform_has_a_name_of_its_connection():
    # FastIron of the time before Ruckus has no plugin; the option network_os may name it.
    assert set(_network_platforms.COMMAND_LINES) - {"brocade_fastiron"} == set(CONNECTIONS.values())


# Tables of platforms of which nothing but command and format is known.
PLAIN = [
    (
        "community.ciscosmb.ciscosmb",
        "show arp",
        "    VLAN    Interface     IP address        HW address          status\n"
        "----------- ----------- --------------- ------------------- ---------------\n"
        "vlan 10     gi1         192.0.2.10      00:00:5e:00:53:0a   dynamic\n",
    ),
    ("edgeos", "show arp", VYOS["show arp"]),
    (
        "vyos",
        "show arp",
        "Address     Interface    Link layer address    State\n"
        "----------  -----------  --------------------  ---------\n"
        "192.0.2.10  eth0         00:00:5e:00:53:0a     REACHABLE\n",
    ),
]


@pytest.mark.parametrize(("network_os", "command", "text"), PLAIN, ids=[one[0] for one in PLAIN])
def test_a_plain_table(network_os, command, text):
    facts = gather(network_os, {command: text})[0]
    assert [(row["ip"], row["mac"]) for row in facts["neighbors"]] == [("192.0.2.10", "00:00:5e:00:53:0a")]
    assert facts["unparsed"] == []


EDGEOS_ND = "fe80::a lladdr 00:00:5e:00:53:0a STALE\n"


@pytest.mark.parametrize("network_os", ["edgeos", "vyos"])
def test_a_row_of_ip_neigh_without_its_device(network_os):
    facts = gather(network_os, {"show ipv6 neighbors": EDGEOS_ND})[0]
    assert [(row["mac"], row["interface"]) for row in facts["neighbors"]] == [("00:00:5e:00:53:0a", None)]


# What no command of the module prints.
NOT_ASKED = {"cisco_ios_detail"}
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "formats"


def texts_of_command_lines():
    for path in sorted(FIXTURES.glob("*/*.txt")):
        expected = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))
        platform = _registry.platform_name(expected["platform"])
        if platform in _network_platforms.COMMAND_LINES and path.parent.name not in NOT_ASKED:
            yield pytest.param(platform, path, id=f"{path.parent.name}/{path.stem}")


@pytest.mark.parametrize(("name", "path"), list(texts_of_command_lines()))
def test_what_the_filter_reads_is_read_over_the_command_line_too(name, path):
    text = path.read_text(encoding="utf-8")
    rows, unparsed = _network.read_tables(text, _network_platforms.COMMAND_LINES[name].formats)
    expected = _registry.parse(text, name)
    assert [(row["ip"], row["mac"], row["interface"]) for row in rows] == [
        (row["ip"], row["mac"], row["interface"]) for row in expected.neighbors
    ]
    assert unparsed == expected.unparsed


@pytest.mark.parametrize("name", sorted(CONNECTIONS))
def test_every_network_os_leads_to_a_platform(name):
    found, platform = _network_connection.find(_network_platforms.APIS, name.upper(), "cliconf")
    assert found == platform.name == CONNECTIONS[name]


@pytest.mark.parametrize(
    ("network_os", "api"), [("timos", "cliconf"), ("ios", "netconf"), ("ios", "restconf"), (None, "cliconf")]
)
def test_an_unknown_device_is_named(network_os, api):
    with pytest.raises(ArpError, match="known are") as failure:
        _network_connection.find(_network_platforms.APIS, network_os, api)
    assert api in str(failure.value)

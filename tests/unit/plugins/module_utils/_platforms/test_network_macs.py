# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking switches for their MAC tables."""

import json

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError, SourceError
from ansible_collections.netops.arp.plugins.module_utils._formats import _mac_registry
from ansible_collections.netops.arp.plugins.module_utils._platforms import _network_connection, _network_macs

IOS = {
    "show mac-address-table": """          Mac Address Table
-------------------------------------------

Vlan    Mac Address       Type        Ports
----    -----------       --------    -----
  10    0000.5e00.5301    DYNAMIC     Gi1/0/1
Total Mac Addresses for this criterion: 1
""",
}
NXOS = {
    "show mac address-table | json": json.dumps(
        {
            "TABLE_mac_address": {
                "ROW_mac_address": {
                    "disp_mac_addr": "0000.5e00.5301",
                    "disp_type": "* ",
                    "disp_vlan": "10",
                    "disp_is_static": "disabled",
                    "disp_age": "0",
                    "disp_port": "Ethernet1/1",
                }
            }
        }
    ),
}
EOS = {
    "show mac address-table | json": json.dumps(
        {
            "unicastTable": {
                "tableEntries": [
                    {
                        "macAddress": "00:00:5e:00:53:01",
                        "vlanId": 10,
                        "interface": "Ethernet1",
                        "entryType": "dynamic",
                        "moves": 1,
                        "lastMove": 1700000000.5,
                    }
                ]
            },
            "multicastTable": {"tableEntries": []},
        }
    ),
}
JUNOS = {
    "show ethernet-switching table": """MAC flags (S - static MAC, D - dynamic MAC, L - locally learned)

Ethernet switching table : 1 entries, 1 learned
Routing instance : default-switch
    Vlan                MAC                 MAC         Age    Logical                NH        RTR
    name                address             flags              interface              Index     ID
    v10                 00:00:5e:00:53:01   D             -   ge-0/0/1.0             0         0
""",
}
ROUTEROS = {
    "/interface bridge host print terse without-paging": (
        "0 D   mac-address=00:00:5E:00:53:01 vid=10 interface=ether2 bridge=bridge1 on-interface=ether2\n"
    ),
}
VRP = {
    "display mac-address": """-------------------------------------------------------------------------------
MAC Address    VLAN/VSI/BD                       Learned-From        Type
-------------------------------------------------------------------------------
0000-5e00-5301 10/-/-                            GE0/0/1             dynamic
-------------------------------------------------------------------------------
Total items displayed = 1
""",
}
BRIDGE_DOMAIN = """Bridge-domain 10 (1 ports in all)
State: UP                    Mac learning: Enabled
Aging-Timer: 300 second(s)
    GigabitEthernet0/0/1 service instance 10
   AED MAC address    Policy  Tag       Age  Pseudoport
   0   0000.5E00.5301 forward dynamic   295  GigabitEthernet0/0/1.EFP10
"""


class Device:
    """Stands for a device: answers what is in a conversation and keeps what it was asked."""

    def __init__(self, conversation):
        self.conversation = conversation
        self.asked = []

    def __call__(self, command):
        self.asked.append(command)
        if command not in self.conversation:
            raise SourceError("% Invalid input")
        return self.conversation[command]


def gather(network_os, conversation, commands=()):
    device = Device(conversation)
    found = _network_connection.find(_network_macs.APIS, network_os, "cliconf")
    return _network_macs.gather(device, *found, commands), device.asked


@pytest.mark.parametrize(
    ("network_os", "conversation", "interface"),
    [
        ("cisco.ios.ios", IOS, "GigabitEthernet1/0/1"),
        ("cisco.nxos.nxos", NXOS, "Ethernet1/1"),
        ("arista.eos.eos", EOS, "Ethernet1"),
        ("junos", JUNOS, "ge-0/0/1.0"),
        ("community.routeros.routeros", ROUTEROS, "ether2"),
        ("ce", VRP, "GE0/0/1"),
    ],
)
def test_the_table_is_read(network_os, conversation, interface):
    facts, asked = gather(network_os, conversation)
    (entry,) = facts["entries"]
    assert (entry["mac"], entry["interface"], entry["type"]) == ("00:00:5e:00:53:01", interface, "dynamic")
    assert facts["unparsed"] == []
    assert [source["command"] for source in facts["source"]] == asked
    assert [source["command"] for source in facts["source"] if source["outcome"] == "read"] == list(conversation)


def test_commands_replace_all_others():
    facts, asked = gather(
        "ios", dict(IOS, **{"show mac address-table vlan 10": ""}), ["show mac address-table vlan 10"]
    )
    assert asked == ["show mac address-table vlan 10"]
    assert facts["entries"] == []


def test_commands_may_print_another_table_of_the_platform():
    facts, _asked = gather("ios", {"show bridge-domain": BRIDGE_DOMAIN}, ["show bridge-domain"])
    assert [(entry["vlan"], entry["interface"]) for entry in facts["entries"]] == [(10, "GigabitEthernet0/0/1.EFP10")]
    assert facts["unparsed"] == []


def test_each_platform_is_one_that_the_filter_knows():
    known = _mac_registry.MAC_PLATFORMS
    for name, table in _network_macs.COMMAND_LINES.items():
        formats = {module.parse_macs for module in table.formats}
        assert formats <= {_mac_registry.MAC_FORMATS[each].parse for each in known[name]}


def test_a_device_that_refuses_everything_fails_with_what_was_asked():
    with pytest.raises(SourceError, match=r"show mac address-table .*show mac-address-table"):
        gather("ios", {})


def test_a_platform_without_mac_tables_is_named():
    with pytest.raises(ArpError, match=r"vyos\.vyos"):
        gather("vyos.vyos.vyos", {})

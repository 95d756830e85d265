# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NAPALM: the same number means another time with each driver."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.plugin_utils._normalize import normalize

ARP = {"interface": "Vlan10", "mac": "00:00:5E:00:53:01", "ip": "192.0.2.1", "age": 12.0}
ND = {"interface": "Gi0/1", "mac": "00:00:5E:00:53:01", "ip": "2001:DB8::1", "age": 3.0, "state": "REACH"}

AGES = {
    "napalm": {"flags": ["age 12"]},
    "napalm_eos": {"age_seconds": 12},
    "napalm_ios": {"age_seconds": 720},
    "napalm_iosxr": {"age_seconds": 12},
    "napalm_junos": {"expires_seconds": 12},
    "napalm_nxos": {"age_seconds": 12},
}


@pytest.mark.parametrize(("source", "age"), AGES.items())
def test_age(source, age):
    row = neighbor("192.0.2.1", "ipv4", mac="00:00:5e:00:53:01", interface="Vlan10", vlan=10)
    assert normalize([ARP], source) == [{**row, **age}]


# Driver, interface as the driver gives it, interface, port, origin.
PLACES = [
    ("napalm_eos", "Vlan10, Port-Channel5", "Vlan10", "Port-Channel5", "dynamic"),
    ("napalm_eos", "Vlan10, not learned", "Vlan10", None, "dynamic"),
    ("napalm_eos", "Vlan10, Vxlan1", "Vlan10", "Vxlan1", "remote"),
    ("napalm_junos", "irb.30 [ae0.0]", "irb.30", "ae0.0", "dynamic"),
    ("napalm_junos", "irb.30 [vtep.32769]", "irb.30", "vtep.32769", "remote"),
    ("napalm_nxos", "Eth1/1", "Ethernet1/1", None, "dynamic"),
    ("napalm", "ether1", "ether1", None, "dynamic"),
]


@pytest.mark.parametrize(("source", "text", "interface", "port", "origin"), PLACES)
def test_interface_and_the_port_below_it(source, text, interface, port, origin):
    row = normalize([{**ARP, "interface": text}], source)[0]
    assert (row["interface"], row["physical_interface"], row["origin"]) == (interface, port, origin)


def test_row_without_age_is_read():
    row = {name: value for name, value in ARP.items() if name != "age"}
    assert normalize([row], "napalm")[0]["age_seconds"] is None


def test_ipv6_neighbors_have_a_state():
    expected = neighbor(
        "2001:db8::1",
        "ipv6",
        mac="00:00:5e:00:53:01",
        interface="GigabitEthernet0/1",
        state="reachable",
        age_seconds=180,
    )
    assert normalize([ND], "napalm_ios") == [expected]


@pytest.mark.parametrize("source", AGES)
def test_minus_one_is_no_age(source):
    row = normalize([{**ARP, "age": -1.0}], source)[0]
    assert (row["age_seconds"], row["expires_seconds"], row["flags"]) == (None, None, [])


# On IOS the driver makes -1 of the "-" that stands for the device's own and for static rows.
ORIGINS = [("Vlan10", "local"), ("", "static")]


@pytest.mark.parametrize(("interface", "origin"), ORIGINS)
def test_no_age_on_ios_tells_the_origin(interface, origin):
    row = normalize([{**ARP, "age": -1.0, "interface": interface}], "napalm_ios")[0]
    assert (row["origin"], row["interface"], row["state"]) == (origin, interface or None, "resolved")


@pytest.mark.parametrize("word", ["", "INCOMPLETE", "00:00:00:00:00:00", None])
def test_no_mac_is_incomplete(word):
    row = normalize([{**ARP, "mac": word}], "napalm_nxos")[0]
    assert (row["mac"], row["state"]) == (None, "incomplete")


ENVELOPES = [{"get_arp_table": [ARP]}, {"arp_table": [ARP], "ipv6_neighbors_table": []}, {"napalm_arp_table": [ARP]}]


@pytest.mark.parametrize("data", ENVELOPES)
def test_results_under_the_names_of_the_getters(data):
    assert normalize(data, "napalm") == normalize([ARP], "napalm")


@pytest.mark.parametrize("data", [[{"ip": "192.0.2.1"}], [{**ARP, "ip": "gateway"}], {"facts": {}}, "[[]]"])
def test_other_data_is_refused(data):
    with pytest.raises(ArpError, match="napalm"):
        normalize(data, "napalm")

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco's tables line by line: what each column means, where the VRF comes from, what is decoration and what is not."""

import gc
import random

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats import (
    _cisco_asa,
    _cisco_ios,
    _cisco_iosxr,
    _cisco_iosxr_xml,
    _cisco_small_business,
    _cisco_viptela,
    _cli,
    _registry,
)

MAC = "00:00:5e:00:53:01"
DOTTED = "0000.5e00.5301"


def only_row(module, text):
    neighbors, unparsed = module.parse(text)
    assert (len(neighbors), unparsed) == (1, [])
    return neighbors[0]


IOS_ROWS = [
    (f"Internet  192.0.2.1  -  {DOTTED}  ARPA  Vlan20", {"origin": "local", "vlan": 20, "age_seconds": None}),
    (f"Internet  192.0.2.1  -  {DOTTED}  ARPA  ", {"origin": "static", "interface": None, "state": "resolved"}),
    (f"Internet  192.0.2.1  5  {DOTTED}  ARPA  ", {"origin": "dynamic", "interface": None, "age_seconds": 300}),
    ("Internet  192.0.2.1  0  Incomplete  ARPA", {"mac": None, "state": "incomplete", "origin": "dynamic"}),
    ("Internet  192.0.2.1  -  Incomplete  ARPA", {"mac": None, "state": "incomplete", "origin": "dynamic"}),
    ("Internet  192.0.2.1  7  0000.0000.0000  ARPA  Vlan1", {"mac": None, "state": "incomplete"}),
    (f"Internet  192.0.2.1  7  {DOTTED.upper()}  802.1Q Po1.7", {"mac": MAC, "interface": "Port-channel1.7"}),
    (f"  Internet  192.0.2.1  7  {DOTTED}  SRP-A  Vlan4094  \r", {"vlan": 4094}),
    (f"2001:DB8::1  -  {DOTTED}  REACH Gi0/1", {"origin": "static", "state": "reachable"}),
    (f"2001:DB8::1%Gi0/1  3  {DOTTED}  STALE Vl7", {"ip": "2001:db8::1", "vlan": 7, "age_seconds": 180}),
    ("2001:DB8::1  0  -  INCMP Vl7", {"mac": None, "state": "incomplete"}),
    ("FE80::1  - -  REACH Di0", {"mac": None, "state": "noarp", "origin": "other", "interface": "Dialer0"}),
    (f"FE80::1  0 12 {DOTTED}  DELAY BD7", {"age_seconds": 720, "interface": "BDI7"}),
    (f"FE80::1  2 {DOTTED}  DELETE BD7", {"state": "resolved", "flags": ["DELETE"]}),
]


@pytest.mark.parametrize(("line", "meaning"), IOS_ROWS)
def test_ios_row(line, meaning):
    row = only_row(_cisco_ios, line)
    assert {key: row[key] for key in meaning} == meaning
    assert _cisco_ios.recognizes(line)


NO_ROWS = [
    f"Internet  192.0.2.256  5  {DOTTED}  ARPA  Vlan20",
    f"Internet  192.0.2.01  5  {DOTTED}  ARPA  Vlan20",
    f"Internet  192.0.2.1  5 min  {DOTTED}  ARPA  Vlan20",
    "Internet  192.0.2.1  5  0000.5e00.530  ARPA  Vlan20",
    f"AppleTalk  4028.5  29  {DOTTED}  SNAP  Ethernet2",
    f"2001:DB8::1::2  0  {DOTTED}  REACH Gi0/1",
    f"2001:DB8::1  0  {DOTTED}  REACH Gi0/1 0/0/CPU0",
    "% VRF BLUE does not exist",
]


@pytest.mark.parametrize("line", NO_ROWS)
def test_what_ios_does_not_print_is_unparsed(line):
    assert _cisco_ios.parse(f"Protocol  Address  Age (min)  Hardware Addr   Type   Interface\n{line}\n") == ([], [line])


VRFS = [
    ("R1#show ip arp vrf RED", "RED"),
    ("R1#sh arp vrf RED | i 192", "RED"),
    ("R1(config)#do sh ip arp vrf default", "default"),
    ("R1#show ip arp vrf all", None),
    ("R1#show ip arp", None),
    ("VRF: RED", "RED"),
    ("IP ARP table for VRF RED:", "RED"),
    ("show ip arp vrf RED Vlan20", "RED"),
]


@pytest.mark.parametrize(("line", "vrf"), VRFS)
def test_vrf_is_that_of_the_command_above(line, vrf):
    text = f"VRF: OTHER\n{line}\nInternet  192.0.2.1  5  {DOTTED}  ARPA  Vlan20\n"
    assert only_row(_cisco_ios, text)["vrf"] == vrf


DECORATION = [
    "R1#",
    "R1>show ip arp",
    "core-sw_1(config-if)# do show ip arp",
    "RP/0/RP0/CPU0:R2_xrv9000#show arp detail",
    "sh ip arp | include 0000",
    "Load for five secs: 9%/5%; one minute: 9%; five minutes: 9%",
    "Time source is NTP, 08:55:30.881 UTC Tue Nov 7 2023",
    "*Wed Jan 3 22:02:56.878 UTC"[1:],
    "Wed Jan  3 22:02:56.878 UTC",
    "-----------------",
    " \t ",
]


@pytest.mark.parametrize("module", [_cisco_ios, _cisco_iosxr, _cisco_asa, _cisco_small_business, _cisco_viptela])
@pytest.mark.parametrize("line", DECORATION)
def test_decoration_is_not_unparsed(line, module):
    assert module.parse(line + "\n") == ([], [])


XR_ROWS = [
    (f"192.0.2.1  -  {DOTTED}  Interface  ARPA  BVI7", {"origin": "local", "flags": [], "age_seconds": None}),
    (f"192.0.2.1  -  {DOTTED}  Standby  ARPA  BVI7", {"origin": "local", "flags": ["Standby"]}),
    (f"192.0.2.1  -  {DOTTED}  Static  ARPA  BE7", {"origin": "static", "interface": "Bundle-Ether7"}),
    (f"192.0.2.1  01:00:00  {DOTTED}  Dynamic  ARPA  BVI7", {"origin": "dynamic", "age_seconds": 3600}),
    (f"192.0.2.1  -  {DOTTED}  EVPN-SYNC  ARPA  BVI7", {"origin": "remote"}),
    (f"192.0.2.1  -  {DOTTED}  Dynamic  EVPN-SYNC ARPA  BVI7", {"origin": "remote", "flags": ["EVPN-SYNC"]}),
    (f"192.0.2.1  -  {DOTTED}  DHCP  ARPA  BVI7", {"origin": "other", "flags": ["DHCP"]}),
    ("192.0.2.1  00:00:03  0000.0000.0000  Incomplete ARPA  BVI7", {"state": "incomplete", "mac": None}),
    (f"192.0.2.1  00:00:03  {DOTTED}  Probe  SRPA  BVI7", {"state": "probe"}),
    (f"2001:db8::1  110  {DOTTED} REACH Gi0/0/0/0  0/0/CPU0", {"age_seconds": 110, "state": "reachable"}),
]


@pytest.mark.parametrize(("line", "meaning"), XR_ROWS)
def test_iosxr_row(line, meaning):
    row = only_row(_cisco_iosxr, line)
    assert {key: row[key] for key in meaning} == meaning
    assert _cisco_iosxr.recognizes(line)


def test_iosxr_that_prints_the_table_of_ios_is_read():
    header = "Protocol  Address  Age (min)  Hardware Addr   Type   Interface"
    row = f"Internet  192.0.2.1  5  {DOTTED}  ARPA  Vlan4"
    neighbors, unparsed = _registry.parse(f"{header}\n{row}\n", "cisco.iosxr.iosxr", "show arp")
    assert [row["age_seconds"] for row in neighbors] == [300]
    assert unparsed == []


ENTRY = (
    "<entry><address>{}</address><interface-name>BVI7</interface-name><age>61</age>"
    f"<hardware-address>{DOTTED}</hardware-address><state>state-dynamic</state></entry>"
)


def test_xml_is_read_around_a_damaged_entry():
    text = "<arp>\n{}\n<ent ry>{}\n{}\n</arp>".format(
        ENTRY.format("192.0.2.1"), ENTRY.format("192.0.2.2")[len("<entry>") :], ENTRY.format("192.0.2.3")
    )
    neighbors, unparsed = _cisco_iosxr_xml.parse(text)
    assert [row["ip"] for row in neighbors] == ["192.0.2.1", "192.0.2.3"]
    assert "192.0.2.2" in "".join(unparsed)


def test_xml_with_addresses_outside_of_all_entries_is_not_understood():
    text = (
        '<arp xmlns="http://cisco.com/ns/yang/Cisco-IOS-XR-ipv4-arp-oper"><vrf><vrf-name>red</vrf-name>\n'
        "<row><address>192.0.2.1</address><age>7</age>\n<hardware-address>00:00:5e:00:53:01</hardware-address></row>\n"
        "</vrf></arp>\n"
    )
    assert _registry.parse(text, "cisco_xr") == (
        [],
        ["<address>192.0.2.1</address>", "<hardware-address>00:00:5e:00:53:01</hardware-address>"],
    )


def test_xml_entry_that_is_not_closed_swallows_no_other():
    text = "<arp>\n{}\n{}\n</arp>".format(ENTRY.format("192.0.2.1").replace("</entry>", ""), ENTRY.format("192.0.2.2"))
    neighbors, unparsed = _cisco_iosxr_xml.parse(text)
    assert [row["ip"] for row in neighbors] == ["192.0.2.2"]
    assert "192.0.2.1" in "".join(unparsed)


def test_xml_between_prompts_is_read():
    text = f"RP/0/RP0/CPU0:edge1#show arp | xml\n<data><arp>{ENTRY.format('192.0.2.1')}</arp></data>\nedge1#\nodd\n"
    neighbors, unparsed = _cisco_iosxr_xml.parse(text)
    assert [(row["ip"], row["mac"], row["age_seconds"]) for row in neighbors] == [("192.0.2.1", MAC, 61)]
    assert unparsed == ["odd"]


def test_cost_of_xml_grows_with_the_text_only():
    assert _cisco_iosxr_xml.parse("<a>" * 50_000 + "</b>" * 50_000) == ([], [])


ASA_ROWS = [
    (f"\toutside 192.0.2.1 {DOTTED} 2", {"interface": "outside", "age_seconds": 2, "origin": "dynamic"}),
    (f"outside 192.0.2.1 {DOTTED} -", {"age_seconds": None, "origin": "static"}),
    (f"outside 192.0.2.1/24 {DOTTED} alias", {"ip": "192.0.2.1", "origin": "other", "flags": ["alias"]}),
    (f"2001:db8::1  3 {DOTTED}  STALE dmz-1", {"interface": "dmz-1", "age_seconds": 180, "vlan": None}),
]


@pytest.mark.parametrize(("line", "meaning"), ASA_ROWS)
def test_asa_row(line, meaning):
    row = only_row(_cisco_asa, line)
    assert {key: row[key] for key in meaning} == meaning


SMALL_BUSINESS_ROWS = [
    (f"vlan 1   te1/0/4  192.0.2.1   {MAC}  dynamic", ("TenGigabitEthernet1/0/4", "TenGigabitEthernet1/0/4", 1)),
    (f"vlan 1            192.0.2.1   {MAC}  dynamic", ("Vlan1", None, 1)),
    (f"         gi19     192.0.2.1   {MAC}  static", ("GigabitEthernet19", "GigabitEthernet19", None)),
    (f"                  192.0.2.1   {MAC}  static", (None, None, None)),
    (f"VLAN 1     2001:db8::1   {MAC}  REACHABLE  Yes", ("Vlan1", None, 1)),
]


@pytest.mark.parametrize(("line", "places"), SMALL_BUSINESS_ROWS)
def test_small_business_row(line, places):
    row = only_row(_cisco_small_business, line)
    assert (row["interface"], row["physical_interface"], row["vlan"]) == places
    assert row["mac"] == MAC


def test_viptela_times_are_what_is_left_and_the_age():
    row = only_row(_cisco_viptela, f"0  ge0/0  192.0.2.1  {MAC}  dynamic  0:00:11:33  0:00:08:27")
    assert row["expires_seconds"] + row["age_seconds"] == 1200
    assert row["vrf"] == "0"


@pytest.mark.parametrize("text", ["0000.5E00.53aF", "ffff.ffff.ffff", "0000.0000.0001"])
def test_colon_mac(text):
    digits = text.replace(".", "").lower()
    assert _cli.colon_mac(text) == ":".join(digits[at : at + 2] for at in range(0, 12, 2))


def test_garbage_collection_goes_on_afterwards():
    _cisco_ios.parse("x")
    assert gc.isenabled()


def test_cost_grows_with_the_lines_only():
    dice = random.Random(7)
    odd = "\n".join("Internet" + " " * dice.randrange(9) + "\t." * dice.randrange(99) for _line in range(2_000))
    many = "\n" * 100_000 + odd + " " * 100_000 + f"\nInternet  192.0.2.1  5  {DOTTED}  ARPA  Vlan20\n"
    assert len(_cisco_ios.parse(many).neighbors) == 1


NAMES = [
    ("cisco.ios.ios", "cisco_ios"),
    ("ios", "cisco_ios"),
    ("cisco_iosxe", "cisco_ios"),
    ("cisco_xe", "cisco_ios"),
    ("cisco.iosxr.iosxr", "cisco_xr"),
    ("cisco_iosxr", "cisco_xr"),
    ("cisco.asa.asa", "cisco_asa"),
    ("cisco_ftd", "cisco_ftd"),
    ("community.ciscosmb.ciscosmb", "cisco_s300"),
    ("cisco_viptela", "cisco_viptela"),
]


@pytest.mark.parametrize(("given", "name"), NAMES)
def test_platform_names(given, name):
    assert _registry.platform_name(given) == name

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Edge cases of Cisco NX-OS: rows one by one, and structured answers in whatever they come wrapped in."""

import json

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats import _cisco_nxos, _registry

DETAIL = "Address         Age       MAC Address     Interface        Physical Interface  Flags    VRF Name\n"
PLAIN = "Address         Age       MAC Address     Interface       Flags\n"


def only_row(text):
    neighbors, unparsed = _cisco_nxos.parse(text)
    assert (len(neighbors), unparsed) == (1, [])
    return neighbors[0]


# name: (text above, columns from the interface on, what the record holds)
COLUMNS = {
    "an empty column of flags": (
        DETAIL,
        "Vlan240 Po10    blue",
        {"physical_interface": "port-channel10", "vrf": "blue"},
    ),
    "a flag and a VRF": (DETAIL, "Vlan240 Po10 + blue", {"flags": ["+"], "vrf": "blue"}),
    "a VRF with the name of a flag": (DETAIL, "Vlan240 Po10 * CP", {"flags": ["*"], "vrf": "CP"}),
    "no physical interface": (DETAIL, "Vlan240 - blue", {"physical_interface": None, "vrf": "blue"}),
    "flags alone": (PLAIN, "Vlan240 * +", {"flags": ["*", "+"], "vrf": None}),
    "no header, all columns": ("", "Vlan240 Eth1/2 + blue", {"physical_interface": "Ethernet1/2", "vrf": "blue"}),
    "no header, a flag": ("", "Vlan240 +", {"physical_interface": None, "flags": ["+"], "vrf": None}),
    "a context": ("IP ARP Table for context red\n" + PLAIN, "Vlan240", {"vrf": "red"}),
    "all contexts": ("IP ARP Table for all contexts\n" + PLAIN, "Vlan240", {"vrf": None}),
}


@pytest.mark.parametrize(("above", "columns", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_columns_after_the_mac(above, columns, expected):
    row = only_row(f"{above}192.0.2.1  00:00:57  0000.5e00.5301  {columns}\n")
    assert {"interface": row["interface"], "vlan": row["vlan"]} == {"interface": "Vlan240", "vlan": 240}
    assert {key: row[key] for key in expected} == expected


AGES = {"00:14:11": 851, "0.282854": 0, "2d15h": 226800, "1w2d": 777600, "16w3d": 9936000, "-": None}


@pytest.mark.parametrize(("age", "expected"), AGES.items())
def test_ages_are_seconds(age, expected):
    assert only_row(f"192.0.2.1  {age}  0000.5e00.5301  Vlan7\n")["age_seconds"] == expected


# name: (age, MAC, flags, origin)
ORIGINS = {
    "learned": ("00:00:01", "0000.5e00.5301", "", "dynamic"),
    "synced over the vPC": ("00:00:01", "0000.5e00.5301", "+", "dynamic"),
    "static": ("-", "0000.5e00.5301", "", "static"),
    "static, its interface down": ("-", "0000.5e00.5301", "D", "static"),
    "own HSRP group": ("-", "0000.0c07.ac05", "", "local"),
    "own HSRP version 2 group": ("-", "0000.0c9f.f9d3", "", "local"),
    "own VRRP group": ("-", "0000.5e00.0107", "", "local"),
    "a group that another one answers for": ("00:00:01", "0000.5e00.0107", "", "dynamic"),
    "EVPN": ("-", "0000.5e00.5301", "CP", "remote"),
    "peer sync": ("00:00:01", "0000.5e00.5301", "PS RO", "remote"),
    "unresolved": ("00:00:01", "INCOMPLETE", "", "dynamic"),
}


@pytest.mark.parametrize(("age", "mac", "flags", "origin"), ORIGINS.values(), ids=ORIGINS)
def test_origin_follows_from_age_mac_and_flags(age, mac, flags, origin):
    text = only_row(f"{PLAIN}192.0.2.1  {age}  {mac}  Vlan7  {flags}\n")
    row = {"ip-addr-out": "192.0.2.1", "time-stamp": age, "mac": mac, "intf-out": "Vlan7", "flags": flags}
    structured = only_row(json.dumps({"TABLE_vrf": {"ROW_vrf": {"TABLE_adj": {"ROW_adj": row}}}}))
    assert text == structured
    assert text["origin"] == origin


# A static row may well have an age; the protocol that owns it is written in either way.
OWNERS = {"static": "static", "Static": "static", "icmpv6": "dynamic", "other": "dynamic", "l2rib": "remote"}


@pytest.mark.parametrize(("owner", "origin"), OWNERS.items())
def test_origin_follows_from_the_protocol_that_owns_the_row(owner, origin):
    row = f"2001:db8::1  2d15h  0000.5e00.5301  1    {owner}     Ethernet1/1\n"
    block = {"Address": "2001:db8::1", "Age": "2d15h", "MacAddr": "0000.5e00.5301", "Source": owner}
    lines = [f"{key} : {value}" for key, value in {**block, "Interface": "Ethernet1/1"}.items()]
    member = {"ipv6-addr": "2001:db8::1", "time-stamp": "2d15h", "mac": "0000.5e00.5301", "owner": owner}
    structured = {"TABLE_adj": {"ROW_adj": {**member, "intf-out": "Ethernet1/1"}}}
    for text in (row, "\n".join(lines), json.dumps(structured)):
        found = only_row(text)
        assert (found["interface"], found["age_seconds"], found["origin"]) == ("Ethernet1/1", 226800, origin)


# Rows as wide as the terminal that broke off the headings, before another row and a prompt, and one that it broke off.
WIDE = f"""{PLAIN[:-6]}
Flags
192.0.2.1       00:00:57  0000.5e00.5301  Vlan240        \x20
192.0.2.2       00:00:57  0000.5e00.5302  port-channel2000
.100        *
192.0.2.3       00:00:57  0000.5e00.5303  Vlan240        \x20
leaf1#
"""


def test_a_row_as_wide_as_the_terminal_is_no_rest_of_another():
    neighbors, unparsed = _cisco_nxos.parse(WIDE)
    assert [(row["ip"], row["interface"], row["flags"]) for row in neighbors] == [
        ("192.0.2.1", "Vlan240", []),
        ("192.0.2.2", "port-channel2000.100", ["*"]),
        ("192.0.2.3", "Vlan240", []),
    ]
    assert unparsed == []


def test_a_log_that_breaks_into_a_broken_row_is_taken_out():
    log = "2026 Mar  4 10:20:30 leaf1 %ETHPORT-5-IF_UP: Interface Ethernet1/9 is up in mode trunk\n"
    logged = WIDE.replace("\n.100", f"\n{log}.100")
    assert logged != WIDE
    assert _registry.parse(logged, "cisco_nxos") == _registry.parse(WIDE, "cisco_nxos")


NO_ROWS = [
    "192.0.2.1  00:00:57  0000.5e00.5301",
    "192.0.2.1  00:00:57  0000.5e00  Vlan7",
    "192.0.2.1  00:00:57",
    "192.0.2.999  00:00:57  0000.5e00.5301  Vlan7",
    "192.0.2.1  00:00:57  0000.5e00.5301  7",
    "2001:db8::1",
    "% Invalid command at '^' marker.",
]


@pytest.mark.parametrize("line", NO_ROWS)
def test_what_is_no_row_is_unparsed(line):
    assert _cisco_nxos.parse(f"{DETAIL}{line}\n") == ([], [line])


DECORATION = """leaf1# show ip arp vrf all | no-more
Flags: * - Adjacencies learnt on non-active FHRP router
       + - Adjacencies synced via CFSoE
       # - Adjacencies Throttled for Glean
       G - Adjacencies of vPC peer with G/W bit
       CP - Added via L2RIB, Control plane Adjacencies
       D  - Drop Adjacency
+++ leaf1: executing command 'show ip arp' +++
IP ARP Table for all contexts
Total number of entries: 0
Address         Age       MAC Address     Interface       Flags
leaf1#
"""


def test_decoration_is_no_data():
    assert _cisco_nxos.parse(DECORATION) == ([], [])


def test_a_flag_letter_before_an_address_is_data():
    assert _cisco_nxos.parse("D - 192.0.2.1\n* 192.0.2.1\n").unparsed == ["D - 192.0.2.1", "* 192.0.2.1"]


ROW = {"ip-addr-out": "192.0.2.1", "time-stamp": "PT8S", "mac": "0000.5e00.5301", "intf-out": "Eth1/1"}
TABLE = {"TABLE_vrf": {"ROW_vrf": [{"vrf-name-out": "red", "TABLE_adj": {"ROW_adj": ROW}}]}}
ENVELOPES = {
    "none": TABLE,
    "NX-API": {"ins_api": {"outputs": {"output": {"body": TABLE, "code": "200", "msg": "Success"}}}},
    "JSON-RPC": {"jsonrpc": "2.0", "result": {"body": TABLE}, "id": 1},
    "several answers": [{"jsonrpc": "2.0", "result": None, "id": 1}, {"result": {"body": TABLE}, "id": 2}],
}


@pytest.mark.parametrize("answer", ENVELOPES.values(), ids=ENVELOPES)
@pytest.mark.parametrize("indent", [None, 4])
def test_envelopes_of_json(answer, indent):
    row = only_row("leaf1# show ip arp | json\n" + json.dumps(answer, indent=indent) + "\nleaf1#\n")
    assert (row["vrf"], row["interface"], row["age_seconds"]) == ("red", "Ethernet1/1", 8)


def test_json_without_a_table_is_not_understood():
    answer = json.dumps({"jsonrpc": "2.0", "id": 1})
    assert _cisco_nxos.parse(answer) == ([], [answer])


@pytest.mark.parametrize("damage", [{"mac": 7}, {"mac": ["x"]}, {"time-stamp": {}}, {"flags": 3}, {"intf-out": []}])
def test_json_of_the_wrong_types_ends_in_no_exception(damage):
    neighbors, unparsed = _cisco_nxos.parse(json.dumps({"TABLE_adj": {"ROW_adj": {**ROW, **damage}}}))
    assert len(neighbors) + len(unparsed) == 1
    json.dumps(neighbors)


def test_cost_grows_with_the_lines_only():
    for filler in ("\n", "a" * 100_000, " " * 100_000 + "x", "Address : " + " " * 100_000 + "x", "[\n{" * 50_000):
        text = filler * 3 + "\n192.0.2.1  00:00:57  0000.5e00.5301  Vlan7\n"
        assert len(_cisco_nxos.parse(text).neighbors) == 1

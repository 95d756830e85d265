# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Edge cases of Arista EOS, each as text and as JSON where both have it."""

import json

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats import _arista_eos

HEADER = "Address         Age (sec)  Hardware Addr   Interface\n"


def only_row(text):
    neighbors, unparsed = _arista_eos.parse(text)
    assert (len(neighbors), unparsed) == (1, [])
    return neighbors[0]


def from_json(**members):
    row = {"hwAddress": "0000.5e00.5301", "address": "192.0.2.1", **members}
    return only_row(json.dumps({"vrfs": {"default": {"ipV4Neighbors": [row]}}}))


# What stands in the column of the interface: interface, physical interface, VLAN, origin, flags.
PLACES = {
    "Ethernet1": ("Ethernet1", None, None, "dynamic", []),
    "Et1.100": ("Ethernet1.100", None, None, "dynamic", []),
    "Vlan101, Port-Channel2": ("Vlan101", "Port-Channel2", 101, "dynamic", []),
    "Vl101, Po2": ("Vlan101", "Port-Channel2", 101, "dynamic", []),
    "Vlan1301, Vxlan1": ("Vlan1301", "Vxlan1", 1301, "remote", []),
    "Vlan1, not learned": ("Vlan1", None, 1, "dynamic", ["not learned"]),
    "Vl1203, Router": ("Vlan1203", None, 1203, "dynamic", ["Router"]),
}


@pytest.mark.parametrize(("place", "expected"), PLACES.items())
def test_interface_and_the_port_below_it(place, expected):
    text = only_row(f"VRF: default\n{HEADER}192.0.2.1         0:01:05  0000.5e00.5301  {place}\n")
    assert text == from_json(interface=place, age=65)
    assert tuple(text[key] for key in ("interface", "physical_interface", "vlan", "origin", "flags")) == expected


# Header, age as printed, seconds.
AGES = [
    ("Address         Age (min)  Hardware Addr   Interface\n", "17", 1020),
    (HEADER, "0:12:39", 759),
    (HEADER, "3:32:48", 12768),
    (HEADER, "2 days, 0:00:01", 172801),
    (HEADER, "-", None),
    (HEADER, "N/A", None),
]


@pytest.mark.parametrize(("header", "age", "expected"), AGES)
def test_ages_are_seconds(header, age, expected):
    row = only_row(f"{header}192.0.2.1  {age} 0000.5e00.5301  Ethernet1\n")
    assert (row["age_seconds"], row["origin"]) == (expected, "static" if expected is None else "dynamic")


def test_json_without_an_age_is_static_unless_it_came_with_evpn():
    assert from_json(interface="Ethernet1")["origin"] == "static"
    assert from_json(interface="Vlan7, Vxlan1")["origin"] == "remote"
    assert from_json(interface="Ethernet1", age=0)["origin"] == "dynamic"


def test_each_vrf_has_its_own_rows():
    text = f"VRF: default\n{HEADER}\nVRF: blue\n{HEADER}192.0.2.1  -  0000.5e00.5301  Vlan7\n\nVRF: red\n{HEADER}"
    assert only_row(text)["vrf"] == "blue"
    assert only_row(f"{HEADER}192.0.2.1  -  0000.5e00.5301  Vlan7\n")["vrf"] is None


NO_ROWS = [
    "192.0.2.1         0:00:24  0000.5e00.5301",
    "192.0.2.1         0:00:24  0000.5e00.53   Ethernet1",
    "192.0.2.1.5       0:00:24  0000.5e00.5301  Ethernet1",
    "% This is an unconverted command",
]


@pytest.mark.parametrize("line", NO_ROWS)
def test_what_is_no_row_is_unparsed(line):
    assert _arista_eos.parse(f"leaf1#show ip arp\n{HEADER}{line}\nleaf1#\n") == ([], [line])


EMPTY = ['{"vrfs": {}}', '{"vrfs": {"default": {"ipV4Neighbors": []}}}', '{"jsonrpc": "2.0", "result": [{"vrfs": {}}]}']


@pytest.mark.parametrize("text", EMPTY)
def test_empty_tables_are_empty(text):
    assert _arista_eos.parse(text) == ([], [])


def test_json_without_a_table_is_not_understood():
    assert _arista_eos.parse('{"jsonrpc": "2.0", "id": 1}') == ([], ['{"jsonrpc": "2.0", "id": 1}'])


@pytest.mark.parametrize(
    "row",
    [None, 7, "x", {}, {"address": 7}, {"address": "192.0.2.1", "hwAddress": 7}, {"address": "192.0.2.1", "age": {}}],
)
def test_json_of_the_wrong_types_ends_in_no_exception(row):
    neighbors, unparsed = _arista_eos.parse(json.dumps({"vrfs": {"default": {"ipV4Neighbors": [row]}}}))
    assert (neighbors, unparsed) == ([], [json.dumps(row)])


def test_a_table_where_the_names_of_vrfs_belong():
    row = {"hwAddress": "0000.5e00.5301", "address": "192.0.2.1", "interface": "Et1"}
    assert only_row(json.dumps({"vrfs": {"ipV4Neighbors": [row]}}))["vrf"] is None


def test_cost_grows_with_the_lines_only():
    for filler in ("\n", "a" * 100_000, " " * 100_000 + "x", "[\n{" * 50_000):
        text = filler * 3 + "\n192.0.2.1  0:00:57  0000.5e00.5301  Vlan7\n"
        assert len(_arista_eos.parse(text).neighbors) == 1

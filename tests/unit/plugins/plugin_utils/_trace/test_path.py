# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to the switch port, from MAC tables and from what the switches say of their ports."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils._trace import trace
from ansible_collections.netops.arp.tests.unit.fabrics import facts, interface, lan, mac, row

IP, PRINTER = "192.0.2.50", mac(50)
KNOWN = lan(h1=[row(IP, PRINTER)], h2=[row(IP, PRINTER)])


def table(*entries):
    return {
        "platform": "arista_eos",
        "collected_at": "2026-03-01T03:00:00Z",
        "source": [],
        "entries": [
            {"mac": one, "interface": port, "vlan": vlan, "type": kind, "age_seconds": age, "moves": None}
            for one, port, vlan, kind, age in entries
        ],
        "unparsed": [],
    }


def switch(number, **ports):
    """Facts of a switch: its own address, and its ports, up or down."""
    return facts(
        [
            interface("Vlan10", mac(number), f"192.0.2.{number}/24"),
            *(interface(name, mac(number), up=up) for name, up in ports.items()),
        ],
        [row("192.0.2.1", mac(1), "Vlan10")],
        platform="arista_eos",
    )


TWO = {
    "sw1": table((PRINTER, "Ethernet48", 10, "dynamic", 4), (mac(202), "Ethernet48", 10, "dynamic", 1)),
    "sw2": table((PRINTER, "Ethernet7", 10, "dynamic", 4), (mac(201), "Ethernet48", 10, "dynamic", 1)),
}
BOTH = {**KNOWN, "sw1": switch(201, Ethernet48=True), "sw2": switch(202, Ethernet7=False)}


def path(fabric, mac_tables):
    (segment,) = trace(fabric, IP, mac_tables=mac_tables)["segments"]
    (told,) = segment["paths"]
    return told


def test_the_way_leads_over_the_link_to_the_edge():
    ports = path(BOTH, TWO)["ports"]
    assert [(one["switch"], one["interface"], one["vlan"], one["is_edge"], one["up"]) for one in ports] == [
        ("sw1", "Ethernet48", 10, False, True),
        ("sw2", "Ethernet7", 10, True, False),
    ]


def test_a_switch_without_facts_does_not_tell_the_state_of_its_ports():
    told = path(KNOWN, {"sw1": table((PRINTER, "Ethernet7", 10, "dynamic", 4))})
    assert (told["ports"][0]["up"], told["ports"][0]["is_edge"]) == (None, True)


NOTES = {
    "no switch": ({}, "no MAC table was read, so its port is not known"),
    "tables without an entry": ({"h1": table()}, "no MAC table was read, so its port is not known"),
    "nobody has learned it": (
        {"sw1": table((mac(9), "Ethernet1", 10, "dynamic", 4))},
        "in none of the 1 MAC tables that were read: it was silent for long, or is behind a switch that was not read",
    ),
    "a switch itself": (
        {"sw1": table((PRINTER, None, None, "self", None))},
        "the address of sw1 itself, whose MAC table was read",
    ),
    "the edge": ({"sw1": table((PRINTER, "Ethernet7", 10, "dynamic", 4))}, "edge port, no other address there"),
    "a tunnel": (
        {"sw1": table((PRINTER, "vxlan1", 10, "remote", None))},
        "in none of the 1 MAC tables that were read: it was silent for long, or is behind a switch that was not read",
    ),
}


@pytest.mark.parametrize(("mac_tables", "note"), NOTES.values(), ids=NOTES)
def test_what_is_not_known_of_the_way_is_said(mac_tables, note):
    assert path(KNOWN, mac_tables)["note"] == note

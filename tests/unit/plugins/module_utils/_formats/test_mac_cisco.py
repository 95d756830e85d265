# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MAC tables of IOS and IOS XR line by line: every layout, every kind of port."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats import _mac_cisco_ios, _mac_cisco_iosxr

DOTTED = "0000.5e00.5301"
GI1 = "GigabitEthernet1/0/1"

# line -> (vlan, interface, type, age) of its entries
IOS_ROWS = [
    (f"  20    {DOTTED}    DYNAMIC     Gi1/0/1", [(20, GI1, "dynamic", None)]),
    (f" All    {DOTTED}    STATIC      CPU", [(None, None, "self", None)]),
    (f"  20    {DOTTED}    STATIC      Vl20", [(20, "Vlan20", "self", None)]),
    (f"  20    {DOTTED}    STATIC      Drop", [(20, None, "static", None)]),
    (f"  20    {DOTTED}    STATIC      Gi1/0/1", [(20, GI1, "static", None)]),
    (f"  20    {DOTTED}    CP_LEARN    Gi1/0/1", [(20, GI1, "remote", None)]),
    (f"  20    {DOTTED}    BLOCKED     Gi1/0/1", [(20, GI1, "other", None)]),
    (f"*  20   {DOTTED}   dynamic  Yes  25  Gi1/0/1", [(20, GI1, "dynamic", 25)]),
    (f"* R  20 {DOTTED}   static   No   -   Router", [(20, None, "self", None)]),
    (f"  S  20 {DOTTED}   static   No   -   Gi1/0/1", [(20, GI1, "secure", None)]),
    (f"*  ---  {DOTTED}   static   No   -   Router", [(None, None, "self", None)]),
    (f"   20   {DOTTED}   dynamic ip,ipx,assigned,other Gi1/0/1", [(20, GI1, "dynamic", None)]),
    (f"Gi1/48  {DOTTED}   system Gi1/0/1,Switch", [(None, GI1, "static", None)]),
    (f"   20   {DOTTED}   igmp Gi1/0/1,Po7", [(20, GI1, "other", None), (20, "Port-channel7", "other", None)]),
    (f"{DOTTED}       Dynamic          1  FastEthernet0/1", [(1, "FastEthernet0/1", "dynamic", None)]),
    (f"{DOTTED}   Ethernet 0/2     Dynamic       All", [(None, "Ethernet0/2", "dynamic", None)]),
]


@pytest.mark.parametrize(("line", "rows"), IOS_ROWS)
def test_ios_row(line, rows):
    entries, unparsed = _mac_cisco_ios.parse_macs(line)
    assert [(one["vlan"], one["interface"], one["type"], one["age_seconds"]) for one in entries] == rows
    assert {one["mac"] for one in entries} == {"00:00:5e:00:53:01"}
    assert unparsed == []
    assert _mac_cisco_ios.recognizes_macs(line)


NO_IOS_ROWS = [
    "  20    jenn.3057.8423    DYNAMIC     Gi1/0/1",
    f"  20    {DOTTED}",
    f"  20    {DOTTED}    DYNAMIC",
    f"  20    {DOTTED}    dynamic ip,ipx",
    f"  20    {DOTTED}    dynamic  Yes",
    f"  20    {DOTTED}    dynamic  Yes  soon  Gi1/0/1",
    f" blue   {DOTTED}    DYNAMIC     Gi1/0/1",
    f"  20 x  {DOTTED}    DYNAMIC     Gi1/0/1",
    f"  20    {DOTTED}    DYNAMIC     Gi1/0/1 (blocked)",
    "                      Gi1/0/8,Gi1/0/9",
    "% Invalid input detected at '^' marker.",
]


@pytest.mark.parametrize("line", NO_IOS_ROWS)
def test_what_ios_does_not_print_is_unparsed(line):
    assert _mac_cisco_ios.parse_macs(line) == ([], [line])


def test_ports_go_on_in_the_next_lines_only_below_a_row():
    row, more = f"  20    {DOTTED}    STATIC      Gi1/0/1", "                                      Gi1/0/2 Gi1/0/3"
    entries, unparsed = _mac_cisco_ios.parse_macs("\n".join([row, more, more, "odd", more]))
    assert [one["interface"][-1] for one in entries] == ["1", "2", "3", "2", "3"]
    assert unparsed == ["odd", more]


XR_ROWS = [
    (f"{DOTTED} dynamic Te0/0/1/0/3.3 N/A 0d 0h 0m 14s N/A", ("TenGigE0/0/1/0/3.3", "dynamic", 14)),
    (f"{DOTTED} dynamic (192.0.2.9, 100) 0/0/CPU0 0d 0h 1m 4s N/A", (None, "remote", 64)),
    (f"{DOTTED} EVPN    BD id: 7         N/A      N/A            N/A", (None, "remote", None)),
    (f"{DOTTED} routed  BV7              N/A      N/A            N/A", ("BVI7", "self", None)),
    (f"0    0/0/CPU0   BE7.100   {DOTTED}   192.0.2.1", ("Bundle-Ether7.100", "dynamic", None)),
    (f"0    BGP        N/A       {DOTTED}", (None, "remote", None)),
]


@pytest.mark.parametrize(("line", "meaning"), XR_ROWS)
def test_iosxr_row(line, meaning):
    entries, unparsed = _mac_cisco_iosxr.parse_macs(line)
    assert [(one["interface"], one["type"], one["age_seconds"]) for one in entries] == [meaning]
    assert unparsed == []
    assert _mac_cisco_iosxr.recognizes_macs(line)

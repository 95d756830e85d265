# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Abbreviated interface names: each dialect's own full name, and no other name touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._formats._interface_names import full_name

DIALECTS = ["ios", "nxos", "iosxr", "eos"]

NAMES = [
    ("ios", "Gi0/1", "GigabitEthernet0/1"),
    ("ios", "Gi3/0/0.915", "GigabitEthernet3/0/0.915"),
    ("ios", "Gig 1/0/1", "GigabitEthernet1/0/1"),
    ("ios", "Fa0", "FastEthernet0"),
    ("ios", "Te1/0/1", "TenGigabitEthernet1/0/1"),
    ("ios", "Tw1/0/1", "TwoGigabitEthernet1/0/1"),
    ("ios", "Twe1/0/1", "TwentyFiveGigE1/0/1"),
    ("ios", "Fi1/0/1", "FiveGigabitEthernet1/0/1"),
    ("ios", "Fif1/0/1", "FiftyGigE1/0/1"),
    ("ios", "Fo1/1/1", "FortyGigabitEthernet1/1/1"),
    ("ios", "Fou1/0/1", "FourHundredGigE1/0/1"),
    ("ios", "Hu1/0/49", "HundredGigE1/0/49"),
    ("ios", "Et0/0", "Ethernet0/0"),
    ("ios", "Ap1/0/1", "AppGigabitEthernet1/0/1"),
    ("ios", "Po12", "Port-channel12"),
    ("ios", "Vl100", "Vlan100"),
    ("ios", "Lo0", "Loopback0"),
    ("ios", "Tu1", "Tunnel1"),
    ("ios", "Di1", "Dialer1"),
    ("ios", "Wl0", "Wlan-GigabitEthernet0"),
    ("nxos", "Eth1/1", "Ethernet1/1"),
    ("nxos", "Eth142/1/1.10", "Ethernet142/1/1.10"),
    ("nxos", "Po1", "port-channel1"),
    ("nxos", "Lo0", "loopback0"),
    ("nxos", "Vl10", "Vlan10"),
    ("nxos", "mgmt0", "mgmt0"),
    ("iosxr", "Gi0/0/0/0", "GigabitEthernet0/0/0/0"),
    ("iosxr", "Te0/0/1/0/3.3", "TenGigE0/0/1/0/3.3"),
    ("iosxr", "Hu0/0/0/1", "HundredGigE0/0/0/1"),
    ("iosxr", "FH0/0/0/1", "FourHundredGigE0/0/0/1"),
    ("iosxr", "TF0/0/0/1", "TwentyFiveGigE0/0/0/1"),
    ("iosxr", "Fo0/0/0/1", "FortyGigE0/0/0/1"),
    ("iosxr", "BE10.5", "Bundle-Ether10.5"),
    ("iosxr", "BV100", "BVI100"),
    ("iosxr", "Mg0/RP0/CPU0/0", "MgmtEth0/RP0/CPU0/0"),
    ("iosxr", "PO0/1/0/0", "POS0/1/0/0"),
    ("iosxr", "tt1", "tunnel-te1"),
    ("eos", "Et1/1", "Ethernet1/1"),
    ("eos", "Po1", "Port-Channel1"),
    ("eos", "Ma1", "Management1"),
    ("eos", "Vx1", "Vxlan1"),
]


@pytest.mark.parametrize(("dialect", "text", "name"), NAMES)
def test_full_name(dialect, text, name):
    assert full_name(text, dialect) == name


@pytest.mark.parametrize(("dialect", "name"), sorted({(dialect, name) for dialect, _text, name in NAMES}))
def test_full_name_stays_as_it_is(dialect, name):
    assert full_name(name, dialect) == name


UNTOUCHED = [
    "CPU",
    "Router",
    "Drop",
    "",
    "-",
    "Foo1",
    "sup-eth1(R)",
    "vPC",
    "gigabitEthernet 3/0/3",
    "\x00",
    "Gi",
]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_abbreviation_stays_as_it_is(text, dialect):
    assert full_name(text, dialect) == text


@given(text=st.text(max_size=12), dialect=st.sampled_from(DIALECTS))
def test_a_second_expansion_changes_nothing(text, dialect):
    once = full_name(text, dialect)
    assert full_name(once, dialect) == once

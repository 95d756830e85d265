# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Interface names that tables abbreviate, as the platform writes them in full.

Sources: the interface types in the command references of Cisco IOS and IOS XE, NX-OS, IOS XR and Arista EOS. One
table per dialect, since one abbreviation is another name elsewhere: `Po1` is `Port-channel1` on IOS, `port-channel1`
on NX-OS, `Port-Channel1` on EOS and a POS interface on IOS XR.
"""

import functools
import re

# The shortest form that a dialect prints, and the name. Longer forms that begin the name count, too: `Gig` like `Gi`.
_IOS = (
    ("Gi", "GigabitEthernet"),
    ("Te", "TenGigabitEthernet"),
    ("Twe", "TwentyFiveGigE"),
    ("TwoH", "TwoHundredGigE"),
    ("Tw", "TwoGigabitEthernet"),
    ("Fif", "FiftyGigE"),
    ("Fi", "FiveGigabitEthernet"),
    ("Fou", "FourHundredGigE"),
    ("Fo", "FortyGigabitEthernet"),
    ("Hu", "HundredGigE"),
    ("Fa", "FastEthernet"),
    ("Et", "Ethernet"),
    ("Ap", "AppGigabitEthernet"),
    ("Po", "Port-channel"),
    ("Vl", "Vlan"),
    ("Lo", "Loopback"),
    ("Tu", "Tunnel"),
    ("BD", "BDI"),
    ("BV", "BVI"),
    ("nv", "nve"),
    ("Nu", "Null"),
    ("Se", "Serial"),
    ("Di", "Dialer"),
    ("Mu", "Multilink"),
    ("Ce", "Cellular"),
    ("Vi", "Virtual-Access"),
    ("Vt", "Virtual-Template"),
    ("vm", "vmi"),
    ("Pse", "pseudowire"),
    ("Wl", "Wlan-GigabitEthernet"),
    ("Do", "Dot11Radio"),
    ("As", "Async"),
    ("AT", "ATM"),
    ("BR", "BRI"),
    ("To", "TokenRing"),
    ("Fd", "Fddi"),
    ("Em", "Embedded-Service-Engine"),
    ("VP", "VirtualPortGroup"),
    ("Ov", "Overlay"),
    ("LI", "LISP"),
)
_NXOS = (
    ("Eth", "Ethernet"),
    ("Et", "Ethernet"),
    ("Po", "port-channel"),
    ("Vl", "Vlan"),
    ("Lo", "loopback"),
    ("Tu", "Tunnel"),
    ("Ve", "Vethernet"),
    ("Nv", "nve"),
    ("Mg", "mgmt"),
    ("Bd", "Bdi"),
    ("San-po", "san-port-channel"),
)
_IOSXR = (
    ("Gi", "GigabitEthernet"),
    ("Te", "TenGigE"),
    ("TF", "TwentyFiveGigE"),
    ("Twe", "TwentyFiveGigE"),
    ("Fi", "FiftyGigE"),
    ("FH", "FourHundredGigE"),
    ("Fou", "FourHundredGigE"),
    ("Fo", "FortyGigE"),
    ("Hu", "HundredGigE"),
    ("TH", "TwoHundredGigE"),
    ("TwoH", "TwoHundredGigE"),
    ("EH", "EightHundredGigE"),
    ("Ei", "EightHundredGigE"),
    ("Fa", "FastEthernet"),
    ("Et", "Ethernet"),
    ("Mg", "MgmtEth"),
    ("BE", "Bundle-Ether"),
    ("BP", "Bundle-POS"),
    ("BV", "BVI"),
    ("Lo", "Loopback"),
    ("Nu", "Null"),
    ("PE", "PW-Ether"),
    ("PI", "PW-IW"),
    ("Po", "POS"),
    ("Se", "Serial"),
    ("ti", "tunnel-ip"),
    ("tt", "tunnel-te"),
    ("tm", "tunnel-mte"),
    ("nv", "nve"),
    ("DW", "DWDM"),
)
_EOS = (
    ("Et", "Ethernet"),
    ("Po", "Port-Channel"),
    ("Vl", "Vlan"),
    ("Vx", "Vxlan"),
    ("Ma", "Management"),
    ("Lo", "Loopback"),
    ("Tu", "Tunnel"),
    ("Fa", "Fabric"),
    ("Re", "Recirc-Channel"),
    ("Un", "UnconnectedEthernet"),
    ("Ap", "AppEthernet"),
    ("Dy", "Dynamic"),
)
_DIALECTS = {"ios": _IOS, "nxos": _NXOS, "iosxr": _IOSXR, "eos": _EOS}

_SHAPE = re.compile(r"([A-Za-z][A-Za-z-]*) ?([0-9]\S*)").fullmatch


@functools.lru_cache(maxsize=16384)
def full_name(text, dialect):
    """Return the full name of an interface in a dialect: `ios`, `nxos`, `iosxr` or `eos`.

    A name that is long already, or unknown, comes back as it is.
    """
    match = _SHAPE(text)
    name = _full_type(match.group(1).lower(), dialect) if match else None
    return name + match.group(2) if name else text


@functools.lru_cache(maxsize=1024)
def _full_type(letters, dialect):
    """Return the full name of an interface type from its letters in lower case, None where there is nothing to do."""
    for short, name in _DIALECTS[dialect]:
        whole = name.lower()
        if letters == whole:
            return None
        if letters == short.lower() or (letters.startswith(short.lower()) and whole.startswith(letters)):
            return name
    return None

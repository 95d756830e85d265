# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Single lines of Junos, SR OS, PAN-OS, FortiOS, Gaia, RouterOS and tmsh: rows at their edges, and what is no row."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._formats import _mac_registry, _registry

MAC = "00:00:5e:00:53:01"

# Format, line, and what must be read from it beside the address.
ROWS = [
    ("junos", f"{MAC} 192.0.2.1 me0.0 none", {"interface": "me0.0", "flags": []}),
    ("junos", f"{MAC} 192.0.2.1       re0:mgmt-0.0             none", {"interface": "re0:mgmt-0.0"}),
    ("junos", f"{MAC} 192.0.2.1 vlan.0 vlan.20 none", {"interface": "vlan.20"}),
    ("junos", f"{MAC} 192.0.2.1 none.example.com ge-0/0/0.0 none 0", {"interface": "ge-0/0/0.0", "expires_seconds": 0}),
    ("junos", f"{MAC} 192.0.2.1 irb.5 [.local..8] permanent remote", {"physical_interface": ".local..8"}),
    ("junos", f"{MAC.upper()} 192.0.2.1 fxp0.0 permanent,published", {"flags": ["permanent", "published"]}),
    ("junos", "incomplete 192.0.2.1 fxp0.0 none", {"mac": None, "state": "incomplete"}),
    ("junos", f"2001:db8::1%ge-0/0/0.0 {MAC} stale 1 yes ge-0/0/0.0", {"is_router": True, "expires_seconds": 1}),
    (
        "junos",
        f"fe80::1 {MAC} unreachable - no no ge-0/0/0.0",
        {"state": "failed", "mac": MAC, "expires_seconds": None},
    ),
    ("nokia_sros", f"192.0.2.1 {MAC} 1d02h30m Dyn to core", {"interface": "to core", "vrf": None}),
    ("nokia_sros", f"192.0.2.1 {MAC} 00h00m00s Man[I] a", {"origin": "other", "expires_seconds": None}),
    ("panos", "ethernet1/1 192.0.2.1 00:00:00:00:00:00 ethernet1/1 i 1", {"mac": None, "state": "incomplete"}),
    ("panos", f"tunnel.1 192.0.2.1 {MAC} c 9", {"physical_interface": None, "expires_seconds": 9}),
    ("panos", f"vlan 192.0.2.1 {MAC} ethernet1/1 c e 9", {"flags": ["c e"], "state": "resolved"}),
    ("fortios", "192.0.2.1 3 00:00:00:00:00:00 wan1", {"mac": None, "state": "incomplete", "age_seconds": 180}),
    ("fortios", f"index=1 ifname=a 192.0.2.1 {MAC} state=00000003 use=1", {"state": "resolved", "age_seconds": None}),
    ("fortios", f"ifindex=1 ifname=a fe80::1 {MAC} state=02 use=1 confirm=99", {"age_seconds": 0}),
    ("checkpoint", "192.0.2.1 0:0:5e:0:53:1", {"mac": MAC, "interface": None}),
    ("routeros", f" 10 I  192.0.2.1 {MAC} bridge", {"state": "failed", "origin": "static", "flags": ["I"]}),
    ("routeros", f" 0 D C 192.0.2.1 {MAC} bridge", {"flags": ["D", "C"]}),
    ("routeros", f" 0 DP address=192.0.2.1 mac-address={MAC} interface=a b=c", {"origin": "other", "interface": "a"}),
    ("routeros", f' 0 address=192.0.2.1 mac-address={MAC} interface="a=b c"', {"interface": "a=b c"}),
    ("f5_tmsh", f"name 2001:db8::1%5 {MAC} /Common/v6 30 reachable", {"vrf": "5", "state": "reachable"}),
]

NO_ROWS = [
    ("junos", f"{MAC} 192.0.2.256 fxp0.0 none"),
    ("junos", f"{MAC} 192.0.2.1 fxp0.0"),
    ("junos", f"{MAC} 192.0.2.1 permanent remote"),
    ("junos", "2001:db8::1 00:00:5e:00:53 stale 1 yes ge-0/0/0.0"),
    ("junos", "error: command is not valid on the ex4300"),
    ("nokia_sros", f"192.0.2.1 {MAC} 00h00m Dyn"),
    ("nokia_sros", "MINOR: CLI Invalid router instance"),
    ("panos", f"ethernet1/1 192.0.2.1 {MAC}"),
    ("panos", "Server error : show arp -> all is unexpected"),
    ("fortios", f"index=1 ifname=a 192.0.2.1 {MAC}"),
    ("fortios", "Unknown action 0"),
    ("checkpoint", "192.0.2.1 00:00:5e:00:53"),
    ("checkpoint", "CLINFR0329 Invalid command"),
    ("routeros", " 0 D address=192.0.2.1 mac-address=00:00:5E:00:53"),
    ("routeros", "bad command name arpp (line 1 column 5)"),
    ("f5_tmsh", f"name 192.0.2.1 {MAC} /Common/internal"),
    ("f5_tmsh", "Data Input Error: invalid property"),
    ("watchguard", "? (192.0.2.9) at 00:00:5e"),
]

DECORATION = {
    "junos": ["{master}", "{master:0}[edit]", "[edit]", "node1:", "fpc0:", "Total entries: 4"],
    "nokia_sros": [
        "[gl:/configure]",
        "(ex)[/]",
        "*A:r1>config# exit",
        "!*[pr:/]",
        "A:admin@r1#",
        "=====",
        "No. of ARP Entries: 3",
    ],
    "panos": [
        "total ARP entries shown :  0",
        "dp0:",
        "status: s - static",
        "admin@fw> ",
        "default timeout: 1800 seconds",
    ],
    "fortios": ["fw $", "fw (root) # get sys arp", "fw # ", "diagnose ip arp list"],
    "checkpoint": ["gw> show arp dynamic all", "IP Address   Mac Address", "STATIC ARP PARAMETERS"],
    "routeros": ["D - DYNAMIC; C - COMPLETE", "Columns: ADDRESS", ";;; a comment", "[a@b] /ip/arp> print", "[a@b] > "],
    "watchguard": ["--", "-- ARP Table", "WG>show arp"],
    "f5_tmsh": ["Net::Arp", "Total Records returned: 3", "root@(bigip1)(cfg-sync)(Active)(/Common)(tmos)#"],
}


@pytest.mark.parametrize(("name", "line", "expected"), ROWS)
def test_a_row_tells(name, line, expected):
    neighbors, unparsed = _registry.FORMATS[name].parse(line)
    assert ([{key: row[key] for key in expected} for row in neighbors], unparsed) == ([expected], [])


@pytest.mark.parametrize(("name", "line"), NO_ROWS)
def test_a_line_that_is_no_row_is_kept(name, line):
    assert _registry.FORMATS[name].parse(f"\n{line}\n") == ([], [line])


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in DECORATION.items() for line in lines])
def test_decoration_is_no_data(name, line):
    assert _registry.FORMATS[name].parse(f"{line}\n") == ([], [])


JUNOS_MACS = [
    (f"v10 {MAC} D - ge-0/0/0.0", {"vlan": None, "interface": "ge-0/0/0.0", "type": "dynamic"}),
    (f"VLAN-0010 {MAC} D - ge-0/0/0.0", {"vlan": 10}),
    (f"100 {MAC} SE,D - ae0.0 0 0", {"vlan": 100, "type": "dynamic"}),
    (f"x {MAC} O - vtep.32769 0 0", {"vlan": None, "type": "remote"}),
    (f"default {MAC} Persistent-learn 0 ge-0/0/1.0", {"type": "secure"}),
]


@pytest.mark.parametrize(("line", "expected"), JUNOS_MACS)
def test_a_row_of_a_junos_mac_table_tells(line, expected):
    entries, unparsed = _mac_registry.MAC_FORMATS["mac_junos"].parse(line)
    assert ([{key: entry[key] for key in expected} for entry in entries], unparsed) == ([expected], [])


@pytest.mark.parametrize("line", [f"Vlan5 {MAC}", "error: syntax error: macs", f"Vlan5 {MAC[:-1]} D - ge-0/0/0.0"])
def test_a_line_that_is_no_row_of_a_junos_mac_table_is_kept(line):
    assert _mac_registry.MAC_FORMATS["mac_junos"].parse(line) == ([], [line])

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines that each platform is sent, and what becomes of answers; the lab's devices are in the integration tests."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError, SourceError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.module_utils._platforms import _network_platforms
from ansible_collections.netops.arp.plugins.module_utils._platforms._changes import Entry, Step
from ansible_collections.netops.arp.plugins.module_utils._platforms._network_changes import Network

MAC = "00:00:5e:00:53:01"
PORTS = {
    "arista_eos": "Ethernet1",
    "cisco_ios": "GigabitEthernet0/1",
    "cisco_nxos": "Ethernet1/1",
    "cisco_xr": "GigabitEthernet0/0/0/1",
    "juniper_junos": "ge-0/0/0.0",
    "vyos": "eth0",
}


class Session:
    """A device that takes everything but what `refuses` says."""

    def __init__(self, refuses=lambda text: False, release=None):
        self.refuses = refuses
        self.release = release
        self.sent = []
        self.prints = None  # what it prints for a command, where it does not take each

    def ask(self, command):
        if self.refuses(command) or (self.prints is not None and command not in self.prints):
            raise SourceError("% Invalid input")
        return (self.prints or {}).get(command, "")

    def get(self, command):
        self.sent.append(command.text)
        if self.refuses(command.text):
            raise SourceError("% Invalid input detected at '^' marker.")
        return ""

    def edit(self, lines, commit):
        self.sent.append((tuple(lines), commit))
        return ["% Invalid input" if self.refuses(line) else "" for line in lines]

    def leave(self, _changes):
        self.sent.append("left")


def backend(platform, **session):
    made = Network(Session(**session), _network_platforms.COMMAND_LINES[platform], _network_platforms.CHANGES[platform])
    return made, made._session


def row(ip, interface, vrf="default", origin="dynamic"):
    family = "ipv6" if ":" in ip else "ipv4"
    return neighbor(ip, family, mac=MAC, interface=interface, vrf=vrf, origin=origin)


def facts(platform, *rows):
    port = {
        "name": PORTS[platform],
        "addresses": ["192.0.2.5/24", "2001:db8::5/64"],
        "vrf": "default",
        "namespace": None,
    }
    return {"neighbors": list(rows), "interfaces": [port], "gateways": []}


_JUNOS = "interfaces ge-0/0/0 unit 0 family inet address 192.0.2.5/24 arp 192.0.2.1"
_JUNOS6 = "interfaces ge-0/0/0 unit 0 family inet6 address 2001:db8::5/64 ndp 2001:db8::1"
# Platform, address, VRF, release; the lines that pin, the lines that take away.
LINES = {
    "ios": (
        "cisco_ios",
        "192.0.2.1",
        "default",
        None,
        ["arp 192.0.2.1 0000.5e00.5301 arpa"],
        ["no arp 192.0.2.1 0000.5e00.5301 arpa"],
    ),
    "ios vrf": (
        "cisco_ios",
        "192.0.2.1",
        "blue",
        None,
        ["arp vrf blue 192.0.2.1 0000.5e00.5301 arpa"],
        ["no arp vrf blue 192.0.2.1 0000.5e00.5301 arpa"],
    ),
    "ios ipv6": (
        "cisco_ios",
        "2001:db8::1",
        "default",
        None,
        ["ipv6 neighbor 2001:db8::1 GigabitEthernet0/1 0000.5e00.5301"],
        ["no ipv6 neighbor 2001:db8::1 GigabitEthernet0/1"],
    ),
    "nxos": (
        "cisco_nxos",
        "192.0.2.1",
        "blue",
        None,
        ["interface Ethernet1/1", "ip arp 192.0.2.1 0000.5e00.5301"],
        ["interface Ethernet1/1", "no ip arp 192.0.2.1"],
    ),
    "nxos ipv6": (
        "cisco_nxos",
        "2001:db8::1",
        "default",
        None,
        ["interface Ethernet1/1", "ipv6 neighbor 2001:db8::1 0000.5e00.5301"],
        ["interface Ethernet1/1", "no ipv6 neighbor 2001:db8::1"],
    ),
    "eos vrf": (
        "arista_eos",
        "192.0.2.1",
        "blue",
        None,
        ["arp vrf blue 192.0.2.1 0000.5e00.5301 arpa"],
        ["no arp vrf blue 192.0.2.1"],
    ),
    "eos ipv6": (
        "arista_eos",
        "2001:db8::1",
        "default",
        None,
        ["ipv6 neighbor 2001:db8::1 Ethernet1 0000.5e00.5301"],
        ["no ipv6 neighbor 2001:db8::1 Ethernet1"],
    ),
    "eos ipv6 vrf": (
        "arista_eos",
        "2001:db8::1",
        "blue",
        None,
        ["ipv6 neighbor vrf blue 2001:db8::1 Ethernet1 0000.5e00.5301"],
        ["no ipv6 neighbor vrf blue 2001:db8::1 Ethernet1"],
    ),
    "xr": (
        "cisco_xr",
        "192.0.2.1",
        "default",
        None,
        ["arp 192.0.2.1 0000.5e00.5301 ARPA"],
        ["no arp 192.0.2.1 0000.5e00.5301 ARPA"],
    ),
    "junos": ("juniper_junos", "192.0.2.1", "default", None, [f"set {_JUNOS} mac {MAC}"], [f"delete {_JUNOS}"]),
    "junos ipv6": (
        "juniper_junos",
        "2001:db8::1",
        "default",
        None,
        [f"set {_JUNOS6} mac {MAC}"],
        [f"delete {_JUNOS6}"],
    ),
    "vyos 1.3": (
        "vyos",
        "192.0.2.1",
        "default",
        "VyOS 1.3.8",
        [f"set protocols static arp 192.0.2.1 hwaddr {MAC}"],
        ["delete protocols static arp 192.0.2.1"],
    ),
    "vyos 1.4": (
        "vyos",
        "192.0.2.1",
        "default",
        "VyOS 1.4.0",
        [f"set protocols static arp interface eth0 address 192.0.2.1 mac {MAC}"],
        ["delete protocols static arp interface eth0 address 192.0.2.1"],
    ),
}


@pytest.mark.parametrize(("platform", "ip", "vrf", "release", "pin", "unpin"), LINES.values(), ids=LINES)
def test_the_lines_of_an_entry(platform, ip, vrf, release, pin, unpin):
    device, session = backend(platform, release=release)
    family = "ipv6" if ":" in ip else "ipv4"
    entry = Entry(ip, family, MAC, PORTS[platform], vrf, None)
    assert device.lines([Step("pin", entry, None)], facts(platform)) == pin
    device.apply([Step("unpin", entry, None)], facts(platform))
    assert session.sent == [(tuple(unpin), True)]
    assert device.commands == unpin


REFUSED = {
    "no lines for the family": (
        "vyos",
        Entry("2001:db8::1", "ipv6", MAC, "eth0", "default", None),
        "static entries of ipv6",
    ),
    "no interface": ("cisco_nxos", Entry("192.0.2.1", "ipv4", MAC, None, "default", None), "name the interface"),
    "a name with a line break": ("cisco_ios", Entry("192.0.2.1", "ipv4", MAC, None, "a\nreload", None), "cannot stand"),
    "no network": (
        "juniper_junos",
        Entry("203.0.113.1", "ipv4", MAC, "ge-0/0/0.0", "default", None),
        "is in no network",
    ),
}


@pytest.mark.parametrize(("platform", "entry", "words"), REFUSED.values(), ids=REFUSED)
def test_an_entry_that_has_no_line_is_refused_before_anything_is_sent(platform, entry, words):
    device, session = backend(platform)
    with pytest.raises(ArpError, match=words):
        device.check([Step("pin", entry, None)], facts(platform))
    assert session.sent == []


EOS_TABLE = """\
IPv6 Address                                  Age Hardware Addr   Interface
2001:db8::1                               0:00:11 0000.5e00.5301  Et1
2001:db8::1                               0:00:11 0000.5e00.5301  Et2
2001:db8::2                               0:00:11 0000.5e00.5302  Vl7
2001:db8::3                               0:00:11 0000.5e00.5303  Et1
"""
EOS_LINES = """\
ipv6 neighbor persistent refresh-delay 1000
ipv6 neighbor 2001:DB8:0::1 Ethernet1 0000.5e00.5301
ipv6 neighbor vrf blue 2001:db8::2 Vlan7 00:00:5e:00:53:02
"""
JUNOS_TABLE = """\
IPv6 Address                 Linklayer Address  State       Exp   Rtr  Secure  Interface
2001:db8::1                  00:00:5e:00:53:01  reachable   0     no   no      ge-0/0/0.0
2001:db8::1                  00:00:5e:00:53:01  reachable   7     no   no      ge-0/0/0.1
2001:db8::2                  00:00:5e:00:53:02  stale       11    no   no      irb.30
2001:db8::3                  00:00:5e:00:53:03  stale       12    no   no      irb.30
"""
JUNOS_LINES = f"""\
set interfaces ge-0/0/0 unit 0 family inet6 address 2001:DB8::5/64 ndp 2001:DB8::1 mac {MAC}
set interfaces irb unit 30 description "no ndp 2001:db8::3 here"
set interfaces irb unit 30 family inet6 address 2001:db8::5/64 ndp 2001:db8::2 mac 00:00:5e:00:53:02 publish
"""
# Platform, what prints the table and what the configuration, the table, the lines, the rows that are static.
CONFIGURED = {
    "eos": (
        "arista_eos",
        "show ipv6 neighbors vrf all",
        "show running-config | include ipv6 neighbor",
        EOS_TABLE,
        EOS_LINES,
        [("Ethernet1", "2001:db8::1"), ("Vlan7", "2001:db8::2")],
    ),
    "junos": (
        "juniper_junos",
        "show ipv6 neighbors",
        'show configuration interfaces | display set | match " ndp "',
        JUNOS_TABLE,
        JUNOS_LINES,
        [("ge-0/0/0.0", "2001:db8::1"), ("irb.30", "2001:db8::2")],
    ),
}


@pytest.mark.parametrize(
    ("platform", "shows", "holds", "table", "lines", "expected"), CONFIGURED.values(), ids=CONFIGURED
)
def test_the_configuration_tells_static_entries_where_the_table_does_not(
    platform, shows, holds, table, lines, expected
):
    device, session = backend(platform)
    session.prints = {shows: table, holds: lines}
    read = device.read()
    assert read["unparsed"] == []
    assert len(read["neighbors"]) == 4
    assert [(one["interface"], one["ip"]) for one in read["neighbors"] if device.is_pinned(one)] == expected
    assert read["source"][-1] == {"command": holds, "outcome": "read"}


@pytest.mark.parametrize("platform", ["arista_eos", "juniper_junos"])
def test_what_is_static_is_not_guessed_where_the_configuration_may_not_be_read(platform):
    device, session = backend(platform, refuses=lambda text: "config" in text)
    read = device.read()
    assert "refused: % Invalid input" in read["source"][-1]["outcome"]
    entry = Entry("2001:db8::1", "ipv6", MAC, PORTS[platform], "default", None)
    with pytest.raises(ArpError, match=r"stands in the configuration alone, which could not be read: show .*Invalid"):
        device.check([Step("pin", entry, None)], facts(platform))
    device.check([Step("pin", entry._replace(ip="192.0.2.1", family="ipv4"), None)], facts(platform))
    session.refuses = lambda text: False
    device.read()
    device.check([Step("pin", entry, None)], facts(platform))


def test_a_refused_line_leaves_the_configuration():
    device, session = backend("cisco_ios", refuses=lambda line: "vrf" in line)
    step = Step("pin", Entry("192.0.2.1", "ipv4", MAC, None, "blue", None), None)
    with pytest.raises(ArpError, match="The device refused the lines 'arp vrf blue"):
        device.apply([step], facts("cisco_ios"))
    assert session.sent[-1] == "left"


FLUSHES = {
    "ios": ("cisco_ios", row("192.0.2.1", "GigabitEthernet0/1"), "clear ip arp 192.0.2.1"),
    "ios vrf": ("cisco_ios", row("192.0.2.1", "GigabitEthernet0/1", "blue"), "clear ip arp vrf blue 192.0.2.1"),
    "ios ipv6": ("cisco_ios", row("fe80::1", "Vlan7"), "clear ipv6 neighbors interface Vlan7 ipv6 fe80::1"),
    "nxos": ("cisco_nxos", row("192.0.2.1", "Ethernet1/1"), "clear ip arp 192.0.2.1 vrf default force-delete"),
    "eos": ("arista_eos", row("192.0.2.1", "Ethernet1", "blue"), "clear arp vrf blue 192.0.2.1"),
    "junos": ("juniper_junos", row("192.0.2.1", "ge-0/0/0.0"), "clear arp hostname 192.0.2.1"),
    "junos ipv6": ("juniper_junos", row("2001:db8::1", "ge-0/0/0.0"), "clear ipv6 neighbors host 2001:db8::1"),
    "vyos": ("vyos", row("192.0.2.1", "eth0"), "reset ip arp address 192.0.2.1"),
    "vyos ipv6": ("vyos", row("2001:db8::1", "eth0"), "reset ipv6 neighbors address 2001:db8::1"),
}


def drop(device, rows, about, everything=False):
    device.check_drop(rows, about, everything)
    return device.drop(rows, None, about, everything)


@pytest.mark.parametrize(("platform", "one", "command"), FLUSHES.values(), ids=FLUSHES)
def test_one_entry_is_flushed_by_one_command(platform, one, command):
    device, session = backend(platform)
    about = facts(platform, one, row("192.0.2.99", one["interface"]))
    assert drop(device, [one], about) == ([one], [])
    assert session.sent == [command]


def test_the_next_spelling_is_tried_where_one_is_refused():
    device, session = backend("cisco_nxos", refuses=lambda text: text.endswith("default force-delete"))
    one = row("192.0.2.1", "Ethernet1/1")
    assert drop(device, [one], facts("cisco_nxos", one)).gone == [one]
    assert session.sent[1:] == ["clear ip arp 192.0.2.1 force-delete"]


def test_a_device_that_refuses_every_spelling_keeps_the_entry():
    device, _session = backend("cisco_ios", refuses=lambda text: True)
    one = row("192.0.2.1", "GigabitEthernet0/1")
    (kept,) = drop(device, [one], facts("cisco_ios", one)).kept
    assert kept == (one, "the device answered: % Invalid input detected at '^' marker.")


PORT = PORTS["cisco_xr"]
ONE, TWO, FIXED = row("192.0.2.1", PORT), row("192.0.2.2", PORT), row("192.0.2.9", PORT, origin="static")
ELSEWHERE = row("192.0.2.7", "GigabitEthernet0/0/0/2")


def test_a_device_without_a_narrow_command_is_refused_what_would_take_more():
    device, session = backend("cisco_xr")
    with pytest.raises(ArpError, match=r"takes the whole of an interface, and with it 192\.0\.2\.2\. Choose all"):
        drop(device, [ONE], facts("cisco_xr", ONE, TWO, FIXED, ELSEWHERE))
    assert session.sent == []


def test_it_flushes_an_interface_whose_learned_entries_all_go():
    device, session = backend("cisco_xr")
    assert drop(device, [ONE, TWO], facts("cisco_xr", ONE, TWO, FIXED, ELSEWHERE)).gone == [ONE, TWO]
    assert session.sent == [f"clear arp-cache {PORT} location all"]


def test_all_takes_the_whole_table_and_tells_what_went_with_it():
    device, session = backend("cisco_xr")
    assert drop(device, [ONE], facts("cisco_xr", ONE, TWO, FIXED), everything=True).gone == [ONE, TWO]
    assert session.sent == ["clear arp-cache location all"]


def test_every_platform_saves_in_its_way():
    device, session = backend("cisco_ios")
    device.save()
    assert session.sent == ["write memory"]
    device, _session = backend("cisco_ios", refuses=lambda text: True)
    with pytest.raises(ArpError, match="The configuration could not be saved: % Invalid input"):
        device.save()

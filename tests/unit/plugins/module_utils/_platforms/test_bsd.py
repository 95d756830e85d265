# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""macOS and the BSDs: their tables, interfaces and routes in the shape of each system, and tools that are missing."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError, SourceError
from ansible_collections.netops.arp.plugins.module_utils._formats import _ifconfig
from ansible_collections.netops.arp.plugins.module_utils._neighbor import FIELDS
from ansible_collections.netops.arp.plugins.module_utils._platforms import _bsd
from ansible_collections.netops.arp.plugins.module_utils._platforms._common import Options

FREEBSD = {
    "arp -an": """? (192.0.2.1) at 00:00:5e:00:53:01 on em0 expires in 1195 seconds [ethernet]
? (192.0.2.10) at 00:00:5e:00:53:0a on em0 permanent [ethernet]
? (192.0.2.7) at (incomplete) on em0 expired [ethernet]
? (198.51.100.7) at 00:00:5e:00:53:07 on em0.20 expires in 30 seconds [vlan]
""",
    "ndp -an": """Neighbor                             Linklayer Address  Netif Expire    1s 5s
fe80::1%em0                          00:00:5e:00:53:01    em0 23h59m37s S R
2001:db8::10                         00:00:5e:00:53:0a    em0 permanent R
""",
    "ifconfig -a": """em0: flags=8863<UP,BROADCAST,RUNNING,SIMPLEX,MULTICAST> metric 0 mtu 1500
\toptions=481009b<RXCSUM,TXCSUM,VLAN_MTU>
\tether 00:00:5e:00:53:0a
\tinet 192.0.2.10 netmask 0xffffff00 broadcast 192.0.2.255
\tinet6 fe80::200:5eff:fe00:530a%em0 prefixlen 64 scopeid 0x1
\tinet6 2001:db8::10 prefixlen 64
\tmedia: Ethernet autoselect (1000baseT <full-duplex>)
\tstatus: active
\tnd6 options=23<PERFORMNUD,ACCEPT_RTADV,AUTO_LINKLOCAL>
em1: flags=8822<BROADCAST,SIMPLEX,MULTICAST> metric 0 mtu 1500
\tether 00:00:5e:00:53:0b
\tstatus: no carrier
lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> metric 0 mtu 16384
\tinet6 ::1 prefixlen 128
\tinet 127.0.0.1 netmask 0xff000000
em0.20: flags=8843<UP,BROADCAST,RUNNING,SIMPLEX,MULTICAST> metric 0 mtu 1500
\tether 00:00:5e:00:53:0a
\tinet 198.51.100.10 netmask 0xffffff80 broadcast 198.51.100.127
\tvlan: 20 vlanproto: 802.1q vlanpcp: 0 parent interface: em0
tun0: flags=8051<UP,POINTOPOINT,RUNNING,MULTICAST> metric 0 mtu 1500
\tinet 203.0.113.1 --> 203.0.113.2 netmask 0xffffff00
""",
    "netstat -rn": """Routing tables

Internet:
Destination        Gateway            Flags     Netif Expire
default            192.0.2.1          UGS         em0
127.0.0.1          link#3             UH          lo0

Internet6:
Destination                       Gateway                       Flags     Netif Expire
::/96                             link#3                        URS         lo0
default                           fe80::1%em0                   UG          em0
""",
}


class Tools:
    """Stands for a host: what its tools print, by command line; other tools are not installed."""

    def __init__(self, printed):
        self.printed = printed

    def __call__(self, argv):
        told = self.printed.get(" ".join(argv))
        if told is None:
            raise SourceError(f"{argv[0]} is not installed")
        return told if isinstance(told, tuple) else (0, told, "")


def gather(printed, **options):
    return _bsd.gather(Tools(printed), Options(**options))


def test_tables_interfaces_and_routes_become_facts():
    facts = gather(FREEBSD)
    rows = [(row["ip"], row["interface"], row["state"], row["origin"], row["vlan"]) for row in facts["neighbors"]]
    assert rows == [
        ("192.0.2.1", "em0", "resolved", "dynamic", None),
        ("192.0.2.10", "em0", "permanent", "local", None),
        ("192.0.2.7", "em0", "incomplete", "dynamic", None),
        ("198.51.100.7", "em0.20", "resolved", "dynamic", 20),
        ("fe80::1", "em0", "stale", "dynamic", None),
        ("2001:db8::10", "em0", "permanent", "local", None),
    ]
    assert all(tuple(row) == FIELDS for row in facts["neighbors"])
    assert {row["vrf"] for row in facts["neighbors"]} == {"default"}
    assert facts["neighbors"][3]["physical_interface"] == "em0"
    assert facts["unparsed"] == []
    assert [(one["ip"], one["interface"]) for one in facts["gateways"]] == [("192.0.2.1", "em0"), ("fe80::1", "em0")]
    assert facts["counts"]["ipv4"] == {"total": 4, "resolved": 2, "permanent": 1, "incomplete": 1}
    assert [entry["outcome"] for entry in facts["source"]] == ["read"] * 4


def test_own_interfaces():
    interfaces = {one["name"]: one for one in gather(FREEBSD)["interfaces"]}
    assert interfaces["em0"]["mac"] == "00:00:5e:00:53:0a"
    assert interfaces["em0"]["addresses"] == ["192.0.2.10/24", "fe80::200:5eff:fe00:530a/64", "2001:db8::10/64"]
    assert interfaces["em0.20"]["addresses"] == ["198.51.100.10/25"]
    assert interfaces["tun0"]["addresses"] == ["203.0.113.1/32"]
    assert {name: one["up"] for name, one in interfaces.items()} == {
        "em0": True,
        "em1": False,
        "lo0": True,
        "em0.20": True,
        "tun0": True,
    }


def test_options_choose_neighbors_alone():
    facts = gather(FREEBSD, families=["ipv4"], interfaces=["em0.*"])
    assert [row["ip"] for row in facts["neighbors"]] == ["198.51.100.7"]
    assert len(facts["interfaces"]) == 5
    assert facts["capacity"]["ipv4"] == dict.fromkeys(facts["capacity"]["ipv4"], None) | {"entries": 4}
    assert not any(entry["command"] == "ndp -an" for entry in facts["source"])


def test_a_tool_that_is_missing_or_fails_is_noted():
    printed = {"arp -an": FREEBSD["arp -an"], "ifconfig -a": (1, "", "ifconfig: not permitted\n")}
    facts = gather(printed)
    assert len(facts["neighbors"]) == 4
    assert facts["interfaces"] == facts["gateways"] == []
    assert {entry["command"]: entry["outcome"] for entry in facts["source"]} == {
        "arp -an": "read",
        "ndp -an": "refused: ndp is not installed",
        "ifconfig -a": "refused: exit code 1: ifconfig: not permitted",
        "netstat -rn": "refused: netstat is not installed",
    }


def test_a_host_without_tables_fails_with_what_was_tried():
    with pytest.raises(SourceError, match=r"arp -an \(refused: arp is not installed\); ndp -an"):
        gather({})


def test_a_network_namespace_is_an_error_and_all_of_them_is_none():
    assert gather(FREEBSD, network_namespaces=["all"])["neighbors"]
    with pytest.raises(ArpError, match="matter of Linux"):
        gather(FREEBSD, network_namespaces=["blue"])


# An interface in the words of each system, its MAC, addresses, VLAN and parent.
SYSTEMS = {
    "macos": (
        "en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500\n"
        "\toptions=6463<RXCSUM,TXCSUM,TSO4,TSO6,CHANNEL_IO,PARTIAL_CSUM,ZEROINVERT_CSUM>\n"
        "\tether 00:00:5e:00:53:0a\n"
        "\tinet6 fe80::4a:1bff:fe2c:1%en0 prefixlen 64 secured scopeid 0x4\n"
        "\tinet 192.0.2.10 netmask 0xffffff00 broadcast 192.0.2.255\n"
        "\tnd6 options=201<PERFORMNUD,DAD>\n\tmedia: autoselect\n\tstatus: active\n",
        ("00:00:5e:00:53:0a", ["fe80::4a:1bff:fe2c:1/64", "192.0.2.10/24"], None, None, True),
    ),
    "openbsd": (
        "vlan20: flags=8843<UP,BROADCAST,RUNNING,SIMPLEX,MULTICAST> mtu 1500\n"
        "\tlladdr 00:00:5e:00:53:0a\n\tindex 5 priority 0 llprio 3\n"
        "\tencap: vnetid 20 parent em0 txprio packet rxprio outer\n"
        "\tgroups: vlan\n\tmedia: Ethernet autoselect (1000baseT full-duplex)\n\tstatus: active\n"
        "\tinet 198.51.100.10 netmask 0xffffff00 broadcast 198.51.100.255\n",
        ("00:00:5e:00:53:0a", ["198.51.100.10/24"], 20, "em0", True),
    ),
    "netbsd": (
        "wm0: flags=0x8843<UP,BROADCAST,RUNNING,SIMPLEX,MULTICAST> mtu 1500\n"
        "\tec_capabilities=0x7<VLAN_MTU,VLAN_HWTAGGING,JUMBO_MTU>\n\taddress: 00:00:5e:00:53:0a\n"
        "\tmedia: Ethernet autoselect (none)\n\tstatus: no carrier\n"
        "\tinet 192.0.2.10/24 broadcast 192.0.2.255 flags 0\n\tinet6 fe80::1%wm0/64 flags 0 scopeid 0x1\n",
        ("00:00:5e:00:53:0a", ["192.0.2.10/24", "fe80::1/64"], None, None, False),
    ),
    "dotted netmask": (
        "em0: flags=8843<UP,BROADCAST,RUNNING> metric 0 mtu 1500\n\tinet 192.0.2.10 netmask 255.255.255.128\n",
        (None, ["192.0.2.10/25"], None, None, True),
    ),
}


@pytest.mark.parametrize("name", SYSTEMS)
def test_an_interface_of_each_system(name):
    text, expected = SYSTEMS[name]
    (port,) = _ifconfig.ports(text)
    facts = port.facts
    assert (facts["mac"], facts["addresses"], port.vlan, port.parent, facts["up"]) == expected


# The header tells in which column the interface stands.
ROUTES = {
    "macos": "Destination        Gateway            Flags               Netif Expire\n"
    "default            192.0.2.1          UGScg                 en0\n"
    "default            link#12            UCSIg             bridge100      !\n",
    "openbsd": "Destination        Gateway            Flags   Refs      Use   Mtu  Prio Iface\n"
    "default            192.0.2.1          UGS        5      100     -     8 en0\n",
    "netbsd": "Destination        Gateway            Flags    Refs      Use    Mtu Interface\n"
    "default            192.0.2.1          UGS         -        -      -  en0\n",
}


@pytest.mark.parametrize("name", ROUTES)
def test_a_default_route_of_each_system(name):
    (gateway,) = _ifconfig.default_routes(ROUTES[name])
    assert (gateway["ip"], gateway["interface"], gateway["vrf"]) == ("192.0.2.1", "en0", "default")


@pytest.mark.parametrize("text", ["", "\n\n", "em0: flags=", "default", "Destination Gateway Flags Netif\ndefault"])
def test_a_text_that_is_cut_off_holds_nothing(text):
    assert _ifconfig.ports(text) == []
    assert _ifconfig.default_routes(text) == []

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from ansible_collections.netops.arp.plugins.plugin_utils import _mac_addresses as macs


@pytest.mark.parametrize(
    ("mac", "protocol"),
    [
        ("00:00:5e:00:01:ff", "VRRP"),
        ("00:00:5e:00:02:01", "VRRP"),
        ("00:00:5e:00:03:01", None),
        ("00:00:5e:00:53:01", None),
        ("00:00:0c:07:ac:00", "HSRP"),
        ("00:00:0c:07:ad:00", None),
        ("00:00:0c:9f:ff:ff", "HSRP"),
        ("00:00:0c:9f:e0:00", None),
        ("00:05:73:a0:0f:ff", "HSRP"),
        ("00:05:73:a0:10:00", None),
        ("00:07:b4:03:ff:04", "GLBP"),
        ("00:07:b4:04:00:01", None),
        ("02:bf:0a:00:00:01", "NLB"),
        ("03:bf:0a:00:00:01", "NLB"),
        ("01:00:5e:7f:00:01", "NLB"),
        ("44:38:39:ff:00:01", "VRR"),
        ("00:23:04:ee:be:01", "vPC"),
        ("02:00:00:00:00:01", None),
        ("00:00:5e:00:01:01:02", None),
    ],
)
def test_a_virtual_mac_is_known_by_its_fixed_bits(mac, protocol):
    prefix = macs.virtual_prefix(mac)
    assert (prefix and prefix.protocol) == protocol


@pytest.mark.parametrize("prefix", macs.VIRTUAL_PREFIXES)
def test_every_range_contains_its_own_start_and_names_its_source(prefix):
    assert macs.virtual_prefix(prefix.mac) == prefix
    assert prefix.source


def test_forwarders_of_one_glbp_group_are_one_station():
    assert macs.station("00:07:b4:00:01:01") == macs.station("00:07:b4:00:01:02")
    assert macs.station("00:07:b4:00:01:01") != macs.station("00:07:b4:00:02:01")
    assert macs.station("02:00:00:00:00:01") == "02:00:00:00:00:01"


@pytest.mark.parametrize(
    ("mac", "ip", "expected"),
    [
        ("02:42:ac:11:00:02", "172.17.0.2", True),
        ("02:42:ac:11:00:03", "172.17.0.2", False),
        ("02:00:ac:11:00:02", "172.17.0.2", False),
        ("02:42:ac:11:00:02", "2001:db8::2", False),
    ],
)
def test_a_derived_mac_needs_prefix_and_address(mac, ip, expected):
    assert macs.is_derived(mac, ip) is expected


@pytest.mark.parametrize(
    ("mac", "ip", "expected"),
    [
        ("02:00:00:00:00:01", "fe80::ff:fe00:1", True),
        ("02:00:00:00:00:01", "2001:db8::ff:fe00:1", True),
        ("02:00:00:00:00:02", "fe80::ff:fe00:1", False),
        ("02:00:00:00:00:01", "192.0.2.1", False),
    ],
)
def test_the_interface_identifier_of_rfc_4291(mac, ip, expected):
    assert macs.interface_identifier_is(mac, ip) is expected


@pytest.mark.parametrize(
    ("mac", "expected"), [("01:00:5e:00:00:16", True), ("33:33:00:00:00:16", True), ("fe:ff:ff:ff:ff:ff", False)]
)
def test_the_group_bit(mac, expected):
    assert macs.is_group(mac) is expected


@pytest.mark.parametrize(
    ("mac", "expected"),
    [
        ("d6:5b:1f:93:c2:e7", True),
        ("02:00:00:00:01:66", False),
        ("52:54:00:12:34:56", False),
        ("fa:16:3e:12:34:56", False),
        ("02:42:ac:11:22:33", False),
        ("3c:5b:1f:93:c2:e7", False),
        ("d6:5b:1f:93:c2:e7:11", False),
    ],
)
def test_a_random_mac_has_the_local_bit_and_looks_like_nobodys(mac, expected):
    assert macs.may_be_random(mac) is expected

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose a MAC is: vendors of the registry, and the right words for what is no vendor's."""

import pytest

from ansible_collections.netops.arp.plugins.plugin_utils import _vendors
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import lan, row

WORDS = {
    "00:50:56:01:02:03": "VMware, Inc.",
    "00:00:5e:00:53:01": "ICANN, IANA Department",
    "00:00:5e:00:01:0a": "virtual MAC, VRRP",
    "00:00:0c:9f:f0:01": "virtual MAC, HSRP",
    "02:bf:c0:00:02:5a": "virtual MAC, NLB",
    "01:00:5e:00:00:16": "group address",
    "ff:ff:ff:ff:ff:ff": "group address",
    "ee:ee:ee:ee:ee:ee": "Calico, host side of every workload interface",
    "00:05:9a:3c:7a:00": "Cisco AnyConnect adapter",
    "00:50:56:c0:00:08": "VMware Workstation host adapter",
    "52:54:00:12:34:56": "QEMU/KVM guest",
    "02:00:00:00:00:01": "locally administered",
    "6e:87:70:00:40:03": "locally administered",
    "00:00:00:00:00:01:02": None,
    "f0:00:00:00:00:01": None,
}


@pytest.mark.parametrize(("mac", "words"), WORDS.items())
def test_a_mac_is_described_in_the_right_words(mac, words):
    assert (_vendors.nature(mac) or _vendors.vendor(mac)) == words
    assert _vendors.described(mac) == (f"{mac} ({words})" if words else mac)


def test_each_oui_is_looked_up_once(monkeypatch):
    asked = []

    class Registry:
        def __init__(self, oui):
            asked.append(oui)

        def registration(self):
            return type("Registration", (), {"org": "Example"})

    monkeypatch.setattr(_vendors, "OUI", Registry)
    _vendors._registered.cache_clear()
    try:
        assert {_vendors.vendor(f"00:50:56:00:00:{last:02x}") for last in range(50)} == {"Example"}
    finally:
        _vendors._registered.cache_clear()
    assert asked == ["00-50-56"]


def test_without_the_library_findings_have_no_vendors(monkeypatch):
    fabric = lan(h1=[row("192.0.2.50", "00:50:56:00:00:01")], h2=[row("192.0.2.50", "02:00:00:00:00:50")])
    (found,) = judge(fabric)
    assert "00:50:56:00:00:01 (VMware, Inc.) (seen by h1)" in found["message"]
    monkeypatch.setattr(_vendors, "OUI", None)
    (found,) = judge(fabric)
    assert "00:50:56:00:00:01 (seen by h1)" in found["message"]
    assert "02:00:00:00:00:50 (locally administered) (seen by h2)" in found["message"]

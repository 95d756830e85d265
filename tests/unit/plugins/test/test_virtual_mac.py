# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The test virtual_mac as templates call it."""

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.netops.arp.plugins.plugin_utils import _vendors
from ansible_collections.netops.arp.plugins.test.virtual_mac import TestModule as Plugin

virtual_mac = Plugin().tests()["virtual_mac"]

MACS = {
    "VRRP": ("00:00:5e:00:01:0a", True),
    "HSRP as IOS prints it": ("0000.0c07.ac01", True),
    "NLB as Windows prints it": ("02-BF-C0-00-02-5A", True),
    "a vendor's": ("00:50:56:01:02:03", False),
    "an anycast gateway's": ("00:1c:73:00:dc:01", False),
    "unresolved": (None, False),
    "zeros": ("00:00:00:00:00:00", False),
}


@pytest.mark.parametrize(("mac", "is_virtual"), MACS.values(), ids=MACS)
def test_virtual_ranges_are_known(mac, is_virtual):
    assert virtual_mac(mac) is is_virtual


def test_what_is_no_mac_is_refused():
    with pytest.raises(AnsibleFilterError, match=r"^virtual_mac: 'printer' is not a MAC address"):
        virtual_mac("printer")


def test_no_library_is_needed(monkeypatch):
    monkeypatch.setattr(_vendors, "OUI", None)
    assert virtual_mac("00:00:5e:00:01:0a")

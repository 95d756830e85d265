# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter mac_vendor as templates call it."""

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.netops.arp.plugins.filter.mac_vendor import FilterModule
from ansible_collections.netops.arp.plugins.plugin_utils import _vendors

mac_vendor = FilterModule().filters()["mac_vendor"]

FORMS = {
    "colons": ("00:50:56:01:02:03", "VMware, Inc."),
    "dots": ("0050.5601.0203", "VMware, Inc."),
    "hyphens": ("00-50-56-01-02-03", "VMware, Inc."),
    "digits": ("005056010203", "VMware, Inc."),
    "capitals": ("0000.5E00.010A", "virtual MAC, VRRP"),
    "unresolved": (None, None),
    "zeros": ("00:00:00:00:00:00", None),
    "unregistered": ("f0:00:00:00:00:01", None),
}


@pytest.mark.parametrize(("mac", "vendor"), FORMS.values(), ids=FORMS)
def test_every_form_of_a_mac_is_read(mac, vendor):
    assert mac_vendor(mac) == vendor


@pytest.mark.parametrize("text", ["printer", "", 42])
def test_what_is_no_mac_is_refused(text):
    with pytest.raises(AnsibleFilterError, match=f"^mac_vendor: {text!r} is not a MAC address"):
        mac_vendor(text)


def test_the_library_is_named_when_it_is_missing(monkeypatch):
    monkeypatch.setattr(_vendors, "OUI", None)
    monkeypatch.setattr(_vendors, "NETADDR_TRACEBACK", "Traceback: no module named netaddr")
    with pytest.raises(AnsibleFilterError, match=r"(?s)mac_vendor: .*netaddr.*Traceback"):
        mac_vendor("00:50:56:01:02:03")

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record and the canonical addresses."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._neighbor import (
    FIELDS,
    canonical_ip,
    canonical_mac,
    neighbor,
)

MAC = "00:00:5e:00:53:01"


def test_record_has_all_fields_in_order():
    assert tuple(neighbor("192.0.2.1", "ipv4")) == FIELDS


# (MAC, state) that a platform tells, and what the record holds
RESOLUTION = [
    ((MAC, None), (MAC, "resolved")),
    ((MAC, "stale"), (MAC, "stale")),
    ((None, None), (None, "incomplete")),
    ((None, "stale"), (None, "incomplete")),
    ((None, "failed"), (None, "failed")),
    ((MAC, "failed"), (MAC, "failed")),
    ((None, "permanent"), (None, "permanent")),
    ((None, "noarp"), (None, "noarp")),
]


@pytest.mark.parametrize(("told", "kept"), RESOLUTION)
def test_a_row_without_mac_is_unresolved(told, kept):
    row = neighbor("192.0.2.1", "ipv4", mac=told[0], state=told[1])
    assert (row["mac"], row["state"]) == kept


def test_flags_are_a_list_of_the_record_alone():
    flags = ["router"]
    row = neighbor("2001:db8::1", "ipv6", mac=MAC, flags=flags)
    row["flags"].append("more")
    assert flags == ["router"]


IPS = [
    ("192.0.2.1", ("192.0.2.1", "ipv4")),
    ("192.0.2.1/24", ("192.0.2.1", "ipv4")),
    (" 192.0.2.1 ", ("192.0.2.1", "ipv4")),
    ("2001:DB8::0001", ("2001:db8::1", "ipv6")),
    ("2001:db8:0:0:1:0:0:1/64", ("2001:db8::1:0:0:1", "ipv6")),
    ("fe80::1%eth0", ("fe80::1", "ipv6")),
]


@pytest.mark.parametrize(("text", "expected"), IPS)
def test_canonical_ip(text, expected):
    assert canonical_ip(text) == expected


@pytest.mark.parametrize(
    "text", ["", "-", "192.0.2", "192.0.2.256", "192.0.2.1.5", "gateway", "2001:db8:::1", "1::2::3"]
)
def test_what_is_no_ip_is_refused(text):
    with pytest.raises(ValueError, match="not an IP address"):
        canonical_ip(text)


MACS = [
    ("00:00:5E:00:53:01", MAC),
    ("0:0:5e:0:53:1", MAC),
    ("00-00-5e-00-53-01", MAC),
    ("0000.5e00.5301", MAC),
    ("0000-5e00-5301", MAC),
    ("00005e005301", MAC),
    ("00:00:00:00:00:00", None),
    ("0000.0000.0000", None),
    ("80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03:00:00:00:30",) * 2,
]


@pytest.mark.parametrize(("text", "expected"), MACS)
def test_canonical_mac(text, expected):
    assert canonical_mac(text) == expected


@pytest.mark.parametrize("text", ["", "-", "incomplete", "00:00:5e:00:53:0g", "00:00:5e:00:53:001", "jenn.3057.8423"])
def test_what_is_no_mac_is_refused(text):
    with pytest.raises(ValueError, match="not a link-layer address"):
        canonical_mac(text)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses and prefixes as users write them."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._active import _targets
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError

# name: what is written, and the addresses that it stands for
EXPANDED = {
    "an address": (["192.0.2.1"], ["192.0.2.1"]),
    "a prefix": (["192.0.2.0/29"], [f"192.0.2.{last}" for last in range(1, 7)]),
    "a prefix with host bits": (["192.0.2.5/30"], ["192.0.2.5", "192.0.2.6"]),
    "a point-to-point prefix": (["192.0.2.0/31"], ["192.0.2.0", "192.0.2.1"]),
    "one address as a prefix": (["192.0.2.9/32"], ["192.0.2.9"]),
    "IPv6": (["2001:DB8:0::1"], ["2001:db8::1"]),
    "an IPv6 prefix": (["2001:db8::/126"], ["2001:db8::1", "2001:db8::2", "2001:db8::3"]),
    "twice": (["192.0.2.1", "192.0.2.0/30"], ["192.0.2.1", "192.0.2.2"]),
}


@pytest.mark.parametrize(("texts", "expected"), EXPANDED.values(), ids=EXPANDED)
def test_what_stands_for_which_addresses(texts, expected):
    assert [target.ip for target in _targets.expand(texts, 1024)] == expected


def test_a_zone_names_the_interface():
    (target,) = _targets.expand(["fe80::1%eth0"], 1)
    assert (target.ip, target.family, target.zone) == ("fe80::1", "ipv6", "eth0")


@pytest.mark.parametrize(
    "text", ["", "nonsense", "192.0.2.300", "224.0.0.5", "ff02::1", "0.0.0.0", "::", "127.0.0.1", "255.255.255.255"]
)
def test_what_nobody_can_hold_is_refused_by_name(text):
    with pytest.raises(ArpError, match=text.replace(".", r"\.") or "''"):
        _targets.expand([text], 1024)


@pytest.mark.parametrize(
    ("texts", "number"),
    [(["10.0.0.0/8"], 2**24 - 2), (["2001:db8::/64"], 2**64 - 1), (["192.0.2.0/29", "192.0.2.9"], 7)],
)
def test_too_many_are_counted_and_not_made(texts, number):
    with pytest.raises(_targets.TooMany) as refused:
        _targets.expand(texts, 6)
    assert refused.value.number == number

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Own addresses with their condition, and the way to an address, from messages built by hand and from any bytes."""

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._errors import SourceError
from ansible_collections.netops.arp.plugins.module_utils._formats import _rtnetlink_own
from ansible_collections.netops.arp.plugins.module_utils._formats._rtnetlink_own import Own, Way
from ansible_collections.netops.arp.tests.unit.rtnetlink_messages import IPV4, IPV6, address, attribute

LOCAL, ADDRESS, FLAGS = 2, 1, 8
OIF, GATEWAY = 4, 5


def own(family, length, flags, *attributes):
    return struct.pack("=BBBBI", family, length, flags, 0, 2) + b"".join(attributes)


def route(kind, *attributes, family=IPV4):
    return struct.pack("=BBBBBBBBI", family, 32, 0, 0, 254, 0, 0, kind, 0) + b"".join(attributes)


V4, PEER, V6 = address("192.0.2.1"), address("192.0.2.2"), address("2001:db8::1")
ADDRESSES = {
    "IPv4": (own(IPV4, 24, 0x80, attribute(ADDRESS, V4), attribute(LOCAL, V4)), ("192.0.2.1", "ipv4", 24, 2, True)),
    "with a peer": (
        own(IPV4, 24, 0, attribute(ADDRESS, PEER), attribute(LOCAL, V4)),
        ("192.0.2.1", "ipv4", 32, 2, True),
    ),
    "IPv6": (own(IPV6, 64, 0, attribute(ADDRESS, V6)), ("2001:db8::1", "ipv6", 64, 2, True)),
    "tentative": (own(IPV6, 64, 0x40, attribute(ADDRESS, V6)), ("2001:db8::1", "ipv6", 64, 2, False)),
    "duplicate": (
        own(IPV6, 64, 0, attribute(ADDRESS, V6), attribute(FLAGS, 0x88)),
        ("2001:db8::1", "ipv6", 64, 2, False),
    ),
}


@pytest.mark.parametrize(("body", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_own_addresses(body, expected):
    assert _rtnetlink_own.own_addresses([body, own(17, 0, 0)]) == [Own(*expected)]


WAYS = {
    "on the link": (route(1, attribute(OIF, 7)), Way(7, True, True)),
    "by a gateway": (route(1, attribute(OIF, 7), attribute(GATEWAY, V4)), Way(7, False, True)),
    "own": (route(2, attribute(OIF, 1)), Way(1, True, False)),
    "nowhere": (route(7), None),
}


@pytest.mark.parametrize(("body", "expected"), WAYS.values(), ids=WAYS)
def test_ways(body, expected):
    assert _rtnetlink_own.way(body) == expected


@given(st.binary(max_size=80))
def test_other_bytes_raise_nothing_else(body):
    for read in (_rtnetlink_own.way, lambda one: _rtnetlink_own.own_addresses([one])):
        with contextlib.suppress(SourceError):
            read(body)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings as a user writes them: understood, or refused with all mistakes at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._sysctls._settings import understand


def plain(settings):
    return [(wish.scope, wish.name, wish.parameter.family, wish.parameter.name, wish.value) for wish in settings]


UNDERSTOOD = {
    "nothing": ({}, []),
    "one for all": ({"all": {"arp_ignore": 1}}, [("all", "all", "ipv4", "arp_ignore", 1)]),
    "text from a survey": ({"all": {"arp_ignore": " 2 "}}, [("all", "all", "ipv4", "arp_ignore", 2)]),
    "a switch": ({"all": {"proxy_arp": True}}, [("all", "all", "ipv4", "proxy_arp", 1)]),
    "below zero": ({"interfaces": {"eth0": {"medium_id": -1}}}, [("interfaces", "eth0", "ipv4", "medium_id", -1)]),
    "a name with dots": (
        {"interfaces": {"bond0.101.7": {"arp_filter": 1}}},
        [("interfaces", "bond0.101.7", "ipv4", "arp_filter", 1)],
    ),
    "both families": (
        {"default": {"gc_thresh3": 4096}},
        [("default", "default", "ipv4", "gc_thresh3", 4096), ("default", "default", "ipv6", "gc_thresh3", 4096)],
    ),
    "one of them otherwise": (
        {"default": {"ipv6": {"gc_thresh3": 2048}, "gc_thresh3": 4096}},
        [("default", "default", "ipv4", "gc_thresh3", 4096), ("default", "default", "ipv6", "gc_thresh3", 2048)],
    ),
    "only one": ({"default": {"ipv6": {"ndisc_notify": 1}}}, [("default", "default", "ipv6", "ndisc_notify", 1)]),
}


@pytest.mark.parametrize(("settings", "expected"), UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_understood(settings, expected):
    assert plain(understand(settings)) == expected


MISTAKES = {
    "a scope": ({"everywhere": {}}, "settings: unknown scope 'everywhere'; known are all, default, interfaces"),
    "a parameter": ({"all": {"arp_ignroe": 1}}, "all: unknown parameter 'arp_ignroe'; known are accept_local,"),
    "of the other family": ({"all": {"ipv6": {"arp_ignore": 1}}}, "unknown parameter 'arp_ignore' (ipv4 has it)"),
    "reserved": ({"all": {"arp_ignore": 5}}, "all: arp_ignore takes 0, 1, 2, 3 or 8, not 5"),
    "too large": ({"default": {"arp_accept": 3}}, "default: arp_accept takes 0 to 2, not 3"),
    "too small": ({"interfaces": {"eth0": {"medium_id": -2}}}, "interfaces.eth0: medium_id takes -1 to"),
    "no number": ({"all": {"arp_ignore": "strict"}}, "all: arp_ignore takes 0, 1, 2, 3 or 8, not 'strict'"),
    "half a number": ({"all": {"arp_ignore": 1.5}}, "not '1.5'"),
    "no tick of every kernel": ({"default": {"retrans_time_ms": 250}}, "in steps of 20, not 250"),
    "neigh has no all": (
        {"all": {"gc_stale_time": 60}},
        "gc_stale_time has no value for all",
    ),
    "machine-wide": ({"interfaces": {"eth0": {"gc_thresh3": 1}}}, "gc_thresh3 is one for the whole machine"),
    "no mapping": ({"all": 1}, "all: a dictionary is wanted, not 1"),
    "no mapping of interfaces": ({"interfaces": ["eth0"]}, "interfaces: a dictionary is wanted"),
    "no mapping in a family": ({"all": {"ipv4": 1}}, "all.ipv4: a dictionary is wanted"),
    "an interface that cannot be": ({"interfaces": {"a/b": {}}}, "interfaces.a/b: 'a/b' is no name of an interface"),
    "an interface called all": ({"interfaces": {"all": {}}}, "'all' is no name of an interface"),
}


@pytest.mark.parametrize(("settings", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_place(settings, said):
    with pytest.raises(ArpError) as refused:
        understand(settings)
    assert said in str(refused.value)


def test_a_mistake_in_both_families_is_named_once():
    with pytest.raises(ArpError) as refused:
        understand({"interfaces": {"eth0": {"base_reachable_time_ms": 30001}}})
    assert str(refused.value).count("base_reachable_time_ms") == 1


def test_all_mistakes_are_named_at_once():
    with pytest.raises(ArpError) as refused:
        understand({"all": {"arp_ignore": 5, "x": 1}, "default": {"arp_accept": 9}})
    assert str(refused.value).count(";") >= 2


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["all", "default", "interfaces", "ipv4", "ipv6", "arp_ignore", "gc_thresh1", "eth0", "e*"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["all", "default", "interfaces", "other"]), ANYTHING, max_size=4))
def test_whatever_is_written_is_understood_or_refused(settings):
    try:
        found = understand(settings)
    except ArpError:
        found = []
    assert all(wish.value in wish.parameter.allowed for wish in found)

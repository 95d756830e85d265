# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules by which conf/all and an interface combine, for every kind of kernel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._sysctls import _kernel
from ansible_collections.netops.arp.plugins.module_utils._sysctls._parameters import (
    BOTH,
    EITHER,
    MAXIMUM,
    OWN,
    PARAMETERS,
    deciding,
    described,
    effective,
    named,
)

# parameter, kernel, conf/all, the interface's own, in force, whose value decides
RULES = {
    "the larger one, from all": ("arp_ignore", "6.1", 2, 1, 2, "all"),
    "the larger one, from the interface": ("arp_ignore", "6.1", 1, 2, 2, "interface"),
    "8 is larger than 1": ("arp_ignore", "6.1", 8, 1, 8, "all"),
    "both say the same": ("arp_announce", "4.18", 2, 2, 2, "both"),
    "nobody says anything": ("arp_notify", "6.1", 0, 0, 0, "both"),
    "either of them": ("arp_filter", "6.1", 0, 1, 1, "interface"),
    "an interface cannot be laxer than all": ("proxy_arp", "6.1", 1, 0, 1, "all"),
    "strict beats loose, by number": ("rp_filter", "6.1", 1, 2, 2, "interface"),
    "arp_accept takes the larger since 6.0": ("arp_accept", "6.0", 0, 2, 2, "interface"),
    "and is a switch before": ("arp_accept", "5.19.17", 0, 2, 1, "interface"),
    "also on RHEL 8": ("arp_accept", "4.18.0-553.el8", 2, 0, 1, "all"),
    "also on RHEL 9": ("arp_accept", "5.14.0-427.el9", 1, 2, 1, "both"),
    "pvlan looks at all since 5.11": ("proxy_arp_pvlan", "5.11", 1, 0, 1, "all"),
    "not before": ("proxy_arp_pvlan", "5.9", 1, 0, 0, "interface"),
    "but in the long-term branches": ("proxy_arp_pvlan", "5.4.86", 1, 0, 1, "all"),
    "from that number on": ("proxy_arp_pvlan", "5.4.85", 1, 0, 0, "interface"),
    "in 4.14": ("proxy_arp_pvlan", "4.14.213", 1, 0, 1, "all"),
    "not in the vendor's 4.18": ("proxy_arp_pvlan", "4.18.0-553.el8", 1, 0, 0, "interface"),
    "all=0 turns eviction off everywhere": ("arp_evict_nocarrier", "6.1", 0, 1, 0, "all"),
    "so does the interface for itself": ("arp_evict_nocarrier", "6.1", 1, 0, 0, "interface"),
    "on only when both say so": ("arp_evict_nocarrier", "6.1", 1, 1, 1, "both"),
    "medium_id ignores all": ("medium_id", "6.1", 7, 0, 0, "interface"),
    "medium_id may be -1": ("medium_id", "4.4", 0, -1, -1, "interface"),
    "gratuitous ARP": ("drop_gratuitous_arp", "6.1", 1, 0, 1, "all"),
    "IPv6: proxy_ndp": ("proxy_ndp", "6.1", 1, 0, 1, "all"),
    "IPv6: untracked advertisements": ("accept_untracked_na", "6.1", 2, 0, 0, "interface"),
    "IPv6: unsolicited advertisements": ("drop_unsolicited_na", "6.1", 1, 0, 0, "interface"),
    "a time has no all": ("base_reachable_time_ms", "6.1", 0, 30000, 30000, "interface"),
}


@pytest.mark.parametrize(("name", "version", "everywhere", "here", "expected", "source"), RULES.values(), ids=RULES)
def test_rule(name, version, everywhere, here, expected, source):
    rule = named(name)[0].rule(_kernel.parse(version))
    assert effective(rule, everywhere, here) == expected
    assert deciding(rule, everywhere, here) == source


@given(st.sampled_from([MAXIMUM, EITHER, BOTH]), st.integers(0, 8), st.integers(0, 8))
def test_whoever_decides_gives_the_same_alone(rule, everywhere, here):
    found = effective(rule, everywhere, here)
    source = deciding(rule, everywhere, here)
    if source in ("all", "both"):
        assert effective(rule, everywhere, rule.neutral) == found
    if source in ("interface", "both"):
        assert effective(rule, rule.neutral, here) == found


@given(st.sampled_from([MAXIMUM, EITHER]), st.integers(0, 8), st.integers(0, 8))
def test_an_interface_is_never_laxer_than_all(rule, everywhere, here):
    assert effective(rule, everywhere, here) >= effective(rule, everywhere, 0)


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda parameter: f"{parameter.family}.{parameter.name}")
def test_each_row_is_sound(parameter):
    assert parameter.usual in parameter.allowed
    assert parameter.rules[-1][0] == _kernel.ALWAYS, "an old kernel has a rule, too"
    assert parameter.kind == "conf" or all(rule is OWN for _since, rule in parameter.rules)
    assert hash(parameter) is not None


WORDS = {
    "a switch": ((0, 1), "0 or 1"),
    "with a gap": ((0, 1, 2, 3, 8), "0, 1, 2, 3 or 8"),
    "a range": (range(3), "0 to 2"),
    "in steps": (range(20, 101, 20), "20 to 100 in steps of 20"),
}


@pytest.mark.parametrize(("allowed", "expected"), WORDS.values(), ids=WORDS)
def test_allowed_values_in_words(allowed, expected):
    assert described(allowed) == expected


def test_a_name_of_both_families_means_both():
    assert [parameter.family for parameter in named("gc_thresh3")] == ["ipv4", "ipv6"]
    assert [parameter.family for parameter in named("arp_ignore")] == ["ipv4"]
    assert named("no_such_parameter") == []

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles made into one: the later one wins, and exceptions take effect."""

import itertools

import pytest
from ansible.errors import AnsibleFilterError
from hypothesis import assume, given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.filter.sysctl_settings import FilterModule
from ansible_collections.netops.arp.plugins.module_utils._sysctls import _goal, _kernel, _tree
from ansible_collections.netops.arp.plugins.module_utils._sysctls._parameters import PARAMETERS, effective
from ansible_collections.netops.arp.plugins.module_utils._sysctls._settings import understand

combine = FilterModule().filters()["sysctl_settings"]


def scopes(**given_scopes):
    return {"all": {}, "default": {}, "interfaces": {}, **given_scopes}


def four(**values):
    return {"ipv4": values}


COMBINED = {
    "nothing": ([], {}, scopes()),
    "one": ([{"all": {"arp_ignore": 1}}], {}, scopes(all=four(arp_ignore=1))),
    "the later one wins": (
        [{"all": {"arp_ignore": 1, "arp_notify": 1}}, {"all": {"arp_ignore": 2}}],
        {},
        scopes(all=four(arp_notify=1, arp_ignore=2)),
    ),
    "scopes are apart": (
        [{"all": {"arp_ignore": 1}}, {"default": {"arp_ignore": 2}}],
        {},
        scopes(all=four(arp_ignore=1), default=four(arp_ignore=2)),
    ),
    "one family of two": (
        [{"default": {"gc_thresh1": 1}}, {"default": {"ipv6": {"gc_thresh1": 2}}}],
        {},
        scopes(default={"ipv4": {"gc_thresh1": 1}, "ipv6": {"gc_thresh1": 2}}),
    ),
    "a later pattern takes over the names that it matches": (
        [
            {"interfaces": {"eth0": {"arp_ignore": 1}, "lo": {"arp_ignore": 1}}},
            {"interfaces": {"eth*": {"arp_ignore": 2}}},
        ],
        {},
        scopes(interfaces={"lo": four(arp_ignore=1), "eth*": four(arp_ignore=2)}),
    ),
    "everything takes over everything": (
        [{"interfaces": {"eth*": {"arp_ignore": 1, "arp_filter": 1}}}, {"interfaces": {"*": {"arp_ignore": 2}}}],
        {},
        scopes(interfaces={"eth*": four(arp_filter=1), "*": four(arp_ignore=2)}),
    ),
    "patterns keep the order of the profiles": (
        [{"interfaces": {"eth0*": {"arp_ignore": 1}}}, {"interfaces": {"eth*": {"arp_ignore": 2}}}],
        {},
        scopes(interfaces={"eth0*": four(arp_ignore=1), "eth*": four(arp_ignore=2)}),
    ),
    "an exception that may be": (
        [{"all": {"arp_ignore": 1}}],
        {"eth1": {"arp_ignore": 2}},
        scopes(all=four(arp_ignore=1), interfaces={"eth1": four(arp_ignore=2)}),
    ),
    "an exception that all would forbid": (
        [{"all": {"arp_ignore": 1, "arp_announce": 2}}],
        {"eth1": {"arp_ignore": 0}},
        scopes(
            all=four(arp_ignore=0, arp_announce=2),
            default=four(arp_ignore=1),
            interfaces={"*": four(arp_ignore=1), "eth1": four(arp_ignore=0)},
        ),
    ),
    "the template of a profile stays": (
        [{"all": {"arp_ignore": 1}, "default": {"arp_ignore": 2}}],
        {"eth1": {"arp_ignore": 0}},
        scopes(
            all=four(arp_ignore=0),
            default=four(arp_ignore=2),
            interfaces={"*": four(arp_ignore=1), "eth1": four(arp_ignore=0)},
        ),
    ),
    "an exception under both": (
        [{"all": {"arp_evict_nocarrier": 0}}],
        {"eth1": {"arp_evict_nocarrier": 1}},
        scopes(
            all=four(arp_evict_nocarrier=1),
            default=four(arp_evict_nocarrier=0),
            interfaces={"*": four(arp_evict_nocarrier=0), "eth1": four(arp_evict_nocarrier=1)},
        ),
    ),
    "what profiles say of interfaces goes before what was for all": (
        [{"all": {"arp_ignore": 1}, "interfaces": {"lo": {"arp_ignore": 2}, "v*": {"arp_ignore": 3}}}],
        {"eth1": {"arp_ignore": 0}},
        scopes(
            all=four(arp_ignore=0),
            default=four(arp_ignore=1),
            interfaces={
                "*": four(arp_ignore=1),
                "lo": four(arp_ignore=2),
                "v*": four(arp_ignore=3),
                "eth1": four(arp_ignore=0),
            },
        ),
    ),
}


@pytest.mark.parametrize(("profiles", "exceptions", "expected"), COMBINED.values(), ids=COMBINED)
def test_combined(profiles, exceptions, expected):
    found = combine(profiles, exceptions)
    assert found == expected
    assert list(found["interfaces"]) == list(expected["interfaces"]), "the order says who wins"


def test_the_input_is_left_alone():
    profiles = [{"all": {"arp_ignore": 1}, "interfaces": {"eth0": {"arp_filter": 1}}}]
    combine(profiles, {"eth1": {"arp_ignore": 0}})
    assert profiles == [{"all": {"arp_ignore": 1}, "interfaces": {"eth0": {"arp_filter": 1}}}]


REFUSED = {
    "a parameter": ([{"all": {"arp": 1}}], {}, "unknown parameter 'arp'"),
    "an exception": ([], {"eth0": {"arp_ignore": 7}}, "interfaces.eth0: arp_ignore takes 0, 1, 2, 3 or 8, not 7"),
    "no settings": (["all"], {}, "settings are wanted"),
    "no order": (
        [
            {"interfaces": {"a*": {"arp_ignore": 1}, "*b": {"arp_filter": 1}}},
            {"interfaces": {"*b": {"arp_ignore": 2}}},
            {"interfaces": {"a*": {"arp_filter": 0}}},
        ],
        {},
        "stand in different orders for different parameters",
    ),
}


@pytest.mark.parametrize(("profiles", "exceptions", "said"), REFUSED.values(), ids=REFUSED)
def test_refused(profiles, exceptions, said):
    with pytest.raises(AnsibleFilterError, match=said):
        combine(profiles, exceptions)


NAMES = st.sampled_from(["lo", "eth0", "eth1", "eth*", "*"])
SWITCHES = ["arp_announce", "proxy_arp_pvlan"]
VALUES = st.dictionaries(st.sampled_from(SWITCHES), st.integers(0, 1), max_size=2)
SETTINGS = st.fixed_dictionaries(
    {"all": VALUES, "default": VALUES, "interfaces": st.dictionaries(NAMES, VALUES, max_size=3)}
)


class Untouched:
    """Three interfaces of a kernel that nobody has touched."""

    def interfaces(self):
        return ["eth0", "eth1", "lo"]

    def text(self, _key):
        return "0\n"


def in_force(settings, interface, name):
    """What the settings come to on an interface."""
    kernel = _kernel.parse("6.1")
    targets, _absent = _goal.expand(understand(settings), Untouched(), kernel)
    everywhere, here = (targets.get(_tree.Key("ipv4", "conf", scope, name), 0) for scope in ("all", interface))
    return effective(PARAMETERS["ipv4", name].rule(kernel), everywhere, here)


def combined(profiles, exceptions=None):
    """The settings, or None where no one order of patterns serves."""
    try:
        return combine(profiles, exceptions)
    except AnsibleFilterError:
        return None


@given(st.lists(SETTINGS, max_size=3), st.dictionaries(st.sampled_from(["eth0", "lo"]), VALUES, max_size=2))
def test_an_exception_is_always_in_force(profiles, exceptions):
    settings = combined(profiles, exceptions)
    assume(settings)
    for interface, values in exceptions.items():
        for name, value in values.items():
            assert in_force(settings, interface, name) == value


@given(st.lists(SETTINGS, min_size=1, max_size=3), st.sampled_from(["lo", "eth0", "eth1"]), st.sampled_from(SWITCHES))
def test_without_exceptions_the_last_word_on_an_interface_counts(profiles, interface, name):
    settings = combined(profiles)
    assume(settings)
    assert in_force(settings, interface, name) == max(_last(profiles, name), _last_here(profiles, interface, name))


def _last(profiles, name):
    return next((profile["all"][name] for profile in reversed(profiles) if name in profile["all"]), 0)


def _last_here(profiles, interface, name):
    """What the last profile says that speaks of the interface; in it a name goes before a pattern."""
    for profile in reversed(profiles):
        said = {key: values[name] for key, values in profile["interfaces"].items() if name in values}
        if interface in said:
            return said[interface]
        matching = [value for key, value in said.items() if key == "*" or (key == "eth*" and interface != "lo")]
        if matching:
            return matching[-1]
    return 0


def test_every_order_of_profiles_is_served_when_they_speak_of_different_things():
    parts = [{"all": {"arp_ignore": 1}}, {"default": {"gc_thresh3": 4096}}, {"interfaces": {"lo": {"arp_filter": 1}}}]
    found = [combine(list(order)) for order in itertools.permutations(parts)]
    assert all(settings == found[0] for settings in found)

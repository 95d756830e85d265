# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a segment's rows are condensed to."""

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.plugin_utils._stations import AddressSets


@given(pairs=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["192.0.2.1", "192.0.2.2", "2001:db8::1"]))))
def test_address_sets_are_a_map_of_sets(pairs):
    table, expected = AddressSets(), {}
    for key, ip in pairs:
        table.add(key, ip)
        expected.setdefault(key, set()).add(ip)
    assert dict(table) == expected
    assert (len(table), set(table.keys())) == (len(expected), set(expected))
    assert table.get("nobody", ()) == ()


def test_a_set_that_is_changed_leaves_the_map_alone():
    table = AddressSets()
    table.add("a", "192.0.2.1")
    table.add("a", "192.0.2.2")
    table["a"].clear()
    assert table["a"] == {"192.0.2.1", "192.0.2.2"}

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts that were not read, by reason."""

from ansible_collections.netops.arp.plugins.plugin_utils import _reports
from ansible_collections.netops.arp.plugins.plugin_utils._reports._unread import unread


def away(said):
    return {"unreachable": True, "msg": said}


def groups(failures):
    report = _reports.build([], {}, failures, failures)
    return [(group.reached, group.reason, group.hosts) for group in unread(report)]


def test_hosts_with_the_same_trouble_are_named_together_without_their_own_addresses():
    assert groups(
        {
            "web1": away("connect to host 192.0.2.1 port 22: Connection timed out"),
            "web2": away("connect to host 192.0.2.2 port 22: Connection timed out"),
            "web3": away("connect to host 2001:db8::3 port 22: Connection timed out"),
            "web4": away("connect to host web4 port 22: Connection timed out"),
            "web5": away("connect to host 192.0.2.5 port 22: No route to host"),
        }
    ) == [
        (False, "connect to host … port 22: Connection timed out", ["web1", "web2", "web3", "web4"]),
        (False, "connect to host 192.0.2.5 port 22: No route to host", ["web5"]),
    ]


def test_who_was_not_even_reached_comes_first():
    found = groups(
        {"a": {"failed": True, "msg": "refused"}, "b": {"failed": True, "msg": "refused"}, "c": away("down")}
    )
    assert found == [(False, "down", ["c"]), (True, "refused", ["a", "b"])]


def test_words_and_times_are_no_addresses():
    said = "at 10:15: a ratio of 3:1, version 1.2.3, abc"
    assert groups({"x": away(said), "y": away(said)}) == [(False, said, ["x", "y"])]


def test_who_was_read_is_not_there():
    assert unread(_reports.build([], {"web1": {}}, ["web1"])) == []

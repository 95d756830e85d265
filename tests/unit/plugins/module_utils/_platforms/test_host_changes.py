# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bytes that Linux is told, commands of macOS and the BSDs, and the ssh client that a process belongs to."""

import struct

import pytest

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.module_utils._platforms import _linux_changes, _linux_lifeline
from ansible_collections.netops.arp.plugins.module_utils._platforms._bsd_changes import Bsd
from ansible_collections.netops.arp.plugins.module_utils._platforms._changes import Entry, Step

MAC = "00:00:5e:00:53:01"


def test_a_static_entry_is_made_or_replaced():
    made = _linux_changes.pin_request(7, "ipv4", "192.0.2.1", MAC)
    assert (made.kind, made.flags) == (28, 0x500)
    assert made.body == (
        struct.pack("=BxxxiHBB", 2, 7, 0x80, 0, 0)
        + struct.pack("=HH", 8, 1)
        + bytes([192, 0, 2, 1])
        + struct.pack("=HH", 10, 2)
        + bytes.fromhex("00005e005301")
        + b"\0\0"
    )


def test_an_entry_of_ipv6_is_taken_away():
    gone = _linux_changes.drop_request(7, "ipv6", "2001:db8::1")
    assert (gone.kind, gone.flags) == (29, 0)
    assert gone.body == struct.pack("=BxxxiHBB", 10, 7, 0, 0, 0) + struct.pack("=HH", 20, 1) + bytes.fromhex(
        "20010db8000000000000000000000001"
    )


CLIENTS = {
    "ssh": ([["HOME=/root", "SSH_CONNECTION=192.0.2.7 50000 192.0.2.10 22"]], "192.0.2.7"),
    "an ancestor": ([["HOME=/root"], ["SSH_CLIENT=2001:db8::7 50000 22"]], "2001:db8::7"),
    "a mapped address": ([["SSH_CONNECTION=::ffff:192.0.2.7 1 ::ffff:192.0.2.10 22"]], "192.0.2.7"),
    "a zone": ([["SSH_CONNECTION=fe80::7%eth0 1 fe80::1%eth0 22"]], "fe80::7"),
    "no socket": ([["SSH_CONNECTION=UNKNOWN 65535 UNKNOWN 65535"]], None),
    "nobody": ([["HOME=/root"]], None),
}


@pytest.mark.parametrize(("environments", "expected"), CLIENTS.values(), ids=CLIENTS)
def test_the_client_of_a_connection(environments, expected):
    found = _linux_lifeline.peer(environments)
    assert (str(found) if found else None) == expected


class Host:
    """Runs commands of a BSD: keeps them, and answers as told."""

    def __init__(self, answer=(0, "", "")):
        self.argv = []
        self.answer = answer

    def __call__(self, argv):
        self.argv.append(" ".join(argv))
        return self.answer


def entry(ip, interface="em0"):
    return Entry(ip, "ipv6" if ":" in ip else "ipv4", MAC, interface, "default", None)


BEFORE = neighbor("192.0.2.1", "ipv4", mac=MAC, interface="em0")
COMMANDS = {
    "freebsd": ("FreeBSD", entry("192.0.2.1"), None, [f"arp -s 192.0.2.1 {MAC}"]),
    "replaced": ("OpenBSD", entry("192.0.2.1"), BEFORE, ["arp -d 192.0.2.1", f"arp -s 192.0.2.1 {MAC}"]),
    "macos": ("Darwin", entry("192.0.2.1", "en0"), None, [f"arp -s 192.0.2.1 {MAC} ifscope en0"]),
    "ipv6": ("NetBSD", entry("2001:db8::1"), None, [f"ndp -s 2001:db8::1 {MAC}"]),
    "link-local": ("FreeBSD", entry("fe80::1"), None, [f"ndp -s fe80::1%em0 {MAC}"]),
}


@pytest.mark.parametrize(("system", "one", "before", "expected"), COMMANDS.values(), ids=COMMANDS)
def test_commands_of_the_bsds(system, one, before, expected):
    host = Host()
    backend = Bsd(host, system=system)
    backend.apply([Step("pin", one, before)], {})
    assert host.argv == backend.commands == expected


def test_an_entry_that_vanished_counts_as_gone_and_another_failure_keeps_it():
    rows = [BEFORE]
    gone = Bsd(Host((1, "", "arp: delete 192.0.2.1: No such file or directory")), system="NetBSD")
    assert gone.drop(rows, None, {}, False) == (rows, [])
    stays = Bsd(Host((1, "", "arp: writing to routing socket: Operation not permitted")), system="NetBSD")
    ((_row, reason),) = stays.drop(rows, None, {}, False).kept
    assert "Operation not permitted" in reason


def test_a_refused_entry_is_told_with_the_words_of_the_tool():
    with pytest.raises(ArpError, match=r"arp -s 192\.0\.2\.1 .*: exit code 1: cannot intuit interface index"):
        Bsd(Host((1, "", "cannot intuit interface index")), system="Darwin").apply(
            [Step("pin", entry("192.0.2.1", None), None)], {}
        )

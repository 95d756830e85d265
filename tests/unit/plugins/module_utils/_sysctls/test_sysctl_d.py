# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which line of which file a kernel parameter gets its value from at the next boot (man 5 sysctl.d)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.netops.arp.plugins.module_utils._sysctls._sysctl_d import (
    Assignment,
    assignments,
    deciding,
    normal,
    parse,
)

IGNORE = "net/ipv4/conf/all/arp_ignore"
VLAN = "net/ipv4/conf/bond0.101/arp_ignore"

KEYS = {
    "dots": ("net.ipv4.conf.all.arp_ignore", IGNORE),
    "slashes": (IGNORE, IGNORE),
    "dots, the name with a slash": ("net.ipv4.conf.bond0/101.arp_ignore", VLAN),
    "slashes, the name with a dot": (VLAN, VLAN),
    "QinQ": ("net.ipv4.conf.eth0/100/200.arp_ignore", "net/ipv4/conf/eth0.100.200/arp_ignore"),
    "a dot that should be a slash": ("net.ipv4.conf.bond0.101.arp_ignore", "net/ipv4/conf/bond0/101/arp_ignore"),
    "as a path": ("/proc/sys/net/ipv4/conf/all/arp_ignore", IGNORE),
}


@pytest.mark.parametrize(("key", "expected"), KEYS.values(), ids=KEYS)
def test_keys(key, expected):
    assert normal(key) == expected


LINES = {
    "an assignment": ("net.ipv4.conf.all.arp_ignore = 1", [(IGNORE, "1", 1)]),
    "without blanks": ("net.ipv4.conf.all.arp_ignore=1", [(IGNORE, "1", 1)]),
    "a failure that is none": ("-net.ipv4.conf.all.arp_ignore=1", [(IGNORE, "1", 1)]),
    "taken out of patterns": ("-net.ipv4.conf.all.arp_ignore", [(IGNORE, None, 1)]),
    "comments": ("# net.ipv4.conf.all.arp_ignore = 1\n; x = 1\n#: net/ipv4/conf/swp*/arp_ignore = 1", []),
    "the line is told": ("\n\nnet/ipv4/conf/all/arp_ignore = 2", [(IGNORE, "2", 3)]),
    "nonsense": ("arp_ignore", []),
}


@pytest.mark.parametrize(("text", "expected"), LINES.values(), ids=LINES)
def test_lines(text, expected):
    found = parse(text, "/etc/sysctl.d/x.conf")
    assert [(assignment.key, assignment.value, assignment.line) for assignment in found] == expected


@given(st.text())
def test_any_text_is_read(text):
    assert all(0 < assignment.line <= len(text.splitlines()) for assignment in parse(text, "x"))


UFW = {"etc/ufw/sysctl.conf": f"{IGNORE}=0", "etc/sysctl.d/a.conf": f"{IGNORE}=1"}

# files, key, the file and line that decide, or None
BOOTS = {
    "nobody": ({}, IGNORE, None),
    "one": ({"etc/sysctl.d/10-a.conf": f"{IGNORE}=1"}, IGNORE, ("/etc/sysctl.d/10-a.conf", 1)),
    "the later name wins": (
        {"etc/sysctl.d/10-a.conf": f"{IGNORE}=1", "usr/lib/sysctl.d/50-b.conf": f"{IGNORE}=2"},
        IGNORE,
        ("/usr/lib/sysctl.d/50-b.conf", 1),
    ),
    "of one name the one in etc is read alone": (
        {"etc/sysctl.d/50-a.conf": "x=1", "run/sysctl.d/50-a.conf": f"{IGNORE}=2"},
        IGNORE,
        None,
    ),
    "run goes before usr": (
        {"run/sysctl.d/50-a.conf": f"{IGNORE}=1", "usr/lib/sysctl.d/50-a.conf": f"\n{IGNORE}=2"},
        IGNORE,
        ("/run/sysctl.d/50-a.conf", 1),
    ),
    "the last line of a file": (
        {"etc/sysctl.d/50-a.conf": f"{IGNORE}=1\n{IGNORE}=2\n"},
        IGNORE,
        ("/etc/sysctl.d/50-a.conf", 2),
    ),
    "other endings are not read": ({"etc/sysctl.d/50-a.conf.found": f"{IGNORE}=1"}, IGNORE, None),
    "a pattern": (
        {"usr/lib/sysctl.d/50-default.conf": "net.ipv4.conf.*.rp_filter = 2"},
        "net/ipv4/conf/eth0/rp_filter",
        ("/usr/lib/sysctl.d/50-default.conf", 1),
    ),
    "a pattern matches all, too": (
        {"usr/lib/sysctl.d/50-default.conf": "net.ipv4.conf.*.rp_filter = 2"},
        "net/ipv4/conf/all/rp_filter",
        ("/usr/lib/sysctl.d/50-default.conf", 1),
    ),
    "unless it is taken out": (
        {"usr/lib/sysctl.d/50-default.conf": "net.ipv4.conf.*.rp_filter = 2\n-net.ipv4.conf.all.rp_filter\n"},
        "net/ipv4/conf/all/rp_filter",
        None,
    ),
    "a name goes before a later pattern": (
        {
            "etc/sysctl.d/10-a.conf": "net.ipv4.conf.eth0.rp_filter = 1",
            "etc/sysctl.d/90-b.conf": "net.ipv4.conf.*.rp_filter=2",
        },
        "net/ipv4/conf/eth0/rp_filter",
        ("/etc/sysctl.d/10-a.conf", 1),
    ),
    "a pattern ends at a slash": ({"etc/sysctl.d/10-a.conf": "net/*/arp_ignore=1"}, IGNORE, None),
    "sysctl.conf comes last without systemd": (
        {"etc/sysctl.conf": f"{IGNORE}=0", "etc/sysctl.d/zz.conf": f"{IGNORE}=1"},
        IGNORE,
        ("/etc/sysctl.conf", 1),
    ),
    "and not at all with it": (
        {"etc/sysctl.conf": f"{IGNORE}=0", "run/systemd/system/x": "", "etc/sysctl.d/zz.conf": f"{IGNORE}=1"},
        IGNORE,
        ("/etc/sysctl.d/zz.conf", 1),
    ),
    "ufw brings its own": (
        {
            "etc/ufw/ufw.conf": "ENABLED=yes\n",
            "etc/ufw/sysctl.conf": f"{IGNORE}=0",
            "etc/sysctl.d/a.conf": f"{IGNORE}=1",
        },
        IGNORE,
        ("/etc/ufw/sysctl.conf", 1),
    ),
    "when it is enabled": (
        {
            "etc/ufw/ufw.conf": "ENABLED=no\n",
            "etc/ufw/sysctl.conf": f"{IGNORE}=0",
            "etc/sysctl.d/a.conf": f"{IGNORE}=1",
        },
        IGNORE,
        ("/etc/sysctl.d/a.conf", 1),
    ),
}


def write(root, files):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


@pytest.mark.parametrize(("files", "key", "expected"), BOOTS.values(), ids=BOOTS)
def test_who_decides_at_the_next_boot(files, key, expected, tmp_path):
    write(tmp_path, files)
    found = deciding(key, assignments(tmp_path))
    assert (found and (found.file, found.line)) == expected


def test_a_link_to_sysctl_conf_is_read_in_its_place(tmp_path):
    write(tmp_path, {"etc/sysctl.conf": f"{IGNORE}=0", "etc/sysctl.d/zz.conf": f"{IGNORE}=1"})
    (tmp_path / "etc/sysctl.d/99-sysctl.conf").symlink_to("../sysctl.conf")
    assert deciding(IGNORE, assignments(tmp_path)).file == "/etc/sysctl.d/zz.conf"


def test_a_masked_file_says_nothing(tmp_path):
    write(tmp_path, {"usr/lib/sysctl.d/50-a.conf": f"{IGNORE}=1", "etc/sysctl.d/b.conf": ""})
    (tmp_path / "etc/sysctl.d/50-a.conf").symlink_to("/dev/null")
    assert assignments(tmp_path) == []


def test_a_file_that_is_about_to_be_written_counts(tmp_path):
    write(tmp_path, {"etc/sysctl.d/99-z.conf": f"{IGNORE}=0"})
    found = assignments(tmp_path, {"/etc/sysctl.d/50-a.conf": f"{IGNORE}=1\n"})
    assert found == [
        Assignment(IGNORE, "1", "/etc/sysctl.d/50-a.conf", 1),
        Assignment(IGNORE, "0", "/etc/sysctl.d/99-z.conf", 1),
    ]

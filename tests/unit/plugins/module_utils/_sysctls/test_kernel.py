# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions of the kernel as distributions print them."""

import pytest

from ansible_collections.netops.arp.plugins.module_utils._sysctls._kernel import ALWAYS, Since, parse

# uname -r, uname -v, branch, patch
VERSIONS = {
    "mainline": ("6.18.44", "#1 SMP PREEMPT_DYNAMIC", (6, 18), 44),
    "RHEL 8": ("4.18.0-553.el8_10.x86_64", "#1 SMP Fri May 10 15:19:13 EDT 2024", (4, 18), 0),
    "Debian 11 names its patch in the build": (
        "5.10.0-28-amd64",
        "#1 SMP Debian 5.10.209-2 (2024-01-31)",
        (5, 10),
        209,
    ),
    "Ubuntu": ("5.15.0-91-generic", "#101-Ubuntu SMP Tue Nov 14 13:30:08 UTC 2023", (5, 15), 0),
    "two numbers": ("6.1", "", (6, 1), 0),
    "no version": ("a kernel of our own", "", (0, 0), 0),
}


@pytest.mark.parametrize(("release", "build", "branch", "patch"), VERSIONS.values(), ids=VERSIONS)
def test_versions(release, build, branch, patch):
    assert parse(release, build) == (branch, patch)


CHANGE = Since((5, 11), (((5, 10), 4), ((4, 19), 164)))
HOLDS = {
    "the branch that brought it": ("5.11.0", True),
    "a later one": ("6.1.0", True),
    "an older one": ("5.9.16", False),
    "a long-term one before its back-port": ("4.19.163", False),
    "a long-term one with it": ("4.19.164", True),
    "Debian's, by its build": ("5.10.0-28-amd64 Debian 5.10.209-2", True),
    "between two long-term ones": ("4.20.17", False),
    "unknown": ("?", False),
}


@pytest.mark.parametrize(("version", "expected"), HOLDS.values(), ids=HOLDS)
def test_a_change_holds_since_its_version_and_in_branches_that_took_it(version, expected):
    assert CHANGE.holds(parse(version, version)) is expected
    assert ALWAYS.holds(parse(version))

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions of the Linux kernel, and since which of them something holds. Pure; Python 3.6 and later.

A vendor's kernel carries changes of later ones. Those of the long-term branches are known here; what else a vendor has
taken over, nobody can read off a version.
"""

import re
from typing import NamedTuple, Tuple

_NUMBERS = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")
# Debian's release says 5.10.0-28-amd64 for 5.10.209, and names that in the build:
# "#1 SMP Debian 5.10.209-2 (2024-01-31)".
_DEBIAN = re.compile(r"Debian (\d+\.\d+\.\d+)")


class Kernel(NamedTuple):
    """A version: `branch` is (major, minor), `patch` the number in the branch, 0 where nobody tells."""

    branch: Tuple[int, int]
    patch: int = 0

    def __str__(self):
        return "%d.%d" % self.branch + (".%d" % self.patch if self.patch else "")


class Since(NamedTuple):
    """The version that brought a change, and the first number in each older branch that got it too."""

    branch: Tuple[int, int]
    backports: Tuple[Tuple[Tuple[int, int], int], ...] = ()

    def holds(self, kernel):
        """Tell whether a kernel has the change."""
        backport = dict(self.backports).get(kernel.branch)
        return kernel.branch >= self.branch or (backport is not None and kernel.patch >= backport)

    def __str__(self):
        return "%d.%d" % self.branch


ALWAYS = Since((0, 0))


def parse(release, build=""):
    """Return the Kernel of `uname -r` and `uname -v`; version 0.0, the oldest of all, for what is no version."""
    told = _DEBIAN.search(build)
    numbers = _NUMBERS.match(told.group(1) if told else release)
    if not numbers:
        return Kernel((0, 0))
    return Kernel((int(numbers.group(1)), int(numbers.group(2))), int(numbers.group(3) or 0))

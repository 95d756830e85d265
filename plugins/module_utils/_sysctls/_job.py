# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one run of the module works with: the wishes, the host, and what is prepared before anything is written.

Standard library only, Python 3.6 and later.
"""

import os
from typing import Any, Callable, Dict, List, NamedTuple, Optional

from .._errors import ArpError
from . import _kernel, _record
from ._shelf import Shelf
from ._tree import Tree


class Refused(ArpError):
    """Nothing was changed, for these reasons."""

    def __init__(self, reasons):
        self.reasons = list(reasons)
        super().__init__("Nothing was changed: " + "; ".join(self.reasons))


class Options(NamedTuple):
    """What is wanted; the module documents each."""

    settings: Dict[str, Any] = {}
    interfaces: List[str] = []
    persist: Optional[str] = None
    state: str = "present"
    check_effective: bool = True
    missing: str = "fail"
    conflicts: str = "warn"
    backup: bool = True
    kernel_release: Optional[str] = None
    allow_unreachable: bool = False


class Host(NamedTuple):
    """The means: `run(argv)` returns `(rc, stdout, stderr)` or raises SourceError where there is no such command.

    `root` stands before each path.
    """

    run: Callable[[List[str]], tuple]
    root: str = "/"

    def read(self, path):
        """Return the text of a file, or None where it cannot be read."""
        try:
            with open(self.place(path), encoding="utf-8", errors="surrogateescape") as opened:
                return opened.read()
        except OSError:
            return None

    def place(self, path):
        return os.path.join(self.root, path.lstrip("/"))


class Job:
    """One run: options, host, and what follows from the two."""

    def __init__(self, host, options, check_mode=False):
        self.host = host
        self.options = options
        self.check_mode = check_mode
        self.tree = Tree(host.place("/proc/sys"))
        self.kernel = _version(options.kernel_release)
        self.shelf = Shelf(options.persist, host.root) if options.persist else None
        self.record = _record.parse(self.shelf.record_text(), self.shelf.record_path) if self.shelf else None


class Prepared(NamedTuple):
    """A plan, the parameters that it is about, and everything that is known before it is carried out."""

    plan: Any
    parameters: List[Any]
    refusals: List[str]
    warnings: List[str]
    told: Dict[str, Any]


def reported(wishes, writes, every):
    """Return the parameters that a result tells of: those that are wished for or change, or all where none is."""
    wanted = {(wish.parameter.family, wish.parameter.name) for wish in wishes}
    wanted.update((write.key.family, write.key.name) for write in writes)
    return [parameter for name, parameter in every.items() if not wanted or name in wanted]


def unwritable(writes, tree):
    """Yield a sentence when the kernel's files cannot be written."""
    for write in writes:
        if not tree.is_writable(write.key):
            yield (
                "/proc/sys/%s cannot be written: that needs root (become), and in a container a /proc/sys that is not "
                "read-only" % write.key.path
            )
            return


def _version(release):
    if release:
        return _kernel.parse(release)
    uname = os.uname()
    return _kernel.parse(uname.release, uname.version)

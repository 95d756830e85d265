# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changes a neighbor table, in the words of all platforms: read, plan, apply, read back.

A backend knows one platform and nothing of options; `_entry_plan.py` and `_flush_plan.py` decide what is to be done,
and are pure. `_linux_changes.py`, `_bsd_changes.py` and `_network_changes.py` are the backends. Python 3.6 and later.
"""

import fnmatch
import re
from typing import Any, List, NamedTuple, Optional

from .._neighbor import UNRESOLVED_STATES

# A name that may stand in a command line: no blank, nothing that a command line or a shell gives a meaning, and no
# hyphen in front, where a command would take it for an option.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/@+-]{0,63}").fullmatch


class Entry(NamedTuple):
    """A static entry as somebody wants it, in canonical words; `interface` and `vrf` are None where it does not matter.

    `state` is `present` or `absent`.
    """

    ip: str
    family: str
    mac: Optional[str]
    interface: Optional[str]
    vrf: Optional[str]
    namespace: Optional[str]
    state: str = "present"


class Step(NamedTuple):
    """One change: `pin` or `unpin` an entry. `before` is the record of the row that it takes the place of, or None."""

    action: str
    entry: Entry
    before: Optional[dict]


class Drops(NamedTuple):
    """What became of rows that were to go: `gone` are records, `kept` pairs of a record and the reason."""

    gone: List[dict]
    kept: List[Any]


class Backend:
    """What a platform can do to its table. `commands` lists what was sent, for the user.

    Every method raises ArpError for what cannot be done, `check` before anything was changed.
    """

    needs_interface = True
    has_gateways = True  # its default routes are known
    spares_static = False  # its commands cannot flush a static entry
    candidate = False  # lines of a configuration are gathered and then committed
    saves = False
    relearns = False  # it can put a row back
    pause = 1.0  # seconds between two looks at what is to resolve
    can_be_guarded = False  # a process can be left behind that takes a change back

    def __init__(self):
        self.commands = []

    def read(self):
        """Return the facts of the device, entries that need no resolution included."""
        raise NotImplementedError

    def is_pinned(self, row):
        """Tell whether a record is a static entry that somebody entered by hand."""
        return row["origin"] == "static" and row["state"] == "permanent"

    def name_of_interface(self, name):
        """Return the name as the platform's table prints it."""
        return name

    def check(self, steps, facts):
        """Raise ArpError for a step that this platform has no way to do."""

    def apply(self, steps, facts):
        """Do the steps in their order."""
        raise NotImplementedError

    def relearn(self, row):
        """Put a row back where the platform can; a learned one is one that traffic confirms or replaces."""

    def settled(self, is_done):
        """Return the facts once `is_done(facts)`, or after some attempts."""
        return self.read()

    def check_drop(self, rows, facts, everything):
        """Raise ArpError where rows cannot go without others; `everything` allows that."""

    def drop(self, rows, judge, facts, everything):
        """Let rows go and return `Drops`. `judge(row)` tells why a row that changed meanwhile has to stay, or None."""
        raise NotImplementedError

    def resolve(self, places):
        """Have the addresses of some places asked for, and do not wait for the answers.

        A place has `ip`, `family`, `interface`, `vrf` and `namespace`. What cannot be asked for is left out.
        """

    def rows_of(self, places):
        """Return the rows as they are now, at least those of some places."""
        return self.read()["neighbors"]

    def lifelines(self, facts):
        """Return the next hops that Ansible's own connection may go through, as a list of records like gateways."""
        return facts["gateways"]

    def save(self):
        """Make the configuration of a device survive a restart."""


def is_plain_name(text):
    """Tell whether a name of an interface or a VRF may stand in a command line."""
    return _PLAIN_NAME(text) is not None


def is_resolved(row):
    """Tell whether traffic uses the MAC of a record at present."""
    return row["mac"] is not None and row["state"] not in UNRESOLVED_STATES


def matches(name, patterns):
    """Tell whether a name matches one of some shell patterns."""
    return any(fnmatch.fnmatchcase(name or "", pattern) for pattern in patterns)


def is_same_place(one, other):
    """Tell whether two records, or gateways, are of one address in one place; a name that is None is any."""
    return (
        one["ip"] == other["ip"]
        and all(None in (one[key], other[key]) or one[key] == other[key] for key in ("interface", "vrf"))
        and one["namespace"] == other["namespace"]
    )

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes to the neighbor tables of macOS and the BSDs, by arp(8) and ndp(8). Python 3.6 and later.

The kernel chooses the interface of an entry by its routes; only macOS lets one be named (`ifscope`). A zone
(`fe80::1%em0`) names the interface of a link-local address everywhere.
"""

import os

from .._errors import ArpError, SourceError
from . import _bsd
from ._changes import Backend, Drops, is_plain_name
from ._common import Options
from ._entry_plan import of_row

_TOOLS = {"ipv4": "arp", "ipv6": "ndp"}
_ABSENT = ("no such", "not found", "cannot locate", "no entry", "delete: cannot", "not in table")


class _Vanished(ArpError):
    """There is no such row any more."""


class Bsd(Backend):
    """The tables of this host. `run(argv)` runs a command without a shell."""

    can_be_guarded = True

    def __init__(self, run, namespaces=(), system=None):
        super().__init__()
        self._run = run
        self._namespaces = list(namespaces)
        self._system = system or os.uname().sysname

    def read(self):
        return _bsd.gather(self._run, Options(include_noarp=True, network_namespaces=self._namespaces))

    def check(self, steps, facts):
        for step in steps:
            if not is_plain_name(step.entry.interface or "any"):
                raise ArpError("%r is no name of an interface" % step.entry.interface)

    def apply(self, steps, facts):
        for step in steps:
            if step.action == "unpin" or step.before is not None:
                self._delete(step.entry)
            if step.action == "pin":
                self._tell(self._pin(step.entry))

    def drop(self, rows, judge, facts, everything):
        gone, kept = [], []
        for row in rows:
            try:
                self._delete(of_row(row))
                gone.append(row)
            except ArpError as error:
                kept.append((row, str(error)))
        return Drops(gone, kept)

    def _pin(self, entry):
        argv = [_TOOLS[entry.family], "-s", self._host(entry), entry.mac]
        return argv + self._scope(entry)

    def _delete(self, entry):
        try:
            self._tell([_TOOLS[entry.family], "-d", self._host(entry)] + self._scope(entry))
        except _Vanished:
            return

    @staticmethod
    def _host(entry):
        is_link_local = entry.family == "ipv6" and entry.ip.startswith("fe80:")
        return "%s%%%s" % (entry.ip, entry.interface) if is_link_local and entry.interface else entry.ip

    def _scope(self, entry):
        is_scoped = self._system == "Darwin" and entry.family == "ipv4" and entry.interface
        return ["ifscope", entry.interface] if is_scoped else []

    def _tell(self, argv):
        """Run a command that changes the table. Raises ArpError with its words."""
        self.commands.append(" ".join(argv))
        try:
            rc, out, err = self._run(argv)
        except SourceError as error:
            raise ArpError(str(error))
        said = " ".join((err + " " + out).split())
        if rc != 0:
            absent = argv[1] == "-d" and any(words in said.lower() for words in _ABSENT)
            raise (_Vanished if absent else ArpError)("%s: exit code %s: %s" % (" ".join(argv), rc, said))

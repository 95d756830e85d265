# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flushes only while a window is open, and keeps a journal; the documentation stands in modules/arp_flush.py."""

import time
from pathlib import Path

from ansible.errors import AnsibleActionFail, AnsibleConnectionFailure, AnsibleError
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action.normal import ActionModule as NormalAction

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils import _flush
from ansible_collections.netops.arp.plugins.plugin_utils._faces import plain

_ON_CONTROLLER = (
    "maintenance_windows",
    "maintenance_windows_file",
    "needs",
    "at_most",
    "emergency",
    "journal",
    "journal_notes",
)
# What comes here has passed no argument specification.
_KINDS = {"maintenance_windows_file": str, "journal": str, "journal_notes": dict}
_WORDS = {str: "text", dict: "dictionary"}
_VERIFY_SECONDS = 10.0
_LISTS = (*_flush.SCOPE_LISTS, "critical_addresses")


def _split(given):
    """Return the values of a text with commas or line breaks between them, as a survey has it; a list as it is."""
    if not isinstance(given, str):
        return given
    return [name.strip() for name in given.replace(",", "\n").split("\n") if name.strip()]


class ActionModule(NormalAction):
    """One device's turn: is there time, a line in the journal, the module, is the device still there, a line again.

    Without the controller's options this is what Ansible does with any module.
    """

    def run(self, tmp=None, task_vars=None):
        # The task keeps its options: with until, the same task comes here again.
        options = {name: value for name, value in self._task.args.items() if name in _ON_CONTROLLER}
        if not options:
            return super().run(tmp, task_vars)
        if self._task.async_val:
            raise AnsibleActionFail("arp_flush: windows and journal do not go with async, which nobody watches")
        self._vars = task_vars
        self._args = {
            name: _split(value) if name in _LISTS else value
            for name, value in self._task.args.items()
            if name not in options
        }
        try:
            return self._turn(plain(options))
        except ArpError as error:
            return {"failed": True, "changed": False, "msg": f"Nothing was flushed. {error}"}
        finally:
            self._remove_tmp_path(self._connection._shell.tmpdir)

    def _turn(self, options):
        for name, kind in _KINDS.items():
            if not isinstance(options.get(name) or kind(), kind):
                raise ArpError(f"{name}: {options[name]!r} is no {_WORDS[kind]}")
        gate = _flush.Gate(self._windows(options), options.get("emergency"))
        turn = _Turn(self, gate, _flush.Journal(options.get("journal")), options.get("journal_notes"))
        needs = options.get("needs") or None
        # Who comes at a wrong time need not trouble the device at all.
        turn.judged = gate.judge(needs or 0)
        if turn.refusal() and not self._task.check_mode:
            return turn.over({}, "refused")
        if self._task.check_mode or needs is None:
            counted = self.module(check=True)
            if counted.get("failed"):
                return turn.over(counted, "failed")
            needs = needs or self._estimate(counted)
            turn.judged = gate.judge(needs)
        turn.overrun = gate.overrun(needs, options.get("at_most") or None)
        if self._task.check_mode:
            return turn.predicted(counted)
        if turn.refusal():
            return turn.over({}, "refused")
        turn.begin()
        result = self._flushed()
        outcome = "failed" if result.get("failed") else "flushed" if result.get("changed") else "nothing"
        return turn.over(result, outcome)

    def _windows(self, options):
        file = options.get("maintenance_windows_file") or None
        given, text = options.get("maintenance_windows"), None
        if file:
            try:
                text = self._found(file).read_text(encoding="utf-8-sig")
            except (AnsibleError, OSError, UnicodeDecodeError) as error:
                raise ArpError(f"maintenance_windows_file: {file} cannot be read: {error}") from None
        elif given is None and {"maintenance_windows", "maintenance_windows_file"} & set(options):
            given = ""
        return _flush.read_windows_option(given, text)

    def _found(self, file):
        """Find a file where `copy` looks for one, then from where Ansible was started, as its command line means it.

        The playbook of a collection has no directory that a user would put files into.
        """
        try:
            return Path(self._find_needle("files", file))
        except AnsibleError:
            here = _flush.path_from_here(file)
            if here.is_file():
                return here
            raise

    def _estimate(self, counted):
        is_device = getattr(self._connection, "socket_path", None) or self._vars.get("ansible_network_os")
        seconds = float(self._args.get("verify_timeout", _VERIFY_SECONDS))
        verify = seconds if boolean(self._args.get("verify", False), strict=False) else 0
        entries = len(_flush.rows(counted, "flushed"))
        return _flush.needed_seconds(entries, "device" if is_device else "host", verify)

    def _flushed(self):
        """Flush, and ask the device for one thing more: a connection that the flush has cut is a failure."""
        try:
            result = self.module()
            if result.get("changed") and not result.get("failed"):
                again = self.module(check=True)
                if again.get("failed"):
                    result.update(failed=True, msg=f"After the flush the device cannot be read: {again.get('msg')}")
        except AnsibleConnectionFailure as error:
            return {"failed": True, "msg": f"The connection was lost, what was flushed is not known: {error.message}"}
        return result

    def module(self, *, check=False):
        """Run the module with its own options, in check mode where asked for, and return what it says."""
        normal = self._task.check_mode
        self._task.check_mode = check or normal
        args = {**self._args, "neighbors_format": "json"} if check and not normal else self._args
        try:
            return self._execute_module(module_args=args, task_vars=self._vars)
        finally:
            self._task.check_mode = normal

    def about(self):
        """Return the host and the options of the module, for records."""
        return self._vars.get("inventory_hostname"), plain(self._args)


class _Turn:
    """What is known of a turn, as far as it got, and what becomes of it: results and lines in the journal."""

    def __init__(self, action, gate, journal, notes):
        self._action, self._gate, self._journal, self._notes = action, gate, journal, notes
        self._since = time.monotonic()
        self.judged = None
        self.overrun = None

    def refusal(self):
        """Return why the device must not be touched, None where it may."""
        return self._gate.refusal(self.judged) or self.overrun

    def begin(self):
        """Note that the device is about to be touched. Raises ArpError, and then it must not be."""
        record = _flush.start(*self._action.about(), self.judged, self._gate.emergency, self._notes)
        self._journal.append(record)

    def predicted(self, result):
        """Return the result of check mode, in which nothing is refused and nothing is written."""
        refusal = self.refusal()
        return self._told(result, [f"Not in check mode: {refusal}"] if refusal else [])

    def over(self, result, outcome):
        """Return the result of a turn that has ended, noted in the journal."""
        if outcome == "refused":
            result = {"failed": True, "msg": self.refusal()}
        record = _flush.end(
            *self._action.about(),
            result,
            outcome=outcome,
            judged=self.judged,
            emergency=self._gate.emergency,
            seconds=time.monotonic() - self._since,
            notes=self._notes,
        )
        warnings = []
        try:
            self._journal.append(record)
        except ArpError as error:
            warnings.append(f"What was done is not in the journal. {error}")
        return self._told({**result, "record": _flush.short(record)}, warnings)

    def _told(self, result, warnings):
        remark = self._gate.remark(self.judged)
        warnings = [*result.get("warnings", []), *([remark] if remark else []), *warnings]
        told = {"changed": False, **result, "window": self.judged, "emergency": self._gate.emergency}
        return {**told, "warnings": warnings} if warnings else told

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes and prints the page of a trace on the controller; its documentation is in modules/arp_trace_report.py."""

from pathlib import Path

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils import _reports, _trace

_SPEC = {
    "trace": {"type": "dict", "required": True},
    "directory": {"type": "path", "required": True},
    "print": {"type": "bool", "default": True},
    "width": {"type": "int", "default": 100},
}


class ActionModule(ActionBase):
    """Runs on the controller alone: no connection is used, nothing is copied to a managed node."""

    TRANSFERS_FILES = False
    _requires_connection = False

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        _unused, options = self.validate_argument_spec(argument_spec=_SPEC)
        try:
            return {**result, **self._report(options)}
        except ArpError as error:
            raise AnsibleActionFail(f"arp_trace_report: {error}") from None

    def _report(self, options):
        document = _reports.plain(options["trace"])
        if document.get("schema") != _trace.SCHEMA:
            raise ArpError("trace: expected what the filter trace_report returns")
        directory = Path(options["directory"]).absolute()
        paths = {name: str(directory / name) for name in _trace.FILES}
        written = [] if self._task.check_mode else list(paths.values())
        # Before anything is written, so that a mistake in the options leaves nothing behind.
        page = _trace.table(document, width=options["width"], files=written) if options["print"] else None
        if not self._task.check_mode:
            _reports.write(directory, {name: render(document) for name, render in _trace.FILES.items()})
        if page is not None:
            Display().display(page)
        # A trace is a look at this moment: its files say nothing about whether anything was changed.
        return {"changed": False, "msg": document["verdict"]["sentence"], "paths": paths}

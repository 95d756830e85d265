# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes and prints the reports of an audit on the controller; its documentation stands in modules/arp_report.py."""

from pathlib import Path

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils import _reports

_SPEC = {
    "report": {"type": "dict", "required": True},
    "directory": {"type": "path", "required": True},
    "formats": {"type": "list", "elements": "str", "default": ["json", "markdown", "html"]},
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
            raise AnsibleActionFail(f"arp_report: {error}") from None

    def _report(self, options):
        report = _reports.complete(options["report"])
        directory = Path(options["directory"]).absolute()
        files = _reports.file_names(options["formats"])
        before = _reports.previous(directory)
        changed = _reports.differs(directory, report, list(files.values()))
        paths = {name: str(directory / file) for name, file in files.items()}
        written = [] if self._task.check_mode else list(paths.values())
        # Before anything is written, so that a mistake in the options leaves nothing behind.
        table = _reports.render(report, "table", width=options["width"], files=written) if options["print"] else None
        if not self._task.check_mode:
            _reports.write(directory, {file: _reports.render(report, name) for name, file in files.items()})
        if table is not None:
            Display().display(table)
        diff = {"diff": self._diff(before, report, directory)} if changed and self._task.diff else {}
        return {"changed": changed, "msg": _reports.summary(report), "paths": paths, **diff}

    @staticmethod
    def _diff(before, after, directory):
        header = str(directory)
        texts = [_reports.render(report, "table") if report else "" for report in (before, after)]
        return {"before": texts[0], "after": texts[1], "before_header": header, "after_header": header}

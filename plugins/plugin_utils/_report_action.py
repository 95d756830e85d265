# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the action plugins that write a report have in common; their options stand in doc_fragments/report.py."""

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ..module_utils._errors import ArpError
from . import _reports

REPORT_SPEC = {
    "directory": {"type": "path", "required": True},
    "print": {"type": "bool", "default": True},
    "width": {"type": "int", "default": 100},
}


class ReportAction(ActionBase):
    """Runs on the controller alone: no connection is used, nothing is copied to a managed node."""

    TRANSFERS_FILES = False
    _requires_connection = False

    SPEC: dict
    """The options of the plugin, those of `REPORT_SPEC` among them."""

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        _unused, options = self.validate_argument_spec(argument_spec=self.SPEC)
        try:
            return {**result, **self.report(options)}
        except ArpError as error:
            raise AnsibleActionFail(f"{self._task.action.rpartition('.')[2]}: {error}") from None

    def report(self, options):
        """Return the result of the task. Raises ArpError."""
        raise NotImplementedError

    def publish(self, directory, texts, page):
        """Write the files, `{name: text}`, unless in check mode, and print the page unless it is None.

        Both are texts, not what makes them: a mistake in an option has shown before anything is written.
        """
        if not self._task.check_mode:
            _reports.write(directory, texts)
        if page is not None:
            Display().display(page)

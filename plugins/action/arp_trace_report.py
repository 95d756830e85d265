# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes and prints the page of a trace on the controller; its documentation is in modules/arp_trace_report.py."""

from pathlib import Path

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.plugin_utils import _reports, _trace
from ansible_collections.netops.arp.plugins.plugin_utils._report_action import REPORT_SPEC, ReportAction


class ActionModule(ReportAction):
    """The page of a trace, a look at this moment: its files say nothing about whether anything was changed."""

    SPEC = {**REPORT_SPEC, "trace": {"type": "dict", "required": True}}

    def report(self, options):
        document = _reports.plain(options["trace"])
        if document.get("schema") != _trace.SCHEMA:
            raise ArpError("trace: expected what the filter trace_report returns")
        directory = Path(options["directory"]).absolute()
        paths = {name: str(directory / name) for name in _trace.FILES}
        written = [] if self._task.check_mode else list(paths.values())
        page = _trace.table(document, width=options["width"], files=written) if options["print"] else None
        self.publish(directory, {name: render(document) for name, render in _trace.FILES.items()}, page)
        return {"changed": False, "msg": document["verdict"]["sentence"], "paths": paths}

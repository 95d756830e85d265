# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes and prints the reports of an audit on the controller; its documentation stands in modules/arp_report.py."""

from pathlib import Path

from ansible_collections.netops.arp.plugins.plugin_utils import _reports
from ansible_collections.netops.arp.plugins.plugin_utils._report_action import REPORT_SPEC, ReportAction


class ActionModule(ReportAction):
    """The reports of an audit, which compares itself with the one before."""

    SPEC = {
        **REPORT_SPEC,
        "report": {"type": "dict", "required": True},
        "formats": {"type": "list", "elements": "str", "default": ["json", "markdown", "html"]},
    }

    def report(self, options):
        report = _reports.complete(options["report"])
        directory = Path(options["directory"]).absolute()
        files = _reports.file_names(options["formats"])
        before = _reports.previous(directory)
        changed = _reports.differs(directory, report, list(files.values()))
        paths = {name: str(directory / file) for name, file in files.items()}
        written = [] if self._task.check_mode else list(paths.values())
        table = _reports.render(report, "table", width=options["width"], files=written) if options["print"] else None
        self.publish(directory, {file: _reports.render(report, name) for name, file in files.items()}, table)
        diff = {"diff": _diff(before, report, directory)} if changed and self._task.diff else {}
        return {"changed": changed, "msg": _reports.summary(report), "paths": paths, **diff}


def _diff(before, after, directory):
    header = str(directory)
    texts = [_reports.render(report, "table") if report else "" for report in (before, after)]
    return {"before": texts[0], "after": texts[1], "before_header": header, "after_header": header}

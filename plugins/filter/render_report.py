# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter render_report; its documentation stands in render_report.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils import _reports
from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face


def render_report(report, format, width=100):  # noqa: A002  (the word that users write)
    """Return the document as text in one format; the width concerns the table alone."""
    options = {"width": int(width)} if format == "table" else {}
    return _reports.render(report, format, **options)


class FilterModule:
    """Renders an audit document for people."""

    def filters(self):
        return {"render_report": filter_face("render_report", render_report)}

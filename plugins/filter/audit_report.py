# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter audit_report; its documentation stands in audit_report.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils import _reports
from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face


class FilterModule:
    """Puts findings and the state of all hosts into one document."""

    def filters(self):
        return {"audit_report": filter_face("audit_report", _reports.build)}

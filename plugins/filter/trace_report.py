# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter trace_report; its documentation stands in trace_report.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._trace import trace


class FilterModule:
    """Joins what was read, asked and heard of one address to a document with a verdict."""

    def filters(self):
        return {"trace_report": filter_face("trace_report", trace)}

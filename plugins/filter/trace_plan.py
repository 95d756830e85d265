# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter trace_plan; its documentation stands in trace_plan.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._trace import plan


class FilterModule:
    """Chooses who asks for an address on the wire."""

    def filters(self):
        return {"trace_plan": filter_face("trace_plan", plan)}

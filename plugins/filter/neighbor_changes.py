# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter neighbor_changes; its documentation stands in neighbor_changes.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._history import neighbor_changes


class FilterModule:
    """Tells what has changed between two runs, in the words of arpwatch."""

    def filters(self):
        return {"neighbor_changes": filter_face("neighbor_changes", neighbor_changes)}

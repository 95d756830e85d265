# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter neighbor_history; its documentation stands in neighbor_history.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._history import neighbor_history


class FilterModule:
    """Remembers which MACs answered for each address, and when."""

    def filters(self):
        return {"neighbor_history": filter_face("neighbor_history", neighbor_history)}

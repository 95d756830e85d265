# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter netops.arp.parse_neighbors; its documentation stands in parse_neighbors.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._parse import parse_neighbors


class FilterModule:
    """What Ansible looks for in this file."""

    def filters(self):
        """Return the filter by its name."""
        return {"parse_neighbors": filter_face("parse_neighbors", parse_neighbors)}

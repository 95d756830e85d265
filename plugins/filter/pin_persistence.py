# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter netops.arp.pin_persistence; its documentation stands in pin_persistence.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._persistence._plan import plan


class FilterModule:
    """What Ansible looks for in this file."""

    def filters(self):
        """Return the filter by its name."""
        return {"pin_persistence": filter_face("pin_persistence", plan)}

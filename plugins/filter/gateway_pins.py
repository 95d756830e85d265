# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter netops.arp.gateway_pins; its documentation stands in gateway_pins.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._pins import judge


class FilterModule:
    """What Ansible looks for in this file."""

    def filters(self):
        """Return the filter by its name."""
        return {"gateway_pins": filter_face("gateway_pins", judge)}

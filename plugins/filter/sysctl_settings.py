# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter netops.arp.sysctl_settings; its documentation stands in sysctl_settings.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._sysctl_profiles import combine


class FilterModule:
    """What Ansible looks for in this file."""

    def filters(self):
        """Return the filter by its name."""
        return {"sysctl_settings": filter_face("sysctl_settings", combine)}

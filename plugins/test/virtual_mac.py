# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The test netops.arp.virtual_mac; its documentation stands in virtual_mac.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._vendors import is_virtual_mac


class TestModule:
    """What Ansible looks for in this file."""

    def tests(self):
        """Return the test by its name."""
        return {"virtual_mac": filter_face("virtual_mac", is_virtual_mac)}

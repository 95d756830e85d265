# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The test netops.arp.maintenance_window_open; its documentation stands in maintenance_window_open.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face, plain
from ansible_collections.netops.arp.plugins.plugin_utils._windows import is_open


def maintenance_window_open(windows, at=None, needs=0):
    """Tell whether a window is open for as long as needed."""
    return is_open(plain(windows), plain(at), plain(needs))


class TestModule:
    """What Ansible looks for in this file."""

    def tests(self):
        """Return the test by its name."""
        return {"maintenance_window_open": filter_face("maintenance_window_open", maintenance_window_open)}

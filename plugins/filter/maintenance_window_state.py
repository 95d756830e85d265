# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter netops.arp.maintenance_window_state; its documentation stands in maintenance_window_state.yml."""

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face, plain
from ansible_collections.netops.arp.plugins.plugin_utils._windows import state


def maintenance_window_state(windows, at=None, needs=0):
    """Return what is to be known about windows at an instant."""
    return state(plain(windows), plain(at), plain(needs))


class FilterModule:
    """What Ansible looks for in this file."""

    def filters(self):
        """Return the filter by its name."""
        return {"maintenance_window_state": filter_face("maintenance_window_state", maintenance_window_state)}

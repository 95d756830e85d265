# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter neighbor_anomalies; its documentation stands in neighbor_anomalies.yml."""

import contextlib

from ansible_collections.netops.arp.plugins.plugin_utils._faces import filter_face
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.plugins.plugin_utils._progress import told


def neighbor_anomalies(facts, *arguments, progress=False, **options):
    """Return what the judgement finds; with progress, say what is done and how long it took."""
    with told(facts) if progress else contextlib.nullcontext():
        return judge(facts, *arguments, **options)


class FilterModule:
    """Judges the neighbor tables of many hosts together."""

    def filters(self):
        return {"neighbor_anomalies": filter_face("neighbor_anomalies", neighbor_anomalies)}

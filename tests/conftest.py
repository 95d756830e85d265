# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes C(ansible_collections.netops.arp) importable and sets how hypothesis searches, for all tests."""

import importlib.util
import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent


def collection_parent(root=ROOT):
    """The folder that holds C(ansible_collections/netops/arp): above a real one, or with the clone's link."""
    if root.parts[-3:] == ("ansible_collections", "netops", "arp"):
        return root.parents[2]
    return root / ".collections"


def make_importable():
    """Leave ansible-test's own collection loader alone where it is at work already."""
    try:
        found = importlib.util.find_spec("ansible_collections.netops.arp")
    except ModuleNotFoundError:
        found = None
    if found is None:
        sys.path.insert(0, str(collection_parent()))
        importlib.invalidate_caches()
        # A namespace package looked up before the line above has remembered the old path.
        for name in ("ansible_collections.netops", "ansible_collections"):
            sys.modules.pop(name, None)


make_importable()

# The same examples in each run of CI: a failure there must be one that anybody can repeat. At a desk each run searches
# anew. A slow or shared machine is no failure, so there is no deadline.
_LIMITS = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("ci", max_examples=100, derandomize=True, **_LIMITS)
settings.register_profile("desk", max_examples=100, **_LIMITS)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

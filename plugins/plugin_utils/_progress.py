# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells what takes long: two lines among ansible-playbook's own, before and after."""

import contextlib
import time
from collections.abc import Mapping

from ansible.utils.display import Display

from ._reports import count, neighbor_count


@contextlib.contextmanager
def told(facts):
    """Say how much is judged, and how long it took. Facts that are none are left to the judgement to refuse."""
    if not isinstance(facts, Mapping) or not all(isinstance(host, Mapping) for host in facts.values()):
        yield
        return
    neighbors = count(sum(map(neighbor_count, facts.values())), "neighbor")
    Display().display(f"Judging {neighbors} of {count(len(facts), 'host')} together.")
    start = time.monotonic()
    yield
    Display().display(f"Judged in {time.monotonic() - start:.1f} seconds.")

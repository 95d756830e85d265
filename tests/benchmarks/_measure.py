# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times two ways to do one thing in the same run. Only the ratio of the two says something about another machine."""

import gc
import time


def seconds(work):
    """Return how long one call takes, with the garbage of earlier calls collected before."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(title, ours, peer, aim, repeat=5):
    """Print and return how many times as long as `peer` our way takes: the best of `repeat` each, taken in turns.

    `ours` and `peer` are called without arguments. `aim` is the highest ratio that is still good.
    """
    rounds = [(seconds(ours), seconds(peer)) for _round in range(repeat)]
    best_ours, best_peer = (min(column) for column in zip(*rounds, strict=True))
    found = best_ours / best_peer
    verdict = "met" if found <= aim else "MISSED"
    print(
        f"{title}: {best_ours:.3f} s against {best_peer:.3f} s, ratio {found:.2f}, aim <= {aim:g}: {verdict}",
        flush=True,
    )
    return found

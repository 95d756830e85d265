# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""neighbor_history, and a judgement beside one, on 1,000,000 rows against one plain dict grouping pass over them."""

import gc
import json
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / ".collections"))

from _measure import ratio
from bench_judge import fabric, group, seconds

from ansible_collections.netops.arp.plugins.plugin_utils._history import neighbor_history, text_of
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge


def main():
    gc.freeze()
    small, large = fabric(1000, 100), fabric(1000, 1000)
    known = {size: text_of(neighbor_history(None, facts)) for size, facts in (("small", small), ("large", large))}
    for title, work in (
        ("neighbor_history", lambda facts, text: neighbor_history(text, facts)),
        ("neighbor_anomalies beside a history", lambda facts, text: judge(facts, baseline=text)),
    ):
        ratio(
            f"{title}, 1,000 hosts x 1,000 neighbors, against one dict grouping pass",
            lambda work=work: work(large, known["large"]),
            lambda: group(large),
            aim=10,
            repeat=3,
        )
        growth = seconds(work, large, known["large"]) / seconds(work, small, known["small"])
        print(f"growth of {title} from 100,000 to 1,000,000 rows: exponent {math.log10(growth):.2f} (aim: at most 1.1)")
    count = sum(len(segment["addresses"]) for segment in json.loads(known["large"])["segments"])
    print(f"size of the history: {len(known['large']) / count:.0f} bytes per address")


if __name__ == "__main__":
    main()

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""normalize_neighbors on the text of `ip -j -s neigh` against json.loads of the same text.

Measured: text to records, so the decoding of the JSON is part of both. An ordinary table: mostly IPv4, learned, one row
in five IPv6, one in twenty failed, one in fifty a router.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / ".collections"))

from _measure import ratio

from ansible_collections.netops.arp.plugins.plugin_utils._normalize import normalize

ENTRIES = 100_000
AIM = 3


def entry(number):
    """One entry as iproute2 prints it with -s."""
    upper, lower = divmod(number, 256)
    is_ipv6 = number % 5 == 0
    row = {
        "dst": f"2001:db8::{upper // 256 + 1:x}:{number % 65536:x}"
        if is_ipv6
        else f"10.{upper // 256}.{upper % 256}.{lower}"
    }
    row["dev"] = f"eth{number % 8}"
    if number % 20 != 7:
        row["lladdr"] = f"02:00:00:{upper // 256:02x}:{upper % 256:02x}:{lower:02x}"
    if is_ipv6 and number % 50 == 0:
        row["router"] = None
    row.update(used=number % 300, confirmed=number % 200, updated=number % 100, probes=1)
    row["state"] = ["FAILED" if "lladdr" not in row else "STALE" if number % 3 else "REACHABLE"]
    return row


def main():
    """Print the ratio; the exit status does not depend on it."""
    text = json.dumps([entry(number) for number in range(ENTRIES)], separators=(",", ":"))
    assert len(normalize(text, "iproute2")) == ENTRIES
    title = f"normalize_neighbors, {ENTRIES} iproute2 entries ({len(text) / 1e6:.1f} MB), against json.loads"
    ratio(title, lambda: normalize(text, "iproute2"), lambda: json.loads(text), AIM, repeat=7)


if __name__ == "__main__":
    main()

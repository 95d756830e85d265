# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""neighbor_anomalies on 1,000 hosts x 1,000 neighbors.

Its time against one plain dict grouping pass over the same records, its peak memory against its input as compact JSON.
"""

import gc
import json
import math
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / ".collections"))

from _measure import ratio

from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge

SEGMENTS = 10
STATUS = Path("/proc/self/status")
COLLECTED_AT = "2026-03-01T03:00:00Z"


def record(ip, mac):
    """A row as arp_facts returns it."""
    return {
        "ip": ip,
        "mac": mac,
        "interface": "eth0",
        "physical_interface": None,
        "vlan": None,
        "vrf": "default",
        "namespace": None,
        "family": "ipv4",
        "state": "stale",
        "origin": "dynamic",
        "is_router": None,
        "age_seconds": 12.5,
        "expires_seconds": None,
        "flags": [],
    }


def address(segment, number):
    """Station C(number) of a segment: address and MAC."""
    return f"10.{segment}.{number >> 8}.{number & 255}", f"02:00:00:{segment:02x}:{number >> 8:02x}:{number & 255:02x}"


def fabric(hosts, neighbors):
    """Managed hosts spread over ten segments, each knowing the first stations of its own; no row object is shared."""
    result = {}
    for number in range(hosts):
        segment = number % SEGMENTS
        ip, mac = address(segment, number // SEGMENTS + 1)
        rows = [record(*address(segment, peer)) for peer in range(1, neighbors + 2) if peer != number // SEGMENTS + 1]
        result[f"host{number:04}"] = {
            "collected_at": COLLECTED_AT,
            "neighbors": rows[:neighbors],
            "interfaces": [
                {"name": "eth0", "mac": mac, "addresses": [f"{ip}/16"], "vrf": "default", "namespace": None, "up": True}
            ],
            "gateways": [
                {
                    "ip": address(segment, 1)[0],
                    "family": "ipv4",
                    "interface": "eth0",
                    "vrf": "default",
                    "namespace": None,
                }
            ],
            "capacity": {"ipv4": {"entries": neighbors, "limit": 4096}},
        }
    return result


def group(facts):
    """The plain pass: every record into a list per interface and address, with its host."""
    groups = {}
    for host, host_facts in facts.items():
        for row in host_facts["neighbors"]:
            groups.setdefault((row["interface"], row["ip"], row["mac"]), []).append((host, row))
    return groups


def seconds(function, *arguments):
    """Best of three."""
    best = math.inf
    for _attempt in range(3):
        start = time.perf_counter()
        function(*arguments)
        best = min(best, time.perf_counter() - start)
    return best


def lonely(facts):
    """The same facts with no station known to two hosts: nothing can be shared, so memory is at its worst."""
    for number, host_facts in enumerate(facts.values()):
        for at, row in enumerate(host_facts["neighbors"]):
            row.update(ip=f"2001:db8:{number:x}::{at + 1:x}", family="ipv6")
            row["mac"] = f"02:01:{number >> 8:02x}:{number & 255:02x}:{at >> 8:02x}:{at & 255:02x}"
    return facts


def memory_ratio(title, facts, aim):
    """Print the peak memory of a process that holds the input and judges it, against the input alone."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "facts.jsonl")
        with path.open("w", encoding="utf-8") as lines:
            for host, host_facts in facts.items():
                compact = json.dumps(host_facts["neighbors"], separators=(",", ":"))
                rest = {key: value for key, value in host_facts.items() if key != "neighbors"}
                print(json.dumps([host, {**rest, "neighbors_json": compact}]), file=lines)
        facts.clear()
        words = [sys.executable, __file__, "--peak", str(path)]
        size, peak = map(int, subprocess.run(words, check=True, capture_output=True, text=True).stdout.split())
    verdict = "met" if peak <= aim * size else "MISSED"
    print(
        f"{title}: {peak >> 20:,} MiB against {size >> 20:,} MiB, ratio {peak / size:.2f}, aim <= {aim:g}: {verdict}",
        flush=True,
    )


def print_peak(path):
    """In a process of its own: print the size of the input, and how much memory it and judging it took at most."""
    before = most_memory()
    with open(path, encoding="utf-8") as lines:
        facts = dict(map(json.loads, lines))
    judge(facts)
    print(sum(len(host_facts["neighbors_json"]) for host_facts in facts.values()), most_memory() - before)


def most_memory():
    """The most memory that this process has had so far, in bytes. (What getrusage tells includes the parent's.)"""
    return int(re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text()).group(1)) * 1024


def time_ratios():
    """Print the time against the peer's, and how it grows."""
    small = fabric(1000, 100)
    small_seconds = seconds(judge, small)
    large = fabric(1000, 1000)
    ratio(
        "neighbor_anomalies, 1,000 hosts x 1,000 neighbors, against one dict grouping pass",
        lambda: judge(large),
        lambda: group(large),
        aim=10,
        repeat=3,
    )
    exponent = math.log10(seconds(judge, large) / small_seconds)
    print(f"growth of neighbor_anomalies from 100,000 to 1,000,000 rows: exponent {exponent:.2f} (aim: at most 1.1)")


def main():
    gc.freeze()
    time_ratios()
    if not STATUS.exists():
        print("memory: not measured here, Linux tells it in /proc/self/status")
        return
    memory_ratio("peak memory of judging them, against the neighbors as compact JSON", fabric(1000, 1000), aim=3)
    memory_ratio("the same where every neighbor is another station", lonely(fabric(1000, 1000)), aim=3)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        print_peak(sys.argv[2])
    else:
        main()

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every benchmark of this folder, or those whose names are given: C(run.py gather normalize).

Each runs in a process of its own, so that what one leaves in memory does not slow the next. They print what they
measured; nothing here passes or fails by a time.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def chosen(names):
    """The benchmark files asked for, all without a name."""
    files = {file.stem.removeprefix("bench_"): file for file in sorted(HERE.glob("bench_*.py"))}
    unknown = set(names) - set(files)
    if unknown:
        sys.exit(f"No benchmark named {', '.join(sorted(unknown))}; there are: {', '.join(files)}")
    return [files[name] for name in names or files]


def main(names):
    """Run them in turn; the status is 1 when one could not be carried out."""
    broken = []
    for file in chosen(names):
        print(f"\n{file.stem.removeprefix('bench_')}", flush=True)
        if subprocess.call([sys.executable, str(file)], cwd=HERE.parents[1]):
            broken.append(file.name)
    if broken:
        print(f"Could not be carried out: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

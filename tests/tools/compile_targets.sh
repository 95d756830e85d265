#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Compiles what runs on managed nodes with every Python from 3.6 on that this machine has: no linter knows 3.6 as well as
# 3.6 itself. One that is not here is named, and no failure.
set -eu

tools=$(dirname "$0")
absent=
for minor in 6 7 8 9 10 11 12 13 14; do
    python=$(PYTHON='' "$tools/find_python.sh" "3.$minor" "3.$minor") || {
        absent="$absent 3.$minor"
        continue
    }
    "$python" - <<'PYTHON'
import pathlib, sys
files = [file for part in ("modules", "module_utils") for file in sorted(pathlib.Path("plugins", part).rglob("*.py"))]
for file in files:
    compile(file.read_text(encoding="utf-8"), str(file), "exec")
print("Compiled %d files with Python %d.%d" % (len(files), *sys.version_info[:2]))
PYTHON
done
[ -z "$absent" ] || echo "Left out: compiling with Python$absent, not found here"

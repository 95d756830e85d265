#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: find_python.sh OLDEST NEWEST [MODULE...]
#
# Prints the path of the newest Python between two versions (3.10 3.14) that really runs and can import the modules
# named; status 1 and no output where there is none. $PYTHON, when set, is the only candidate.
set -eu

oldest=${1#3.}
newest=${2#3.}
shift 2

# Prints the real path. Executed rather than looked for: a pyenv shim stands on PATH for versions it then refuses to run.
# Of a virtual environment, the Python below it: an environment is not to be made from itself.
real_python() {
    python=$1
    minor=$2
    shift 2
    "$python" -c '
import sys
for name in sys.argv[2:]:
    __import__(name)
print(getattr(sys, "_base_executable", sys.executable)) if sys.version_info[:2] == (3, int(sys.argv[1])) else sys.exit(1)
' "$minor" "$@" 2>/dev/null
}

pyenv_versions() {
    if command -v pyenv >/dev/null 2>&1; then
        pyenv root 2>/dev/null || true
    fi
}

candidates() {
    if [ -n "${PYTHON:-}" ]; then
        printf '%s\n' "$PYTHON"
        return
    fi
    printf '%s\n' "python3.$1" python3
    for python in "$pyenv_root"/versions/*/bin/"python3.$1"; do
        printf '%s\n' "$python"
    done
}

pyenv_root=$(pyenv_versions)
minor=$newest
while [ "$minor" -ge "$oldest" ]; do
    found=$(
        candidates "$minor" | while IFS= read -r candidate; do
            if real_python "$candidate" "$minor" "$@"; then
                break
            fi
        done
    )
    if [ -n "$found" ]; then
        printf '%s\n' "$found"
        exit 0
    fi
    minor=$((minor - 1))
done
exit 1

#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The units, and the integration tests marked core_matrix, under the oldest supported ansible-core. The newest runs
# everything in the other stages.
set -eu

OLDEST=2.16
venv=.venv-$OLDEST
tools=$(dirname "$0")

status=0
PYTHON='' "$tools/make_venv.sh" "$venv" "requirements/core-$OLDEST.txt" 3.10 3.12 || status=$?
if [ "$status" -eq 3 ]; then
    echo "Left out: ansible-core $OLDEST, which needs Python 3.10, 3.11 or 3.12"
    exit 0
fi
[ "$status" -eq 0 ] || exit "$status"

PATH=$(pwd)/$venv/bin:$PATH
export PATH
"$venv/bin/ansible" --version | sed -n '1p;s/^ *python version/python/p'
"$venv/bin/python" -m pytest tests/unit -n 2
"$venv/bin/python" -m pytest tests/integration -m "core_matrix and not machine_wide" -n 2 --dist loadfile
"$venv/bin/python" -m pytest tests/integration -m "core_matrix and machine_wide"

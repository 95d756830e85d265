#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Checks the shell scripts of the project.
set -eu

if command -v shellcheck >/dev/null 2>&1; then
    find .ci tests roles molecule \( -name '*.sh' -o -path .ci/run \) -exec shellcheck {} +
else
    echo "Left out: shellcheck, not installed here"
fi

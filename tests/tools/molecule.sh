#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs all Molecule scenarios side by side, and prints one after the other what they said: each has a lab of its own, and
# waits most of the time. They stand on lab hosts, which need root on Linux.
set -eu

if [ "$(uname -s)" != Linux ] || [ "$(id -u)" -ne 0 ]; then
    echo "Left out: Molecule, whose lab hosts need root on Linux"
    exit 0
fi

logs=$(mktemp -d)
pids=
# A scenario that is ended takes its lab down, which is worth waiting for.
trap 'kill $pids 2>/dev/null || :; wait; rm -rf "$logs"; exit 130' INT TERM
trap 'rm -rf "$logs"' EXIT

missing=$(python "$(dirname "$0")/network_collections.py") || echo "Left out: Molecule's scenario devices: $missing"
started=
for file in molecule/*/molecule.yml; do
    scenario=$(basename "$(dirname "$file")")
    [ "$scenario" != devices ] || [ -z "$missing" ] || continue
    molecule test --scenario-name "$scenario" >"$logs/$scenario" 2>&1 &
    pids="$pids $!"
    started="$started $!:$scenario"
done

status=0
for one in $started; do
    wait "${one%%:*}" || status=$?
    cat "$logs/${one#*:}"
done
exit "$status"

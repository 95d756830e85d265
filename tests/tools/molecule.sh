#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs every Molecule scenario. They stand on lab hosts, which need root on Linux.
set -eu

if [ "$(uname -s)" != Linux ] || [ "$(id -u)" -ne 0 ]; then
    echo "Left out: Molecule, whose lab hosts need root on Linux"
    exit 0
fi
if missing=$(python "$(dirname "$0")/network_collections.py"); then
    exec molecule test --all
fi
echo "Left out: Molecule's scenario devices: $missing"
MOLECULE_GLOB='molecule/[!d]*/molecule.yml' exec molecule test --all

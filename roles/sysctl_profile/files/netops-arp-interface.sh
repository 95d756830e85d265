#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Gives an interface that has just appeared the ARP and ND parameters that netops.arp.arp_sysctl keeps for it.
# usage: netops-arp-interface [INTERFACE]
# Without an argument the name is that of udev (INTERFACE) or of ifupdown (IFACE).
#
# Reads every file of the module in /etc/sysctl.d: first the lines of patterns, which are comments there, then those of
# names, which go before. A parameter that this kernel or this interface does not have is passed over.
set -u

interface=${1:-${INTERFACE:-${IFACE:-}}}
case $interface in
'' | all | default | */* | . | ..) exit 0 ;;
esac

# The values of one file, of lines that begin with this mark, for this interface.
values() {
    mark=$1
    file=$2
    while IFS= read -r line; do
        case $line in
        "$mark"net/*) line=${line#"$mark"} ;;
        *) continue ;;
        esac
        key=${line%% *}
        value=${line##* }
        parameter=${key##*/}
        where=${key%/*}
        pattern=${where##*/}
        table=${where%/*}
        # Unquoted: the pattern is to be one.
        # shellcheck disable=SC2254
        case $interface in
        $pattern) { echo "$value" >"/proc/sys/$table/$interface/$parameter"; } 2>/dev/null || : ;;
        esac
    done <"$file"
}

for mark in "#: " ""; do
    for file in /etc/sysctl.d/*.conf; do
        [ -r "$file" ] || continue
        first=
        read -r first <"$file" || :
        case $first in
        "# Managed by Ansible, module netops.arp.arp_sysctl"*) values "$mark" "$file" ;;
        esac
    done
done

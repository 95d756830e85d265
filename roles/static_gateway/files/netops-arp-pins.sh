#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Managed by Ansible, role netops.arp.static_gateway.
# Puts the neighbors of /etc/netops-arp-pins.conf into the kernel's table, as static entries, where their interface is up.
# usage: netops-arp-pins                        for all interfaces
#        netops-arp-pins INTERFACE [ACTION]     for one, as the dispatcher of NetworkManager calls it
#        netops-arp-pins --watch                for all, now and whenever one changes: for a service
# Without an argument the interface is that of ifupdown (IFACE), if it is set. An entry that cannot be made is told on
# standard error and is no failure: an interface must not stay down for it.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
pins=/etc/netops-arp-pins.conf

case $(uname -s) in
Darwin)
    put() {
        case $2 in
        fe80:*) ndp -s "$2%$1" "$3" ;;
        *:*) ndp -s "$2" "$3" ;;
        *) arp -S "$2" "$3" ifscope "$1" ;;
        esac
    }
    ;;
*)
    put() {
        flags=0
        { read -r flags <"/sys/class/net/$1/flags"; } 2>/dev/null
        [ $((flags & 1)) -eq 0 ] || ip neigh replace "$2" lladdr "$3" dev "$1" nud permanent
    }
    ;;
esac

# Of one interface, or of all of them without an argument.
put_all() {
    [ -r "$pins" ] || return 0
    while read -r interface address mac _; do
        case $interface in
        '' | '#'*) continue ;;
        "${1:-$interface}")
            put "$interface" "$address" "$mac" || echo "netops-arp-pins: $address on $interface was not pinned" >&2
            ;;
        esac
    done <"$pins"
}

# The kernel drops static entries when their link is set down, gets another MAC, or loses its last address. Each line that
# is read is a change of a link or an address; the empty one stands for those that nobody listened to yet.
watch() {
    put_all
    {
        {
            sleep 1
            echo
        } &
        exec ip -o monitor link address
    } | while read -r _ name flags _; do
        name=${name%:}
        case $flags in
        '') put_all ;;
        *[,\<]UP[,\>]* | inet | inet6) put_all "${name%%@*}" ;;
        esac
    done
}

# The dispatcher tells of much that concerns no interface, or none that comes up.
case ${2:-up} in
up | vpn-up | reapply | dhcp4-change | dhcp6-change) ;;
*) exit 0 ;;
esac

case ${1:-${IFACE:-}} in
--watch) watch ;;
'') put_all ;;
*) put_all "${1:-${IFACE:-}}" ;;
esac
exit 0

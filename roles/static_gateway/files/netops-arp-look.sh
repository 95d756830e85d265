#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Tells what a host has to keep static neighbor entries with, and what of that is there already. Changes nothing.
# Each line is a word and a value; the file is run by "sh -c" and never lies on the host.
set -u
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
mark="Managed by Ansible, role netops.arp.static_gateway"
script=/usr/local/sbin/netops-arp-pins
unit=/etc/systemd/system/netops-arp-pins.service

echo "system $(uname -s)"

[ ! -d /run/systemd/system ] || echo "running systemd"
for comm in /proc/[0-9]*/comm; do
    { read -r name <"$comm"; } 2>/dev/null || continue
    case $name in
    systemd-network) echo "running networkd" ;;
    NetworkManager) echo "running networkmanager" ;;
    esac
done | sort -u

for program in /lib/systemd/systemd /usr/lib/systemd/systemd; do
    [ ! -x "$program" ] || echo "installed systemd"
done
[ ! -d /etc/NetworkManager/dispatcher.d ] || echo "installed networkmanager"
case $(ip -V 2>/dev/null) in
*iproute2*) echo "installed iproute2" ;;
esac

# The .network file of each interface, as systemd-networkd keeps it in its state.
for link in /sys/class/net/*/ifindex; do
    { read -r index <"$link"; } 2>/dev/null || continue
    link=${link%/ifindex}
    file=$(sed -n 's/^NETWORK_FILE=//p' "/run/systemd/netif/links/$index" 2>/dev/null)
    [ -z "$file" ] || echo "network ${link##*/} $file"
done

nmcli -t -f DEVICE,STATE device 2>/dev/null | sed 's/^/device /'

if [ -e /etc/network/interfaces ] && ifup=$(command -v ifup); then
    case $(readlink -f "$ifup") in
    *ifupdown2*) echo "ifup ifupdown2" ;;
    *) echo "ifup ifupdown" ;;
    esac
    sed -n 's/^[[:space:]]*addon_scripts_support[[:space:]]*=[[:space:]]*/scripts /p' \
        /etc/network/ifupdown2/ifupdown2.conf 2>/dev/null
    sed -n 's/^[[:space:]]*iface[[:space:]][[:space:]]*\([^[:space:]]*\).*/stanza \1/p' \
        /etc/network/interfaces /etc/network/interfaces.d/* 2>/dev/null
fi

for file in /etc/netops-arp-pins.conf "$script" /etc/network/if-up.d/netops-arp-pins \
    /etc/NetworkManager/dispatcher.d/50-netops-arp-pins "$unit" \
    /etc/systemd/system/multi-user.target.wants/netops-arp-pins.service \
    /etc/systemd/network/*.network.d/50-netops-arp-pins.conf /etc/rc.conf.d/static_arp/netops_arp \
    /etc/rc.conf.d/static_ndp/netops_arp /Library/LaunchDaemons/netops.arp.pins.plist; do
    directory=${file%/*}
    [ ! -d "$directory" ] || echo "directory $directory"
    if [ -L "$file" ]; then
        case $(readlink "$file") in
        "$script" | "$unit") echo "ours $file" ;;
        *) echo "foreign $file" ;;
        esac
    elif [ -f "$file" ] && grep -q "$mark" "$file"; then
        echo "ours $file"
        [ "$(ls -A "$directory")" != "${file##*/}" ] || echo "alone $directory"
    elif [ -e "$file" ]; then
        echo "foreign $file"
    fi
done

#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Boots a lab host once more, from the disk that it had: new network, processes and kernel parameters. The text is run by
# "sh -c" with the name of the host behind it, below unshare, in the mount namespace of the host's former life. The kernel
# parameters that a new namespace is to begin with come on standard input.
set -eu
name=$1
mount --make-rprivate /
# As in host_init.sh: what is not below net. belongs to the whole machine.
mount -t proc proc /proc
mount --bind /proc/sys /proc/sys
mount --bind /proc/sys/net /proc/sys/net
while IFS="=" read -r key value; do
  echo "$value" 2>/dev/null >"/proc/sys/$key" || :
done
mount -o remount,bind,ro /proc/sys
mount -t sysfs sysfs /sys
mkdir /tmp/lab
cp -r /run/lab /tmp/lab
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/sshd /run/netns /run/lock
mv /tmp/lab/lab /run/lab
mount -t tmpfs -o mode=1777 tmpfs /tmp
echo "$name" >/proc/sys/kernel/hostname 2>/dev/null || hostname "$name"
ip link set lo up

# What init does before there is a network: systemd's own program where there is one.
if [ -x /lib/systemd/systemd-sysctl ]; then
  /lib/systemd/systemd-sysctl 2>/dev/null || :
else
  sysctl -q --system >/dev/null 2>&1 || :
fi
echo ready
exec /usr/sbin/sshd -D -f /run/lab/sshd_config </dev/null >/dev/null 2>&1

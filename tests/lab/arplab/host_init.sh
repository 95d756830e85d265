#!/bin/sh
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Started by "unshare --net --mount --uts --ipc --pid --fork": turns its namespaces into a lab host and becomes its sshd.
# usage: host_init.sh NAME LAB_DIRECTORY [DEVICE]
# Says two lines: its process id as the machine sees it (the interfaces can be made now), then "ready".
set -eu
name=$1
lab=$2
device=${3:-}

# The machine's own values are inherited by a new network namespace; a lab must not depend on them.
while IFS="=" read -r key value; do
  echo "$value" 2>/dev/null >"/proc/sys/$key" || :
done <"$lab/base_sysctls"
ip link set lo up
# /proc is still the machine's, so "self" is the number by which the machine knows this shell.
read -r pid _ </proc/self/stat
echo "$pid"

# The upper directory must not lie in the lower tree, hence the tmpfs; it goes when this mount namespace goes.
disk=$lab/hosts/$name
mount -t tmpfs -o mode=755 "$name" "$disk"
mkdir "$disk/upper" "$disk/work" "$disk/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$disk/upper,workdir=$disk/work" "$disk/root"
cd "$disk/root"
# The overlay holds what lies on the root file system; a /usr of its own is shown as it is.
if mountpoint -q /usr; then
  mount --rbind /usr usr
  mount -o remount,bind,ro usr
fi
mount -t proc proc proc
# What is not below net. belongs to the whole machine.
mount --bind proc/sys proc/sys
mount --bind proc/sys/net proc/sys/net
mount -o remount,bind,ro proc/sys
mount -t sysfs sysfs sys
mount --rbind /dev dev
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mkdir -p run/sshd run/netns run/lock run/lab mnt
for file in hostkey authorized_keys sshd_config; do
  cp "$lab/$file" run/lab/
done
if [ -n "$device" ]; then
  cp -r "$lab/devices" run/lab/
  # Every login ends at the device's own command line, also one that asks for another command or for NETCONF.
  cat >>run/lab/sshd_config <<END
Subsystem netconf netconf
ForceCommand cd /run/lab && exec /usr/bin/python3 -BsE -m devices $device
END
fi
echo "$name" >etc/hostname
echo "$name" >/proc/sys/kernel/hostname
# A locked or expired root account would be refused; password logins are off in sshd_config.
sed -i 's/^root:.*/root:*:19000:0:99999:7:::/' etc/shadow
rm -f etc/nologin
# No name server can be reached from here, and sshd asks for one before it opens a terminal.
[ ! -f etc/nsswitch.conf ] || sed -i 's/^hosts:.*/hosts: files/' etc/nsswitch.conf
pivot_root . mnt
umount -l /mnt
cd /run/lab
if [ "$device" = eos ]; then
  /usr/bin/python3 -BsE -m devices.eapi </dev/null >/dev/null &
fi
cd /

echo ready
exec /usr/sbin/sshd -D -f /run/lab/sshd_config </dev/null >/dev/null

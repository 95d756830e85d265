# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Active proof on Linux: ask a link who holds an address, tell it who does, and listen to it.

Everything goes through packet sockets (man 7 packet), so that the neighbor table of this host takes no part. Nothing
here knows Ansible. Standard library only, Python 3.6 and later.
"""

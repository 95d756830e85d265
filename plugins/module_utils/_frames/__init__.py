# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames of address resolution: ARP, IPv6 neighbor discovery, Ethernet around them, and pcap files of them.

Bytes to records and back, pure functions: no socket, no clock, no Ansible. Reading never raises, whatever the bytes.
Standard library only, Python 3.6 and later.
"""

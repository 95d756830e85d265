# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Emulated network devices: command lines and interfaces of several makers on top of a lab host's own kernel tables.

What a device shows is what the kernel of its lab host has learned from the wire, and what is configured on it ends in
that kernel. Runs inside the lab host with the system's Python (3.10 or later) and nothing but its standard library.
"""

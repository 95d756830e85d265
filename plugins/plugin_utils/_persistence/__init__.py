# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How pinned neighbors outlast a restart: what a host has for that, which of it is chosen, and which files that takes.

`_pins` understands the pins, `_host` what the role saw on the host, `_files` renders, `_providers` chooses, `_plan`
says what to write and what to remove. Pure: the role static_gateway looks, writes and removes.
"""

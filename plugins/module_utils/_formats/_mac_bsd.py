# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bridges of the BSDs and macOS: `ifconfig bridge0 addr`, `brconfig bridge0 addr` of NetBSD.

    00:00:5e:00:53:01 Vlan1 em0 1196 flags=0<>
    00:00:5e:00:53:02 vnet0 0 flags=1<STATIC>

Sources: ifconfig(8) and bridge(4) of FreeBSD and OpenBSD, brconfig(8) of NetBSD. The number is what is left of the
time-out (on OpenBSD an age in no unit that is told), so the age is unknown. A sticky address does not leave its port.
"""

import re

from ._mac_entry import mac_entry, read_macs, table_mac, table_vlan

_ROW = re.compile(
    r"\s*(?P<mac>(?:[0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2})\s+(?:Vlan(?P<vlan>\d{1,4})\s+)?(?P<interface>[a-zA-Z]\S*)\s+\d+\s+"
    r"flags=[0-9a-f]+<(?P<flags>[A-Z0-9,]*)>(?:\s+tunnel\s+(?P<far>\S+))?\s*"
).fullmatch
_DECORATION = re.compile(
    r"\s*(?:Address cache|Addresses) \(max cache: \d+, timeout: \d+\):\s*"
    r"|\S*[#$%]\s*(?:ifconfig|brconfig)\b.*|(?:ifconfig|brconfig) \S+ addr\s*"
).fullmatch

# An address may have both flags.
_KINDS = (("STICKY", "secure"), ("STATIC", "static"))


def recognizes_macs(text):
    """Tell whether a text holds a row of the table, or its title."""
    return any(_ROW(line) or _DECORATION(line) for line in text.replace("\r", "").split("\n"))


def parse_macs(text):
    """Read the table."""
    return read_macs(text, _row, _DECORATION)


def _row(line):
    match = _ROW(line)
    if match is None:
        return None
    flags = match.group("flags").split(",")
    kind = next((kind for flag, kind in _KINDS if flag in flags), "remote" if match.group("far") else "dynamic")
    return [
        mac_entry(table_mac(match.group("mac")), table_vlan(match.group("vlan") or ""), match.group("interface"), kind)
    ]

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FortiOS: `get system arp`, `diagnose ip arp list` and `diagnose ipv6 neighbor-cache list`.

Sources: the FortiOS administration guide (ARP table), Fortinet's notes on the fields of the diagnose commands,
include/uapi/linux/neighbour.h. The first command shows ages in minutes, and resolved entries only. The diagnose
commands show the kernel's table: the state as the bits of NUD_*, times in hundredths of a second.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._rows import read_rows

_MAC = r"(?:[0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2}"
_ARP_ROW = re.compile(
    r"^[ \t]*([0-9]+\.[0-9.]+)[ \t]+(\d+|-)[ \t]+(%s|\(?[Ii]ncomplete\)?)[ \t]+(\S.*?)[ \t\r]*$" % _MAC, re.MULTILINE
)
_KERNEL_ROW = re.compile(
    r"^[ \t]*(?:if)?index=\d+[ \t]+ifname=(\S+)[ \t]+([0-9a-fA-F]*[.:][0-9a-fA-F.:]+?(?:%%\S+)?)(?:[ \t]+(%s))?[ \t]*"
    r"state=(?:0x)?([0-9a-fA-F]{2,8})(?:[ \t]+use=\d+)?(?:[ \t]+confirm=(\d+))?[^\n]*$"
    % _MAC.replace(r"{1,2})", r"{2})"),
    re.MULTILINE,
)
_HEADER = re.compile(r"^[ \t]*Address[ \t]+Age ?\(min\)[ \t]+Hardware Addr", re.MULTILINE)
_DECORATION = re.compile(
    r"\s*Address\s+Age ?\(min\)\s+Hardware Addr.*"
    r"|\s*(?:\S+\s+)?(?:\([^)]*\)\s*)?[#$]\s*(?:(?:get|diag\w*|show|exec\w*)\b.*)?"
    r"|\s*(?:get sys\w* arp|diag\w* ip arp list|diag\w* ipv6 neighbor-cache list)\s*"
).fullmatch

# NUD_* of the kernel, and whether the age of such an entry is known.
_STATES = {
    0x01: "incomplete",
    0x02: "reachable",
    0x04: "stale",
    0x08: "delay",
    0x10: "probe",
    0x20: "failed",
    0x40: "noarp",
    0x80: "permanent",
}
_LEARNED = frozenset(["reachable", "stale", "delay", "probe"])
_ORIGINS = {"permanent": "static", "noarp": "other"}
_HUNDREDTHS = 100
_MINUTE = 60


def recognizes(text):
    """Tell whether a text holds the header or rows of one of the commands."""
    return bool(_HEADER.search(text) or _KERNEL_ROW.search(text) or _ARP_ROW.search(text))


def parse(text):
    """Read the tables."""
    return Parsed(*read_rows(text, ((_ARP_ROW, _arp_row), (_KERNEL_ROW, _kernel_row)), _DECORATION))


def _arp_row(match):
    ip, age, mac, interface = match.groups()
    return neighbor(
        canonical_ip(ip)[0],
        "ipv4",
        mac=canonical_mac(mac) if ":" in mac else None,
        interface=interface,
        age_seconds=int(age) * _MINUTE if age.isdigit() else None,
    )


def _kernel_row(match):
    interface, ip, mac, bits, confirmed = match.groups()
    ip, family = canonical_ip(ip)
    state = _STATES.get(int(bits, 16))
    return neighbor(
        ip,
        family,
        mac=canonical_mac(mac) if mac else None,
        interface=interface,
        state=state,
        origin=_ORIGINS.get(state, "dynamic"),
        age_seconds=int(confirmed) // _HUNDREDTHS if confirmed and state in _LEARNED else None,
        flags=["state=" + bits],
    )

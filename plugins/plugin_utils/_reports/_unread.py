# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who gave no tables, and why: hosts with the same trouble are named together."""

import ipaddress
import re
from typing import NamedTuple

from ._text import clean

# What differs between two hosts that fail alike: "connect to host 192.0.2.7 port 22: Connection timed out".
_MAYBE_ADDRESS = re.compile(r"(?<![\w.:])[0-9A-Fa-f:.]*[0-9A-Fa-f:](?![\w:])")


class Unread(NamedTuple):
    """Hosts that were not read for one reason; several of them are named without their own addresses."""

    reached: bool
    reason: str
    hosts: list[str]

    @property
    def size(self) -> int:
        return len(self.hosts)


def unread(report: dict) -> list[Unread]:
    """Return the hosts of a completed document that gave no tables, by reason: first who was not even reached."""
    groups: dict[tuple[bool, str], list[tuple[str, str]]] = {}
    for name, host in report["hosts"].items():
        if host["error"] is not None:
            said = clean(host["error"])
            groups.setdefault((host["reached"], _common(said, name)), []).append((clean(name), said))
    found = [
        Unread(reached, members[0][1] if len(members) == 1 else common, [name for name, _said in members])
        for (reached, common), members in groups.items()
    ]
    return sorted(found, key=lambda group: (group.reached, -len(group.hosts), group.hosts))


def _common(reason: str, name: str) -> str:
    named = re.compile(rf"(?<![\w.-]){re.escape(clean(name))}(?![\w-])")
    return _MAYBE_ADDRESS.sub(_hidden, named.sub("…", reason))


def _hidden(match: re.Match) -> str:
    try:
        ipaddress.ip_address(match.group())
    except ValueError:
        return match.group()
    return "…"

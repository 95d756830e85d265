# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a host has to keep pins with: the words of roles/static_gateway/files/netops-arp-look.sh, understood."""

from typing import NamedTuple

# "connected (externally)" is an interface that somebody else configures and NetworkManager watches.
_NOT_ITS_OWN = ("unmanaged", "unavailable", "disconnected", "connected (externally)")


class Host(NamedTuple):
    """One host. `networks` and `devices` are mappings by interface, the rest is text or sets of text."""

    system: str
    running: frozenset
    installed: frozenset
    networks: dict
    devices: dict
    stanzas: frozenset
    ifup: str
    runs_scripts: bool
    ours: frozenset
    foreign: frozenset
    directories: frozenset
    alone: frozenset

    def manages(self, interface):
        """Whether NetworkManager is what brings this interface up."""
        return self.devices.get(interface, "unmanaged") not in _NOT_ITS_OWN


def understand(found):
    """Return the `Host` that a text of lines `WORD VALUE` tells of; an empty text is a host that has nothing."""
    said = {}
    for line in found.splitlines():
        word, _blank, value = line.partition(" ")
        said.setdefault(word, []).append(value)

    def every(word):
        return frozenset(said.get(word, ()))

    return Host(
        system=said.get("system", [""])[0],
        running=every("running"),
        installed=every("installed"),
        networks=dict(value.split(" ", 1) for value in said.get("network", ())),
        # nmcli puts a backslash before a colon that is part of a name; no interface that we write has one.
        devices=dict(value.split(":", 1) for value in said.get("device", ()) if ":" in value),
        stanzas=every("stanza"),
        ifup=said.get("ifup", [""])[0],
        runs_scripts="0" not in every("scripts"),
        ours=every("ours"),
        foreign=every("foreign"),
        directories=every("directory"),
        alone=every("alone"),
    )

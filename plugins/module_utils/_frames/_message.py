# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a frame says about addresses, in the same words for ARP and for IPv6 neighbor discovery."""

from typing import NamedTuple, Optional

ASKING = frozenset(["request", "solicitation"])
ALL_NODES_MAC = "33:33:00:00:00:01"  # RFC 2464 section 7 for ff02::1


class Message(NamedTuple):
    """One request, reply, solicitation or advertisement.

    `source` and `destination` are the MACs of the frame. `mac` and `ip` are the binding that the message claims:
    of ARP its sender, of a solicitation its source and the option with its MAC, of an advertisement its target and the
    option with that one's MAC. A message without an `ip` claims nothing. `target` is the address asked for, or that
    of the one who is answered. The flags are None where the protocol has none.
    """

    family: str
    kind: str
    source: str
    destination: str
    vlan: Optional[int]
    mac: str
    ip: Optional[str]
    target: Optional[str]
    is_router: Optional[bool] = None
    is_solicited: Optional[bool] = None
    is_override: Optional[bool] = None

    @property
    def asks(self):
        """Whether somebody is asked for an address: an announcement in the form of a request asks nobody."""
        return self.kind in ASKING and self.ip != self.target

    @property
    def is_probe(self):
        """Whether an address is asked for by somebody who claims none (RFC 5227 section 2.1, RFC 4862 section 5.4)."""
        return self.kind in ASKING and self.ip is None

    @property
    def is_announcement(self):
        """Whether a binding is told to everybody unasked (RFC 5227 section 2.3, RFC 4861 section 7.2.6).

        The answer to an IPv6 probe looks the same (RFC 4861 section 7.2.4).
        """
        if self.family == "ipv4":
            return self.ip is not None and self.ip == self.target
        return self.kind == "advertisement" and not self.is_solicited and self.destination == ALL_NODES_MAC

    @property
    def differs_from_frame(self):
        """Whether the frame came from another MAC than the one that it claims."""
        return self.mac != self.source


class Malformed(NamedTuple):
    """A frame that no station would send in good order: who sent it and what is wrong with it."""

    source: str
    family: str
    reason: str

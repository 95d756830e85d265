# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell a link where addresses are now (RFC 5227 section 2.3, RFC 4861 section 7.2.6)."""

import time
from typing import NamedTuple

from .._errors import ArpError
from .._formats._links import Link
from .._frames import _arp, _nd
from ._place import interface_of

REQUEST, REPLY, BOTH, ADVERTISEMENT = "request", "reply", "both", "advertisement"


class Announcement(NamedTuple):
    """One frame that tells of one address, in which form, and on which interface."""

    ip: str
    family: str
    link: Link
    form: str
    frame: bytes


def prepare(place, target, *, interface, form, force, forwards):
    """Return the `Announcement`s of one `Target`. Raises ArpError for an address that is not this host's there.

    `forwards(interface)` tells whether the host is an IPv6 router, which an advertisement says (RFC 4861 section 4.4).
    """
    interface = target.zone or interface
    _check_held(place, target, interface, force)
    link = place.link(interface) if interface else interface_of(place, target.ip, target.family)
    if target.family == "ipv6":
        frames = {ADVERTISEMENT: _nd.announcement(link.mac, target.ip, is_router=forwards(link.name))}
    else:
        wanted = (REQUEST, REPLY) if form == BOTH else (form,)
        frames = {one: _arp.announcement(link.mac, target.ip, reply=one == REPLY) for one in wanted}
    return [Announcement(target.ip, target.family, link, one, frame) for one, frame in frames.items()]


def send(wires, announcements, *, count, interval):
    """Send each announcement `count` times, `interval` seconds from one round to the next."""
    for turn in range(count):
        if turn:
            time.sleep(interval)
        for announcement in announcements:
            wires[announcement.link.name].send(announcement.frame)


def _check_held(place, target, interface, force):
    if force:
        return
    holders = {place.links[own.index].name: own for own in place.holders(target.ip) if own.index in place.links}
    if not holders:
        raise ArpError(
            "This host does not hold %s. Announcing it would take it from whoever does; if that is meant, set force "
            "and name the interface" % target.ip
        )
    if interface and interface not in holders:
        raise ArpError(
            "This host holds %s on %s, not on %s; if it is to be announced there all the same, set force"
            % (target.ip, ", ".join(sorted(holders)), interface)
        )
    own = holders[interface] if interface else next(iter(holders.values()))
    if not own.is_ready:
        raise ArpError(
            "%s has not passed duplicate address detection: wait a moment, or ask who else holds it with arp_probe"
            % target.ip
        )

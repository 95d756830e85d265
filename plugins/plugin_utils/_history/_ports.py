# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Behind which port each station was, so that the next run can tell that it has moved."""

from ._match import Solid


def remembered_ports(ports, switches, run):
    """The ports of the history, with those of this run; a MAC without a certain port keeps what is known of it."""
    ports = dict(ports)
    solid = Solid(run.policy, run.fabrics)
    latest = max(run.times.values(), default=None)
    for mac in switches.macs:
        place = switches.place(mac)
        if place is None or not place.is_certain or switches.is_switch(mac) or not solid.is_of_one_station(mac):
            continue
        time = switches.times[place.ports[0].host] or latest
        if time:
            ports[mac] = _port(ports.get(mac), place, time)
    return dict(sorted(ports.items()))


def _port(known, place, time):
    (port,) = place.ports
    stays = known is not None and (known["host"], known["interface"]) == port
    return {
        "host": port.host,
        "interface": port.interface,
        "moves": place.moves,
        "first_seen": known["first_seen"] if stays else time,
        "last_seen": max(time, known["last_seen"]) if stays else time,
    }

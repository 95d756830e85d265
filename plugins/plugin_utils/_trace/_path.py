# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a MAC to the switch port behind which it is, and what is known of that port."""

from .._findings import listing

_NO_TABLES = "no MAC table was read, so its port is not known"
_ITSELF = "the address of {switch} itself, whose MAC table was read"
_NOT_LEARNED = (
    "in none of the {count} MAC tables that were read: it was silent for long, or is behind a switch that was not read"
)


def path_of(sight, mac):
    """The way to a MAC: `{mac, described, hosts, is_right, answers, ports, note}`.

    `ports` are those that have learned it, `{switch, interface, vlan, type, age_seconds, is_edge, up}`, the way to
    the edge first. `up` is None where the switch does not tell. `hosts` hold or got the MAC.
    """
    switches = sight.observations.switches
    hosts = {one.host for one in sight.held.get(mac, ())}
    hosts |= {probe.host for probe in sight.probes if mac in probe.macs}
    hosts |= {observer.host for observer, _heard in sight.heard.get(mac, ())}
    place = switches.place(mac) if switches else None
    ports = [_port(sight, port, entries, place) for port, entries in switches.trail(mac).items()] if place else []
    return {
        "mac": mac,
        "described": sight.described(mac),
        "owners": sorted({f"{owner.host} ({owner.interface})" for owner in sight.owner_of(mac)}),
        "hosts": sorted(hosts),
        "is_right": sight.is_right(mac),
        "answers": mac in sight.answering,
        "ports": sorted(ports, key=lambda port: (port["is_edge"], port["switch"], port["interface"])),
        "note": _note(switches, place, mac),
    }


def _note(switches, place, mac):
    if switches is None:
        return _NO_TABLES
    if place:
        return place.how
    own = switches.switches_of(mac)
    return _ITSELF.format(switch=listing(own)) if own else _NOT_LEARNED.format(count=len(switches.times))


def _port(sight, port, entries, place):
    newest = min(entries, key=lambda entry: (entry.get("age_seconds") is None, entry.get("age_seconds") or 0))
    vlans = sorted({entry["vlan"] for entry in entries if entry.get("vlan") is not None})
    return {
        "switch": port.host,
        "interface": port.interface,
        "vlan": vlans[0] if len(vlans) == 1 else None,
        "type": newest.get("type"),
        "age_seconds": newest.get("age_seconds"),
        "is_edge": port in place.ports and not place.is_link,
        "up": _is_up(sight.observations.fabric.hosts.get(port.host), port.interface),
    }


def _is_up(switch, name):
    """The state of a port as the facts of its switch tell it."""
    interfaces = switch.facts.get("interfaces") or () if switch else ()
    return next((one.get("up") for one in interfaces if one.get("name") == name), None)

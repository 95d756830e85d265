# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Behind which port of which switch a station is, from the MAC address tables of all switches that were read.

Every switch on the way has learned a station's MAC, most of them on a link to another switch. The port that a person
wants is the one at the edge: a port behind which no other switch that was read is found, and of those the one with the
fewest MACs.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ..module_utils._errors import ArpError
from ..module_utils._neighbor import canonical_mac
from ._times import canonical

# Such an entry is the switch's own address, or stands for a tunnel.
_NO_PORT_TYPES = frozenset(["self", "remote"])


class Port(NamedTuple):
    """One port of one switch."""

    host: str
    interface: str


class Place(NamedTuple):
    """Where a station is. `how` says in words how the port was chosen; without one of its own `ports` are several."""

    ports: tuple
    vlans: tuple
    macs: int
    is_link: bool
    moves: int | None

    @property
    def is_certain(self):
        """True for one port at the edge."""
        return len(self.ports) == 1 and not self.is_link

    @property
    def how(self):
        if self.is_link:
            return "a link to another switch: the station is behind one that was not read"
        if len(self.ports) > 1:
            return "the ports with the fewest addresses; the tables do not tell which is the edge"
        return "edge port, no other address there" if self.macs == 1 else f"edge port, {self.macs} addresses there"

    def __str__(self):
        named = [f"{port.interface} of {port.host}" for port in self.ports[:3]]
        return " or ".join(named) + (f" or {len(self.ports) - 3} more" if len(self.ports) > 3 else "")


class Switches:
    """The MAC tables of `{host: mac_table facts}`. `times` maps each switch to when it was read."""

    def __init__(self, mac_tables, fabric):
        self.times = {}
        self._entries = {}
        self._crowd = {}
        self._own = {}
        for name in sorted(mac_tables, key=str):
            self._read(str(name), mac_tables[name])
        for name in {port.host for port in self._crowd} & fabric.hosts.keys():
            for mac in {observer.mac for observer in fabric.hosts[name].observers.values() if observer.mac}:
                self._own.setdefault(mac, set()).add(name)
        self._links = {
            Port(host, interface)
            for mac, owners in self._own.items()
            for host, interface, _entry in self._entries.get(mac, ())
            if interface and owners != {host}
        }

    def _read(self, host, facts):
        entries = facts.get("entries") if isinstance(facts, Mapping) else None
        if not isinstance(entries, (list, tuple)):
            raise ArpError(f"mac_tables: host {host}: expected what mac_table_facts put in ansible_facts['mac_table']")
        self.times[host] = canonical(facts.get("collected_at"))
        for entry in entries:
            if not isinstance(entry, Mapping) or not entry.get("mac"):
                raise ArpError(f"mac_tables: host {host}: {str(entry)[:60]!r} is no entry of a MAC table")
            self._learn(host, entry)

    def _learn(self, host, entry):
        try:
            mac = canonical_mac(str(entry["mac"]))
        except ValueError:
            raise ArpError(f"mac_tables: host {host}: {str(entry['mac'])[:60]!r} is no MAC address") from None
        if mac is None:
            return
        kind, interface = entry.get("type"), entry.get("interface")
        if kind == "self":
            self._own.setdefault(mac, set()).add(host)
        self._entries.setdefault(mac, []).append((host, interface if kind not in _NO_PORT_TYPES else None, entry))
        if interface and kind not in _NO_PORT_TYPES:
            self._crowd.setdefault(Port(host, interface), set()).add(mac)

    @property
    def macs(self):
        """Every MAC that a switch has learned."""
        return self._entries

    def learned_by(self, mac):
        """The names of the switches that have this MAC behind a port or a tunnel."""
        return {host for host, _interface, entry in self._entries.get(mac, ()) if entry.get("type") != "self"}

    def is_behind(self, mac, host, interface):
        """True when this port has learned the MAC, at the edge or on the way."""
        return mac in self._crowd.get(Port(host, interface), ())

    def is_switch(self, mac):
        """True for a switch's own address."""
        return mac in self._own

    def switches_of(self, mac):
        """The names of the switches whose own address this is."""
        return sorted(self._own.get(mac, ()))

    def trail(self, mac):
        """Every port that has learned a MAC, with its entries: `{Port: [entry, ...]}`, the edge and the way to it."""
        learned = {}
        for host, interface, entry in self._entries.get(mac, ()):
            if interface:
                learned.setdefault(Port(host, interface), []).append(entry)
        return learned

    def place(self, mac):
        """The Place of a station; None when no port is known for its MAC."""
        learned = self.trail(mac)
        if not learned:
            return None
        # What leads to a switch is the edge for that switch's own addresses.
        edges = learned.keys() if mac in self._own else learned.keys() - self._links
        pool = edges or learned.keys()
        fewest = min(len(self._crowd[port]) for port in pool)
        ports = tuple(sorted(port for port in pool if len(self._crowd[port]) == fewest))
        entries = [entry for port in ports for entry in learned[port]]
        vlans = tuple(sorted({entry["vlan"] for entry in entries if entry.get("vlan") is not None}))
        moves = max((entry["moves"] for entry in entries if isinstance(entry.get("moves"), int)), default=None)
        return Place(ports, vlans, fewest, not edges, moves)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One segment as it is now: as the facts of a run show it, or as a later history document remembers it.

What comes and goes by itself is left out, or every night would be full of news: bridges of containers and guests,
interfaces without an address, link-local addresses (but for a gateway), group addresses, MACs that software gives to
everybody or builds from the address. A static row is no sighting: it says what somebody wrote.
"""

import functools

from .._fabric import SERVICE_INTERFACES
from .._mac_addresses import ETHERNET_OCTETS, SHARED_MACS, is_derived, is_group, may_be_derived, octets
from ._standing import Standing, standing

_LINK_LOCAL_STARTS = frozenset(["fe8", "fe9", "fea", "feb"])  # fe80::/10


class Present:
    """A segment of this run, from its Stations. `time` is when the first of its observers was read.

    `macs` maps each address that is worth remembering to its MAC, or to the set of them. `observers` maps
    `(host, namespace, interface)` to the time of the host's facts.
    """

    def __init__(self, stations, fabric, times, is_given):
        self.stations = stations
        self.fabric = fabric
        self.times = times
        self.name = stations.segment.name
        self.is_given = is_given
        self._watching = [observer for observer in stations.segment.observers if _watches(observer)]
        self.observers = {_key(observer): times[observer.host] for observer in self._watching}
        self.networks = sorted({str(network) for one in self._watching for network in one.subnets.networks})
        self.time = min(self.observers.values(), default=None)

    @functools.cached_property
    def macs(self):
        # What was merely captured is in no table of the next run, and would be news again then.
        found = dict(self.stations.held)
        for ip, holders in self.stations.own.items():
            known = found.get(ip, ())
            macs = {mac for _observer, mac in holders} | ({known} if isinstance(known, str) else set(known))
            found[ip] = macs if len(macs) > 1 else macs.pop()
        gateways = self.stations.segment.gateways
        worth = _Worth()
        memorable = {}
        for ip, known in found.items():
            if not _comes_and_goes(ip, gateways):
                kept = worth.remembering(ip, known)
                if kept:
                    memorable[ip] = kept
        return memorable

    def standing(self, ip, macs, entries, last_run):
        """How each of these MACs stands to an address; see `standing`."""
        return standing(self, ip, macs, entries, last_run)

    def holders(self, ip, mac):
        """The observers that learned this, not those that were told."""
        pair = (ip, mac)
        return [observer for observer in self.stations.holders({pair})[pair] if pair not in observer.static]

    def is_seen_by(self, ip, mac, observers):
        """True when one of these `(host, namespace, interface)` learned the pair, or has it as its own."""
        owners = [owner for owner, own_mac in self.stations.own.get(ip, ()) if own_mac == mac]
        return any(_key(observer) in observers for observer in (*self.holders(ip, mac), *owners))

    def hosts(self, ip, macs):
        """The names of the hosts that hold one of these for the address, or have it as their own."""
        owners = [owner.host for owner, mac in self.stations.own.get(ip, ()) if mac in macs]
        return sorted({*owners, *(observer.host for mac in macs for observer in self.holders(ip, mac))})

    def seen(self, ip, mac):
        """When a pair was first and last in a table of this run."""
        return self.first_times.get((ip, mac)), self.last_times.get((ip, mac))

    @functools.cached_property
    def last_times(self):
        """When each pair was last in a table, or an address of its own."""
        return self._pair_times(reverse=False)

    @functools.cached_property
    def first_times(self):
        """When each pair was first in a table of this run."""
        return self._pair_times(reverse=True)

    def _pair_times(self, reverse):
        """One pass over all rows, in C: the last one to be written stays."""
        found = {}
        for observer in sorted(self._watching, key=lambda one: self.times[one.host], reverse=reverse):
            learned = observer.pairs
            if observer.static:
                learned = [pair for pair in learned if pair not in observer.static]
            time = self.times[observer.host]
            found.update(dict.fromkeys(learned, time))
            found.update(dict.fromkeys(observer.own, time))
        return found


class Remembered:
    """A segment of a history document, in the part of Present, for the comparison of two documents."""

    stations = None

    def __init__(self, record):
        self.name = record["name"]
        self.is_given = bool(record.get("given"))
        self.observers = {observer_key(one): one["last_seen"] for one in record["observers"]}
        self.networks = record["networks"]
        self.time = record["last_seen"]
        self._addresses = record["addresses"]
        self.macs = {ip: entries[0]["mac"] for ip, entries in record["addresses"].items()}

    def standing(self, _ip, macs, _entries, _last_run):
        return Standing(sorted(macs), [], {})

    def is_seen_by(self, _ip, _mac, _observers):
        return True

    def hosts(self, _ip, _macs):
        return []

    def seen(self, ip, mac):
        entry = next(entry for entry in self._addresses[ip] if entry["mac"] == mac)
        return entry["first_seen"], entry["last_seen"]


def observer_key(record):
    """What an observer of a document is known by."""
    return (record["host"], record.get("namespace"), record.get("interface"))


def _key(observer):
    return (str(observer.host), observer.namespace, observer.interface)


def _watches(observer):
    """False for interfaces on which nothing stays as it is, or that have no address to be asked from."""
    if observer.is_host_bridge or SERVICE_INTERFACES(observer.interface or ""):
        return False
    return observer.mac is None or bool(observer.subnets.networks)


def _comes_and_goes(ip, gateways):
    if ":" in ip:
        return ip[:2] == "ff" or (ip[:3] in _LINK_LOCAL_STARTS and ip not in gateways)
    first = ip.partition(".")[0]
    return first in ("0", "127") or ip.startswith("169.254.") or int(first) >= 224


class _Worth:
    """Which MACs are worth remembering, each looked at once."""

    def __init__(self):
        self._answers = {}

    def remembering(self, ip, known):
        """What is left of a MAC or a set of them, in the same form; None for nothing."""
        if not isinstance(known, set):
            return known if self._is_worth(known, ip) else None
        kept = {mac for mac in known if self._is_worth(mac, ip)}
        return kept if len(kept) > 1 else kept.pop() if kept else None

    def _is_worth(self, mac, ip):
        answer = self._answers.get(mac)
        if answer is None:
            if mac in SHARED_MACS or (is_group(mac) and octets(mac) == ETHERNET_OCTETS):
                answer = "never"
            else:
                answer = "unless derived" if may_be_derived(mac) else "always"
            self._answers[mac] = answer
        return answer == "always" or (answer != "never" and not is_derived(mac, ip))

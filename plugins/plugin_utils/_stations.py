# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who answers for what on one segment, and which answers are explained already.

`Stations` condenses all rows of a segment's observers to one MAC per address, keeps the few addresses with several,
and looks up holders only when a detector has something to say. A detector claims the answers that it explains, so that
a finding that is said alone leaves nothing for the detectors after it.
"""

import functools
from collections.abc import Mapping

from ._mac_addresses import ETHERNET_OCTETS, SHARED_MACS, is_group, octets


class AddressSets(Mapping):
    """Map of keys to sets of addresses, where most keys have one: a set is made when it is asked for."""

    def __init__(self):
        self._known = {}

    def add(self, key, ip):
        """Add one address to the set of a key."""
        known = self._known.setdefault(key, ip)
        if isinstance(known, set):
            known.add(ip)
        elif known != ip:
            self._known[key] = {known, ip}

    def __getitem__(self, key):
        known = self._known[key]
        return set(known) if isinstance(known, set) else {known}

    def __iter__(self):
        return iter(self._known)

    def __len__(self):
        return len(self._known)


class Stations:
    """The answers on one segment.

    `macs` maps each address to its MAC, or to a set of them where there are several. `off_subnet` and `odd` are the
    pairs that need a look: outside the subnets of an observer, and with a MAC that is not an Ethernet station's.
    `heard` are the pairs that captures alone tell.
    Detectors note in `proxies` the MACs that were said to answer for others, and in `fluxing` the interfaces that were
    said to answer for each other.
    """

    def __init__(self, segment, fabric, policy):
        self.segment = segment
        self.policy = policy
        self._fabric = fabric
        self._claimed = set()
        self._holders = None
        self.macs = {}
        self.off_subnet = set()
        self.odd = set()
        self.heard = set()
        self.proxies = set()
        self.fluxing = set()
        odd_macs = {}
        for observer in segment.observers:
            self._read(observer, odd_macs)
        self.own = {}
        for observer in segment.observers:
            for ip, mac in observer.own:
                self.own.setdefault(ip, []).append((observer, mac))
        self._adopt_anycast()
        self._hear()

    def _read(self, observer, odd_macs):
        """The third loop over every row: keep it tight."""
        macs, off_subnet = self.macs, self.off_subnet
        subnets = observer.subnets
        excluded = subnets.excluded
        for pair in observer.pairs:
            ip, mac = pair
            known = macs.setdefault(ip, mac)
            if known is not mac and known != mac:
                if isinstance(known, set):
                    known.add(mac)
                else:
                    macs[ip] = {known, mac}
            odd = odd_macs.get(mac)
            if odd is None:
                odd = odd_macs[mac] = is_group(mac) or octets(mac) != ETHERNET_OCTETS
            if odd:
                self.odd.add(pair)
            outside = excluded.get(ip)
            if outside or (outside is None and subnets.excludes(ip)):
                off_subnet.add(pair)

    def _adopt_anycast(self):
        """Give an anycast address the MAC that it is answered with, where its holders tell those of their interfaces.

        NX-OS does: the MAC of `show interface` is the switch's, the one in the hosts' tables is the fabric's. It is no
        conflict where nobody got an answer from one of the interfaces themselves.
        """
        for ip, holders in self.own.items():
            macs = {mac for _observer, mac in holders}
            if len(macs) < 2 or len({observer.host for observer, _mac in holders}) < 2:
                continue
            if self.of(ip) and macs.isdisjoint(self.of(ip)):
                most = self.most_held(ip)
                if len(most) == 1:
                    self.own[ip] = [(observer, *most) for observer, _mac in holders]

    def most_held(self, ip):
        """Of the MACs that answer for an address those that most observers hold."""
        holders = {mac: len(seen) for (_ip, mac), seen in self.holders({(ip, mac) for mac in self.of(ip)}).items()}
        return {mac for mac, number in holders.items() if number == max(holders.values())}

    def _hear(self):
        """Add what captures tell.

        What is no answer counts where it is known who may claim the address, or alone. A host may ask with the address
        that it has on another segment.
        """
        lone = {}
        for observer in self.segment.observers:
            for (ip, mac), heard in observer.heard.items():
                if heard.is_answer or self._is_decided(ip):
                    self._add(ip, mac)
                else:
                    lone.setdefault(ip, set()).add(mac)
        for ip, macs in lone.items():
            if ip not in self.macs and ip not in self._fabric.own and len(macs) == 1:
                self._add(ip, *macs)

    def _is_decided(self, ip):
        return ip in self.own or ip in self.policy.expected or bool(self.policy.virtual_macs(ip, self.segment.vrfs))

    def _add(self, ip, mac):
        known = self.of(ip)
        if mac not in known:
            self.macs[ip] = {mac, *known} if known else mac
            self.heard.add((ip, mac))

    @property
    def held(self):
        """`macs` without what captures alone tell."""
        if not self.heard:
            return self.macs
        left = {ip: {mac for mac in self.of(ip) if (ip, mac) not in self.heard} for ip in self.macs}
        return {ip: macs if len(macs) > 1 else macs.pop() for ip, macs in left.items() if macs}

    def of(self, ip):
        """The set of MACs that answer for an address."""
        known = self.macs.get(ip)
        return set() if known is None else set(known) if isinstance(known, set) else {known}

    def answers(self, ip):
        """The set of MACs that answer for an address, or that a managed host on the segment has it with."""
        return self.of(ip) | {mac for _observer, mac in self.own.get(ip, ())}

    @property
    def contested(self):
        """Addresses with several MACs."""
        return [ip for ip, known in self.macs.items() if isinstance(known, set)]

    @functools.cached_property
    def by_mac(self):
        """Map of each MAC to the set of addresses that it answers for."""
        table = AddressSets()
        for ip, known in self.macs.items():
            for mac in known if isinstance(known, set) else (known,):
                table.add(mac, ip)
        return table

    def claim(self, ip, mac):
        """Say that this answer is explained; a MAC of None stands for the silence of an address."""
        self._claimed.add((ip, mac))

    def is_claimed(self, ip, mac):
        """True when a detector explained this answer."""
        return (ip, mac) in self._claimed

    def is_allowed(self, ip, mac):
        """True when nobody should wonder about the answer.

        The policy declares or expects it, software gives its MAC to everybody, or a managed host answers for a service
        address that several of them hold.
        """
        return (
            mac in SHARED_MACS
            or self.policy.allows(ip, mac, self.segment.vrfs)
            or self.policy.expects(ip, mac, self.segment)
            or (mac in self._fabric.mac_owners and self._fabric.is_shared_service(ip))
        )

    def is_explained(self, ip, mac):
        """True when the answer is allowed or claimed."""
        return self.is_claimed(ip, mac) or self.is_allowed(ip, mac)

    def unexplained(self, ip):
        """MACs that answer for an address without being allowed or claimed."""
        return {mac for mac in self.of(ip) if not self.is_explained(ip, mac)}

    def learned(self, pair):
        """The observers of the segment that know a pair because somebody said so, not because it was configured."""
        holders = self.holders({pair})[pair]
        return [observer for observer in holders if pair not in observer.static or pair in observer.heard]

    def told(self, pair):
        """How observers came by a pair, for a message: they got it, or merely heard it."""
        return "heard" if pair in self.heard else "got"

    def holders(self, pairs):
        """Map each of these pairs to the observers of the segment that hold or heard it."""
        if self._holders is None:
            self._holders = {}
            for observer in self.segment.observers:
                for pair in observer.seen:
                    self._holders.setdefault(pair, []).append(observer)
        return {pair: self._holders.get(pair, []) for pair in pairs}

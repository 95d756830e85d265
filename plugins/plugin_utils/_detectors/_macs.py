# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors that judge MAC addresses by themselves: one that two machines have."""

import re

from .._findings import Claim, listing, own_evidence
from .._mac_addresses import SHARED_MACS, is_derived, is_given_by_driver, is_group, virtual_prefix
from .._vendors import described

# A switch gives one MAC to its routed VLANs, and a fabric one to all its switches (anycast gateways).
_ROUTED_VLANS = re.compile(r"(?:vlan|irb\.|bvi|bdi|ve|bridge[.-])\d+(?:-v\d+)?", re.IGNORECASE).fullmatch


def duplicate_mac(observations, policy):
    """Two managed hosts have one MAC with addresses of their own, on one segment or on two."""
    common = policy.declared_macs() | SHARED_MACS.keys()
    for mac, owners in sorted(observations.fabric.mac_owners.items()):
        if len(owners) > 1 and mac not in common and not _is_given(mac):
            held = [(observer, _addresses(observer, mac)) for observer in owners if _is_station(observer)]
            held = [(observer, ips) for observer, ips in held if ips]
            if _is_duplicate(mac, held):
                yield _claim(mac, held)


def _is_given(mac):
    return is_group(mac) or virtual_prefix(mac) is not None or is_given_by_driver(mac)


def _is_station(observer):
    return not observer.is_local_only and not _ROUTED_VLANS(observer.interface)


def _addresses(observer, mac):
    """The addresses that an interface has with a MAC; link-local ones follow from it and tell nothing."""
    return {ip for ip, own_mac in observer.own if own_mac == mac and not ip.startswith(("fe80:", "169.254."))}


def _is_duplicate(mac, held):
    hosts_of = {}
    for observer, ips in held:
        if any(is_derived(mac, ip) or ip in observer.segment.gateways for ip in ips):
            return False
        for ip in ips:
            hosts_of.setdefault(ip, set()).add(observer.host)
    # One address with one MAC on several hosts is anycast, or a host that is in the inventory twice.
    return len({observer.host for observer, _ips in held}) > 1 and all(len(hosts) == 1 for hosts in hosts_of.values())


def _claim(mac, held):
    segments = {observer.segment.name for observer, _ips in held}
    places = listing(f"{observer.host} ({observer.interface}, {listing(sorted(ips), 2)})" for observer, ips in held)
    where = "on one segment" if len(segments) == 1 else f"on {len(segments)} segments"
    return Claim(
        "duplicate_mac",
        f"{described(mac)} is the MAC of {places}, {where}.",
        [observer for observer, _ips in held],
        [own_evidence(observer, ip, mac) for observer, ips in held for ip in sorted(ips)],
        segment=segments.pop() if len(segments) == 1 else None,
        macs=(mac,),
    )

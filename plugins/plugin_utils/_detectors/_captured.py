# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors of what only a capture shows: frames that are wrong in themselves, and storms of questions.

Who claims whose address is for the detectors of answers, which read captures beside tables (see Stations).
"""

import re

from .._findings import Claim, evidence, family_of, holder_evidence, listing, names
from .._mac_addresses import SHARED_MACS, virtual_prefix

_MAC = re.compile(r"\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b")
_ADDRESSES_SHOWN = 4
_REASONS_SHOWN = 2


def invalid_frame(observations, policy):
    """Frames that are malformed, or that claim an address for another MAC than the one that sent them."""
    for stations in observations.stations:
        wrong = {}
        for observer in stations.segment.observers:
            for capture in observer.captures:
                for record in capture.get("malformed") or ():
                    if not _is_declared(record["reason"], policy):
                        wrong.setdefault(record["mac"], ([], {}))[0].append((observer, capture, record))
            for pair, heard in observer.heard.items():
                for frame_mac in heard.frame_macs:
                    if not _may_speak_for(observations, stations, frame_mac, pair):
                        wrong.setdefault(frame_mac, ([], {}))[1].setdefault(pair, []).append(observer)
        for mac, (malformed, foreign) in sorted(wrong.items()):
            yield _frame_claim(observations, stations, mac, malformed, foreign)


def _is_declared(reason, policy):
    """True for the group MAC that a declared cluster answers with (Microsoft NLB in multicast mode)."""
    macs = set(_MAC.findall(reason))
    return bool(macs) and macs <= policy.declared_macs()


def _may_speak_for(observations, stations, frame_mac, pair):
    """True where that is in order, or where another finding says already that the claim is not."""
    ip, mac = pair
    policy, vrfs = observations.policy, stations.segment.vrfs
    declared = policy.virtual_macs(ip, vrfs)
    hosts = [{owner.host for owner in observations.fabric.mac_owners.get(one, ())} for one in (mac, frame_mac)]
    return (
        stations.is_claimed(ip, mac)
        # A virtual router may send what it says of its virtual MAC from the physical one, and the other way round.
        or any(one in SHARED_MACS or virtual_prefix(one) for one in (mac, frame_mac))
        or mac in declared
        or policy.allows(ip, frame_mac, vrfs)
        # A bond that balances its load, a bridge and its ports.
        or bool(hosts[0] & hosts[1])
    )


def _frame_claim(observations, stations, mac, malformed, foreign):
    observers = [observer for observer, _capture, _record in malformed]
    observers += [observer for some in foreign.values() for observer in some]
    ips = sorted({ip for ip, _mac in foreign})
    families = {record["family"] for _observer, _capture, record in malformed} | set(map(family_of, ips))
    return Claim(
        "invalid_frame",
        f"{observations.describe(mac, stations.segment)} sent {' and '.join(_faults(malformed, foreign))}, as "
        f"{names(observers)} heard.",
        observers + observations.owners(mac, stations.segment),
        [_malformed_evidence(*item) for item in malformed] + holder_evidence(observations.fabric, foreign),
        segment=stations.segment.name,
        family=families.pop() if len(families) == 1 else None,
        ip=ips[0] if len(ips) == 1 and not malformed else None,
        macs=tuple({mac, *(claimed for _ip, claimed in foreign)}),
    )


def _faults(malformed, foreign):
    """What is wrong with the frames, in words."""
    if malformed:
        number = max(_total(malformed, observer) for observer, _capture, _record in malformed)
        reasons = listing(sorted({record["reason"] for _observer, _capture, record in malformed}), _REASONS_SHOWN)
        yield f"{number} malformed frame{'s' if number != 1 else ''} ({reasons})"
    if foreign:
        claims = listing((f"{ip} at {claimed}" for ip, claimed in sorted(foreign)), _ADDRESSES_SHOWN)
        yield f"frames that say {claims}"


def _total(malformed, observer):
    """What one observer heard: all on a segment hear the same broadcast, so that a sum over them says nothing."""
    return sum(record["count"] for one, _capture, record in malformed if one is observer)


def _malformed_evidence(observer, capture, record):
    heard = f"captured: {record['count']} in {capture.get('duration_seconds') or 0:.3g} s: {record['reason']}"
    return {**evidence(observer, {"mac": record["mac"]}), "note": heard}


def arp_storm(observations, _policy):
    """A station that asked as often as the capture's storm_rate in its busiest second."""
    for stations in observations.stations:
        storms = {}
        for observer in stations.segment.observers:
            for capture in observer.captures:
                for record in capture.get("storms") or ():
                    storms.setdefault(record["mac"], []).append((observer, capture, record))
        for mac, found in sorted(storms.items()):
            yield _storm_claim(observations, stations, mac, found)


def _storm_claim(observations, stations, mac, found):
    observers = [observer for observer, _capture, _record in found]
    worst = max((record for _observer, _capture, record in found), key=lambda record: record["peak_per_second"])
    ips = [ip for ip in worst.get("ips") or () if not ip.startswith("fe80:")]
    known = f" ({listing(ips, _ADDRESSES_SHOWN)})" if ips else ""
    return Claim(
        "arp_storm",
        f"{observations.describe(mac, stations.segment)}{known} asked {worst['peak_per_second']} times in one second, "
        f"for {worst.get('targets', 'unknown')} addresses in all, as {names(observers)} heard.",
        observers + observations.owners(mac, stations.segment),
        [_storm_evidence(*item) for item in found],
        segment=stations.segment.name,
        macs=(mac,),
    )


def _storm_evidence(observer, capture, record):
    asked = (record.get("requests") or 0) + (record.get("probes") or 0)
    lasted = capture.get("duration_seconds") or 0
    heard = f"captured: {asked} questions in {lasted:.3g} s, {record['peak_per_second']} in the busiest second"
    return {**evidence(observer, {"mac": record["mac"]}), "note": heard}

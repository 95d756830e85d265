# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The verdict on an address: the first line of the table that applies, in one sentence, with what to do next."""

from collections.abc import Callable
from typing import NamedTuple

from .._findings import listing, names
from .._mac_addresses import station, virtual_prefix

SOUND = "sound"
_PORT = "Look at the machine behind {ports}."
_PORTS_SHOWN = 4
_ASK = "Ask again from a Linux host of the segment, with root (--become)."
_FLUSH = (
    "Run it again with -e trace_flush=true inside a maintenance window, or wait until the entries expire; "
    "the holder can also announce the address (arp_announce)."
)


class Verdict(NamedTuple):
    """One line of the table: `applies` and `says` take a Sight, `steps` are told in its words."""

    kind: str
    severity: str
    applies: Callable
    says: Callable
    steps: tuple = ()


def verdict_of(sight):
    """The verdict on one segment: `{kind, severity, sentence, next_steps}`."""
    line = next(line for line in VERDICTS if line.applies(sight))
    told = {"ip": sight.ip, "ports": _ports(sight)}
    return {
        "kind": line.kind,
        "severity": "critical" if line.kind in _WORSE_FOR_GATEWAYS and sight.is_gateway else line.severity,
        "sentence": line.says(sight),
        "next_steps": [step.format(**told) for step in line.steps],
    }


_WORSE_FOR_GATEWAYS = frozenset(["duplicate", "owner_silent", "silent", "stale"])


def _ports(sight):
    """Where the stations are that should be looked at: their ports as far as these are known."""
    switches = sight.observations.switches
    suspects = sorted(sight.foreign or sight.rivals or sight.held)[:_PORTS_SHOWN]
    places = {mac: switches.place(mac) if switches else None for mac in suspects}
    known = [f"{place} ({mac})" for mac, place in places.items() if place]
    unknown = [mac for mac, place in places.items() if not place]
    known += [f"the port of {listing(unknown)}, which no MAC table tells"] if unknown else []
    return listing(known, _PORTS_SHOWN)


def _macs(sight, macs):
    return listing((sight.described(mac) for mac in sorted(macs)), 4)


def _verb(hosts, one, several):
    return one if len(set(hosts)) == 1 else several


def _owner(sight):
    return listing(f"{observer.host} ({observer.interface}, {mac})" for observer, mac in sight.owners)


def _address(sight):
    return f"Gateway {sight.ip}" if sight.is_gateway else sight.ip


def _message(sight, *kinds):
    return next(found["message"] for found in sight.findings if found["kind"] in kinds)


def _of_owner(sight, macs):
    """True when all these MACs are other interfaces of the host that has the address."""
    hosts = {observer.host for observer, _mac in sight.owners}
    return bool(macs) and all({owner.host for owner in sight.owner_of(mac)} & hosts for mac in macs)


def _is_held_by_strangers(sight):
    return "spoofed_address" in sight.kinds and not sight.asked


def _says_spoofed(sight):
    if sight.foreign:
        return f"{_address(sight)} belongs to {_owner(sight)}, but {_macs(sight, sight.foreign)} speaks for it as well."
    return f"{_message(sight, 'spoofed_address')} Nobody could ask who answers now."


def _is_duplicate(sight):
    stations = {station(mac) for mac in sight.rivals}
    if not sight.owners and len({station(mac) for mac in sight.answering}) > 1 and stations:
        return True
    return "duplicate_ip" in sight.kinds and not sight.answering


def _says_duplicate(sight):
    if sight.answering:
        return f"{len(sight.answering)} stations answer for {_address(sight)}: {_macs(sight, sight.answering)}."
    return f"{_message(sight, 'duplicate_ip')} Nobody could ask who answers now."


_WRONG_ANSWERS = ("unexpected_mac", "unknown_virtual_router", "virtual_address_physical_mac", "unknown_station")


def _says_stale(sight):
    held = listing(sorted({one.mac for one in sight.leftover}))
    verb = _verb((one.host for one in sight.leftover), "holds", "hold")
    return (
        f"{_address(sight)} is at {_macs(sight, sight.right)}, but {names(sight.leftover)} still {verb} {held}: "
        "a stale entry, which a flush would renew."
    )


def _says_silent(sight):
    told = f"Nobody answers for {_address(sight)}: {listing(sight.asked)} asked in vain"
    failed = [host for host in sight.failed if host not in sight.asked]
    told += f", and {listing(failed)} could not resolve it before." if failed else "."
    return f"{told} {_says_held(sight)}." if sight.held else told


def _says_held(sight):
    rows = [one for some in sight.held.values() for one in some]
    return f"{names(rows)} {_verb((one.host for one in rows), 'holds', 'hold')} it at {_macs(sight, sight.held)}"


def _says_one_sided(sight):
    return (
        f"{_address(sight)} answers others ({_macs(sight, sight.right)}), but not {listing(sight.unanswered)}: "
        "questions or answers are lost on the way."
    )


def _says_sound(sight):
    if sight.owners:
        checked = "nobody else answers for it" if sight.probes else "no table says otherwise"
        return f"{sight.ip} belongs to {_owner(sight)}, and {checked}."
    return f"{sight.ip} is at {_macs(sight, sight.answering)}, which answers alone."


def _says_virtual(sight):
    macs = sight.virtual & sight.answering
    protocols = sorted({prefix.protocol for mac in macs if (prefix := virtual_prefix(mac))})
    kind = f"a virtual address ({listing(protocols)})" if protocols else "a declared virtual address"
    active = f"active on {_owner(sight)}" if sight.owners else f"at {_macs(sight, macs)}"
    checked = "and nobody else answers for it" if sight.probes else "and nobody could ask whether others answer"
    return f"{sight.ip} is {kind}, {active}, {checked}."


def _is_virtual(sight):
    return bool(sight.virtual & (sight.answering | sight.own_macs)) and not sight.foreign


def _says_unproven(sight):
    return f"{sight.ip} is in tables, but nobody could ask for it: {_says_held(sight)}."


def _is_proxied(sight):
    return any(not sight.is_allowed(mac) for mac in sight.proxies) and sight.foreign <= sight.proxies


def _says_proxied(sight):
    others = sight.answering - sight.proxies
    beside = f", beside {_macs(sight, others)}" if others else ""
    return f"{_macs(sight, sight.proxies)} answers for {sight.ip} without having it{beside}: proxy ARP."


VERDICTS = (
    Verdict(
        "own_conflict",
        "critical",
        lambda sight: "own_address_conflict" in sight.kinds,
        lambda sight: _message(sight, "own_address_conflict"),
        ("Decide which host keeps {ip} and remove it from the other one.",),
    ),
    Verdict(
        "proxy",
        "warning",
        _is_proxied,
        _says_proxied,
        (
            "Compare the netmask of the host that asks with that of the router.",
            "If the answer is wanted, declare it under proxy_arp of the policy.",
        ),
    ),
    Verdict(
        "flux",
        "warning",
        lambda sight: _of_owner(sight, sight.foreign) or ("arp_flux" in sight.kinds and not sight.foreign),
        lambda sight: (
            f"{sight.ip} belongs to {_owner(sight)}, which answers for it with another of its interfaces: ARP flux."
        ),
        ("Apply the profile multihomed_host (netops.arp.apply_sysctl_profile) to that host, then trace again.",),
    ),
    Verdict(
        "spoofed",
        "critical",
        lambda sight: bool(sight.foreign) or _is_held_by_strangers(sight),
        _says_spoofed,
        (_PORT, "If it is hostile, shut the port; flush the entries of the hosts that believed it afterwards."),
    ),
    Verdict(
        "static_drift",
        "critical",
        lambda sight: "static_entry_drift" in sight.kinds,
        lambda sight: _message(sight, "static_entry_drift"),
        ("Renew or remove the static entry where it is configured: a flush spares it.",),
    ),
    Verdict(
        "duplicate",
        "warning",
        _is_duplicate,
        _says_duplicate,
        (_PORT, "Remove {ip} from the wrong machine; a cluster belongs into virtual_addresses of the policy."),
    ),
    Verdict(
        "wrong_answer",
        "critical",
        lambda sight: bool(sight.kinds.intersection(_WRONG_ANSWERS)),
        lambda sight: _message(sight, *_WRONG_ANSWERS),
        (_PORT, "Where the answer is right, correct the policy."),
    ),
    Verdict(
        "stale",
        "warning",
        lambda sight: bool(sight.answering and sight.leftover),
        _says_stale,
        (_FLUSH, "If nothing was moved or replaced, find out whose MAC that is: it may come back."),
    ),
    Verdict(
        "owner_silent",
        "warning",
        lambda sight: bool(sight.owners and sight.unanswered and sight.unanswered == sight.asked),
        lambda sight: f"{_address(sight)} belongs to {_owner(sight)}, which does not answer {listing(sight.asked)}.",
        ("Look for a firewall, arp_ignore or a wrong VLAN between them: capture on both ends (arp_capture).",),
    ),
    Verdict(
        "one_sided",
        "warning",
        lambda sight: bool(sight.unanswered and sight.answering),
        _says_one_sided,
        ("Capture on both ends (arp_capture) to see where they are lost: VLAN, port security, a filter.",),
    ),
    Verdict("virtual", SOUND, _is_virtual, _says_virtual),
    Verdict("own", SOUND, lambda sight: bool(sight.owners), _says_sound),
    Verdict(
        "proxy_declared",
        SOUND,
        lambda sight: bool(sight.proxies),
        lambda sight: f"{_macs(sight, sight.proxies)} answers for {sight.ip} in proxy, as the policy declares.",
    ),
    Verdict("answered", SOUND, lambda sight: bool(sight.answering), _says_sound),
    Verdict(
        "silent",
        "warning",
        lambda sight: bool(sight.asked),
        _says_silent,
        (
            "Check power, cable, access VLAN and the address of the machine that should have {ip}.",
            "Some stations sleep or drop questions of strangers: trace again while it is in use.",
        ),
    ),
    Verdict("unproven", "info", lambda sight: bool(sight.held), _says_unproven, (_ASK,)),
    Verdict(
        "unresolved",
        "warning",
        lambda sight: bool(sight.failed),
        lambda sight: f"{listing(sight.failed)} could not resolve {sight.ip}; nobody could ask anew.",
        (_ASK,),
    ),
    Verdict(
        "unknown",
        "info",
        lambda _sight: True,
        lambda sight: f"Nobody who was read knows {sight.ip} on this segment, and nobody could ask for it.",
        (_ASK,),
    ),
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pins of one host, and what stands against them."""

from typing import NamedTuple

from ...module_utils._errors import ArpError
from .._faces import plain
from .._vendors import described
from . import _candidates, _declared, _verdicts
from ._answers import Answers, answers_for
from ._candidates import Candidate

FAMILIES = ("ipv4", "ipv6")
PRESENT, ABSENT = "present", "absent"
REPORT, NEVER = "report", "never"


class Judged(NamedTuple):
    """One gateway, what answers for it, its standing (a key of `_STANDINGS`) and the sentence of a refusal."""

    candidate: Candidate
    answers: Answers
    standing: str
    reason: str | None


def judge(facts, declared=(), probed=None, state=PRESENT, learn=REPORT, families=FAMILIES):
    """Return what is to be known about the gateways of one host.

    `facts` are those of `arp_facts`, `declared` what users write, `probed` what `arp_probe` returned; without it the
    table of the host is all there is. The result is a dict of `ask` (whom to ask for on the wire), `pins`, `entries`
    (for `arp_entry`), `refused`, `approval`, `drift`, `elsewhere` and `lines`; the documentation of the filter tells
    their keys. Raises ArpError for a mistake in what users wrote.
    """
    _check(state, (PRESENT, ABSENT), "state")
    _check(learn, (REPORT, NEVER), "learn")
    for family in families:
        _check(family, FAMILIES, "families")
    facts, probed = plain(facts), plain(probed)
    found, elsewhere = _candidates.find(facts, _declared.read(plain(declared)), families)
    judged = [_judged(one, answers_for(one, facts, probed), state) for one in found]
    refused = [one for one in judged if one.standing == "refused"]
    return {
        "ask": [one.candidate.zoned for one in judged if _is_asked(one, learn)],
        "pins": [_pin(one.candidate) for one in judged if one.standing in ("in order", "to be pinned")],
        "entries": [_entry(one) for one in judged if one.standing in _ENTRY_STATES],
        "refused": [_refusal(one) for one in refused],
        "approval": [_approval(one) for one in judged if one.standing == "undeclared" and learn == REPORT],
        "drift": [_drift(one) for one in judged],
        "elsewhere": [one._asdict() for one in elsewhere],
        "lines": [_line(one, learn) for one in judged] + [f"{one.ip} is declared: {one.reason}" for one in elsewhere],
    }


_ENTRY_STATES = {"in order": PRESENT, "to be pinned": PRESENT, "to be taken away": ABSENT}


def _check(word, known, option):
    if word not in known:
        raise ArpError(f"{option}: {word!r} is none of {', '.join(known)}")


def _judged(candidate, answers, state):
    decide = {PRESENT: _standing, ABSENT: _standing_of_removal}[state]
    return Judged(candidate, answers, *decide(candidate, answers))


def _standing(candidate, answers):
    if candidate.declared is None or not candidate.declared.macs:
        return "undeclared", None
    reason = _verdicts.refusal(candidate, answers)
    if reason:
        return "refused", reason
    return ("in order" if answers.pinned == candidate.declared.pin else "to be pinned"), None


def _standing_of_removal(candidate, answers):
    if answers.pinned is None:
        return "not pinned", None
    reason = _verdicts.removal_refusal(candidate, answers)
    return ("refused" if reason else "to be taken away"), reason


def _is_asked(judged, learn):
    """Tell whether the wire has to be asked: for what is or will be pinned, and for what is to be shown."""
    return learn == REPORT if judged.standing == "undeclared" else judged.standing != "not pinned"


def _where(candidate):
    keys = ("ip", "family", "interface", "vrf", "namespace")
    return {key: getattr(candidate, key) for key in keys}


def _pin(candidate):
    return {**_where(candidate), "mac": candidate.declared.pin}


def _entry(judged):
    candidate, state = judged.candidate, _ENTRY_STATES[judged.standing]
    mac = candidate.declared.pin if state == PRESENT else judged.answers.pinned
    place = {key: value for key, value in _where(candidate).items() if value is not None and key != "family"}
    return {**place, "mac": mac, "state": state}


def _refusal(judged):
    evidence = judged.answers.evidence
    sentence = judged.reason + (f" ({'; '.join(evidence)})" if evidence else "")
    return {**_where(judged.candidate), "reason": judged.reason, "evidence": evidence, "sentence": sentence}


def _approval(judged):
    candidate, answers = judged.candidate, judged.answers
    return {
        **_where(candidate),
        "macs": answers.macs,
        "evidence": answers.evidence,
        "declare": _declaration(candidate, answers.macs[0]) if len(answers.macs) == 1 else None,
    }


def _declaration(candidate, mac):
    """Return what a user would write to declare a gateway; a link-local address needs its interface."""
    place = {"interface": candidate.interface} if candidate.ip.startswith("fe80:") and candidate.interface else {}
    return {"ip": candidate.ip, "mac": mac, **place}


def _drift(judged):
    candidate, answers = judged.candidate, judged.answers
    return {
        **_where(candidate),
        "pinned": answers.pinned,
        "wanted": candidate.declared.pin if candidate.declared else None,
        "answering": answers.macs,
        "asked": answers.asked,
        "standing": judged.standing,
    }


def _line(judged, learn):
    """Return one sentence about a gateway: how it stands, what is pinned and what answers, and what to do."""
    candidate, answers = judged.candidate, judged.answers
    pinned = f"pinned to {described(answers.pinned)}" if answers.pinned else "not pinned"
    source = "answering" if answers.asked else "learned"
    seen = ", ".join(map(described, answers.macs)) or "nothing"
    tail = _STANDINGS[judged.standing](judged, learn)
    return f"{candidate}: {pinned}, {source}: {seen}. {tail}"


def _tell_undeclared(judged, learn):
    if learn == NEVER:
        return "Nobody declared it"
    approval = _approval(judged)
    if approval["declare"] is None:
        return "Nobody declared it, and it does not show by itself what to declare"
    written = ", ".join(f"{key}: '{value}'" for key, value in approval["declare"].items())
    return f"Nobody declared it. If that MAC is right, declare {{{written}}}"


_STANDINGS = {
    "in order": lambda _judged, _learn: "In order",
    "to be pinned": lambda judged, _learn: f"To be pinned to {described(judged.candidate.declared.pin)}",
    "to be taken away": lambda _judged, _learn: "The entry is to be taken away",
    "not pinned": lambda _judged, _learn: "Nothing to take away",
    "refused": lambda judged, _learn: f"Refused: {judged.reason}",
    "undeclared": _tell_undeclared,
}

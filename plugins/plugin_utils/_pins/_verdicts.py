# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether one gateway may be pinned: rules in their order, the first that applies decides.

A rule takes a candidate and the answers for it, and returns a sentence that says why not, or None.
"""

from .._vendors import described


def refusal(candidate, answers):
    """Return why a declared gateway must not be pinned, None where it may."""
    return next(filter(None, (rule(candidate, answers) for rule in _RULES)), None)


def removal_refusal(candidate, answers):
    """Return why a static entry must not be taken away, None where it may."""
    if answers.asked and not answers.macs:
        return f"nobody answers for {candidate}, so that without its static entry it could not be reached"
    return None


def _unclear(candidate, _answers):
    declared = candidate.declared
    if declared.pin:
        return None
    return (
        f"{candidate} is declared with {len(declared.macs)} MACs, of which not exactly one is known to be virtual."
        " Name the one that moves with the address as mac, and the others as macs"
    )


def _hidden(candidate, answers):
    wanted = candidate.declared.pin
    if answers.asked or answers.macs or answers.pinned in (None, wanted):
        return None
    return (
        f"{candidate} is pinned to {described(answers.pinned)} and declared is {described(wanted)}. This host cannot"
        " ask who answers: take the entry away first, so that it learns"
    )


def _silent(candidate, answers):
    if answers.macs or (answers.pinned and not answers.asked):
        return None
    if answers.asked:
        return f"nobody answers for {candidate}"
    return (
        f"the table holds no MAC for {candidate}, and this host cannot ask who answers: have it send something there"
        " (a ping), and run again"
    )


def _several(candidate, answers):
    if len(answers.macs) < 2:
        return None
    named = " and ".join(map(described, answers.macs))
    return (
        f"{len(answers.macs)} MACs answer for {candidate}: {named}. Find out which is a spoofer, or why both members of"
        " a pair are active"
    )


def _stranger(candidate, answers):
    strangers = [mac for mac in answers.macs if mac not in candidate.declared.macs]
    if not strangers:
        return None
    wanted = " or ".join(candidate.declared.macs)
    return f"{described(strangers[0])} answers for {candidate}, and declared is {wanted}"


def _physical(candidate, answers):
    wanted = candidate.declared.pin
    if not answers.macs or wanted in answers.macs:
        return None
    return (
        f"{described(answers.macs[0])} answers for {candidate}. It is declared as a member, but {described(wanted)} is"
        " to be pinned and does not answer. A member's own MAC would cut the host off at the next failover"
    )


_RULES = (_unclear, _hidden, _silent, _several, _stranger, _physical)

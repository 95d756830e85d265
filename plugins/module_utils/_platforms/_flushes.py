# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A flush on any platform: read, plan, let go, see to it that what is needed comes back. Python 3.6 and later."""

import time
from typing import List, NamedTuple

from .._errors import ArpError
from . import _flush_check, _flush_plan
from ._changes import is_same_place
from ._common import EVERYTHING, counts
from ._common import wanted as shown

_NO_GATEWAYS = (
    "This platform is not asked for its default routes, so that no gateway can be spared but by a scope without it"
)


# Whoever was asked and has not answered is asked again after so many seconds.
_ASK_AGAIN = 1.0


def run(backend, options, everything, namespaces, check, verify=None):
    """Flush what the options choose; return what the module returns, as a dict.

    `options` are those of `_flush_plan.scope`, `namespaces` the names that were asked for, `verify` a `Check` or None.
    The result has `problems`, sentences about what is needed and has not come back. Raises ArpError.
    """
    wanted = _flush_plan.scope(options, everything, namespaces or [None])
    facts = backend.read()
    wanted = wanted._replace(namespaces=_namespaces(namespaces, facts))
    rows = facts["neighbors"]
    planned = _flush_plan.plan(wanted, rows, facts["gateways"], backend.spares_static)
    going, kept = planned.going, planned.kept
    backend.check_drop(going, facts, everything)
    after = _without(rows, going)
    wanted_back, unknown = [], []
    if verify and going:
        lifelines = backend.lifelines(facts) if None in wanted.namespaces else []
        wanted_back, unknown = _flush_check.targets(facts, wanted.namespaces, verify.critical, lifelines)
    watched = Watched([], [])
    if going and not check:
        judge = _flush_plan.judgement(wanted, facts["gateways"], backend.spares_static)
        going, stayed = backend.drop(going, judge, facts, everything)
        kept = kept + stayed
        if verify and going:
            watched = _watch(backend, wanted_back, going, verify.seconds)
        after = backend.read()["neighbors"]
    return {
        "changed": bool(going),
        "flushed": going,
        "kept": [dict(row, reason=reason) for row, reason in kept],
        "before": _counts(rows),
        "after": _counts(after),
        "verified": watched.verified,
        "findings": _flush_check.changed_macs(going, after) if verify and not check else [],
        "problems": watched.problems,
        "commands": backend.commands,
        "warnings": unknown + ([] if backend.has_gateways else [_NO_GATEWAYS]),
    }


class Watched(NamedTuple):
    """What became of the addresses that must come back: what the result tells of each, and sentences."""

    verified: List[dict]
    problems: List[str]


def _watch(backend, wanted, going, seconds):
    """Have addresses resolved, wait for those that are needed, and put back what does not come."""
    if not wanted:
        return Watched([], [])
    rows = _resolved(backend, wanted, seconds)
    missing = [one for one in _flush_check.unresolved(wanted, rows) if one.needed]
    lost = [one for one in missing if one.before and any(is_same_place(one.before, row) for row in going)]
    restored = _restored(backend, lost) if lost and backend.relearns else []
    verified = _flush_check.told(wanted, rows, restored)
    return Watched(verified, _flush_check.problems(verified, seconds, backend.relearns))


def _resolved(backend, wanted, seconds):
    """Ask for addresses until all that are needed are resolved or the time is over; return the rows."""
    end = time.monotonic() + seconds
    asked = None
    places = [one._asdict() for one in wanted]
    while True:
        rows = backend.rows_of(places)
        missing = _flush_check.unresolved(wanted, rows)
        now = time.monotonic()
        if not any(one.needed for one in missing) or now >= end:
            return rows
        if asked is None or now - asked >= _ASK_AGAIN:
            backend.resolve([one._asdict() for one in missing])
            asked = now
        time.sleep(min(backend.pause, max(0, end - time.monotonic())))


def _restored(backend, lost):
    """Put the former rows back; return the targets whose row is there again."""
    for one in lost:
        backend.relearn(one.before)
    missing = _flush_check.unresolved(lost, backend.rows_of([one._asdict() for one in lost]))
    return [one for one in lost if one not in missing]


def _namespaces(asked, facts):
    """Return the names whose rows are meant; None is the namespace that the module runs in."""
    if not asked:
        return [None]
    read = {one["namespace"] for one in facts["interfaces"]} - {None}
    if "all" not in asked:
        return asked
    if not read:
        raise ArpError("There is no other network namespace on this host; leave network_namespaces out")
    return sorted(read)


def _counts(rows):
    """Count what arp_facts returns when nothing narrows it."""
    is_shown = shown(EVERYTHING)
    return counts([row for row in rows if is_shown(row)])


def _without(rows, going):
    gone = {id(row) for row in going}
    return [row for row in rows if id(row) not in gone]


def line(row):
    """Return a record on one line, for the diff."""
    place = [("on", row["interface"]), ("vrf", row["vrf"]), ("namespace", row["namespace"])]
    words = "".join(" %s %s" % pair for pair in place if pair[1])
    return "%s is at %s%s %s\n" % (row["ip"], row["mac"] or "(nothing)", words, row["state"])

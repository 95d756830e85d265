# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A flush on any platform: read, plan, let go, read back. Python 3.6 and later."""

from .._errors import ArpError
from . import _flush_plan
from ._common import EVERYTHING, counts
from ._common import wanted as shown

_NO_GATEWAYS = (
    "This platform is not asked for its default routes, so that no gateway can be spared but by a scope without it"
)


def run(backend, options, everything, namespaces, check):
    """Flush what the options choose; return what the module returns, as a dict.

    `options` are those of `_flush_plan.scope`, `namespaces` the names that were asked for. Raises ArpError.
    """
    wanted = _flush_plan.scope(options, everything, namespaces or [None])
    facts = backend.read()
    wanted = wanted._replace(namespaces=_namespaces(namespaces, facts))
    rows = facts["neighbors"]
    planned = _flush_plan.plan(wanted, rows, facts["gateways"], backend.spares_static)
    going, kept = planned.going, planned.kept
    backend.check_drop(going, facts, everything)
    after = _without(rows, going)
    if going and not check:
        judge = _flush_plan.judgement(wanted, facts["gateways"], backend.spares_static)
        going, stayed = backend.drop(going, judge, facts, everything)
        kept = kept + stayed
        after = backend.read()["neighbors"]
    return {
        "changed": bool(going),
        "flushed": going,
        "kept": [dict(row, reason=reason) for row, reason in kept],
        "before": _counts(rows),
        "after": _counts(after),
        "commands": backend.commands,
        "warnings": [] if backend.has_gateways else [_NO_GATEWAYS],
    }


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

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Static entries on any platform: read, plan, apply, read back; put back what was done only in part.

Python 3.6 and later.
"""

from typing import NamedTuple, Optional

from .._errors import ArpError
from . import _guard
from ._changes import Entry, Step, is_same_place
from ._entry_plan import Purge, cutting, plan, undoing

_NO_GUARD = "guard is for hosts: nothing can be left behind on a network device that would take the change back"


class Options(NamedTuple):
    """What a user may decide beside the entries."""

    purge: Optional[Purge] = None
    force: bool = False
    check: bool = False
    commit: bool = True
    save: bool = False
    guard_seconds: Optional[int] = None


def run(backend, entries, options):
    """Bring about the wanted entries; return `changed`, `entries`, `purged`, `commands`, `diff` and `guard` as a dict.

    Raises ArpError; the table is then as it was before, or the message says what is not.
    """
    _refuse(backend, options)
    facts = backend.read()
    planned = plan(entries, facts, backend, options.purge)
    backend.check(planned.steps, facts)
    if not options.force:
        _refuse_cuts(cutting(planned.steps, backend.lifelines(facts)))
    now = guard = None
    if planned.steps and not options.check:
        if options.guard_seconds:
            guard = _arm(backend, planned.steps, options.guard_seconds)
        now = _carry_out(backend, entries, planned.steps, facts, options, guard)
    return {
        "changed": bool(planned.steps),
        "entries": [_told(located, there, now, backend) for located, there in planned.entries],
        "purged": [_place(step.entry) for step in planned.steps if _is_purge(step, planned)],
        "commands": backend.commands,
        "diff": _diff(planned.steps, backend),
        "guard": told_of_guard(guard),
    }


def guarded(backend, word, *, number=None, check=False):
    """Tell the guard of this host to `confirm` or to `restore`, or ask for its `status`; return `changed` and `guard`.

    One that was killed restores nothing any more, so that it is done here. Raises ArpError.
    """
    if not backend.can_be_guarded:
        raise ArpError(_NO_GUARD)
    record = _guard.status(_guard.HERE)
    if word == "status" or check:
        return {"changed": word == _guard.RESTORE and _is_open(record), "guard": told_of_guard(record)}
    if word == _guard.RESTORE and record and record["state"] == _guard.LOST and number in (None, record["id"]):
        _restore_all(backend, [_step(one) for one in record["steps"]])
        _guard.forget(_guard.HERE)
        record = dict(record, state=_guard.RESTORED, message="What had been done was put back")
    else:
        record = _guard.order(_guard.HERE, word, number)
    return {"changed": word == _guard.RESTORE, "guard": told_of_guard(record)}


def _is_open(record):
    return record is not None and record["state"] in (_guard.ARMED, _guard.LOST)


def told_of_guard(record):
    """Return what the result says about a guard; None says that there is none."""
    if record is None:
        return {"state": "none", "id": None, "seconds": None, "armed_at": None, "ended_at": None, "message": None}
    return {key: record[key] for key in ("state", "id", "seconds", "armed_at", "ended_at", "message")}


def _arm(backend, steps, seconds):
    listed = [{"action": one.action, "entry": one.entry._asdict(), "before": one.before} for one in steps]
    return _guard.arm(_guard.HERE, listed, seconds, lambda: _restore_all(backend, steps))


def _step(written):
    return Step(written["action"], Entry(**written["entry"]), written["before"])


def _refuse(backend, options):
    if options.guard_seconds and not backend.can_be_guarded:
        raise ArpError(_NO_GUARD)
    if options.save and not backend.saves:
        raise ArpError(
            "save is for network devices. On a host an entry lasts until its link goes down or the host restarts; the"
            " system's own network configuration has to bring it back"
        )
    if not options.commit and not backend.candidate:
        raise ArpError("commit can only be false where lines are gathered before they count; here they count at once")


def _refuse_cuts(sentences):
    if sentences:
        raise ArpError(
            "This may cut the connection that Ansible came by: %s. Make sure of the MAC (netops.arp.arp_probe), then"
            " set force" % "; ".join(sentences)
        )


def _carry_out(backend, entries, steps, facts, options, guard):
    """Do the steps and return the facts afterwards, None where nothing was to stay."""
    if not options.commit:
        backend.apply(steps, facts, commit=False)
        return None

    def left(now):
        return [step for step in plan(entries, now, backend, options.purge).steps if _is_among(step, steps)]

    try:
        backend.apply(steps, facts)
        now = backend.settled(lambda found: not left(found))
        if left(now):
            raise ArpError("The table does not show what was done: %s" % "; ".join(map(_sentence, left(now))))
        if options.save:
            backend.save()
    except ArpError as error:
        raise ArpError("%s. %s" % (error, _put_back(backend, steps, guard)))
    return now


def _is_among(step, steps):
    return any(is_same_place(step.entry._asdict(), one.entry._asdict()) for one in steps)


def _sentence(step):
    if step.action == "pin":
        return "%s is not pinned to %s" % (step.entry.ip, step.entry.mac)
    return "%s is still pinned to %s" % (step.entry.ip, step.entry.mac)


def _put_back(backend, steps, guard):
    """Restore what the steps changed, and say how that went; a guard goes on where it did not."""
    try:
        left = _restore(backend, steps)
    except ArpError as error:
        return "Putting back what was done failed as well: %s" % error
    if left:
        return "It could not be put back: %s" % "; ".join(left)
    if guard:
        _guard.order(_guard.HERE, _guard.CONFIRM, guard["id"])
    return "Whatever had been done was put back"


def _restore(backend, steps):
    """Put back what stood before some steps, learned rows as learned ones; return a sentence for each that is not."""
    now = backend.read()
    back = undoing(steps, now, backend)
    if back:
        backend.apply(back, now)
    for step in steps:
        if step.before and not backend.is_pinned(step.before):
            backend.relearn(step.before)
    left = undoing(steps, backend.settled(lambda found: not undoing(steps, found, backend)), backend)
    return [_sentence(step) for step in left]


def _restore_all(backend, steps):
    left = _restore(backend, steps)
    if left:
        raise ArpError("; ".join(left))


def _is_purge(step, planned):
    return step.action == "unpin" and not any(
        is_same_place(located._asdict(), step.entry._asdict()) for located, _there in planned.entries
    )


def _place(entry):
    return {key: getattr(entry, key) for key in ("ip", "mac", "interface", "vrf", "namespace")}


def _told(located, there, now, backend):
    """Return what the result says about one entry; `now` is None in check mode and where nothing was to be done."""
    pinned = [row for row in there if backend.is_pinned(row)]
    before = (pinned or there or [None])[0]
    if now is not None:
        after = [row["mac"] for row in now["neighbors"] if _stands_for(located, row, backend)]
    elif located.state == "present":
        after = [located.mac]
    else:
        after = [row["mac"] for row in pinned if located.mac not in (None, row["mac"])]
    told = dict(_place(located), state=located.state)
    told["before"] = {"mac": before["mac"], "static": bool(pinned)} if before else None
    told["after"] = {"mac": after[0], "static": True} if after else None
    return told


def _stands_for(located, row, backend):
    return backend.is_pinned(row) and is_same_place(located._asdict(), row)


def _diff(steps, backend):
    """Return the static entries that change, before and after, a line for each."""
    before = [_line(step.entry, step.before["mac"]) for step in steps if _was_pinned(step, backend)]
    after = [_line(step.entry, step.entry.mac) for step in steps if step.action == "pin"]
    return {"before": "".join(sorted(before)), "after": "".join(sorted(after))}


def _was_pinned(step, backend):
    return step.before is not None and backend.is_pinned(step.before)


def _line(entry, mac):
    place = [("on", entry.interface), ("vrf", entry.vrf), ("namespace", entry.namespace)]
    return "%s is at %s%s\n" % (entry.ip, mac, "".join(" %s %s" % pair for pair in place if pair[1]))

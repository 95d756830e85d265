# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepare what state=present does: the plan, every reason against it, and what is to be told. Nothing is written here.

Standard library only, Python 3.6 and later.
"""

from . import _conflicts, _effects, _goal, _programs, _record, _sysctl_d
from ._apply import FileChange, Plan
from ._job import Prepared, reported, unwritable
from ._parameters import PARAMETERS
from ._settings import DEFAULT, understand
from ._tree import Ahead

# The script that gives interfaces what they are to have when they appear; the role installs it.
HOOK = "/usr/local/sbin/netops-arp-interface"


def prepare(job):
    """Return what is Prepared. Raises ArpError for settings that cannot be understood."""
    wishes = understand(job.options.settings)
    targets, absent = _goal.expand(wishes, job.tree, job.kernel)
    texts = {key: "%d\n" % value for key, value in targets.items()}
    kept = job.shelf if wishes else None
    if kept:
        texts.update(_record.restores(job.record, targets, job.tree))
    writes = _goal.writes(texts, job.tree)
    lines = _goal.lines(wishes, absent)
    files = _files(job, kept, lines, targets, bool(writes))
    load = kept.path if kept and kept.path in [change.path for change in files] else None
    plan = Plan(_goal.pins(writes, job.tree), writes, files, texts, load)
    findings = _findings(job, kept, lines, absent, targets, Ahead(job.tree, texts))
    refusals = list(_refusals(job, kept, targets, plan))
    warnings = list(_warnings(job, kept, wishes))
    _by_policy(job.options, findings, refusals, warnings)
    return Prepared(plan, reported(wishes, writes, PARAMETERS), refusals, warnings, findings)


def _files(job, shelf, lines, targets, has_writes):
    """Return the FileChanges, the record first: it tells the way back."""
    if shelf is None:
        return []
    text, wanted = shelf.text(), shelf.wanted(lines)
    if text == wanted and not has_writes and job.record is not None:
        return []
    record = _record.text(_record.extended(job.record, targets, job.tree))
    changes = [FileChange(shelf.record_path, shelf.record_text(), record)]
    if text is not None and text != wanted and job.options.backup:
        changes.append(FileChange(shelf.backup_path, shelf.backup_text(), text))
    changes.append(FileChange(shelf.path, text, wanted))
    return [change for change in changes if change.before != change.after]


def _findings(job, shelf, lines, absent, targets, ahead):
    """Return the part of the result that tells what stands against the wishes."""
    vain = _effects.vain(targets, ahead, job.kernel)
    return {
        "missing": [missing.reason for missing in absent],
        "ineffective": [_vain_fact(fact) for fact in vain],
        "conflicts": _clashes(job, shelf, lines, targets, ahead),
    }


def _vain_fact(fact):
    scopes = ", ".join(fact.scopes)
    return {
        "family": fact.parameter[0],
        "parameter": fact.parameter[1],
        "scopes": fact.scopes,
        "wanted": fact.wanted,
        "effective": fact.effective,
        "source": fact.source,
        "message": "%s=%d cannot take effect in %s: %s" % (fact.parameter[1], fact.wanted, scopes, fact.reason),
    }


def _clashes(job, shelf, lines, targets, ahead):
    if job.options.conflicts == "skip":
        return []
    host = _programs.Host(job.tree.interfaces(), _programs.processes(job.host.root), job.host.read)
    found = _conflicts.of_programs(targets, job.tree, host)
    if shelf:
        instead = {shelf.path: shelf.wanted(lines)}
        assignments = _sysctl_d.assignments(job.host.root, instead)
        found += _conflicts.of_files(targets, shelf.path, assignments, ahead, job.kernel)
    return found


def _refusals(job, shelf, targets, plan):
    """Yield what forbids it whatever the options say."""
    ahead = Ahead(job.tree, plan.texts)
    yield from _effects.disorder(targets, ahead)
    yield from unwritable(plan.writes, job.tree)
    yield from shelf.impediments() if shelf else ()
    if job.options.persist and not shelf:
        yield "persist: there are no settings to keep"
    if not job.options.allow_unreachable:
        names = [name for name in job.tree.interfaces() if name != "lo"]
        for name in _effects.silenced(names, job.tree, ahead, job.kernel):
            yield (
                "arp_ignore=8 would stop every answer to ARP on %s, and with that cut this host off; "
                "allow_unreachable=true if that is meant" % name
            )


def _warnings(job, shelf, wishes):
    if shelf and job.record is None and shelf.text() is not None:
        yield "%s is gone: what was in force before this file is not known any more" % shelf.record_path
    idle = sorted({wish.name for wish in wishes if wish.is_pattern and not _goal.matching(wish, job.tree)})
    if idle and not shelf:
        yield "No interface matches %s, so nothing was set for it" % ", ".join(idle)
    templates = {(wish.parameter.family, wish.parameter.name): wish.value for wish in wishes if wish.scope == DEFAULT}
    left = sorted({wish.name for wish in wishes if wish.is_pattern and not _is_covered(wish, templates)})
    # In check mode whoever installs it has not done so yet.
    if shelf and left and not job.check_mode and job.host.read(HOOK) is None:
        yield (
            "Interfaces that appear later and match %s get their values from %s, which is not installed"
            % (", ".join(left), HOOK)
        )


def _is_covered(wish, templates):
    """Tell whether interfaces to come are made like that anyway."""
    return wish.name == "*" and templates.get((wish.parameter.family, wish.parameter.name)) == wish.value


def _by_policy(options, findings, refusals, warnings):
    """Put each finding where the options want it."""
    places = {"fail": refusals, "warn": warnings, "skip": []}
    places[options.missing].extend(findings["missing"])
    places["fail" if options.check_effective else "warn"].extend(fact["message"] for fact in findings["ineffective"])
    places[options.conflicts].extend(conflict["message"] for conflict in findings["conflicts"])

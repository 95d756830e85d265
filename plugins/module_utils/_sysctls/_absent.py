# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepare what state=absent does: back to what the first application found. Nothing is written here.

Standard library only, Python 3.6 and later.
"""

from . import _conflicts, _goal, _record, _sysctl_d
from ._apply import FileChange, Plan
from ._job import Prepared, reported, unwritable
from ._parameters import PARAMETERS
from ._tree import Ahead


def prepare(job):
    """Return what is Prepared."""
    findings = {"missing": [], "ineffective": [], "conflicts": []}
    if job.shelf is None:
        refusal = "state=absent needs persist: without a file nobody has kept what was there before"
        return Prepared(Plan([], [], [], {}), [], [refusal], [], findings)
    texts = _record.restores(job.record, {}, job.tree)
    writes = _goal.writes(texts, job.tree)
    contents = {
        job.shelf.path: job.shelf.text(),
        job.shelf.backup_path: job.shelf.backup_text(),
        job.shelf.record_path: job.shelf.record_text(),
    }
    files = [FileChange(path, text, None) for path, text in contents.items() if text is not None]
    plan = Plan(_goal.pins(writes, job.tree), writes, files, texts)
    refusals = list(unwritable(writes, job.tree)) + list(job.shelf.impediments() if files else ())
    findings["missing"] = ["%s is gone, and stays as it is" % path for path in _record.vanished(job.record, job.tree)]
    findings["conflicts"] = _clashes(job, texts)
    told = [conflict["message"] for conflict in findings["conflicts"]]
    refusals += told if job.options.conflicts == "fail" else []
    warnings = list(_warnings(job)) + (told if job.options.conflicts == "warn" else [])
    return Prepared(plan, reported([], writes, PARAMETERS), refusals, warnings, findings)


def _clashes(job, texts):
    """Return a conflict for each value that goes back now, and that another file sets anew at the next boot."""
    if job.options.conflicts == "skip":
        return []
    targets = {key: int(text) for key, text in texts.items()}
    assignments = _sysctl_d.assignments(job.host.root, {job.shelf.path: None})
    return _conflicts.of_files(targets, job.shelf.path, assignments, Ahead(job.tree, texts), job.kernel)


def _warnings(job):
    if job.record is None and job.shelf.text() is not None:
        yield "%s is gone: the values stay as they are, only the file is removed" % job.shelf.record_path

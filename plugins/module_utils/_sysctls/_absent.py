# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepare what state=absent does: back to what the first application found. Nothing is written here.

Standard library only, Python 3.6 and later.
"""

from . import _goal, _record
from ._apply import FileChange, Plan
from ._job import Prepared, reported, unwritable
from ._parameters import PARAMETERS


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
    return Prepared(plan, reported([], writes, PARAMETERS), refusals, list(_warnings(job)), findings)


def _warnings(job):
    if job.record is None and job.shelf.text() is not None:
        yield "%s is gone: the values stay as they are, only the file is removed" % job.shelf.record_path

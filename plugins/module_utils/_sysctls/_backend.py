# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kernel parameters of ARP and neighbor discovery: read, applied, kept for later boots, and taken back.

`run` is the whole of it and knows nothing of Ansible. Standard library only, Python 3.6 and later.
"""

import fnmatch

from . import _absent, _apply, _effects, _present
from ._job import Host, Job, Options, Refused
from ._tree import Ahead

__all__ = ["Host", "Options", "Refused", "run"]

_STATES = {"present": _present.prepare, "absent": _absent.prepare}


def run(host, options, check_mode=False):
    """Do what the options say and return the result as a dict.

    `files` in it are FileChanges. Raises Refused when nothing was changed, ArpError for wrong options, and for a
    failure half-way, after everything was put back.
    """
    job = Job(host, options, check_mode)
    prepared = _STATES[options.state](job)
    if prepared.refusals:
        raise Refused(prepared.refusals)
    plan = prepared.plan
    before = _report(job, prepared, job.tree)
    after = _report(job, prepared, Ahead(job.tree, plan.texts))
    loaded = "not needed"
    if not check_mode:
        loaded = _apply.carry_out(plan, job.tree, job.shelf, host.run)
        after = _report(job, prepared, job.tree)
    return dict(
        prepared.told,
        changed=bool(plan.writes or plan.files),
        before=before,
        after=after,
        changes=[
            {"key": write.key.path, "before": int(write.before), "after": int(write.after)} for write in plan.writes
        ],
        file=job.shelf.path if job.shelf else None,
        files=plan.files,
        kernel=str(job.kernel),
        loaded=loaded,
        summary=_effects.summary(after),
        warnings=prepared.warnings,
    )


def _report(job, prepared, values):
    asked = job.options.interfaces
    names = [
        name
        for name in job.tree.interfaces()
        if not asked or any(fnmatch.fnmatchcase(name, pattern) for pattern in asked)
    ]
    return _effects.report(values, prepared.parameters, names, job.kernel)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What works against a profile: files that say something else at the next boot, and programs that do while running.

A conflict is a dict: `kind` (file or program), `name` of the program, `file` and `line`, `key`, `wanted`, `value` that
will be instead, `message`. Standard library only, Python 3.6 and later.
"""

from . import _programs, _sysctl_d
from ._parameters import OWN, PARAMETERS, effective
from ._settings import ALL


def of_files(targets, own_path, assignments, values, kernel):
    """Return a conflict for each target that the next boot would not give, by the assignments of all files.

    For an interface it also counts what becomes of conf/all, which may outweigh the interface's own value.
    """
    found = []
    for key, wanted in targets.items():
        by = _sysctl_d.deciding(key.path, assignments)
        # A pattern only wins where we have no line, and there the hook comes after it.
        if by is not None and by.file != own_path and not by.is_pattern and by.value != str(wanted):
            found.append(
                _of_file(key, wanted, by, "%s:%d sets it to %s at the next boot" % (by.file, by.line, by.value))
            )
        elif key.scope != ALL:
            found.extend(_outweighed(key, wanted, own_path, assignments, values, kernel))
    return found


def of_programs(targets, values, host):
    """Return a conflict for each target that a running program does not go with."""
    return [
        _conflict(
            "program",
            key,
            wanted,
            name=name,
            message="%s = %d does not go with %s (%s): %s" % (key.path, wanted, name, sign, reason),
        )
        for name, sign, key, wanted, reason in _programs.clashes(targets, values, host)
    ]


def _outweighed(key, wanted, own_path, assignments, values, kernel):
    rule = PARAMETERS[key.family, key.name].rule(kernel)
    if rule is OWN:
        return
    everywhere = key._replace(scope=ALL)
    by = _sysctl_d.deciding(everywhere.path, assignments)
    if by is None or by.file == own_path or not by.value.isdigit():
        return
    then = effective(rule, int(by.value), wanted)
    if then != effective(rule, values.value(everywhere), wanted):
        reason = "%s:%d sets %s to %s at the next boot, so %d will be in force" % (
            by.file,
            by.line,
            everywhere.path,
            by.value,
            then,
        )
        yield _of_file(key, wanted, by, reason)


def _of_file(key, wanted, by, reason):
    message = "%s = %d: %s" % (key.path, wanted, reason)
    return _conflict("file", key, wanted, file=by.file, line=by.line, value=by.value, message=message)


def _conflict(kind, key, wanted, **more):
    return dict(
        {"kind": kind, "name": None, "file": None, "line": None, "value": None}, key=key.path, wanted=wanted, **more
    )

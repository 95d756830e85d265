# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carry a plan out, all of it or nothing. Standard library only, Python 3.6 and later."""

import contextlib
import functools
from typing import Any, Callable, List, NamedTuple

from .._errors import ArpError, SourceError
from ._tree import Gone


class FileChange(NamedTuple):
    """One file that is replaced; None stands for one that is not there."""

    path: str
    before: Any
    after: Any


class Plan(NamedTuple):
    """What is to be done. `texts` is what the tree must hold in the end; `load` the file to be loaded, or None."""

    pins: List[Any]
    writes: List[Any]
    files: List[FileChange]
    texts: dict
    load: Any = None


class Step(NamedTuple):
    """How something is undone; `path` is the file that this is about, if any."""

    undo: Callable[[], None]
    path: Any = None


def carry_out(plan, tree, shelf, run):
    """Do it. Returns what became of loading the file. Raises ArpError after everything was put back.

    The files come first that tell the way back, so that it is known even when the machine stops in between.
    """
    undo = []
    try:
        for change in plan.files:
            undo.append(Step(functools.partial(shelf.write, change.path, change.before), change.path))
            shelf.write(change.path, change.after)
        for key in plan.pins:
            _write(tree, key, tree.text(key))
        for write in plan.writes:
            undo.append(Step(functools.partial(_restore, tree, write.key, write.before)))
            _write(tree, write.key, write.after)
        return _load(plan, tree, run)
    except BaseException as error:
        failures = _put_back(undo, shelf)
        if not isinstance(error, ArpError):
            raise
        state = "was put back"
        if failures:
            state = "could not be put back everywhere: %s" % "; ".join(failures)
        raise ArpError("%s. What was written before that %s" % (error, state))


def _write(tree, key, text):
    """Write a value; that an interface goes away meanwhile is no failure."""
    with contextlib.suppress(Gone):
        tree.write(key, text)


def _restore(tree, key, text):
    """Write a value back, unless the kernel never took another one."""
    if tree.text_now(key) != text:
        _write(tree, key, text)


def _load(plan, tree, run):
    """Load the file as the next boot will, and see that the kernel holds the same afterwards."""
    if plan.load is None:
        return "not needed"
    try:
        # -e: the line of an interface that is not there yet is no failure.
        rc, out, err = run(["sysctl", "-e", "-q", "-p", plan.load])
    except SourceError as error:
        return "left out: %s; the values were written all the same" % error
    if rc != 0:
        raise ArpError("sysctl -p %s: %s" % (plan.load, " ".join((err or out).split()) or "exit code %s" % rc))
    tree.forget()
    wrong = [key.path for key, text in plan.texts.items() if tree.text(key) not in (text, None)]
    if wrong:
        raise ArpError("sysctl -p %s left other values than those of the file: %s" % (plan.load, ", ".join(wrong)))
    return "loaded"


def _put_back(undo, shelf):
    """Undo in reverse order; return what failed in that. Then the record stays, for it tells the way back."""
    failures = []
    for step in reversed(undo):
        if failures and shelf and step.path == shelf.record_path:
            continue
        try:
            step.undo()
        except ArpError as error:
            failures.append(str(error))
    return failures

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether there is time for a flush: the windows as a user gives them, the time that is needed, the verdict."""

import math
from typing import NamedTuple

import yaml
from ansible.module_utils.parsing.convert_bool import BOOLEANS

from .._faces import plain
from .._windows import WindowError, state
from .._windows._calendar import is_calendar
from .._windows._values import elapsed


class Effort(NamedTuple):
    """Seconds that a flush takes: at least, and for each entry. With a margin of more than two over what was measured.

    On a host, 50,000 entries took 6 s on a busy machine. A device is sent one command for each entry.
    """

    least: float
    each: float


EFFORTS = {"host": Effort(15, 0.0005), "device": Effort(45, 0.5)}


def needed_seconds(entries, kind, verify_seconds):
    """Return for how many seconds a window must stay open for a flush of some entries on a `host` or a `device`."""
    effort = EFFORTS[kind]
    return math.ceil(effort.least + effort.each * entries + verify_seconds)


def read_windows_option(given, file_text=None):
    """Return windows as `maintenance_window_state` takes them, None where neither is given.

    `given` is a list, the text of a calendar, or YAML; `file_text` is what a file holds, None without one. Raises
    WindowError, also for what is given and empty: a list that turned out empty must not open everything.
    """
    if given is None and file_text is None:
        return None
    given = None if given == "" else plain(given)
    if given is not None and file_text is not None:
        raise WindowError("maintenance_windows and maintenance_windows_file exclude each other; give one of them")
    found = file_text if given is None else given
    if isinstance(found, str) and not is_calendar(found):
        found = _of_yaml(found)
    if found is None:
        raise WindowError(
            "the windows are empty, which is never open: there is no implicit 'always'. Give at least one window, or "
            "leave the option out"
        )
    return found


class _OnceLoader(yaml.SafeLoader):
    """YAML in which a key is given once: of two `except`, the first would be forgotten without a word."""

    def construct_mapping(self, node, deep=False):
        """Return a mapping. Raises ConstructorError for a key that is given twice."""
        seen = set()
        for key in (key for key, _value in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} is given twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def _of_yaml(text):
    try:
        return yaml.load(text, Loader=_OnceLoader)
    except yaml.YAMLError as error:
        raise WindowError(f"the windows are neither a calendar nor YAML: {' '.join(str(error).split())}") from None


class Gate:
    """The windows and the emergency of a flush. Raises WindowError for a mistake in any window, however it is asked."""

    def __init__(self, windows=None, emergency=None):
        self._windows = windows
        self.emergency = _reason(emergency)

    def judge(self, needs=0, at=None):
        """Return the state of the windows at an instant, None without windows."""
        return None if self._windows is None else state(self._windows, at, needs)

    @staticmethod
    def overrun(needs, at_most):
        """Return why a flush that needs so long is refused where no more time than `at_most` is allowed, else None."""
        if at_most is None:
            return None
        needed, allowed = (int(elapsed(value, name).total_seconds()) for value, name in _named(needs, at_most))
        if needed <= allowed:
            return None
        return (
            f"Refused, nothing was flushed. It may take {needed} s, and no more than {allowed} s are allowed (at_most;"
            " in the role flush, the lease would be over before: see flush_lease_ttl and flush_needs)"
        )

    def refusal(self, judged):
        """Return why a flush is refused, None where it is not. Without windows nothing is refused."""
        if judged is None or judged["open"] or self.emergency:
            return None
        return f"Refused, nothing was flushed. The maintenance windows are {_clause(judged['message'])}"

    def remark(self, judged):
        """Return what is to be printed of an emergency, None where there is none."""
        if not self.emergency:
            return None
        windows = "no maintenance window was given" if judged is None else f"maintenance windows: {judged['message']}"
        return f"EMERGENCY, flushing whatever the windows say. Reason: {self.emergency} ({windows})"


# What somebody writes who takes a reason for a switch; "no" must not open everything.
_SWITCHES = frozenset(str(value) for value in BOOLEANS if isinstance(value, str)) | {"none", "null"}


def _reason(given):
    """Return the reason of an emergency, None where there is none. Raises WindowError for what is no reason."""
    if given is None or given is False:
        return None
    reason = given.strip() if isinstance(given, str) else ""
    if reason.lower() in _SWITCHES or not isinstance(given, str):
        raise WindowError(f"emergency: {given!r} is no reason; write in words why nobody can wait, or leave it out")
    return reason or None


def _named(needs, at_most):
    return (needs, "needs"), (at_most, "at_most")


def _clause(message):
    """Let a message of the windows follow upon "are"."""
    return message.replace("too little time left", "closing too early", 1)

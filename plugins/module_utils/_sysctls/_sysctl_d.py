# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the files of sysctl.d say together at the next boot, by the precedence of systemd (man 5 sysctl.d).

Of files with one name the first directory's counts. The rest are read in the order of their names, and the last value
of a key stays. A key with a shell pattern yields to one without, wherever that stands. procps follows the same order
(man 8 sysctl, --system) and reads /etc/sysctl.conf last. Python 3.6 and later.
"""

import fnmatch
import os
import re
from typing import List, NamedTuple, Optional

DIRECTORIES = ("/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d", "/lib/sysctl.d")
_LAST = "/etc/sysctl.conf"
_UFW_SWITCH, _UFW = "/etc/ufw/ufw.conf", "/etc/ufw/sysctl.conf"
_SWAPPED = {".": "/", "/": "."}


class Assignment(NamedTuple):
    """One line: the key with slashes, perhaps a pattern, its value, and where it stands.

    A value of None takes the key out of all patterns.
    """

    key: str
    value: Optional[str]
    file: str
    line: int

    @property
    def is_pattern(self):
        return any(character in self.key for character in "*?[")

    def covers(self, path):
        """Tell whether it sets this key. A pattern, as glob(7) has it, does not go beyond a slash."""
        names, wanted = self.key.split("/"), path.split("/")
        return len(names) == len(wanted) and all(map(fnmatch.fnmatchcase, wanted, names))


def assignments(root="/", instead=None) -> List[Assignment]:
    """Return all assignments of the next boot, in their order.

    `instead` is `{path: text}` of files as they will be, None for one that will be gone.
    """
    texts = instead or {}
    found = []
    for path in _files(root, texts):
        text = texts[path] if path in texts else _read(root, path)
        found.extend(parse(text or "", path))
    return found


def parse(text, file) -> List[Assignment]:
    """Return the assignments of one file. A hyphen before a key with a value only means that a failure is none."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        key, equals, value = (part.strip() for part in line.partition("="))
        if key[:1] not in ("", "#", ";") and (equals or key[0] == "-"):
            found.append(Assignment(normal(key.lstrip("-").strip()), value if equals else None, file, number))
    return found


def normal(key):
    """Return a key with slashes: where the first separator is a dot, dots and slashes have changed places."""
    first = re.search(r"[./]", key)
    if first and first.group() == ".":
        key = "".join(_SWAPPED.get(character, character) for character in key)
    key = key.lstrip("/")
    return key[len("proc/sys/") :] if key.startswith("proc/sys/") else key


def deciding(path, found):
    """Return the assignment that a key gets its value from, or None."""
    covering = [assignment for assignment in found if assignment.covers(path)]
    exact = [assignment for assignment in covering if not assignment.is_pattern]
    valued = [assignment for assignment in exact if assignment.value is not None]
    return (valued or ([] if exact else covering) or [None])[-1]


def _files(root, texts):
    """Return the paths in the order in which they are read."""
    chosen = {os.path.basename(path): path for path in texts if texts[path] is not None}
    for directory in DIRECTORIES:
        for name in _listed(root, directory):
            path = os.path.join(directory, name)
            if name.endswith(".conf") and texts.get(path, "") is not None:
                chosen.setdefault(name, path)
    ordered = [chosen[name] for name in sorted(chosen)]
    if not any(_leads_to(root, path, _LAST) for path in ordered) and not _is_there(root, "/run/systemd/system"):
        ordered.append(_LAST)
    if re.search(r"^\s*ENABLED=[\"']?yes", _read(root, _UFW_SWITCH) or "", re.MULTILINE | re.IGNORECASE):
        ordered.append(_UFW)
    return ordered


def _leads_to(root, path, other):
    return os.path.realpath(_real(root, path)) == os.path.realpath(_real(root, other))


def _is_there(root, path):
    return os.path.exists(_real(root, path))


def _listed(root, directory):
    try:
        return os.listdir(_real(root, directory))
    except OSError:
        return []


def _read(root, path):
    try:
        with open(_real(root, path), encoding="utf-8", errors="surrogateescape") as opened:
            return opened.read()
    except OSError:
        return None


def _real(root, path):
    return os.path.join(root, path.lstrip("/"))

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the first application found: the way back.

A record is kept as JSON beside the file in sysctl.d, and grows when later applications touch more. Pure; standard
library only, Python 3.6 and later.
"""

import json
from typing import Dict, NamedTuple

from .._errors import ArpError
from . import _tree
from ._settings import DEFAULT


class Record(NamedTuple):
    """What was there before, by path: `found` of everything that was set, `beside` of interfaces whose template was.

    At the next boot, or when they are made anew, the latter are made after the template and no longer as they were.
    """

    found: Dict[str, str]
    beside: Dict[str, str]


_NOTHING = Record({}, {})


def parse(text, path):
    """Return the Record of a text, or None for no text. Raises ArpError for one that is damaged, naming its file."""
    if text is None:
        return None
    try:
        content = json.loads(text)
        parts = [dict(content[part]) for part in Record._fields]
        for path, value in [pair for part in parts for pair in part.items()]:
            _tree.key_of(path)
            int(value)
        return Record(*parts)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ArpError(
            "Nothing was changed: %s is damaged, the record of what was there before. Bring it back from a backup, or "
            "move it away; then state=absent leaves the values as they are" % path
        )


def text(record):
    """Return a record as the text that is kept."""
    return json.dumps(record._asdict(), indent=1, sort_keys=True) + "\n"


def extended(record, keys, tree):
    """Return a record that knows the way back for exactly these keys: what is known already, or what is there now."""
    known = record or _NOTHING
    templates = [key for key in keys if key.scope == DEFAULT]
    beside = [key for template in templates for key in _made_after(template, tree) if key not in keys]
    return Record(*({key.path: _before(known, key, tree) for key in part} for part in (keys, beside)))


def restores(record, kept, tree):
    """Return `{key: text}` for what goes back: everything that was set and is not in `kept`.

    With a template go the interfaces that hold its value: to what they held, or to the former template those that
    appeared since.
    """
    known = record or _NOTHING
    gone = {key: value for key, value in _found(known) if key not in kept and tree.text(key) is not None}
    for template, value in list(gone.items()):
        for key in _made_after(template, tree) if template.scope == DEFAULT else ():
            if key not in kept and tree.text(key) == tree.text(template):
                gone.setdefault(key, known.beside.get(key.path, value))
    return gone


def vanished(record, tree):
    """Return the paths of what was set that do not exist any more."""
    return sorted(key.path for key, _value in _found(record or _NOTHING) if tree.text(key) is None)


def _found(record):
    return [(_tree.key_of(path), value) for path, value in record.found.items()]


def _before(record, key, tree):
    """Return what a file held before: as it is known, or as the former template says, or as it is now."""
    template = key._replace(scope=DEFAULT).path
    known = record.found.get(key.path, record.beside.get(key.path))
    if known is None and key.is_interface:
        known = record.found.get(template)
    return tree.text(key) if known is None else known


def _made_after(template, tree):
    keys = [template._replace(scope=name) for name in tree.interfaces()]
    return [key for key in keys if tree.text(key) is not None]

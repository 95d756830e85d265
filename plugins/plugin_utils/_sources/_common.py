# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sources share: rows are read or refused, never left out; foreign words become those of the record."""

import json
import re

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import canonical_ip, canonical_mac

from .._faces import plain

# What the platforms call the states of RFC 4861 section 7.3.2 and of the Linux kernel, in lower case.
_STATES = {
    "incomplete": "incomplete incmp incomp incompl unresolved pending pend",
    "reachable": "reachable reach",
    "stale": "stale",
    "delay": "delay",
    "probe": "probe",
    "failed": "failed unreachable unreach",
    "permanent": "permanent",
    "noarp": "noarp",
}
_STATE_OF_WORD = {word: state for state, words in _STATES.items() for word in words.split()}

_NO_MAC = frozenset(["", "-", "none", "n/a", "unknown", "(incomplete)", "<incomplete>", "incomplete", "incmp"])
_NAME = re.compile(r"(?=.*[A-Za-z_])[\w-]+(?:\.[\w-]+)*").fullmatch


def loaded(data, source):
    """Return data as plain containers; a text is taken for JSON. Raises ArpError for other text."""
    if not isinstance(data, str):
        return plain(data)
    try:
        return json.loads(data)
    except ValueError as error:
        raise ArpError(f"source {source} needs its data, loaded or as JSON, not the text {str(data)[:60]!r}") from error


def rows_of(data, source, members):
    """Return data as a list; ArpError when it is something else than the list that the source makes."""
    if not isinstance(data, list):
        raise ArpError(f"source {source} needs a list of {members}, not {type(data).__name__} {str(data)[:60]!r}")
    return data


def read_rows(rows, source, read_row):
    """Return what `read_row` makes of each row. Raises ArpError, with the first of them, when some are not readable."""
    neighbors, refused = [], []
    for row in rows:
        try:
            neighbors.append(read_row(row))
        except (AttributeError, KeyError, TypeError, ValueError):
            refused.append(row)
    if refused:
        first = json.dumps(refused[0], default=str)[:200]
        raise ArpError(f"{len(refused)} of the rows are not what {source} makes, the first is {first}")
    return neighbors


def text_of(value):
    """Return a value as text, None where it is empty; a list of one value is that value."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if value is None or isinstance(value, (bool, dict, list)):
        return None
    return str(value).strip() or None


def mac_of(value):
    """Return a link-layer address, None for the words that tools put in its place."""
    text = text_of(value)
    return None if text is None or text.lower() in _NO_MAC else canonical_mac(text)


def state_of(value):
    """Return the state that a platform's word means, None for a word that says no more than that there is a row."""
    return _STATE_OF_WORD.get((text_of(value) or "").lower())


def ip_or_name(value):
    """Return `(ip, family, flags)`; where a name stands in place of the address it is a flag and `ip` is None."""
    text = text_of(value) or ""
    try:
        return canonical_ip(text) + ([],)
    except ValueError:
        if not _NAME(text):
            raise
        return None, "ipv4", ["name " + text]

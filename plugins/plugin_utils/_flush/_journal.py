# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept of a flush: one line of JSON when it begins and one when it is over, and the file that they stand in."""

import fcntl
import json
import os
from datetime import datetime, timezone
from pathlib import Path

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError

SCHEMA = 1
# The options of the module that choose entries.
SCOPE_LISTS = ("addresses", "prefixes", "interfaces", "vrf", "states", "mac", "family", "network_namespaces")
_ENTRY = ("ip", "mac", "interface", "vrf", "namespace", "state")
# What is too long for a result that is printed and handed to workflows.
_LONG = ("flushed", "kept", "verified")


def start(host, args, judged, emergency, notes):
    """Return the record of a flush that is about to begin."""
    return {**_head("start", host, args, notes), "window": judged, "emergency": emergency}


def end(host, args, result, *, outcome, judged, emergency, seconds, notes):
    """Return the record of a flush that is over; `result` is that of the module, as far as it got.

    `outcome` is `flushed`, `nothing` (to flush), `refused` or `failed`.
    """
    flushed, kept = rows(result, "flushed"), rows(result, "kept")
    return {
        **_head("end", host, args, notes),
        "window": judged,
        "emergency": emergency,
        "outcome": outcome,
        "message": result.get("msg", ""),
        "seconds": round(seconds, 3),
        "flushed_total": len(flushed),
        "kept_total": len(kept),
        "flushed": [_entry(row) for row in flushed],
        "kept": [{**_entry(row), "reason": row.get("reason")} for row in kept],
        "before": result.get("before"),
        "after": result.get("after"),
        "verified": result.get("verified", []),
        "findings": result.get("findings", []),
        "problems": result.get("problems", []),
        "commands": result.get("commands", []),
    }


def _head(event, host, args, notes):
    scope = {name: args[name] for name in (*SCOPE_LISTS, "all") if args.get(name) not in (None, False, [])}
    # A template cannot yield null under ansible-core 2.16.
    known = {name: None if value == "" else value for name, value in (notes or {}).items()}
    return {"schema": SCHEMA, "event": event, "at": now(), "host": host, **known, "scope": scope}


def _entry(row):
    return {name: row.get(name) for name in _ENTRY}


def rows(result, name):
    """Return the entries in a result of the module, from the list or from the text."""
    return json.loads(result[f"{name}_json"]) if f"{name}_json" in result else result.get(name, [])


def short(record):
    """Return a record without the entries one by one."""
    return {key: value for key, value in record.items() if key not in _LONG and key != "commands"}


def now():
    """Return the time in UTC with microseconds: the order of lines of several controllers shall be told."""
    return datetime.now(timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")


def path_from_here(path):
    """Return a path on the controller; a relative one begins where Ansible was started."""
    return Path(os.path.expandvars(path)).expanduser().absolute()


class Journal:
    """A file on the controller that lines are appended to; without a path nothing is kept."""

    def __init__(self, path):
        self.path = path_from_here(path) if path else None

    def append(self, record):
        """Append one record, whole, and bring it to the disk. Raises ArpError.

        Each is written by one call under a lock, so that runs may share a file.
        """
        if self.path is None:
            return
        line = (json.dumps(record, ensure_ascii=False, sort_keys=False) + "\n").encode("utf-8", "backslashreplace")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path, "ab", buffering=0, opener=_private) as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                _write(file, line)
                os.fsync(file.fileno())
        except OSError as error:
            raise ArpError(f"journal: {self.path} cannot be written: {error.strerror or error}") from error


def _private(path, flags):
    return os.open(path, flags, 0o640)


def _write(file, data):
    while data:
        data = data[file.write(data) :]

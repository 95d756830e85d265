# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report files of an audit on the controller's disk."""

import contextlib
import json
import os
from pathlib import Path

from ...module_utils._errors import ArpError
from ._document import complete, verdict

KEPT = "findings.json"


def previous(directory: Path) -> dict | None:
    """Return the document of the audit before, or None where there is none that can be read."""
    try:
        return complete(json.loads((directory / KEPT).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError, ArpError):
        return None


def differs(directory: Path, report: dict, names: list[str]) -> bool:
    """Tell whether an audit says something else than the one before, or a file of it is missing."""
    before = previous(directory)
    return (
        before is None or verdict(before) != verdict(report) or any(not (directory / name).exists() for name in names)
    )


def write(directory: Path, texts: dict[str, str]) -> None:
    """Write files by name, each whole or not at all: a reader never sees half of one.

    Raises ArpError naming the file that could not be written.
    """
    for name, text in texts.items():
        path = directory / name
        draft = directory / f".{name}.{os.getpid()}"
        try:
            directory.mkdir(parents=True, exist_ok=True)
            # A lone surrogate, which a device's text may hold, is no UTF-8: in JSON this escape stands for it.
            draft.write_bytes(text.encode("utf-8", "backslashreplace"))
            draft.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise ArpError(f"could not write the report {path}: {error.strerror or error}") from error

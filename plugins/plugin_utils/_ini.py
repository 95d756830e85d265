# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings in an INI file, changed in their place: comments, order and everything else stay as they are. Pure."""

import re

_SECTION = re.compile(r"^\s*\[([^\]]+)\]")
_KEY = re.compile(r"^(\s*)([^\s#;\[=:][^=:]*?)(\s*[=:]\s*)(.*?)(\s*)\Z", re.DOTALL)


def with_settings(text, sections):
    """Return the text of an INI file in which these keys have these values; `sections` is `{section: {key: value}}`.

    A key that is there keeps its separator, a new one stands at the end of its section, a new section at the end.
    """
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    for section, settings in sections.items():
        for key, value in settings.items():
            _set(lines, str(section), str(key), str(value))
    return "".join(lines)


def _set(lines, section, key, value):
    begin, end = _bounds(lines, section)
    if begin is None:
        lines.extend(["\n"] if lines else [])
        lines.extend([f"[{section}]\n", f"{key} = {value}\n"])
        return
    for index in range(begin, end):
        found = _KEY.match(lines[index])
        if found and found.group(2) == key:
            lines[index] = f"{found.group(1)}{key}{found.group(3)}{value}\n"
            return
    lines.insert(end, f"{key} = {value}\n")


def _bounds(lines, section):
    """Return the first line behind a section's heading, and the one behind its last line that is not blank."""
    begin = next((index + 1 for index, line in enumerate(lines) if _named(line) == section), None)
    if begin is None:
        return None, None
    end = next((index for index in range(begin, len(lines)) if _named(lines[index])), len(lines))
    while end > begin and not lines[end - 1].strip():
        end -= 1
    return begin, end


def _named(line):
    heading = _SECTION.match(line)
    return heading.group(1).strip() if heading else None

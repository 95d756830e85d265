# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Platforms without a format of their own, read with the library ntc-templates where the controller has it.

The library is optional. Its templates tell neither units nor which lines they passed over, so ages are known only where
the fields name the unit, and each line whose addresses are in no record counts as not understood.
"""

import os
import re
import traceback
from pathlib import Path

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats import Parsed
from ansible_collections.netops.arp.plugins.module_utils._formats._lines import is_common_decoration, lines_of
from ansible_collections.netops.arp.plugins.module_utils._formats._registry import PLATFORMS
from ansible_collections.netops.arp.plugins.module_utils._neighbor import canonical_ip, canonical_mac

from ._sources._ntc_templates import record

try:
    import ntc_templates
    from ntc_templates.parse import ParsingException, parse_output
    from textfsm import TextFSMError

    IMPORT_ERROR = None
except ImportError:
    IMPORT_ERROR = traceback.format_exc()

# Templates of neighbor tables by the words of their command; "cdp neighbors" is none, and no index says so.
_IS_NEIGHBOR_TABLE = re.compile(r"(?:^|_)(?:arp|iparp|arpentry|ndp|nd|ipv6_neighbors?)(?:_|$)").search
_IS_OTHER_TABLE = re.compile(r"(?:^|_)(?:cdp|lldp|rsvp|bgp|ospf|inspection|statistics|summary|traffic)").search
# A text with more lines that a template does not know is another text.
_STRANGE_LINES = 12
_ADDRESSES = re.compile(
    r"(?<![\w.:-])(?:\d+\.\d+\.\d+\.\d+|[0-9a-fA-F]{4}(?:[.-][0-9a-fA-F]{4}){2}"
    r"|[0-9a-fA-F]{1,2}(?:[:-][0-9a-fA-F]{1,2}){5}|[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*)(?![\w:-])"
)


def parse_with_ntc(text, platform, command=None):
    """Read a text with the template that the library has for a platform, as `Parsed`.

    The template of `command` is tried first, then each other one of the platform's neighbor tables; the one that finds
    most rows is taken. Raises ArpError where the library is not installed or has no such template.
    """
    platform = str(platform).strip().lower()
    if IMPORT_ERROR is not None:
        raise ArpError(
            f"unknown platform {platform!r}; known are {', '.join(sorted(PLATFORMS))}. Others are read with the Python "
            "package ntc-templates, which this controller does not have: pip install ntc-templates"
        )
    commands = ([command] if command else []) + _commands_of(platform)
    if not _commands_of(platform):
        raise ArpError(
            f"unknown platform {platform!r}; known are {', '.join(sorted(PLATFORMS))}, and the installed ntc-templates "
            "has no template for its neighbor table either"
        )
    found = [_neighbors(text, platform, one) for one in commands]
    neighbors = max(found, key=len)
    return Parsed(neighbors, _not_understood(text, neighbors))


def _template_folder():
    # The same as in the library, which keeps it private.
    return Path(os.environ.get("NTC_TEMPLATES_DIR") or Path(ntc_templates.__file__).parent / "templates")


def _commands_of(platform):
    """Return the commands for which the library has templates that read a neighbor table of the platform."""
    commands = []
    for line in (_template_folder() / "index").read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split(",", 3)]
        if line.startswith("#") or len(fields) < 4 or not _is_platform(fields[2], platform):
            continue
        words = fields[0].partition(".")[0]
        if _IS_NEIGHBOR_TABLE(words) and not _IS_OTHER_TABLE(words):
            # "sh[[ow]] ar[[p]]" is how the index writes abbreviations.
            commands.append(fields[3].replace("[[", "").replace("]]", ""))
    return commands


def _is_platform(pattern, platform):
    try:
        return re.fullmatch(pattern, platform) is not None
    except re.error:
        return False


def _neighbors(text, platform, command):
    """Return the records that the template of one command finds; none where it does not fit the text."""
    neighbors = []
    for row in _rows(text, platform, command):
        try:
            neighbors.append(record(row))
        except (KeyError, ValueError):
            continue
    return neighbors


def _rows(text, platform, command):
    """Return the rows of a template. It refuses a text for a single line, a prompt for one: without it, it may read."""
    lines = [line for line in lines_of(text) if not is_common_decoration(line)]
    for _attempt in range(_STRANGE_LINES):
        try:
            return parse_output(platform=platform, command=command, data="\n".join(lines) + "\n")
        except ParsingException:
            return []
        except TextFSMError as error:
            strange = str(error).partition("Input Line: ")[2]
            if strange.rstrip(".") not in lines and strange not in lines:
                return []
            lines.remove(strange if strange in lines else strange.rstrip("."))
    return []


def _not_understood(text, neighbors):
    known = {row["ip"] for row in neighbors} | {row["mac"] for row in neighbors}
    if not neighbors:
        return [line for line in lines_of(text) if not is_common_decoration(line)]
    return [line for line in lines_of(text) if not known.issuperset(_addresses_in(line))]


def _addresses_in(line):
    """Return the addresses of a line in canonical form; what only looks like one counts as an address of its own."""
    return {_canonical(text) for text in _ADDRESSES.findall(line)}


def _canonical(text):
    for read in (lambda one: canonical_ip(one)[0], canonical_mac):
        try:
            return read(text)
        except ValueError:
            continue
    return text

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text of any platform as records: what a template hands over, given to the formats."""

import codecs
import json

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats import _mac_registry, _registry


def parse_neighbors(text, platform, command=None):
    """Return `{"neighbors": [...], "unparsed": [...]}` of a text that `platform` printed.

    A platform without a format of its own is read with the library ntc-templates where it is installed. Raises ArpError
    for a platform that neither knows and for data that is no text; never for the text itself.
    """
    return _reader_of(platform)(_text_of(text), platform, command=_command_of(command))._asdict()


def parse_mac_table(text, platform, command=None):
    """Return `{"entries": [...], "unparsed": [...]}` of the MAC table that `platform` printed.

    Raises ArpError for an unknown platform and for data that is no text; never for the text itself.
    """
    return _mac_registry.parse_macs(_text_of(text), platform, command=_command_of(command))._asdict()


def _reader_of(platform):
    try:
        _registry.platform_name(platform)
    except ArpError:
        # Loaded only here: the library costs every other use of the filter more than its reading of a table.
        from ansible_collections.netops.arp.plugins.plugin_utils._ntc_fallback import parse_with_ntc

        return parse_with_ntc
    return _registry.parse


def _command_of(command):
    return None if command is None else str(command)


def _encoding_of(data):
    # Windows PowerShell writes files so.
    return "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8"


def _text_of(data):
    """Return the text that a template handed over: a text, or JSON that Ansible or a connection has loaded already."""
    if isinstance(data, str):
        return str.__str__(data)
    if isinstance(data, bytes):
        return data.decode(_encoding_of(data), errors="replace")
    if isinstance(data, list) and data and all(isinstance(member, str) for member in data):
        raise ArpError(f"got a list of {len(data)} texts: hand over one of them (stdout[0]), or joined lines")
    if isinstance(data, (list, dict)):
        return json.dumps(data, default=str)
    raise ArpError(f"the text is no text but {type(data).__name__} {str(data)[:60]!r}")

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data of other tools, loaded already, as neighbor records. One file per tool under `_sources/`, all in `SOURCES`."""

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError

from ._sources import _genie, _get_netneighbor, _jc, _napalm, _native, _ntc_templates, _suzieq

# The names of the sources, as users write them, and who reads each.
SOURCES = {
    **_genie.SOURCES,
    **_get_netneighbor.SOURCES,
    **_jc.SOURCES,
    **_napalm.SOURCES,
    **_native.SOURCES,
    **_ntc_templates.SOURCES,
    **_suzieq.SOURCES,
}


def normalize(data, source):
    """Return the neighbors that `data` holds, in the words of the record.

    `source` names who made the data, one of `SOURCES`. Nothing is left out: data that the source does not make raises
    ArpError, as does an unknown source.
    """
    if source not in SOURCES:
        raise ArpError(f"unknown source {str(source)!r}; known are {', '.join(sorted(SOURCES))}")
    return SOURCES[source](data)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of finding: its name, default severity and what an engineer should be told about it.

The texts are shown in findings and reports; docs/findings.md explains each kind at length. A file here has the kinds
of the detectors in the file of the same name in _detectors/.
"""

from . import (
    _answers,
    _capacity,
    _captured,
    _changes,
    _entries,
    _expectations,
    _mac_tables,
    _macs,
    _rules,
    _settings,
    _virtual,
)
from ._kind import RULE, SEVERITIES, Kind

__all__ = ["KINDS", "RULE", "SEVERITIES", "Kind"]

_FAMILIES = (
    _answers,
    _virtual,
    _expectations,
    _entries,
    _macs,
    _settings,
    _capacity,
    _changes,
    _mac_tables,
    _captured,
    _rules,
)

KINDS = {kind.kind: kind for family in _FAMILIES for kind in family.KINDS}

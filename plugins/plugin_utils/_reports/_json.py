# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""findings.json: the document itself, in a stable order."""

import json


def render(report: dict) -> str:
    """Return the document as JSON: keys sorted, two blanks of indentation, a newline at the end."""
    return json.dumps(report, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

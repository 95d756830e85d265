# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of one kind of finding."""

from typing import NamedTuple

SEVERITIES = ("info", "warning", "critical")

# The kind of what a user's own rule finds is "rule:" and the rule's name.
RULE = "rule"


class Kind(NamedTuple):
    """One kind of finding. `description` says when it is raised, `cause` and `action` what to think of and do."""

    kind: str
    severity: str
    title: str
    description: str
    cause: str
    action: str

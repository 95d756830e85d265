# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's own rules."""

from ._kind import RULE, Kind

KINDS = (
    Kind(
        RULE,
        "warning",
        "Own rule",
        "The query of one of the policy's rules returned records. The kind of the finding is rule:<name of the rule>.",
        "What the rule was written for; the message is the rule's own.",
        "Act as its author meant it. The rule stands in the policy, under rules.",
    ),
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policy of `neighbor_anomalies`: what is meant to be so, and how findings are graded.

`_spec` lists the keys, `_values` reads single values, `_rules` the user's own rules, `_reader` the sections, and
`_records` is what the detectors get.
"""

from ._reader import read_policy
from ._records import Policy
from ._rules import fill, matches
from ._spec import ARGUMENT_SPEC, SHARES, THRESHOLDS
from ._values import PolicyError

__all__ = ["ARGUMENT_SPEC", "SHARES", "THRESHOLDS", "Policy", "PolicyError", "fill", "matches", "read_policy"]

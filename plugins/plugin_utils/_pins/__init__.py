# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which gateways a host may pin: what somebody declared, what the host knows, and who answers on its links.

`_declared` reads what users write, `_candidates` finds the gateways of one host, `_answers` tells who answers for them,
`_verdicts` judges one gateway by a table of rules, and `_judge` puts everything together.
"""

from ._judge import judge

__all__ = ["judge"]

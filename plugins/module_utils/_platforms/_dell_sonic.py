# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Enterprise SONiC, over its management command line.

Source: the Enterprise SONiC command reference.
"""

from .._formats import _sonic
from ._network import Platform, Question

CLI = Platform(
    name="sonic",
    tables={
        "ipv4": Question(everywhere=("show ip arp vrf all | no-more", "show ip arp | no-more", "show ip arp")),
        "ipv6": Question(
            everywhere=("show ipv6 neighbors vrf all | no-more", "show ipv6 neighbors | no-more", "show ipv6 neighbors")
        ),
    },
    formats=(_sonic,),
)

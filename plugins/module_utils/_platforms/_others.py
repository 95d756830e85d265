# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Platforms of which a command line and a format are all that is known: what prints each table, and who reads it.

Sources: the command references of the makers. The commands of a row are tried in this order.
"""

from .._formats import (
    _arp_an,
    _aruba,
    _cisco_small_business,
    _comware,
    _dell,
    _extreme,
    _extreme_voss_nd,
    _fastiron,
    _fastpath,
    _huawei_vrp,
    _iproute2,
    _nokia_sros,
    _plain_tables,
)
from ._network import Platform, Question

_FASTIRON = (("show arp",), ("show ipv6 neighbor",), (_fastiron.FASTIRON,))

# Platform: commands for IPv4, commands for IPv6, formats.
_ROWS = {
    "aruba_aoscx": (
        ("show arp all-vrfs", "show arp"),
        ("show ipv6 neighbors all-vrfs", "show ipv6 neighbors"),
        (_aruba.AOSCX,),
    ),
    "brocade_fastiron": _FASTIRON,
    "cisco_s300": (("show arp",), ("show ipv6 neighbors",), (_cisco_small_business,)),
    "dell_force10": (("show arp",), ("show ipv6 neighbors",), (_dell.OS9,)),
    "dell_os10": (("show ip arp",), ("show ipv6 neighbors",), (_dell.OS10, _iproute2)),
    "dell_os6": (("show arp",), ("show ipv6 neighbors",), (_fastpath.FASTPATH,)),
    "extreme_exos": (("show iparp",), ("show neighbor-discovery cache ipv6",), (_extreme.EXOS,)),
    "extreme_voss": (("show ip arp",), ("show ipv6 neighbor",), (_extreme_voss_nd, _extreme.VOSS)),
    "hp_comware": (("display arp all", "display arp"), ("display ipv6 neighbors all",), (_comware.COMWARE,)),
    "hp_procurve": (("show arp",), ("show ipv6 neighbors",), (_aruba.PROCURVE,)),
    "huawei_vrp": (("display arp all", "display arp"), ("display ipv6 neighbors",), (_huawei_vrp,)),
    "nokia_sros": (("show router arp",), ("show router neighbor",), (_nokia_sros,)),
    "ruckus_fastiron": _FASTIRON,
    "ubiquiti_edgerouter": (("show arp",), ("show ipv6 neighbors",), (_iproute2, _arp_an, _plain_tables.VYOS)),
}
COMMAND_LINES = {
    name: Platform(name, {"ipv4": Question(everywhere=ipv4), "ipv6": Question(everywhere=ipv6)}, formats)
    for name, (ipv4, ipv6, formats) in _ROWS.items()
}

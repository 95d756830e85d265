# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options and notes that the modules which use a wire document in one wording."""


class ModuleDocFragment:
    """Of `arp_probe`, `arp_announce` and `arp_capture`."""

    DOCUMENTATION = r"""
options:
  network_namespace:
    description:
      - The network namespace to work in. It is a name that C(ip netns) knows, the absolute path of a namespace file, or
        V(pid:<number>) for the namespace of a process.
      - When not given, it is the one that the module runs in.
    type: str
requirements:
  - CAP_NET_RAW, which root has. O(network_namespace) needs CAP_SYS_ADMIN as well.
attributes:
  platform:
    platforms: linux
    support: full
    details: Ethernet interfaces, which Wi-Fi, bridges, bonds, VLAN and macvlan interfaces are as well.
notes:
  - Neither C(arping) nor C(tcpdump), nor any Python package is needed on the host.
seealso:
  - module: netops.arp.arp_facts
"""

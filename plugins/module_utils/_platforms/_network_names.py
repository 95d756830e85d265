# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the connections of Ansible call a network device, and the name of the platform that it is.

The names are those that the plugins of the connections report as `network_os`, and ansible_network_os in full; letters
are compared in lower case.
"""

from .._errors import ArpError

NETWORK_OS = {
    "aoscx": "aruba_aoscx",
    "arista.eos.eos": "arista_eos",
    "arubanetworks.aos_switch.arubaoss": "hp_procurve",
    "arubanetworks.aoscx.aoscx": "aruba_aoscx",
    "arubaoss": "hp_procurve",
    "asa": "cisco_asa",
    "ce": "huawei_vrp",
    "cisco.asa.asa": "cisco_asa",
    "cisco.ios.ios": "cisco_ios",
    "cisco.iosxr.iosxr": "cisco_xr",
    "cisco.nxos.nxos": "cisco_nxos",
    "cisco_iosxr": "cisco_xr",
    "ciscosmb": "cisco_s300",
    "community.ciscosmb.ciscosmb": "cisco_s300",
    "community.network.ce": "huawei_vrp",
    "community.network.edgeos": "ubiquiti_edgerouter",
    "community.network.exos": "extreme_exos",
    "community.network.icx": "brocade_fastiron",
    "community.network.voss": "extreme_voss",
    "community.routeros.routeros": "mikrotik_routeros",
    "comware": "hp_comware",
    "dellemc.enterprise_sonic.sonic": "sonic",
    "dellemc.os10.os10": "dell_os10",
    "dellemc.os6.os6": "dell_os6",
    "dellemc.os9.os9": "dell_force10",
    "dellos10": "dell_os10",
    "dellos6": "dell_os6",
    "dellos9": "dell_force10",
    "edgeos": "ubiquiti_edgerouter",
    "eos": "arista_eos",
    "exos": "extreme_exos",
    "icx": "brocade_fastiron",
    "ios": "cisco_ios",
    "iosxr": "cisco_xr",
    "junipernetworks.junos.junos": "juniper_junos",
    "junos": "juniper_junos",
    "nokia.sros.classic": "nokia_sros",
    "nokia.sros.md": "nokia_sros",
    "nxos": "cisco_nxos",
    "routeros": "mikrotik_routeros",
    "sros": "nokia_sros",
    "voss": "extreme_voss",
    "vyos.vyos.vyos": "vyos",
}


def find(apis, network_os, api):
    """Return `(name, what stands under it)` in `{network_api: {platform: ...}}`.

    Raises ArpError for a device or a kind of connection that is not there.
    """
    platforms = apis.get(api)
    if platforms is None:
        raise ArpError("connections of the kind %r are not known; known are %s" % (api, ", ".join(sorted(apis))))
    name = platform_of(network_os)
    if name not in platforms:
        known = ", ".join(sorted(platforms))
        given = str(network_os).strip().lower()
        raise ArpError("network_os %r is not known over connections of the kind %s; known are %s" % (given, api, known))
    return name, platforms[name]


def platform_of(network_os):
    """Return the name of a platform for whatever a connection or a user calls it."""
    given = str(network_os).strip().lower()
    return NETWORK_OS.get(given, given)

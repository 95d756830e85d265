# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that users have for platforms: of ntc-templates, netmiko, NAPALM, ansible_network_os and ansible_facts."""

import re

from .._errors import ArpError

# Other names to the one in `PLATFORMS` of `_registry.py`.
ALIASES = {
    "aireos": "cisco_wlc",
    "alcatel_omniswitch": "alcatel_aos",
    "alcatel_sros": "nokia_sros",
    "allied_telesis": "allied_telesis_awplus",
    "alliedware_plus": "allied_telesis_awplus",
    "almalinux": "linux",
    "alpine": "linux",
    "amazon": "linux",
    "aos": "alcatel_aos",
    "aos_cx": "aruba_aoscx",
    "aoscx": "aruba_aoscx",
    "archlinux": "linux",
    "aruba": "aruba_os",
    "aruba_osswitch": "hp_procurve",
    "aruba_procurve": "hp_procurve",
    "arubaos": "aruba_os",
    "arubaoss": "hp_procurve",
    "asa": "cisco_asa",
    "avaya_vsp": "extreme_voss",
    "awplus": "allied_telesis_awplus",
    "bigip": "f5_tmsh",
    "broadcom_fastpath": "broadcom_icos",
    "brocade_netiron": "brocade_fastiron",
    "brocade_nos": "extreme_slx",
    "brocade_vdx": "extreme_slx",
    "brocade_vyos": "vyos",
    "busybox": "linux",
    "catalyst1200": "cisco_s300",
    "cbs": "cisco_s300",
    "ce": "huawei_vrp",
    "centos": "linux",
    "checkpoint": "checkpoint_gaia",
    "cisco_ios_xe": "cisco_ios",
    "cisco_ios_xr": "cisco_xr",
    "cisco_iosxe": "cisco_ios",
    "cisco_iosxr": "cisco_xr",
    "cisco_nx_os": "cisco_nxos",
    "cisco_s200": "cisco_s300",
    "cisco_s350": "cisco_s300",
    "cisco_s550": "cisco_s300",
    "cisco_sdwan": "cisco_viptela",
    "cisco_vedge": "cisco_viptela",
    "cisco_xe": "cisco_ios",
    "ciscosmb": "cisco_s300",
    "ciscosmb.switch": "cisco_s300",
    "cloudengine": "huawei_vrp",
    "comware": "hp_comware",
    "corelight_linux": "linux",
    "cumulus_linux": "cumulus",
    "darwin": "macos",
    "debian": "linux",
    "dell_dnos9": "dell_force10",
    "dell_os9": "dell_force10",
    "dell_powerconnect": "dell_os6",
    "dell_sonic": "sonic",
    "dellemc.os10.os10": "dell_os10",
    "dellemc.os6.os6": "dell_os6",
    "dellemc.os9.os9": "dell_force10",
    "dellos10": "dell_os10",
    "dellos6": "dell_os6",
    "dellos9": "dell_force10",
    "dlink": "dlink_ds",
    "dragonflybsd": "dragonfly",
    "edgecore_sonic": "sonic",
    "edgeos": "ubiquiti_edgerouter",
    "edgerouter": "ubiquiti_edgerouter",
    "edgeswitch": "ubiquiti_edgeswitch",
    "eltex_esr": "eltex",
    "eltex_mes": "eltex",
    "eos": "arista_eos",
    "exos": "extreme_exos",
    "extreme": "extreme_exos",
    "extreme_ers": "avaya_ers",
    "extreme_fabric_engine": "extreme_voss",
    "extreme_netiron": "brocade_fastiron",
    "extreme_nos": "extreme_slx",
    "extreme_switch_engine": "extreme_exos",
    "extreme_vdx": "extreme_slx",
    "extreme_vsp": "extreme_voss",
    "f5_linux": "f5_tmsh",
    "f5_ltm": "f5_tmsh",
    "fastiron": "brocade_fastiron",
    "fe": "extreme_voss",
    "fedora": "linux",
    "force10": "dell_force10",
    "fortinet_fortios": "fortinet",
    "fortios": "fortinet",
    "ftd": "cisco_ftd",
    "ftos": "dell_force10",
    "gaia": "checkpoint_gaia",
    "gaiaos": "checkpoint_gaia",
    "gentoo": "linux",
    "h3c": "hp_comware",
    "h3c_comware": "hp_comware",
    "hp_ux": "hpux",
    "hpe_comware": "hp_comware",
    "huawei": "huawei_vrp",
    "huawei_vrpv8": "huawei_vrp",
    "icos": "broadcom_icos",
    "icx": "ruckus_fastiron",
    "illumos": "solaris",
    "ios": "cisco_ios",
    "ios_xe": "cisco_ios",
    "ios_xr": "cisco_xr",
    "iosxe": "cisco_ios",
    "iosxr": "cisco_xr",
    "iosxr_netconf": "cisco_xr",
    "ipos": "ericsson_ipos",
    "ironware": "brocade_fastiron",
    "juniper": "juniper_junos",
    "junos": "juniper_junos",
    "junos_evo": "juniper_junos",
    "junos_evolved": "juniper_junos",
    "kali": "linux",
    "macosx": "macos",
    "mellanox": "mellanox_mlnxos",
    "microsoft_windows": "windows",
    "mikrotik": "mikrotik_routeros",
    "mlnxos": "mellanox_mlnxos",
    "netgear_prosafe": "broadcom_icos",
    "netiron": "brocade_fastiron",
    "nokia.sros.classic": "nokia_sros",
    "nokia.sros.md": "nokia_sros",
    "nokia_srlinux": "nokia_srl",
    "nos": "extreme_slx",
    "nvidia.nvue.httpapi": "cumulus",
    "nx_os": "cisco_nxos",
    "nxos": "cisco_nxos",
    "omniswitch": "alcatel_aos",
    "oneos": "oneaccess_oneos",
    "onyx": "mellanox_mlnxos",
    "opensuse_leap": "linux",
    "opensuse_tumbleweed": "linux",
    "openwrt": "linux",
    "opnsense": "freebsd",
    "oraclelinux": "linux",
    "osx": "macos",
    "ovs_linux": "linux",
    "panos": "paloalto_panos",
    "pfsense": "freebsd",
    "procurve": "hp_procurve",
    "raspbian": "linux",
    "redhat": "linux",
    "rhel": "linux",
    "rocky": "linux",
    "ros": "mikrotik_routeros",
    "routeros": "mikrotik_routeros",
    "ruckus_icx": "ruckus_fastiron",
    "ruijie": "ruijie_os",
    "s300": "cisco_s300",
    "s350": "cisco_s300",
    "sles": "linux",
    "slxos": "extreme_slx",
    "smartos": "solaris",
    "sonic_linux": "sonic",
    "srl": "nokia_srl",
    "srlinux": "nokia_srl",
    "sros": "nokia_sros",
    "sunos": "solaris",
    "suse": "linux",
    "ubiquiti_edge": "ubiquiti_edgeswitch",
    "ubiquiti_unifiswitch": "ubiquiti_edgeswitch",
    "ubuntu": "linux",
    "viptela": "cisco_viptela",
    "voss": "extreme_voss",
    "vrp": "huawei_vrp",
    "vyatta": "vyos",
    "vyatta_vyos": "vyos",
    "watchguard": "watchguard_firebox",
    "watchguard_fireware": "watchguard_firebox",
    "win": "windows",
    "win32nt": "windows",
    "winrm": "windows",
    "zte": "zte_zxros",
    "zxros": "zte_zxros",
}

_TRANSPORT = re.compile("_(?:ssh|telnet|serial)$")


def known_name(platform, platforms):
    """Return the name under which a platform is one of `platforms`, None where it is none of them.

    Blanks and hyphens count as underscores, the transport that netmiko adds does not count, and of the name of a
    collection's plugin (`cisco.ios.ios`) the last part does.
    """
    whole = _spelled(platform)
    for name in (whole, _TRANSPORT.sub("", whole), whole.rpartition(".")[2]):
        name = ALIASES.get(name, name)
        if name in platforms:
            return name
    return None


def listed_name(platform, platforms):
    """Return what `known_name` does. Raises ArpError for an unknown platform."""
    name = known_name(platform, platforms)
    if name is None:
        known = ", ".join(sorted(platforms))
        raise ArpError(
            "unknown platform %r; known are %s, and the ansible_network_os of these" % (_spelled(platform), known)
        )
    return name


def _spelled(platform):
    return re.sub("[ -]", "_", str(platform).strip().lower())

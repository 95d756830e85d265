# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All formats of MAC tables in one place: which file reads which format, and which formats a platform prints.

To add a format: one file with `recognizes_macs(text)` and `parse_macs(text)`, one import and one row here. To add a
platform: one row. Other names of a platform stand in `_platform_names.py`.
"""

import re
from typing import Any, Callable, NamedTuple

from . import (
    _mac_brctl,
    _mac_bsd,
    _mac_cisco_asa,
    _mac_cisco_bridge_domain,
    _mac_cisco_evpn,
    _mac_cisco_ios,
    _mac_cisco_iosxr,
    _mac_cisco_iosxr_xml,
    _mac_cisco_small_business,
    _mac_cumulus,
    _mac_eos,
    _mac_exos,
    _mac_fortios,
    _mac_huawei_verbose,
    _mac_junos,
    _mac_linux,
    _mac_nokia_srl,
    _mac_nokia_sros,
    _mac_nxos,
    _mac_panos,
    _mac_routeros,
    _mac_sonic,
    _mac_switches,
)
from ._mac_entry import ParsedMacs
from ._platform_names import listed_name
from ._reading import read_text
from ._registry import candidates


class MacFormat(NamedTuple):
    """A format: the commands that print it (a hint only), how a text is recognized, and how it is read."""

    commands: Any
    recognizes: Callable[[str], bool]
    parse: Callable[[str], ParsedMacs]


MAC_FORMATS = {
    "mac_brctl": MacFormat(re.compile(r"\bshowmacs\b|\bmacs\b"), _mac_brctl.recognizes_macs, _mac_brctl.parse_macs),
    "mac_bsd": MacFormat(re.compile(r"\b(?:ifconfig|brconfig)\b"), _mac_bsd.recognizes_macs, _mac_bsd.parse_macs),
    "mac_cisco_asa": MacFormat(
        re.compile(r"\bshow (?:switch )?mac-address-table\b"), _mac_cisco_asa.recognizes_macs, _mac_cisco_asa.parse_macs
    ),
    "mac_cisco_bridge_domain": MacFormat(
        re.compile(r"\bshow bridge-domain\b"),
        _mac_cisco_bridge_domain.recognizes_macs,
        _mac_cisco_bridge_domain.parse_macs,
    ),
    "mac_cisco_evpn": MacFormat(re.compile(r"\bevpn\b"), _mac_cisco_evpn.recognizes_macs, _mac_cisco_evpn.parse_macs),
    "mac_cisco_ios": MacFormat(re.compile(r"\bshow mac\b"), _mac_cisco_ios.recognizes_macs, _mac_cisco_ios.parse_macs),
    "mac_cisco_iosxr": MacFormat(
        re.compile(r"\bshow l2vpn\b"), _mac_cisco_iosxr.recognizes_macs, _mac_cisco_iosxr.parse_macs
    ),
    "mac_cisco_iosxr_xml": MacFormat(
        re.compile(r"\bget\b"), _mac_cisco_iosxr_xml.recognizes_macs, _mac_cisco_iosxr_xml.parse_macs
    ),
    "mac_cisco_small_business": MacFormat(
        re.compile(r"\bshow mac\b"), _mac_cisco_small_business.recognizes_macs, _mac_cisco_small_business.parse_macs
    ),
    "mac_cumulus": MacFormat(
        re.compile(r"\bmac-table\b|\bbridge macs\b"), _mac_cumulus.recognizes_macs, _mac_cumulus.parse_macs
    ),
    "mac_eos": MacFormat(re.compile(r"\bshow (?:mac|vxlan)\b"), _mac_eos.recognizes_macs, _mac_eos.parse_macs),
    "mac_exos": MacFormat(re.compile(r"\bshow fdb\b"), _mac_exos.recognizes_macs, _mac_exos.parse_macs),
    "mac_fortios": MacFormat(re.compile(r"\bdiag"), _mac_fortios.recognizes_macs, _mac_fortios.parse_macs),
    "mac_huawei_verbose": MacFormat(
        re.compile(r"\bverbose\b"), _mac_huawei_verbose.recognizes_macs, _mac_huawei_verbose.parse_macs
    ),
    "mac_junos": MacFormat(
        re.compile(r"\bshow (?:ethernet-switching|bridge|vpls|mac-vrf)\b"),
        _mac_junos.recognizes_macs,
        _mac_junos.parse_macs,
    ),
    "mac_linux": MacFormat(re.compile(r"\bbridge\b.*\bfdb\b"), _mac_linux.recognizes_macs, _mac_linux.parse_macs),
    "mac_nokia_srl": MacFormat(re.compile(r"\bmac-table\b"), _mac_nokia_srl.recognizes_macs, _mac_nokia_srl.parse_macs),
    "mac_nokia_sros": MacFormat(re.compile(r"\bfdb\b"), _mac_nokia_sros.recognizes_macs, _mac_nokia_sros.parse_macs),
    "mac_nxos": MacFormat(re.compile(r"\bshow mac\b"), _mac_nxos.recognizes_macs, _mac_nxos.parse_macs),
    "mac_panos": MacFormat(re.compile(r"\bshow mac\b"), _mac_panos.recognizes_macs, _mac_panos.parse_macs),
    "mac_routeros": MacFormat(re.compile(r"\bhost\b"), _mac_routeros.recognizes_macs, _mac_routeros.parse_macs),
    "mac_sonic": MacFormat(re.compile(r"\bshow mac\b"), _mac_sonic.recognizes_macs, _mac_sonic.parse_macs),
    "mac_switches": MacFormat(
        re.compile(r"\b(?:show|display)\b.*\bmac"), _mac_switches.recognizes_macs, _mac_switches.parse_macs
    ),
}

# Formats in the order in which they are tried.
MAC_PLATFORMS = {
    "alcatel_aos": ("mac_switches",),
    "allied_telesis_awplus": ("mac_switches",),
    "arista_eos": ("mac_eos",),
    "aruba_aoscx": ("mac_switches",),
    "avaya_ers": ("mac_switches",),
    "broadcom_icos": ("mac_switches",),
    "brocade_fastiron": ("mac_switches",),
    "checkpoint_gaia": ("mac_linux", "mac_brctl"),
    "cisco_asa": ("mac_cisco_asa",),
    "cisco_ftd": ("mac_cisco_asa",),
    "cisco_ios": ("mac_cisco_evpn", "mac_cisco_bridge_domain", "mac_cisco_ios"),
    "cisco_nxos": ("mac_cisco_evpn", "mac_nxos"),
    "cisco_s300": ("mac_cisco_small_business",),
    "cisco_viptela": ("mac_switches",),
    "cisco_xr": ("mac_cisco_iosxr_xml", "mac_cisco_evpn", "mac_cisco_iosxr"),
    "cumulus": ("mac_linux", "mac_cumulus", "mac_brctl"),
    "dell_force10": ("mac_switches",),
    "dell_os10": ("mac_switches",),
    "dell_os6": ("mac_switches",),
    "dlink_ds": ("mac_switches",),
    "dragonfly": ("mac_bsd",),
    "eltex": ("mac_cisco_small_business",),
    "extreme_exos": ("mac_exos",),
    "extreme_slx": ("mac_switches",),
    "extreme_voss": ("mac_switches",),
    "fortinet": ("mac_fortios",),
    "freebsd": ("mac_bsd",),
    "generic": (),
    "hp_comware": ("mac_switches",),
    "hp_procurve": ("mac_switches",),
    "huawei_vrp": ("mac_huawei_verbose", "mac_switches"),
    "juniper_junos": ("mac_junos",),
    "linux": ("mac_linux", "mac_brctl"),
    "macos": ("mac_bsd",),
    "mellanox_mlnxos": ("mac_switches",),
    "mikrotik_routeros": ("mac_routeros",),
    "netbsd": ("mac_bsd",),
    "nokia_srl": ("mac_nokia_srl",),
    "nokia_sros": ("mac_nokia_sros",),
    "openbsd": ("mac_bsd",),
    "paloalto_panos": ("mac_panos",),
    "ruckus_fastiron": ("mac_switches",),
    "ruijie_os": ("mac_switches",),
    "sonic": ("mac_sonic", "mac_linux", "mac_brctl"),
    "ubiquiti_edgerouter": ("mac_brctl", "mac_linux"),
    "ubiquiti_edgeswitch": ("mac_switches",),
    "vyos": ("mac_linux", "mac_brctl"),
    "zte_zxros": ("mac_switches",),
}


def parse_macs(text, platform, command=None):
    """Read the MAC table that a platform printed, in whichever of its formats the text is.

    `platform` and `command` are those of `parse` in `_registry.py`. Returns `ParsedMacs`. Raises ArpError for a
    platform whose MAC table is not known, nothing else.
    """
    names = MAC_PLATFORMS[listed_name(platform, MAC_PLATFORMS)]
    names += () if "mac_switches" in names else ("mac_switches",)
    return ParsedMacs(*read_text(text, candidates(names, MAC_FORMATS, command)))

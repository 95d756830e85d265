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


# File, and the commands that print what it reads.
_READERS = (
    (_mac_brctl, r"\bshowmacs\b|\bmacs\b"),
    (_mac_bsd, r"\b(?:ifconfig|brconfig)\b"),
    (_mac_cisco_asa, r"\bshow (?:switch )?mac-address-table\b"),
    (_mac_cisco_bridge_domain, r"\bshow bridge-domain\b"),
    (_mac_cisco_evpn, r"\bevpn\b"),
    (_mac_cisco_ios, r"\bshow mac\b"),
    (_mac_cisco_iosxr, r"\bshow l2vpn\b"),
    (_mac_cisco_iosxr_xml, r"\bget\b"),
    (_mac_cisco_small_business, r"\bshow mac\b"),
    (_mac_cumulus, r"\bmac-table\b|\bbridge macs\b"),
    (_mac_eos, r"\bshow (?:mac|vxlan)\b"),
    (_mac_exos, r"\bshow fdb\b"),
    (_mac_fortios, r"\bdiag"),
    (_mac_huawei_verbose, r"\bverbose\b"),
    (_mac_junos, r"\bshow (?:ethernet-switching|bridge|vpls|mac-vrf)\b"),
    (_mac_linux, r"\bbridge\b.*\bfdb\b"),
    (_mac_nokia_srl, r"\bmac-table\b"),
    (_mac_nokia_sros, r"\bfdb\b"),
    (_mac_nxos, r"\bshow mac\b"),
    (_mac_panos, r"\bshow mac\b"),
    (_mac_routeros, r"\bhost\b"),
    (_mac_sonic, r"\bshow mac\b"),
    (_mac_switches, r"\b(?:show|display)\b.*\bmac"),
)
MAC_FORMATS = {
    reader.__name__.rpartition("._")[2]: MacFormat(re.compile(commands), reader.recognizes_macs, reader.parse_macs)
    for reader, commands in _READERS
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

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All formats and platforms in one place: which file reads which format, and which formats a platform prints.

To add a format: one file, one import and one row here. To add a platform: one row. Imports are static, because
AnsiballZ ships what it finds in an import statement; who reads a single format imports that file instead of this one.
"""

import re
from typing import Any, Callable, NamedTuple

from . import (
    Parsed,
    _arista_eos,
    _arp_an,
    _aruba,
    _bsd_libxo,
    _bsd_tables,
    _checkpoint,
    _cisco_asa,
    _cisco_ios,
    _cisco_ios_detail,
    _cisco_iosxr,
    _cisco_iosxr_xml,
    _cisco_nxos,
    _cisco_small_business,
    _cisco_viptela,
    _comware,
    _dell,
    _extreme,
    _extreme_voss_nd,
    _f5_tmsh,
    _fastiron,
    _fastpath,
    _fortios,
    _frr,
    _huawei_vrp,
    _iproute2,
    _junos,
    _nokia_srl,
    _nokia_sros,
    _nvue,
    _objects,
    _panos,
    _plain_tables,
    _proc_net_arp,
    _routeros,
    _solaris,
    _sonic,
    _watchguard,
    _windows,
    _windows_powershell,
    _zte_zxros,
)
from ._json_texts import collector_paused
from ._platform_names import listed_name
from ._reading import read_text


class Format(NamedTuple):
    """A format: the commands that print it (a hint only), how a text is recognized, and how it is read."""

    commands: Any
    recognizes: Callable[[str], bool]
    parse: Callable[[str], Parsed]


# Formats that are a table with a line of headings: what its platform's dialect of `_tables.py` is.
DIALECTS = {
    "alcatel_aos": _plain_tables.ALCATEL_AOS,
    "allied_telesis_awplus": _plain_tables.AWPLUS,
    "aruba_aoscx": _aruba.AOSCX,
    "aruba_os": _aruba.ARUBA_OS,
    "avaya_ers": _extreme.ERS,
    "comware": _comware.COMWARE,
    "dell_os10": _dell.OS10,
    "dell_os9": _dell.OS9,
    "dlink_ds": _plain_tables.DLINK,
    "ericsson_ipos": _plain_tables.IPOS,
    "extreme_exos": _extreme.EXOS,
    "extreme_slx": _plain_tables.SLX,
    "extreme_voss": _extreme.VOSS,
    "fastiron": _fastiron.FASTIRON,
    "fastpath": _fastpath.FASTPATH,
    "frr_evpn": _frr.EVPN,
    "headings": _plain_tables.GENERIC,
    "hp_procurve": _aruba.PROCURVE,
    "nokia_srl": _nokia_srl.SRLINUX,
    "oneaccess_oneos": _plain_tables.ONEOS,
    "vyos": _plain_tables.VYOS,
}
_NEIGHBORS = re.compile(r"\b(?:show|display)\b.*\b(?:ip)?(?:arp|neighbor)")

FORMATS = {
    **{name: Format(_NEIGHBORS, dialect.recognizes, dialect.parse) for name, dialect in DIALECTS.items()},
    "extreme_voss_nd": Format(re.compile(r"\bshow ipv6 neighbor"), _extreme_voss_nd.recognizes, _extreme_voss_nd.parse),
    "huawei_vrp": Format(re.compile(r"\bdisplay (?:arp|ipv6 neighbors)\b"), _huawei_vrp.recognizes, _huawei_vrp.parse),
    "zte_zxros": Format(re.compile(r"\bshow arp\b"), _zte_zxros.recognizes, _zte_zxros.parse),
    "arista_eos": Format(
        re.compile(r"\bshow (?:ip )?arp\b|\bshow ipv6 neighbors?\b"), _arista_eos.recognizes, _arista_eos.parse
    ),
    "bsd_libxo": Format(re.compile(r"--libxo"), _bsd_libxo.recognizes, _bsd_libxo.parse),
    "bsd_tables": Format(re.compile(r"\bndp\b|\barp\b"), _bsd_tables.recognizes, _bsd_tables.parse),
    "checkpoint": Format(re.compile(r"\bshow arp\b"), _checkpoint.recognizes, _checkpoint.parse),
    "cisco_asa": Format(re.compile(r"\bshow (?:arp|ipv6 neighbor)\b"), _cisco_asa.recognizes, _cisco_asa.parse),
    "cisco_ios": Format(
        re.compile(r"\bshow (?:ip )?arp\b|\bshow ipv6 neighbors\b"), _cisco_ios.recognizes, _cisco_ios.parse
    ),
    "cisco_ios_detail": Format(
        re.compile(r"\bshow arp\b.*\bdetail\b"), _cisco_ios_detail.recognizes, _cisco_ios_detail.parse
    ),
    "cisco_iosxr": Format(
        re.compile(r"\bshow arp\b|\bshow ipv6 neighbors\b"), _cisco_iosxr.recognizes, _cisco_iosxr.parse
    ),
    "cisco_iosxr_xml": Format(re.compile(r"\bget\b"), _cisco_iosxr_xml.recognizes, _cisco_iosxr_xml.parse),
    "cisco_nxos": Format(
        re.compile(r"\bshow ip (?:arp|adjacency)\b|\bshow ipv6 (?:icmp )?neighbor\b"),
        _cisco_nxos.recognizes,
        _cisco_nxos.parse,
    ),
    "cisco_small_business": Format(
        re.compile(r"\bshow (?:arp|ipv6 neighbors)\b"), _cisco_small_business.recognizes, _cisco_small_business.parse
    ),
    "cisco_viptela": Format(re.compile(r"\bshow arp\b"), _cisco_viptela.recognizes, _cisco_viptela.parse),
    "f5_tmsh": Format(re.compile(r"\bnet (?:arp|ndp)\b"), _f5_tmsh.recognizes, _f5_tmsh.parse),
    "fortios": Format(
        re.compile(r"\bsystem arp\b|\bip arp list\b|\bneighbor-cache\b"), _fortios.recognizes, _fortios.parse
    ),
    "iproute2": Format(re.compile(r"\bip(?:v6)?\b.*\bn(?:eigh\w*)?\b"), _iproute2.recognizes, _iproute2.parse),
    "junos": Format(re.compile(r"\bshow (?:arp|ipv6 neighbors)\b"), _junos.recognizes, _junos.parse),
    "nokia_sros": Format(re.compile(r"\brouter\b.*\b(?:arp|neighbor)\b"), _nokia_sros.recognizes, _nokia_sros.parse),
    "panos": Format(re.compile(r"\bshow (?:arp|neighbor)\b"), _panos.recognizes, _panos.parse),
    "nvue": Format(re.compile(r"\bnv show interface\b.*\bneighbor\b"), _nvue.recognizes, _nvue.parse),
    "objects": Format(re.compile(r"\bjson\b"), _objects.recognizes, _objects.parse),
    "proc_net_arp": Format(re.compile(r"\bproc\b.*\barp\b"), _proc_net_arp.recognizes, _proc_net_arp.parse),
    "routeros": Format(
        re.compile(r"\barp\b.*\bprint\b|\bneighbor\b.*\bprint\b"), _routeros.recognizes, _routeros.parse
    ),
    "solaris": Format(re.compile(r"\bnetstat\b|\barp\b"), _solaris.recognizes, _solaris.parse),
    "sonic": Format(re.compile(r"\bshow (?:ip )?(?:arp|ndp|neighbors)\b"), _sonic.recognizes, _sonic.parse),
    "watchguard": Format(re.compile(r"\bshow arp\b"), _watchguard.recognizes, _watchguard.parse),
    "arp_an": Format(re.compile(r"\barp\b"), _arp_an.recognizes, _arp_an.parse),
    "windows": Format(re.compile(r"\bnetsh\b|\barp\b"), _windows.recognizes, _windows.parse),
    "windows_powershell": Format(
        re.compile(r"\bNetNeighbor\b", re.IGNORECASE), _windows_powershell.recognizes, _windows_powershell.parse
    ),
}

_LINUX = ("iproute2", "proc_net_arp", "arp_an")
_FRR = ("frr_evpn",)
_BSD = ("bsd_libxo", "bsd_tables", "arp_an")
# What any platform may print that its own formats do not know: a later release, an unusual command.
_LAST = ("headings", "objects")

# Names of ntc-templates where it knows the platform; formats in the order in which they are tried.
PLATFORMS = {
    "aix": ("arp_an",),
    "alcatel_aos": ("alcatel_aos",),
    "allied_telesis_awplus": ("allied_telesis_awplus",),
    "android": _LINUX,
    "arista_eos": ("arista_eos",) + _LINUX,
    "aruba_aoscx": ("aruba_aoscx",),
    "aruba_os": ("aruba_os",),
    "avaya_ers": ("avaya_ers",),
    "broadcom_icos": ("fastpath",),
    "brocade_fastiron": ("fastiron", "cisco_ios"),
    "checkpoint_gaia": ("checkpoint",) + _LINUX,
    "cisco_asa": ("cisco_asa",),
    "cisco_ftd": ("cisco_asa",),
    "cisco_ios": ("cisco_ios_detail", "cisco_ios"),
    "cisco_nxos": ("cisco_nxos",) + _LINUX,
    "cisco_s300": ("cisco_small_business",),
    "cisco_viptela": ("cisco_viptela",),
    "cisco_wlc": (),
    "cisco_xr": ("cisco_iosxr_xml", "cisco_iosxr", "cisco_ios"),
    "cumulus": ("nvue",) + _LINUX + _FRR,
    "dell_force10": ("dell_os9",),
    "dell_os10": ("dell_os10",) + _LINUX,
    "dell_os6": ("fastpath",),
    "dlink_ds": ("dlink_ds",),
    "dragonfly": _BSD,
    "eltex": ("cisco_small_business",),
    "ericsson_ipos": ("ericsson_ipos",),
    "extreme_exos": ("extreme_exos",),
    "extreme_slx": ("extreme_slx",),
    "extreme_voss": ("extreme_voss_nd", "extreme_voss"),
    "f5_tmsh": ("f5_tmsh",) + _LINUX,
    "fortinet": ("fortios",) + _LINUX,
    "freebsd": _BSD,
    "generic": (),
    "hp_comware": ("comware",),
    "hp_procurve": ("hp_procurve",),
    "hpux": ("arp_an",),
    "huawei_vrp": ("huawei_vrp",),
    "juniper_junos": ("junos",),
    "linux": _LINUX + _FRR,
    "macos": _BSD,
    "mellanox_mlnxos": (),
    "mikrotik_routeros": ("routeros",),
    "netbsd": _BSD,
    "nokia_srl": ("nokia_srl",),
    "nokia_sros": ("nokia_sros",),
    "oneaccess_oneos": ("oneaccess_oneos",),
    "openbsd": _BSD,
    "paloalto_panos": ("panos", "arp_an"),
    "ruckus_fastiron": ("fastiron", "cisco_ios"),
    "ruijie_os": ("cisco_ios",),
    "solaris": ("solaris",),
    "sonic": ("sonic",) + _LINUX + _FRR,
    # What `ip neigh` prints of an entry without a device looks like a row of the table without headings.
    "ubiquiti_edgerouter": _LINUX + ("vyos",),
    "ubiquiti_edgeswitch": ("fastpath",),
    "vyos": _LINUX + ("vyos",) + _FRR,
    "watchguard_firebox": ("watchguard",),
    "windows": ("windows_powershell", "windows"),
    "zte_zxros": ("zte_zxros",),
}


def platform_name(platform):
    """Return the name under which a platform is listed in `PLATFORMS`. Raises ArpError for an unknown one."""
    return listed_name(platform, PLATFORMS)


def candidates(names, formats, command):
    """Return `(recognizes, parse)` of the named formats as they are tried: those that `command` hints at come first."""
    hinted = [name for name in names if command and formats[name].commands.search(command)]
    return [formats[name][1:] for name in hinted + [name for name in names if name not in hinted]]


def parse(text, platform, command=None):
    """Read a text that a platform printed, in whichever of its formats the text is.

    `platform` is a name of ntc-templates or an ansible_network_os; `command`, the command that printed the text, only
    settles which format is tried first. Returns `Parsed`. Raises ArpError for an unknown platform, nothing else.
    """
    names = PLATFORMS[platform_name(platform)] + _LAST
    with collector_paused():
        return Parsed(*read_text(text, candidates(names, FORMATS, command)))

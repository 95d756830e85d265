# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All network platforms in one place: which file knows which platform, over which kind of connection.

To add a platform: a row in `_others.py`, or where more is known than a command and a format, one file, one import and
one row here. `_platform_names.py` of the formats has what connections and users call them.
"""

from . import (
    _arista_eos,
    _cisco_asa,
    _cisco_ios,
    _cisco_iosxr,
    _cisco_nxos,
    _dell_sonic,
    _juniper_junos,
    _mikrotik_routeros,
    _others,
    _vyos,
)

_OWN_FILES = {
    "arista_eos": _arista_eos.CLI,
    "cisco_asa": _cisco_asa.CLI,
    "cisco_ios": _cisco_ios.CLI,
    "cisco_nxos": _cisco_nxos.CLI,
    "cisco_xr": _cisco_iosxr.CLI,
    "juniper_junos": _juniper_junos.CLI,
    "mikrotik_routeros": _mikrotik_routeros.CLI,
    "sonic": _dell_sonic.CLI,
    "vyos": _vyos.CLI,
}
COMMAND_LINES = dict(_others.COMMAND_LINES, **_OWN_FILES)
NETCONF = {
    "cisco_xr": _cisco_iosxr.NETCONF,
    "juniper_junos": _juniper_junos.NETCONF,
}
# By the network_api of a connection. The interfaces of httpapi take the commands of the command line.
APIS = {"cliconf": COMMAND_LINES, "eapi": COMMAND_LINES, "nxapi": COMMAND_LINES, "netconf": NETCONF}

# What can be changed, over the command line.
CHANGES = {
    "arista_eos": _arista_eos.CHANGES,
    "cisco_ios": _cisco_ios.CHANGES,
    "cisco_nxos": _cisco_nxos.CHANGES,
    "cisco_xr": _cisco_iosxr.CHANGES,
    "juniper_junos": _juniper_junos.CHANGES,
    "vyos": _vyos.CHANGES,
}

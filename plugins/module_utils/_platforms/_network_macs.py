# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What network devices are asked for their MAC tables, and the formats that read the answers.

Sources: the command references of each maker, and for NETCONF the Junos XML API.
"""

from typing import Any, NamedTuple

from .._errors import SourceError
from .._formats import (
    _mac_cisco_asa,
    _mac_cisco_bridge_domain,
    _mac_cisco_evpn,
    _mac_cisco_ios,
    _mac_cisco_small_business,
    _mac_eos,
    _mac_exos,
    _mac_junos,
    _mac_nokia_sros,
    _mac_nxos,
    _mac_routeros,
    _mac_sonic,
    _mac_switches,
)
from .._formats._reading import read_text
from ._common import now
from ._network import Device, refusals


class Table(NamedTuple):
    """Commands, best first, and the formats that read what one of them prints, in the order in which they are tried."""

    commands: Any
    formats: Any


# Commands, best first, and the formats that read what they, or those of a user, print.
_ROWS = {
    "arista_eos": (("show mac address-table | json", "show mac address-table"), (_mac_eos,)),
    "aruba_aoscx": (("show mac-address-table",), (_mac_switches,)),
    "brocade_fastiron": (("show mac-address",), (_mac_switches,)),
    "cisco_asa": (("show mac-address-table",), (_mac_cisco_asa,)),
    "cisco_ios": (
        ("show mac address-table", "show mac-address-table"),
        (_mac_cisco_evpn, _mac_cisco_bridge_domain, _mac_cisco_ios),
    ),
    "cisco_nxos": (("show mac address-table | json", "show mac address-table"), (_mac_cisco_evpn, _mac_nxos)),
    "cisco_s300": (("show mac address-table",), (_mac_cisco_small_business,)),
    "dell_force10": (("show mac-address-table",), (_mac_switches,)),
    "dell_os10": (("show mac address-table",), (_mac_switches,)),
    "dell_os6": (("show mac address-table", "show bridge address-table"), (_mac_switches,)),
    "extreme_exos": (("show fdb",), (_mac_exos,)),
    "extreme_voss": (("show vlan mac-address-entry",), (_mac_switches,)),
    "hp_comware": (("display mac-address",), (_mac_switches,)),
    "hp_procurve": (("show mac-address",), (_mac_switches,)),
    "huawei_vrp": (("display mac-address",), (_mac_switches,)),
    "juniper_junos": (
        (
            "show ethernet-switching table | display json",
            "show ethernet-switching table",
            "show bridge mac-table | display json",
            "show bridge mac-table",
        ),
        (_mac_junos,),
    ),
    "mikrotik_routeros": (
        (
            "/interface bridge host print terse without-paging",
            "/interface bridge host print without-paging",
        ),
        (_mac_routeros,),
    ),
    "nokia_sros": (("show service fdb-mac",), (_mac_nokia_sros,)),
    "sonic": (("show mac address-table",), (_mac_sonic,)),
}
COMMAND_LINES = {name: Table(*row) for name, row in _ROWS.items()}
NETCONF = {
    "juniper_junos": Table(
        ("<get-ethernet-switching-table-information/>", "<get-bridge-mac-table/>"),
        (_mac_junos,),
    ),
}
# By the network_api of a connection, as in `_network_platforms.py`.
APIS = {"cliconf": COMMAND_LINES, "eapi": COMMAND_LINES, "nxapi": COMMAND_LINES, "netconf": NETCONF}


def gather(ask, name, table, commands=()):
    """Return `platform`, `collected_at`, `source`, `entries` and `unparsed` of a device.

    `commands` are asked in place of those of the platform, all of them. Raises SourceError when the device takes none.
    """
    device = Device(ask)
    answers = [device.answer([command]) for command in commands] if commands else [device.answer(table.commands)]
    texts = [answer.text for answer in answers if answer]
    if not texts:
        raise SourceError("The device refused every command: %s" % refusals(device.source))
    entries, unparsed = [], []
    formats = [(each.recognizes_macs, each.parse_macs) for each in table.formats]
    for text in texts:
        parsed = read_text(text, formats)
        entries.extend(parsed[0])
        unparsed.extend(parsed[1])
    return {
        "platform": name,
        "collected_at": now(),
        "source": device.source,
        "entries": entries,
        "unparsed": unparsed,
    }

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What network devices are asked for their MAC tables, and the formats that read the answers.

Sources: the command references of each maker, and for NETCONF the Junos XML API.
"""

from .._errors import SourceError
from .._formats import _mac_cisco_ios, _mac_eos, _mac_junos, _mac_nxos
from .._formats._reading import read_text
from ._common import now
from ._network import Device, Reader, refusals

COMMAND_LINES = {
    "arista_eos": Reader(("show mac address-table | json", "show mac address-table"), _mac_eos),
    "cisco_ios": Reader(("show mac address-table", "show mac-address-table"), _mac_cisco_ios),
    "cisco_nxos": Reader(("show mac address-table | json", "show mac address-table"), _mac_nxos),
    "juniper_junos": Reader(
        (
            "show ethernet-switching table | display json",
            "show ethernet-switching table",
            "show bridge mac-table | display json",
            "show bridge mac-table",
        ),
        _mac_junos,
    ),
}
NETCONF = {
    "juniper_junos": Reader(
        ("<get-ethernet-switching-table-information/>", "<get-bridge-mac-table/>"),
        _mac_junos,
    ),
}
# By the network_api of a connection, as in `_network_platforms.py`.
APIS = {"cliconf": COMMAND_LINES, "eapi": COMMAND_LINES, "nxapi": COMMAND_LINES, "netconf": NETCONF}


def gather(ask, name, reader, commands=()):
    """Return `platform`, `collected_at`, `source`, `entries` and `unparsed` of a device.

    `commands` are asked in place of those of the platform, all of them. Raises SourceError when the device takes none.
    """
    device = Device(ask)
    answers = [device.answer([command]) for command in commands] if commands else [device.answer(reader.commands)]
    texts = [answer.text for answer in answers if answer]
    if not texts:
        raise SourceError("The device refused every command: %s" % refusals(device.source))
    entries, unparsed = [], []
    for text in texts:
        parsed = read_text(text, [(reader.read.recognizes_macs, reader.read.parse_macs)])
        entries.extend(parsed[0])
        unparsed.extend(parsed[1])
    return {
        "platform": name,
        "collected_at": now(),
        "source": device.source,
        "entries": entries,
        "unparsed": unparsed,
    }

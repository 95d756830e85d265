# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""F5 BIG-IP: `show net arp` and `show net ndp` of tmsh.

Source: the tmsh reference. The VLAN column names the layer-3 interface by its path; the time is in seconds that are
left. A static entry has a name of its own, others that of their address.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._durations import seconds
from ._rows import read_rows

# An address outside the default route domain has the number of its domain behind a percent sign.
_ROW = re.compile(
    r"^[ \t]*\S+[ \t]+(?P<ip>[0-9a-fA-F]*[.:][0-9a-fA-F.:]+)(?:%(?P<domain>\d+))?[ \t]+"
    r"(?P<mac>(?:[0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2}|\(?incomplete\)?|any|-)[ \t]+(?P<vlan>\S+)[ \t]+"
    r"(?P<expires>\d+|-|indefinite|N/A)[ \t]+(?P<status>[a-z]+)[ \t\r]*$",
    re.MULTILINE,
)
_HEADER = re.compile(r"^[ \t]*Name[ \t]+Address[ \t]+HWaddress[ \t]", re.MULTILINE)
_DECORATION = re.compile(
    r"\s*Name\s+Address\s+HWaddress\s.*|\s*Net::(?:Arp|Ndp)\s*|\s*Total Records returned:\s*\d+\s*"
    r"|.*\(tmos[^)]*\)#.*|\s*(?:\S+[#>]\s*)?(?:tmsh )?show (?:/?net )(?:arp|ndp)\b.*",
    re.IGNORECASE,
).fullmatch

_STATES = {
    "resolved": None,
    "incomplete": "incomplete",
    "static": "permanent",
    "reachable": "reachable",
    "stale": "stale",
    "delay": "delay",
    "probe": "probe",
    "permanent": "permanent",
}


def recognizes(text):
    """Tell whether a text holds the header or rows of the table."""
    return bool(_HEADER.search(text) or _ROW.search(text))


def parse(text):
    """Read the table."""
    return Parsed(*read_rows(text, ((_ROW, _row),), _DECORATION))


def _row(match):
    ip, domain, mac, vlan, expires, status = match.groups()
    ip, family = canonical_ip(ip)
    state = _STATES.get(status)
    return neighbor(
        ip,
        family,
        mac=canonical_mac(mac) if ":" in mac else None,
        interface=None if vlan in ("any", "-") else vlan,
        vrf=domain,
        state=state,
        origin="static" if state == "permanent" else "dynamic",
        expires_seconds=seconds(expires),
        flags=[status],
    )

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Viptela, now Cisco Catalyst SD-WAN (vEdge): `show arp` and `show ipv6 neighbor`.

    VPN  IF NAME  IP            MAC                STATE    IDLE TIMER  UPTIME
    512  eth0     192.0.2.7     00:00:5e:00:53:07  dynamic  0:00:11:33  0:00:08:28

Source: `show arp` in the Cisco SD-WAN Command Reference. VPN is what others call VRF, and has a number. The times are
days, hours, minutes, seconds: the idle timer is what is left of the time-out of 20 minutes, the uptime the age.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from ._cisco_lines import BEGIN, END, Scan, row_finder
from ._columns import IPV6
from ._durations import seconds
from ._long_tables import CANONICAL_IPV4

_TIME = r"-|[0-9][0-9:.dhms]*"
# VPN, interface, address, MAC, state, idle timer, uptime.
_ROW = (
    r"([0-9]{1,5})[ \t]+([A-Za-z][\w/.:-]*)[ \t]+((?:%s|%s)(?:/[0-9]{1,3})?)[ \t]+"
    r"((?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}|-|[Ii]ncomplete)[ \t]+([A-Za-z-]+)[ \t]+(%s)[ \t]+(%s)"
    % (CANONICAL_IPV4, IPV6, _TIME, _TIME)
)
_find_rows = row_finder(_ROW)
# In narrow columns the header takes two lines: "IF" above "NAME".
_HEADER = re.compile(r"\s*(?:IF|VPN\s+(?:IF )?NAME\s+(?:IP|ADDRESS|IPV6 ADDRESS)\s+MAC\s+STATE\s.*|-+)\s*").fullmatch
_SHAPE = re.compile(r"^[ \t]*VPN[ \t]+(?:IF )?NAME[ \t]+IP[ \t]|%s%s%s" % (BEGIN, _ROW, END), re.MULTILINE)

_ORIGINS = {"dynamic": "dynamic", "static": "static", "incomplete": "dynamic", "local": "local", "interface": "local"}


def recognizes(text):
    """Tell whether a text holds the header or a row of the table."""
    return _SHAPE.search(text) is not None


def parse(text):
    """Read the table."""
    return Scan(_find_rows, _record, _is_decoration).read(text)


def _record(cells, _vrf):
    vpn, interface, ip, mac, state, idle, uptime, _other = cells
    word = state.lower()
    ip, family = canonical_ip(ip)
    return neighbor(
        ip,
        family,
        mac=canonical_mac(mac) if ":" in mac else None,
        interface=interface,
        vrf=vpn,
        state="incomplete" if word == "incomplete" else None,
        origin=_ORIGINS.get(word, "other"),
        age_seconds=seconds(uptime),
        expires_seconds=seconds(idle),
        flags=[] if word in _ORIGINS else [state],
    )


def _is_decoration(line):
    return _HEADER(line) is not None

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One row of `show ipv6 neighbors` of IOS, IOS XE, IOS XR and ASA, which differ in units and in the columns behind.

    IPv6 Address                  Age Link-layer Addr State Interface
    2001:DB8::1                     0 0000.5e00.5301  REACH Gi0/1

Sources: the IPv6 command references of IOS (`Age` in minutes, a hyphen for a static entry) and IOS XR (in seconds).
"""

import functools
import re

from .._neighbor import canonical_ip, neighbor
from ._cli import DOTTED_MAC, colon_mac
from ._interface_names import full_name

# `detail` has the trust level (TRLV) before the age.
_ROW = (
    r"[ \t]*(?P<ip>[0-9A-Fa-f]*:[0-9A-Fa-f:.]+(?:[%%/]\S+)?)[ \t]+(?:[0-9A-Fa-f]{1,3}[ \t]+)?"
    r"(?P<age>-|[0-9]{1,9})[ \t]+(?P<mac>%s|-|[Ii]ncomplete)[ \t]+(?P<state>[A-Z?]{3,12})[ \t]+(?P<interface>\S+)"
    r"(?P<rest>(?:[ \t]+\S+)*)[ \t\r]*"
) % DOTTED_MAC
nd_row = re.compile(_ROW).fullmatch
HAS_ND = re.compile(r"^(?:[ \t]*IPv6 Address[ \t]+(?:TRLV[ \t]+)?Age\b|%s$)" % _ROW, re.MULTILINE).search
ND_HEADER = r"IPv6 Address\s+(?:TRLV\s+)?Age\s+Link-layer Addr?\s.*"

# GLEAN is a MAC taken from another's solicitation, which RFC 4861 calls stale (section 7.2.3).
STATES = {
    "INCMP": "incomplete",
    "REACH": "reachable",
    "STALE": "stale",
    "GLEAN": "stale",
    "DELAY": "delay",
    "PROBE": "probe",
}


def nd_record(match, vrf, *, dialect=None, unit=1, origin=None, flags=()):
    """Return the record of a match of `nd_row`. A word that is no known state of a neighbor is a flag."""
    address, age, mac, word, interface = match.group("ip", "age", "mac", "state", "interface")
    ip, family = canonical_ip(address)
    # A dialer or tunnel has no MAC to resolve: "- - REACH".
    needs_none = mac == "-" and word != "INCMP"
    return neighbor(
        ip,
        family,
        mac=colon_mac(mac) if len(mac) == 14 else None,
        interface=full_name(interface, dialect) if dialect else interface,
        vlan=vlan_of(interface),
        vrf=vrf,
        state="noarp" if needs_none else STATES.get(word),
        origin="other" if needs_none else origin or ("static" if age == "-" else "dynamic"),
        age_seconds=None if age == "-" else int(age) * unit,
        flags=list(flags) + ([] if word in STATES and not needs_none else [word]),
    )


def plain_nd_record(line, vrf, *, dialect=None, unit=1):
    """Return the record of a line of a table without columns behind the interface, None for another line."""
    match = nd_row(line)
    if match is None or match.group("rest"):
        return None
    return nd_record(match, vrf, dialect=dialect, unit=unit)


@functools.lru_cache(maxsize=4096)
def vlan_of(interface):
    """Return the number of the VLAN that a layer-3 interface is named after, None for any other name."""
    letters = interface.rstrip("0123456789")
    number = interface[len(letters) :]
    return int(number) if number and len(number) < 5 and letters.strip().lower() in ("vlan", "vl") else None

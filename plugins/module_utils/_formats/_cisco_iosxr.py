# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS XR: `show arp`, `show arp detail`, each also for VRFs, and `show ipv6 neighbors`, also with `detail`.

    Address         Age        Hardware Addr   State      Type  Interface
    192.0.2.1       01:25:23   0000.5e00.5301  Dynamic    ARPA  GigabitEthernet0/0/0/0

Sources: the ARP and the IPv6 chapters of the IP Addresses and Services Command Reference. Ages are clocks in the first
table and seconds in the second. Each line card has a section. `[Mcast adjacency]` is no neighbor but the place where
an interface keeps the MAC of its multicast. Releases that print the table of IOS are read by that format.
"""

import functools
import re

from .._neighbor import neighbor
from ._cisco_lines import BEGIN, END, Scan, row_finder
from ._cisco_nd import HAS_ND, ND_HEADER, nd_record, nd_row
from ._cli import DOTTED_MAC, colon_mac
from ._durations import seconds
from ._interface_names import full_name
from ._long_tables import CANONICAL_IPV4

# Address, age, MAC, state, flags (with `detail`), interface.
_ROW = (
    r"(%s)[ \t]+(-|[0-9][0-9:.dhmswy]*)[ \t]+(%s|Incomplete)[ \t]+([A-Z][\w-]*)((?:[ \t]+[\w-]+)*?)"
    r"[ \t]+(?:ARPA|SNAP|SAP|SRP[AB]?|UNKNOWN)[ \t]+([A-Za-z]\S*)" % (CANONICAL_IPV4, DOTTED_MAC)
)
_find_rows = row_finder(_ROW)
_NODE = r"\d+/\w+(?:/\w+)*"
_DECORATION = re.compile(
    r"\s*(?:%s|Address\s+Age\s+Hardware Addr\s+State\s.*|\[Mcast adjacency\].*|%s"
    r"|(?:ARP|IPv6) (?:table|neighbors?|entries)\b.*:|Total (?:number of )?.*entries.*)\s*" % (_NODE, ND_HEADER),
    re.IGNORECASE,
).fullmatch
_SHAPE = re.compile(
    r"^[ \t]*(?:Address[ \t]+Age[ \t]+Hardware Addr[ \t]+State\b|\[Mcast adjacency\])|%s%s%s" % (BEGIN, _ROW, END),
    re.MULTILINE,
)

# Where an entry comes from, by its state. STANDBY is the device's own address of a redundancy group.
ORIGINS = {
    "dynamic": "dynamic",
    "incomplete": "dynamic",
    "probe": "dynamic",
    "stale": "dynamic",
    "interface": "local",
    "standby": "local",
    "static": "static",
    "alias": "other",
    "evpn": "remote",
    "evpn-sync": "remote",
    "r-sync": "remote",
    "vxlan": "remote",
}
# The states of the table that say more than where an entry comes from, in the record's words.
STATES = {"incomplete": "incomplete", "probe": "probe", "stale": "stale"}
# States that the record tells completely; any other one is kept among the flags.
_TOLD = frozenset(["dynamic", "interface", "static", "incomplete", "probe", "stale"])
_REMOTE_FLAGS = frozenset(["evpn-sync", "evpn", "sync"])
_ND_COLUMNS = ("Static", "Dynamic", "Sync")


def recognizes(text):
    """Tell whether a text holds a header or a row of one of the tables."""
    return (_SHAPE.search(text) or HAS_ND(text)) is not None


def parse(text):
    """Read the tables of all line cards."""
    return Scan(_find_rows, _record, _is_decoration, _nd_record).read(text)


def arp_record(ip, mac, state, flags, *, interface, age, vrf):
    """Return the record of an entry of the ARP table from its own words; the other values are canonical."""
    meaning, origin, told = _meaning(state, flags)
    return neighbor(
        ip,
        "ipv4",
        mac=mac,
        interface=full_name(interface, "iosxr") if interface else None,
        vrf=vrf,
        state=meaning,
        origin=origin,
        age_seconds=age,
        flags=told,
    )


@functools.lru_cache(maxsize=256)
def _meaning(state, flags):
    """Return state and origin in the record's words, and the flags, from the words of the table."""
    word = state.lower().replace("_", "-")
    told = tuple(flag for flag in flags.split() if flag.lower() not in ("unknown", "none"))
    origin = ORIGINS.get(word, "other")
    if origin == "dynamic" and not _REMOTE_FLAGS.isdisjoint(flag.lower() for flag in told):
        origin = "remote"
    return STATES.get(word), origin, told if word in _TOLD else (state,) + told


def _record(cells, vrf):
    ip, age, mac, state, flags, interface, _other = cells
    return arp_record(
        ip,
        None if mac == "Incomplete" else colon_mac(mac),
        state,
        flags,
        interface=interface,
        age=None if age == "-" else seconds(age),
        vrf=vrf,
    )


def _nd_record(line, vrf):
    """Return the record of an IPv6 neighbor; behind the interface stand its line card and, with `detail`, marks."""
    match = nd_row(line)
    rest = match.group("rest").split() if match else ()
    if match is None or len(rest) not in (0, 1, 4, 5):
        return None
    marks = [name for name, mark in zip(_ND_COLUMNS, rest[1:]) if mark.upper() == "Y"]
    origin = "remote" if "Sync" in marks else "static" if "Static" in marks else None
    return nd_record(match, vrf, dialect="iosxr", origin=origin, flags=marks)


def _is_decoration(line):
    return _DECORATION(line) is not None

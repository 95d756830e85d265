# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Huawei VRP: `display arp` in its forms, `display arp brief` and `display ipv6 neighbors`.

    IP ADDRESS      MAC ADDRESS     EXPIRE(M) TYPE        INTERFACE   VPN-INSTANCE
                                              VLAN/CEVLAN
    192.0.2.125     0000-5e00-5325  12        DF0         GE0/2/1     blue
                                               813/-

Sources: the command references of the NE, S and CE series. The first letter of TYPE is the origin, the second an F
where the entry is in the FIB, the rest the slot. EXPIRE is the minutes that are left. The second line of a row is there
where the interface is a port in a VLAN; some releases have the VLAN in the first line, behind the VPN instance, and CE
switches print `TYPE/VLAN` in one cell instead. IPv6 neighbors are blocks of `key : value`.
"""

import re

from .._neighbor import canonical_ip, neighbor
from . import Parsed
from ._cisco_lines import BEGIN, END
from ._columns import INTERFACE, MAC
from ._durations import seconds
from ._json_texts import collector_paused
from ._lines import lines_of
from ._long_tables import CANONICAL_IPV4
from ._rows import read_rows
from ._table_words import is_table_decoration, vrf_of
from ._tables import any_mac, given, vlan_number

_VLANS = r"(?:[0-9]{1,8}|-)/(?:[0-9]{1,8}|-+)(?:\([^()\s]*\))?"
_TYPE = r"I -|(?:RD|RB|[A-Z])(?:[F-][0-9/-]*|/[0-9]{1,8}|)|[A-Z][F-][0-9][^\s]*"
_ROW = re.compile(
    BEGIN
    + r"(%s)[ \t]+(%s|[Ii]ncomplete)(?:[ \t]+([0-9]+))?[ \t]+(%s)[ \t]+(%s)" % (CANONICAL_IPV4, MAC, _TYPE, INTERFACE)
    + r"(?:[ \t]+(%s))?(?:[ \t]+([^\s]+)(?:[ \t]+(%s)(?:[ \t]+[^\s]+)?)?)?" % (_VLANS, _VLANS)
    + END
    + r"(?:[ \t]+(%s|(?<=[ \t]{10})[0-9]{1,4})(?:[ \t]+[^\s]+)?" % _VLANS
    + END
    + r")?",
    re.MULTILINE,
)
# The letter before the flags and the slot: what each command reference lists as entry types.
_ORIGINS = {"I": "local", "D": "dynamic", "S": "static", "R": "remote", "RB": "remote"}
_LETTERS = re.compile(r"RD|RB|[A-Z]").match
_TYPE_VLAN = re.compile(r"[A-Z]+/([0-9]{1,8})").fullmatch

_TABLE_HEADING = re.compile(r"^[ \t]*IP ADDRESS[ \t]+MAC ADDRESS[ \t]", re.MULTILINE | re.IGNORECASE)
_DECORATION = re.compile(
    r"\s*(?:IP ADDRESS\s+MAC ADDRESS\s.*|(?:VLAN/CEVLAN|VLAN/BD)\b.*|VLAN|ARP Entry Types:.*|EXP: .*"
    r"|[A-Z]{1,2} - [^0-9]*|Redirect:\s*[0-9]+|Total:?\s*[0-9].*|-+)\s*",
    re.IGNORECASE,
).fullmatch

_KEYS = {
    "ipv6 address": "ip",
    "link-layer": "mac",
    "state": "state",
    "interface": "interface",
    "age": "age",
    "vlan": "vlan",
    "cevlan": None,
    "vpn name": "vpn",
    "is router": "router",
    "secure flag": None,
    "nickname": None,
    "type": None,
    "pvc": None,
    "bridge-domain": None,
    "source ip": None,
    "destination ip": None,
    "vni": None,
    "bd": None,
}
_KEY = r"(?:%s)[ \t]*:" % "|".join(re.escape(key) for key in _KEYS)
_PAIR = re.compile(r"(%s)[ \t]*((?!%s)[^\s]*)" % (_KEY, _KEY), re.IGNORECASE)
_PAIRS = re.compile(r"[ \t]*(?:%s[ \t]*(?:(?!%s)[^\s]+)?(?:[ \t]+|$))+" % (_KEY, _KEY), re.IGNORECASE).fullmatch
# What later releases add to a block.
_OTHER_PAIRS = re.compile(r"[ \t]*[A-Z][\w /-]{0,30}:(?:[ \t].*)?").fullmatch
_BLOCK_BEGIN = re.compile(r"^[ \t]*IPv6 Address[ \t]*:", re.MULTILINE | re.IGNORECASE)
_ND_STATES = {
    "incmp": "incomplete",
    "reach": "reachable",
    "reachable": "reachable",
    "stale": "stale",
    "delay": "delay",
    "probe": "probe",
    "static": None,
    "-": None,
}


def recognizes(text):
    """Tell whether a text holds the headings or rows of an ARP table, or blocks of IPv6 neighbors."""
    return bool(_TABLE_HEADING.search(text) or _BLOCK_BEGIN.search(text) or _ROW.search(text))


def parse(text):
    """Read the tables."""
    if _BLOCK_BEGIN.search(text):
        return _parse_blocks(text)
    build = _row_builder("default" if "VPN-INSTANCE" in text else None)
    with collector_paused():
        return Parsed(*read_rows(text, ((_ROW, build),), _is_decoration))


def _is_decoration(line):
    return _DECORATION(line) is not None or is_table_decoration(line)


def _row_builder(default_vrf):
    """Return the function that makes a record of a row. What follows from the last cells is kept: they repeat."""
    known = {}

    def build(match):
        ip, mac, left, *details = match.groups()
        key = tuple(details)
        if key not in known:
            known[key] = _details(default_vrf, *details)
        name, port, vlan, vrf, origin, flags = known[key]
        mac = any_mac(mac)
        return {
            "ip": ip,
            "mac": mac,
            "interface": name,
            "physical_interface": port,
            "vlan": vlan,
            "vrf": vrf,
            "namespace": None,
            "family": "ipv4",
            "state": "resolved" if mac else "incomplete",
            "origin": origin,
            "is_router": None,
            "age_seconds": None,
            "expires_seconds": int(left) * 60 if left else None,
            "flags": list(flags),
        }

    return build


def _details(default_vrf, kind, name, before_vpn, vpn, behind_vpn, below):
    """Return interface, port, VLAN, VRF, origin and flags of a row; its VLANs stand behind, below or in the type."""
    within = _TYPE_VLAN(kind)
    vlans = before_vpn or behind_vpn or below or (within.group(1) if within else None)
    vlan = vlan_number(vlans.partition("/")[0].strip("-")) if vlans else None
    port = name if vlan and vlan_number(name) is None and "." not in name else None
    origin = "remote" if name.lower() == "vxlan" else _ORIGINS.get(_LETTERS(kind).group(), "other")
    return name, port, vlan or vlan_number(name), vrf_of(vpn) if vpn else default_vrf, origin, (kind,)


def _parse_blocks(text):
    neighbors, unparsed, block, pairs = [], [], [], {}

    def close():
        row = _block_record(pairs) if block else None
        if row:
            neighbors.append(row)
        unparsed.extend([] if row else block)
        del block[:]
        pairs.clear()

    for line in lines_of(text):
        found = _line_pairs(line)
        if found is None and block and _OTHER_PAIRS(line) and not _is_decoration(line):
            found = {}
        if found is None or "ip" in found:
            close()
        if found is not None and (block or "ip" in found):
            block.append(line)
            pairs.update(found)
        elif not _is_decoration(line):
            unparsed.append(line)
    close()
    return Parsed(neighbors, unparsed)


def _line_pairs(line):
    """Return the keys and values of a line, None where there is anything else in it."""
    if not _PAIRS(line):
        return None
    return {_KEYS[key.rstrip(": \t").lower()]: value for key, value in _PAIR.findall(line)}


def _block_record(pairs):
    """Return the record of one block, None for one that is cut off or damaged."""
    state = pairs.get("state", "").lower()
    if "interface" not in pairs or state not in _ND_STATES or not re.fullmatch(MAC, pairs.get("mac", "")):
        return None
    try:
        ip, family = canonical_ip(pairs["ip"])
    except ValueError:
        return None
    name = given(pairs["interface"])
    vlan = vlan_number(given(pairs.get("vlan")))
    vpn = given(pairs.get("vpn"))
    return neighbor(
        ip,
        family,
        mac=any_mac(pairs["mac"]),
        interface=name,
        vlan=vlan if vlan is not None else vlan_number(name),
        vrf=vrf_of(vpn) if vpn else "default" if "vpn" in pairs else None,
        state=_ND_STATES[state],
        origin="static" if state == "static" else "dynamic",
        is_router={"true": True, "false": False}.get(pairs.get("router", "").lower()),
        age_seconds=seconds(pairs.get("age")),
    )

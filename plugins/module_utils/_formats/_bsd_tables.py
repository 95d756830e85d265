# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the BSDs and macOS: `ndp -an`, OpenBSD's `arp -an`, macOS's `arp -anl`.

    Neighbor                             Linklayer Address  Netif Expire    S Flags
    2001:db8::1                          00:00:5e:00:53:01    em0 23h59m37s S R

Sources: dump() of FreeBSD's, NetBSD's and OpenBSD's usr.sbin/ndp/ndp.c, print_entry() of OpenBSD's usr.sbin/arp/arp.c,
print_entry_ext() of arp.c and dump() of ndp.c in macOS's network_cmds. What stands under Expire is the time left. Where
names are resolved a name stands in place of the address: such a row has an `ip` of None and its name among the flags.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._addresses import address_or_name
from ._durations import seconds
from ._json_texts import collector_paused
from ._lines import read_lines
from ._long_tables import OCTETS, common_rows, padded, read_other

_MAC = r"[0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{1,2}){5,}"
_HARDWARE = r"(?P<hardware>%s|\(incomplete\)|<invalid>)" % _MAC

# ND6_LLINFO_* of netinet6/nd6.h. An entry without state is in use by nobody yet; W and U are those that gave no answer.
_ND_STATES = {
    "N": None,
    "W": "failed",
    "I": "incomplete",
    "R": "reachable",
    "S": "stale",
    "D": "delay",
    "P": "probe",
    "U": "failed",
    "?": None,
}

# Learned neighbors in the caches of FreeBSD, macOS, NetBSD and OpenBSD; each other kind is read with more care.
_find_rows = common_rows(
    r"([0-9a-f:]*:[0-9a-f:]*)(?:%%[\w.-]+)?[ \t]+(%s)[ \t]+(\S+)[ \t]+([0-9][0-9dhms]*)[ \t]+([RSDP])(?:[ \t]+(R))?"
    % OCTETS
)
# The state stands before the flags, so the R of "permanent R" is "reachable"; with -t the time of day stands in front.
_ND_ROW = re.compile(
    r"^[ \t]*(?:\d\d:\d\d:\d\d\.\d+[ \t]+)?(?P<ip>\S+)[ \t]+" + _HARDWARE + r"[ \t]+(?P<interface>\S+)"
    r"[ \t]+(?P<expire>permanent|expired|[0-9][0-9dhms]*)[ \t]+(?P<state>[NWIRSDPU?])"
    r"(?:[ \t]+(?P<flags>[lRpPW]+))?(?:[ \t]+(?P<probes>\d+))?[ \t]*\r?$",
    re.MULTILINE,
)
_ARP_ROW = re.compile(
    r"^[ \t]*(?P<ip>\S+)[ \t]+" + _HARDWARE + r"[ \t]+(?P<interface>\S+)"
    r"[ \t]+(?P<expire>permanent|static|expired|[0-9][0-9dhms]*)(?:[ \t]+(?P<flags>[a-zA-Z]+))?[ \t]*\r?$",
    re.MULTILINE,
)
# The first time is until macOS asks again before it sends, the second since the neighbor was heard.
_MACOS_ROW = re.compile(
    r"^[ \t]*(?P<ip>\S+)[ \t]+" + _HARDWARE + r"[ \t]+(?P<expire>\(none\)|expired|[0-9][0-9dhms]*)"
    r"[ \t]+(?P<received>\(none\)|expired|[0-9][0-9dhms]*)[ \t]+(?P<interface>[A-Za-z?][\w.:-]*)"
    r"(?:[ \t]+\d+(?:[ \t]+[\w-]+){0,4})?[ \t]*\r?$",
    re.MULTILINE,
)

_HEADER = re.compile(
    r"[ \t]*(?:Neighbor|Host)[ \t]+(?:Linklayer|Ethernet) Address[ \t]+(?:Netif|Expire).*"
    r"|\S+ \(\S+\) -- no entry.*|\S+[ \t]+no entry"
)
_RECOGNIZED = re.compile(
    r"^[ \t]*(?:Neighbor|Host)[ \t]+(?:Linklayer|Ethernet) Address\b"
    r"|^[ \t]*(?:\d\d:\d\d:\d\d\.\d+[ \t]+)?\S+[ \t]+(?:%s|\(incomplete\))[ \t]+"
    r"(?:\S+[ \t]+(?:permanent|expired|\d+[dhms])|(?:\(none\)|expired|\d+[dhms]\S*)[ \t]+\S+[ \t]+\S)" % _MAC,
    re.MULTILINE,
)

# The column is nine letters wide, so the last part of a long time may have lost its unit.
_LOST_UNIT = re.compile(r"(?<=[dhms])\d+$")


def recognizes(text):
    """Tell whether a text holds rows or the header of one of these tables."""
    return _RECOGNIZED.search(text) is not None


def parse(text):
    """Read what `ndp -an`, `arp -an` in a table, or `arp -anl` printed."""
    with collector_paused():
        try:
            return _read_quickly(text)
        except ValueError:
            # An address that only looks like one: its line is needed as it was printed.
            return read_lines(text, _row, _HEADER.fullmatch)


def _read_quickly(text):
    neighbors, unparsed, left = [], [], {}
    for ip, mac, interface, expire, state, router, other in _find_rows(text):
        if other:
            read_other(other, _row, _HEADER.fullmatch, neighbors, unparsed)
            continue
        if expire not in left:
            left[expire] = time_left(expire)
        neighbors.append(
            {
                "ip": canonical_ip(ip)[0],
                "mac": padded(mac),
                "interface": interface,
                "physical_interface": None,
                "vlan": None,
                "vrf": None,
                "namespace": None,
                "family": "ipv6",
                "state": _ND_STATES[state],
                "origin": "dynamic",
                "is_router": router == "R",
                "age_seconds": None,
                "expires_seconds": left[expire],
                "flags": ["R"] if router else [],
            }
        )
    return Parsed(neighbors, unparsed)


def _row(line):
    for pattern, read in _KINDS:
        match = pattern.match(line)
        if match:
            return read(match)
    return None


def time_left(text):
    """Return what stands under Expire in seconds, None for a word."""
    return seconds(_LOST_UNIT.sub("", text))


def _nd_record(match):
    flags = match.group("flags") or ""
    return _record(
        match,
        "ipv6",
        state=_ND_STATES[match.group("state")],
        flags=list(flags),
        is_router="R" in flags,
    )


def _arp_record(match):
    return _record(match, "ipv4", flags=list(match.group("flags") or ""))


def _macos_record(match):
    row = _record(match, "ipv4", flags=[])
    if row["expires_seconds"] is None:
        row["expires_seconds"] = time_left(match.group("received"))
    return row


_KINDS = ((_ND_ROW, _nd_record), (_ARP_ROW, _arp_record), (_MACOS_ROW, _macos_record))


def _record(match, family, *, flags, state=None, is_router=None):
    ip, family, flags = address_or_name(match.group("ip"), family, flags)
    hardware, expire = match.group("hardware"), match.group("expire")
    permanent = expire in ("permanent", "static")
    return neighbor(
        ip,
        family,
        mac=None if hardware[0] in "(<" else canonical_mac(hardware),
        interface=match.group("interface"),
        state="permanent" if permanent else state,
        origin=origin_of(flags, permanent),
        is_router=is_router,
        expires_seconds=time_left(expire),
        flags=flags + ["expired"] if expire == "expired" else flags,
    )


def origin_of(flags, permanent):
    """Return who made a row: `l` marks the host's own address, `p` or `P` one that it answers for (proxy)."""
    if "l" in flags:
        return "local"
    if "p" in flags or "P" in flags:
        return "other"
    return "static" if permanent else "dynamic"

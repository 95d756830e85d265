# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`arp` in both shapes: the sentences of `arp -an` (net-tools, busybox, BSD, macOS, AIX), the table of `arp -n`.

net-tools translates the words of both, so that only their order and the brackets around them are sure.

    ? (192.0.2.1) at 00:00:5e:00:53:01 [ether] on eth0
    192.0.2.1        ether   00:00:5e:00:53:01   C                     eth0

Sources: man 8 arp, arp_disp() and arp_disp_2() of net-tools' arp.c, print_entry() of FreeBSD's usr.sbin/arp/arp.c,
dump() of NetBSD's, man ndp of AIX, which speaks alike of IPv6. Ages are unknown; expiry is in seconds. Without `-n` a
name may stand in place of the address: such a row has an `ip` of None and its name among the flags.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._durations import seconds
from ._json_texts import collector_paused
from ._long_tables import CANONICAL_IPV4, OCTETS, common_rows, padded, read_other

# The rows that nearly all tables are made of; each other kind is read with more care.
_find_rows = common_rows(
    r"\S+ \((%s)\) at (%s)(?: \[ether\])? +on ([^\s\[]+)((?: ifscope| permanent)*)(?: expires in ([0-9]{1,9}) seconds)?"
    r"(?: \[[a-z]+\])?|(%s)[ \t]+ether[ \t]+(%s)[ \t]+C[ \t]+(\S+)" % (CANONICAL_IPV4, OCTETS, CANONICAL_IPV4, OCTETS)
)

_MAC = r"[0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{1,2}){5,}"
_SENTENCE = re.compile(
    r"\s*\S+ \((?P<ip>[^()\s]+)\) [^\W\d]{1,4} (?P<link>link ?#\d+ )?(?P<hardware>%s|\([^\W\d_]{6,}\)|<[^\W\d]{6,}>|\*)"
    r"(?:\s+(?P<rest>\S.*)|\s*)" % _MAC
)
# Flags: C complete, M permanent, P published, A automatic, ! do not publish, T trailers.
_TABLE_ROW = re.compile(
    r"\s*(?P<ip>\S+)\s+(?:"
    r"(?P<unresolved>\([^\W\d_]{6,}\))(?:\s+(?P<marks>[CMPA!T]+)(?=\s))?"
    r"|\S+\s+(?P<hardware>%s|<[^\W\d]{6,}>|\*)\s+(?P<flags>[CMPA!T]+)(?=\s)"
    r")(?:\s+(?:\*|[0-9.]+)(?=\s))?\s+(?P<interface>\S+)\s*" % _MAC
)
_DECORATION = re.compile(
    r"\s*Address\s+HWtype\s+HWaddress\s+Flags Mask\s+Iface\s*"
    r"|Entries: \d+\s+Skipped: \d+\s+Found: \d+\s*"
    r"|arp: in \d+ entries no match found\.\s*"
    r"|\S+ \(\S+\) -- no entry.*"
    r"|\s*bucket:\s+\d+\s+contains:\s+\d+ entries\s*"
    r"|\s*There (?:are|is) \d+ entr(?:ies|y) in the arp table\.\s*"
)
_SHAPE = re.compile(
    r"^[ \t]*\S+ \([^()\s]+\) (?:[^\W\d]{1,4} [0-9a-fl<(]|-- no entry)"
    r"|^[ \t]*Address[ \t]+HWtype\s|\s\(incomplete\)\s|\sether\s",
    re.MULTILINE,
)

# Words of a sentence that say how long the row lives or who made it, per tool.
_PERMANENT_WORDS = frozenset(["PERM", "permanent", "static"])
_PUBLISHED_WORDS = frozenset(["PUB", "PUP", "published"])
# AIX names no interface, but the bucket of its table.
_BUCKET = "stored in bucket"
_EXPIRES = re.compile(r"expires in (\d+) seconds?")
# NetBSD has the time left and the state behind the interface: "on wm0 23m52s R".
_STATE = re.compile(r"(?<= )(permanent|[0-9]+[dhms][0-9dhms]*) ([IRSDP])(?=\s|$)")
_STATES = {"I": "incomplete", "R": "reachable", "S": "stale", "D": "delay", "P": "probe"}
_PHRASES = re.compile(r"\[[^\]]*\]|%s|%s \d+" % (_EXPIRES.pattern, _BUCKET))
_WORD = re.compile(r"\([^)]*\)|\S+")
# "on" in the languages of net-tools.
_ON = frozenset(["on", "auf", "sur", "em", "en", "su", "na", "op"])
_WORDS_WITH_VALUE = _ON | {"netmask"}


def recognizes(text):
    """Tell whether a text holds rows or the header of `arp`."""
    return _SHAPE.search(text) is not None


def parse(text):
    """Read what `arp`, `arp -a`, `arp -n` or `arp -an` printed."""
    neighbors, unparsed = [], []
    with collector_paused():
        for ip, mac, interface, words, expires, table_ip, table_mac, table_interface, other in _find_rows(text):
            if other:
                read_other(other, _row, _DECORATION.fullmatch, neighbors, unparsed)
                continue
            permanent = "permanent" in words
            neighbors.append(
                {
                    "ip": ip or table_ip,
                    "mac": padded(mac or table_mac),
                    "interface": interface or table_interface,
                    "physical_interface": None,
                    "vlan": None,
                    "vrf": None,
                    "namespace": None,
                    "family": "ipv4",
                    "state": "permanent" if permanent else "resolved",
                    "origin": "static" if permanent else "dynamic",
                    "is_router": None,
                    "age_seconds": None,
                    "expires_seconds": int(expires) if expires else None,
                    "flags": ["C"] if table_ip else words.split() if words else [],
                }
            )
    return Parsed(neighbors, unparsed)


def _row(line):
    match = _SENTENCE.fullmatch(line)
    if match:
        return _sentence(match.group("ip"), match.group("hardware"), match.group("link"), match.group("rest") or "")
    match = _TABLE_ROW.fullmatch(line)
    if match:
        return _table_row(match)
    return None


def _table_row(match):
    flags = list(match.group("flags") or match.group("marks") or "")
    try:
        ip = canonical_ip(match.group("ip"))[0]
    except ValueError:
        ip, flags = None, flags + ["name " + match.group("ip")]
    return _record(
        ip,
        match.group("hardware") or match.group("unresolved"),
        interface=match.group("interface"),
        permanent="M" in flags,
        published="P" in flags,
        flags=flags,
    )


def _sentence(ip, hardware, link, rest):
    """Return the record of a sentence from the words after the hardware address; ValueError where it is cut off."""
    found, flags = {}, [link.strip()] if link else []
    expires, state = _EXPIRES.search(rest), _STATE.search(rest)
    words = iter(_WORD.findall(_STATE.sub("", _PHRASES.sub(" ", rest))))
    for word in words:
        if word in _WORDS_WITH_VALUE:
            found["on" if word in _ON else word] = next(words, None)
        else:
            flags.append(word)
    if None in found.values() or not ("on" in found or link or _needs_no_interface(hardware, rest, flags)):
        raise ValueError("cut off")
    row = _record(
        canonical_ip(ip)[0],
        hardware,
        interface=found.get("on"),
        permanent=not _PERMANENT_WORDS.isdisjoint(flags) or (state is not None and state.group(1) == "permanent"),
        published=not _PUBLISHED_WORDS.isdisjoint(flags),
        expires=int(expires.group(1)) if expires else seconds(state.group(1)) if state else None,
        flags=flags,
    )
    if state and row["state"] == "resolved":
        row["state"] = _STATES[state.group(2)]
    return row


def _needs_no_interface(hardware, rest, flags):
    """Tell whether a sentence is whole without an interface: those of AIX, HP-UX and of older BSDs name none."""
    return _BUCKET in rest or "permanent" in flags or "ether" in flags or (hardware == "(incomplete)" and not rest)


def _record(ip, hardware, *, interface, permanent, published, flags, expires=None):
    mac = None if hardware[0] in "(<*" else canonical_mac(hardware)
    return neighbor(
        ip,
        "ipv6" if ip and ":" in ip else "ipv4",
        mac=mac,
        interface=interface,
        state="permanent" if permanent else None,
        origin="other" if published else "static" if permanent else "dynamic",
        expires_seconds=expires,
        flags=flags,
    )

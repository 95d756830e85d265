# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`arp -a` and `netsh interface ipv4|ipv6 show neighbors` of Windows, in any language.

    Interface: 192.0.2.10 --- 0xa
      Internet Address      Physical Address      Type
      192.0.2.1             00-00-5e-00-53-01     dynamic

All words are translated, and a wrong code page may have damaged them, so the shape decides: an address, dashed octets
and a word make a row, ` --- 0x` the heading of `arp`, a rule of dashes below two lines those of `netsh`. `arp` names an
interface by its own address, `netsh` by its name; the index is a flag. No ages.

Sources: `arp /?` and the netsh reference of Windows Server, NL_NEIGHBOR_STATE of nldef.h.
"""

import functools
import re
from typing import Any, NamedTuple

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._json_texts import collector_paused
from ._lines import is_common_decoration
from ._long_tables import CANONICAL_IPV4, RowsAlike, common_rows
from ._windows_words import STATE_OF_WORD, TYPE_OF_WORD

_OCTETS = r"[0-9a-fA-F]{2}(?:-[0-9a-fA-F]{2}){5,}"
_IP = r"(?:\d+\.\d+\.\d+\.\d+|[0-9a-fA-F]*:[0-9a-fA-F:.]+(?:%\w+)?)"
# A tunnel has the IP address of its far end for a link-layer address. Where there is none the columns stay apart.
_ROW = re.compile(
    r"\s*(?P<ip>%s)(?:\s+(?P<mac>%s)\s+|\s+(?P<tunnel>\d+\.\d+\.\d+\.\d+(?::\d+)?)\s+|\s{5,})"
    r"(?![0-9a-fA-F]{1,2}(?:-|$))(?P<word>[^\s\d.:-][^\d(]*(?:\(\w+\))?)\s*" % (_IP, _OCTETS)
).fullmatch
_find_rows = common_rows(
    r"(%s)[ \t]+([0-9a-fA-F]{2}(?:-[0-9a-fA-F]{2}){5})[ \t]+([^\W\d_]{2,}(?<![0-9a-fA-F]{2}))" % CANONICAL_IPV4
)
_ARP_HEADING = re.compile(
    r"\s*\S.*?(?P<name>\d+\.\d+\.\d+\.\d+)\s+(?:---|on Interface)\s+(?P<index>0x[0-9a-fA-F]+)\s*"
).fullmatch
# "Interface 12: Ethernet", "12. interfész: Ethernet"
_NETSH_HEADING = re.compile(r"\s*\D*?(?P<index>\d+)\D*?\s*[:\uff1a]\s*(?P<name>\S.*?)\s*").fullmatch
_NETSH_RULE = re.compile(r"\s*-{8,}\s+-{8,}\s+-{3,}\s*").fullmatch
# "No ARP Entries Found." in any language: the one word that is never translated, and no number.
_NO_ENTRIES = re.compile(r"(?=.*\bARP\b|.*ARP[^\x00-\x7f]|.*[^\x00-\x7f]ARP)[^\d:]+").fullmatch
_PROMPT = re.compile(r"(?:PS )?[A-Za-z]:\\[^>]*>.*|netsh[\w .]*>.*").fullmatch
_RECOGNIZED = re.compile(
    r"---\s+0x[0-9a-fA-F]+\s*$|^[^\S\n]*%s[^\S\n]+%s[^\S\n]+\S|^[ \t]*-{8,}[ \t]+-{8,}[ \t]+-{3,}[ \t\r]*$"
    r"|^[^\d:\n]*ARP[^\d:\n]*\.?\s*$|^[ \t]*%s[ \t]{5,}[^\W\d_]+[ \t\r]*$" % (_IP, _OCTETS, _IP),
    re.MULTILINE,
)
_ROUTER = re.compile(r"\([^\W\d]+\)\s*$").search
_IN_PARENTHESES = re.compile(r"\(\w+\)")
_COLUMNS = re.compile(r"\s{2,}").split
_STATE_OF_TYPE = {"static": "permanent", "dynamic": None}
_ZERO_MAC = "00-00-00-00-00-00"
_GROUP_ADDRESS = re.compile(r"(?:ff-ff-ff-ff-ff-ff|01-00-5e-|33-33-)").match


class _Section(NamedTuple):
    """What stands above rows: the interface, its index as a flag, and whether `netsh` printed them."""

    interface: Any
    flags: tuple
    is_netsh: bool


def recognizes(text):
    """Tell whether a text holds rows or headings of `arp -a` or `netsh`, or says that there are no entries."""
    return _RECOGNIZED.search(text) is not None


def parse(text):
    """Read what `arp -a`, `arp -a -v` or `netsh interface ipv4|ipv6 show neighbors` printed."""
    with collector_paused():
        lines = _find_rows(text)
        headings, headers = _netsh_headings(lines)
        rows, unparsed, section, after_heading = [], [], _Section(None, (), False), False
        append = rows.append
        for number, (ip, mac, word, other) in enumerate(lines):
            if not other:
                append((ip, mac, "", word, section))
                after_heading = False
                continue
            line = other.rstrip("\r")
            row = _careful_row(line)
            heading = headings.get(number) or (None if row else _ARP_HEADING(line))
            if heading:
                section = _Section(heading.group("name"), ("ifindex " + heading.group("index"),), number in headings)
            elif row:
                rows.append(row + (section,))
            # The header is in the language of the system: it is known by its place alone.
            elif not (number in headers or (after_heading and not _has_digit(line)) or _is_decoration(line)):
                unparsed.append(line)
            after_heading = heading is not None and not section.is_netsh
        return Parsed(_records(rows), unparsed)


def _careful_row(line):
    """Return address, MAC, far end of a tunnel and word of a row with anything unusual in it, else None."""
    row = _ROW(line)
    if row is None:
        return None
    try:
        canonical_ip(row.group("ip"))
    except ValueError:
        return None
    return row.group("ip"), row.group("mac"), row.group("tunnel"), row.group("word")


def _netsh_headings(lines):
    """Return the headings by number, and the numbers of the headers; both stand above a rule."""
    headings, headers, above = {}, set(), [None, None]
    for number, (_ip, _mac, _word, line) in enumerate(lines):
        if not line or line.isspace():
            continue
        if _NETSH_RULE(line) and above[1] is not None:
            headers.update((number, above[1]))
            heading = _NETSH_HEADING(lines[above[0]][3]) if above[0] is not None else None
            if heading:
                headings[above[0]] = heading
        above = [above[1], number]
    return headings, headers


def _has_digit(line):
    return any(letter.isdigit() for letter in line)


def _is_decoration(line):
    bare = line.strip()
    return is_common_decoration(line) or _PROMPT(bare) is not None or _NO_ENTRIES(bare) is not None


def _word_of(word):
    # For an IPv6 neighbor without a MAC older releases print the state in its column, too.
    return _COLUMNS(_IN_PARENTHESES.sub("", word).strip().lower())[-1]


def _learn(rows):
    """Return what words mean that no list has: rows of multicast and broadcast are static, and never learned."""
    known, static = {}, False
    for _ip, mac, _tunnel, word, section in rows:
        if mac and _GROUP_ADDRESS(mac.lower()):
            static = True
            known[section.is_netsh, word] = "permanent" if section.is_netsh else "static"
    if static:
        # Two words remain in nearly every table of arp, and the other one is this.
        for _ip, mac, _tunnel, word, section in rows:
            if mac and not section.is_netsh:
                known.setdefault((False, word), "dynamic")
    return known


def _meaning(word, is_netsh, learned):
    plain = _word_of(word)
    # Tables of arp may be joined with those of netsh, or come without their headings.
    first, second = (STATE_OF_WORD, TYPE_OF_WORD) if is_netsh else (TYPE_OF_WORD, STATE_OF_WORD)
    return first.get(plain) or second.get(plain) or learned.get((is_netsh, word))


def _records(rows):
    """Return the records of all rows; what a word means is found out once."""
    words = {(row[3], row[4].is_netsh) for row in rows}
    meanings = {key: _meaning(*key, learned={}) for key in words}
    if None in meanings.values():
        learned = _learn(rows)
        meanings = {key: _meaning(*key, learned=learned) for key in words}
    alike = RowsAlike(functools.partial(_row_like, meanings))
    records = []
    for ip, mac, tunnel, word, section in rows:
        # The quick pattern finds no tunnel, and says so with an empty text.
        if tunnel != "" or mac == _ZERO_MAC:
            records.append(_record(meanings, ip, mac, tunnel, word, section))
            continue
        row = alike[word, section].copy()
        row["ip"] = ip
        row["mac"] = mac.replace("-", ":").lower()
        row["flags"] = row["flags"][:]
        records.append(row)
    return records


def _row_like(meanings, key):
    return _record(meanings, "192.0.2.1", "00-00-5e-00-53-01", None, *key)


def _record(meanings, ip, mac, tunnel, word, section):
    address, family = canonical_ip(ip)
    meaning = meanings[word, section.is_netsh]
    return neighbor(
        address,
        family,
        canonical_mac(mac.lower().replace("-", ":")) if mac else None,
        section.interface,
        _state(meaning, tunnel),
        _origin(meaning, section.is_netsh),
        is_router=_is_router(word, family, section.is_netsh),
        flags=section.flags + ("lladdr " + tunnel,) if tunnel else section.flags,
    )


def _state(meaning, tunnel):
    state = _STATE_OF_TYPE.get(meaning, meaning)
    # There is nothing to resolve in a tunnel.
    return "noarp" if tunnel and state not in ("permanent", "failed", "incomplete") else state


def _origin(meaning, is_netsh):
    if meaning in ("static", "permanent"):
        return "static"
    return "other" if meaning is None and not is_netsh else "dynamic"


def _is_router(word, family, is_netsh):
    # Only the tables of IPv6 say so, behind the state: "Reachable (Router)".
    if _ROUTER(word):
        return True
    return False if is_netsh and family == "ipv6" else None

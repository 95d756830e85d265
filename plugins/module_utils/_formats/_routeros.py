# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MikroTik RouterOS: `/ip arp print` and `/ipv6 neighbor print`: table, terse, detail, and what its APIs return.

Source: the RouterOS documentation on IP/ARP and IPv6/Neighbor. Letters before the row are its flags: X disabled,
I invalid, H DHCP, D dynamic, P published, C complete, R router. The MAC column may be empty. Messages of the log fall
into the output of a terminal. Neither age nor expiry is told.
"""

import json
import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed, _json_texts
from ._rows import read_rows, sections

_IP = r"[0-9a-fA-F]*[.:][0-9a-fA-F.:]+(?:/\d+|%\S+)?"
_NUMBER = r"^[ \t]*\*?\d+[ \t]+(?:(?P<flags>[A-Z]+(?: [A-Z]+)*)[ \t]+)?(?:;;;[^\n]*\n[ \t]*)?"
_OCTETS = r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}"
_CUT_OFF_OCTETS = r"(?:[0-9A-Fa-f]{2}:){1,5}[0-9A-Fa-f]{0,2}[ \t\r]*$"
# Either the MAC or the interface may be lacking.
_TABLE_ROW = re.compile(
    r"%s(?P<ip>%s)(?=[ \t]+\S)(?:[ \t]+(?P<mac>%s)(?=\s|\Z))?(?:[ \t]+(?P<rest>(?!%s)\S.*?))?[ \t\r]*$"
    % (_NUMBER, _IP, _OCTETS, _CUT_OFF_OCTETS),
    re.MULTILINE,
)
# Values may hold blanks, with quotes or without; a long row goes on in lines that are indented.
_PROPERTY = r"[a-zA-Z][\w.-]*="
PROPERTIES_ROW = re.compile(
    _NUMBER + r"(?P<properties>" + _PROPERTY + r"[^\n]*(?:\n[ \t]+(?=" + _PROPERTY + r")[^\n]*)*)$", re.MULTILINE
)
_PROPERTY_VALUE = re.compile(r'([a-zA-Z][\w.-]*)=(?:"([^"]*)"|(.*?))(?=\s+[a-zA-Z][\w.-]*=|\s*$)', re.DOTALL)
# The API sends a sentence for each row, of words of the form "=name=value".
_SENTENCE = re.compile(r"^!re[ \t\r]*\n((?:[=.][^\n]*\n?)+)", re.MULTILINE)
_WORD = re.compile(r"^=([\w.-]+)=([^\r\n]*)", re.MULTILINE)
_HEADER = re.compile(r"^[ \t]*#[ \t]+(?:[A-Z -]*[A-Z][ \t]+)?(ADDRESS[ \t]+MAC-ADDRESS[^\n]*)$", re.MULTILINE)
_DECORATION = re.compile(
    r"\s*Flags:.*|\s*(?:[A-Z] - [\w-]+[,;]?\s*)+|\s*Columns:.*|\s*#(?:\s+[A-Z-]+)+\s*|\s*;;;.*|\s*-- \[.*"
    r"|\s*(?:\w{3}/\d\d(?:/\d{4})? |\d{4}-\d\d-\d\d |\d\d-\d\d )?\d\d:\d\d:\d\d echo: .*"
    r"|\s*\[[^\]]*\] (?:/[\w/ ]*)?>.*|\s*/(?:ip arp|ipv6 neighbor|ip/arp|ipv6/neighbor)[ /]print.*"
).fullmatch

_JSON_BEGIN = re.compile(r"^\s*[\[{]\s*[\[{\"\n]", re.MULTILINE)
_JSON_KEY = re.compile(r'"address"\s*:')

_STATES = frozenset(["incomplete", "reachable", "stale", "delay", "probe", "failed", "permanent", "noarp"])
# The flags that the API has as properties, with the letter that a terminal shows.
_LETTERS = (
    ("disabled", "X"),
    ("invalid", "I"),
    ("DHCP", "H"),
    ("dynamic", "D"),
    ("published", "P"),
    ("complete", "C"),
    ("router", "R"),
)
_TRUE = frozenset([True, "true", "yes"])
_MAC = re.compile(_OCTETS + "|").fullmatch
_MAIN_TABLE = "main"


def recognizes(text):
    """Tell whether a text holds rows or the header of one of the forms."""
    return any(pattern.search(text) for pattern in (_HEADER, _TABLE_ROW, PROPERTIES_ROW, _SENTENCE)) or _is_json(text)


def parse(text):
    """Read the table, whatever its form. Damaged JSON is unparsed as a whole."""
    if _is_json(text):
        return _parse_json(text)
    neighbors, unparsed = [], []
    for header, part in sections(text, _HEADER):
        columns = header.split()[2:] if header else ["INTERFACE"]
        kinds = (
            (_TABLE_ROW, lambda match, columns=columns: _table_row(match, columns)),
            (PROPERTIES_ROW, _properties_row),
            (_SENTENCE, _sentence_row),
        )
        found, rest = read_rows(part, kinds, _DECORATION)
        neighbors += found
        unparsed += rest
    return Parsed(neighbors, unparsed)


def properties(match):
    """Return the properties of a row that `PROPERTIES_ROW` matches."""
    return {name: quoted or plain for name, quoted, plain in _PROPERTY_VALUE.findall(match.group("properties"))}


def is_decoration(line):
    """Tell whether a line is a legend, a heading, a prompt, or a message of the log."""
    return _DECORATION(line) is not None


def _is_json(text):
    return _JSON_BEGIN.search(text) is not None and _JSON_KEY.search(text) is not None


def _parse_json(text):
    documents, unparsed = _json_texts.documents(text)
    neighbors = []
    for row in [row for document in documents for row in _rows_of(document)]:
        try:
            neighbors.append(_api_row(row))
        except (AttributeError, KeyError, TypeError, ValueError):
            unparsed.append(json.dumps(row, default=str))
    return Parsed(neighbors, [line for line in unparsed if not _DECORATION(line)])


def _api_row(values):
    return record(values, [letter for name, letter in _LETTERS if values.get(name) in _TRUE])


def _sentence_row(match):
    values = dict(_WORD.findall(match.group(1)))
    if "address" not in values or "interface" not in values:
        raise ValueError("cut off")
    return _api_row(values)


def _rows_of(document):
    if isinstance(document, dict) and "address" not in document:
        inner = [value for value in document.values() if isinstance(value, list)]
        return [row for rows in inner for row in rows] or [document]
    return document if isinstance(document, list) else [document]


def _properties_row(match):
    values = properties(match)
    if "address" not in values or "interface" not in values or not _MAC(values.get("mac-address", "")):
        raise ValueError("cut off")
    return record(values, list((match.group("flags") or "").replace(" ", "")))


def _table_row(match, columns):
    """Return the record of a row whose cells after the MAC are those of the header; the first may hold blanks."""
    rest = match.group("rest") or ""
    cells = re.split(r"[ \t]{2,}", rest)
    if len(cells) < len(columns):
        cells = rest.rsplit(None, len(columns) - 1)
    values = dict(zip((column.lower() for column in columns), cells))
    values.update({"address": match.group("ip"), "mac-address": match.group("mac")})
    return record(values, list((match.group("flags") or "").replace(" ", "")))


def _text(value):
    return str(value) if value else None


def _origin(letters, learned, state):
    if "P" in letters or state == "noarp":
        return "other"
    return "dynamic" if learned else "static"


def record(values, letters):
    """Return the record of an entry from its values by the names of the API, and the letters of its flags."""
    ip, family = canonical_ip(values["address"])
    mac = values.get("mac-address")
    state = str(values.get("status") or "").lower()
    state = state if state in _STATES else None
    learned = "D" in letters if family == "ipv4" else state not in ("permanent", "noarp")
    if "X" in letters or "I" in letters:
        state = "failed"
    elif family == "ipv4" and not learned and mac:
        state = state or "permanent"
    return neighbor(
        ip,
        family,
        mac=canonical_mac(mac) if mac else None,
        interface=_text(values.get("interface")),
        vrf="default" if values.get("vrf") == _MAIN_TABLE else _text(values.get("vrf")),
        state=state,
        origin=_origin(letters, learned, state),
        is_router=None if family == "ipv4" else "R" in letters,
        flags=letters,
    )

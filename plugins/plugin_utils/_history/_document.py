# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history document: what it holds, and how one is read that somebody else may have touched.

    {"type": "netops.arp.history", "schema": 1, "first_seen": TIME, "last_seen": TIME,
     "segments": [{"name", "given", "networks", "first_seen", "last_seen",
                   "observers": [{"host", "namespace", "interface", "first_seen", "last_seen"}],
                   "addresses": {IP: [{"mac", "first_seen", "last_seen", "returned_at"?, "beside"?, "foreign"?}]},
                   "full"?}],
     "capacity": {HOST: {"ipv4": [{"entries", "limit", "first_seen", "last_seen"}], "ipv6": [...]}},
     "ports": {MAC: {"host", "interface", "moves", "first_seen", "last_seen"}}}

Of an address the present MAC comes first. docs/schemas/history.json says the same to programs, docs/history.md to
people.
"""

import json
import re
from collections.abc import Mapping

from ...module_utils._errors import ArpError
from ...module_utils._neighbor import canonical_ip

TYPE = "netops.arp.history"
SCHEMA = 1

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ").fullmatch
_MAC = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2})+").fullmatch
_WRONG = "it is damaged, or no history of this collection"


class HistoryError(ArpError):
    """A history that cannot be used; the text names the place and the mistake."""


def empty():
    """The history before the first run."""
    return {
        "type": TYPE,
        "schema": SCHEMA,
        "first_seen": None,
        "last_seen": None,
        "segments": [],
        "capacity": {},
        "ports": {},
    }


def is_history(raw):
    """True for what says that it is a history document, whole or not."""
    return isinstance(raw, Mapping) and "segments" in raw and "type" in raw


def loaded(raw, place):
    """A mapping as it is, and the mapping in a JSON text. None stays None, an empty text is None."""
    if isinstance(raw, bytes):
        raw = raw.decode("utf-8", "replace")
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError as error:
            raise HistoryError(f"{place}: {_WRONG}: no JSON, {error}") from None
    if raw is not None and not isinstance(raw, Mapping):
        raise HistoryError(f"{place}: {_WRONG}: a mapping is needed, not {type(raw).__name__}")
    return raw


def read(raw, place="history"):
    """Return a history document, in plain types, to be changed at will. What was given stays as it is.

    Takes the document or its JSON text; nothing at all gives an empty one. Raises HistoryError naming the place of what
    is not as it should be.
    """
    raw = loaded(raw, place)
    if not raw:
        return empty()
    document = _plain(raw)
    if document.get("type") != TYPE:
        raise HistoryError(f"{place}: {_WRONG}: its type is {document.get('type')!r}, not {TYPE!r}")
    schema = document.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise HistoryError(
            f"{place}: it was written by a newer version of this collection (schema {schema}); this one knows {SCHEMA}"
        )
    _check(document, place)
    return {**empty(), **document}


def _plain(value):
    """Copy nested data into plain dicts, lists and texts, whatever Ansible made of them."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Mapping):
        return {_plain(key): _plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(member) for member in value]
    return value


def _check(document, place):
    _require(document.get("schema") == SCHEMA, f"{place}.schema", document.get("schema"))
    for number, segment in enumerate(_typed(document, "segments", list, place)):
        here = f"{place}.segments[{number}]"
        _require(isinstance(segment, dict), here, segment)
        _typed(segment, "name", str, here)
        _typed(segment, "networks", list, here)
        _times(segment, here)
        for index, observer in enumerate(_typed(segment, "observers", list, here)):
            _times(observer, f"{here}.observers[{index}]")
            _typed(observer, "host", str, f"{here}.observers[{index}]")
        for ip, entries in _typed(segment, "addresses", dict, here).items():
            _check_address(ip, entries, f"{here}.addresses")
    _check_capacity(document, place)
    for mac, port in _typed(document, "ports", dict, place).items():
        _require(_MAC(mac), f"{place}.ports", mac)
        _times(port, f"{place}.ports.{mac}")


def _check_address(ip, entries, place):
    try:
        is_canonical = canonical_ip(ip)[0] == ip
    except ValueError:
        is_canonical = False
    _require(is_canonical, place, ip)
    _require(isinstance(entries, list) and entries, f"{place}.{ip}", entries)
    for index, entry in enumerate(entries):
        _times(entry, f"{place}.{ip}[{index}]")
        _require(isinstance(entry.get("mac"), str) and _MAC(entry["mac"]), f"{place}.{ip}[{index}].mac", entry)


def _check_capacity(document, place):
    for host, families in _typed(document, "capacity", dict, place).items():
        here = f"{place}.capacity.{host}"
        _require(isinstance(families, dict), here, families)
        for family in families:
            for index, sample in enumerate(_typed(families, family, list, here)):
                _times(sample, f"{here}.{family}[{index}]")
                _typed(sample, "entries", int, f"{here}.{family}[{index}]")


def _times(mapping, place):
    _require(isinstance(mapping, dict), place, mapping)
    for key in ("first_seen", "last_seen"):
        value = mapping.get(key)
        _require(isinstance(value, str) and _TIME(value), f"{place}.{key}", value)


def _typed(mapping, key, kind, place):
    value = mapping.get(key)
    _require(isinstance(value, kind), f"{place}.{key}", value)
    return value


def _require(is_right, place, value):
    if not is_right:
        raise HistoryError(f"{place}: {_WRONG}: {str(value)[:60]!r} does not belong there")

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a user's own rules: JMESPath over the flattened records, with a message.

A rule is tried at once on two records, one with all that a record may tell and one with as little as it may, so that a
query which would fail in the middle of an audit is refused before anybody is asked.
"""

import re
from collections.abc import Mapping

from ...module_utils._errors import ArpError
from ...module_utils._neighbor import FIELDS, canonical_ip, neighbor
from .._findings import listing
from .._query import Query
from ._records import Rule
from ._values import PolicyError

# What a message may name, in braces: one value of the matching records each.
PLACEHOLDERS = ("host", "segment", *(field for field in FIELDS if field != "flags"))

_PLACEHOLDER = re.compile(r"\{(\w+)\}")

_WHERE = {"host": "host", "segment": "segment"}
_SAMPLES = (
    {
        **neighbor(
            "192.0.2.1",
            "ipv4",
            mac="00:00:5e:00:53:01",
            interface="eth0",
            state="stale",
            physical_interface="eth0",
            vlan=1,
            vrf="default",
            namespace="name",
            is_router=True,
            age_seconds=1.0,
            expires_seconds=1.0,
            flags=["C"],
        ),
        **_WHERE,
    },
    {**neighbor("2001:db8::1", "ipv6"), **_WHERE},
)


def read_rule(entry, place):
    """The Rule of an entry whose values are read; raises PolicyError for a query or message that cannot work."""
    here = f"{place}.query"
    try:
        query = Query(entry["query"])
    except ArpError as error:
        raise PolicyError(f"{here}: {error}") from None
    rule = Rule(entry["name"], query, entry["severity"], entry["message"], here)
    matches(rule, [dict(sample) for sample in _SAMPLES])
    for name in _PLACEHOLDER.findall(rule.message):
        if name not in PLACEHOLDERS:
            raise PolicyError(f"{place}.message: {{{name}}} is not known; use {{{'}, {'.join(PLACEHOLDERS)}}}")
    return rule


def matches(rule, records):
    """The records that the rule's query returns. Raises PolicyError when it does not fit them or returns others."""
    try:
        found = rule.query.search(records)
    except ArpError as error:
        raise PolicyError(
            f"{rule.place}: {error}; what a record does not tell is null: ask for it first, as in "
            "[?mac && starts_with(mac, '00:00:5e')]"
        ) from None
    if found is None or found is False:
        return []
    found = found if isinstance(found, list) else [found]
    for item in found:
        if not _is_record(item):
            raise PolicyError(
                f"{rule.place}: the expression {rule.query.expression!r} must return records, or parts of them under "
                f"their own keys with the host, not {item!r}; as in [?state=='failed'] or [?mac].{{host: host, ip: ip}}"
            )
    return found


def _is_record(item):
    """True for a record, or a part of one that keeps the host and is true to the other keys' meaning."""
    if not isinstance(item, Mapping) or not isinstance(item.get("host"), str):
        return False
    try:
        known = item.get("ip") is None or canonical_ip(item["ip"])[0] == item["ip"]
    except (TypeError, ValueError):
        return False
    return known and all(item.get(key) is None or isinstance(item[key], str) for key in ("segment", "mac", "interface"))


def fill(message, records):
    """The message with each placeholder replaced by what the records tell: plain text, never a template."""
    return _PLACEHOLDER.sub(lambda found: _told(records, found.group(1)), message)


def _told(records, key):
    told = sorted({str(record[key]) for record in records if record.get(key) is not None})
    return listing(told, 4) if told else "unknown"

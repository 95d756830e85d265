# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`bridge fdb show` of iproute2: text and JSON (`bridge -j`), each also with `-s` and `-d`.

    00:00:5e:00:53:01 dev swp1 vlan 10 used 4/9 master bridge
    00:00:5e:00:53:02 dev vni10 dst 192.0.2.9 self extern_learn

Sources: man 8 bridge, print_fdb() of iproute2's bridge/fdb.c, br_fdb.c and vxlan_core.c of the kernel. Ages are
seconds since the last frame from the address renewed the entry (`updated`, the second number after `used`), which is
what the kernel's own ageing goes by. The kernel counts no moves.
"""

import re

from ._json_texts import documents, one_line
from ._mac_entry import ParsedMacs, mac_entry, read_macs, table_mac

_MAC = r"(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}"
# `dev` is left out where one was asked for, and "Deleted" and labels stand before a line of `bridge monitor`.
_ROW = re.compile(
    r"\s*(?:\[[^\]\s]*\]\s*)*(?P<deleted>Deleted\s+)?(?P<mac>%s)(?P<rest>(?:\s+[\w./:@%%+-]+)*)\s*" % _MAC
)
_SHAPE = re.compile(r"^[ \t]*(?:\[\S*\][ \t]*)*%s[ \t]+(?:dev|dst|vlan|master|self|used)\b" % _MAC, re.MULTILINE)
_ECHO = re.compile(r"\S*[#$>]\s*(?:sudo\s+)?(?:/\S*/)?bridge\b.*")
# The flags are there even where none is set.
_JSON_SHAPES = (re.compile(r'"mac"\s*:'), re.compile(r'"flags"\s*:\s*\['))
_EMPTY_JSON = re.compile(r"\s*\[\s*\]\s*")

_WORDS_WITH_VALUE = frozenset(
    ["dev", "vlan", "dst", "port", "vni", "via", "src_vni", "link-netnsid", "link", "used", "master", "nhid", "proto"]
    + ["activity_notify"]
)
_STATES = frozenset(
    ["permanent", "static", "stale", "offload", "extern_learn", "self", "sticky", "router", "added_by_user"]
)
_STATES |= frozenset(["added_by_ext_learn", "locked", "blackhole", "dynamic", "local", "notify", "inactive", "temp"])
_TIMES = re.compile(r"\d+/(\d+)")
# EVPN writes entries under these flags; iproute2 before 4.18 says "offload" for what later ones call extern_learn. Now
# it means that the hardware knows the entry, which may be one that the bridge has itself or that somebody has set.
_REMOTE_FLAGS = frozenset(["extern_learn", "added_by_ext_learn"])
_SET = frozenset(["permanent", "local", "static"])


def recognizes_macs(text):
    """Tell whether a text holds entries of `bridge fdb`, as JSON or as text."""
    return (
        _SHAPE.search(text) is not None
        or all(shape.search(text) for shape in _JSON_SHAPES)
        or _EMPTY_JSON.fullmatch(text) is not None
    )


def parse_macs(text):
    """Read what `bridge fdb show` printed."""
    if _SHAPE.search(text):
        return read_macs(text, _text_row, _ECHO.fullmatch)
    loaded, rest = documents(text)
    entries, unparsed = [], []
    for row in _rows(loaded):
        try:
            entries.append(_json_row(row))
        except (AttributeError, KeyError, TypeError, ValueError):
            unparsed.append(one_line(row))
    return ParsedMacs(entries, unparsed + rest)


def _rows(loaded):
    for document in loaded:
        if isinstance(document, list):
            yield from document
        else:
            yield document


def _text_row(line):
    match = _ROW.fullmatch(line)
    if match is None or match.group("deleted"):
        return None
    found, words = {}, set()
    remaining = iter(match.group("rest").split())
    for word in remaining:
        if word in _WORDS_WITH_VALUE:
            found[word] = next(remaining, None)
        elif word in _STATES:
            words.add(word)
        else:
            raise ValueError("unknown word %r" % word)
    if None in found.values() or not (found or words):
        raise ValueError("cut off")
    times = _TIMES.fullmatch(found.get("used", ""))
    return [
        _entry(
            match.group("mac"),
            words,
            interface=found.get("dev"),
            vlan=int(found["vlan"]) if "vlan" in found else None,
            is_tunnel="dst" in found,
            age=int(times.group(1)) if times else None,
        )
    ]


def _json_row(row):
    words = set(row.get("flags", ()))
    words.update(str(row.get("state", "")).split())
    interface, vlan, age = row.get("ifname"), row.get("vlan"), row.get("updated")
    if not isinstance(interface, (str, type(None))) or not all(type(one) in (int, type(None)) for one in (vlan, age)):
        raise ValueError("not the type that iproute2 prints")
    return _entry(row["mac"], words, interface=interface, vlan=vlan, is_tunnel="dst" in row, age=age)


def _entry(mac, words, *, interface, vlan, is_tunnel, age):
    kind = _kind(words, is_tunnel)
    return mac_entry(table_mac(mac), vlan, interface, kind, age if kind in ("dynamic", "remote") else None)


def _kind(words, is_tunnel):
    """Return the type: what lies behind a tunnel or came from EVPN is remote, a permanent entry the bridge's own."""
    if is_tunnel or not _REMOTE_FLAGS.isdisjoint(words) or ("offload" in words and _SET.isdisjoint(words)):
        return "remote"
    if "permanent" in words or "local" in words:
        return "self"
    return "static" if "static" in words else "dynamic"

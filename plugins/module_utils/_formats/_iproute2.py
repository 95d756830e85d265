# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`ip neigh` as iproute2 and busybox print it: JSON (`ip -j`) and text, each also with `-s`, `-d` and `-br`.

Sources: man 8 ip-neighbour, print_neigh() of iproute2's ip/ipneigh.c, include/uapi/linux/neighbour.h. Rows of every
state are kept, also NOARP, those without a state (NUD_NONE) and proxy entries: which of them count is the caller's
business. Ages are seconds. `ip -all netns` names each namespace above its rows; with `-r` a name may stand in place of
the address. What `ip monitor` says was deleted or missed is in no table, and so no record.
"""

import functools
import json
import re

from .._neighbor import ZERO_MAC, canonical_ip, canonical_mac, neighbor, pack_ipv4
from . import Parsed
from ._addresses import address_or_name
from ._json_texts import collector_paused
from ._lines import is_common_decoration, lines_of
from ._long_tables import NEEDS_CARE, RowsAlike, hexadecimal, read_other

# NUD_* of include/uapi/linux/neighbour.h, as iproute2 prints them. A row without any of these words is NUD_NONE.
_STATES = {
    "INCOMPLETE": "incomplete",
    "REACHABLE": "reachable",
    "STALE": "stale",
    "DELAY": "delay",
    "PROBE": "probe",
    "FAILED": "failed",
    "NOARP": "noarp",
    "PERMANENT": "permanent",
}
# States of entries that the kernel resolves and confirms: only these have a MAC that somebody answered for, and an age.
_LEARNED = frozenset(["reachable", "stale", "delay", "probe"])

# NTF_* and NTF_EXT_* in the order in which iproute2 prints them; its JSON has each as a key without a value.
FLAGS = ("router", "proxy", "managed", "extern_learn", "offload", "extern_valid")
# What the record says of a row without a state, since the record has no such state.
NO_STATE = "none"
_NO_SPECIAL_KEY = frozenset(FLAGS + ("protocol",)).isdisjoint

# The kernel dates the confirmation of a new entry twice base_reachable_time (30 s) before its making
# (___neigh_create() of net/core/neighbour.c): at exactly this distance nobody has ever confirmed it.
NEVER_CONFIRMED_SECONDS = 60

_WORDS_WITH_VALUE = frozenset(["dev", "lladdr", "ref", "used", "probes", "proto"])
_CACHE_TIMES = re.compile(r"\d+/(\d+)/(\d+)").fullmatch
_USUAL_MAC = re.compile(r"(?!00:00:00:00:00:00)(?:[0-9a-f]{2}:){5}[0-9a-f]{2}").fullmatch
_OCTETS = re.compile(r"[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2})+").fullmatch
_FLAG_WORD = re.compile(r"[a-z][a-z_]*").fullmatch
# Labels of "ip -t monitor label all-nsid neigh": the time, the namespace, and the kind of object.
_LABELS = re.compile(r"\s*(?:\[(?:nsid )?[^\]\s]*\]\s*)*")
_NAMESPACE = re.compile(r"^netns: (\S+)[ \t\r]*$", re.MULTILINE)
# `ip -br neigh`: the address fills 39 columns; behind it stand the interface and the link-layer address, if any.
_BRIEF = r"(?=.{39} \S)([0-9a-f]*[.:][0-9a-f.:]+) +(\S{1,15}) +((?:[0-9a-f]{2}:){5,}[0-9a-f]{2})? *"
_BRIEF_ROW = re.compile(_BRIEF).fullmatch
_BRIEF_SHAPE = re.compile("^%s$" % _BRIEF, re.MULTILINE)

_JSON_KEY = re.compile(r'"dst"\s*:')
_JSON_EMPTY = re.compile(r"\[[\s{},]*\]\s*$", re.MULTILINE).finditer
_JSON_START = re.compile(r"^[ \t]*(?=[\[{])", re.MULTILINE)
_BETWEEN_OBJECTS = re.compile(r"[\s,\[\]]*")
_TEXT_ROW = re.compile(
    r"^[ \t]*(?:\[(?:nsid )?[^\]\s]*\][ \t]*)*[\w.:%%-]+[ \t]+"
    r"(?:(?:dev|lladdr|used)[ \t]+\S|(?:%s)\b)" % "|".join(_STATES),
    re.MULTILINE,
)

# What `-s` puts before the state: how often the entry is in use, the ages in seconds, and how often it was asked for.
_times = re.compile(r"(?:ref [0-9]+ +)?used [0-9]+/([0-9]+)/([0-9]+) ?probes [0-9]+(?= )").match


def recognizes(text):
    """Tell whether a text holds rows of `ip neigh`, as JSON or as text."""
    return _is_json(text) or (_TEXT_ROW.search(text) or _BRIEF_SHAPE.search(text)) is not None


def parse(text):
    """Read what `ip neigh` printed. Of cut-off JSON the whole entries become records; the rest is unparsed."""
    if "netns" in text:
        return _parse_namespaces(_NAMESPACE.split(text))
    if _is_json(text):
        with collector_paused():
            return _parse_json(text)
    # A last line without an end may be cut off, so the blank there proves nothing.
    with collector_paused():
        return _parse_lines(text if text.endswith("\n") else text.rstrip(" "))


def _parse_namespaces(parts):
    """Read what stands above the first namespace, and below the name of each."""
    neighbors, unparsed = [], []
    for name, part in zip([None] + parts[1::2], parts[::2]):
        parsed = _parse_lines(part) if not _is_json(part) else _parse_json(part)
        neighbors.extend(dict(row, namespace=name) for row in parsed.neighbors)
        unparsed.extend(parsed.unparsed)
    return Parsed(neighbors, unparsed)


def entries(rows):
    """Return the records of loaded entries of `ip -j neigh`; what is no such entry is unparsed, as JSON."""
    neighbors, unparsed = [], []
    for row in rows:
        try:
            neighbors.append(_json_row(row))
        except (AttributeError, KeyError, TypeError, ValueError):
            # iproute2 4.x prints {} for an entry that its own filter hides.
            if row != {}:
                unparsed.append(json.dumps(row, default=str))
    return Parsed(neighbors, unparsed)


def _is_json(text):
    if "[" not in text and '"' not in text:
        return False
    if _JSON_KEY.search(text) and _JSON_START.search(text):
        return True
    return any(_begins_line(text, empty.start()) for empty in _JSON_EMPTY(text))


def _begins_line(text, position):
    return not text[text.rfind("\n", 0, position) + 1 : position].strip(" \t")


def _parse_json(text):
    try:
        loaded, rest = json.loads(text), []
    except (ValueError, RecursionError):
        loaded, rest = _salvage(text)
    neighbors, unparsed = entries(loaded if isinstance(loaded, list) else [loaded])
    return Parsed(neighbors, unparsed + [line for line in rest if not is_common_decoration(line)])


def _salvage(text):
    """Return the objects that can be decoded from damaged JSON, or several documents, and the lines of the rest."""
    start = _JSON_START.search(text).end()
    objects, rest, position = [], lines_of(text[:start]), start
    decode = json.JSONDecoder().raw_decode
    while True:
        position = _BETWEEN_OBJECTS.match(text, position).end()
        if position == len(text):
            return objects, rest
        try:
            if text[position] != "{":
                raise ValueError("not an object")
            found, position = decode(text, position)
            objects.append(found)
        except (ValueError, RecursionError):
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            rest.append(text[position:end])
            position = end


def _json_row(row):
    """Return the record of one JSON entry. The common case is written out: a table may have 100,000 rows."""
    ip, family = canonical_ip(row["dst"])
    if "deleted" in row:
        raise ValueError("what was deleted is in no table")
    words = row.get("state")
    state = _STATES[words if isinstance(words, str) else words[0]] if words else None
    interface = row.get("dev")
    confirmed = row.get("confirmed")
    if not (isinstance(interface, str) or interface is None) or not (isinstance(confirmed, int) or confirmed is None):
        raise ValueError("not the type that iproute2 prints")
    if confirmed is not None and confirmed == row.get("updated", confirmed) + NEVER_CONFIRMED_SECONDS:
        confirmed = None
    if state not in _LEARNED or not _NO_SPECIAL_KEY(row) or not _USUAL_MAC(row.get("lladdr") or ""):
        flags = [flag for flag in FLAGS if flag in row]
        return _record(ip, family, interface, row.get("lladdr"), state, flags, confirmed, row.get("protocol"))
    return {
        "ip": ip,
        "mac": row["lladdr"],
        "interface": interface,
        "physical_interface": None,
        "vlan": None,
        "vrf": None,
        "namespace": None,
        "family": family,
        "state": state,
        "origin": "dynamic",
        "is_router": None if family == "ipv4" else False,
        "age_seconds": confirmed,
        "expires_seconds": None,
        "flags": [],
    }


def _parse_lines(text):
    neighbors, unparsed = [], []
    # Nothing else in a table has a slash, and one letter is found ten times as fast as a word.
    has_times = "/" in text
    alike, alike_ipv6 = (RowsAlike(functools.partial(_row_like, ip)) for ip in ("192.0.2.1", "2001:db8::1"))
    append, octets, times = neighbors.append, bytes.fromhex, None
    for line in text.split("\n"):
        try:
            ip, dev, name, lladdr, mac, rest = line.split(None, 5)
            if dev != "dev" or lladdr != "lladdr" or mac == ZERO_MAC or len(mac) != 17:
                raise ValueError("a row that needs more care")
            if hexadecimal(octets(mac.replace(":", "")), ":") != mac:
                raise ValueError("not the canonical form")
            if has_times:
                times = _times(rest)
                rest = rest[times.end() :] if times else rest
            if ":" in ip:
                ip, row = canonical_ip(ip)[0], alike_ipv6[name, rest].copy()
            else:
                pack_ipv4(ip)
                row = alike[name, rest].copy()
        except NEEDS_CARE:
            read_other(line, _any_row, _is_no_decoration, neighbors, unparsed)
            continue
        row["ip"] = ip
        row["mac"] = mac
        row["flags"] = row["flags"][:]
        if times and row["state"] in _LEARNED:
            row["age_seconds"] = _confirmed(*times.groups())
        append(row)
    return Parsed(neighbors, unparsed)


def _row_like(ip, key):
    """Return the record of a row with this device and these words behind its MAC and times."""
    name, rest = key
    return _text_row(" ".join([ip, "dev", name, "lladdr 00:00:5e:00:53:01", rest]))


def _is_no_decoration(_line):
    return False


def _any_row(line):
    return _brief_row(line) or _text_row(line)


def _text_row(line):
    """Return the record of one line of text; ValueError or None for any other line."""
    # iproute2 6.1 leaves out the blank in "used 0/60/0probes 4".
    words = line[_LABELS.match(line).end() :].replace("probes ", " probes ").split()
    found, flags, states = _sort_words(words[1:])
    if not _is_whole(line, found, flags, states):
        return None
    ip, family, name = address_or_name(words[0], "ipv4", []) if "dev" in found else canonical_ip(words[0]) + ([],)
    confirmed = _age(found["used"]) if "used" in found else None
    state = _STATES[states[0]] if states else None
    row = _record(ip, family, found.get("dev"), found.get("lladdr"), state, flags, confirmed, found.get("proto"))
    row["flags"] += name
    return row


def _brief_row(line):
    match = _BRIEF_ROW(line)
    if match is None:
        return None
    address, interface, mac = match.groups()
    ip, family = canonical_ip(address)
    return neighbor(ip, family, mac=canonical_mac(mac) if mac else None, interface=interface)


def _is_whole(line, found, flags, states):
    """Tell whether a line is a row from its first word to its last.

    Where the kernel has a link-layer address it has a state, too, so a row that shows only the first is cut off. Rows
    end with a blank: a bare "192.0.2.1 dev eth0 " has the state NONE; the same without the blank is cut off.
    """
    known = set(flags).issubset(FLAGS)
    if states:
        return known or "dev" in found or "lladdr" in found
    if "lladdr" in found or not known:
        return False
    return "proxy" in flags or "used" in found or ("dev" in found and line.endswith(" "))


def _sort_words(words):
    """Sort the words after the address into named values, flags and states, which stand in no fixed order."""
    found, flags, states = {}, [], []
    remaining = iter(words)
    for word in remaining:
        if word in _WORDS_WITH_VALUE:
            found[word] = next(remaining, None)
            if found[word] is None or found[word] in _STATES:
                raise ValueError("%s has no value" % word)
        elif all(part in _STATES for part in word.split(",")):
            states.extend(word.split(","))
        elif _FLAG_WORD(word):
            flags.append(word)
        elif word != "NONE":
            raise ValueError("unknown word %r" % word)
    return found, flags, states


def _age(times):
    """Return the age of `used/confirmed/updated`, None when the entry was never confirmed."""
    match = _CACHE_TIMES(times)
    if match is None:
        raise ValueError("not cache times: %r" % times)
    return _confirmed(*match.groups())


def _confirmed(confirmed, updated):
    age = int(confirmed)
    return None if age == int(updated) + NEVER_CONFIRMED_SECONDS else age


def _record(ip, family, interface, lladdr, state, flags, confirmed, protocol):
    """Return the record of a row in any state, with any flags and any kind of link-layer address."""
    mac = None
    if lladdr is not None and _OCTETS(lladdr):
        mac = canonical_mac(lladdr)
    elif lladdr is not None:
        # A tunnel has the IP address of its far end for a link-layer address: nothing to resolve, and no MAC.
        flags = flags + ["lladdr " + canonical_ip(lladdr)[0]]
        state = "permanent" if state == "permanent" else "noarp"
    return neighbor(
        ip,
        family,
        mac=mac,
        interface=interface,
        # /proc/net/arp and arp(8) call the same entries permanent.
        state="permanent" if state is None and "proxy" in flags else state,
        origin=_origin(state, flags, protocol),
        is_router=None if family == "ipv4" else "router" in flags,
        age_seconds=confirmed if state in _LEARNED else None,
        flags=flags if state or "proxy" in flags else flags + [NO_STATE],
    )


def _origin(state, flags, protocol):
    # iproute2 before 4.18 prints "offload" for what later ones call extern_learn; with NOARP it is an EVPN route.
    if "extern_learn" in flags or ("offload" in flags and state == "noarp"):
        return "remote"
    if "proxy" in flags or state in (None, "noarp"):
        return "other"
    return "static" if state == "permanent" or protocol == "static" else "dynamic"

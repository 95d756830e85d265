# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`arp -a` and `netstat -p` of Solaris and illumos, both families.

    Device   IP Address               Mask      Flags      Phys Addr
    net0   192.0.2.1            255.255.255.255 o        00:00:5e:00:53:01

Sources: man 8 netstat and man 8 arp of illumos. Flags: S static, P published, M mapping of a multicast range,
U unresolved, A authoritative, L local, o old, y delayed, d duplicate. No ages. Without `-n` a name may stand in place
of the address: such a row has an `ip` of None and its name among the flags.
"""

import re

from .._neighbor import canonical_ip, canonical_mac, neighbor
from . import Parsed
from ._addresses import address_or_name
from ._json_texts import collector_paused
from ._rows import read_rows

_MAC = r"[0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{1,2}){5,}"
_WHOLE_MAC = r"[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5,}"
_IPV4_ROW = re.compile(
    r"^[ \t]*(?P<interface>\S+)[ \t]+(?P<ip>\S+)[ \t]+\d+\.\d+\.\d+\.\d+"
    r"(?:[ \t]+(?P<flags>[A-Za-z]+))??(?:[ \t]+(?P<hardware>%s))?[ \t]*\r?$" % _WHOLE_MAC,
    re.MULTILINE,
)
_IPV6_ROW = re.compile(
    r"^[ \t]*(?P<interface>\S+)[ \t]+(?:(?P<hardware>%s)[ \t]+)?(?P<type>other|dynamic|static|local)"
    r"[ \t]+(?P<state>[A-Z]+)[ \t]+(?P<ip>[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:[/%%]\S+)?)[ \t]*\r?$" % _MAC,
    re.MULTILINE,
)
# "arp host" ends with the link-layer address, or with words about it.
_SENTENCE = re.compile(
    r"^[ \t]*(?P<name>\S+) \((?P<ip>[^()\s]+)\) at (?P<hardware>%s|\(incomplete\))"
    r"(?P<words>(?:[ \t]+(?:permanent|published|trailers|\[\w+\]))*)[ \t]*\r?$" % _MAC,
    re.MULTILINE,
)
_DECORATION = re.compile(
    r"[ \t]*Net to Media Table(?:: IPv[46])?[ \t]*"
    r"|[ \t]*Device[ \t]+IP Address[ \t]+Mask[ \t]+Flags[ \t]+Phys Addr[ \t]*"
    r"|[ \t]*If[ \t]+Physical Address[ \t]+Type[ \t]+State[ \t]+Destination/Mask[ \t]*"
    r"|\S+ \(\S+\) -- no entry.*"
)
_RECOGNIZED = re.compile(
    r"^[ \t]*Net to Media Table"
    r"|^[ \t]*\S+[ \t]+\S+[ \t]+\d+\.\d+\.\d+\.\d+[ \t]+(?:[A-Z]*U[A-Z]*[ \t\r]*$|(?:[A-Za-z]+[ \t]+)?%s)"
    r"|\((?:\S+)\) (?:at (?:%s|\(incomplete\))|-- no entry)" % (_WHOLE_MAC, _MAC),
    re.MULTILINE,
)

_IPV6_STATES = {
    "INCOMPLETE": "incomplete",
    "REACHABLE": "reachable",
    "STALE": "stale",
    "DELAY": "delay",
    "PROBE": "probe",
    "UNREACHABLE": "failed",
    "UNKNOWN": None,
}


def recognizes(text):
    """Tell whether a text holds rows or the title of a Net to Media Table, or the answer of `arp host`."""
    return _RECOGNIZED.search(text) is not None


def parse(text):
    """Read what `arp -a`, `arp host`, `netstat -p` or `netstat -pn` printed."""
    kinds = ((_IPV4_ROW, _ipv4_record), (_IPV6_ROW, _ipv6_record), (_SENTENCE, _sentence_record))
    with collector_paused():
        return Parsed(*read_rows(text, kinds, _DECORATION.fullmatch))


def _ipv4_record(match):
    letters = match.group("flags") or ""
    hardware = match.group("hardware")
    if hardware is None and "U" not in letters:
        raise ValueError("cut off")
    ip, family, flags = address_or_name(match.group("ip"), "ipv4", list(letters))
    return neighbor(
        ip,
        family,
        mac=canonical_mac(hardware) if hardware else None,
        interface=match.group("interface"),
        state=_ipv4_state(letters),
        origin=_ipv4_origin(letters),
        flags=flags,
    )


def _ipv4_state(letters):
    if "U" in letters:
        return "incomplete"
    if "S" in letters:
        return "permanent"
    return "stale" if "o" in letters else None


def _ipv4_origin(letters):
    # The host's own addresses are static, published and authoritative, too.
    if "L" in letters:
        return "local"
    if "M" in letters or "P" in letters:
        return "other"
    return "static" if "S" in letters else "dynamic"


def _ipv6_record(match):
    hardware, kind = match.group("hardware"), match.group("type")
    if match.group("state") not in _IPV6_STATES:
        raise ValueError("not a state: %r" % (match.group("state"),))
    ip, family = canonical_ip(match.group("ip"))
    return neighbor(
        ip,
        family,
        mac=canonical_mac(hardware) if hardware else None,
        interface=match.group("interface"),
        state="permanent" if kind == "static" else _IPV6_STATES[match.group("state")],
        origin=kind,
    )


def _sentence_record(match):
    hardware = match.group("hardware")
    words = re.findall(r"[a-z]+", re.sub(r"\[\w+\]", "", match.group("words")))
    permanent = "permanent" in words
    return neighbor(
        canonical_ip(match.group("ip"))[0],
        "ipv4",
        mac=None if hardware[0] == "(" else canonical_mac(hardware),
        state="permanent" if permanent else None,
        origin="other" if "published" in words else "static" if permanent else "dynamic",
        flags=words,
    )

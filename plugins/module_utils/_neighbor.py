# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The neighbor record: one row of an ARP or IPv6 ND table, whatever platform it comes from.

The record is a plain dict with the keys of `FIELDS`, so that it passes through Ansible and JSON unchanged. States are
those of RFC 4861 section 7.3.2 and of the Linux kernel (man 8 ip-neighbour), origins those of RFC 8344. Nothing in this
file knows a platform or a text format. Standard library only, Python 3.6 and later.
"""

import functools
import re
from socket import AF_INET, AF_INET6, inet_ntop, inet_pton

FIELDS = (
    "ip",
    "mac",
    "interface",
    "physical_interface",
    "vlan",
    "vrf",
    "namespace",
    "family",
    "state",
    "origin",
    "is_router",
    "age_seconds",
    "expires_seconds",
    "flags",
)

STATES = ("incomplete", "reachable", "stale", "delay", "probe", "failed", "permanent", "noarp", "resolved")
ORIGINS = ("static", "dynamic", "local", "remote", "other")

# Nothing can be sent to a row in one of these states, even where a platform still prints a MAC.
UNRESOLVED_STATES = frozenset(["incomplete", "failed"])

_CANONICAL_MAC = re.compile(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}").fullmatch
_SEPARATED_OCTETS = re.compile(r"[0-9a-f]{1,2}(?:[:-][0-9a-f]{1,2})+").fullmatch
_QUARTETS = re.compile(r"[0-9a-f]{4}(?:[.:-][0-9a-f]{4})+").fullmatch
_BARE_DIGITS = re.compile(r"(?:[0-9a-f]{2}){6,20}|[0-9a-f]{6}[.:-][0-9a-f]{6}").fullmatch
# A member of an enumeration costs inet_pton more than the reading of the address.
_IPV4, _IPV6 = int(AF_INET), int(AF_INET6)
# Raises OSError or ValueError for whatever is no canonical IPv4 address: it refuses leading zeros and short forms.
pack_ipv4 = functools.partial(inet_pton, _IPV4)
ZERO_MAC = "00:00:00:00:00:00"


def neighbor(
    ip,
    family,
    mac=None,
    interface=None,
    state=None,
    origin="dynamic",
    physical_interface=None,
    vlan=None,
    vrf=None,
    namespace=None,
    is_router=None,
    age_seconds=None,
    expires_seconds=None,
    flags=(),
):
    """Build one record from values that are canonical already.

    A row without a MAC is unresolved, unless its state is one that needs none. Where a platform still prints the former
    MAC of a failed row it is kept: the state tells that it carries no traffic. A `state` of None means that the
    platform tells no more than whether there is a MAC.
    """
    if mac is None and state not in UNRESOLVED_STATES and state not in ("permanent", "noarp"):
        state = "incomplete"
    elif state is None:
        state = "resolved"
    return {
        "ip": ip,
        "mac": mac,
        "interface": interface,
        "physical_interface": physical_interface,
        "vlan": vlan,
        "vrf": vrf,
        "namespace": namespace,
        "family": family,
        "state": state,
        "origin": origin,
        "is_router": is_router,
        "age_seconds": age_seconds,
        "expires_seconds": expires_seconds,
        "flags": list(flags),
    }


def canonical_ip(text):
    """Return `(ip, family)` for an address as any platform prints it, without zone and prefix length.

    The text form is that of RFC 5952 (lower case, longest run of zeros compressed). Raises ValueError for anything that
    is no address.
    """
    try:
        if ":" not in text:
            pack_ipv4(text)
            return text, "ipv4"
        return inet_ntop(_IPV6, inet_pton(_IPV6, text)), "ipv6"
    except (OSError, ValueError):
        return _decorated_ip(text)


def _decorated_ip(text):
    bare = text.partition("%")[0].partition("/")[0].strip()
    family, name = (_IPV6, "ipv6") if ":" in bare else (_IPV4, "ipv4")
    try:
        return inet_ntop(family, inet_pton(family, bare)), name
    except (OSError, ValueError):
        raise ValueError("not an IP address: %r" % (text,))


def canonical_mac(text):
    """Return a link-layer address in lower-case colon form, or None for an all-zero one.

    Reads every form that platforms print: `00:00:5E:00:53:01`, `0-0-5e-0-53-1`, `0000.5e00.5301`, `0000-5e00-5301`,
    `00005e-005301` and bare digits. Addresses longer than 6 octets (IPoIB has 20) keep their length. Raises ValueError
    for other text.
    """
    if _CANONICAL_MAC(text):
        return text if text != ZERO_MAC else None
    lower = text.strip().lower()
    if _QUARTETS(lower) or _BARE_DIGITS(lower):
        digits = re.sub("[.:-]", "", lower)
        octets = [digits[i : i + 2] for i in range(0, len(digits), 2)]
    elif _SEPARATED_OCTETS(lower):
        octets = [octet.zfill(2) for octet in re.split("[:-]", lower)]
    else:
        raise ValueError("not a link-layer address: %r" % (text,))
    mac = ":".join(octets)
    return mac if mac.strip("0:") else None

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small checks that say which key of a topology is wrong.

A check takes C((value, where)), returns the value as the lab wants it, and raises TopologyError naming C(where).
"""

import ipaddress
import re


class TopologyError(ValueError):
    """A topology that cannot be built; the message names the key."""


def fail(where, problem):
    raise TopologyError(f"{where}: {problem}")


def _matching(pattern, what):
    matches = re.compile(pattern).fullmatch

    def check(value, where):
        if not isinstance(value, str) or not matches(value):
            fail(where, f"{value!r} is not {what}")
        return value

    return check


# Linux allows 15 characters (IFNAMSIZ); dots would be ambiguous in a sysctl's name.
interface_name = _matching(r"[A-Za-z][A-Za-z0-9_-]{0,14}", "an interface name (a letter, then up to 14 of A-Za-z0-9_-)")
host_name = _matching(r"[a-z][a-z0-9-]{0,30}", "a host name (a lower-case letter, then letters, digits and hyphens)")
lab_name = _matching(
    r"[a-z][a-z0-9-]{0,23}", "a lab name (a lower-case letter, then up to 23 letters, digits, hyphens)"
)
word = _matching(r"[A-Za-z_][A-Za-z0-9_]*", "a name of letters, digits and underscores")
finding_kind = _matching(
    r"[a-z_]+|rule:[A-Za-z0-9_.-]+", "a kind of finding, such as duplicate_ip, or rule:NAME for a rule of the policy"
)
mac = _matching(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}", "a MAC address in lower-case colon form (quote it in YAML)")
sysctl_key = _matching(
    r"net(?:\.(?:[A-Za-z0-9_-]+|\{interface\}))+", "a sysctl below net., such as net.ipv4.ip_forward"
)


def text(value, where):
    if not isinstance(value, str) or not value.strip():
        fail(where, "text is wanted")
    return value


def scalar(value, where):
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        fail(where, "a number or text is wanted")
    return str(value)


def one_of(known):
    def check_known(value, where):
        if value not in known:
            fail(where, f"{value!r} is none of {', '.join(sorted(known))}")
        return value

    return check_known


def boolean(value, where):
    if not isinstance(value, bool):
        fail(where, f"true or false is wanted, not {value!r}")
    return value


def number(value, where):
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        fail(where, f"a whole number is wanted, not {value!r}")
    return value


def anything(value, where):
    return value


def address(value, where):
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        return fail(where, f"{value!r} is not an IP address")


def scoped_address(value, where):
    """An address with C(%interface) behind it where it is link-local."""
    bare, percent, zone = str(value).partition("%")
    address(bare, where)
    if percent:
        interface_name(zone, where)
    return str(value)


def interface_address(value, where):
    try:
        if "/" in str(value):
            return ipaddress.ip_interface(value).with_prefixlen
    except ValueError:
        pass
    return fail(where, f"{value!r} is not an address with its prefix length, such as 192.0.2.10/24")


def destination(value, where):
    if value == "default":
        return value
    try:
        return str(ipaddress.ip_network(value))
    except ValueError:
        return fail(where, f"{value!r} is neither 'default' nor a network")


def list_of(check):
    def check_list(value, where):
        if not isinstance(value, list):
            fail(where, "a list is wanted")
        return [check(item, f"{where}[{index}]") for index, item in enumerate(value)]

    return check_list


def map_of(check_key, check_value):
    def check_map(value, where):
        if not isinstance(value, dict):
            fail(where, "a mapping is wanted")
        return {check_key(key, where): check_value(item, f"{where}.{key}") for key, item in value.items()}

    return check_map


def keys(required=(), **checks):
    """A mapping with these keys only; a key that is absent is left out of the result."""

    def check_keys(value, where):
        if not isinstance(value, dict):
            fail(where, "a mapping is wanted")
        for key in value:
            if key not in checks:
                fail(where, f"unknown key {key!r}; known: {', '.join(sorted(checks))}")
        for key in required:
            if key not in value:
                fail(where, f"the key {key!r} is missing")
        return {key: checks[key](item, f"{where}.{key}") for key, item in value.items()}

    return check_keys

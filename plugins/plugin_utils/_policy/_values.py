# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the single values of a policy. Each reader takes the value and its place, and names the place of a mistake.

Lists may be given as lists or as comma- or newline-separated text, since survey answers arrive as text.
"""

import ipaddress
import re
from collections.abc import Mapping

from ...module_utils._errors import ArpError
from ...module_utils._neighbor import canonical_ip, canonical_mac
from .._catalog import KINDS, RULE, SEVERITIES
from .._mac_addresses import octets

# Ethernet, EUI-64, InfiniBand.
_OCTETS = (6, 8, 20)

_RULE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}").fullmatch


class PolicyError(ArpError):
    """A policy that cannot be read; the text names the place, the mistake and what is allowed."""


def names(known):
    """The known words, for a message."""
    return ", ".join(known)


def mapping(raw, place):
    """A mapping; an empty one where nothing was given."""
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise PolicyError(f"{place}: a mapping is needed here, not {type(raw).__name__} {raw!r}")
    return raw


def require_keys(raw, place, known):
    """Refuse what is no mapping, and a key that is not known."""
    for key in mapping(raw, place):
        if key not in known:
            raise PolicyError(f"{place}: unknown key {str(key)!r}; known keys are {names(known)}")


def text(value, place):
    if not isinstance(value, (str, int)) or isinstance(value, bool) or str(value).strip() == "":
        raise PolicyError(f"{place}: a text is needed here, not {value!r}")
    return str(value)


def number(value, place):
    try:
        read = float("no number" if isinstance(value, bool) else value)
    except (OverflowError, TypeError, ValueError):
        raise PolicyError(f"{place}: a number is needed here, not {value!r}") from None
    if not 0 <= read < float("inf"):
        raise PolicyError(f"{place}: {value!r} is out of range; zero or more is needed")
    return read


def share(value, place):
    read = number(value, place)
    if read > 1:
        raise PolicyError(f"{place}: {value!r} is out of range; a share from 0 to 1 is needed, such as 0.8")
    return read


def severity(value, place):
    if value not in SEVERITIES:
        raise PolicyError(f"{place}: {value!r} is no severity; use one of {names(SEVERITIES)}")
    return str(value)


def kind(value, place):
    """A kind of finding, `rule` for all own rules or `rule:<name>` for one; whether that exists is checked later."""
    if isinstance(value, str) and (value in KINDS or value.startswith(f"{RULE}:")):
        return str(value)
    raise PolicyError(f"{place}: {value!r} is no kind of finding; use one of {names(KINDS)}, {RULE}:<name of a rule>")


def rule_name(value, place):
    name = text(value, place)
    if not _RULE_NAME(name):
        raise PolicyError(f"{place}: {value!r} is no name of a rule; use letters, digits and _.-, at most 64 of them")
    return name


def ip(value, place):
    try:
        return canonical_ip(str(value))[0]
    except ValueError:
        raise PolicyError(f"{place}: {value!r} is not an IP address") from None


def mac(value, place):
    """A MAC. Numbers are refused: YAML reads some unquoted addresses as such, and loses their zeros."""
    try:
        address = canonical_mac(value) if isinstance(value, str) else None
    except ValueError:
        address = None
    if address is None or octets(address) not in _OCTETS:
        raise PolicyError(f"{place}: {value!r} is not a MAC address; quote it in YAML, as in '02:00:00:00:00:01'")
    return address


def macs(value, place):
    addresses = frozenset(mac(item, f"{place}[{index}]") for index, item in enumerate(_items(value, place)))
    if not addresses:
        raise PolicyError(f"{place}: at least one MAC address is needed")
    return addresses


def prefix(value, place):
    try:
        return ipaddress.ip_network(str(value), strict=False)
    except ValueError:
        raise PolicyError(f"{place}: {value!r} is not a prefix such as 192.0.2.0/24") from None


def prefixes(value, place):
    networks = tuple(prefix(item, f"{place}[{index}]") for index, item in enumerate(_items(value, place)))
    if not networks:
        raise PolicyError(f"{place}: at least one prefix is needed")
    return networks


def oui(value, place):
    digits = re.sub("[:.-]", "", value.strip().lower()) if isinstance(value, str) else ""
    if not re.fullmatch("(?:[0-9a-f]{2}){1,5}", digits):
        raise PolicyError(f"{place}: {value!r} is not the start of a MAC address such as '00:50:56'; quote it in YAML")
    return ":".join(re.findall("..", digits))


def _items(value, place):
    if isinstance(value, Mapping):
        raise PolicyError(f"{place}: a list is needed here, not {value!r}")
    if isinstance(value, str):
        return [item for item in re.split(r"[,\s]+", value) if item]
    return list(value) if hasattr(value, "__iter__") else [value]

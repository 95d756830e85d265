# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policy of `neighbor_anomalies`: read once, checked strictly, every mistake named by its place.

The sections are tables of keys and readers. Lists may be given as lists or as comma- or newline-separated text, since
survey answers arrive as text.
"""

import ipaddress
import re
from collections.abc import Mapping
from typing import NamedTuple

from ..module_utils._errors import ArpError
from ..module_utils._neighbor import canonical_ip, canonical_mac
from ._catalog import KINDS, SEVERITIES


class PolicyError(ArpError):
    """A policy that cannot be read; the text names the place, the mistake and what is allowed."""


THRESHOLDS = {
    "gateway_stale_seconds": 3600.0,
    "table_pressure_warning": 0.8,
    "table_pressure_critical": 0.95,
    "proxy_arp_addresses": 4.0,
    "unresolved_share": 0.5,
    "unresolved_rows": 10.0,
    "forecast_days": 30.0,
    "flapping_days": 30.0,
    "new_activity_days": 180.0,
    "mac_moves": 3.0,
    "mac_learning_seconds": 300.0,
}


class VirtualAddress(NamedTuple):
    """An address that several MACs may answer for; `vrf` None means any."""

    ip: str
    vrf: str | None
    macs: frozenset


class ProxyArp(NamedTuple):
    """A MAC that answers on purpose for all addresses of some prefixes."""

    mac: str
    prefixes: tuple


class Policy(NamedTuple):
    """A policy as the detectors use it: canonical values, every section present."""

    virtual_addresses: dict
    proxy_arp: dict
    ignore: tuple
    segments: dict
    thresholds: dict
    severities: dict

    def allows(self, ip, mac, vrfs=frozenset()):
        """True when the policy declares that this MAC may answer for this address."""
        for entry in self.virtual_addresses.get(ip, ()):
            if mac in entry.macs and (entry.vrf is None or not vrfs or entry.vrf in vrfs):
                return True
        prefixes = self.proxy_arp.get(mac)
        return bool(prefixes) and any(ipaddress.ip_address(ip) in prefix for prefix in prefixes)

    def declared_macs(self):
        """Every MAC that may answer in several places, so that seeing it proves no common segment."""
        macs = set(self.proxy_arp)
        for entries in self.virtual_addresses.values():
            for entry in entries:
                macs |= entry.macs
        return macs


def read_policy(raw=None):
    """Return the Policy of a mapping as users write it. Raises PolicyError naming the place of a mistake."""
    raw = {} if raw is None else raw
    _require_keys(raw, "policy", _SECTIONS)
    sections = {name: reader(raw.get(name), f"policy.{name}") for name, reader in _SECTIONS.items()}
    return Policy(**sections)


def _virtual_addresses(raw, place):
    table = {}
    for entry in _entries(raw, place, {"ip": _ip, "vrf": _text, "macs": _macs}, required=("ip", "macs")):
        table.setdefault(entry["ip"], []).append(VirtualAddress(entry["ip"], entry["vrf"], entry["macs"]))
    return table


def _proxy_arp(raw, place):
    table = {}
    for entry in _entries(raw, place, {"mac": _mac, "prefixes": _prefixes}, required=("mac", "prefixes")):
        table[entry["mac"]] = table.get(entry["mac"], ()) + entry["prefixes"]
    return table


def _ignore(raw, place):
    keys = {
        "kind": _kind,
        "ip": _ip,
        "prefix": _prefix,
        "mac": _mac,
        "oui": _oui,
        "host": _text,
        "segment": _text,
    }
    entries = []
    for number, entry in enumerate(_entries(raw, place, keys)):
        given = {key: value for key, value in entry.items() if value is not None}
        if not given:
            raise PolicyError(f"{place}[{number}]: an empty entry would ignore everything; give one of {_names(keys)}")
        entries.append(given)
    return tuple(entries)


def _segments(raw, place):
    table = {}
    for host, value in _mapping(raw, place).items():
        if isinstance(value, Mapping):
            table[str(host)] = {str(name): _text(text, f"{place}.{host}.{name}") for name, text in value.items()}
        else:
            table[str(host)] = _text(value, f"{place}.{host}")
    return table


def _thresholds(raw, place):
    values = dict(THRESHOLDS)
    given = _mapping(raw, place)
    _require_keys(given, place, THRESHOLDS)
    for key, value in given.items():
        values[key] = _number(value, f"{place}.{key}")
    return values


def _severities(raw, place):
    given = _mapping(raw, place)
    _require_keys(given, place, KINDS)
    for kind, value in given.items():
        if value not in SEVERITIES:
            raise PolicyError(f"{place}.{kind}: {value!r} is no severity; use one of {_names(SEVERITIES)}")
    return {str(kind): str(value) for kind, value in given.items()}


_SECTIONS = {
    "virtual_addresses": _virtual_addresses,
    "proxy_arp": _proxy_arp,
    "ignore": _ignore,
    "segments": _segments,
    "thresholds": _thresholds,
    "severities": _severities,
}


def _names(known):
    return ", ".join(known)


def _mapping(raw, place):
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise PolicyError(f"{place}: a mapping is needed here, not {type(raw).__name__} {raw!r}")
    return raw


def _require_keys(raw, place, known):
    for key in _mapping(raw, place):
        if key not in known:
            raise PolicyError(f"{place}: unknown key {str(key)!r}; known keys are {_names(known)}")


def _entries(raw, place, readers, required=()):
    """Yield every mapping of a list with its values read; keys that were not given are None."""
    if raw is None:
        return
    if isinstance(raw, (str, Mapping)) or not hasattr(raw, "__iter__"):
        raise PolicyError(f"{place}: a list of mappings is needed here, not {type(raw).__name__} {raw!r}")
    for number, entry in enumerate(raw):
        here = f"{place}[{number}]"
        if not isinstance(entry, Mapping):
            raise PolicyError(f"{here}: a mapping with {_names(readers)} is needed here, not {entry!r}")
        _require_keys(entry, here, readers)
        for key in required:
            if entry.get(key) is None:
                raise PolicyError(f"{here}: {key} is missing")
        yield {
            key: None if entry.get(key) is None else reader(entry[key], f"{here}.{key}")
            for key, reader in readers.items()
        }


def _items(value):
    if isinstance(value, str):
        return [item for item in re.split(r"[,\s]+", value) if item]
    return list(value) if hasattr(value, "__iter__") else [value]


def _text(value, place):
    if not isinstance(value, (str, int)) or isinstance(value, bool) or str(value).strip() == "":
        raise PolicyError(f"{place}: a text is needed here, not {value!r}")
    return str(value)


def _number(value, place):
    try:
        number = float("no number" if isinstance(value, bool) else value)
    except (TypeError, ValueError):
        raise PolicyError(f"{place}: a number is needed here, not {value!r}") from None
    if not 0 <= number < float("inf"):
        raise PolicyError(f"{place}: {value!r} is out of range; zero or more is needed")
    return number


def _kind(value, place):
    if value not in KINDS:
        raise PolicyError(f"{place}: {value!r} is no kind of finding; use one of {_names(KINDS)}")
    return str(value)


def _ip(value, place):
    try:
        return canonical_ip(str(value))[0]
    except ValueError:
        raise PolicyError(f"{place}: {value!r} is not an IP address") from None


def _mac(value, place):
    try:
        mac = canonical_mac(str(value))
    except ValueError:
        mac = None
    if mac is None:
        raise PolicyError(f"{place}: {value!r} is not a MAC address; quote it in YAML, as in '02:00:00:00:00:01'")
    return mac


def _macs(value, place):
    macs = frozenset(_mac(item, f"{place}[{number}]") for number, item in enumerate(_items(value)))
    if not macs:
        raise PolicyError(f"{place}: at least one MAC address is needed")
    return macs


def _prefix(value, place):
    try:
        return ipaddress.ip_network(str(value), strict=False)
    except ValueError:
        raise PolicyError(f"{place}: {value!r} is not a prefix such as 192.0.2.0/24") from None


def _prefixes(value, place):
    prefixes = tuple(_prefix(item, f"{place}[{number}]") for number, item in enumerate(_items(value)))
    if not prefixes:
        raise PolicyError(f"{place}: at least one prefix is needed")
    return prefixes


def _oui(value, place):
    digits = re.sub("[:.-]", "", str(value).strip().lower())
    if not re.fullmatch("(?:[0-9a-f]{2}){1,5}", digits):
        raise PolicyError(f"{place}: {value!r} is not the start of a MAC address such as 00:50:56")
    return ":".join(re.findall("..", digits))

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a policy section by section: strictly, every mistake named by its place. The keys are those of `_spec`."""

from collections.abc import Mapping

from .._catalog import KINDS, RULE
from .._subnets import Subnets
from . import _values
from ._records import ClosedSegment, Expected, Policy, VirtualAddress
from ._rules import read_rule
from ._spec import ARGUMENT_SPEC, SHARES, THRESHOLDS
from ._values import PolicyError, mapping, names, require_keys

# A key means the same in every section.
_READERS = {
    "host": _values.text,
    "ip": _values.ip,
    "kind": _values.kind,
    "mac": _values.mac,
    "macs": _values.macs,
    "message": _values.text,
    "name": _values.rule_name,
    "oui": _values.oui,
    "prefix": _values.prefix,
    "prefixes": _values.prefixes,
    "query": _values.text,
    "segment": _values.text,
    "severity": _values.severity,
    "vrf": _values.text,
}


def read_policy(raw=None):
    """Return the Policy of a mapping as users write it. Raises PolicyError naming the place of a mistake."""
    raw = {} if raw is None else raw
    require_keys(raw, "policy", ARGUMENT_SPEC)
    policy = Policy(**{name: _SECTIONS[name](raw.get(name), f"policy.{name}") for name in ARGUMENT_SPEC})
    _require_rules(policy)
    return policy


def _virtual_addresses(raw, place):
    table = {}
    for _here, entry in _entries(raw, place):
        table.setdefault(entry["ip"], []).append(VirtualAddress(**entry))
    return table


def _proxy_arp(raw, place):
    table = {}
    for _here, entry in _entries(raw, place):
        table[entry["mac"]] = table.get(entry["mac"], ()) + entry["prefixes"]
    return table


def _expected(raw, place):
    table = {}
    for _here, entry in _entries(raw, place):
        table.setdefault(entry["ip"], []).append(Expected(**{**entry, "macs": entry["macs"] or frozenset()}))
    return table


def _closed_segments(raw, place):
    closed = []
    for _here, entry in _entries(raw, place):
        subnets = Subnets((entry["prefix"],)) if entry["prefix"] else None
        closed.append(ClosedSegment(entry["segment"], subnets, entry["macs"] or frozenset()))
    return tuple(closed)


def _segments(raw, place):
    table = {}
    for host, value in mapping(raw, place).items():
        if isinstance(value, Mapping):
            here = f"{place}.{host}"
            table[str(host)] = {str(name): _values.text(text, f"{here}.{name}") for name, text in value.items()}
        else:
            table[str(host)] = _values.text(value, f"{place}.{host}")
    return table


def _ignore(raw, place):
    return tuple(
        {key: value for key, value in entry.items() if value is not None} for _here, entry in _entries(raw, place)
    )


def _thresholds(raw, place):
    given = mapping(raw, place)
    require_keys(given, place, ARGUMENT_SPEC["thresholds"]["options"])
    readers = {key: _values.share if key in SHARES else _values.number for key in given}
    return {**THRESHOLDS, **{str(key): readers[key](value, f"{place}.{key}") for key, value in given.items()}}


def _severities(raw, place):
    given = mapping(raw, place)
    for kind in given:
        if kind not in KINDS and not str(kind).startswith(f"{RULE}:"):
            raise PolicyError(f"{place}: unknown key {str(kind)!r}; known keys are {names(KINDS)}")
    return {str(kind): _values.severity(value, f"{place}.{kind}") for kind, value in given.items()}


def _rules(raw, place):
    rules = {}
    for here, entry in _entries(raw, place):
        if entry["name"] in rules:
            raise PolicyError(f"{here}.name: {entry['name']!r} is the name of {rules[entry['name']].place} already")
        rules[entry["name"]] = read_rule(entry, here)
    return tuple(rules.values())


# In the order of the argument spec.
_SECTIONS = {
    "virtual_addresses": _virtual_addresses,
    "proxy_arp": _proxy_arp,
    "expected": _expected,
    "closed_segments": _closed_segments,
    "segments": _segments,
    "ignore": _ignore,
    "thresholds": _thresholds,
    "severities": _severities,
    "rules": _rules,
}


def _entries(raw, place):
    """Yield the place and the values of every mapping of a list; optional keys that were not given are None."""
    if raw is None:
        return
    if isinstance(raw, (str, Mapping)) or not hasattr(raw, "__iter__"):
        raise PolicyError(f"{place}: a list of mappings is needed here, not {type(raw).__name__} {raw!r}")
    spec = ARGUMENT_SPEC[place.rpartition(".")[2]]
    for index, entry in enumerate(raw):
        here = f"{place}[{index}]"
        if not isinstance(entry, Mapping):
            raise PolicyError(f"{here}: a mapping with {names(spec['options'])} is needed here, not {entry!r}")
        _require_shape(entry, here, spec)
        yield here, {key: _value(entry, key, option, here) for key, option in spec["options"].items()}


def _value(entry, key, option, place):
    value = entry.get(key)
    if value is None or (value == [] and not option.get("required")):
        return option.get("default")
    return _READERS[key](value, f"{place}.{key}")


def _require_shape(entry, place, spec):
    require_keys(entry, place, spec["options"])
    given = {key for key, value in entry.items() if value is not None}
    for key, option in spec["options"].items():
        if option.get("required") and key not in given:
            raise PolicyError(f"{place}: {key} is missing")
    for choices in spec.get("required_one_of", ()):
        if not given.intersection(choices):
            empty = "" if given else "an empty entry says nothing; "
            raise PolicyError(f"{place}: {empty}one of {names(choices)} is needed")
    for choices in spec.get("mutually_exclusive", ()):
        if len(given.intersection(choices)) > 1:
            raise PolicyError(f"{place}: {names(choices)} exclude each other; give one of them")


def _require_rules(policy):
    """Refuse what names an own rule that does not exist."""
    known = {f"{RULE}:{rule.name}" for rule in policy.rules} | set(KINDS)
    named = [(f"policy.ignore[{index}].kind", entry.get("kind")) for index, entry in enumerate(policy.ignore)]
    named += [("policy.severities", kind) for kind in policy.severities]
    for place, kind in named:
        if kind and kind not in known:
            rules = names(rule.name for rule in policy.rules) or "none"
            raise PolicyError(f"{place}: {kind!r} is no rule of this policy; its rules are {rules}")

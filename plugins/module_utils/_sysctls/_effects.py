# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What values amount to: what is in force on each interface and whose value decides, and which wishes would be vain.

`values` is a Tree, or an Ahead that shows the values as they will be. Pure but for reading; Python 3.6 and later.
"""

from typing import Any, List, NamedTuple, Tuple

from . import _tree
from ._parameters import FAMILIES, OWN, PARAMETERS, THRESHOLDS, deciding, effective
from ._settings import ALL, DEFAULT

_SILENT = 8  # arp_ignore: no answer for any address


class Vain(NamedTuple):
    """A wish that cannot take effect: for which scopes, what would be in force, whose value would decide, and why.

    `parameter` is (family, name).
    """

    scopes: List[str]
    parameter: Tuple[str, str]
    wanted: int
    effective: Any
    source: str
    reason: str


def report(values, parameters, interfaces, kernel):
    """Return what is stored for all and default, and per interface what is stored, what is in force and why."""
    return {
        ALL: _stored(values, [parameter for parameter in parameters if parameter.kind == "conf"], ALL),
        DEFAULT: _stored(values, parameters, DEFAULT),
        "interfaces": {name: _per_family(parameters, _interface(values, name, kernel)) for name in interfaces},
    }


def summary(told):
    """Return a report in lines, one for each value that is in force and what decides it, with its interfaces."""
    groups = {}
    for name, families in told["interfaces"].items():
        for family, parameters in families.items():
            for parameter, fact in parameters.items():
                groups.setdefault((family, parameter, fact["effective"], fact["source"]), []).append(name)
    return ["%s %s = %d, decided by %s: %s" % (group + (", ".join(names),)) for group, names in sorted(groups.items())]


def in_force(values, parameter, name, kernel):
    """Return `(stored, effective, source)` of a parameter on an interface, or None where it has none."""
    stored = values.value(_tree.of(parameter, name))
    if stored is None:
        return None
    rule = parameter.rule(kernel)
    everywhere = values.value(_tree.of(parameter, ALL)) if rule is not OWN else None
    everywhere = rule.neutral if everywhere is None else everywhere
    return stored, effective(rule, everywhere, stored), deciding(rule, everywhere, stored)


def vain(targets, values, kernel):
    """Return a Vain for each wish that would not be in force."""
    found = {}
    for key, value in targets.items():
        parameter = PARAMETERS[key.family, key.name]
        if key.scope == ALL:
            told = _vain_everywhere(parameter, value, kernel)
        else:
            told = _vain_here(parameter, value, values, kernel)
        if told:
            found.setdefault(((key.family, key.name), value) + told, []).append(key.scope)
    return [Vain(scopes, *fact) for fact, scopes in found.items()]


def disorder(targets, values):
    """Yield a sentence for each family whose garbage collection would not have rising thresholds."""
    for family in FAMILIES:
        keys = [_tree.Key(family, "neigh", DEFAULT, name) for name in THRESHOLDS]
        numbers = [values.value(key) for key in keys]
        if not set(keys).isdisjoint(targets) and None not in numbers and sorted(numbers) != numbers:
            yield (
                "%s: gc_thresh1 <= gc_thresh2 <= gc_thresh3 is broken: they would be %d, %d and %d; set all three"
                % ((family,) + tuple(numbers))
            )


def silenced(interfaces, before, after, kernel):
    """Return those of the interfaces that would stop to answer ARP requests."""
    parameter = PARAMETERS["ipv4", "arp_ignore"]

    def is_silent(values, name):
        found = in_force(values, parameter, name, kernel)
        return found is not None and found[1] == _SILENT

    return [name for name in interfaces if is_silent(after, name) and not is_silent(before, name)]


def _vain_everywhere(parameter, value, kernel):
    rule = parameter.rule(kernel)
    if rule.neutral is None:
        reason = "this kernel does not look at conf/all/%s; set it in interfaces" % parameter.name
        return None, "interface", reason
    acting = effective(rule, value, rule.neutral)
    return (acting, ALL, _acts_as(parameter, value, acting, kernel)) if acting != value else None


def _vain_here(parameter, value, values, kernel):
    rule = parameter.rule(kernel)
    if rule.neutral is None:
        return None
    acting = effective(rule, rule.neutral, value)
    if acting != value:
        return acting, "interface", _acts_as(parameter, value, acting, kernel)
    everywhere = values.value(_tree.of(parameter, ALL))
    everywhere = rule.neutral if everywhere is None else everywhere
    acting = effective(rule, everywhere, value)
    if acting == value:
        return None
    reason = "conf/all/%s is %d, and in force is %s; set all to %d and give each other interface its own value" % (
        parameter.name,
        everywhere,
        rule.name,
        rule.neutral,
    )
    return acting, deciding(rule, everywhere, value), reason


def _acts_as(parameter, value, acting, kernel):
    since = parameter.rules[0][0]
    return "%s=%d came with Linux %s; on %s it is stored and acts as %d" % (
        parameter.name,
        value,
        since,
        kernel,
        acting,
    )


def _stored(values, parameters, scope):
    return _per_family(parameters, lambda parameter: values.value(_tree.of(parameter, scope)))


def _interface(values, name, kernel):
    def facts(parameter):
        found = in_force(values, parameter, name, kernel)
        return dict(zip(("stored", "effective", "source"), found)) if found else None

    return facts


def _per_family(parameters, look):
    found = {family: {} for family in FAMILIES}
    for parameter in parameters:
        fact = look(parameter)
        if fact is not None:
            found[parameter.family][parameter.name] = fact
    return found

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings that a user writes, understood and checked: which parameter is to have which value in which scope.

    all: {arp_ignore: 1}
    default: {arp_ignore: 1, gc_thresh3: 8192, ipv6: {gc_thresh3: 4096}}
    interfaces: {eth0: {proxy_arp: 1}, "swp*": {base_reachable_time_ms: 60000}}

A name that both families have means both; what stands below `ipv4` or `ipv6` is for that one, and goes before. Pure;
standard library only, Python 3.6 and later.
"""

import re
from typing import NamedTuple

from .._errors import ArpError
from ._parameters import FAMILIES, PARAMETERS, Parameter, described, named

ALL, DEFAULT, INTERFACES = "all", "default", "interfaces"
SCOPES = (ALL, DEFAULT, INTERFACES)
_PATTERN = re.compile(r"[*?\[]")
# What the kernel lets no interface be called, and what a line of sysctl.d could not hold.
_IMPOSSIBLE = re.compile(r"[\s/:=]")


class Setting(NamedTuple):
    """One wish. `scope` is all, default or interfaces; `name` the interface or pattern, else the scope again."""

    scope: str
    name: str
    parameter: Parameter
    value: int

    @property
    def is_pattern(self):
        return self.scope == INTERFACES and is_pattern(self.name)


def is_pattern(name):
    """Tell a shell pattern of interfaces from the name of one."""
    return bool(_PATTERN.search(name))


def understand(settings):
    """Return the Settings of a user's dictionary, in its order. Raises ArpError naming all mistakes at once."""
    mistakes = []
    wishes = []
    for scope, content in settings.items():
        if scope not in SCOPES:
            mistakes.append("settings: unknown scope %r; known are %s" % (scope, ", ".join(SCOPES)))
            continue
        places = {scope: content} if scope != INTERFACES else content
        if not _is_mapping(places, scope, mistakes):
            continue
        for name, parameters in places.items():
            wishes.extend(_place(scope, str(name), parameters, mistakes))
    if mistakes:
        raise ArpError("; ".join(sorted(set(mistakes), key=mistakes.index)))  # a name may be both families'
    return wishes


def _place(scope, name, parameters, mistakes):
    where = scope if scope != INTERFACES else "interfaces.%s" % name
    if scope == INTERFACES and (_IMPOSSIBLE.search(name) or name in ("", ALL, DEFAULT)):
        mistakes.append("%s: %r is no name of an interface" % (where, name))
        return []
    if not _is_mapping(parameters, where, mistakes):
        return []
    wishes = {}
    for families, key, value in _flat(where, parameters, mistakes):
        for parameter in _known(where, key, families, scope, mistakes):
            number = _number(where, parameter, value, mistakes)
            if number is not None:
                wishes[parameter.family, key] = Setting(scope, name, parameter, number)
    return list(wishes.values())


def _flat(where, parameters, mistakes):
    """Yield (families, name, value): first what is for both families, then what is for one."""
    for key, value in parameters.items():
        if key not in FAMILIES:
            yield FAMILIES, str(key), value
    for family in FAMILIES:
        if family in parameters and _is_mapping(parameters[family], "%s.%s" % (where, family), mistakes):
            for key, value in parameters[family].items():
                yield (family,), str(key), value


def _known(where, name, families, scope, mistakes):
    """Return the parameters that are meant, or note why there are none."""
    found = named(name, families)
    reason = None
    if not found:
        also = " (%s has it)" % named(name)[0].family if named(name) else ""
        reason = "unknown parameter %r%s; known are %s" % (name, also, ", ".join(_names(families)))
    elif scope == ALL and found[0].kind == "neigh":
        reason = "%s has no value for all; set it in default and in interfaces" % name
    elif scope == INTERFACES and found[0].machine_wide:
        reason = "%s is one for the whole machine; set it in default" % name
    if reason:
        mistakes.append("%s: %s" % (where, reason))
        return []
    return found


def _names(families):
    return sorted({name for family, name in PARAMETERS if family in families})


def _number(where, parameter, value, mistakes):
    try:
        number = int(value) if isinstance(value, (bool, int)) else int(str(value).strip())
    except ValueError:
        number = None
    if number is None or number not in parameter.allowed:
        mistakes.append(
            "%s: %s takes %s, not %r" % (where, parameter.name, described(parameter.allowed), _plain(value))
        )
        return None
    return number


def _plain(value):
    """Numbers and texts as they are; a subclass of text may show itself differently."""
    return str(value) if not isinstance(value, (bool, int)) else value


def _is_mapping(value, where, mistakes):
    if not isinstance(value, dict):
        mistakes.append("%s: a dictionary is wanted, not %r" % (where, _plain(value)))
        return False
    return True

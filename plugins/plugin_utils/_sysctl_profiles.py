# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several sets of kernel parameters made into one: later ones win, exceptions take effect."""

import fnmatch

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._sysctls._parameters import OWN, effective
from ansible_collections.netops.arp.plugins.module_utils._sysctls._settings import (
    ALL,
    DEFAULT,
    INTERFACES,
    is_pattern,
    understand,
)

from ._faces import plain

_EVERY = "*"


def combine(profiles, exceptions=None):
    """Return the settings of `netops.arp.arp_sysctl` that several settings make together, the later ones winning.

    `exceptions` are per interface (or pattern) and come last. Where one is laxer than what the profiles give to `all`,
    the value of `all` moves to every interface and to the template, because an interface cannot be laxer than `all`.
    Raises ArpError for settings that cannot be understood, and for patterns that no one order can serve.
    """
    wishes = []
    for settings in [*profiles, {INTERFACES: exceptions or {}}]:
        if not isinstance(settings, dict):
            raise ArpError(f"settings are wanted, a dictionary of all, default and interfaces, not {settings!r}")
        wishes = _joined(wishes, understand(plain(settings)))
    lax = understand({INTERFACES: plain(exceptions or {})})
    return _written(_made_room(wishes, lax))


def _joined(wishes, later):
    """Leave out the earlier wishes that later ones make pointless, and append the later ones."""
    return [wish for wish in wishes if not any(_replaces(new, wish) for new in later)] + later


def _replaces(new, old):
    if _subject(new) != _subject(old) or new.scope != old.scope:
        return False
    return new.name in (old.name, _EVERY) or (not old.is_pattern and fnmatch.fnmatchcase(old.name, new.name))


def _subject(wish):
    return wish.parameter.family, wish.parameter.name


def _made_room(wishes, exceptions):
    """Move what is too strict for an exception from `all` to the interfaces one by one."""
    moved = [wish for wish in wishes if wish.scope == ALL and any(_forbids(wish, lax) for lax in exceptions)]
    subjects = {_subject(wish) for wish in moved}
    templates = {_subject(wish) for wish in wishes if wish.scope == DEFAULT}
    made = [wish._replace(value=wish.parameter.rules[0][1].neutral) for wish in moved]
    made += [wish._replace(scope=DEFAULT, name=DEFAULT) for wish in moved if _subject(wish) not in templates]
    made += [wish._replace(scope=INTERFACES, name=_EVERY) for wish in moved]
    return made + [wish for wish in wishes if not (wish.scope == ALL and _subject(wish) in subjects)]


def _forbids(wish, lax):
    """Tell whether a value of `all` keeps a value of an interface from taking effect. The newest rule counts."""
    rule = wish.parameter.rules[0][1]
    return _subject(wish) == _subject(lax) and rule is not OWN and effective(rule, wish.value, lax.value) != lax.value


def _written(wishes):
    """Return wishes as settings again."""
    settings = {ALL: {}, DEFAULT: {}, INTERFACES: {}}
    for name in _ordered([wish for wish in wishes if wish.scope == INTERFACES]):
        settings[INTERFACES][name] = {}
    for wish in wishes:
        scope = settings[INTERFACES][wish.name] if wish.scope == INTERFACES else settings[wish.scope]
        scope.setdefault(wish.parameter.family, {})[wish.parameter.name] = wish.value
    return settings


def _ordered(wishes):
    """Return names and patterns in an order in which, for each parameter, the later one stands behind the earlier."""
    before = {}
    latest = {}
    for wish in wishes:
        others = before.setdefault(wish.name, set())
        if wish.is_pattern:
            others.update(latest.get(_subject(wish), []))
            latest.setdefault(_subject(wish), []).append(wish.name)
    ordered = []
    while len(ordered) < len(before):
        ready = [name for name in before if name not in ordered and before[name] <= {*ordered, name}]
        if not ready:
            names = ", ".join(name for name in before if name not in ordered)
            raise ArpError(
                f"the patterns {names} stand in different orders for different parameters; name the interfaces instead"
            )
        ordered.append(ready[0])
    return ordered


def paths(settings):
    """Yield `(name or pattern, path below /proc/sys with {} for the interface, value)` of a mapping of interfaces."""
    for wish in understand({INTERFACES: plain(settings)}):
        parameter = wish.parameter
        yield wish.name, f"net/{parameter.family}/{parameter.kind}/{{}}/{parameter.name}", wish.value


__all__ = ["combine", "is_pattern", "paths"]

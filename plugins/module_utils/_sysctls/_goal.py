# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From settings to files: which of them are to hold what, which do not exist, and in which order they are written.

Nothing is written here. Standard library only, Python 3.6 and later.
"""

import fnmatch
from typing import Any, List, NamedTuple

from . import _tree
from ._parameters import FAMILIES
from ._settings import ALL, DEFAULT, INTERFACES


class Absent(NamedTuple):
    """A setting that has no file here, and why; `may_come` when that is only because the interface is not there."""

    setting: Any
    reason: str
    may_come: bool = False


class Write(NamedTuple):
    """One file that changes."""

    key: Any
    before: str
    after: str


def expand(wishes, tree, kernel):
    """Return `({key: value}, [Absent])`: patterns in their order, then names, which go before them."""
    targets, absent = {}, []
    for wish in [wish for wish in wishes if wish.is_pattern] + [wish for wish in wishes if not wish.is_pattern]:
        scopes = matching(wish, tree) if wish.is_pattern else [wish.name]
        keys = [_tree.of(wish.parameter, scope) for scope in scopes]
        there = [key for key in keys if tree.text(key) is not None]
        targets.update((key, wish.value) for key in there)
        # A pattern may match nothing; a parameter that no interface has is worth a word.
        if not there and (not wish.is_pattern or (keys and not _exists(wish.parameter, tree))):
            absent.append(_absent(wish, tree, kernel))
    return targets, absent


def writes(texts, tree):
    """Return the Writes that make the tree hold these texts, the strict values before the lax ones.

    So nothing is laxer in between than it was before or will be afterwards.
    """
    found = [Write(key, tree.text(key), text) for key, text in texts.items()]
    found = [write for write in found if write.before != write.after]
    return sorted(found, key=lambda write: (int(write.after) < int(write.before), _rank(write.key), write.key))


def pins(changes, tree):
    """Return the keys to be written anew with the value that they have, before any change.

    The kernel copies a template that is written to each interface whose own value was never written and that never had
    an address (devinet_copy_dflt_conf, neigh_copy_dflt_parms). The template is for interfaces to come, so those that
    are there are made to keep theirs.
    """
    written = {write.key for write in changes}
    templates = [key for key in written if key.scope == DEFAULT and (key.family, key.kind) != ("ipv6", "conf")]
    keys = [template._replace(scope=name) for template in sorted(templates) for name in tree.interfaces()]
    return [key for key in keys if key not in written and tree.text(key) is not None]


def _rank(key):
    return {DEFAULT: 0, ALL: 2}.get(key.scope, 1)


def matching(wish, tree):
    """Return the interfaces that a pattern means now."""
    return [name for name in tree.interfaces() if fnmatch.fnmatchcase(name, wish.name)]


def _exists(parameter, tree):
    scopes = [DEFAULT] + tree.interfaces()
    return any(tree.text(_tree.of(parameter, scope)) is not None for scope in scopes)


def _absent(wish, tree, kernel):
    parameter = wish.parameter
    path = _tree.of(parameter, wish.name).path
    is_unknown = wish.scope == INTERFACES and not wish.is_pattern and wish.name not in tree.interfaces()
    if is_unknown and (_exists(parameter, tree) or not tree.interfaces()):
        return Absent(wish, "%s: there is no interface %s" % (path, wish.name), may_come=True)
    if not tree.has("net/%s/%s" % (parameter.family, parameter.kind)):
        return Absent(wish, "%s: this host has no %s" % (path, dict(zip(FAMILIES, ("IPv4", "IPv6")))[parameter.family]))
    if _is_hidden_template(parameter, wish, tree):
        reason = "is there in the machine's main network namespace alone, not in a container; set it on the machine"
    elif not parameter.since.holds(kernel):
        reason = "came with Linux %s, and this is %s" % (parameter.since, kernel)
    else:
        reason = "does not exist on this kernel (%s)" % (kernel,)
    return Absent(wish, "%s %s" % (path, reason))


def _is_hidden_template(parameter, wish, tree):
    is_template = wish.scope == DEFAULT and parameter.kind == "neigh"
    return is_template and not tree.has("net/%s/neigh/default" % parameter.family)


def lines(wishes, absent) -> List[str]:
    """Return the settings as lines of sysctl.d, those of patterns as lines for the hook, without what cannot be."""
    never = {missing.setting for missing in absent if not missing.may_come}
    order = {ALL: 0, DEFAULT: 1, INTERFACES: 2}
    kept = sorted((wish for wish in wishes if wish not in never), key=lambda wish: (order[wish.scope], wish.is_pattern))
    return [
        "%s%s = %d" % ("#: " if wish.is_pattern else "", _tree.of(wish.parameter, wish.name).path, wish.value)
        for wish in kept
    ]

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernel's values as files below /proc/sys: their names, what they hold now, and what they will hold.

Paths are used as they are, so the name of an interface may hold dots. /proc/sys/net is that of the calling thread's
network namespace. Standard library only, Python 3.6 and later.
"""

import os
from typing import NamedTuple

from .._errors import ArpError
from ._settings import ALL, DEFAULT


class Gone(ArpError):
    """The file is not there any more: its interface went away."""


class Key(NamedTuple):
    """One value of the kernel: `scope` is all, default, or the name of an interface."""

    family: str
    kind: str
    scope: str
    name: str

    @property
    def path(self):
        """The form in which sysctl.d names it: dots are part of a name, slashes are not."""
        return "net/%s/%s/%s/%s" % self

    @property
    def is_interface(self):
        return self.scope not in (ALL, DEFAULT)


def key_of(path):
    """Return the Key of such a path."""
    _net, family, kind, scope, name = path.split("/")
    return Key(family, kind, scope, name)


def of(parameter, scope):
    """Return the Key of a parameter in a scope."""
    return Key(parameter.family, parameter.kind, scope, parameter.name)


class Tree:
    """The values as they are now. Each file is read once; `write` keeps what it finds afterwards."""

    def __init__(self, root="/proc/sys"):
        self._root = root
        self._texts = {}
        self._names = {}

    def text(self, key):
        """Return what the file holds, its line break included, or None where there is none."""
        if key not in self._texts:
            self._texts[key] = self._read(key)
        return self._texts[key]

    def text_now(self, key):
        """Return the same, read anew."""
        self._texts.pop(key, None)
        return self.text(key)

    def value(self, key):
        """Return the number, or None where there is no such file."""
        text = self.text(key)
        return None if text is None else int(text)

    def interfaces(self):
        """Return the names of the interfaces that have any parameter, sorted."""
        found = set()
        for family in ("ipv4", "ipv6"):
            for kind in ("conf", "neigh"):
                found.update(self._listed("net/%s/%s" % (family, kind)))
        return sorted(found - {ALL, DEFAULT})

    def has(self, path):
        """Tell whether a directory or file of this name is there."""
        return os.path.exists(os.path.join(self._root, path))

    def is_writable(self, key):
        return os.access(os.path.join(self._root, key.path), os.W_OK)

    def write(self, key, text):
        """Write one value, and make sure that the kernel keeps it. Raises Gone, or ArpError with the kernel's words."""
        path = os.path.join(self._root, key.path)
        try:
            with open(path, "w") as opened:
                opened.write(text)
        except FileNotFoundError:
            self._texts[key] = None
            raise Gone("%s is gone" % key.path)
        except OSError as error:
            raise ArpError("%s = %s: %s" % (key.path, text.strip(), error.strerror))
        self._texts[key] = kept = self._read(key)
        if kept is not None and kept.split() != text.split():
            raise ArpError(
                "%s = %s: was written, and the kernel made %s of it" % (key.path, text.strip(), kept.strip())
            )

    def forget(self):
        """Read everything anew from now on."""
        self._texts = {}
        self._names = {}

    def _listed(self, path):
        if path not in self._names:
            try:
                self._names[path] = os.listdir(os.path.join(self._root, path))
            except OSError:
                self._names[path] = []
        return self._names[path]

    def _read(self, key):
        try:
            with open(os.path.join(self._root, key.path)) as opened:
                return opened.read()
        except OSError:
            return None


class Ahead:
    """The values as they will be: those of a tree, but for some."""

    def __init__(self, tree, texts):
        self._tree = tree
        self._texts = texts

    def value(self, key):
        return int(self._texts[key]) if key in self._texts else self._tree.value(key)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML inside what a device printed: in any envelope, with and without namespaces, between prompts, cut off anywhere.

A tree builder gives up at the first fault and expands the entities that a text declares. A table has neither use for
entities nor may one fault cost all of its rows, so the tags are read one by one: nothing is declared, nothing expands,
and each entry that is whole is found. Names are those without their prefix; attributes are not read.
"""

import html
import re
from typing import NamedTuple

from ._lines import is_common_decoration, lines_of

_NAME = r"(?:[\w.-]+:)?([\w.-]+)"
_PREFIX = r"(?:[\w.-]+:)?"
# A leaf is one token, since nearly all of a table is leaves.
_TOKEN = re.compile(
    r"<{name}(?:\s[^<>]*)?(?<!/)>([^<]*)</{prefix}\1\s*>"
    r"|<{name}(?:\s[^<>]*?)?(/?)>|</{name}\s*>|<[?!](?!\[)[^<>]*>".format(name=_NAME, prefix=_PREFIX)
)
# NETCONF ends a message with a mark of its own (RFC 4742).
_TAGS_ONLY = re.compile(r"(?:\s*<[^<>]*>)*\s*(?:\]\]>\]\]>)?\s*")
# What an element outside of all entries must hold to be no mere count or name: an address, or the word of an error.
holds_address = re.compile(
    r"\d+\.\d+\.\d+\.\d|[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F]|(?:[0-9a-fA-F]{4}[.-]){2}[0-9a-fA-F]"
).search
_ERRORS = re.compile(r"error|message|output|^msg$|^line$")


class Entry(NamedTuple):
    """One element that holds a row: its leaves by name, those of the elements around it, and where its text stands.

    The value of an element that is no leaf is a dict of the same kind.
    """

    values: dict
    around: dict
    start: int
    end: int


class _Open(NamedTuple):
    name: str
    leaves: dict
    start: int


def holds(text, names):
    """Tell whether a text holds an element of one of these names."""
    return re.search(r"<%s(?:%s)[\s/>]" % (_PREFIX, "|".join(names)), text) is not None


def entries(text, names):
    """Return the whole elements of these names in their order, and the lines that belong to none and say something."""
    reader = _Reader(text, frozenset(names))
    done = 0
    for token in _TOKEN.finditer(text):
        if token.start() > done:
            reader.stray(done, token.start())
        reader.take(token)
        done = token.end()
    reader.stray(done, len(text))
    reader.close_entry(len(text))
    return reader.found, reader.rest


def lines_in(text, start, end):
    """Return the lines of a part of a text that say something, as printed."""
    return [
        line for line in lines_of(text[start:end]) if not (is_common_decoration(line) or _TAGS_ONLY.fullmatch(line))
    ]


class _Reader:
    """The elements that are open, and what was found so far. Entries do not nest: a new one ends one that is open."""

    def __init__(self, text, names):
        self.text, self.names = text, names
        self.stack = [_Open("", {}, 0)]
        self.inside = False
        self.found, self.rest, self.strays = [], [], []

    def take(self, token):
        """Read one token: a leaf, or a tag that opens or closes an element."""
        leaf, content, opened, empty, closed = token.groups()
        if leaf is not None:
            self.leaf(leaf, content, token)
        elif empty:
            self.stack[-1].leaves.setdefault(opened, "")
        elif opened is not None:
            self.open(opened, token.start())
        elif closed is not None:
            self.close(closed, token)

    def leaf(self, name, content, token):
        if name in self.names:
            self.open(name, token.start())
            self.stray(token.start(2), token.end(2))
            self.close(name, token)
            return
        value = html.unescape(content.strip()) if "&" in content else content.strip()
        self.stack[-1].leaves.setdefault(name, value)
        if not self.inside and value and (holds_address(value) or _ERRORS.search(name)):
            self.rest.extend(lines_in(self.text, token.start(), token.end()))

    def open(self, name, start):
        if name in self.names:
            self.close_entry(start)
            self.inside = True
        self.stack.append(_Open(name, {}, start))

    def close(self, name, token):
        if all(element.name != name for element in self.stack[1:]):
            return
        if self.inside and name not in self.names and not self.is_open_in_entry(name):
            self.close_entry(token.start())
        while self.stack[-1].name != name:
            self.stack.pop()
        element = self.stack.pop()
        if name in self.names:
            self.inside = False
            self.found.append(Entry(element.leaves, self.around(), element.start, token.end()))
            self.rest.extend(self.strays)
            self.strays = []
        elif self.inside:
            self.stack[-1].leaves.setdefault(name, element.leaves)

    def is_open_in_entry(self, name):
        for element in reversed(self.stack):
            if element.name == name:
                return True
            if element.name in self.names:
                return False
        return False

    def around(self):
        merged = {}
        for element in self.stack:
            merged.update(element.leaves)
        return merged

    def close_entry(self, end):
        """Give up an entry that is open and will never be whole: its lines are not understood."""
        if not self.inside:
            return
        while self.stack[-1].name not in self.names:
            self.stack.pop()
        self.rest.extend(lines_in(self.text, self.stack.pop().start, end))
        self.inside, self.strays = False, []

    def stray(self, start, end):
        """Keep what stands between elements: a prompt, a log line, the rest of a tag that is cut off."""
        lines = lines_in(self.text, start, end)
        (self.strays if self.inside else self.rest).extend(lines)

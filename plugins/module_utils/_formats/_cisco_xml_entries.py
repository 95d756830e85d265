# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML as Cisco IOS XR sends it, read entry by entry, whether the text is whole or not.

A parser of the standard library gives nothing for a text that is cut off. Here each entry that was closed is read, and
those left open are not understood. Names are compared in lower case without hyphens and prefixes: the XML agent says
`HardwareAddress` where the models of NETCONF say `hardware-address`.
"""

import collections
import re
from typing import Any, Dict, List, NamedTuple

from ._cisco_lines import is_cisco_decoration
from ._lines import lines_of
from ._xml_texts import holds_address

# Declarations, comments and elements; what stands between two of them is text.
_TOKEN = re.compile(
    r"<(?:\?[^>]*\?|!--.*?--|(?P<close>/)?(?:[\w.-]+:)?(?P<name>[A-Za-z_][\w.-]*)[^<>]*?(?P<empty>/)?)>",
    re.DOTALL,
)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))


def read_entries(text, names, record):
    """Return the records of all elements called one of `names`, and the lines that were not understood.

    `record(leaves, around)` returns the record of an entry, None for one that is none, or ValueError. `leaves` holds
    the texts in the entry by the names of their elements and, where one stands deeper, by the name of its parent, too
    (`parent/name`); `around` those of the elements around the entry that came before it.
    """
    reading = _Reading(text, frozenset(names), record)
    position = 0
    for token in _TOKEN.finditer(text):
        reading.text_between(position, token.start())
        position = token.end()
        if token.group("name"):
            reading.element(token)
    reading.text_between(position, len(text))
    return reading.done()


class _Element(NamedTuple):
    """An open element: its name, where it begins, the leaves in it, and whether another element stands in it."""

    name: str
    start: int
    leaves: Dict[str, str]
    children: List[Any]


class _Reading:
    """Follows the elements of one text, which need not be whole."""

    def __init__(self, text, names, record):
        self.source = text
        self.names = names
        self.record = record
        self.open = []
        self.depths = collections.Counter()
        self.done_until = 0
        self.found = []
        self.unparsed = []
        self.words = ""

    def text_between(self, start, end):
        self.words = self.source[start:end]
        if not self.open:
            self._keep(self.words)

    def element(self, token):
        if token.group("close"):
            self._close(_plain(token.group("name")), token.end())
        elif self.open:
            self.open[-1].children.append(True)
        if not token.group("close") and not token.group("empty"):
            self.open.append(_Element(_plain(token.group("name")), token.start(), {}, []))
            self.depths[self.open[-1].name] += 1

    def done(self):
        if self.open:
            self._drop(0, len(self.source))
        return self.found, self.unparsed

    def _close(self, name, end):
        if not self.depths[name]:
            # The beginning of an entry is damaged.
            if name in self.names:
                self._keep_from(self.done_until, end)
            return
        depth = len(self.open) - 1
        while self.open[depth].name != name:
            depth -= 1
        self._drop(depth + 1, end)
        element = self.open.pop()
        self.depths[name] -= 1
        if not element.children:
            if self.open:
                self.open[-1].leaves.setdefault(element.name, _unescaped(self.words.strip()))
            if holds_address(self.words) and not any(self.depths[entry] for entry in self.names):
                self._keep_from(element.start, end)
        elif name in self.names and element.leaves:
            self._read_entry(element, end)
        elif self.open:
            outer = self.open[-1].leaves
            for leaf, value in element.leaves.items():
                outer.setdefault(leaf, value)
                if "/" not in leaf:
                    outer.setdefault("%s/%s" % (name, leaf), value)

    def _drop(self, depth, end):
        """Leave the elements from `depth` on, which were never closed; entries among them are not understood."""
        self.depths.subtract(element.name for element in self.open[depth:])
        cut = [element for element in self.open[depth:] if element.name in self.names]
        del self.open[depth:]
        if cut:
            self._keep_from(cut[0].start, end)

    def _read_entry(self, element, end):
        around = {}
        for outer in self.open:
            around.update(outer.leaves)
        try:
            record = self.record(element.leaves, around)
        except ValueError:
            self._keep_from(element.start, end)
        else:
            self.done_until = end
            self.found.extend([record] if record else [])

    def _keep_from(self, start, end):
        """Keep an element as printed, with what indents it."""
        self.done_until = end
        begin = self.source.rfind("\n", 0, start) + 1
        self._keep(self.source[start if self.source[begin:start].strip() else begin : end])

    def _keep(self, text):
        self.unparsed.extend(line for line in lines_of(text) if not is_cisco_decoration(line))


def _plain(name):
    return name.replace("-", "").lower()


def _unescaped(text):
    return _ENTITY.sub(lambda match: _ENTITIES[match.group()], text)

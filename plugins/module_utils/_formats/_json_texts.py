# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON inside what a device printed: after a prompt, before another one, several documents one after the other."""

import contextlib
import gc
import json
import re

from ._lines import is_common_decoration, lines_of

_START = re.compile(r"^[ \t]*(?=[\[{])", re.MULTILINE)
_END_OF_LINE = re.compile(r"[ \t\r]*(?:\n|\Z)")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?|[\[\]{}]')
_CLOSERS = {"[": "]", "{": "}"}


@contextlib.contextmanager
def collector_paused():
    """Hold back the garbage collector, which would search a large table for cycles again and again and find none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            _count_as_old()
            gc.enable()


def _count_as_old():
    """Let what was made count as old, so that the collector does not search all of it as soon as it is back.

    To freeze and to thaw moves objects from the youngest generation to the oldest without a look at them. Where
    somebody keeps objects frozen, as before a fork, they stay so.
    """
    if hasattr(gc, "freeze") and not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


def documents(text):
    """Return the documents of a text in their order, and the lines around them that say something.

    A document begins and ends a line. Where one breaks off the rows before are kept, and the lines behind the last
    of them returned: of those no value can be trusted to stand where it seems to stand. The cost grows with the text.
    """
    found, rest, done = [], [], 0
    decode = json.JSONDecoder().raw_decode
    start = _START.search(text)
    while start:
        try:
            value, end = decode(text, start.end())
            line_end = _END_OF_LINE.match(text, end)
        except ValueError as error:
            value, line_end, end = None, None, getattr(error, "pos", start.end())
        except RecursionError:
            break
        whole = (value, line_end.end()) if line_end else _whole_rows(text, start.end(), end)
        if whole:
            rest.extend(lines_of(text[done : start.start()]))
            found.append(whole[0])
            done = whole[1]
        start = _START.search(text, done if line_end else max(end, start.end() + 1))
    rest.extend(lines_of(text[done:]))
    return found, [line for line in rest if not is_common_decoration(line)]


def _whole_rows(text, start, end):
    """Return what is whole of a document that breaks off at `end`, up to its last row, and where that row ends.

    A row is an object of several members in a list. None where there is none.
    """
    open_parts, last = [], None
    for token in _TOKEN.finditer(text, start, end):
        mark = token.group()
        if token.group(1) and open_parts:
            open_parts[-1][1] += 1
        elif mark in _CLOSERS:
            open_parts.append([_CLOSERS[mark], 0])
        elif mark in ("]", "}"):
            closer, members = open_parts.pop() if open_parts else (None, 0)
            if closer != mark or not open_parts:
                break
            if members > 1 and open_parts[-1][0] == "]":
                last = token.end(), "".join(closer for closer, _members in reversed(open_parts))
    try:
        return (json.loads(text[start : last[0]] + last[1]), last[0]) if last else None
    except (ValueError, RecursionError):
        return None


def one_line(value):
    """Return a value that was not understood as a line of JSON."""
    try:
        return json.dumps(value)
    except RecursionError:
        # What an older Python can just read it may not be able to write.
        return "JSON that is nested too deeply: %s" % str(type(value).__name__)


def nodes(document, context, leaves=()):
    """Yield each object of a document with what is said of it, from the outside inwards, in their order.

    `context(node, key, outer)` returns what holds for an object and all inside it, given the key under which it stands
    and what holds around it; both are None for the document itself, and a list passes on those of its own. What stands
    under one of the keys in `leaves` is not looked into.
    """
    waiting = [(document, None, None)]
    while waiting:
        node, key, outer = waiting.pop()
        if isinstance(node, dict):
            outer = context(node, key, outer)
            yield node, outer
            members = [
                (member, name, outer)
                for name, member in node.items()
                if isinstance(member, (dict, list)) and name not in leaves
            ]
        else:
            members = [(member, key, outer) for member in node if isinstance(member, (dict, list))]
        waiting.extend(reversed(members))

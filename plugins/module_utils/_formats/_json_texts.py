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


@contextlib.contextmanager
def collector_paused():
    """Hold back the garbage collector, which would search a large table for cycles again and again and find none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def documents(text):
    """Return the documents of a text in their order, and the lines around them that say something.

    A document begins and ends a line. Where one is damaged all of its lines are returned, for none of its values can be
    trusted to stand where it seems to stand. The cost grows with the text only: nothing is decoded twice.
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
        if line_end:
            rest.extend(lines_of(text[done : start.start()]))
            found.append(value)
            done = line_end.end()
        start = _START.search(text, line_end.end() if line_end else max(end, start.end() + 1))
    rest.extend(lines_of(text[done:]))
    return found, [line for line in rest if not is_common_decoration(line)]


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

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Command lines as their makers take them: words that may be shortened while they stay unambiguous."""


class RefusedError(Exception):
    """The device does not take a command; the message is what it prints."""


class Ambiguous(Exception):
    """Shortened so much that it may be one of several commands."""


def find(table, words):
    """Return C((function, arguments)) for the words of a command, or None where the table has no such command.

    The keys of C(table) are commands: fixed words, which may be shortened, C(<name>) for one word of the user's, and
    C(<name...>) for all that follow. Raises Ambiguous.
    """
    found = []
    for pattern, function in table.items():
        arguments = _match(pattern.split(), words)
        if arguments is not None:
            found.append((_exactness(pattern.split(), words), pattern, function, arguments))
    if not found:
        return None
    best = max(exactness for exactness, *_rest in found)
    chosen = [entry for entry in found if entry[0] == best]
    if len(chosen) > 1:
        raise Ambiguous(" ".join(words))
    return chosen[0][2:]


def _match(pattern, words):
    """Return the words that stand where a pattern has a C(<name>), or None where the words are another command."""
    arguments = []
    for index, wanted in enumerate(pattern):
        if wanted.endswith("...>"):
            return arguments + [" ".join(words[index:])] if words[index:] else None
        if index >= len(words):
            return None
        if wanted.startswith("<"):
            arguments.append(words[index])
        elif not wanted.startswith(words[index].lower()):
            return None
    return arguments if len(words) == len(pattern) else None


def _exactness(pattern, words):
    """A word that is spelled out wins over a shortened one, and that over any word."""
    return [(word == wanted) * 2 + (not wanted.startswith("<")) for wanted, word in zip(pattern, words, strict=False)]

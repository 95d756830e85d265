# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One login on a device: the prompt, reading lines, modes, pipes."""

import sys

from . import commands
from .commands import Ambiguous, RefusedError

GOODBYE = object()  # what a command returns that ends the session


class Device:
    """What the devices of all makers have in common. Each maker's file fills in the rest.

    C(modes) maps a mode to its table of commands. A command is a function of the device and the user's words; one whose
    answer has several forms is a dict of such functions by form. C(forms) maps what may stand behind a pipe to a form.
    """

    modes = {}
    forms = {}

    def __init__(self, hostname):
        self.hostname = hostname
        self.mode = "exec"
        self.interface = None  # the one that is being configured, by the kernel's name
        self.candidate = []  # C((line, function of nothing)) for what is entered and not committed

    def prompt(self):
        raise NotImplementedError

    def refusal(self, line):
        """Return what the maker's devices print for a command that they do not know."""
        raise NotImplementedError

    def ambiguity(self, line):
        return self.refusal(line)

    def answer(self, line):
        """Return the text that the device prints for one line, or GOODBYE."""
        try:
            said = self.run(line)
        except RefusedError as error:
            return _whole_lines(str(error))
        return said if said is GOODBYE else _whole_lines(said or "")

    def run(self, line):
        """Do one command and return its answer. Raises RefusedError with the maker's words."""
        command, _pipe, behind = (part.strip() for part in line.partition("|"))
        if not command:
            return ""
        form = self._form(behind, line)
        try:
            found = commands.find(self.modes[self.mode], command.split())
        except Ambiguous as error:
            raise RefusedError(self.ambiguity(line)) from error
        function, arguments = found or (None, [])
        if isinstance(function, dict):
            function = function.get(form)
        elif form != "text":
            function = None
        if function is None:
            raise RefusedError(self.refusal(line))
        try:
            return function(self, *arguments)
        except (OSError, ValueError) as error:
            raise RefusedError(self.refusal(line)) from error

    def _form(self, behind, line):
        form = self.forms.get(" ".join(behind.split()))
        if form is None:
            raise RefusedError(self.refusal(line))
        return form


def converse(device, source=sys.stdin, target=sys.stdout):
    """Talk until the user goes. The pseudo-terminal echoes, and ends lines as terminals want it."""

    def say(text):
        target.write(text)
        target.flush()

    say("\n" + device.prompt())
    for line in iter(source.readline, ""):
        said = device.answer(line)
        if said is GOODBYE:
            break
        say(said + device.prompt())


def later(words, function):
    """Return a command that notes a change, for C(commit): C(words) is what it reads like, with the user's words in."""

    def note(device, *arguments):
        device.candidate.append((words.format(*arguments), lambda: function(device, *arguments)))
        return ""

    return note


def commit(device, *_words):
    """Do what was noted, in its order. Returns nothing to say."""
    changes, device.candidate = device.candidate, []
    for _line, change in changes:
        change()
    return ""


def discard(device, *_words):
    device.candidate.clear()
    return ""


def compared(device, *_words):
    """What was noted, one line each."""
    return "\n".join(f"+ {line}" for line, _change in device.candidate)


def as_exec(device, line):
    """Do a command of the exec mode from within the configuration: C(do), C(run)."""
    mode, device.mode = device.mode, "exec"
    try:
        return device.run(line)
    finally:
        device.mode = mode


def _whole_lines(text):
    return text if not text or text.endswith("\n") else text + "\n"


def silent(*_words):
    """A command that is taken and prints nothing: terminal settings."""
    return ""


def leave(*_words):
    return GOODBYE


def to_mode(name):
    """Return a command that changes the mode."""

    def change(device, *_words):
        device.mode = name
        return ""

    return change


def number(interface):
    """Return the number at the end of one of the kernel's names of interfaces: 0 for eth0."""
    return int("".join(character for character in interface if character.isdigit()) or 0)


def known_interface(names, wanted):
    """Return the kernel's name of the interface that the user calls C(wanted); names maps the kernel's to the maker's.

    Makers let the type be shortened: Gi0/0, Ethernet1/1, et1. Raises ValueError.
    """
    for kernel, full in names.items():
        kind, place = _split(full)
        given_kind, given_place = _split(wanted)
        if given_place == place and given_kind and kind.lower().startswith(given_kind.lower()):
            return kernel
    raise ValueError(f"no interface {wanted!r}")


def _split(name):
    kind = name.rstrip("0123456789/.:")
    return kind, name[len(kind) :]

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Network devices: the engine that asks one over a connection of Ansible and puts the facts together.

What a platform is asked, and who reads its answers, is data in a file of its own (`_cisco_ios.py` and so on);
`_network_platforms.py` names them all. A command that a device refuses is noted and stepped over. Standard library
only; nothing here knows Ansible but for the methods that its connections offer.
"""

import ast
import json
import re
from typing import Any, Callable, Dict, NamedTuple, Optional

from .._errors import ArpError, SourceError
from .._formats._lines import is_common_decoration
from ._common import counts, entries_alone, now, read_tables, refuse_namespaces, wanted

FAMILIES = ("ipv4", "ipv6")

# What stands first where a device answers with an error that its terminal plugin lets through.
_REFUSAL = re.compile(
    r"\s*(?:\^\s+)?(?:%|ERROR:|[Ee]rror:|[Ss]yntax error|[Uu]nknown command|[Ii]nvalid (?:command|input)"
    r"|bad command name|expected end of command|(?:\S+: )?command not found|no such (?:command|item))[^\n]*"
)
# A name that may stand in a command: neither a blank nor anything that a command line gives a meaning.
_VRF_NAME = re.compile(r"[^\s|;&<>?\"'\\`$]+").fullmatch
_PIPED_JSON = re.compile(r"\s*\|\s*json\s*$")


class Question(NamedTuple):
    """One table: `everywhere` for all VRFs at once; else `main` for the default VRF and `within` for each other.

    Each is a tuple of commands for the same, best first: the first one that the device takes is the answer. In
    `within` stands `{vrf}`. `everywhere` may leave the VRF of its rows to `Platform.places`.
    """

    everywhere: Any = ()
    main: Any = ()
    within: Any = ()


class Reader(NamedTuple):
    """Commands, best first, and the function that reads the text that one of them prints."""

    commands: Any
    read: Callable[[str], Any]


class Platform(NamedTuple):
    """What a platform is asked over one kind of connection.

    `formats` are the modules of `_formats/` that may read its tables, in the order in which they are tried. `vrfs`
    reads a list of names, `places` a dict `{interface: VRF}`, `interfaces` and `gateways` what the facts hold under
    these names, `addresses` a dict `{interface: addresses}` where `interfaces` does not tell all of them; None where
    the platform is not asked. `vrf` is the VRF of rows of which nothing tells it.
    """

    name: str
    tables: Dict[str, Question]
    formats: Any
    vrfs: Optional[Reader] = None
    places: Optional[Reader] = None
    interfaces: Optional[Reader] = None
    gateways: Optional[Reader] = None
    vrf: Optional[str] = None
    addresses: Optional[Reader] = None


class Answer(NamedTuple):
    """What a device printed, and which command it took."""

    command: str
    text: str


class Device:
    """A device behind `ask(command)`, which returns its text or raises SourceError; `source` lists what was asked."""

    def __init__(self, ask):
        self._ask = ask
        self.source = []

    def answer(self, commands):
        """Return the `Answer` to the first command that the device takes, None where it refuses all of them."""
        for command in commands:
            try:
                text = self._ask(command)
                words = refusal(text)
                if words:
                    raise SourceError(words)
            except SourceError as error:
                self.note(command, "refused: %s" % reason(str(error), command))
                continue
            self.note(command, "read")
            return Answer(command, text)
        return None

    def read(self, reader, default):
        """Return what a `Reader` makes of the answer; `default` where there is no reader, or no answer."""
        answer = self.answer(reader.commands) if reader else None
        if answer is None:
            return default
        try:
            return reader.read(answer.text)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            self.source[-1]["outcome"] = "read, but not understood: %s: %s" % (type(error).__name__, error)
            return default

    def note(self, command, outcome):
        """Add to the list of what was asked."""
        self.source.append({"command": command, "outcome": outcome})


def gather(ask, platform, options, commands=()):
    """Return the facts of a device as a dict, with the keys that `_linux.gather` returns.

    `commands` are asked in place of the platform's own, and nothing else then. Raises SourceError when the device
    takes no command at all that prints a table, ArpError for a name that cannot be a VRF's or a namespace's.
    """
    refuse_namespaces(options, platform.name)
    device = Device(ask)
    texts = _named_texts(device, commands) if commands else _texts(device, platform, options)
    if not texts:
        raise SourceError("The device refused every command: %s" % refusals(device.source))
    neighbors, unparsed = _rows(texts, platform.formats)
    interfaces, gateways = ([], []) if commands else _surroundings(neighbors, device, platform)
    is_wanted = wanted(options)
    chosen = [row for row in neighbors if is_wanted(row)]
    return {
        "platform": platform.name,
        "collected_at": now(),
        "source": device.source,
        "neighbors": chosen,
        "counts": counts(chosen),
        "interfaces": interfaces,
        "gateways": gateways,
        "capacity": entries_alone(neighbors),
        "settings": {},
        "unparsed": unparsed,
    }


def refusal(text):
    """Return the words of an error that a device answered with, None where it took the command."""
    found = _REFUSAL.match(text)
    return found.group() if found else None


def reason(text, command):
    """Return the words with which a device refused a command, on one line.

    network_cli hands over all that came from the terminal, as Python writes bytes: the echo of the command, a line that
    points at the mistake, the words, and the next prompt.
    """
    if text[:2] in ("b'", 'b"'):
        try:
            text = ast.literal_eval(text).decode("utf-8", "replace")
        except (SyntaxError, ValueError):
            pass
    lines = [line.strip() for line in text.splitlines()]
    said = [line for line in lines if line not in ("", "^", command) and not is_common_decoration(line)]
    return " ".join(" ".join(said).split()) or "no reason given"


def refusals(source):
    """Return what was asked and why it was refused, as one text for a message."""
    return "; ".join("%s (%s)" % (entry["command"], entry["outcome"]) for entry in source)


def _named_texts(device, commands):
    answers = [device.answer([command]) for command in commands]
    return [(answer.text, None) for answer in answers if answer]


def _texts(device, platform, options):
    """Return `(text, VRF or None)` for each table that the device printed."""
    texts = []
    names = None
    for family in FAMILIES:
        question = platform.tables.get(family)
        if question is None or (options.families and family not in options.families):
            continue
        answer = device.answer(question.everywhere)
        if answer:
            texts.append((answer.text, None))
            continue
        if names is None:
            names = _vrf_names(device, platform, options) if question.within else []
        texts.extend(_texts_by_vrf(device, question, names, options))
    return texts


def _texts_by_vrf(device, question, names, options):
    texts = []
    if not options.vrf or "default" in options.vrf:
        answer = device.answer(question.main)
        if answer:
            texts.append((answer.text, "default"))
    for name in names if question.within else ():
        answer = device.answer([command.format(vrf=name) for command in question.within])
        if answer:
            texts.append((answer.text, name))
    return texts


def _vrf_names(device, platform, options):
    """Return the VRFs to ask for beside the default one: those that are asked for, otherwise all that there are."""
    names = options.vrf or device.read(platform.vrfs, [])
    for name in names:
        if not _VRF_NAME(name):
            raise ArpError("not the name of a VRF: %r" % (name,))
    return [name for name in names if name != "default"]


def _rows(texts, formats):
    neighbors, unparsed = [], []
    for text, vrf in texts:
        parsed = read_tables(text, formats)
        for row in parsed[0]:
            if row["vrf"] is None:
                row["vrf"] = vrf
        neighbors.extend(parsed[0])
        unparsed.extend(parsed[1])
    return neighbors, unparsed


def _surroundings(neighbors, device, platform):
    """Return `(interfaces, gateways)` of the device, and fill in what one of the tables tells and another does not."""
    unknown = [row for row in neighbors if row["vrf"] is None]
    places = device.read(platform.places, None) if unknown else None
    for row in unknown:
        row["vrf"] = platform.vrf if places is None else places.get(row["interface"], "default")
    interfaces = device.read(platform.interfaces, [])
    addresses = device.read(platform.addresses, {}) if interfaces else {}
    known = dict(places or {}, **{row["interface"]: row["vrf"] for row in neighbors if row["interface"]})
    for one in interfaces:
        one["vrf"] = one["vrf"] or known.get(one["name"], platform.vrf)
        one["addresses"] += [more for more in addresses.get(one["name"], ()) if more not in one["addresses"]]
    gateways = device.read(platform.gateways, [])
    behind = {(row["ip"], row["vrf"]): row["interface"] for row in neighbors}
    for one in gateways:
        one["interface"] = one["interface"] or behind.get((one["ip"], one["vrf"]))
    return interfaces, gateways


def asker(connection, api, errors):
    """Return the function that asks a device over a connection of Ansible.

    `api` is the `network_api` of the connection's capabilities: `cliconf` for network_cli, `eapi` and `nxapi` for
    httpapi, `netconf`. `errors` are the classes of what the connection raises, which becomes SourceError.
    """
    send = _SENDERS[api]

    def ask(command):
        try:
            return text_of(send(connection, command))
        except errors as error:
            raise SourceError(str(error))

    return ask


def text_of(answer):
    """Return what a connection answered as text; structured answers as JSON."""
    if isinstance(answer, bytes):
        return answer.decode("utf-8", "replace")
    return answer if isinstance(answer, str) else json.dumps(answer)


def _send_http(connection, command):
    """An API takes the form of the answer apart from the command, which a command line takes behind a pipe."""
    bare = _PIPED_JSON.sub("", command)
    return connection.send_request(bare, output="text" if bare == command else "json")


_SENDERS = {
    "cliconf": lambda connection, command: connection.get(command),
    "eapi": _send_http,
    "nxapi": _send_http,
    "netconf": lambda connection, request: connection.dispatch(request),
}

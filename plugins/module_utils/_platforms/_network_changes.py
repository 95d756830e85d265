# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Network devices: the engine that pins, unpins and flushes by the lines that a platform's file holds.

Everything that is put into a line has been held against a pattern before: addresses and MACs are canonical, names are
plain (`_changes.is_plain_name`). Standard library only; nothing here knows Ansible.
"""

import time
from typing import Any, Callable, Dict, NamedTuple, Optional

from .._errors import ArpError, SourceError
from . import _network
from ._changes import Backend, Drops, is_plain_name
from ._common import Options
from ._network import reason, refusal

_STATIC_ORIGINS = frozenset(["static", "local"])


class Lines(NamedTuple):
    """Lines of the configuration that make and take away one static entry.

    In them stand `{ip}`, `{mac}`, `{interface}`, `{in_vrf}` (`vrf blue ` with the blank, nothing in the default VRF),
    and whatever the platform's `fields` add.
    """

    pin: Any
    unpin: Any


class Flush(NamedTuple):
    """Commands that flush one address, one interface, everything: each a tuple of spellings, best first.

    Beside the words of `Lines` they know `{vrf}`. A form that a platform does not have is empty.
    """

    address: Any = ()
    interface: Any = ()
    whole: Any = ()


class Command(NamedTuple):
    """A command, and what to answer where the device asks something (`prompt` is a pattern)."""

    text: str
    prompt: Optional[str] = None
    answer: Optional[str] = None


class Changes(NamedTuple):
    """What a platform takes over its command line.

    `static` and `flush` are by family; `older` is a pair of a test of the release and the `static` lines that go with
    it. `fields(entry, facts)` returns further words for the lines. `mac` writes a MAC as the platform does. `candidate`
    tells whether lines are gathered and then committed; `save` is what makes them last where a commit does not.
    `configured` is, for a family whose table does not tell static entries from others, how the configuration is asked
    for them: a `Reader` that makes `{(interface, address)}` of its lines. `ping` has, by family, the spellings of a
    command that sends a packet to an address, by which the device resolves it.
    `is_editing(prompt)` tells whether the session is stuck in the configuration, and `leave` gets it out.
    """

    static: Dict[str, Lines]
    flush: Dict[str, Flush]
    mac: Callable[[str], str]
    is_editing: Callable[[str], Any]
    leave: Any
    candidate: bool = False
    save: Any = ()
    older: Any = None
    fields: Optional[Callable[[Any, dict], dict]] = None
    full_name: Optional[Callable[[str], str]] = None
    configured: Optional[Dict[str, _network.Reader]] = None
    reads: int = 4
    ping: Any = None


def dots(mac):
    """Return a MAC as Cisco and Arista write it: `0000.5e00.5301`."""
    digits = mac.replace(":", "")
    return ".".join(digits[start : start + 4] for start in (0, 4, 8))


def colons(mac):
    """Return a MAC as it is."""
    return mac


class Network(Backend):
    """The tables of a device. `session` is a `_network_connection.Session`, `changes` what its platform takes."""

    needs_interface = False
    spares_static = True
    saves = True

    def __init__(self, session, platform, changes):
        super().__init__()
        self._session = session
        self._platform = platform
        self._changes = changes
        self._lines = changes.static
        if changes.older and changes.older[0](session.release or ""):
            self._lines = changes.older[1]
        self.has_gateways = platform.gateways is not None
        self.candidate = changes.candidate
        self._untold = {}

    def read(self):
        facts = _network.gather(self._session.ask, self._platform, Options(include_noarp=True))
        for family, reader in (self._changes.configured or {}).items():
            self._read_configured(facts, family, reader)
        return facts

    def _read_configured(self, facts, family, reader):
        """Call the rows static that the configuration holds, or note why it could not be asked."""
        device = _network.Device(self._session.ask)
        held = device.read(reader, None)
        facts["source"].extend(device.source)
        if held is None:
            self._untold[family] = _network.refusals(device.source)
            return
        self._untold.pop(family, None)
        for row in facts["neighbors"]:
            if row["family"] == family and (row["interface"], row["ip"]) in held:
                row["origin"] = "static"

    def is_pinned(self, row):
        return row["origin"] == "static"

    def name_of_interface(self, name):
        return self._changes.full_name(name) if self._changes.full_name else name

    def check(self, steps, facts):
        for step in steps:
            self._of_step(step, facts)

    def lines(self, steps, facts):
        """Return the lines of the configuration for steps. Raises ArpError for one that has none."""
        return [line for step in steps for line in self._of_step(step, facts)]

    def _of_step(self, step, facts):
        entry = step.entry
        lines = self._lines.get(entry.family)
        if lines is None:
            raise ArpError("%s: static entries of %s are not known of this platform" % (entry.ip, entry.family))
        if entry.family in self._untold:
            raise ArpError(
                "%s: whether it is static stands in the configuration alone, which could not be read: %s"
                % (entry.ip, self._untold[entry.family])
            )
        words = self._words(entry._asdict())
        if self._changes.fields:
            words.update(self._changes.fields(entry, facts))
        return [_filled(one, words) for one in getattr(lines, step.action)]

    def _words(self, place):
        vrf = place["vrf"] or "default"
        for name in (place["interface"], vrf):
            if name is not None and not is_plain_name(name):
                raise ArpError("%r cannot stand in a command" % name)
        return {
            "ip": place["ip"],
            "mac": self._changes.mac(place["mac"]) if place["mac"] else None,
            "interface": place["interface"],
            "vrf": vrf,
            "in_vrf": "" if vrf == "default" else "vrf %s " % vrf,
        }

    def apply(self, steps, facts, commit=True):
        lines = self.lines(steps, facts)
        self.commands.extend(lines)
        try:
            for said in self._session.edit(lines, commit):
                if refusal(said):
                    raise SourceError(said)
        except SourceError as error:
            self._session.leave(self._changes)
            raise ArpError(
                "The device refused the lines %s: %s" % (", ".join(map(repr, lines)), reason(str(error), ""))
            )

    def settled(self, is_done):
        """Read until the table shows what was done, which takes some platforms a moment; return the facts."""
        for attempt in range(self._changes.reads):
            facts = self.read()
            if is_done(facts):
                break
            time.sleep(attempt / 2)
        return facts

    def save(self):
        for command in self._changes.save:
            self.commands.append(command.text)
            try:
                said = self._session.get(command)
            except SourceError as error:
                raise ArpError("The configuration could not be saved: %s" % reason(str(error), command.text))
            if refusal(said):
                raise ArpError("The configuration could not be saved: %s" % reason(said, command.text))

    def check_drop(self, rows, facts, everything):
        for family, chosen in _by_family(rows):
            form = self._form(family)
            if not (form.address or everything):
                _refuse_wide(form, chosen, _others(facts, family, chosen), self._platform.name)

    def _form(self, family):
        form = self._changes.flush.get(family)
        if form is None:
            raise ArpError("%s: no command is known that flushes %s" % (self._platform.name, family))
        return form

    def drop(self, rows, judge, facts, everything):
        """Let rows go by the narrowest commands; what changed since the table was read cannot be told here."""
        gone, kept = [], []
        for family, chosen in _by_family(rows):
            for commands, taken in self._commands(self._form(family), family, chosen, facts):
                refused = self._send(commands)
                if refused is None:
                    gone.extend(taken)
                else:
                    kept.extend((row, "the device answered: %s" % refused) for row in taken)
        return Drops(gone, kept)

    def resolve(self, places):
        for place in places:
            # Whether anybody answers is told by the table.
            self._send(self._spellings((self._changes.ping or {}).get(place["family"], ()), dict(place, mac=None)))

    def _commands(self, form, family, rows, facts):
        """Yield `(spellings of one command, the rows that it takes)`."""
        if form.address:
            for row in rows:
                yield self._spellings(form.address, row), [row]
        elif form.interface and not _others(facts, family, rows) and all(row["interface"] for row in rows):
            for name in sorted({row["interface"] for row in rows}):
                taken = [row for row in rows if row["interface"] == name]
                yield self._spellings(form.interface, taken[0]), taken
        else:
            yield list(form.whole), rows + _others(facts, family, rows)

    def _spellings(self, templates, row):
        words = self._words(row)
        usable = [one for one in templates if words["interface"] or "{interface}" not in one]
        return [_filled(one, words) for one in usable]

    def _send(self, spellings):
        """Send the first spelling that the device takes; return why it took none, None when it took one."""
        refused = "no command fits a row without an interface"
        for text in spellings:
            self.commands.append(text)
            try:
                said = self._session.get(Command(text))
            except SourceError as error:
                refused = reason(str(error), text)
                continue
            if not refusal(said):
                return None
            refused = reason(said, text)
        return refused


def _filled(template, words):
    """Return a line with its words. Raises ArpError for a word that nobody knows."""
    try:
        unknown = [name for name in words if words[name] is None and "{%s}" % name in template]
        if unknown:
            raise ArpError("%s: name the %s, it stands in the line of this platform" % (words["ip"], unknown[0]))
        return template.format(**words)
    except KeyError as error:
        raise ArpError("%s: %s is not known" % (words["ip"], error))


def _by_family(rows):
    """Return `[(family, its rows)]` of the families that occur."""
    groups = [(family, [row for row in rows if row["family"] == family]) for family in _network.FAMILIES]
    return [(family, chosen) for family, chosen in groups if chosen]


def _others(facts, family, rows):
    """Return the rows that a command for the interfaces of some rows takes as well; static ones survive each."""
    chosen = {(row["ip"], row["interface"], row["vrf"]) for row in rows}
    names = {row["interface"] for row in rows}
    return [
        row
        for row in facts["neighbors"]
        if row["family"] == family
        and row["origin"] not in _STATIC_ORIGINS
        and (row["interface"] in names or None in names)
        and (row["ip"], row["interface"], row["vrf"]) not in chosen
    ]


def _refuse_wide(form, rows, others, platform):
    if form.interface and not others and all(row["interface"] for row in rows):
        return
    what = "an interface" if form.interface else "the table"
    names = ", ".join(sorted(row["ip"] for row in others)[:5]) or "rows without an interface"
    raise ArpError(
        "%s has no command that flushes one %s entry; its narrowest one takes the whole of %s, and with it %s."
        " Choose all, or a scope that holds these too" % (platform, rows[0]["family"], what, names)
    )

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps: what a topology says is to happen on its wires, one small verb each.

A step is C({"host": HOST, VERB: ...}). A step that wants something returns when it can be read in the kernel's tables,
or raises LabError; none of them sleeps for a time that somebody guessed.
"""

import ipaddress
import json
import pathlib
import sys

from .state import LabError, poll, run

_WIRE = pathlib.Path(__file__).with_name("wire.py")
_SECONDS = 10
_RESOLVED = {"REACHABLE", "STALE", "DELAY", "PROBE", "PERMANENT"}


def run_all(lab, steps):
    """Do the steps in their order."""
    for step in steps:
        verb = next(key for key in step if key != "host")
        try:
            VERBS[verb](lab, step["host"], step[verb])
        except LabError as error:
            raise LabError(f"{step['host']}, {verb}: {error}") from error


def rows(lab, host, address=None):
    """What C(ip -j -s neigh) says in a host, every state included; for one address or for all."""
    only = ["to", _bare(address)] if address else []
    return json.loads(run([*lab.on_wire(host), "ip", "-j", "-s", "neigh", "show", *only, "nud", "all"]) or "[]")


def _ip(lab, host, lines):
    run([*lab.on_wire(host), "ip", "-batch", "-"], text="".join(f"{line}\n" for line in lines))


def _sysctls(lab, host, settings):
    lines = [f"echo {value} >/proc/sys/{key.replace('.', '/')}\n" for key, value in settings.items()]
    run([*lab.on_wire(host), "sh", "-s"], text="set -e\n" + "".join(lines))


def _forget(lab, host, addresses):
    """Drop the rows of these addresses, the pinned ones too."""
    doomed = [row for row in rows(lab, host) if row["dst"] in set(map(_bare, addresses))]
    if doomed:
        _ip(lab, host, [f"neigh del {row['dst']} dev {row['dev']}" for row in doomed])


def _nudge(lab, host, addresses):
    """Have the kernel ask for these addresses, as any packet to them would."""
    run([*lab.on_wire(host), sys.executable, "-I", "-S", str(_WIRE), "nudge", *addresses])


def _resolve(lab, host, addresses):
    """Resolve these addresses anew, and wait until the kernel has an answer for each."""
    _forget(lab, host, addresses)
    _nudge(lab, host, addresses)
    wanted = set(map(_bare, addresses))

    def resolved():
        return wanted <= {row["dst"] for row in rows(lab, host) if _RESOLVED & set(row.get("state", ()))}

    poll(resolved, _SECONDS, f"an answer for {' and '.join(sorted(wanted))}")


def _announce(lab, host, what):
    """Say on the wire that an address is at a MAC, whoever has it."""
    words = [what["interface"], what["ip"], what["mac"]]
    words += ["--reply"] if what.get("reply") else []
    words += ["--to", what["to"]] if "to" in what else []
    run([*lab.on_wire(host), sys.executable, "-I", "-S", str(_WIRE), "announce", *words])


def answerers(lab, host, interface, address, sender=None):
    """Ask on a host's wire who has an IPv4 address, and return the MACs of all answers, the first one first."""
    words = [*lab.on_wire(host), sys.executable, "-I", "-S", str(_WIRE), "ask", interface, address]
    return run([*words, "--sender", sender] if sender else words).split()


def _until(lab, host, what):
    """Wait until the host's row for an address has this MAC, one of these states, or this age in seconds."""

    def matches(row):
        states = set(what.get("states", row.get("state", ())))
        return (
            what.get("mac", row.get("lladdr")) == row.get("lladdr")
            and states >= set(row.get("state", ()))
            and row.get("confirmed", 0) >= what.get("older_than", 0)
        )

    poll(lambda: any(map(matches, rows(lab, host, what["ip"]))), _SECONDS, f"the row {what}")


def _rows(lab, host, what):
    """Put many rows into a table at once, each with a MAC of its own."""
    count = what.get("count", 0)
    if "machine_percent" in what:
        count = max(0, machine_limit() * what["machine_percent"] // 100 - machine_entries())
    first = ipaddress.ip_address(what["first"])
    lines = [
        f"neigh replace {first + index} lladdr {_numbered_mac(index)} dev {what['interface']} {what['options']}\n"
        for index in range(count)
    ]
    run([*lab.on_wire(host), "ip", "-batch", "-"], text="".join(lines))


def machine_entries():
    """IPv4 rows in all namespaces together; the kernel has one table. From C(/proc/net/stat/arp_cache)."""
    with open("/proc/net/stat/arp_cache", encoding="ascii") as table:
        header, first = table.readline().split(), table.readline().split()
    return int(first[header.index("entries")], 16)


def machine_limit():
    """The number of IPv4 rows, in all namespaces together, at which the kernel refuses another one; None if unknown."""
    try:
        with open("/proc/sys/net/ipv4/neigh/default/gc_thresh3", encoding="ascii") as limit:
            return int(limit.read())
    except OSError:  # in a container
        return None


def _numbered_mac(index):
    return "02:00:02:" + ":".join(f"{octet:02x}" for octet in index.to_bytes(3, "big"))


def _bare(address):
    return address.partition("%")[0]


VERBS = {
    "announce": _announce,
    "forget": _forget,
    "ip": _ip,
    "nudge": _nudge,
    "resolve": _resolve,
    "rows": _rows,
    "sysctls": _sysctls,
    "until": _until,
}

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of the lab."""

import argparse
import os
import pathlib
import sys
import time

from . import checks, faults, inventory, keeper, lifecycle, topology
from .state import ROOT, Lab, LabError, impediment

_NOT_HERE = 2
_NOT_UP = 3


def main(arguments=None):
    """Do one command.

    Exit status 0: done, 1: it failed, 2: a wrong command, or no lab can be here, 3: (status) the lab is not up.
    """
    options = vars(_parser().parse_args(arguments))
    command = options.pop("run")
    reason = impediment()
    if reason:
        print(reason, file=sys.stderr)
        return _NOT_HERE
    os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    try:
        return command(**options) or 0
    except (LabError, topology.TopologyError) as error:
        print(error, file=sys.stderr)
        return 1


def _up(path, name, owner):
    document = topology.read(path)
    lab = Lab(name or checks.lab_name(document["name"], f"{path}: name"))
    started = time.monotonic()
    if lifecycle.up(lab, document, owner):
        seconds = time.monotonic() - started
        print(f"The lab {lab.name} is up: {len(lab.topology.hosts)} hosts in {seconds:.2f} seconds.")
    else:
        print(f"The lab {lab.name} is up already; nothing changed.")
    print(f"Inventory: {lab.directory / 'inventory.yml'}")


def _down(lab, everything):
    labs = _all_labs()
    if not lab and not everything and len(labs) > 1:
        raise LabError(f"Several labs are up: {', '.join(labs)}. Say which one with --name, or --all.")
    names = [lab] if lab else labs
    if not names:
        print("No lab is up; nothing changed.")
    for name in names:
        gone = lifecycle.down(Lab(name))
        print(f"The lab {name} is down." if gone else f"There is no lab {name}; nothing changed.")


def _status(lab):
    names = [lab] if lab else _all_labs()
    if not names:
        print("No lab is up.")
    up = True
    for name in names:
        one = Lab(name)
        up = up and one.ready()
        print(_described(one) if one.ready() else f"The lab {name} is not up.")
    return 0 if names and up else _NOT_UP


def _described(lab):
    lines = [f"The lab {lab.name} is up, of the topology {lab.topology.name}, kept by process {lab.keeper_pid()}."]
    for host in lab.topology.hosts.values():
        alive = "" if pathlib.Path(f"/proc/{lab.pid(host.name)}").exists() else ", dead"
        managed = "" if host.managed else ", not in the inventory"
        lines.append(f"  {host.name}: process {lab.pid(host.name)}{managed}{alive}")
    lines.append(f"  planted faults: {', '.join(lab.planted()) or 'none'}")
    return "\n".join(lines)


def _inventory(lab, python, output):
    known = Lab(lab).require()
    text = inventory.text(known, known.topology, python)
    if output:
        pathlib.Path(output).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def _exec(lab, host, command):
    words = Lab(lab).require().enter(host) + (command[1:] if command[:1] == ["--"] else command)
    os.execvp(words[0], words)


def _plant(lab, fault):
    known = Lab(lab).require()
    for name in fault or known.topology.planted:
        changed = faults.plant(known, [name])
        print(f"Planted {name}: {known.topology.faults[name].title}." if changed else f"{name} is planted already.")


def _clear(lab, fault):
    known = Lab(lab).require()
    for name in fault or known.planted():
        changed = faults.clear(known, [name])
        print(f"Cleared {name}." if changed else f"{name} is not planted; nothing changed.")


def _faults(lab):
    known = Lab(lab).require()
    planted = known.planted()
    for fault in known.topology.faults.values():
        print(f"{'*' if fault.name in planted else ' '} {fault.name}: {fault.title}")


def _keep(lab, owner, lock, reaper_pipe):
    return keeper.start(Lab(lab), owner, lock, reaper_pipe)


def _all_labs():
    return sorted(entry.name for entry in ROOT.iterdir() if entry.is_dir()) if ROOT.is_dir() else []


def _default_lab():
    """The only lab that is up needs no name."""
    labs = _all_labs()
    return labs[0] if len(labs) == 1 else None


def _parser():
    parser = argparse.ArgumentParser(prog="lab.py", description="A lab of real Linux hosts for netops.arp.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name, function, text):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=function)
        return command

    def add_named(name, function, text):
        command = add(name, function, text)
        only = _default_lab()
        command.add_argument(
            "--name", dest="lab", default=only, required=only is None, help="the lab, when several are up"
        )
        return command

    up = add("up", _up, "raise a lab")
    up.add_argument("path", metavar="TOPOLOGY.yml")
    up.add_argument("--name", help="the lab's name; default: the topology's")
    up.add_argument("--owner", type=int, metavar="PID", help="take the lab down when this process ends")
    down = add("down", _down, "drop a lab")
    down.add_argument("--name", dest="lab", help="the lab, when several are up")
    down.add_argument("--all", dest="everything", action="store_true", help="drop every lab of this machine")
    status = add("status", _status, "show what is up")
    status.add_argument("--name", dest="lab")
    listing = add_named("inventory", _inventory, "write the Ansible inventory of a lab")
    listing.add_argument("--python", default="/usr/bin/python3", help="the hosts' ansible_python_interpreter")
    listing.add_argument("--output", metavar="FILE", help="default: standard output")
    execute = add_named("exec", _exec, "run a command inside a host")
    execute.add_argument("host")
    execute.add_argument("command", nargs=argparse.REMAINDER)
    add_named("faults", _faults, "list the faults that a lab knows, with a star before the planted ones")
    planting = add_named("plant", _plant, "plant faults; without a name those that the topology lists under 'planted'")
    planting.add_argument("fault", nargs="*")
    clearing = add_named("clear", _clear, "clear faults; without a name all that are planted")
    clearing.add_argument("fault", nargs="*")
    keeping = commands.add_parser("keep")  # internal: what "up" starts
    keeping.set_defaults(run=_keep)
    keeping.add_argument("lab")
    for option in ("--owner", "--lock", "--reaper-pipe"):
        keeping.add_argument(option, type=int, required=True)
    return parser

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that set ARP parameters themselves, or stop to work under some values: how they are recognized, and what
they and a profile cannot have both.

Each row of CLASHES names the place where the claim comes from. Standard library only, Python 3.6 and later.
"""

import fnmatch
import os
import re
from typing import Any, Callable, List, NamedTuple

from ._settings import ALL, DEFAULT

_EVERYWHERE = (ALL, DEFAULT)


class Program(NamedTuple):
    """A program is seen by an interface (a pattern) or by a process.

    Where only one way of using it matters, the process must be there, and `config` (file, expression) or an interface
    must show that way.
    """

    name: str
    interfaces: str
    processes: tuple
    config: Any = None


class Clash(NamedTuple):
    """Values of these parameters in these scopes (patterns) that `is_wrong(value, value now)` do not go with it."""

    program: str
    names: tuple
    scopes: tuple
    is_wrong: Callable[[int, Any], bool]
    reason: str


PROGRAMS = (
    Program("Calico", "cali*", ("calico-node", "calico-felix")),
    Program("Cilium", "cilium_*", ("cilium-agent",)),
    Program("FRR", "", ("zebra",), ("/etc/frr/frr.conf", r"\bunnumbered\b|ip ospf network point-to-point")),
    Program("keepalived", "vrrp*", ("keepalived",), ("/etc/keepalived/keepalived.conf", r"^\s*use_vmac\b")),
    Program("kube-proxy in IPVS mode", "kube-ipvs0", ()),
)


def _is_on(value, _now):
    return value > 0


def _is_off(value, _now):
    return value == 0


def _differs(value, now):
    return value != now


CLASHES = (
    # Felix gives workloads the gateway 169.254.1.1 and answers for it by proxy ARP; dev-sec/puppet-os-hardening#254.
    Clash(
        "Calico",
        ("arp_ignore",),
        _EVERYWHERE + ("cali*",),
        _is_on,
        "the workloads' gateway is answered for by proxy ARP on cali*, and arp_ignore above 0 is reported to stop that",
    ),
    Clash("Calico", ("proxy_arp",), ("cali*",), _is_off, "Calico needs proxy ARP on cali* and sets it again"),
    # dev-sec/puppet-os-hardening#250.
    Clash(
        "Cilium",
        ("rp_filter",),
        _EVERYWHERE + ("cilium_*", "lxc*"),
        _is_on,
        "packets of workloads take unequal ways there and back, so a reverse path filter drops them",
    ),
    # pkg/proxy/ipvs: with strictARP all.arp_ignore is 1 and all.arp_announce 2, without it both are 0.
    Clash(
        "kube-proxy in IPVS mode",
        ("arp_ignore", "arp_announce"),
        (ALL,),
        _differs,
        "kube-proxy writes this at each start; decide it there too, by strictARP in its configuration",
    ),
    # vrrp_if_config.c: a virtual interface and its parent get values of their own, all and default lose rp_filter.
    Clash(
        "keepalived",
        ("accept_local", "arp_filter", "arp_ignore", "promote_secondaries", "rp_filter"),
        ("vrrp*",),
        _differs,
        "with use_vmac keepalived sets this itself on its virtual interfaces",
    ),
    Clash(
        "keepalived",
        ("rp_filter",),
        _EVERYWHERE,
        _is_on,
        "with use_vmac keepalived needs rp_filter 0 here, and sets it at its start",
    ),
    # Cumulus Linux, chapter ARP: several interfaces with one address (unnumbered) and arp_filter.
    Clash(
        "FRR",
        ("arp_filter",),
        _EVERYWHERE + ("*",),
        _is_on,
        "where interfaces are unnumbered (one address on several), forwarding can fail with arp_filter",
    ),
)


class Host(NamedTuple):
    """What programs are looked for in: names of interfaces and of processes, and `read(path)`, a text or None."""

    interfaces: List[str]
    processes: Any
    read: Callable[[str], Any]


def running(host):
    """Return `(Program, how it was seen)` for each program that is there."""
    return [(program, sign) for program, sign in ((program, _sign(program, host)) for program in PROGRAMS) if sign]


def clashes(targets, values_now, host):
    """Yield `(program's name, sign, key, value, reason)` for each target that a running program does not go with."""
    for program, sign in running(host):
        for clash in CLASHES:
            if clash.program == program.name:
                for key, value in targets.items():
                    if _meets(clash, key) and clash.is_wrong(value, values_now.value(key)):
                        yield program.name, sign, key, value, clash.reason


def processes(root="/"):
    """Return the names of the processes that run here (/proc/<pid>/comm)."""
    found = set()
    folder = os.path.join(root, "proc")
    try:
        numbers = [name for name in os.listdir(folder) if name.isdigit()]
    except OSError:
        return found
    for number in numbers:
        try:
            with open(os.path.join(folder, number, "comm"), errors="replace") as opened:
                found.add(opened.read().strip())
        except OSError:
            continue  # ended meanwhile
    return found


def _sign(program, host):
    """Return how a program was seen, or None."""
    links = sorted(name for name in host.interfaces if fnmatch.fnmatchcase(name, program.interfaces))
    alive = [name for name in program.processes if name in host.processes]
    if program.config and not (alive and (links or _says(program.config, host))):
        return None
    signs = ["process %s" % name for name in alive] + ["interface %s" % name for name in links]
    return signs[0] if signs else None


def _says(config, host):
    path, expression = config
    return bool(re.search(expression, host.read(path) or "", re.MULTILINE))


def _meets(clash, key):
    return key.name in clash.names and any(fnmatch.fnmatchcase(key.scope, scope) for scope in clash.scopes)

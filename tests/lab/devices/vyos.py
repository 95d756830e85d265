# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS 1.3: the tables are those of net-tools and of iproute2, printed as they are.

Layout: the VyOS documentation, arp(8), ip-neighbour(8).
"""

import subprocess

from . import kernel
from .session import Device, commit, compared, discard, later, leave, silent

_VERSION = """\
Version:          VyOS 1.3.8
Release train:    equuleus

Built by:         Sentrium S.L.
Architecture:     x86_64
Boot via:         installed image
System type:      KVM guest

Hardware vendor:  QEMU
Hardware model:   Standard PC
Copyright:        VyOS maintainers and contributors
"""
_ARP_HEADER = "Address                  HWtype  HWaddress           Flags Mask            Iface\n"


class Vyos(Device):
    network_os = "vyos.vyos.vyos"
    forms = {"": "text", "no-more": "text", "cat": "text"}

    def prompt(self):
        return f"root@{self.hostname}:~$ " if self.mode == "exec" else f"[edit]\nroot@{self.hostname}# "

    def refusal(self, line):
        return f"\n  Invalid command: [{line.strip()}]\n"

    def ambiguity(self, line):
        return f"\n  Ambiguous command: {line.strip()}\n"


def _show_arp(_device):
    return _ARP_HEADER + "".join(map(_arp_line, kernel.neighbors(4)))


def _arp_line(row):
    if row.mac is None:
        return f"{row.ip:<24}         (incomplete)                              {row.interface}\n"
    flags = "CM" if row.static else "C"
    return f"{row.ip:<24} ether   {row.mac}   {flags:<21} {row.interface}\n"


def _show_ipv6_neighbors(_device):
    done = subprocess.run(["ip", "-6", "neigh", "show"], capture_output=True, text=True, check=True)
    return done.stdout


def _configure(device):
    device.mode = "config"


def _pin(_device, address, mac):
    # As in set commands of VyOS, values may stand in quotes.
    kernel.pin(address.strip("'"), mac.strip("'"))


def _unpin(_device, address):
    kernel.unpin(address.strip("'"))


def _reset(version):
    def reset(_device, address):
        kernel.flush(version, address)

    return reset


def _compare(device):
    return compared(device) or "No changes between working and active configurations"


def _exit_configuration(device):
    discard(device)
    device.mode = "exec"
    return "exit"


Vyos.modes = {
    "exec": {
        "show version": lambda _device: _VERSION,
        "show host name": lambda device: device.hostname,
        "show arp": _show_arp,
        "show ipv6 neighbors": _show_ipv6_neighbors,
        "show configuration commands": lambda device: f"set system host-name '{device.hostname}'",
        "set terminal length <n>": silent,
        "set terminal width <n>": silent,
        "configure": _configure,
        "reset ip arp address <address>": _reset(4),
        "reset ipv6 neighbors address <address>": _reset(6),
        "ping <address> count <n>": lambda _device, address, _count: kernel.ping(address),
        "exit": leave,
    },
    "config": {
        "set protocols static arp <address> hwaddr <mac>": later("set protocols static arp {} hwaddr {}", _pin),
        "delete protocols static arp <address>": later("delete protocols static arp {}", _unpin),
        "compare": _compare,
        "commit": commit,
        "commit comment <text...>": commit,
        "save": lambda _device: "Done",
        "exit": _exit_configuration,
        "exit discard": _exit_configuration,
    },
}

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco IOS. One VRF, as on a router on which none is configured.

Layout: IP Addressing, IPv6 and Interface command references.
"""

from . import kernel
from .commands import RefusedError
from .session import Device, as_exec, known_interface, leave, number, silent, to_mode

_VERSION = """\
Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version 15.7(3)M8, RELEASE SOFTWARE (fc1)

ROM: System Bootstrap, Version 15.0(1r)M16, RELEASE SOFTWARE (fc1)

{name} uptime is 3 weeks, 1 day, 4 hours, 10 minutes
System image file is "flash0:c2900-universalk9-mz.SPA.157-3.M8.bin"

Cisco CISCO2911/K9 (revision 1.0) with 487424K/36864K bytes of memory.
Processor board ID LAB00000001
Configuration register is 0x2102
"""
_ARP_HEADER = "Protocol  Address          Age (min)  Hardware Addr   Type   Interface\n"
_ND_HEADER = "IPv6 Address                              Age Link-layer Addr State Interface\n"
_ND_STATES = {
    "INCOMPLETE": "INCMP",
    "FAILED": "INCMP",
    "REACHABLE": "REACH",
    "STALE": "STALE",
    "DELAY": "DELAY",
    "PROBE": "PROBE",
    "PERMANENT": "REACH",
}


class Ios(Device):
    network_os = "cisco.ios.ios"
    forms = {"": "text"}

    def prompt(self):
        return self.hostname + {"exec": "#", "config": "(config)#", "interface": "(config-if)#"}[self.mode]

    def refusal(self, line):
        return " " * len(self.prompt()) + "^\n% Invalid input detected at '^' marker.\n"

    def ambiguity(self, line):
        return f'% Ambiguous command:  "{line.strip()}"'


def interface_name(kernel_name):
    return f"GigabitEthernet0/{number(kernel_name)}"


def _show_version(device):
    return _VERSION.format(name=device.hostname)


def _show_arp(_device):
    return _ARP_HEADER + "".join(_arp_lines())


def _show_arp_of(_device, address):
    return _ARP_HEADER + "".join(line for line in _arp_lines() if line.split()[1] == address)


def _arp_lines():
    """The router's own addresses and static rows have no age; a static row names no interface."""
    own = [
        _arp_line(str(address.ip), "-", kernel.dots(link.mac), interface_name(link.name))
        for link in kernel.links()
        for address in link.addresses
        if address.version == 4
    ]
    return own + [_arp_row(row) for row in kernel.neighbors(4)]


def _arp_row(row):
    if row.mac is None:
        return _arp_line(row.ip, "0", "Incomplete", "")
    if row.static:
        return _arp_line(row.ip, "-", kernel.dots(row.mac), "")
    return _arp_line(row.ip, str(row.age // 60), kernel.dots(row.mac), interface_name(row.interface))


def _arp_line(ip, age, mac, interface):
    return f"Internet  {ip:<15}  {age:>8}   {mac:<14}  ARPA   {interface}\n"


def _show_arp_vrf(_device, name):
    raise RefusedError(f"% VRF {name} does not exist")


def _show_ipv6_neighbors(_device):
    return _ND_HEADER + "".join(
        f"{row.ip.upper():<39} {'-' if row.static else row.age // 60:>5} "
        f"{kernel.dots(row.mac) if row.mac else '-':<14}  {_ND_STATES[row.state]:<5} Gi0/{number(row.interface)}\n"
        for row in kernel.neighbors(6)
    )


def _show_vrf(_device):
    return "  Name                             Default RD            Protocols   Interfaces\n"


def _show_interfaces(_device):
    return "".join(map(_interface, kernel.links()))


def _interface(link):
    state = "up" if link.up else "down"
    lines = [
        f"{interface_name(link.name)} is {state}, line protocol is {state} ",
        f"  Hardware is CN Gigabit Ethernet, address is {kernel.dots(link.mac)} (bia {kernel.dots(link.mac)})",
    ]
    lines += [f"  Internet address is {address}" for address in link.addresses if address.version == 4][:1]
    lines += ["  MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec, ", "  Encapsulation ARPA, loopback not set"]
    return "\n".join(lines) + "\n"


def _show_default_route(_device):
    routes = kernel.default_routes()
    if not routes:
        return "% Network not in table"
    blocks = "\n".join(
        f"  {'*' if index == 0 else ' '} {route.gateway}\n      Route metric is 0, traffic share count is 1"
        for index, route in enumerate(routes)
    )
    return (
        "Routing entry for 0.0.0.0/0, supernet\n"
        '  Known via "static", distance 1, metric 0, candidate default path\n'
        f"  Routing Descriptor Blocks:\n{blocks}\n"
    )


def _configure(device):
    device.mode = "config"
    return "Enter configuration commands, one per line.  End with CNTL/Z."


def _pin(_device, address, mac):
    kernel.pin(address, mac)


def _unpin(_device, address, *_mac):
    kernel.unpin(address)


def _pin6(_device, address, interface, mac):
    kernel.pin(address, mac, _kernel_name(interface))


def _unpin6(_device, address, interface):
    kernel.unpin(address, _kernel_name(interface))


def _clear_arp(_device, address):
    kernel.flush(4, address)


def _clear_neighbor(_device, interface, address):
    kernel.flush(6, address, _kernel_name(interface))


def _kernel_name(name):
    return known_interface({link.name: interface_name(link.name) for link in kernel.links()}, name)


def _ping(_device, address, *_words):
    rate = "100 percent (1/1)" if " 0% packet loss" in kernel.ping(address) else "0 percent (0/1)"
    return f"Type escape sequence to abort.\nSuccess rate is {rate}"


def _save(_device):
    return "Building configuration...\n[OK]"


def _edit_interface(device, name):
    device.interface = _kernel_name(name)
    device.mode = "interface"


_SHOW = {
    "show version": _show_version,
    "show privilege": lambda device: "Current privilege level is 15",
    "show arp": _show_arp,
    "show ip arp": _show_arp,
    "show ip arp <address>": _show_arp_of,
    "show ip arp vrf <name>": _show_arp_vrf,
    "show arp vrf <name>": _show_arp_vrf,
    "show ipv6 neighbors": _show_ipv6_neighbors,
    "show vrf": _show_vrf,
    "show interfaces": _show_interfaces,
    "show ip route 0.0.0.0": _show_default_route,
    "show running-config": lambda device: f"hostname {device.hostname}\nend",
    "show archive": silent,
}
_ENDS = {"end": to_mode("exec")}
_ARP = {
    "arp <address> <mac> arpa": _pin,
    "no arp <address>": _unpin,
    "no arp <address> <mac> arpa": _unpin,
    "ipv6 neighbor <address> <interface> <mac>": _pin6,
    "no ipv6 neighbor <address> <interface>": _unpin6,
    "interface <name>": _edit_interface,
    "do <line...>": as_exec,
}
Ios.modes = {
    "exec": {
        **_SHOW,
        "terminal length <n>": silent,
        "terminal width <n>": silent,
        "enable": silent,
        "configure terminal": _configure,
        "clear ip arp <address>": _clear_arp,
        "clear arp-cache": lambda _device: kernel.flush(4) and "",
        "clear ipv6 neighbors interface <interface> ipv6 <address>": _clear_neighbor,
        "clear ipv6 neighbors": lambda _device: kernel.flush(6) and "",
        "ping <address> repeat <n> timeout <n>": _ping,
        "write memory": _save,
        "exit": leave,
        "logout": leave,
    },
    "config": {**_ARP, **_ENDS, "exit": to_mode("exec")},
    "interface": {**_ARP, **_ENDS, "exit": to_mode("config")},
}

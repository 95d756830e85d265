# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arista EOS, on the command line and behind eAPI (C(eapi.py)). One VRF: default.

Layout: the EOS manual; members of the JSON: the models of eAPI.
"""

import json

from . import kernel
from .session import Device, commit, compared, discard, known_interface, later, leave, number, silent, to_mode

_VERSION = """\
Arista vEOS-lab
Hardware version: 1.0
Serial number: LAB00000002
Hardware MAC address: {mac}
System MAC address: {mac}

Software image version: {version}
Architecture: x86_64
Uptime: 3 weeks, 1 day, 4 hours and 10 minutes
Total memory: 4002360 kB
Free memory: 2889340 kB
"""
_RELEASE = "4.30.1F"
_ARP_HEADER = "Address         Age (sec)  Hardware Addr   Interface\n"
_ND_HEADER = "IPv6 Address                                  Age Hardware Addr   Interface\n"


_PROMPTS = {"exec": "#", "config": "(config)#", "interface": "(config-if)#", "session": "(config-s-lab)#"}


class Eos(Device):
    network_os = "arista.eos.eos"
    forms = {"": "text", "no-more": "text", "json": "json", "include ipv6 neighbor": "neighbors"}

    def prompt(self):
        return self.hostname + _PROMPTS[self.mode]

    def refusal(self, line):
        return "% Invalid input"

    def ambiguity(self, line):
        return "% Ambiguous command"


def interface_name(kernel_name):
    return f"Ethernet{number(kernel_name) + 1}"


def _first_mac():
    return next((link.mac for link in kernel.links()), "00:00:00:00:00:00")


def _version_data(_device):
    return {
        "modelName": "vEOS-lab",
        "version": _RELEASE,
        "serialNumber": "LAB00000002",
        "systemMacAddress": _first_mac(),
        "architecture": "x86_64",
    }


def _version_text(_device):
    return _VERSION.format(mac=kernel.dots(_first_mac()), version=_RELEASE)


def _hostname_data(device):
    return {"hostname": device.hostname, "fqdn": device.hostname}


def _hostname_text(device):
    return f"Hostname: {device.hostname}\nFQDN:     {device.hostname}\n"


def _learned(version):
    """EOS shows no row before it has a MAC."""
    return [row for row in kernel.neighbors(version) if row.mac]


def _age(row):
    return f"{row.age // 3600}:{row.age // 60 % 60:02}:{row.age % 60:02}"


def _arp_text(_device):
    return _ARP_HEADER + "".join(
        f"{row.ip:<15} {'-' if row.static else _age(row):>9}  {kernel.dots(row.mac)}  {interface_name(row.interface)}\n"
        for row in _learned(4)
    )


def _nd_text(_device):
    """Whether EOS marks static rows of IPv6 is not documented: this one does not, so that nobody relies on it."""
    return _ND_HEADER + "".join(
        f"{row.ip:<39} {_age(row):>9} {kernel.dots(row.mac)}  Et{number(row.interface) + 1}\n" for row in _learned(6)
    )


def _table(version):
    """The table of one VRF. A static row of IPv4 has no age."""
    rows = _learned(version)
    neighbors = [
        {
            "hwAddress": kernel.dots(row.mac),
            "address": row.ip,
            "interface": interface_name(row.interface),
            **({} if version == 4 and row.static else {"age": row.age}),
        }
        for row in rows
    ]
    static = sum(row.static for row in rows)
    return {
        f"ipV{version}Neighbors": neighbors,
        "dynamicEntries": len(rows) - static,
        "staticEntries": static,
        "notLearnedEntries": 0,
        "totalEntries": len(rows),
    }


def _interfaces_data(_device):
    return {"interfaces": {interface_name(link.name): _interface(link) for link in kernel.links()}}


def _interface(link):
    addresses = [
        {"address": str(address.ip), "maskLen": address.network.prefixlen}
        for address in link.addresses
        if address.version == 4
    ]
    none = {"address": "0.0.0.0", "maskLen": 0}
    return {
        "name": interface_name(link.name),
        "physicalAddress": link.mac,
        "lineProtocolStatus": "up" if link.up else "down",
        "interfaceStatus": "connected" if link.up else "notconnect",
        "interfaceAddress": [
            {"primaryIp": (addresses or [none])[0], "secondaryIpsOrderedList": addresses[1:], "broadcastAddress": ""}
        ],
    }


def _default_route_data(_device):
    vias = [
        {"nexthopAddr": route.gateway, "interface": interface_name(route.interface)}
        for route in kernel.default_routes()
    ]
    route = {"routeType": "static", "kernelProgrammed": True, "vias": vias}
    return {"vrfs": {"default": {"routes": {"0.0.0.0/0": route} if vias else {}}}}


def _both(text, data):
    """A command whose answer has both forms."""
    return {"text": text, "json": lambda device: json.dumps(data(device), indent=4)}


def _in_vrfs(table):
    return lambda device: {"vrfs": {"default": table(device)}}


def _headed(text):
    return lambda device: "\nVRF: default\n" + text(device)


def _tables(words, text, table):
    """All spellings of one of the tables: of the default VRF, or of all."""
    return {
        words: _both(text, table),
        f"{words} vrf default": _both(text, _in_vrfs(table)),
        f"{words} vrf all": _both(_headed(text), _in_vrfs(table)),
    }


def _pin(_device, address, mac):
    kernel.pin(address, mac)


def _unpin(_device, address):
    kernel.unpin(address)


def _pin_neighbor(_device, address, interface, mac):
    kernel.pin(address, mac, _kernel_name(interface))


def _unpin_neighbor(_device, address, interface):
    kernel.unpin(address, _kernel_name(interface))


def _configured_neighbors(_device):
    return "\n".join(
        f"ipv6 neighbor {row.ip} {interface_name(row.interface)} {kernel.dots(row.mac)}"
        for row in _learned(6)
        if row.static
    )


def _clear_arp(_device, address):
    kernel.flush(4, address)


def _clear_neighbor(_device, interface, address):
    kernel.flush(6, address, _kernel_name(interface))


def _ping(_device, address, *_words):
    return kernel.ping(address)


def _kernel_name(name):
    return known_interface({link.name: interface_name(link.name) for link in kernel.links()}, name)


def _edit_interface(device, name):
    device.interface = _kernel_name(name)
    device.mode = "interface"


def _leave_session(end):
    def leave_session(device):
        said = end(device)
        device.mode = "exec"
        return said

    return leave_session


_SHOW = {
    "show version": _both(_version_text, _version_data),
    "show hostname": _both(_hostname_text, _hostname_data),
    **_tables("show ip arp", _arp_text, lambda _device: _table(4)),
    **_tables("show arp", _arp_text, lambda _device: _table(4)),
    **_tables("show ipv6 neighbors", _nd_text, lambda _device: _table(6)),
    "show interfaces": {"json": _both(None, _interfaces_data)["json"]},
    "show ip route vrf all 0.0.0.0/0": {"json": _both(None, _default_route_data)["json"]},
    "show privilege": lambda device: "Current privilege level is 15",
    "show running-config": {
        "text": lambda device: f"hostname {device.hostname}\nend",
        "neighbors": _configured_neighbors,
    },
    "show configuration sessions": lambda device: "Maximum number of completed sessions: 1",
}
_ARP = {
    "arp <address> <mac> arpa": _pin,
    "no arp <address>": _unpin,
    "interface <name>": _edit_interface,
    "end": to_mode("exec"),
}
_SESSION = {
    "arp <address> <mac> arpa": later("arp {} {} arpa", _pin),
    "no arp <address>": later("no arp {}", _unpin),
    "ipv6 neighbor <address> <interface> <mac>": later("ipv6 neighbor {} {} {}", _pin_neighbor),
    "no ipv6 neighbor <address> <interface>": later("no ipv6 neighbor {} {}", _unpin_neighbor),
    "show session-config diffs": compared,
    "end": to_mode("exec"),
    "commit": _leave_session(commit),
    "abort": _leave_session(discard),
}
Eos.modes = {
    "exec": {
        **_SHOW,
        "terminal length <n>": silent,
        "terminal width <n>": silent,
        "enable": silent,
        "bash timeout 5 cat /mnt/flash/boot-config": lambda device: f"SWI=flash:/vEOS-lab-{_RELEASE}.swi",
        "configure terminal": to_mode("config"),
        "configure": to_mode("config"),
        "configure session <name>": to_mode("session"),
        "clear arp <address>": _clear_arp,
        "clear arp-cache": lambda _device: kernel.flush(4) and "",
        "clear ipv6 neighbors <interface> <address>": _clear_neighbor,
        "ping <address> repeat <n> timeout <n>": _ping,
        "ping ipv6 <address> repeat <n> timeout <n>": _ping,
        "write memory": lambda _device: "Copy completed successfully.",
        "exit": leave,
        "logout": leave,
    },
    "config": {**_SHOW, **_ARP, "exit": to_mode("exec")},
    "interface": {**_SHOW, **_ARP, "exit": to_mode("config")},
    "session": {**_SHOW, **_SESSION, "exit": to_mode("exec")},
}

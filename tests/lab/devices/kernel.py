# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernel's tables of a lab host, as every device sees them: neighbors, interfaces, default routes."""

import ipaddress
import json
import subprocess
from typing import NamedTuple


class Row(NamedTuple):
    """One neighbor. C(mac) is None while unresolved, C(age) counts seconds since it was confirmed."""

    ip: str
    mac: str | None
    interface: str
    state: str
    age: int
    router: bool

    @property
    def static(self):
        return self.state == "PERMANENT"


class Link(NamedTuple):
    """One interface with its addresses as C(ipaddress) interface objects."""

    name: str
    mac: str
    up: bool
    addresses: list


class Route(NamedTuple):
    gateway: str
    interface: str


# Multicast addresses, and rows that hold nothing.
_HIDDEN = {"NOARP", "NONE"}


def neighbors(version):
    """Return the rows of IP version 4 or 6, in the order of their addresses."""
    listed = _ip("-s", f"-{version}", "neigh", "show", "nud", "all")
    rows = [
        Row(
            entry["dst"],
            entry.get("lladdr"),
            entry["dev"],
            (entry.get("state") or ["NONE"])[0],
            entry.get("confirmed", 0),
            "router" in entry,
        )
        for entry in listed
        if "dev" in entry and entry["dev"] != "lo"
    ]
    return sorted((row for row in rows if row.state not in _HIDDEN), key=lambda row: ipaddress.ip_address(row.ip))


def links():
    """Return the interfaces, without the loopback."""
    return [
        Link(
            entry["ifname"],
            entry.get("address", ""),
            entry.get("operstate") == "UP",
            [ipaddress.ip_interface(f"{one['local']}/{one['prefixlen']}") for one in entry.get("addr_info", ())],
        )
        for entry in _ip("addr")
        if entry["ifname"] != "lo"
    ]


def default_routes():
    """Return the next hops of the default routes of IPv4."""
    return [Route(entry["gateway"], entry["dev"]) for entry in _ip("-4", "route", "show", "default")]


def interface_towards(address):
    """Return the name of the interface that leads to an address."""
    return _ip("route", "get", address)[0]["dev"]


def pin(address, mac, interface=None):
    """Make a permanent row. Raises ValueError for what is no address or no MAC, OSError when the kernel refuses."""
    interface = interface or interface_towards(str(ipaddress.ip_address(address)))
    _run("neigh", "replace", address, "lladdr", colons(mac), "dev", interface, "nud", "permanent")


def unpin(address, interface=None):
    """Drop a static row. Raises ValueError where there is none, as devices refuse to take away what is not there."""
    version = ipaddress.ip_address(address).version
    if not any(row.static and row.ip == str(ipaddress.ip_address(address)) for row in neighbors(version)):
        raise ValueError(f"no static entry for {address}")
    forget(address, interface)


def forget(address, interface=None):
    """Drop a row."""
    _run("neigh", "del", address, "dev", interface or interface_towards(address))


def flush(version, address=None, interface=None):
    """Drop learned rows: of one address, of one interface, or all; static ones stay. Returns the addresses."""
    dropped = []
    for row in neighbors(version):
        if not row.static and address in (None, row.ip) and interface in (None, row.interface):
            forget(row.ip, row.interface)
            dropped.append(row.ip)
    return dropped


def ping(address):
    """Send one echo request, by which the kernel resolves an address on a link; return what ping prints.

    It prints the same whether anybody answers or not, and exits with an error where nobody does.
    """
    words = ["ping", "-n", "-c", "1", "-W", "1", str(ipaddress.ip_address(address))]
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def colons(mac):
    """Return a MAC in the kernel's form, whatever stands between its digits. Raises ValueError."""
    digits = "".join(character for character in mac if character not in ".:-").lower()
    return bytes.fromhex(digits).hex(":") if len(digits) == 12 else _no_mac(mac)


def dots(mac):
    """Return a MAC in the form of Cisco and Arista: C(0000.5e00.5301)."""
    digits = mac.replace(":", "")
    return ".".join(digits[start : start + 4] for start in (0, 4, 8))


def _no_mac(text):
    raise ValueError(f"{text!r} is not a MAC address")


def _ip(*words):
    return json.loads(_run("-j", *words) or "[]")


def _run(*words):
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(done.stderr.strip())
    return done.stdout

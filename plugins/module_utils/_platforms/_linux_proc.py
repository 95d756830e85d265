# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Linux tells in files: interfaces and routes where nothing better serves, sysctls, table limits, the
distribution.

`read(path)` returns the text of a file, or None where it cannot be read: much of this is missing in containers.
Sources: man 5 proc and Documentation/networking/ip-sysctl.rst of the kernel. Standard library only, Python 3.6 and
later.
"""

import re
import socket
import sys

from .._formats._links import MAIN_TABLE, Hop, Link
from .._formats._rtnetlink import DEVCONF_INDEX
from .._neighbor import canonical_mac
from .._sysctls import _kernel
from .._sysctls._parameters import PARAMETERS, effective

_FAMILIES = {"ipv4": ("ipv4", "arp_cache"), "ipv6": ("ipv6", "ndisc_cache")}
_THRESHOLDS = ("gc_thresh1", "gc_thresh2", "gc_thresh3")

_RTF_UP, _RTF_GATEWAY, _RTF_REJECT = 0x1, 0x2, 0x200  # uapi/linux/route.h
_IFF_UP = 0x1  # uapi/linux/if.h


def read_interfaces(read):
    """Return `(links, addresses, hops)` as far as files tell: no IPv4 addresses, masters, VLANs or VRFs.

    `/sys/class/net` shows the network namespace that it was mounted in, so a MAC is taken only with the same index.
    """
    names = re.findall(r"^\s*([^\s:]+):", read("/proc/net/dev") or "", re.MULTILINE)
    links = dict(filter(None, (_link(read, name) for name in names)))
    numbers = {link.name: link.index for link in links.values()}
    return links, _ipv6_addresses(read, numbers), _ipv4_hops(read, numbers) + _ipv6_hops(read, numbers)


def settings(read, links, release, build=""):
    """Return `{interface: {name: effective value}}` of the ARP sysctls, for every interface that has them.

    `release` and `build` are the kernel's version as `uname -r` and `uname -v` print it.
    """
    everywhere = {name: _integer(read("/proc/sys/net/ipv4/conf/all/%s" % name)) for name in DEVCONF_INDEX}
    rules = {name: PARAMETERS["ipv4", name].rule(_kernel.parse(release, build)) for name in DEVCONF_INDEX}
    found = {}
    for link in links.values():
        here = link.settings if link.settings is not None else _interface_settings(read, link.name)
        if here:
            found[link.name] = {
                name: effective(rules[name], everywhere[name] or 0, here[name]) for name in rules if name in here
            }
    return found


def capacity(read, tallies, thresholds):
    """Return the `capacity` of the facts: how full the tables are, and their limits.

    `tallies` is `{family: Tally}` of all namespaces that were read, `thresholds` `{family: (1, 2, 3)}` as the
    kernel told them. What cannot be read is None.
    """
    return {
        family: _capacity(read, family, tallies.get(family), thresholds.get(family) or _thresholds(read, family))
        for family in _FAMILIES
    }


def platform(read):
    """Return the platform's name: `linux`, or the network system that is built upon it."""
    identity = re.search(r"^ID=[\"']?([\w.-]+)", read("/etc/os-release") or "", re.MULTILINE)
    name = identity.group(1).lower() if identity else ""
    if read("/etc/sonic/sonic_version.yml") is not None:
        return "sonic"
    return {"cumulus-linux": "cumulus", "vyos": "vyos", "sonic": "sonic"}.get(name, "linux")


def _capacity(read, family, tally, thresholds):
    counted, exempt = tally or (0, 0)
    statistics = _statistics(read, family)
    limit = thresholds[2]
    if statistics and limit:
        # The kernel's number counts every entry of the machine, whatever its namespace; what of it is exempt from the
        # limit is known only for the namespaces that were read. Above the limit some of it must be.
        elsewhere = statistics["entries"] - exempt
        counted = max(counted, elsewhere) if elsewhere <= limit else counted
    found = {"entries": counted, "limit": limit, "table_fulls": statistics["table_fulls"] if statistics else None}
    found.update(zip(_THRESHOLDS, thresholds))
    return found


def _thresholds(read, family):
    return tuple(_integer(read("/proc/sys/net/%s/neigh/default/%s" % (family, name))) for name in _THRESHOLDS)


def _statistics(read, family):
    """Return `{"entries", "table_fulls"}` of `/proc/net/stat`: hexadecimal, a line per CPU below a line of names.

    `entries` is the same number in each line. None where the file is missing: it is there in the main namespace alone.
    """
    lines = (read("/proc/net/stat/%s" % _FAMILIES[family][1]) or "").splitlines()
    if len(lines) < 2:
        return None
    try:
        per_cpu = [dict(zip(lines[0].split(), [int(word, 16) for word in line.split()])) for line in lines[1:]]
        return {"entries": per_cpu[0]["entries"], "table_fulls": sum(cpu["table_fulls"] for cpu in per_cpu)}
    except (KeyError, ValueError):
        return None


def _interface_settings(read, interface):
    values = {name: _integer(read("/proc/sys/net/ipv4/conf/%s/%s" % (interface, name))) for name in DEVCONF_INDEX}
    return {name: value for name, value in values.items() if value is not None}


def _link(read, name):
    index = _integer(read("/sys/class/net/%s/ifindex" % name))
    if index is None:
        return None
    flags = int(read("/sys/class/net/%s/flags" % name) or "0", 16)
    has_carrier = _integer(read("/sys/class/net/%s/carrier" % name)) == 1
    is_ethernet = _integer(read("/sys/class/net/%s/type" % name)) == 1
    address = (read("/sys/class/net/%s/address" % name) or "").strip()
    mac = canonical_mac(address) if is_ethernet and address else None
    return index, Link(index, name, mac=mac, up=bool(flags & _IFF_UP) and has_carrier)


def _ipv6_addresses(read, numbers):
    """Read `/proc/net/if_inet6`: address, then in hexadecimal index, prefix length, scope, flags; then the name."""
    found = {}
    for words in _rows(read("/proc/net/if_inet6"), 6):
        if words[5] in numbers:
            found.setdefault(numbers[words[5]], []).append("%s/%d" % (_ipv6(words[0]), int(words[2], 16)))
    return found


def _ipv4_hops(read, numbers):
    """Read `/proc/net/route`: the default routes of the main table; addresses are numbers in the host's byte order."""
    hops = []
    for words in _rows(read("/proc/net/route"), 8):
        is_default = words[1] == words[7] == "00000000" and int(words[3], 16) & _RTF_GATEWAY
        if is_default and words[0] in numbers:
            ip = socket.inet_ntoa(_native_bytes(words[2]))
            hops.append(Hop(ip, "ipv4", numbers[words[0]], MAIN_TABLE))
    return hops


def _ipv6_hops(read, numbers):
    """Read `/proc/net/ipv6_route`: destination, its length, source, its length, next hop, ..., flags, interface."""
    hops = []
    usable = _RTF_UP | _RTF_GATEWAY
    for words in _rows(read("/proc/net/ipv6_route"), 10):
        flags = int(words[8], 16) & (usable | _RTF_REJECT)
        if words[9] in numbers and words[1] == "00" and not words[0].strip("0") and flags == usable:
            hops.append(Hop(_ipv6(words[4]), "ipv6", numbers[words[9]], MAIN_TABLE))
    return hops


def _rows(text, columns):
    """Return the lines that have at least so many words, without a heading."""
    rows = [line.split() for line in (text or "").splitlines()]
    return [words for words in rows if len(words) >= columns and words[0] != "Iface"]


def _native_bytes(digits):
    return bytes(bytearray.fromhex(digits))[:: -1 if sys.byteorder == "little" else 1]


def _ipv6(digits):
    return socket.inet_ntop(socket.AF_INET6, bytes(bytearray.fromhex(digits)))


def _integer(text):
    try:
        return int(text)
    except (TypeError, ValueError):
        return None

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that keep pins, by provider: pins to text. Each function takes the pins and the host and yields `File`s."""

from pathlib import PurePosixPath
from typing import NamedTuple

MARK = "Managed by Ansible, role netops.arp.static_gateway"

PINS = "/etc/netops-arp-pins.conf"
SCRIPT = "/usr/local/sbin/netops-arp-pins"
IF_UP = "/etc/network/if-up.d/netops-arp-pins"
DISPATCHER = "/etc/NetworkManager/dispatcher.d/50-netops-arp-pins"
UNIT = "/etc/systemd/system/netops-arp-pins.service"
WANTED = "/etc/systemd/system/multi-user.target.wants/netops-arp-pins.service"
DAEMON = "/Library/LaunchDaemons/netops.arp.pins.plist"
DROP_IN = "50-netops-arp-pins.conf"
NETWORKD = "/etc/systemd/network"
# Below these each file has a directory of its own, which goes with it when nothing else is there.
OWN_PARENTS = ("/etc/systemd/network/", "/etc/rc.conf.d/")
RC_CONF = {"ipv4": "/etc/rc.conf.d/static_arp/netops_arp", "ipv6": "/etc/rc.conf.d/static_ndp/netops_arp"}


class File(NamedTuple):
    """One file that is to be there: with a text, with that of a file of the role (`source`), or as a link."""

    path: str
    text: str = None
    source: str = None
    target: str = None
    mode: str = "0644"


_SERVICE = (File(UNIT, source="netops-arp-pins.service"), File(WANTED, target=UNIT))


def networkd(pins, host):
    """Yield drop-ins with [Neighbor] sections, one for each .network file (man 5 systemd.network, version 243)."""
    files = {}
    for pin in pins:
        files.setdefault(drop_in(host.networks[pin.interface]), []).append(pin)
    for path, listed in sorted(files.items()):
        # Interfaces that share a file have the same pins, else it would not have been chosen.
        sections = dict.fromkeys(f"\n[Neighbor]\nAddress={pin.ip}\nLinkLayerAddress={pin.mac}\n" for pin in listed)
        yield File(path, text=f"# {MARK}.\n{''.join(sections)}")


def drop_in(network_file):
    """Return the path of our drop-in for a .network file. One in /etc completes those of /run and /usr too."""
    return f"{NETWORKD}/{PurePosixPath(network_file).name}.d/{DROP_IN}"


def _scripted(pins, *hooks):
    lines = "".join(f"{pin.interface} {pin.ip} {pin.mac}\n" for pin in pins)
    yield File(PINS, text=f"# {MARK}.\n# interface, address, MAC; put into the table by {SCRIPT}\n{lines}")
    yield File(SCRIPT, source="netops-arp-pins.sh", mode="0755")
    yield from hooks


def networkmanager(pins, host):
    """Yield the script, and the link by which the dispatcher calls it (man 8 NetworkManager-dispatcher)."""
    return _scripted(pins, File(DISPATCHER, target=SCRIPT), *_watched(host))


def ifupdown(pins, host):
    """Yield the script, and the link by which `ifup` calls it: ifupdown, ifupdown2, ifupdown-ng and busybox alike."""
    return _scripted(pins, File(IF_UP, target=SCRIPT), *_watched(host))


def systemd_unit(pins, _host):
    """Yield the script, and a unit that runs it for as long as the system does."""
    return _scripted(pins, *_SERVICE)


def _watched(host):
    """Neither NetworkManager nor ifup calls anybody for a link that others set down and up, so the service watches."""
    return _SERVICE if "systemd" in host.running else ()


def launchd(pins, _host):
    """Yield the script, and a daemon that runs it at boot and when the network changes (man 5 launchd.plist)."""
    return _scripted(pins, File(DAEMON, source="netops.arp.pins.plist"))


def rc_conf(pins, _host):
    """Yield files of our own beside /etc/rc.conf, read after it, which add to the lists there (man 5 rc.conf)."""
    for family, listed, name in (("ipv4", "static_arp", "arp"), ("ipv6", "static_ndp", "ndp")):
        rows = [pin for pin in pins if pin.family == family]
        if rows:
            yield File(RC_CONF[family], text=_pairs(listed, f"netops_{name}", rows))


def _pairs(variable, name, pins):
    numbered = {f"{name}_{number}": pin for number, pin in enumerate(pins, 1)}
    lines = [f"# {MARK}.", f'{variable}_pairs="${{{variable}_pairs}} {" ".join(numbered)}"']
    lines += [f'{variable}_{label}="{_zoned(pin)} {pin.mac}"' for label, pin in numbered.items()]
    return "\n".join(lines) + "\n"


def _zoned(pin):
    return f"{pin.ip}%{pin.interface}" if pin.ip.startswith("fe80:") else pin.ip

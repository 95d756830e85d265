# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which provider keeps the pins of a host: one table, and what speaks against each of them."""

from collections.abc import Callable
from typing import NamedTuple

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError

from . import _files

_IPROUTE2 = "the command ip of iproute2 is missing, which its script needs"


class Provider(NamedTuple):
    """One way to keep pins. `lacks` and `misses` take host and pins, and say what speaks against it, or "".

    `lacks`: it cannot be used here at all. `misses`: it could be, but is not what brings up the interfaces of the pins.
    """

    system: str
    lacks: Callable
    misses: Callable
    files: Callable


def _no_networkd(host, pins):
    if "networkd" not in host.running:
        return "systemd-networkd does not run"
    strange = sorted({pin.interface for pin in pins} - set(host.networks))
    if strange:
        return f"systemd-networkd has no .network file for {', '.join(strange)}"
    return _shared(host, pins)


def _shared(host, pins):
    """A .network file that holds for other interfaces too would pin the neighbor there as well."""
    by_interface = {}
    for pin in pins:
        by_interface.setdefault(pin.interface, set()).add((pin.ip, pin.mac))
    for interface, wanted in sorted(by_interface.items()):
        file = host.networks[interface]
        others = [name for name, of in sorted(host.networks.items()) if of == file and by_interface.get(name) != wanted]
        if others:
            return f"{interface} shares {file} with {', '.join(others)}, where its pins would hold too"
    return ""


def _no_networkmanager(host, _pins):
    if "networkmanager" not in host.installed:
        return "NetworkManager is not installed"
    return _no_iproute2(host)


def _not_its_devices(host, pins):
    if "networkmanager" not in host.running:
        return "NetworkManager does not run"
    others = sorted({pin.interface for pin in pins if not host.manages(pin.interface)})
    return f"NetworkManager does not manage {', '.join(others)}" if others else ""


def _no_ifup(host, _pins):
    if host.ifup != "ifupdown":
        return "ifup is not that of ifupdown" if host.ifup else "there is no ifup with /etc/network/interfaces"
    return _no_iproute2(host)


def _no_ifupdown2(host, _pins):
    if host.ifup != "ifupdown2":
        return "ifup is not that of ifupdown2" if host.ifup else "there is no ifup with /etc/network/interfaces"
    if not host.runs_scripts:
        return "addon_scripts_support is 0 in /etc/network/ifupdown2/ifupdown2.conf, so it runs no scripts"
    return _no_iproute2(host)


def _no_stanza(host, pins):
    others = sorted({pin.interface for pin in pins} - host.stanzas)
    return f"/etc/network/interfaces has no stanza for {', '.join(others)}" if others else ""


def _no_systemd(host, _pins):
    return _no_iproute2(host) if "systemd" in host.installed else "there is no systemd"


def _not_booted(host, _pins):
    return "" if "systemd" in host.running else "systemd does not run"


def _no_iproute2(host):
    return "" if "iproute2" in host.installed else _IPROUTE2


def _nothing(_host, _pins):
    return ""


# In the order in which "auto" tries them; each is good for one system, as uname names it.
PROVIDERS = {
    "networkd": Provider("Linux", _no_networkd, _nothing, _files.networkd),
    "networkmanager": Provider("Linux", _no_networkmanager, _not_its_devices, _files.networkmanager),
    "ifupdown2": Provider("Linux", _no_ifupdown2, _no_stanza, _files.ifupdown),
    "ifupdown": Provider("Linux", _no_ifup, _no_stanza, _files.ifupdown),
    "systemd_unit": Provider("Linux", _no_systemd, _not_booted, _files.systemd_unit),
    "rc_conf": Provider("FreeBSD", _nothing, _nothing, _files.rc_conf),
    "launchd": Provider("Darwin", _nothing, _nothing, _files.launchd),
}
# What keeps an entry where arp_entry itself can save it: no files of ours.
SAVED = {"device": "save", "windows": "persistent_store"}
NAMES = ("auto", *PROVIDERS, *SAVED.values(), "none")


def choose(wanted, kind, host, pins):
    """Return the name of the provider. Raises ArpError that says why the wanted one, or any, is not possible."""
    if wanted not in NAMES:
        raise ArpError(f"static_gateway_provider is {wanted}; known are {', '.join(NAMES)}")
    if wanted == "none":
        return "none"
    if kind in SAVED:
        return _saved(wanted, kind)
    if not pins:
        return "none"
    return _first(host, pins) if wanted == "auto" else _given(wanted, host, pins)


def _saved(wanted, kind):
    if wanted not in ("auto", SAVED[kind]):
        what = {"device": "a network device", "windows": "Windows"}[kind]
        raise ArpError(f"static_gateway_provider is {wanted}, but this is {what}: choose {SAVED[kind]}, auto or none")
    return SAVED[kind]


def _given(wanted, host, pins):
    if wanted in SAVED.values():
        raise ArpError(f"static_gateway_provider is {wanted}, which is not for {host.system or 'this system'}")
    against = _foreign(wanted, host) or PROVIDERS[wanted].lacks(host, pins)
    if against:
        raise ArpError(f"static_gateway_provider is {wanted}, but {against}; choose another one, auto or none")
    return wanted


def _first(host, pins):
    refused = []
    for name, provider in PROVIDERS.items():
        against = _foreign(name, host) or provider.lacks(host, pins) or provider.misses(host, pins)
        if not against:
            return name
        refused += [f"{name}: {against}"] if provider.system == host.system else []
    raise ArpError(
        f"nothing would keep the pins on {host.system or 'this system'} ({'; '.join(refused) or 'none is known'}); "
        "choose a provider, or set static_gateway_provider to none and the pins last until the next restart"
    )


def _foreign(name, host):
    system = PROVIDERS[name].system
    return "" if system == host.system else f"that is for {system}, and this is {host.system or 'an unknown system'}"

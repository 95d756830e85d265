# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which rows a flush takes: a scope and a table to what goes and what stays. Pure functions. Python 3.6 and later."""

import ipaddress
from socket import AF_INET, AF_INET6, inet_pton
from typing import Any, List, NamedTuple, Optional

from .._errors import ArpError
from .._neighbor import canonical_ip, canonical_mac
from ._changes import is_same_place, matches


class Scope(NamedTuple):
    """What is to go. None is any; `interfaces` are patterns, `namespaces` names, with None for the main one."""

    addresses: Any = None
    prefixes: Any = None
    interfaces: Any = None
    vrf: Any = None
    states: Any = None
    macs: Any = None
    families: Any = None
    namespaces: List[Optional[str]] = [None]


# The options that narrow a flush; at least one must be given, or all.
KEYS = ("addresses", "prefixes", "interfaces", "vrf", "states", "mac", "family")


class Plan(NamedTuple):
    """`going` are records; `kept` are pairs of a record in the scope and the reason why it stays."""

    going: List[dict]
    kept: List[Any]


def scope(options, everything, namespaces):
    """Return the `Scope` of options as a user writes them. Raises ArpError, naming the mistake and the remedy.

    An option that was given and is empty is a mistake: leaving it out would flush more than was meant.
    """
    given = [key for key in KEYS if options[key] is not None]
    empty = [key for key in given if not options[key]]
    if empty:
        raise ArpError("%s is empty, so nothing can be in the scope. Leave it out to flush without it" % empty[0])
    if everything and given:
        raise ArpError("all is the whole table; together with %s it contradicts itself" % ", ".join(given))
    if not everything and not given:
        raise ArpError("A flush needs a scope: one of %s, or all" % ", ".join(KEYS))
    return Scope(
        addresses=_each(options["addresses"], "addresses", lambda text: canonical_ip(text)[0]),
        prefixes=_each(options["prefixes"], "prefixes", _network),
        interfaces=options["interfaces"],
        vrf=options["vrf"],
        states=options["states"],
        macs=_each(options["mac"], "mac", _mac),
        families=options["family"],
        namespaces=namespaces,
    )


def _each(texts, option, read):
    if texts is None:
        return None
    try:
        return frozenset(read(text) for text in texts)
    except ValueError as error:
        raise ArpError("%s: %s" % (option, error))


def _network(text):
    return ipaddress.ip_network(text)  # refuses host bits, which are a slip of the pen more often than a wish


def _mac(text):
    mac = canonical_mac(text)
    if mac is None:
        raise ValueError("%s is the MAC of nobody; states can choose rows without a MAC" % text)
    return mac


def plan(wanted, rows, gateways, spares_static=False):
    """Return the `Plan` of a flush. `spares_static` is true where the platform's commands cannot take static rows."""
    judge = judgement(wanted, gateways, spares_static)
    going, kept = [], []
    for row in rows:
        reason = judge(row)
        if reason is None:
            going.append(row)
        elif reason is not OUT_OF_SCOPE:
            kept.append((row, reason))
    return Plan(going, kept)


OUT_OF_SCOPE = "it is not in the scope"


def judgement(wanted, gateways, spares_static=False):
    """Return the function that tells why a record stays, None where it goes."""
    next_hops = {one["ip"]: [] for one in gateways}
    for one in gateways:
        next_hops[one["ip"]].append(one)
    prefixes = _prefix_test(wanted.prefixes)
    named = wanted.addresses or ()

    def judge(row):
        if not _is_chosen(wanted, row) or not prefixes(row["ip"]):
            return OUT_OF_SCOPE
        if row["ip"] not in named and any(is_same_place(row, one) for one in next_hops.get(row["ip"], ())):
            return "it is a default gateway; addresses must name it"
        return _own_reason(row, wanted.states or (), spares_static)

    return judge


def _is_chosen(wanted, row):
    return (
        row["namespace"] in wanted.namespaces
        and (wanted.families is None or row["family"] in wanted.families)
        and (wanted.states is None or row["state"] in wanted.states)
        and (wanted.vrf is None or row["vrf"] in wanted.vrf)
        and (wanted.addresses is None or row["ip"] in wanted.addresses)
        and (wanted.macs is None or row["mac"] in wanted.macs)
        and (wanted.interfaces is None or matches(row["interface"], wanted.interfaces))
    )


def _own_reason(row, states, spares_static):
    """Return why a row stays for what it is."""
    if row["origin"] == "local":
        return "it is an own address of the device"
    if row["state"] == "noarp" and "noarp" not in states:
        return OUT_OF_SCOPE  # hidden by arp_facts and `ip neigh` as well
    is_static = row["state"] == "permanent" or row["origin"] == "static"
    if is_static and spares_static:
        return "it is configured; netops.arp.arp_entry takes it away"
    if is_static and "permanent" not in states:
        return "it is static; states must name permanent"
    return None


def _prefix_test(prefixes):
    """Return the function that tells whether an address is in one of the prefixes; quick for many addresses."""
    if prefixes is None:
        return lambda _ip: True
    masks = {}
    for one in prefixes:
        masks.setdefault((one.version, int(one.netmask)), set()).add(int(one.network_address))
    tests = {version: [(mask, numbers) for (of, mask), numbers in masks.items() if of == version] for version in (4, 6)}

    def is_inside(ip):
        # Several times faster than ipaddress, which matters for a table of 100,000 rows.
        version, family = (6, AF_INET6) if ":" in ip else (4, AF_INET)
        number = int.from_bytes(inet_pton(family, ip), "big")
        return any(number & mask in known for mask, known in tests[version])

    return is_inside

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one after the other, for the tests of what remembers: a segment night by night, and histories of nights."""

import copy
from datetime import datetime, timedelta

from ansible_collections.netops.arp.plugins.plugin_utils._history import neighbor_history
from ansible_collections.netops.arp.plugins.plugin_utils._judge import judge
from ansible_collections.netops.arp.tests.unit.fabrics import gateway, mac, row, station

IP = "192.0.2.50"
GATEWAY = "192.0.2.254"
GATEWAY_MAC = mac(254)


def night(number, hour=3):
    """The time of a night's audit; night 1 is March 1st."""
    return (datetime(2026, 2, 28, hour) + timedelta(days=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def on(number, fabric, hour=3):
    """The facts as they would have been collected in that night."""
    return {host: {**copy.deepcopy(facts), "collected_at": night(number, hour)} for host, facts in fabric.items()}


def lan(h1=(), h2=(), h3=(), hosts=(1, 2, 3), net="192.0.2", gateways=(GATEWAY,)):
    """Hosts h1.. that know each other and the gateway, plus the rows given per host."""
    more = {1: h1, 2: h2, 3: h3}
    return {
        f"h{number}": station(
            number,
            *(row(f"{net}.{peer}", mac(peer)) for peer in hosts if peer != number),
            row(f"{net}.254", GATEWAY_MAC),
            *more.get(number, ()),
            net=net,
            gateways=[gateway(ip) for ip in gateways],
        )
        for number in hosts
    }


def holding(number, ip=IP, **fields):
    """The segment as h1 sees it, with one more station: its MAC has this number."""
    return lan(h1=[row(ip, mac(number), **fields)])


def replace(fabric, host, *rows):
    """Put rows in the place of those with the same address."""
    changed = {record["ip"] for record in rows}
    fabric[host]["neighbors"] = [one for one in fabric[host]["neighbors"] if one["ip"] not in changed] + list(rows)
    return fabric


def renumbered(fabric, host, number):
    """A managed host with another network card: its own MAC has this number now."""
    fabric[host]["interfaces"][0]["mac"] = mac(number)
    return fabric


def history(*runs, policy=None, mac_tables=None):
    """The history after runs in consecutive nights; None is a night without an audit."""
    document = None
    for number, fabric in enumerate(runs, 1):
        if fabric is not None:
            document = neighbor_history(document, on(number, fabric), policy, mac_tables)
    return document


def said(*runs, policy=None, mac_tables=None):
    """What the judgement of the last run says beside the history of those before: sorted (kind, ip, severity)."""
    found = judge(on(len(runs), runs[-1]), policy, history(*runs[:-1], policy=policy), mac_tables)
    return sorted((item["kind"], item["ip"], item["severity"]) for item in found)

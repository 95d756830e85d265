# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to plant a fault into the healthy fabric; a plant is a function that changes the facts in place."""

from datetime import datetime, timedelta

from ansible_collections.netops.arp.tests.unit.captures import capture
from ansible_collections.netops.arp.tests.unit.fabrics import COLLECTED_AT, interface, mac, row
from ansible_collections.netops.arp.tests.unit.healthy import BY_NAME, healthy

FOREIGN = mac(0xEE01)
OTHER = mac(0xEE02)

# An address among the servers whose machine is not managed.
MOVED = "198.51.100.66"

_TODAY = datetime(2026, 3, 1, 3)


def swap(host, ip, address, **changes):
    """A plant: host holds another MAC for ip than its owner's."""

    def plant(fabric):
        found = [record for record in fabric[host]["neighbors"] if record["ip"] == ip]
        assert found, f"{host} does not know {ip}"
        for record in found:
            record.update(mac=address, **changes)

    return plant


def put(*hosts, **fields):
    """A plant: hosts learn one more row."""

    def plant(fabric):
        for host in hosts:
            fabric[host]["neighbors"].append(row(**{"interface": BY_NAME[host].port, **fields}))

    return plant


def both(*plants):
    """Several plants that are one fault together."""

    def plant(fabric):
        for each in plants:
            each(fabric)

    return plant


def own(host, address, on=0):
    """A plant: host has one more address of its own."""
    return lambda fabric: fabric[host]["interfaces"][on]["addresses"].append(address)


def second_port(host):
    """A plant: host has another interface in the subnet of its first one."""

    def plant(fabric):
        first = fabric[host]["interfaces"][0]
        number = BY_NAME[host].number + 100
        address = f"{BY_NAME[host].net.net4}.{number}/24"
        fabric[host]["interfaces"].append({**first, "name": "eth9", "mac": OTHER, "addresses": [address]})

    return plant


def nights(*runs):
    """More to judge with: a history of audits so many days ago, each of the healthy fabric with its own plant."""

    def more(fabric):
        from ansible_collections.netops.arp.plugins.plugin_utils._history import neighbor_history

        document = None
        for days, plant in runs:
            former = healthy()
            plant(former)
            document = neighbor_history(document, _dated(former, days))
        _dated(fabric, 0)
        return {"baseline": document}

    return more


def _dated(fabric, days_ago):
    for host in fabric.values():
        host["collected_at"] = (_TODAY - timedelta(days=days_ago)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return fabric


def switched(without=(), moves=None):
    """More to judge with: the MAC table of the servers' switch, a port for each of them."""

    def more(_fabric):
        servers = [one for one in BY_NAME.values() if one.segment == "servers" and one.name not in without]
        entries = [
            {
                "mac": one.mac,
                "vlan": 10,
                "interface": f"Ethernet{at}",
                "type": "dynamic",
                "age_seconds": None,
                "moves": (moves or {}).get(one.name),
            }
            for at, one in enumerate(servers, 1)
        ]
        switch = {
            "platform": "arista_eos",
            "collected_at": COLLECTED_AT,
            "source": [],
            "entries": entries,
            "unparsed": [],
        }
        return {"mac_tables": {"switch1": switch}}

    return more


def heard(host, *frames, step=1.0):
    """More to judge with: what a host heard on its first interface."""
    return lambda _fabric: {"captures": {host: capture(*frames, interface=BY_NAME[host].port, step=step)}}


def nothing(_fabric):
    """Nothing is planted."""


def fill(host, family, **capacity):
    """A plant: host's table is as full as told."""
    return lambda fabric: fabric[host]["capacity"][family].update(capacity)


def wide_mask(fabric):
    """db1 takes the neighboring /24 for local, and the switch that routes between them answers for it."""
    fabric["db1"]["interfaces"][0]["addresses"][0] = "198.51.100.21/23"
    fabric["db1"]["neighbors"].append(row("198.51.101.7", BY_NAME["core2"].mac))
    fabric["core2"]["interfaces"] = [
        interface("Vlan10", BY_NAME["core2"].mac, "198.51.100.3/24"),
        interface("Vlan11", OTHER, "198.51.101.3/24"),
    ]

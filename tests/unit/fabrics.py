# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small fabrics in few words: facts as arp_facts returns them, for the tests of what judges them."""

from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor

COLLECTED_AT = "2026-03-01T03:00:00Z"


def mac(number):
    """The MAC of station number C(number)."""
    return f"02:00:00:00:{number >> 8:02x}:{number & 255:02x}"


def row(ip, address=None, interface="eth0", state=None, **fields):
    """A neighbor record; without a state it is reachable, or failed when there is no MAC."""
    family = "ipv6" if ":" in ip else "ipv4"
    if state is None:
        state = "reachable" if address else "failed"
    return neighbor(ip, family, mac=address, interface=interface, state=state, **{"vrf": "default", **fields})


def interface(name, address, *addresses, vrf="default", namespace=None, up=True):
    """An entry of the fact C(interfaces)."""
    return {
        "name": name,
        "mac": address,
        "addresses": list(addresses),
        "vrf": vrf,
        "namespace": namespace,
        "up": up,
    }


def gateway(ip, on="eth0", vrf="default", namespace=None):
    """An entry of the fact C(gateways)."""
    return {
        "ip": ip,
        "family": "ipv6" if ":" in ip else "ipv4",
        "interface": on,
        "vrf": vrf,
        "namespace": namespace,
    }


def facts(interfaces, rows, gateways=(), **more):
    """The facts of one host."""
    return {
        "platform": "linux",
        "collected_at": COLLECTED_AT,
        "source": [],
        "neighbors": list(rows),
        "counts": {},
        "interfaces": list(interfaces),
        "gateways": list(gateways),
        "capacity": {},
        "settings": {},
        "unparsed": [],
        **more,
    }


def station(number, *rows, net="192.0.2", gateways=(), vrf="default", number_of_mac=None, **more):
    """A host with one interface: address .number, MAC number C(number) if not another one."""
    address = interface("eth0", mac(number_of_mac or number), f"{net}.{number}/24", vrf=vrf)
    return facts([address], rows, gateways, **more)


def lan(without=(), vrf="default", gateways=(), **rows):
    """Three hosts h1 to h3 that know each other (but not the addresses C(without)), plus the rows given per host."""
    return {
        f"h{number}": station(
            number,
            *(
                row(f"192.0.2.{peer}", mac(peer), vrf=vrf)
                for peer in (1, 2, 3)
                if peer != number and f"192.0.2.{peer}" not in without
            ),
            *rows.get(f"h{number}", ()),
            gateways=gateways,
            vrf=vrf,
        )
        for number in (1, 2, 3)
    }


def site(name, base, *rows, vrf="default"):
    """Two hosts, .1 and .2 of 192.0.2.0/24 with MACs from C(base) on, that know each other and all have these rows."""
    return {
        f"{name}{number}": station(
            number,
            row(f"192.0.2.{3 - number}", mac(base + 3 - number), vrf=vrf),
            *rows,
            vrf=vrf,
            number_of_mac=base + number,
        )
        for number in (1, 2)
    }


def kinds(findings):
    """What was found, short: sorted (kind, ip) pairs."""
    return sorted((found["kind"], found["ip"]) for found in findings)

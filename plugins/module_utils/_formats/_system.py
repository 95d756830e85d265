# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a device tells of itself beside its neighbors: own interfaces and the next hops of default routes, as dicts."""

from .._neighbor import canonical_ip, canonical_mac


def interface(name, mac=None, addresses=(), vrf=None, namespace=None, up=None):
    """Build one interface of the facts. `mac` is a text in any form or None, `addresses` have a prefix length."""
    return {
        "name": name,
        "mac": own_mac(mac),
        "addresses": list(addresses),
        "vrf": vrf,
        "namespace": namespace,
        "up": up,
    }


def gateway(ip, interface_name=None, vrf=None, namespace=None):
    """Build one next hop of the facts. Raises ValueError for what is no address."""
    address, family = canonical_ip(ip)
    return {"ip": address, "family": family, "interface": interface_name, "vrf": vrf, "namespace": namespace}


def with_prefix(ip, length):
    """Return `address/length` in canonical form. Raises ValueError for what is no address."""
    return "%s/%d" % (canonical_ip(ip)[0], int(length))


def own_mac(text):
    """Return a MAC in canonical form, None for a text that is none: loopbacks print `N/A`, or nothing."""
    try:
        return canonical_mac(text) if text else None
    except ValueError:
        return None


def each_once(gateways):
    """Return the next hops without repetition, in their order."""
    found = []
    for one in gateways:
        if one not in found:
            found.append(one)
    return found

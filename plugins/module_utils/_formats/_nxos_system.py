# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco NX-OS: `show interface | json`, `show ip interface vrf all | json`, `show ip route 0.0.0.0/0 vrf all | json`.

Source: the structured output of the devices. Where there is one row it is an object, a list otherwise.
"""

from . import _json_texts
from ._interface_names import full_name
from ._system import each_once, gateway, interface, with_prefix


def interfaces(text):
    """Return the interfaces, with their first address; the VRF is not printed there."""
    return [_interface(row) for row, _vrf in _rows(text, "ROW_interface")]


def addresses(text):
    """Return `{interface: [IPv4 address with prefix length, ...]}`, the secondary ones behind the first."""
    found = {}
    for row, _vrf in _rows(text, "ROW_intf"):
        told = [(row.get("prefix"), row.get("masklen"))]
        second = row.get("TABLE_secondary_address", {}).get("ROW_secondary_address", [])
        told += [(one["prefix1"], one["masklen1"]) for one in (second if isinstance(second, list) else [second])]
        found[full_name(row["intf-name"], "nxos")] = [with_prefix(ip, length) for ip, length in told if ip and length]
    return found


def default_routes(text):
    """Return the next hops of all VRFs."""
    return each_once(
        gateway(row["ipnexthop"], full_name(row["ifname"], "nxos") if row.get("ifname") else None, vrf)
        for row, vrf in _rows(text, "ROW_path")
        if row.get("ipnexthop")
    )


def _rows(text, name):
    """Return `(row, VRF around it)` for each row under a name."""
    found = []
    for document in _json_texts.documents(text)[0]:
        for node, vrf in _json_texts.nodes(document, lambda node, _key, outer: node.get("vrf-name-out", outer)):
            rows = node.get(name, [])
            found.extend((row, vrf) for row in (rows if isinstance(rows, list) else [rows]))
    return found


def _interface(row):
    # SVIs have other names for the same.
    ip, length = row.get("eth_ip_addr") or row.get("svi_ip_addr"), row.get("eth_ip_mask") or row.get("svi_ip_mask")
    return interface(
        full_name(row["interface"], "nxos"),
        row.get("eth_hw_addr") or row.get("svi_mac"),
        [with_prefix(ip, length)] if ip and length else [],
        up=(row.get("state") or row.get("svi_line_proto")) == "up",
    )

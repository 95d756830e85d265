# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Genie (pyATS): what its parsers of `show ip arp`, `show arp` and `show ipv6 neighbors` return, and its ops objects.

The rows stand under `interfaces.<name>.ipv4.neighbors.<ip>` (ARP), `interfaces.<name>.neighbors.<ip>` or
`interface.<name>.neighbors.<ip>` (ND), and under `global_static_table.<ip>`, where the parser of IOS puts each row
without an interface, incomplete ones too, and that of IOS XR all rows. `origin` is "static" wherever the device prints
the age `-`, which on IOS is the device's own address as well; so the origin is told from what was printed.

Sources: the schemas in genie.libs.parser (show_arp.py, show_interface.py, show_ipv6.py of ios, iosxe, iosxr, nxos) and
genie.libs.ops.arp, genie.libs.ops.nd.
"""

import json

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats import _junos
from ansible_collections.netops.arp.plugins.module_utils._formats._durations import seconds
from ansible_collections.netops.arp.plugins.module_utils._formats._interface_names import full_name
from ansible_collections.netops.arp.plugins.module_utils._formats._tables import vlan_of_name
from ansible_collections.netops.arp.plugins.module_utils._neighbor import canonical_ip, neighbor

from ._common import loaded, mac_of, read_rows, state_of, text_of

# Pseudo rows of IOS XR, one for each interface.
_NO_NEIGHBORS = frozenset(["mcast adjacency", "[mcast adjacency]"])
_JUNOS = ("arp-table-information", "ipv6-nd-information")
# What IOS XR prints as the state of a row of ARP.
_ORIGIN_OF_STATE = {"interface": "local", "static": "static", "dynamic": "dynamic"}


def _read(data):
    data = loaded(data, "genie")
    if not isinstance(data, dict):
        raise ArpError(f"source genie needs the dictionary that a parser returned, not {type(data).__name__}")
    if any(name in data for name in _JUNOS):
        return _junos_rows(data)
    return read_rows(list(_rows(data, None)), "genie", _record)


def _junos_rows(data):
    neighbors, unparsed = _junos.parse(json.dumps(data))
    if unparsed:
        raise ArpError(f"{len(unparsed)} of the rows are not what genie makes, the first is {unparsed[0][:200]}")
    return neighbors


def _rows(data, vrf):
    """Yield each row with what stands around it: `_interface`, `_vrf`, `_dialect`."""
    if "info" in data:
        data = dict(data, **data["info"])
    for name in ("vrf", "vrfs"):
        for inner_vrf, inner in _items(data.get(name)):
            yield from _rows(inner, inner_vrf)
    for name in ("interfaces", "interface"):
        for interface, inner in _items(data.get(name)):
            neighbors = dict(_items(inner.get("neighbors")))
            neighbors.update(_items((inner.get("ipv4") or {}).get("neighbors")))
            neighbors.update(_items((inner.get("ipv6") or {}).get("neighbors")))
            for ip, row in neighbors.items():
                if str(ip).lower() not in _NO_NEIGHBORS:
                    yield dict({"ip": ip}, **row, _interface=interface, _vrf=vrf, _dialect=_dialect(row, name))
    for ip, row in _items(data.get("global_static_table")):
        dialect = "iosxr" if "state" in row else "ios"
        yield dict({"ip": ip}, **row, _interface=row.get("interface"), _vrf=vrf, _dialect=dialect)


def _items(mapping):
    return list(mapping.items()) if isinstance(mapping, dict) else []


def _dialect(row, container):
    if container == "interface" or "protocol" in row or "type" in row:
        return "ios"
    if "location" in row or "encap_type" in row:
        return "iosxr"
    return "nxos"


def _record(row):
    ip, family = canonical_ip(text_of(row.get("ip_address", row["ip"])) or "")
    printed = text_of(row.get("link_layer_address", row.get("mac_address")))
    if printed is None:
        raise ValueError("no link-layer address")
    dialect, interface = row["_dialect"], text_of(row["_interface"])
    physical = text_of(row.get("physical_interface"))
    age = text_of(row.get("age"))
    return neighbor(
        ip,
        family,
        mac=mac_of(printed),
        interface=full_name(interface, dialect) if interface else None,
        physical_interface=full_name(physical, dialect) if physical and physical != "-" else None,
        vlan=vlan_of_name(interface),
        vrf=text_of(row.get("vrf", row["_vrf"])),
        state=state_of(row.get("neighbor_state", row.get("state"))) or state_of(printed),
        origin=_origin(row, family, interface, age, state_of(printed)),
        is_router=row.get("is_router") if isinstance(row.get("is_router"), bool) else None,
        age_seconds=seconds(age, 60 if dialect == "ios" else 1),
        expires_seconds=_left(row.get("remaining_expire_time")),
    )


def _origin(row, family, interface, age, unresolved):
    if unresolved:
        return "dynamic"
    told = _ORIGIN_OF_STATE.get((text_of(row.get("state")) or "").lower())
    if told:
        return told
    if row["_dialect"] == "ios" and family == "ipv4":
        return "dynamic" if age != "-" else "local" if interface else "static"
    return "static" if row.get("origin") == "static" or row.get("static") == "Y" or age == "-" else "dynamic"


def _left(value):
    return None if value is None else int(float(value))


SOURCES = {"genie": _read}

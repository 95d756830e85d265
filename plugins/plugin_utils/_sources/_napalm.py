# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NAPALM: `get_arp_table` and `get_ipv6_neighbors_table`, rows of interface, mac, ip, age, and state for IPv6.

The unit of `age` depends on the driver, and the data does not name the driver: ios keeps minutes, eos, iosxr and nxos
give seconds, junos the seconds that are left (napalm/ios/ios.py, napalm/junos/utils/junos_views.yml, PR 499). So each
driver is a source of its own, and from data of an unknown driver the number is kept as a flag only.
"""

import functools
from typing import Any, NamedTuple

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._formats._interface_names import full_name
from ansible_collections.netops.arp.plugins.module_utils._formats._tables import vlan_of_name
from ansible_collections.netops.arp.plugins.module_utils._neighbor import canonical_ip, neighbor

from ._common import loaded, mac_of, read_rows, rows_of, state_of, text_of


class Driver(NamedTuple):
    """What `age` means: the field of the record, and the seconds in one unit; how the driver abbreviates interfaces."""

    age_field: Any = None
    unit: int = 1
    dialect: Any = None


_DRIVERS = {
    "napalm": Driver(),
    "napalm_eos": Driver("age_seconds", 1, "eos"),
    "napalm_ios": Driver("age_seconds", 60, "ios"),
    "napalm_iosxr": Driver("age_seconds", 1, "iosxr"),
    "napalm_junos": Driver("expires_seconds", 1, None),
    "napalm_nxos": Driver("age_seconds", 1, "nxos"),
}
# Under these names the getters' results are returned by NAPALM's own tools.
_NO_PORTS = frozenset(["not learned", "Router", "CPU"])
_TUNNELS = ("vxlan", "vtep", "esi.", "nve")
_TABLES = tuple(prefix + table for table in ("arp_table", "ipv6_neighbors_table") for prefix in ("", "get_", "napalm_"))


def _rows(data, source):
    if data == {}:
        raise ArpError(
            f"source {source} got an empty dictionary: the ios getter of NAPALM returns that when a blank line stands "
            "in the output, and the rows are lost; hand the text of the command to parse_neighbors instead"
        )
    if isinstance(data, dict) and set(data) <= set(_TABLES):
        return [row for table in data.values() for row in rows_of(table, source, "rows of a getter")]
    return rows_of(data, source, "the rows of get_arp_table or get_ipv6_neighbors_table")


def _record(row, source):
    driver = _DRIVERS[source]
    ip, family = canonical_ip(text_of(row["ip"]) or "")
    interface, port = _places(text_of(row["interface"]), driver.dialect)
    age = float(row.get("age", -1))
    unknown = age < 0
    record = neighbor(
        ip,
        family,
        mac=mac_of(row["mac"]),
        interface=interface,
        physical_interface=port,
        vlan=vlan_of_name(interface),
        state=state_of(row.get("state")),
        origin="remote" if (port or "").lower().startswith(_TUNNELS) else _origin(source, interface, family, unknown),
        flags=[] if unknown or driver.age_field else [f"age {age:g}"],
    )
    if driver.age_field and not unknown:
        record[driver.age_field] = int(age * driver.unit)
    return record


def _places(text, dialect):
    """Return the interface and the port below it: EOS has both in one, `Vlan10, Ethernet1`, and so has Junos."""
    interface, comma, port = (text or "").partition(", ")
    if not comma:
        interface, _bracket, port = interface.partition(" [")
    names = [full_name(name, dialect) if dialect else name for name in (interface, port.rstrip("]"))]
    return names[0] or None, None if not names[1] or names[1] in _NO_PORTS else names[1]


def _origin(source, interface, family, unknown):
    # IOS prints "-" for its own addresses and for static rows, and the driver makes -1 of it.
    if source == "napalm_ios" and unknown:
        return "local" if interface and family == "ipv4" else "static"
    return "dynamic"


def _read(data, source):
    rows = _rows(loaded(data, source), source)
    return read_rows(rows, source, functools.partial(_record, source=source))


SOURCES = {name: functools.partial(_read, source=name) for name in _DRIVERS}

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SONiC's neighbor tables: `show arp` and `show ndp` of the shell, `show ip arp` of the management CLI (klish).

Sources: scripts/nbrshow of sonic-utilities; the Enterprise SONiC command reference. The header names the columns, and
no cell holds a blank but the far end of a VXLAN tunnel. Where `Vlan` is a number the shell's `Iface` is the switch port
of the row: the layer-3 interface is `Vlan<number>`, and the port is `-` as long as the MAC table does not know it.
"""

import re

from .._neighbor import STATES, canonical_ip, canonical_mac, neighbor
from ._lines import lines_of, read_lines
from ._table_words import vrf_of_echo

# Header cells to the names of the columns.
_HEADERS = {
    ("Address", "MacAddress", "Iface", "Vlan"): ("ip", "mac", "port", "vlan"),
    ("Address", "MacAddress", "Iface", "Vlan", "Status"): ("ip", "mac", "port", "vlan", "state"),
    **{
        ("Address", "Hardware address", "Interface", "Egress Interface", "Type", "Action")[:number]: (
            ("ip", "mac", "interface", "egress", "type", "action")[:number]
        )
        for number in (4, 5, 6)
    },
}
_TYPES = {"dynamic": "dynamic", "static": "static", "remote": "remote"}
_NAMESPACE = re.compile(r"\s*Namespace:\s*(\S+)\s*")
_TOTAL = re.compile(r"\s*Total number of (?:ARP |NDP |neighbor )?entries:?\s*\d+\s*", re.IGNORECASE)
_VLAN = re.compile(r"Vlan(\d+)")
_TUNNEL = "VxLAN DIP: "
_NO_MAC = frozenset(["n/a", "-", "none", "(incomplete)", "incomplete"])


def recognizes(text):
    """Tell whether a text holds the header of one of SONiC's tables."""
    return any(_columns(line) for line in lines_of(text))


def parse(text):
    """Read the tables. A row before the first header, or with another number of cells, is not understood."""
    table = {"columns": (), "namespace": None, "vrf": None}

    def read_row(line):
        table["columns"] = _columns(line) or table["columns"]
        namespace = _NAMESPACE.fullmatch(line)
        if namespace:
            table["namespace"] = namespace.group(1)
        for vrf in vrf_of_echo(line):
            table["vrf"] = vrf
        cells = line.replace(_TUNNEL, "VxLAN-DIP:").split()
        if len(cells) != len(table["columns"]) or _columns(line):
            return None
        return _record(dict(zip(table["columns"], cells)), table["namespace"], table["vrf"])

    return read_lines(text, read_row, _is_decoration)


def _columns(line):
    return _HEADERS.get(tuple(re.split(r"\s{2,}", line.strip())))


def _is_decoration(line):
    return bool(_columns(line) or _NAMESPACE.fullmatch(line) or _TOTAL.fullmatch(line))


def _record(row, namespace, vrf):
    ip, family = canonical_ip(row["ip"])
    interface, port, vlan = _places(row)
    is_tunnel = (port or "").lower().startswith("vxlan")
    state = row.get("state", "").lower()
    return neighbor(
        ip,
        family,
        mac=None if row["mac"].lower() in _NO_MAC else canonical_mac(row["mac"]),
        interface=interface,
        physical_interface=port,
        vlan=vlan,
        vrf=vrf,
        namespace=namespace,
        state=state if state in STATES else None,
        origin="remote" if is_tunnel else _TYPES.get(row.get("type", "dynamic").lower(), "other"),
        flags=[row["action"]] if "action" in row else [],
    )


def _places(row):
    """Return the layer-3 interface, the switch port below it, and the VLAN."""
    port = row.get("port", row.get("egress"))
    port = None if port == "-" else port
    if "interface" in row:
        vlan = _VLAN.fullmatch(row["interface"])
        return row["interface"], port, int(vlan.group(1)) if vlan else None
    if not row["vlan"].isdigit():
        return port, None, None
    return "Vlan" + row["vlan"], port, int(row["vlan"])

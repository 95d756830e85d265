# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ntc-templates: the rows of its ARP and ND templates, with the field names of all of its releases, in any case.

Release 4 renamed most fields (ADDRESS became IP_ADDRESS, MAC became MAC_ADDRESS), some templates never followed. The
unit of an age stands nowhere in the data: clocks and AGE_MIN tell it, and so does the column Protocol, which only
tables of minutes have. Another number is kept as a flag. Interfaces stay as the template gives them. The letters of
RouterOS say more than any word of the other templates, so its rows are read as its own format reads them.
"""

import re

from ansible_collections.netops.arp.plugins.module_utils._formats import _plain_tables, _routeros
from ansible_collections.netops.arp.plugins.module_utils._formats._durations import seconds
from ansible_collections.netops.arp.plugins.module_utils._formats._tables import vlan_of_name
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor

from ._common import ip_or_name, loaded, mac_of, read_rows, rows_of, state_of, text_of

# Names of one thing, the most telling first.
_NAMES = {
    "ip": ("ip_address", "ipv6_address", "address", "ip", "ip_addr", "destination", "host"),
    "mac": ("mac_address", "mac", "hardware_address", "hardware_addr", "hw_address", "hwaddress", "link_layer_address"),
    "interface": ("interface", "port_id", "interface_name", "iface", "circuit", "name", "vlan_name", "port"),
    "physical": ("physical_interface", "physical_port", "port"),
    "vlan": ("vlan_id", "vlan", "external_vlan"),
    "vrf": ("vrf", "vpn_instance", "vpn_name", "vr", "vpn", "context"),
    "state": ("state", "status"),
    "age": ("age", "age_min", "aging", "uptime"),
    "left": ("ttl", "idle_timer"),
}
# IOS XR has one such row for each interface.
_NO_NEIGHBORS = frozenset(["mcast adjacency", "[mcast adjacency]"])
# VRP: the origin, then an F where the entry is in the FIB, then the slot.
_VRP_TYPE = re.compile(r"([dsi])(?:[ f/-][0-9f/-]*)?").fullmatch
_NOTHING = frozenset(["-", "--", "n/a", "none"])
_DEFAULT_VRFS = frozenset(["default", "vr-default", "global", "_public_"])
_ORIGINS = {
    "static": ("static", "s", "permanent", "configured"),
    "dynamic": ("dynamic", "d", "learned"),
    "local": ("local", "i", "interface", "self", "own"),
    "remote": ("remote", "evpn", "vxlan"),
    "other": ("local/broadcast",),
}
_ORIGIN_OF_WORD = {word: origin for origin, words in _ORIGINS.items() for word in words}
# ZXROS has these letters in place of an age.
_ORIGIN_OF_AGE = {"h": "local", "s": "static", "p": "static"}
_VLAN = re.compile(r"([0-9]{1,4})(?:/.*)?").fullmatch


def _read(data):
    rows = rows_of(loaded(data, "ntc_templates"), "ntc_templates", "the rows of a template")
    return read_rows([row for row in rows if not _is_no_neighbor(row)], "ntc_templates", record)


def _is_no_neighbor(row):
    return isinstance(row, dict) and not _NO_NEIGHBORS.isdisjoint(str(value).lower() for value in row.values())


def record(row):
    """Return the record of one row of a template. Raises ValueError and KeyError for a row of something else."""
    row = {str(name).lower(): value for name, value in row.items()}
    if "flags" in row and not row.keys().isdisjoint(("num", "index")):
        return _routeros_record(row)
    mac_name = next(name for name in _NAMES["mac"] + (None,) if name in row or name is None)
    if mac_name is None:
        raise KeyError("mac_address")
    ip, family, flags = ip_or_name(_first(row, "ip"))
    printed = text_of(row[mac_name])
    interface, physical, vlan, is_remote = _places(row)
    age, odd_age = _age(row)
    printed_flags = [flag for flag in (text_of(row.get("flags")) or "").split() if flag.lower() not in _NOTHING]
    permanent = any(flag == "permanent" or "M" in flag for flag in printed_flags)
    return neighbor(
        ip,
        family,
        mac=mac_of(printed),
        interface=interface,
        physical_interface=physical,
        vlan=vlan,
        vrf=_vrf(_first(row, "vrf")),
        state=state_of(printed) or _state(row) or ("permanent" if permanent else None),
        origin="remote" if is_remote else "static" if permanent else _origin(row, interface, state_of(printed)),
        is_router=_flag(row.get("is_router")),
        age_seconds=age,
        # Only the templates of VRP have this field, and there it is minutes.
        expires_seconds=seconds(_first(row, "left")) or seconds(text_of(row.get("expire")), 60),
        flags=printed_flags + flags + odd_age,
    )


def _routeros_record(row):
    names = {"address": "ip", "mac-address": "mac", "interface": "interface", "status": "state"}
    values = {name: _first(row, thing) for name, thing in names.items()}
    return _routeros.record(values, list((text_of(row["flags"]) or "").replace(" ", "")))


def _state(row):
    """Return the state; the template of the IPv6 neighbors of IOS calls it the type."""
    return state_of(_first(row, "state")) or state_of(row.get("type"))


def _first(row, thing):
    """Return the first of the fields for a thing that says something, as text, else None."""
    texts = (_joined(row.get(name)) for name in _NAMES[thing])
    return next((text for text in texts if text and text.lower() not in _NOTHING), None)


def _joined(value):
    """Return a value as text; a cell that took two lines is a list of its parts."""
    return text_of("".join(map(str, value)) if isinstance(value, list) else value)


def _places(row):
    """Return `(interface, physical interface, VLAN, whether EVPN told it)`.

    EOS has both interfaces in one field, `Vlan10, Vxlan1`, IPOS a port and a VLAN: `1/5 vlan-id 211`.
    """
    interface, _comma, below = (_first(row, "interface") or "").partition(", ")
    if "circuit" in row:
        return _plain_tables.IPOS.places(interface, None, None) + (False,)
    physical = _first(row, "physical") or (below if below and not below.startswith("not learned") else None)
    vlan = _VLAN(_first(row, "vlan") or "")
    number = int(vlan.group(1)) if vlan else vlan_of_name(interface)
    return interface or None, physical, number, (physical or "").lower().startswith("vxlan")


def _vrf(text):
    return "default" if text and text.lower() in _DEFAULT_VRFS else text


def _flag(value):
    text = (text_of(value) or "").lower()
    return True if text in ("yes", "true", "y") else False if text in ("no", "false", "n") else None


def _age(row):
    """Return `(age in seconds, flags)`, the number as a flag where nothing tells its unit."""
    text = _first(row, "age")
    if text is None:
        return None, []
    if not text.replace(".", "", 1).isdigit():
        return seconds(text), []
    if "age_min" in row or (text_of(row.get("protocol")) or "").lower() == "internet":
        return seconds(text, 60), []
    return None, ["age " + text]


def _origin(row, interface, unresolved):
    if unresolved:
        return "dynamic"
    words = [(text_of(row.get(name)) or "").lower() for name in ("type", "state")]
    vrp = _VRP_TYPE(words[0])
    told = [_ORIGIN_OF_WORD.get(vrp.group(1) if vrp else words[0]), _ORIGIN_OF_WORD.get(words[1])]
    if any(told):
        return told[0] or told[1]
    if (text_of(row.get("static")) or "").lower() == "yes":
        return "static"
    age = (text_of(row.get("age", row.get("age_min"))) or "").lower()
    # "-" for an age: on IOS the device's own addresses and the static ones; for a time left, on IPOS its own.
    if age == "-":
        return "local" if interface and "protocol" in row else "static"
    return "local" if "circuit" in row and text_of(row.get("ttl")) == "-" else _ORIGIN_OF_AGE.get(age, "dynamic")


SOURCES = {"ntc_templates": _read}

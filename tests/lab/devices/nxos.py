# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco NX-OS, text and C(| json). One VRF: default.

Layout: the unicast routing and interface command references of the Nexus 9000 series. Where there is one row in the
JSON it is an object, otherwise a list.
"""

import json

from . import kernel
from .commands import RefusedError
from .session import Device, known_interface, leave, number, silent, to_mode

_VERSION = """\
Cisco Nexus Operating System (NX-OS) Software
TAC support: http://www.cisco.com/tac
Software
  BIOS: version 07.69
 NXOS: version 9.3(10)
  BIOS compile time:  04/07/2021
  NXOS image file is: bootflash:///nxos.9.3.10.bin
  NXOS compile time:  6/16/2022 13:00:00

Hardware
  cisco Nexus9000 C9300v Chassis
  Intel(R) Xeon(R) CPU with 8161996 kB of memory.
  Processor Board ID LAB00000003

  Device name: {name}
  bootflash:    4287040 kB
"""
_INVENTORY = """\
NAME: "Chassis",  DESCR: "Nexus9000 C9300v Chassis"
PID: N9K-C9300v          ,  VID: V01 ,  SN: LAB00000003
"""
_ARP_LEGEND = """
Flags: * - Adjacencies learnt on non-active FHRP router
       + - Adjacencies synced via CFSoE
       # - Adjacencies Throttled for Glean
       CP - Added via L2RIB, Control plane Adjacencies
       PS - Added via L2RIB, Peer Sync
       RO - Re-Originated Peer Sync Entry
       D - Static Adjacencies attached to down interface

"""
_ND_LEGEND = """
Flags: # - Adjacencies Throttled for Glean
       G - Adjacencies of vPC peer with G/W bit
       R - Adjacencies learnt remotely
       CP - Added via L2RIB, Control plane Adjacencies
       PS - Added via L2RIB, Peer Sync
       RO - Re-Originated Peer Sync Entry

"""


class Nxos(Device):
    network_os = "cisco.nxos.nxos"
    forms = {"": "text", "no-more": "text", "json": "json"}

    def prompt(self):
        return self.hostname + {"exec": "# ", "config": "(config)# ", "interface": "(config-if)# "}[self.mode]

    def refusal(self, line):
        return " " * len(self.prompt()) + "^\n% Invalid command at '^' marker.\n"

    def ambiguity(self, line):
        return "% Ambiguous command at '^' marker."


def interface_name(kernel_name):
    return f"Ethernet1/{number(kernel_name) + 1}"


def _age(row):
    return "-" if row.static else "{:02}:{:02}:{:02}".format(*_clock(row))


def _json_age(row):
    """Since release 9.3 a duration of ISO 8601."""
    parts = [f"{count}{unit}" for count, unit in zip(_clock(row), "HMS", strict=True) if count]
    return "-" if row.static else "PT" + ("".join(parts) or "0S")


def _clock(row):
    return row.age // 3600, row.age // 60 % 60, row.age % 60


def _mac(row):
    return kernel.dots(row.mac) if row.mac else "INCOMPLETE"


def _arp_text(context):
    rows = kernel.neighbors(4)
    return (
        f"{_ARP_LEGEND}IP ARP Table for {context}\nTotal number of entries: {len(rows)}\n"
        "Address         Age       MAC Address     Interface       Flags\n"
    ) + "".join(f"{row.ip:<15} {_age(row):<8}  {_mac(row):<14}  {interface_name(row.interface):<15}\n" for row in rows)


def _arp_detail_text(context):
    rows = kernel.neighbors(4)
    return (
        f"{_ARP_LEGEND}IP ARP Table for {context}\nTotal number of entries: {len(rows)}\n"
        "Address         Age       MAC Address     Interface        Physical Interface  Flags\n"
    ) + "".join(
        f"{row.ip:<15} {_age(row):<8}  {_mac(row):<14}  {interface_name(row.interface):<16} "
        f"{interface_name(row.interface):<18}\n"
        for row in rows
    )


def _arp_data(vrf, detail=False):
    rows = [_arp_row(row, detail) for row in kernel.neighbors(4)]
    return {"TABLE_vrf": {"ROW_vrf": {"vrf-name-out": vrf, "cnt-total": len(rows), **_table("adj", rows)}}}


def _arp_row(row, detail):
    data = {"ip-addr-out": row.ip, "time-stamp": _json_age(row), "intf-out": interface_name(row.interface)}
    data.update({"mac": kernel.dots(row.mac)} if row.mac else {"incomplete": "true"})
    if detail:
        data.update({"phy-intf": interface_name(row.interface), "flags": "", "adj-vrf-name": "default"})
    return data


def _nd_text(context):
    rows = kernel.neighbors(6)
    return (
        f"{_ND_LEGEND}IPv6 Adjacency Table for {context}\nTotal number of entries: {len(rows)}\n"
        "Address         Age       MAC Address     Pref Source     Interface\n"
    ) + "".join(
        f"{row.ip:<15} {_age(row):<8}  {_mac(row):<14}  {_preference(row):<4} {_owner(row):<10} "
        f"{interface_name(row.interface):<20}\n"
        for row in rows
    )


def _nd_data(vrf):
    rows = [
        {
            "ipv6-addr": row.ip,
            "time-stamp": _json_age(row),
            "mac": _mac(row),
            "pref": _preference(row),
            "owner": _owner(row),
            "intf-out": interface_name(row.interface),
        }
        for row in kernel.neighbors(6)
    ]
    family = {"afi": "ipv6", "count": len(rows), **_table("adj", rows)}
    return {"TABLE_vrf": {"ROW_vrf": {"vrf-name-out": vrf, **_table("afi", [family])}}}


def _preference(row):
    return "1" if row.static else "50"


def _owner(row):
    return "static" if row.static else "icmpv6"


def _table(name, rows):
    """The wrapping of rows: no table where there is none, an object for one, a list for more."""
    return {f"TABLE_{name}": {f"ROW_{name}": rows[0] if len(rows) == 1 else rows}} if rows else {}


def _interfaces_data():
    rows = []
    for link in kernel.links():
        row = {
            "interface": interface_name(link.name),
            "state": "up" if link.up else "down",
            "admin_state": "up",
            "eth_hw_addr": kernel.dots(link.mac),
        }
        for address in [one for one in link.addresses if one.version == 4][:1]:
            network = address.network
            row.update(
                eth_ip_addr=str(address.ip), eth_ip_mask=network.prefixlen, eth_ip_prefix=str(network.network_address)
            )
        rows.append(row)
    return _table("interface", rows)


def _ip_interfaces_data():
    rows = []
    for link in kernel.links():
        addresses = [one for one in link.addresses if one.version == 4]
        if addresses:
            first, *others = addresses
            second = [{"prefix1": str(one.ip), "masklen1": str(one.network.prefixlen)} for one in others]
            row = {"vrf-name-out": "default", "intf-name": interface_name(link.name), "prefix": str(first.ip)}
            rows.append({**row, "masklen": str(first.network.prefixlen), **_table("secondary_address", second)})
    return _table("intf", rows)


def _default_route_data():
    paths = [
        {
            "ipnexthop": route.gateway,
            "ifname": interface_name(route.interface).replace("Ethernet", "Eth"),
            "pref": "1",
            "clientname": "static",
            "ubest": "true",
        }
        for route in kernel.default_routes()
    ]
    prefix = {"ipprefix": "0.0.0.0/0", "ucast-nhops": len(paths), **_table("path", paths)}
    family = {"addrf": "ipv4", **_table("prefix", [prefix] if paths else [])}
    return _table("vrf", [{"vrf-name-out": "default", **_table("addrf", [family])}])


def _both(text, data):
    """A command whose answer has both forms, given as functions of nothing."""
    return {"text": lambda _device: text(), "json": lambda _device: json.dumps(data())}


def _tables(words, text, data, everywhere):
    """All spellings of one of the tables: of the default VRF, or of all. C(everywhere) names all in a heading."""
    one = _both(lambda: text("context default"), lambda: data("default"))
    return {
        words: one,
        f"{words} vrf default": one,
        f"{words} vrf all": _both(lambda: text(everywhere), lambda: data("all" if everywhere[0] == "a" else "default")),
        f"{words} vrf <name>": {"text": _no_vrf, "json": _no_vrf},
    }


def _no_vrf(_device, name):
    raise RefusedError(f"% VRF {name} not found")


def _pin(device, address, mac):
    kernel.pin(address, mac, device.interface)


def _unpin(device, address):
    kernel.unpin(address, device.interface)


def _clear(version):
    """Return the command that drops one row, in the one VRF that there is."""

    def clear(device, address, vrf="default"):
        if vrf != "default":
            _no_vrf(device, vrf)
        kernel.flush(version, address)

    return clear


def _ping(device, address, vrf, *_words):
    if vrf != "default":
        _no_vrf(device, vrf)
    return kernel.ping(address)


def _save(_device):
    return "[########################################] 100%\nCopy complete."


def _edit_interface(device, *words):
    names = {link.name: interface_name(link.name) for link in kernel.links()}
    device.interface = known_interface(names, "".join(words))
    device.mode = "interface"


_SHOW = {
    "show version": lambda device: _VERSION.format(name=device.hostname),
    "show inventory": lambda _device: _INVENTORY,
    "show privilege": lambda _device: "User name: root\nCurrent privilege level: -1\nFeature privilege: Disabled",
    **_tables("show ip arp", _arp_text, _arp_data, "all contexts"),
    **_tables("show ip arp detail", _arp_detail_text, lambda vrf: _arp_data(vrf, detail=True), "all contexts"),
    **_tables("show ipv6 neighbor", lambda _context: _nd_text("VRF default"), _nd_data, "VRF default"),
    **_tables("show ipv6 neighbor detail", lambda _context: _nd_text("VRF default"), _nd_data, "VRF default"),
    "show interface": {"json": _both(None, _interfaces_data)["json"]},
    "show ip interface vrf all": {"json": _both(None, _ip_interfaces_data)["json"]},
    "show ip route 0.0.0.0/0 vrf all": {"json": _both(None, _default_route_data)["json"]},
    "show running-config": lambda device: f"hostname {device.hostname}",
}
_CONFIG = {"interface <name>": _edit_interface, "interface <kind> <place>": _edit_interface, "end": to_mode("exec")}
Nxos.modes = {
    "exec": {
        **_SHOW,
        "terminal length <n>": silent,
        "terminal width <n>": silent,
        "configure terminal": to_mode("config"),
        "configure": to_mode("config"),
        "clear ip arp <address> vrf <name> force-delete": _clear(4),
        "clear ip arp <address> force-delete": _clear(4),
        "clear ipv6 neighbor <address> vrf <name> force-delete": _clear(6),
        "clear ipv6 neighbor <address> force-delete": _clear(6),
        "ping <address> vrf <name> count <n> timeout <n>": _ping,
        "ping6 <address> vrf <name> count <n> timeout <n>": _ping,
        "copy running-config startup-config": _save,
        "exit": leave,
    },
    "config": {**_SHOW, **_CONFIG, "exit": to_mode("exec")},
    "interface": {
        **_SHOW,
        **_CONFIG,
        "ip arp <address> <mac>": _pin,
        "no ip arp <address>": _unpin,
        "ipv6 neighbor <address> <mac>": _pin,
        "no ipv6 neighbor <address>": _unpin,
        "exit": to_mode("config"),
    },
}

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos, on the command line with C(| display json) and C(| display xml), and over NETCONF (C(netconf.py)).

One routing instance: master.

Layout: the Junos CLI reference and the Junos XML API.
"""

import ipaddress
import json
from xml.sax.saxutils import escape

from . import kernel, netconf
from .session import Device, as_exec, commit, compared, discard, known_interface, later, leave, number, to_mode

RELEASE = "21.4R3.15"
_XMLNS = "http://xml.juniper.net/junos/21.4R0/"
_ND_STATES = {"FAILED": "unreachable", "PERMANENT": "reachable"}
_LIFETIME = 1200  # seconds: arp aging-timer, 20 minutes


class Junos(Device):
    network_os = "junipernetworks.junos.junos"
    forms = {
        "": "text",
        "no-more": "text",
        "display json": "json",
        "display xml": "xml",
        "compare": "compare",
        'display set | match " ndp "': "neighbors",
    }

    def prompt(self):
        if self.mode == "exec":
            return f"root@{self.hostname}> "
        return f"\n[edit]\nroot@{self.hostname}# "

    def refusal(self, line):
        words = line.split()
        where = " " * len(f"root@{self.hostname}> " + " ".join(words[:-1])) + "^\n"
        return where + ("unknown command." if len(words) == 1 else "syntax error.")

    def ambiguity(self, line):
        return f"'{line.split()[-1]}' is ambiguous."

    def netconf(self, source, target):
        netconf.serve(self, source, target)


def interface_name(kernel_name):
    return f"ge-0/0/{number(kernel_name)}.0"


def software(device):
    return (
        "software-information",
        "",
        [
            ("host-name", device.hostname),
            ("product-model", "vmx"),
            ("product-name", "vmx"),
            ("junos-version", RELEASE),
        ],
    )


def _software_text(device):
    return f"Hostname: {device.hostname}\nModel: vmx\nJunos: {RELEASE}\nJUNOS OS Kernel 64-bit\n"


def arp(_device, expiration=False):
    """The tree of C(show arp). Junos shows no row before it has a MAC."""
    entries = [("arp-table-entry", _arp_entry(row, expiration)) for row in _resolved()]
    return ("arp-table-information", "junos-arp", [*entries, ("arp-entry-count", str(len(entries)))])


def arp_expiration(device):
    return arp(device, expiration=True)


def _resolved():
    return [row for row in kernel.neighbors(4) if row.mac]


def _arp_entry(row, expiration):
    entry = [("mac-address", row.mac), ("ip-address", row.ip), ("interface-name", interface_name(row.interface))]
    entry.append(("arp-table-entry-flags", [(_arp_flags(row), None)]))
    return entry + ([("time-to-expire", _left(row))] if expiration and not row.static else [])


def _arp_flags(row):
    return "permanent" if row.static else "none"


def _left(row):
    return str(max(0, _LIFETIME - row.age))


def _arp_text(_device, expiration=False):
    lines = ["MAC Address       Address         Interface                Flags" + ("    TTE" if expiration else "")]
    for row in _resolved():
        line = f"{row.mac} {row.ip:<15} {interface_name(row.interface):<24} {_arp_flags(row)}"
        lines.append(f"{line:<74} {'-' if row.static else _left(row)}" if expiration else line)
    return "\n".join([*lines, f"Total entries: {len(lines) - 1}"])


def _arp_expiration_text(device):
    return _arp_text(device, expiration=True)


def nd(_device):
    """The tree of C(show ipv6 neighbors)."""
    entries = [("ipv6-nd-entry", _nd_entry(row)) for row in kernel.neighbors(6)]
    return ("ipv6-nd-information", "junos-ipv6-nd", [*entries, ("ipv6-nd-total", str(len(entries)))])


def _nd_entry(row):
    return [
        ("ipv6-nd-neighbor-address", row.ip),
        ("ipv6-nd-neighbor-l2-address", row.mac or "none"),
        ("ipv6-nd-state", _nd_state(row)),
        ("ipv6-nd-expire", "0" if row.static else _left(row)),
        ("ipv6-nd-isrouter", _yes_no(row.router)),
        ("ipv6-nd-issecure", "no"),
        ("ipv6-nd-interface-name", interface_name(row.interface)),
    ]


def _nd_state(row):
    return _ND_STATES.get(row.state, row.state.lower())


def _yes_no(value):
    return "yes" if value else "no"


def _nd_text(_device):
    lines = ["IPv6 Address                 Linklayer Address  State       Exp   Rtr  Secure  Interface"]
    for row in kernel.neighbors(6):
        lines.append(
            f"{row.ip:<28} {row.mac or 'none':<18} {_nd_state(row):<11} {_left(row):<5} {_yes_no(row.router):<4} "
            f"{'no':<7} {interface_name(row.interface)}"
        )
    return "\n".join([*lines, f"Total entries: {len(lines) - 1}"])


def interfaces(_device):
    """The tree of C(show interfaces)."""
    return (
        "interface-information",
        "junos-interface",
        [("physical-interface", _physical(one)) for one in kernel.links()],
    )


def _physical(link):
    unit = [("name", interface_name(link.name))]
    for version, family in ((4, "inet"), (6, "inet6")):
        addresses = [("interface-address", _address(one)) for one in link.addresses if one.version == version]
        unit += [("address-family", [("address-family-name", family), *addresses])] if addresses else []
    return [
        ("name", interface_name(link.name)[:-2]),
        ("admin-status", "up"),
        ("oper-status", "up" if link.up else "down"),
        ("current-physical-address", link.mac),
        ("logical-interface", unit),
    ]


def _address(address):
    """Zeros at the end of the network are left out: C(192.0.2/24)."""
    network = str(address.network.network_address)
    while address.version == 4 and network.endswith(".0"):
        network = network[:-2]
    return [("ifa-destination", f"{network}/{address.network.prefixlen}"), ("ifa-local", str(address.ip))]


def instances(_device):
    """The tree of C(show route instance detail): the interfaces of the master instance are not listed."""
    core = [("instance-name", "master"), ("router-id", "0.0.0.0"), ("instance-type", "forwarding")]
    return ("instance-information", "junos-routing", [("instance-core", [*core, ("instance-state", "Active")])])


def default_route(_device):
    """The tree of C(show route 0.0.0.0/0 exact active-path)."""
    hops = [("nh", [("to", one.gateway), ("via", interface_name(one.interface))]) for one in kernel.default_routes()]
    route = [("rt", [("rt-destination", "0.0.0.0/0"), ("rt-entry", [("protocol-name", "Static"), *hops])])]
    table = [("table-name", "inet.0"), *(route if hops else [])]
    return ("route-information", "junos-routing", [("route-table", table)])


def xml(tree, indent=""):
    """Return a tree as XML. A tree is C((name, schema, children)); a child C((name, text, None or children))."""
    name, schema, children = tree
    xmlns = f' xmlns="{_XMLNS}{schema}"' if schema else ""
    return (
        f"{indent}<{name}{xmlns}>\n"
        + "".join(_xml_child(child, indent + "    ") for child in children)
        + (f"{indent}</{name}>\n")
    )


def _xml_child(child, indent):
    name, content = child
    if content is None:
        return f"{indent}<{name}/>\n"
    if isinstance(content, str):
        return f"{indent}<{name}>{escape(content)}</{name}>\n"
    return f"{indent}<{name}>\n" + "".join(_xml_child(one, indent + "    ") for one in content) + f"{indent}</{name}>\n"


def _display_xml(tree):
    closing = "    <cli>\n        <banner></banner>\n    </cli>\n</rpc-reply>"
    return f'<rpc-reply xmlns:junos="{_XMLNS}junos">\n{xml(tree, "    ")}{closing}'


def _display_json(tree):
    name, schema, children = tree
    return json.dumps({name: [{"attributes": {"xmlns": _XMLNS + schema}, **_json_children(children)}]}, indent=4)


def _json_children(children):
    """Each value is wrapped in a list of objects, also where there is one; an empty element holds C([null])."""
    grouped = {}
    for name, content in children:
        leaf = {"data": [None] if content is None else content}
        grouped.setdefault(name, []).append(_json_children(content) if isinstance(content, list) else leaf)
    return grouped


def _shown(text, tree):
    forms = {
        "text": text,
        "json": lambda device: _display_json(tree(device)),
        "xml": lambda device: _display_xml(tree(device)),
    }
    return {form: function for form, function in forms.items() if function}


def _pin(_device, name, _prefix, address, mac):
    kernel.pin(address, mac, _kernel_name(name))


def _unpin(_device, name, _prefix, address):
    kernel.unpin(address, _kernel_name(name))


def _clear(version):
    def clear(_device, address):
        return "".join(f"{one:<15} deleted\n" for one in kernel.flush(version, address))

    return clear


def _kernel_name(name):
    return known_interface({link.name: interface_name(link.name)[:-2] for link in kernel.links()}, name)


def _commit(device, *_words):
    return commit(device) + "commit complete"


def _configure(device):
    device.mode = "config"
    return "Entering configuration mode"


def _exit_configuration(device, *_words):
    device.mode = "exec"
    return "Exiting configuration mode"


def _configured_neighbors(_device):
    """The lines that hold static entries; the own address of their network stands in them."""
    return "\n".join(
        f"set {_STATIC6_LINE} mac {{}}".format(interface_name(row.interface)[:-2], own, row.ip, row.mac)
        for link in kernel.links()
        for row in kernel.neighbors(6)
        for own in link.addresses
        if row.static and row.interface == link.name and ipaddress.ip_address(row.ip) in own.network
    )


_STATIC = "interfaces <name> unit 0 family inet address <prefix> arp <address>"
_STATIC_LINE = "interfaces {} unit 0 family inet address {} arp {}"
_STATIC6 = "interfaces <name> unit 0 family inet6 address <prefix> ndp <address>"
_STATIC6_LINE = "interfaces {} unit 0 family inet6 address {} ndp {}"
Junos.modes = {
    "exec": {
        "show version": _shown(_software_text, software),
        "show arp": _shown(_arp_text, arp),
        "show arp no-resolve": _shown(_arp_text, arp),
        "show arp no-resolve expiration-time": _shown(_arp_expiration_text, arp_expiration),
        "show ipv6 neighbors": _shown(_nd_text, nd),
        "show interfaces": _shown(None, interfaces),
        "show route instance detail": _shown(None, instances),
        "show route 0.0.0.0/0 exact active-path": _shown(None, default_route),
        "show configuration interfaces": {"neighbors": _configured_neighbors},
        "show configuration": lambda device: f"system {{\n    host-name {device.hostname};\n}}",
        "set cli timestamp disable": lambda _device: "CLI timestamp disabled",
        "set cli screen-length <n>": lambda _device, count: f"Screen length set to {count}",
        "set cli screen-width <n>": lambda _device, count: f"Screen width set to {count}",
        "configure": _configure,
        "configure private": _configure,
        "ping <address> count <n> wait <n>": lambda _device, address, *_words: kernel.ping(address),
        "clear arp hostname <address>": _clear(4),
        "clear ipv6 neighbors host <address>": _clear(6),
        "exit": leave,
        "quit": leave,
    },
    "config": {
        f"set {_STATIC} mac <mac>": later(f"set {_STATIC_LINE} mac {{}}", _pin),
        f"delete {_STATIC}": later(f"delete {_STATIC_LINE}", _unpin),
        f"set {_STATIC6} mac <mac>": later(f"set {_STATIC6_LINE} mac {{}}", _pin),
        f"delete {_STATIC6}": later(f"delete {_STATIC6_LINE}", _unpin),
        "commit": _commit,
        "commit and-quit": lambda device: _commit(device) + "\n" + _exit_configuration(device),
        "rollback 0": discard,
        "show": {"text": compared, "compare": compared},
        "top": to_mode("config"),
        "run <line...>": as_exec,
        "exit": _exit_configuration,
        "exit configuration-mode": _exit_configuration,
    },
}

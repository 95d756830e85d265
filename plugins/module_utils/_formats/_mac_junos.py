# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos MAC tables as text: `show ethernet-switching table`, `show bridge|vpls mac-table`, `show mac-vrf forwarding`.

Source: the Junos CLI reference. Releases differ in the columns: flags, then perhaps an age that is always `-`, perhaps
a GBP tag, then the logical interface, which a MAC of the control plane does not have, then next hops and remote ends.
Switches without Enhanced Layer 2 Software (ELS) show a type and an age instead. Tables of bridge domains name their
VLAN in a title. Otherwise a VLAN is shown by name only; one that is called vlan<number> is taken to be that one.
"""

import functools
import re

from . import _mac_junos_trees
from ._durations import seconds
from ._mac_entry import ParsedMacs, mac_entry, table_mac
from ._mac_junos_trees import flags_type, type_and_interface
from ._rows import read_rows, sections
from ._vlan_names import named_vlan

_MAC = r"(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}"
_END = r"[ \t\r]*$"
_MEMBER = r"(?:[a-z]{2,3}-\d[\d/:]*|ae\d+)\.\d+"
_PORT = r"(?:[a-z][\w-]*[/.]\S*|[a-z]+\d+\S*|\S+\.\d+)"
_ROW = re.compile(
    r"^[ \t]*(?:(?P<vlan>[^\s:]+)[ \t]+)?(?P<mac>%s)[ \t]+(?P<flags>[A-Z]{1,6}(?:,[A-Z]{1,3})*)"
    r"(?:[ \t]+(?:-|\d{1,5})(?=\s))*(?:[ \t]+(?P<interface>%s))?(?:[ \t]+[\d.:a-fA-F]+)*%s" % (_MAC, _PORT, _END),
    re.MULTILINE,
)
_OLD_ROW = re.compile(
    r"^[ \t]*(?P<vlan>\S+)[ \t]+(?P<mac>%s)[ \t]+(?P<word>Learn(?:ed)?|Static|Persistent\S*|Control|Secure)[ \t]+"
    r"(?P<age>[\d:]+|-)[ \t]+(?P<interface>\S+)(?:[ \t]+\(\S*\))?%s" % (_MAC, _END),
    re.MULTILINE,
)
# The details of one MAC take several lines; the last one that counts names the interface, or the type.
_DETAIL = re.compile(
    r"^[ \t]*MAC address[ \t]*:[ \t]*(?P<mac>%s)%s(?:\n[ \t]*(?:Routing instance|Bridging domain|VLAN)\b[^\n]*)*?"
    r"(?:\n[^\n]*\bVLAN(?: ID)?[ \t]*:[ \t]*(?P<vlan>\w+)[^\n]*)(?:\n[ \t]*Routing instance[^\n]*)?"
    r"\n[ \t]*Learning interface[ \t]*:[ \t]*(?P<interface>\S+)%s" % (_MAC, _END, _END),
    re.MULTILINE,
)
_EXTENSIVE = re.compile(
    r"^[ \t]*VLAN: [^,\n]+, Tag: (?P<vlan>\d+), MAC: (?P<mac>%s), Interface: (?P<interface>\S+)%s"
    r"(?:\n[ \t]*(?:Interfaces?\b.*|%s(?:,[ \t]*%s)*,?[ \t\r]*$))*"
    r"\n[ \t]*Type: (?P<word>\w+)(?:, Age: (?P<age>[\d:]+))?[^\n]*$" % (_MAC, _END, _MEMBER, _MEMBER),
    re.MULTILINE,
)
_OLD_DETAIL = re.compile(
    r"^[ \t]*(?P<vlan>[^\s,]+), (?P<mac>%s)%s\n[ \t]*Interface\(s\):[ \t]*(?P<interface>\S+)%s"
    r"\n[ \t]*Type: (?P<word>\w+)(?:, Age: (?P<age>[\d:]+))?[^\n]*$" % (_MAC, _END, _END),
    re.MULTILINE,
)
_DOMAIN = re.compile(
    r"^[ \t]*Bridging domain[ \t]*:[^,\n]*,[ \t]*VLAN[ \t]*:[ \t]*(\w+)(?=[ \t\r,]*(?:$|VNID))", re.MULTILINE
)
_DECORATION = re.compile(
    r"\s*MAC flags \(.*|\s*Ethernet[- ]switching table\s*:.*"
    r"|\s*[A-Z]{1,2} ?- ?[A-Za-z][\w ]*(?:,\s*[A-Z]{1,2} ?- ?[A-Za-z][\w ]*)*[,)]?\s*"
    r"|\s*(?:Routing instance|Logical system|Bridging domain|Bridge domain)\s*:.*|\s*V(?:lan|LAN)(?:/BD)?\s+MAC\b.*"
    r"|\s*(?:name|address)\s+(?:address\s+)?flags\b.*|\s*MAC\s+MAC\b.*|\s*\{[\w:.-]+\}(?:\[[^\]]*\])?\s*|\s*-*\(more.*"
    r"|\s*(?:\S*>\s*)?(?:run )?show (?:ethernet-switching|bridge|vpls|mac-vrf|l2-learning)\b.*"
    r"|\s*(?:node|fpc|re)\d+:\s*"
    # Where to flood to, and the details that say nothing of who is behind which port.
    r"|\s*\S+\s+\*\s+Flood\b.*|\s*VLAN: [^,]+, Tag: \d+, MAC: \*, .*|\s*[^\s,]+, \*\s*"
    r"|\s*Interfaces?(?:\(s\))?:(?:\s+\S+\.\d+,?| All-members| Router)*\s*|\s*%s(?:,\s*%s)*,?\s*"
    r"|\s*(?:Type|Action|Nexthop index): .*|\s*(?:Layer 2 flags|Epoch|Learning mask|Base learning interface)\s*:.*"
    r"|\s*(?:MAC address used as|Sequence number|Active interface|ESI|IFL generation)\b.*" % (_MEMBER, _MEMBER)
).fullmatch
_SHAPE = re.compile(
    r"^[ \t]*(?:MAC flags \(|Ethernet[- ]switching table[ \t]*:|MAC address[ \t]*:[ \t]*%s|Bridging domain[ \t]*:)"
    % _MAC,
    re.MULTILINE,
)


def recognizes_macs(text):
    """Tell whether a text holds one of the tables, as text, JSON or XML."""
    return bool(_SHAPE.search(text) or _OLD_ROW.search(text) or _ROW.search(text)) or _mac_junos_trees.is_tree(text)


def parse_macs(text):
    """Read the tables. Entries for flooding (MAC `*`) are no addresses and left out."""
    if _mac_junos_trees.is_tree(text):
        entries, rest = _mac_junos_trees.read_tree(text)
        return ParsedMacs(entries, [line for line in rest if not _DECORATION(line)])
    entries, unparsed = [], []
    # In the detail of a MAC the bridge domain is one of its lines, not the title of a table.
    for domain, part in [(None, text)] if _DETAIL.search(text) else sections(text, _DOMAIN):
        kinds = (
            (_ROW, functools.partial(_row, named_vlan(domain or ""))),
            (_OLD_ROW, _old_row),
            (_DETAIL, _detail),
            (_EXTENSIVE, _old_row),
            (_OLD_DETAIL, _old_row),
        )
        found, rest = read_rows(part, kinds, _DECORATION)
        entries += found
        unparsed += rest
    return ParsedMacs(entries, unparsed)


def _row(domain, match):
    vlan, mac, flags, interface = match.groups()
    vlan = domain if vlan is None else named_vlan(vlan)
    return mac_entry(table_mac(mac), vlan, interface, flags_type(flags, interface))


def _old_row(match):
    kind, interface = type_and_interface(match.group("word"), match.group("interface"))
    age = match.group("age")
    return mac_entry(table_mac(match.group("mac")), named_vlan(match.group("vlan")), interface, kind, seconds(age))


def _detail(match):
    mac, vlan, interface = match.groups()
    return mac_entry(table_mac(mac), named_vlan(vlan), interface, flags_type("D", interface))

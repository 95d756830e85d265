# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words in the tables of network operating systems: headings, types, states, and the lines around the rows.

Sources: the command references of the platforms that `_tables.py` reads. All in lower case, since they differ in it.
"""

import re

from ._cisco_lines import is_cisco_decoration

# Field to headings that mean the same everywhere.
_HEADINGS = {
    "ip": "ip|ip address|ip addr|ip_address|ipv4 address|ipv6 address|ip-address|ipv6 address/prefix|address|host"
    "|destination",
    "mac": "mac|mac address|mac addr|mac_address|mac-address|macaddress|hardware address|hardware addr|hw address"
    "|link-layer|link layer|link layer address|link-layer address|link layer addr|linklayer-addr|hardwareaddr"
    "|physical address",
    "interface": "interface|ip interface|iface|circuit|interface name|if|intf|ipv6 interface",
    "port": "port|ports|physical port|physical interface|egress interface|port name|phys intf|port id",
    "vlan": "vlan|vlan id|vlanid|vid|vlan_id|vlan-id|vlan number",
    "vrf": "vrf|vr|vpn|vpn-instance|vpn instance|vrf name|context",
    "age": "age|age(min)|age (min)|age(minutes)|age (minutes)|age(sec)|age (sec)|age(s)|age (seconds)|aging|aging(s)"
    "|aging(min)|aging time|updated|last updated",
    "expires": "ttl|ttl(sec)|ttl (sec)|ttl(10 sec)|expire|expire(m)|exp(m)|expires|expires(min)|expires (min)"
    "|expires(sec)",
    "type": "type|entry type|arp type",
    "state": "state|status|neighbor state|nd state",
    "router": "isr|isrtr|is router|router|isrouter",
    "flags": "flags|flag",
}
FIELD_OF_HEADING = {heading: field for field, words in _HEADINGS.items() for heading in words.split("|")}

# What a heading says of the unit of its column, in seconds.
UNITS = ((re.compile(r"\(?10 sec"), 10), (re.compile(r"\(m|min"), 60), (re.compile(r"\(s|sec"), 1))

NO_VALUE = frozenset(["", "-", "--", "---", "n/a", "na", "none", "null"])

_ORIGINS = {
    "dynamic": "dynamic d dyn learned learnt arpa gateway inspect dhcp snooping",
    "static": "static s stat permanent configured config",
    "local": "local interface self own",
    "remote": "remote evpn vxlan bgp vtep",
    "other": "other",
}
ORIGIN_OF_WORD = {word: origin for origin, words in _ORIGINS.items() for word in words.split()}

_STATES = {
    "incomplete": "incomplete incomp incmp inc pend pending resolving unresolved",
    "reachable": "reachable reach reac",
    "stale": "stale",
    "delay": "delay",
    "probe": "probe",
    "failed": "failed fail invalid unreachable unreach",
    "permanent": "permanent",
    "noarp": "noarp",
}
STATE_OF_WORD = {word: state for state, words in _STATES.items() for word in words.split()}
# States that say no more than that there is a MAC.
PLAIN_STATES = frozenset(["valid", "resolved", "confirmed", "ok", "active", "up"])

ROUTER_OF_WORD = {
    **dict.fromkeys(["yes", "true", "1", "y", "r", "rtr"], True),
    **dict.fromkeys(["no", "false", "0", "n", "host"], False),
}

# "Age Time (seconds)............................. 300"
_DOTTED_LINE = re.compile(r"\s*[A-Z][^.]*\.{2,} ?(?:\S.*)?").fullmatch
_RULE = re.compile(r"[\s=+*|_.-]*").fullmatch
_TOTAL = re.compile(
    r"[\s-]*(?:total|number of|the count is|all arps)\b.*\d.*|\s*\d+ (?:out )?of \d+ .*"
    r"|[\s-]*\d+ (?:arp |neighbor )?entr(?:y|ies)\b.*|[\s-]*\d+ mac address\S* found.*"
    r"|\s*command execution time:.*|\s*command:.*",
    re.IGNORECASE,
).fullmatch
_LEGEND = re.compile(r"\s*(?:codes?|flags?|legend|type|status|note)(?: legend)?\s*(?::|\().*", re.IGNORECASE).fullmatch
_VERB = r"(?:show|sho|sh|display|disp|dis)"
_PROMPT = re.compile(
    r"\s*(?:<[^<>\s]{1,64}>|\[[~*]?[^\[\]\s]{1,64}\]|[\w.@:/~()+ -]{1,64}[#>]|-?>)\s*"
    r"(?:(?:%s|do|get|list|run|screen-length|ter|term|terminal|no page|disable|enable|exit|quit|logout)\b.*)?"
    r"|\s*%s\s+\S.*" % (_VERB, _VERB)
).fullmatch
_ECHO = re.compile(r"(?:^|[#>\]]\s*|\bdo )\s*%s\s+\S" % _VERB).search
_ECHO_VRF = re.compile(r"\b%s\b.*\b(?:vrf|vpn-instance|vr|context)\s+\"?([\w.:/-]+)" % _VERB).search
_SEVERAL_OR_NONE = frozenset(["all", "all-vrfs", "*", "-", ""])
_DEFAULT_VRFS = frozenset(["default", "vr-default", "global", "globalrouter", "no vrf", "public", "default-vrf"])


def is_rule(line):
    """Tell whether a line is drawn of dashes and the like, or empty."""
    return _RULE(line) is not None


def is_table_decoration(line):
    """Tell whether a line is a prompt, a total, a legend or a setting that no format takes for data."""
    return bool(
        is_cisco_decoration(line) or _TOTAL(line) or _LEGEND(line) or _DOTTED_LINE(line) or _PROMPT(line) or _RULE(line)
    )


def vrf_of(text):
    """Return the name of a VRF in the record's words, None for a word that means several or none of them."""
    bare = text.strip("\"'[]")
    low = bare.lower()
    if low in _DEFAULT_VRFS:
        return "default"
    return None if low in _SEVERAL_OR_NONE else bare


def vrf_of_echo(line):
    """Return the VRF that an echoed command names, as a list of one, which is None for a command without any.

    An empty list means that the line is no such command.
    """
    if not _ECHO(line):
        return []
    named = _ECHO_VRF(line)
    return [vrf_of(named.group(1)) if named else None]

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Good policies and bad ones, for the tests of whatever reads them. The bad ones have the message that refuses them."""

from ansible_collections.netops.arp.tests.unit.fabrics import mac

RULE = {"name": "printers", "query": "[?vlan==`7`]", "severity": "info", "message": "{ip} is a printer."}

GOOD = {
    "nothing": {},
    "empty sections": {"virtual_addresses": None, "expected": [], "thresholds": {}, "segments": None, "rules": []},
    "virtual addresses": {"virtual_addresses": [{"ip": "192.0.2.1", "vrf": "red", "macs": [mac(1), mac(2)]}]},
    "MACs in every form": {
        "virtual_addresses": [
            {
                "ip": "2001:db8::1",
                "macs": ["02-00-00-00-00-01", "0200.0000.0001", "0200-0000-0001", "020000000001", "2:0:0:0:0:1"],
            }
        ]
    },
    "an InfiniBand MAC": {"virtual_addresses": [{"ip": "192.0.2.1", "macs": [":".join(["80"] * 20)]}]},
    "lists as text": {
        "virtual_addresses": [{"ip": "192.0.2.1", "macs": f"{mac(1)}, {mac(2)}\n{mac(3)}"}],
        "proxy_arp": [{"mac": mac(1), "prefixes": "192.0.2.0/24,2001:db8::/32"}],
    },
    "an address as an interface prints it": {"expected": [{"ip": "192.0.2.1/24"}, {"ip": "fe80::1%eth0"}]},
    "an IPv6 address with an IPv4 one in it": {"expected": [{"ip": "::ffff:192.0.2.1"}, {"ip": "64:ff9b::192.0.2.1"}]},
    "everything of expected": {"expected": [{"ip": "192.0.2.1", "vrf": 7, "macs": [mac(1)], "segment": "office"}]},
    "optional keys that are empty": {"expected": [{"ip": "192.0.2.1", "vrf": None, "macs": [], "segment": None}]},
    "closed segments": {
        "closed_segments": [
            {"segment": "dmz", "macs": mac(1)},
            {"prefix": "192.0.2.0/24"},
            {"segment": 10, "prefix": None},
        ]
    },
    "segments": {"segments": {"h1": "office", "h2": {"eth0": "office", "eth1": 7}}},
    "ignore": {
        "ignore": [
            {"kind": "duplicate_ip", "ip": "192.0.2.1"},
            {"prefix": "2001:db8::/32", "mac": mac(1), "oui": "00:50:56", "host": "h1", "segment": "office"},
            {"oui": "0050.56"},
            {"kind": "rule"},
        ]
    },
    "thresholds": {"thresholds": {"gateway_stale_seconds": 60, "unresolved_share": "0.25", "forecast_days": 7.5}},
    "severities": {"severities": {"duplicate_ip": "critical", "rule": "info"}},
    "rules": {
        "rules": [
            RULE,
            {"name": "x", "query": "[?mac && starts_with(mac, '02')]", "message": "{host} {segment} {mac} {{}}"},
        ],
        "ignore": [{"kind": "rule:x"}],
        "severities": {"rule:printers": "critical"},
    },
    "rules that return parts, one record or nothing": {
        "rules": [
            {**RULE, "name": "part", "query": "[?mac].{host: host, ip: ip}"},
            {**RULE, "name": "one", "query": "[0]"},
            {**RULE, "name": "none", "query": "[99]"},
        ]
    },
}

BAD = {
    "an unknown section": ({"virtual_adresses": []}, "policy: unknown key 'virtual_adresses'"),
    "no mapping": (["virtual_addresses"], "policy: a mapping"),
    "a mapping for a list": ({"virtual_addresses": {"ip": "192.0.2.1"}}, "policy.virtual_addresses: a list"),
    "text for a list of mappings": ({"virtual_addresses": "192.0.2.1"}, "policy.virtual_addresses: a list"),
    "text for a mapping": ({"virtual_addresses": ["192.0.2.1"]}, r"policy.virtual_addresses\[0\]: a mapping"),
    "no MACs": ({"virtual_addresses": [{"ip": "192.0.2.1"}]}, r"policy.virtual_addresses\[0\]: macs is missing"),
    "MACs null": ({"virtual_addresses": [{"ip": "192.0.2.1", "macs": None}]}, r"\[0\]: macs is missing"),
    "MACs empty": ({"virtual_addresses": [{"ip": "192.0.2.1", "macs": []}]}, r"macs: at least one"),
    "MACs as a mapping": (
        {"virtual_addresses": [{"ip": "192.0.2.1", "macs": {mac(1): 1}}]},
        r"\[0\].macs: a list is needed",
    ),
    "a number too large for an address": (
        {"virtual_addresses": [{"ip": "192.0.2.300", "macs": [mac(1)]}]},
        r"\[0\].ip: '192.0.2.300' is not an IP address",
    ),
    "a short address": ({"expected": [{"ip": "192.0.2"}]}, r"policy.expected\[0\].ip: '192.0.2' is not an IP address"),
    "an IPv6 address with two gaps": ({"expected": [{"ip": "2001::db8::1"}]}, "is not an IP address"),
    "no MAC": ({"virtual_addresses": [{"ip": "192.0.2.1", "macs": ["x"]}]}, r"macs\[0\]: 'x' is not a MAC"),
    "a MAC that YAML read as a number": (
        {"virtual_addresses": [{"ip": "192.0.2.1", "macs": [7730]}]},
        "quote it in YAML",
    ),
    "a MAC of twelve digits that YAML read as a number": (
        {"expected": [{"ip": "192.0.2.1", "macs": [112233445566]}]},
        r"policy.expected\[0\].macs\[0\]: 112233445566 is not a MAC address; quote it",
    ),
    "a MAC without an octet": (
        {"expected": [{"ip": "192.0.2.1", "macs": f"{mac(1)} 02:00:00:00:01"}]},
        r"macs\[1\]: '02:00:00:00:01' is not a MAC",
    ),
    "a MAC of zeros": ({"proxy_arp": [{"mac": "00:00:00:00:00:00", "prefixes": ["192.0.2.0/24"]}]}, "is not a MAC"),
    "a misspelled key": (
        {"virtual_addresses": [{"ip": "192.0.2.1", "mac": ["x"]}]},
        "unknown key 'mac'; known keys are ip, vrf, macs",
    ),
    "a prefix that is too long": ({"proxy_arp": [{"mac": mac(1), "prefixes": ["192.0.2.0/33"]}]}, "is not a prefix"),
    "a blank name": ({"expected": [{"ip": "192.0.2.1", "segment": " "}]}, r"policy.expected\[0\].segment: a text"),
    "a closed segment by nothing": (
        {"closed_segments": [{"macs": [mac(1)]}]},
        r"policy.closed_segments\[0\]: one of segment, prefix is needed",
    ),
    "a closed segment by both": (
        {"closed_segments": [{"segment": "dmz", "prefix": "192.0.2.0/24"}]},
        r"policy.closed_segments\[0\]: segment, prefix exclude each other",
    ),
    "ignoring everything": ({"ignore": [{}]}, r"policy.ignore\[0\]: an empty entry says nothing; one of kind, ip"),
    "ignoring everything by nulls": ({"ignore": [{"kind": None}]}, "an empty entry"),
    "an unknown kind": ({"ignore": [{"kind": "duplicate"}]}, "'duplicate' is no kind of finding; use one of"),
    "a list for a kind": ({"ignore": [{"kind": ["duplicate_ip"]}]}, r"policy.ignore\[0\].kind: .* is no kind"),
    "no OUI": ({"ignore": [{"oui": "xyz"}]}, "start of a MAC"),
    "an OUI that YAML read as a number": ({"ignore": [{"oui": 5056}]}, "quote it in YAML"),
    "an unknown threshold": (
        {"thresholds": {"gateway_stale": 1}},
        "policy.thresholds: unknown key 'gateway_stale'; known keys are .*forecast_days",
    ),
    "text for a number": (
        {"thresholds": {"gateway_stale_seconds": "soon"}},
        "policy.thresholds.gateway_stale_seconds: a number",
    ),
    "true for a number": ({"thresholds": {"gateway_stale_seconds": True}}, "a number"),
    "null for a number": ({"thresholds": {"gateway_stale_seconds": None}}, "a number"),
    "a negative number": ({"thresholds": {"gateway_stale_seconds": -1}}, "out of range"),
    "a percentage for a share": (
        {"thresholds": {"table_pressure_warning": 80}},
        "policy.thresholds.table_pressure_warning: 80 is out of range; a share from 0 to 1",
    ),
    "a percentage for a share, as text": ({"thresholds": {"unresolved_share": "50"}}, "'50' is out of range"),
    "an unknown severity": (
        {"severities": {"duplicate_ip": "high"}},
        "policy.severities.duplicate_ip: 'high' is no severity",
    ),
    "a severity of an unknown kind": ({"severities": {"duplicates": "info"}}, "unknown key 'duplicates'"),
    "a segment without a name": ({"segments": {"h1": ""}}, "policy.segments.h1: a text"),
    "an interface without a name": ({"segments": {"h1": {"eth0": None}}}, "policy.segments.h1.eth0: a text"),
    "a rule without a query": ({"rules": [{"name": "x", "message": "y"}]}, r"policy.rules\[0\]: query is missing"),
    "a rule without a message": ({"rules": [{**RULE, "message": None}]}, r"policy.rules\[0\]: message is missing"),
    "a rule with a blank message": ({"rules": [{**RULE, "message": " "}]}, r"policy.rules\[0\].message: a text"),
    "a rule whose name is no word": (
        {"rules": [{**RULE, "name": "my rule"}]},
        r"policy.rules\[0\].name: 'my rule' is no",
    ),
    "a rule of an unknown severity": ({"rules": [{**RULE, "severity": "high"}]}, r"policy.rules\[0\].severity: 'high'"),
    "a rule with an unknown key": ({"rules": [{**RULE, "level": "info"}]}, r"policy.rules\[0\]: unknown key 'level'"),
}

# What a schema cannot tell.
BAD_TO_THE_READER_ALONE = {
    "two rules of one name": ({"rules": [RULE, RULE]}, r"rules\[1\].name: 'printers' is the name of policy.rules\[0\]"),
    "a broken query": (
        {"rules": [RULE, {**RULE, "name": "x", "query": "[?vlan=7]"}]},
        r"^policy.rules\[1\].query: broken JMESPath expression at character 7: .*\n  \[\?vlan=7\]\n {8}\^$",
    ),
    "a query that breaks in its second line": (
        {"rules": [{**RULE, "query": "[?mac\n && ip = 'x']"}]},
        r"^policy.rules\[0\].query: broken JMESPath expression at character 14: .*\n   && ip = 'x'\]\n {9}\^$",
    ),
    "an empty filter": ({"rules": [{**RULE, "query": "[?]"}]}, r"policy.rules\[0\].query: broken .*\n  \[\?\]\n +\^$"),
    "an unknown function": ({"rules": [{**RULE, "query": "[?vendor(mac)]"}]}, r"rules\[0\].query: .*Unknown function"),
    "a function that meets a null": (
        {"rules": [{**RULE, "query": "[?starts_with(mac, '02')]"}]},
        r"policy.rules\[0\].query: .*does not fit the records: .*starts_with.*; what a record does not tell is null",
    ),
    "a query for texts": (
        {"rules": [{**RULE, "query": "[].ip"}]},
        r"rules\[0\].query: .* must return records.* not '192",
    ),
    "a query for a number": (
        {"rules": [{**RULE, "query": "length(@)"}]},
        r"rules\[0\].query: .*must return records.*2",
    ),
    "a query that drops the host": ({"rules": [{**RULE, "query": "[].{ip: ip}"}]}, "with the host"),
    "a query that gives a key another meaning": (
        {"rules": [{**RULE, "query": "[?mac].{host: host, ip: mac}"}]},
        "under their own keys",
    ),
    "an unknown placeholder": (
        {"rules": [{**RULE, "message": "{vendor} is here"}]},
        r"policy.rules\[0\].message: \{vendor\} is not known; use \{host\}, \{segment\}, \{ip\}",
    ),
    "ignoring a rule that does not exist": (
        {"rules": [RULE], "ignore": [{"kind": "rule:printer"}]},
        r"policy.ignore\[0\].kind: 'rule:printer' is no rule of this policy; its rules are printers",
    ),
    "grading a rule that does not exist": (
        {"severities": {"rule:x": "info"}},
        r"policy.severities: 'rule:x' is no rule of this policy; its rules are none",
    ),
}
BAD.update(BAD_TO_THE_READER_ALONE)

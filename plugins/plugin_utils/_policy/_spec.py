# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys of a policy, as an argument spec of Ansible.

The reader takes the keys, what is required and what excludes each other from here. The documentation of the filter and
of the role and the published JSON schema say the same; tests hold them to it.
"""

from .._catalog import SEVERITIES

THRESHOLDS = {
    "gateway_stale_seconds": 3600.0,
    "table_pressure_warning": 0.8,
    "table_pressure_critical": 0.95,
    "proxy_arp_addresses": 4.0,
    "unresolved_share": 0.5,
    "unresolved_rows": 10.0,
    "forecast_days": 30.0,
    "flapping_days": 30.0,
    "new_activity_days": 180.0,
    "mac_moves": 3.0,
    "mac_learning_seconds": 300.0,
}

# Shares of one: what is more, 80 for 80 percent, would never be reached, and the finding never be said.
SHARES = frozenset(["table_pressure_warning", "table_pressure_critical", "unresolved_share"])

_TEXT = {"type": "str"}
_TEXTS = {"type": "list", "elements": "str"}
_IGNORE = ("kind", "ip", "prefix", "mac", "oui", "host", "segment")


def _needed(option):
    return {**option, "required": True}


def _entries(options, **constraints):
    return {"type": "list", "elements": "dict", "options": options, **constraints}


ARGUMENT_SPEC = {
    "virtual_addresses": _entries({"ip": _needed(_TEXT), "vrf": _TEXT, "macs": _needed(_TEXTS)}),
    "proxy_arp": _entries({"mac": _needed(_TEXT), "prefixes": _needed(_TEXTS)}),
    "expected": _entries({"ip": _needed(_TEXT), "vrf": _TEXT, "macs": _TEXTS, "segment": _TEXT}),
    "closed_segments": _entries(
        {"segment": _TEXT, "prefix": _TEXT, "macs": _TEXTS},
        mutually_exclusive=[["segment", "prefix"]],
        required_one_of=[["segment", "prefix"]],
    ),
    "segments": {"type": "dict"},
    "ignore": _entries(dict.fromkeys(_IGNORE, _TEXT), required_one_of=[list(_IGNORE)]),
    "thresholds": {
        "type": "dict",
        "options": {name: {"type": "float", "default": value} for name, value in THRESHOLDS.items()},
    },
    "severities": {"type": "dict"},
    "rules": _entries(
        {
            "name": _needed(_TEXT),
            "query": _needed(_TEXT),
            "severity": {"type": "str", "choices": list(SEVERITIES), "default": "warning"},
            "message": _needed(_TEXT),
        }
    ),
}

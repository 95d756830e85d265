# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A history in a file: its text, what of it counts as a change, and how it is said that it cannot be used."""

import json

from .._catalog import KINDS
from .._findings import is_ignored
from .._policy import read_policy
from ._present import observer_key


def text_of(document):
    """The document as the file holds it."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False) + "\n"


def lines(document):
    """What the history says, one line per fact, without what differs from one minute to the next."""
    said = set()
    for segment in document["segments"]:
        name = segment["name"]
        for host, namespace, interface in map(observer_key, segment["observers"]):
            said.add(f"{name}: observer {host} {interface or ''}{f' in {namespace}' if namespace else ''}")
        for ip, entries in segment["addresses"].items():
            said.add(f"{name}: {ip} {' '.join(entry['mac'] for entry in entries)}")
    said.update(f"port {mac} {port['host']} {port['interface']}" for mac, port in document["ports"].items())
    return said


def unusable(reason, path, host, policy):
    """The findings that tell of a history that could not be used: one, or none where the policy ignores it."""
    policy = read_policy(policy)
    kind = KINDS["history_unusable"]
    message = (
        f"The history in {path} on {host} cannot be used; it was left as it is, and no changes were judged: {reason}."
    )
    found = {
        "kind": kind.kind,
        "severity": policy.severities.get(kind.kind) or kind.severity,
        "hosts": [host],
        "segment": None,
        "vrf": None,
        "family": None,
        "ip": None,
        "macs": [],
        "interfaces": [],
        "message": message,
        "evidence": [{"host": host, "file": path, "note": reason}],
        "likely_cause": kind.cause,
        "recommended_action": kind.action,
        "first_seen": None,
        "last_seen": None,
    }
    return [] if is_ignored(found, policy) else [found]

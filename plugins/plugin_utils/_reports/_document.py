# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit document, which findings.json holds: what was found, on what evidence, and who was asked.

    {"schema": 1, "generated_at": "...Z", "summary": {severity: n}, "hosts": {name: {...}}, "findings": [Finding, ...]}

Everything that comes in is copied to plain types, so that a document never holds a value of Ansible's own or a
reference into the facts.
"""

import ipaddress
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone

from ...module_utils._errors import ArpError

SCHEMA = 1
SEVERITIES = ("critical", "warning", "info")

_TEXTS = ("kind", "segment", "vrf", "family", "ip", "message", "likely_cause", "recommended_action")
_TIMES = ("first_seen", "last_seen")
_LISTS = ("hosts", "macs", "interfaces")

# What a host says about itself, in the report as in its facts.
_HOST_KEYS = ("platform", "collected_at", "counts", "capacity", "source")


def build(findings, facts, hosts: Iterable, failures=None, generated_at: str | None = None) -> dict:
    """Build the document of one audit.

    C(facts) maps a host to what arp_facts returned for it, C(hosts) names everyone who was to be asked, C(failures)
    maps a host that gave no facts to the reason: text, or the registered result of the task. Raises ArpError when a
    part is of another type.
    """
    facts = _expect(facts, Mapping, "facts must map each host to its facts")
    failures = _expect(failures or {}, Mapping, "failures must map each host to its reason")
    names = {str(name) for name in hosts} | {str(name) for name in facts}
    report = {
        "schema": SCHEMA,
        "generated_at": generated_at or datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "hosts": {name: _host(facts.get(name), failures.get(name)) for name in names},
        "findings": findings,
    }
    return complete(report)


def complete(report) -> dict:
    """Return a document with every key that a renderer reads, sorted, in plain types. Raises ArpError on no mapping."""
    report = _expect(report, Mapping, "a report must be a mapping, as audit_report returns it")
    hosts = _expect(report.get("hosts") or {}, Mapping, "hosts must map each host to its state")
    findings = _expect(report.get("findings") or [], list | tuple, "findings must be a list")
    findings = sorted((_finding(item) for item in findings), key=order)
    return {
        "schema": report.get("schema") or SCHEMA,
        "generated_at": _text(report.get("generated_at")),
        "summary": summarize(findings),
        "hosts": {str(name): _complete_host(hosts[name]) for name in sorted(hosts, key=str)},
        "findings": findings,
    }


def summarize(findings: list[dict]) -> dict[str, int]:
    """Count findings per severity; every severity is named."""
    counts = dict.fromkeys(reversed(SEVERITIES), 0)
    for finding in findings:
        counts[finding["severity"]] += 1
    return counts


def order(finding: dict) -> tuple:
    """Sort key of findings: the most severe first, then kind, segment and numerical address."""
    return (
        SEVERITIES.index(finding["severity"]),
        finding["kind"],
        finding["segment"] or "",
        address_order(finding["ip"]),
        finding["macs"],
        finding["hosts"],
        finding["message"],
    )


def address_order(ip: str | None) -> str:
    """Return text that sorts as addresses do, whatever the family; what is no address comes last."""
    try:
        address = ipaddress.ip_address(ip or "")
    except ValueError:
        return f"9{ip or ''}"
    return f"{address.version}{int(address):032x}"


def verdict(report: dict) -> list:
    """Return what an audit says, without what differs from one minute to the next (times, ages, states, counts).

    Two audits with equal verdicts found the same faults at the same places and failed to read the same hosts.
    """
    keys = ("severity", "kind", "segment", "vrf", "family", "ip", *_LISTS)
    unread = [name for name, host in report["hosts"].items() if host["error"] is not None]
    return [
        report["schema"],
        list(report["hosts"]),
        unread,
        [[item[key] for key in keys] for item in report["findings"]],
    ]


def _host(facts, failure) -> dict:
    if isinstance(facts, Mapping):
        host = {key: facts.get(key) for key in _HOST_KEYS}
        return {
            **host,
            "reached": True,
            "neighbors": neighbor_count(facts),
            "unparsed": len(facts.get("unparsed") or ()),
        }
    is_reached = isinstance(failure, Mapping) and not failure.get("unreachable")
    return {"reached": is_reached, "error": reason(failure)}


def reason(result) -> str:
    """Return why a task failed, from text or its registered result; after a crash with the module's last line."""
    if not isinstance(result, Mapping):
        return _text(result) or "it was not asked, or failed before it could answer"
    # ansible-core 2.19 and later put these words before each reason.
    message = str(result.get("msg") or "the task gave no reason").strip().removeprefix("Task failed: ")
    said = next((result[key] for key in ("module_stderr", "module_stdout") if result.get(key)), "")
    last = [line.strip() for line in str(said).splitlines() if line.strip()][-1:]
    return ": ".join([message, *last])


def neighbor_count(facts: Mapping) -> int:
    """Return how many neighbors a host's facts hold, from their counts where these are there."""
    counts = facts.get("counts")
    if isinstance(counts, Mapping) and counts:
        return sum(int((family or {}).get("total") or 0) for family in counts.values())
    if facts.get("neighbors") is not None:
        return len(facts["neighbors"])
    try:
        return len(json.loads(facts.get("neighbors_json") or "[]"))
    except ValueError:
        return 0


def _complete_host(host) -> dict:
    host = plain(host) if isinstance(host, Mapping) else {}
    error = host.get("error")
    reached = bool(host.get("reached"))
    return {
        **dict.fromkeys(_HOST_KEYS),
        **host,
        "reached": reached,
        "platform": _text(host.get("platform")),
        "collected_at": _text(host.get("collected_at")),
        "capacity": _mappings(host.get("capacity")),
        "neighbors": _number(host.get("neighbors")),
        "unparsed": _number(host.get("unparsed")),
        "error": error if error is not None or reached else "no reason is known",
    }


def _mappings(value) -> dict:
    """Keep what maps a name to a mapping."""
    value = value if isinstance(value, dict) else {}
    return {key: item for key, item in value.items() if isinstance(item, dict)}


def _number(value) -> int | None:
    return value if isinstance(value, int) else None


def _finding(item) -> dict:
    item = item if isinstance(item, Mapping) else {"message": item}
    finding = {key: _text(item.get(key)) for key in _TEXTS}
    finding.update((key, plain(item.get(key))) for key in _TIMES)
    finding.update((key, [_text(value) for value in _listed(item.get(key)) if value is not None]) for key in _LISTS)
    finding["kind"] = finding["kind"] or "unknown"
    finding["message"] = finding["message"] or ""
    # A severity that nobody knows deserves a look rather than the end of the list.
    finding["severity"] = str(item["severity"]) if item.get("severity") in SEVERITIES else "warning"
    finding["evidence"] = [_evidence(entry) for entry in _listed(item.get("evidence"))]
    return finding


def _evidence(entry) -> dict:
    return plain(entry) if isinstance(entry, Mapping) else {"note": _text(entry)}


def _listed(value) -> list:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple | set) else [value]


def _text(value) -> str | None:
    return None if value is None else str(value)


def plain(value):
    """Copy a value to the plain types of JSON; what JSON does not know becomes text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value + 0
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(item) for item in value]
    return str(value)


def _expect(value, types, message: str):
    if not isinstance(value, types):
        raise ArpError(f"{message}, not {type(value).__name__}")
    return value

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The document of a trace: what is known of one address, segment by segment, with a verdict.

The address may be in use on several segments at once. Where it shows on any of them, those on which nobody knows it
only say so.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timezone

from ...module_utils._errors import ArpError
from .._captures import claims, judged
from .._judge import findings, observe
from .._reports import plain, reason
from ._path import path_of
from ._sight import Answer, Probe, Sight, cached_at
from ._subject import subject_of
from ._verdicts import SOUND, verdict_of

SCHEMA = 1
SEVERITIES = ("critical", "warning", "info", SOUND)

_NOWHERE = {
    "off_subnet": (
        "warning",
        "{ip} is in no subnet of the {count} that were read, and in no table: it is not on a segment of theirs.",
        ["Trace it from a host or router of its own subnet: look for the route to {ip} first."],
    ),
    "nobody_read": (
        "critical",
        "Nothing is known of {ip}: no host's tables could be read.",
        ["See the reasons below, and start with a host that Ansible reaches (ansible -m ansible.builtin.ping)."],
    ),
}
# A MAC by itself: findings about the machine behind it, wherever it is.
_ABOUT_MACS = frozenset(["arp_storm", "duplicate_mac", "invalid_frame", "mac_moved", "mac_not_learned"])


def trace(facts, address, policy=None, **gathered):
    """Return what is known of an address, as trace.json holds it.

    `facts` is what arp_facts returned by host. `gathered` may hold `mac_tables` by host; `probes` and `captures`, the
    registered results of arp_probe and arp_capture by host; the `plan` that they were made by; `hosts`, everybody who
    was to be asked, and `failures`, why a host gave no facts; `flushed`, whether entries were flushed before; and
    `generated_at`. Raises ArpError for an address, facts or a policy that are none.
    """
    return _Trace(facts, address, policy, **gathered).document()


class _Trace:
    def __init__(self, facts, address, policy, *, mac_tables=None, probes=None, captures=None, plan=None, **more):
        self.subject = subject_of(address)
        self.plan = {"places": {}, "reasons": {}, **(plan or {})}
        self.probes, self.captures = results_of(probes), results_of(captures)
        self.heard = {
            host: [told["capture"] for told in results if "capture" in told] for host, results in self.captures.items()
        }
        self.generated_at = more.get("generated_at") or datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        heard = {host: self._claims(host) for host in facts if self._claims(host)}
        tables = {host: table for host, table in (mac_tables or {}).items() if table.get("entries")}
        self.observations = observe(facts, policy, mac_tables=tables or None, captures=heard)
        self.findings = findings(self.observations)
        self.hosts = [str(name) for name in more.get("hosts") or facts]
        self.failures = {str(host): reason(told) for host, told in (more.get("failures") or {}).items()}
        self.flushed = bool(more.get("flushed"))

    def _claims(self, host):
        """What a host heard and what it was answered: both prove where it is, and are judged alike."""
        answered = [
            probe_as_capture(result, self.generated_at) for result in self.probes.get(host, ()) if "answered" in result
        ]
        return [*self.heard.get(host, ()), *answered]

    def document(self):
        sights = self._sights()
        told = sorted((self._segment(sight) for sight in sights), key=_order)
        known = [segment for segment in told if segment["is_known"]] or told
        verdict = {**known[0]["verdict"], "segment": known[0]["name"]} if known else self._nowhere()
        macs = {mac for sight in sights for mac in sight.macs}
        return plain(
            {
                "schema": SCHEMA,
                "address": self.subject.ip,
                "family": self.subject.family,
                "generated_at": self.generated_at,
                "flushed": self.flushed,
                "verdict": verdict,
                "segments": told,
                "findings": [found for found in self.findings if self._is_about(found, macs)],
                "hosts": {host: self._host(host) for host in sorted({*self.hosts, *self.observations.fabric.hosts})},
            }
        )

    def _sights(self):
        cached = cached_at(self.subject, self.observations)
        probes, heard = self._probes(), self._heard()
        return [
            Sight(
                self.subject,
                self.observations,
                stations,
                cached.get(id(stations.segment), []),
                probes.get(id(stations.segment), []),
                heard.get(id(stations.segment), {}),
                [found for found in self.findings if found["segment"] == stations.segment.name and self._names(found)],
            )
            for stations in self.observations.stations
            if id(stations.segment) in cached or id(stations.segment) in probes or self._is_on(stations.segment)
        ]

    def _is_on(self, segment):
        """True where the address was heard, or belongs to a subnet that leaves the host."""
        ip = self.subject.ip
        return any(
            any(heard == ip for heard, _mac in observer.heard)
            or (observer.subnets.contains(ip) and observer.up is not False and not observer.is_local_only)
            for observer in segment.observers
        )

    def _probes(self):
        """The probes that were answered or not, by segment id."""
        found = {}
        for host, results in self.probes.items():
            for result in results:
                observer = self._observer(host, result)
                if observer is not None and "answered" in result:
                    is_check = _place(result).get("mode") == "duplicate"
                    probe = Probe(host, observer.interface, is_check, tuple(self._answers(result)))
                    found.setdefault(id(observer.segment), []).append(probe)
        return found

    def _heard(self):
        """What captures tell of the address, by segment id: `{mac: [(observer, Heard), ...]}`."""
        found = {}
        for host, captures in self.heard.items():
            for capture in captures:
                for vlan, pairs in claims(capture).items():
                    name = capture["interface"] if vlan is None else f"{capture['interface']}.{vlan}"
                    observer = self._observer(host, {"item": {**capture, "interface": name}})
                    for (ip, mac), heard in sorted(judged(pairs).items()) if observer else ():
                        if ip == self.subject.ip and (ip, mac) not in observer.own:
                            told = found.setdefault(id(observer.segment), {})
                            told.setdefault(mac, []).append((observer, heard))
        return found

    def _observer(self, host, result):
        place = _place(result)
        observed = self.observations.fabric.hosts.get(host)
        return observed.observers.get((place.get("namespace"), place.get("interface"))) if observed else None

    def _answers(self, result):
        for told in result["answered"]:
            for answer in told["answers"] if told["ip"] == self.subject.ip else ():
                foreign = sorted(set(answer.get("frame_macs") or ()) - {answer["mac"]})
                if not answer.get("is_own"):
                    yield Answer(answer["mac"], answer.get("count", 1), tuple(foreign))

    def _segment(self, sight):
        return {
            "name": sight.name,
            "is_gateway": sight.is_gateway,
            "is_known": bool(sight.macs or sight.failed),
            "verdict": verdict_of(sight),
            "caches": [
                {**one._asdict(), "is_right": sight.is_right(one.mac) if one.mac else None} for one in sight.cached
            ],
            "probes": [
                {**probe._asdict(), "answers": [_named(sight, one.mac, one._asdict()) for one in probe.answers]}
                for probe in sight.probes
            ],
            "heard": [
                _named(sight, mac, {"host": observer.host, "interface": observer.interface, "note": heard.note})
                for mac, told in sight.heard.items()
                for observer, heard in told
            ],
            "paths": [path_of(sight, mac) for mac in sight.macs],
        }

    def _names(self, found):
        return found["ip"] == self.subject.ip or any(item.get("ip") == self.subject.ip for item in found["evidence"])

    def _is_about(self, found, macs):
        return self._names(found) or (found["kind"] in _ABOUT_MACS and not macs.isdisjoint(found["macs"]))

    def _nowhere(self):
        count = len(self.observations.fabric.hosts)
        kind = "off_subnet" if count else "nobody_read"
        severity, sentence, steps = _NOWHERE[kind]
        told = {"ip": self.subject.ip, "count": f"{count} host{'s' if count != 1 else ''}"}
        return {
            "kind": kind,
            "severity": severity,
            "sentence": sentence.format(**told),
            "next_steps": [step.format(**told) for step in steps],
            "segment": None,
        }

    def _host(self, host):
        """What came of a host: was it read, did it ask and listen, and if not, why."""
        is_read = host in self.observations.fabric.hosts
        captured = self.heard.get(host, [])
        return {
            "read": is_read,
            "error": None if is_read else self.failures.get(host, "it was not asked, or failed before it could answer"),
            "asked": any("answered" in result for result in self.probes.get(host, ())),
            "listened_seconds": max((capture.get("duration_seconds") or 0 for capture in captured), default=None),
            "reason": self._why_not(host) if is_read else None,
        }

    def _why_not(self, host):
        refused = [
            f"{what}: {reason(result)}"
            for what, key, results in (
                ("could not listen", "capture", self.captures),
                ("could not ask", "answered", self.probes),
            )
            for result in results.get(host, ())
            if key not in result
        ]
        return "; ".join(dict.fromkeys(refused)) or self.plan["reasons"].get(host)


def probe_as_capture(result, time):
    """What arp_probe was answered, in the form of a capture."""
    interface = _place(result).get("interface") or next((one["interface"] for one in result["answered"]), None)
    told = [
        {"ip": one["ip"], "family": one["family"], "vlan": None, "mac": answer["mac"], "count": answer.get("count", 1)}
        for one in result["answered"]
        for answer in one["answers"]
        if not answer.get("is_own")
    ]
    times = {"first_seconds": 0.0, "last_seconds": 0.0}
    return {
        "interface": interface or "",
        "namespace": _place(result).get("namespace"),
        "started_at": time,
        "duration_seconds": result.get("duration_seconds"),
        "by": "probed",
        "answered": [{**one, **times, "kind": "reply"} for one in told],
        "claims": [{**one, "macs": [{"mac": one["mac"], "count": one["count"], **times}]} for one in told],
    }


def results_of(registered):
    """The results behind what a task registered by host: itself, or those of its loop; none where it was skipped."""
    found = {}
    for host, result in (registered or {}).items():
        if not isinstance(result, Mapping):
            raise ArpError(f"host {host}: a registered result is needed, not {type(result).__name__}")
        several = result.get("results") if "results" in result else [result]
        found[str(host)] = [one for one in several or () if not one.get("skipped")]
    return found


def _named(sight, mac, told):
    """What was told of a MAC, with what is known of it."""
    return {**told, "mac": mac, "described": sight.described(mac), "is_right": sight.is_right(mac)}


def _place(result):
    return result.get("item") or {}


def _order(segment):
    rank = SEVERITIES.index(segment["verdict"]["severity"])
    return (not segment["is_known"], rank, segment["name"])


def text_of(document):
    """The document as trace.json holds it."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The memory of the audits: what arpwatch keeps in arp.dat, per segment, for many observers.

    neighbor_history(previous, facts)  ->  the history document after a run
    neighbor_changes(before, after)    ->  what has changed between two runs
    Baseline                           ->  the history beside a run that is judged

A segment is recognized from run to run by what it holds (_match.py), who answers now is told from what is merely left
over (_standing.py), the rest is bookkeeping that stays small (_update.py).
"""

import functools

from ...module_utils._errors import ArpError
from .._findings import family_of
from .._policy import read_policy
from .._switches import Switches
from ._compare import RETURNS
from ._document import HistoryError, empty, is_history, loaded, read
from ._kept import lines, text_of, unusable
from ._match import Solid
from ._ports import remembered_ports
from ._run import Comparison, KeptRun, Run
from ._samples import growth

__all__ = [
    "RETURNS",
    "Baseline",
    "HistoryError",
    "Solid",
    "growth",
    "lines",
    "neighbor_changes",
    "neighbor_history",
    "read",
    "text_of",
    "unusable",
]


def neighbor_history(previous, facts, policy=None, mac_tables=None):
    """Return the history document after a run; `previous` is the one before it, or nothing.

    `facts` is `{host: arp facts}`, `policy` and `mac_tables` are those of the judgement. What is given stays as it
    is. Raises HistoryError for a previous document that is damaged or foreign.
    """
    document = read(previous, "previous")
    run = Run.of(facts, read_policy(policy))
    document = Comparison(run, document).continued()
    if mac_tables:
        switches = Switches(mac_tables, run.fabric)
        document["ports"] = remembered_ports(document["ports"], switches, run)
    return document


def neighbor_changes(before, after, policy=None):
    """Return what has changed between two runs, as a list of `{change, ip, segment, mac, former_mac, ...}`.

    Both are `{host: arp facts}` or history documents. Raises ArpError for what is neither.
    """
    policy = read_policy(policy)
    document = _as_history(before, "before", policy)
    raw = loaded(after, "after")
    run = KeptRun(read(raw, "after"), policy) if is_history(raw) else Run.of(raw or {}, policy)
    differences = Comparison(run, document).differences
    found = [
        _change(difference, word, mac)
        for some in differences
        for difference in some
        for word, mac in difference.steps
        if not is_declared(difference, mac, policy)
    ]
    return sorted(found, key=lambda item: (item["segment"], item["family"], item["ip"], item["mac"]))


def is_declared(difference, mac, policy):
    """True when the policy, or what is known of the segment, allows that this MAC answers for the address."""
    if difference.present.stations is None:
        return policy.allows(difference.ip, mac)
    return difference.present.stations.is_allowed(difference.ip, mac)


def _change(difference, word, mac):
    present, ip = difference.present, difference.ip
    known = next((entry for entry in difference.entries if entry["mac"] == mac), None)
    former = next((entry for entry in difference.entries[:1] if entry is not known), None)
    first_seen, last_seen = present.seen(ip, mac)
    return {
        "change": word,
        "segment": present.name,
        "family": family_of(ip),
        "ip": ip,
        "mac": mac,
        "former_mac": former and former["mac"],
        "former_last_seen": former and former["last_seen"],
        "first_seen": known["first_seen"] if known else first_seen,
        "last_seen": last_seen,
        "silent_since": known and known["last_seen"],
        "hosts": present.hosts(ip, {mac}),
    }


def _as_history(raw, place, policy):
    """A history document as it is; facts as the history that they alone would give."""
    raw = loaded(raw, place)
    if raw is None or is_history(raw):
        return read(raw, place)
    try:
        return Comparison(Run.of(raw, policy), empty()).continued()
    except HistoryError:
        raise
    except ArpError as error:
        raise ArpError(f"{place}: neither a history document nor facts by host: {error}") from None


class Baseline:
    """The history beside a run that is judged."""

    def __init__(self, raw, fabric, stations, policy):
        self.document = _as_history(raw, "baseline", policy)
        self.run = Run(fabric, stations, policy)
        self._comparison = Comparison(self.run, self.document)
        self._befores = {
            present.name: before
            for present, before in zip(self.run.presents, self._comparison.befores, strict=True)
            if before
        }

    @property
    def ports(self):
        """Behind which port each station was, by MAC."""
        return self.document["ports"]

    def samples(self, host, family):
        """How full a host's table was, the earliest first."""
        return self.document["capacity"].get(host, {}).get(family, ())

    @functools.cached_property
    def differences(self):
        """Every address that is not merely as it was."""
        return [difference for some in self._comparison.differences for difference in some]

    def first_seen(self, segment, ip, macs):
        """Since when the last of these MACs has been known for an address; None unless all of them are."""
        before = self._befores.get(segment)
        entries = before.addresses.get(ip, ()) if before else ()
        times = [entry["first_seen"] for entry in entries if entry["mac"] in macs]
        return max(times) if times and len(times) == len(set(macs)) else None

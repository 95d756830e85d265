# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run beside the history: its segments, each with what the history has of it."""

import functools

from .._fabric import Fabric
from .._segments import infer_segments
from .._stations import Stations
from .._times import run_times
from ._compare import Before, compare
from ._match import Solid, match
from ._present import Present, Remembered
from ._samples import sampled
from ._update import bound, fold


class Run:
    """The facts of one run. `presents` are its segments as far as they are worth remembering."""

    def __init__(self, fabric, stations, policy):
        self.fabric = fabric
        self.policy = policy
        self.times = run_times({name: host.facts for name, host in fabric.hosts.items()})
        names = _given_names(policy)
        presents = (Present(one, fabric, self.times, one.segment.name in names) for one in stations)
        self.presents = [present for present in presents if present.observers]

    @classmethod
    def of(cls, facts, policy):
        """The run of `{host: arp facts}`."""
        fabric = Fabric(facts)
        stations = [Stations(segment, fabric, policy) for segment in infer_segments(fabric, policy)]
        return cls(fabric, stations, policy)

    @property
    def fabrics(self):
        return [self.fabric]


class KeptRun:
    """A later history document in the part of a run."""

    fabrics = ()

    def __init__(self, document, policy):
        self.policy = policy
        self.presents = [Remembered(record) for record in document["segments"]]


class Comparison:
    """A run, compared with a history document segment by segment."""

    def __init__(self, run, document):
        self.run = run
        self.document = document
        solid = Solid(run.policy, run.fabrics)
        self.sources = match(run.presents, document["segments"], solid)
        self.befores = [
            Before(sources, present) if sources else None
            for present, sources in zip(run.presents, self.sources, strict=True)
        ]

    @functools.cached_property
    def differences(self):
        """For each segment of the run, the list of its Differences."""
        days = self.run.policy.thresholds["new_activity_days"]
        return [
            list(compare(present, before, days))
            for present, before in zip(self.run.presents, self.befores, strict=True)
        ]

    def continued(self):
        """The history document after this run; the one before is used up."""
        document, run = self.document, self.run
        if not run.times:
            return document
        elsewhere = {key for present in run.presents for key in present.observers}
        records = [
            fold(present, before, differences, elsewhere)
            for present, before, differences in zip(run.presents, self.befores, self.differences, strict=True)
        ]
        document["segments"] = sorted(records + self._untouched(elsewhere), key=_order)
        times = sorted(run.times.values())
        document["first_seen"] = min(filter(None, (document["first_seen"], times[0])))
        document["last_seen"] = max(filter(None, (document["last_seen"], times[-1])))
        self._sample()
        bound(document)
        return document

    def _untouched(self, elsewhere):
        """Segments of which nobody was read this time. An observer that turned up elsewhere has left them."""
        used = {id(source.record) for sources in self.sources for source in sources if source.is_whole}
        records = [record for record in self.document["segments"] if id(record) not in used]
        for record in records:
            record["observers"] = [
                one for one in record["observers"] if (one["host"], one["namespace"], one["interface"]) not in elsewhere
            ]
        return records

    def _sample(self):
        capacity = self.document["capacity"]
        for name, host in self.run.fabric.hosts.items():
            families = sampled(capacity.get(name), host.facts, self.run.times[name])
            if families:
                capacity[name] = families
        self.document["capacity"] = dict(sorted(capacity.items()))


def _given_names(policy):
    names = set()
    for given in policy.segments.values():
        names.update(given.values() if isinstance(given, dict) else (given,))
    return names


def _order(record):
    """Sorts segments alike in every run; two may have one name when one of them was not read for long."""
    first = record["observers"][0] if record["observers"] else {"host": "", "interface": ""}
    return (record["name"], first["host"], first["interface"] or "", record["first_seen"])

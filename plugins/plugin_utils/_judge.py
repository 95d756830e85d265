# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From facts to findings: read, infer the segments, let every detector look, apply the policy, sort."""

from collections.abc import Mapping

from ..module_utils._errors import ArpError
from ._detectors import DETECTORS
from ._detectors._mac_tables import located
from ._fabric import Fabric
from ._findings import finding, is_ignored, order
from ._history import Baseline
from ._policy import read_policy
from ._segments import infer_segments
from ._stations import Stations
from ._switches import Switches
from ._vendors import described

# Of these findings the MAC is in order; since when it is known does not tell since when there is trouble.
_NOT_ABOUT_THE_MAC = frozenset(["gateway_stale"])


class Observations:
    """What detectors look at: the `fabric` and, segment by segment, the `stations` that answer there.

    `baseline` is the history beside it, `switches` the MAC tables; None where they were not given.
    """

    def __init__(self, fabric, segments, policy, baseline=None, mac_tables=None):
        self.fabric = fabric
        self.policy = policy
        self.stations = [Stations(segment, fabric, policy) for segment in segments]
        self.baseline = Baseline(baseline, fabric, self.stations, policy) if baseline else None
        self.switches = _switches(mac_tables, fabric) if mac_tables else None
        self._presence = {(observer.host, id(observer.segment)) for observer in fabric.observers}

    def is_present(self, host, segment):
        """True when the managed host has an interface on the segment."""
        return (host, id(segment)) in self._presence

    def owners(self, mac, segment):
        """The managed interfaces on a segment that have this MAC."""
        return [owner for owner in self.fabric.mac_owners.get(mac, ()) if owner.segment is segment]

    def describe(self, mac, segment):
        """A MAC for a message, with the managed interface that has it, or else with what is known of the MAC."""
        owners = self.owners(mac, segment)
        return f"{mac} of {owners[0].host} ({owners[0].interface})" if owners else described(mac)


def _switches(mac_tables, fabric):
    if not isinstance(mac_tables, Mapping):
        raise ArpError(f"mac_tables: a mapping of host to MAC table is needed, not {type(mac_tables).__name__}")
    return Switches(mac_tables, fabric)


def judge(facts, policy=None, baseline=None, mac_tables=None, captures=None):
    """Return the findings for `{host: arp facts}`, worst first.

    The facts are what arp_facts returned, unchanged; `baseline` is earlier facts or a history document (or its JSON
    text), `mac_tables` what mac_table_facts returned and `captures` what arp_capture returned, by host. None of them is
    modified. Raises ArpError for facts, tables, captures or a history that are none, and PolicyError for a policy with
    a mistake.
    """
    return findings(observe(facts, policy, baseline, mac_tables, captures))


def observe(facts, policy=None, baseline=None, mac_tables=None, captures=None):
    """Read everything and infer the segments: the Observations that `findings` judges. Raises as `judge` does."""
    policy = read_policy(policy)
    fabric = Fabric(facts, captures)
    return Observations(fabric, infer_segments(fabric, policy), policy, baseline, mac_tables)


def findings(observations):
    """The findings of Observations, worst first."""
    policy = observations.policy
    claims = (claim for detector in DETECTORS for claim in detector.detect(observations, policy))
    found = (finding(located(claim, observations), observations.fabric, policy) for claim in claims)
    dated = (_dated(item, observations.baseline) for item in found)
    return order(item for item in dated if not is_ignored(item, policy))


def _dated(found, baseline):
    """A finding with the time since when the history has known all of its MACs for its address."""
    if baseline is None or not found["ip"] or not found["macs"] or found["kind"] in _NOT_ABOUT_THE_MAC:
        return found
    first_seen = baseline.first_seen(found["segment"], found["ip"], found["macs"])
    return {**found, "first_seen": first_seen} if first_seen else found

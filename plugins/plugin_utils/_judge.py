# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From facts to findings: read, infer the segments, let every detector look, apply the policy, sort."""

from ..module_utils._errors import ArpError
from ._detectors import DETECTORS
from ._fabric import Fabric
from ._findings import finding, is_ignored, order
from ._policy import read_policy
from ._segments import infer_segments
from ._stations import Stations
from ._vendors import described


class Observations:
    """What detectors look at: the `fabric` and, segment by segment, the `stations` that answer there."""

    def __init__(self, fabric, segments, policy):
        self.fabric = fabric
        self.stations = [Stations(segment, fabric, policy) for segment in segments]
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


def judge(facts, policy=None, baseline=None, mac_tables=None):
    """Return the findings for `{host: arp facts}`, worst first.

    The facts are what arp_facts returned, unchanged; they are not modified. Raises ArpError for facts that are none and
    PolicyError for a policy with a mistake.
    """
    for name, value in (("baseline", baseline), ("mac_tables", mac_tables)):
        if value:
            raise ArpError(f"{name} is not judged by this version of the collection; leave it out")
    policy = read_policy(policy)
    fabric = Fabric(facts)
    observations = Observations(fabric, infer_segments(fabric, policy), policy)
    claims = (claim for detector in DETECTORS for claim in detector.detect(observations, policy))
    found = (finding(claim, fabric, policy) for claim in claims)
    return order(item for item in found if not is_ignored(item, policy))

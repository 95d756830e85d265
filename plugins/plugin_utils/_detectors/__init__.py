# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The detectors, in the order in which they may claim what they see.

A detector is a function `(observations, policy)` that yields Claims of the kinds named beside it. To add one, write it
in the file of its family, add its kind to the file of that name in _catalog/ and a row here.
"""

from collections.abc import Callable
from typing import NamedTuple

from .._catalog import RULE
from . import (
    _answers,
    _capacity,
    _captured,
    _changes,
    _entries,
    _expectations,
    _mac_tables,
    _macs,
    _rules,
    _settings,
    _virtual,
)


class Detector(NamedTuple):
    """A detector and the kinds of finding it yields."""

    detect: Callable
    kinds: tuple


DETECTORS = (
    Detector(_entries.invalid_mac, ("invalid_mac",)),
    Detector(_answers.static_entry_drift, ("static_entry_drift",)),
    Detector(_answers.proxy_arp_answer, ("proxy_arp_answer",)),
    Detector(_answers.arp_flux, ("arp_flux",)),
    Detector(_answers.own_address_conflict, ("own_address_conflict",)),
    Detector(_changes.stale_after_move, ("stale_after_move",)),
    Detector(_answers.spoofed_address, ("spoofed_address",)),
    Detector(_virtual.virtual_address_stranger, ("unknown_virtual_router", "virtual_address_physical_mac")),
    Detector(_expectations.unexpected_mac, ("unexpected_mac",)),
    Detector(_answers.duplicate_ip, ("duplicate_ip",)),
    Detector(_expectations.unknown_station, ("unknown_station",)),
    Detector(_entries.off_subnet_neighbor, ("off_subnet_neighbor",)),
    Detector(_entries.gateway_unresolved, ("gateway_unresolved",)),
    Detector(_entries.gateway_stale, ("gateway_stale",)),
    Detector(_expectations.missing_peer, ("missing_peer",)),
    Detector(_entries.one_sided_resolution, ("one_sided_resolution",)),
    Detector(_entries.unresolved_neighbor, ("unresolved_neighbor",)),
    Detector(_macs.duplicate_mac, ("duplicate_mac",)),
    Detector(_settings.proxy_arp_enabled, ("proxy_arp_enabled",)),
    Detector(_settings.flux_risk, ("flux_risk",)),
    Detector(_capacity.table_pressure, ("table_pressure",)),
    Detector(_capacity.gc_thresh_order, ("gc_thresh_order",)),
    Detector(
        _changes.changes,
        (
            "new_station",
            "changed_ethernet_address",
            "flip_flop",
            "reused_old_ethernet_address",
            "mac_flapping",
            "new_activity",
        ),
    ),
    Detector(_changes.capacity_forecast, ("capacity_forecast",)),
    Detector(_mac_tables.mac_moved, ("mac_moved",)),
    Detector(_mac_tables.mac_not_learned, ("mac_not_learned",)),
    Detector(_captured.invalid_frame, ("invalid_frame",)),
    Detector(_captured.arp_storm, ("arp_storm",)),
    Detector(_rules.own_rules, (RULE,)),
)

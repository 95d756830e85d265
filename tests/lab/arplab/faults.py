# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plant and clear a topology's faults in a running lab, and compare findings with what the faults must yield."""

from . import steps
from .state import LabError


def plant(lab, names):
    """Plant faults; return those that were not planted before."""
    new = [name for name in _known(lab, names) if name not in lab.planted()]
    for name in new:
        # Noted first: a fault that could be planted only by half can still be cleared.
        lab.set_planted([*lab.planted(), name])
        steps.run_all(lab, lab.topology.faults[name].plant)
    return new


def clear(lab, names):
    """Clear faults; return those that were planted."""
    there = [name for name in _known(lab, names) if name in lab.planted()]
    for name in there:
        steps.run_all(lab, lab.topology.faults[name].clear)
        lab.set_planted([other for other in lab.planted() if other != name])
    return there


def _known(lab, names):
    faults = lab.topology.faults
    for name in names:
        if name not in faults:
            raise LabError(f"The lab {lab.name} knows no fault {name}; it knows {', '.join(faults) or 'none'}.")
    return list(names)


def expected(lab, names):
    """The findings that these faults must yield together."""
    return [finding for name in names for finding in lab.topology.faults[name].expect]


def differences(findings, wanted):
    """Say in sentences how findings differ from the wanted ones; an empty list means that they are exactly those.

    A finding is known by kind, severity and address, and by its hosts where the fault names them.
    """
    left = list(findings)
    said = []
    for want in wanted:
        match = next((finding for finding in left if _is(finding, want)), None)
        if match is None:
            said.append(f"not found: {_described(want)}")
        else:
            left.remove(match)
    return said + [f"not planted: {_described(finding)}: {finding['message']}" for finding in left]


def _is(finding, want):
    same = all(finding[key] == want.get(key) for key in ("kind", "severity", "ip"))
    return same and ("hosts" not in want or sorted(finding["hosts"]) == sorted(want["hosts"]))


def _described(finding):
    where = finding.get("ip") or "no address"
    return f"{finding['severity']} {finding['kind']} ({where}; {', '.join(finding.get('hosts', [])) or 'any host'})"

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who answers for a gateway: asked on the wire where the host can ask, otherwise what its own table has learned."""

from typing import NamedTuple

from ...module_utils._neighbor import UNRESOLVED_STATES
from .._facts import rows
from .._vendors import described


class Answers(NamedTuple):
    """`macs` that answer, with a text for each in `evidence`; `pinned` is the MAC of the static entry, or None.

    `asked` is false for what a table tells: there a static entry hides who would answer.
    """

    macs: list
    evidence: list
    pinned: str | None
    asked: bool


def answers_for(candidate, facts, probed):
    """Return the `Answers` for a `Candidate`; `probed` is what `arp_probe` returned, None where it cannot run."""
    here = [row for row in rows(facts) if _is_there(row, candidate)]
    pinned = next((row["mac"] for row in here if _is_pinned(row)), None)
    if probed is not None:
        told = [one for one in probed.get("answered", []) if _key(one) == (candidate.ip, candidate.interface)]
        answers = [answer for one in told for answer in one["answers"] if not answer["is_own"]]
        return Answers(sorted(one["mac"] for one in answers), [_asked(one) for one in answers], pinned, True)
    learned = [row for row in here if not _is_pinned(row) and row["mac"] and row["state"] not in UNRESOLVED_STATES]
    macs = sorted({row["mac"] for row in learned})
    return Answers(macs, [f"{described(mac)} is what the table holds" for mac in macs], pinned, False)


def _key(one):
    return one["ip"], one["interface"]


def _is_there(row, candidate):
    pairs = ((row["interface"], candidate.interface), (row["vrf"], candidate.vrf))
    same = all(None in pair or pair[0] == pair[1] for pair in pairs)
    return same and row["ip"] == candidate.ip and row["namespace"] == candidate.namespace


def _is_pinned(row):
    # IOS does not call its static rows permanent.
    return row["origin"] == "static" and row["mac"] is not None


def _asked(answer):
    others = [mac for mac in answer["frame_macs"] if mac != answer["mac"]]
    frames = f", in frames from {', '.join(others)}" if others else ""
    return f"{described(answer['mac'])} answered, {answer['count']} times{frames}"

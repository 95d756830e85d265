# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The face of the judgement: what it prints."""

import re

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.netops.arp.plugins.filter.neighbor_anomalies import FilterModule
from ansible_collections.netops.arp.tests.unit.fabrics import mac, row, station

anomalies = FilterModule().filters()["neighbor_anomalies"]
FACTS = {"h1": station(1, row("192.0.2.9", mac(9))), "h2": station(2, row("192.0.2.8"), row("192.0.2.9", mac(9)))}


def test_progress_says_how_much_is_judged_and_how_long_it_took(capsys):
    found = anomalies(FACTS, progress=True)
    said = capsys.readouterr().out
    assert re.fullmatch(r"Judging 3 neighbors of 2 hosts together\.\nJudged in \d+\.\d seconds\.\n", said)
    assert found == anomalies(FACTS)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("facts", [{"h1": ["no facts"]}, ["no facts"], {"h1": {}}])
def test_facts_that_are_none_are_refused_alike_with_progress(facts):
    refusals = []
    for progress in (False, True):
        with pytest.raises(AnsibleFilterError) as refused:
            anomalies(facts, progress=progress)
        refusals.append(str(refused.value))
    assert refusals[0] == refusals[1]

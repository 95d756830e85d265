# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter query_neighbors as templates call it."""

import copy
import json

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.netops.arp.plugins.filter.query_neighbors import FilterModule
from ansible_collections.netops.arp.plugins.module_utils._neighbor import neighbor
from ansible_collections.netops.arp.plugins.plugin_utils import _query

query_neighbors = FilterModule().filters()["query_neighbors"]


class Text(str):
    """Stands for the texts of ansible-core 2.19 and later, a subclass that JMESPath's functions do not know."""


GATEWAY = neighbor("192.0.2.1", "ipv4", mac="00:00:5e:00:53:01", interface="eth0", state="stale", age_seconds=7)
PEER = neighbor("2001:db8::9", "ipv6", interface="eth1", state="failed")
FACTS = {
    Text("web1"): {"neighbors": [{key: Text(value) if key == "ip" else value for key, value in GATEWAY.items()}]},
    "web2": {"neighbors_json": json.dumps([GATEWAY, PEER])},
}

QUESTIONS = {
    "all": ("[].[host, ip]", [["web1", "192.0.2.1"], ["web2", "192.0.2.1"], ["web2", "2001:db8::9"]]),
    "by state": ("[?state=='failed'].host", ["web2"]),
    "functions on texts": ("[?starts_with(ip, '192.')].host", ["web1", "web2"]),
    "functions on numbers": ("max([].age_seconds)", 7),
    "nothing": ("[?vlan==`7`]", []),
}


@pytest.mark.parametrize(("expression", "answer"), QUESTIONS.values(), ids=QUESTIONS)
def test_questions_are_answered(expression, answer):
    before = copy.deepcopy(FACTS)
    assert query_neighbors(FACTS, Text(expression)) == answer
    assert before == FACTS


MISTAKES = {
    "unclosed": (
        "[?state=='failed'",
        r"broken JMESPath expression at character 18: .*\n  \[\?state=='failed'\n {19}\^",
    ),
    "in the middle": ("[?ip = 'x']", r"at character 6: .*'='\n  \[\?ip = 'x'\]\n {7}\^"),
    "empty": ("", "broken JMESPath expression '': .*empty"),
    "unknown function": ("nowhere(@)", r"'nowhere\(@\)' does not fit the records: .*nowhere"),
    "function that fits no null": ("[?starts_with(mac, '00')]", "does not fit the records: .*starts_with"),
}


@pytest.mark.parametrize(("expression", "message"), MISTAKES.values(), ids=MISTAKES)
def test_broken_expressions_are_quoted(expression, message):
    with pytest.raises(AnsibleFilterError, match=message):
        query_neighbors(FACTS, expression)


NO_FACTS = {
    "a list": ([GATEWAY], "expected a dictionary of host name to arp_facts, got list"),
    "a host that was not reached": ({"web9": None}, "host web9: expected what arp_facts put .* got nothing"),
    "facts without neighbors": ({"web9": {}}, "host web9: the facts hold neither"),
    "neighbors of another type": ({"web9": {"neighbors": "none"}}, "host web9: the neighbors are no list but str"),
    "members of another type": ({"web9": {"neighbors": ["192.0.2.1"]}}, "host web9: a neighbor is no record but str"),
    "broken JSON": ({"web9": {"neighbors_json": "[{"}}, "host web9: neighbors_json is no JSON"),
    "JSON of another type": ({"web9": {"neighbors_json": "{}"}}, "host web9: the neighbors are no list but dict"),
}


@pytest.mark.parametrize(("facts", "message"), NO_FACTS.values(), ids=NO_FACTS)
def test_what_are_no_facts_is_said_with_the_host(facts, message):
    with pytest.raises(AnsibleFilterError, match=message):
        query_neighbors(facts, "[]")


def test_missing_library_is_named(monkeypatch):
    monkeypatch.setattr(_query, "jmespath", None)
    monkeypatch.setattr(_query, "JMESPATH_TRACEBACK", "ImportError: no jmespath here")
    with pytest.raises(AnsibleFilterError, match=r"(?s)\(jmespath\).*https://jmespath.org.*no jmespath here"):
        query_neighbors(FACTS, "[]")

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The face of arp_facts: options, failures, what is returned, and that the documentation says the same."""

import json

import pytest
import yaml

from ansible_collections.netops.arp.plugins.module_utils._errors import SourceError
from ansible_collections.netops.arp.plugins.module_utils._neighbor import FIELDS, neighbor
from ansible_collections.netops.arp.plugins.modules import arp_facts

DOCUMENTED = yaml.safe_load(arp_facts.DOCUMENTATION)["options"]
RETURNED = yaml.safe_load(arp_facts.RETURN)["ansible_facts"]["contains"]["arp"]["contains"]
ROWS = [neighbor("192.0.2.1", "ipv4", mac="00:00:5e:00:53:01", interface="eth0", state="stale")]
FACTS = {"platform": "linux", "neighbors": ROWS, "unparsed": []}


class Ended(Exception):
    """What the module returned."""


class Module:
    """Stands for AnsibleModule: options with their defaults, and an end that a test can look at."""

    def __init__(self, argument_spec, supports_check_mode=False, **options):
        assert supports_check_mode
        self.params = {name: spec.get("default") for name, spec in argument_spec.items()}
        self.params.update(options)
        self._socket_path = None
        self.environment = {}

    def exit_json(self, **result):
        raise Ended(result)

    def fail_json(self, **result):
        raise Ended(dict(result, failed=True))


class Backend:
    """Stands for the platform: returns or raises what a test wants and keeps what it was asked."""

    def __init__(self, outcome):
        self.outcome = outcome
        self.options = None

    def gather(self, run, options):
        self.run, self.options = run, options
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return dict(self.outcome)


@pytest.fixture
def run(monkeypatch):
    """Run main() with options, on a system with a backend, and return what the module returned and the backend."""

    def run_main(outcome=None, *, system="Linux", socket_path=None, **options):
        backend = Backend(FACTS if outcome is None else outcome)

        def module(**arguments):
            made = Module(**arguments, **options)
            made._socket_path = socket_path
            return made

        monkeypatch.setattr(arp_facts, "AnsibleModule", module)
        monkeypatch.setattr(arp_facts.platform, "system", lambda: system)
        monkeypatch.setitem(arp_facts.SYSTEMS, "Linux", backend.gather)
        with pytest.raises(Ended) as ended:
            arp_facts.main()
        return ended.value.args[0], backend

    return run_main


def test_facts_are_returned_under_their_key_and_nothing_changed(run):
    result, _backend = run()
    assert result == {"changed": False, "ansible_facts": {"ansible_arp": FACTS}}


def test_a_compact_table_is_the_same_list_as_text(run):
    facts = run(neighbors_format="json")[0]["ansible_facts"]["ansible_arp"]
    assert "neighbors" not in facts
    assert json.loads(facts["neighbors_json"]) == ROWS


def test_without_options_everything_is_asked_for(run):
    assert run()[1].options == (["ipv4", "ipv6"], [], [], [], [], False)


def test_options_arrive(run):
    options = run(
        family=["ipv6"],
        interfaces=["eth0,eth1", " lo\n\nbr* "],
        states=["stale"],
        vrf=["blue\nred"],
        network_namespaces=["all"],
        include_noarp=True,
    )[1].options
    assert options == (["ipv6"], ["eth0", "eth1", "lo", "br*"], ["stale"], ["blue", "red"], ["all"], True)


def test_a_host_without_sources_fails_with_the_message(run):
    assert run(SourceError("Tried: everything"))[0] == {"failed": True, "msg": "Tried: everything"}


def test_another_system_is_refused_by_name(run):
    result, backend = run(system="Haiku")
    assert result["failed"]
    assert "Haiku" in result["msg"]
    assert "Linux" in result["msg"]
    assert backend.options is None


def test_a_network_connection_never_reads_the_controller(run):
    result, backend = run(socket_path="/tmp/socket")
    assert result["failed"]
    assert "/tmp/socket" in result["msg"]
    assert backend.options is None


def test_the_documentation_names_the_options_as_they_are():
    keys = ("type", "elements", "choices", "default")
    documented = {name: {key: option[key] for key in keys if key in option} for name, option in DOCUMENTED.items()}
    assert documented == arp_facts.ARGUMENTS


def test_the_documentation_names_every_returned_key(kernel_facts):
    returned = set(kernel_facts) | {"neighbors_json"}
    assert set(RETURNED) == returned
    assert tuple(RETURNED["neighbors"]["contains"]) == FIELDS
    for name in ("interfaces", "gateways"):
        assert set(RETURNED[name]["contains"]) == set(kernel_facts[name][0])
    for name in ("capacity", "settings"):
        sample, found = (next(iter(facts.values())) for facts in (RETURNED[name]["sample"], kernel_facts[name]))
        assert set(sample) == set(found)


@pytest.fixture
def kernel_facts():
    """Facts of this very machine."""
    if arp_facts.platform.system() != "Linux":
        pytest.skip("reads the tables of the machine, which needs Linux")
    facts = arp_facts._linux.gather(lambda argv: (127, "", "not used"))
    if not facts["gateways"]:
        facts["gateways"] = [dict.fromkeys(["ip", "family", "interface", "vrf", "namespace"])]
    return facts

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role audit, run by ansible-playbook: hosts that fail, check mode, second runs, mistakes in its options."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from arplab import audit
from jsonschema import Draft202012Validator
from junitparser import JUnitXml

LOCAL = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
# Nothing listens on the discard port of the loopback address.
AWAY = {"ansible_host": "127.0.0.1", "ansible_port": 9, "ansible_ssh_common_args": "-o ConnectTimeout=2"}
# The first letters matter: tasks that run once are started for the first host.
HOSTS = {"a-away": AWAY, "b-local": LOCAL}
FILES = {"findings.json", "report.md", "report.html"}


class Audit:
    """Runs the playbook over an inventory in a directory of its own."""

    def __init__(self, directory):
        self.directory = directory
        self.reports = directory / "report"

    def run(self, hosts, *options, **more):
        inventory = self.directory / "inventory.json"
        inventory.write_text(json.dumps({"all": {"hosts": hosts}}))
        return self.run_inventory(inventory, *options, **more)

    def run_inventory(self, inventory, *options, status=0, playbook="netops.arp.audit", settings=(), **variables):
        words = [str(Path(sys.executable).with_name("ansible-playbook")), str(playbook), "-i", str(inventory), *options]
        variables = {"audit_report_dir": str(self.reports), **variables}
        done = subprocess.run(
            [*words, "-e", json.dumps(variables)],
            cwd=audit.ROOT,
            env={**audit.environment(), "ANSIBLE_NOCOLOR": "1", **dict(settings)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    @property
    def document(self):
        return json.loads((self.reports / "findings.json").read_text())

    def written(self):
        return {path.name for path in self.reports.iterdir()} if self.reports.exists() else set()


@pytest.fixture
def audited(tmp_path):
    return Audit(tmp_path)


@pytest.mark.core_matrix
def test_a_host_that_is_away_is_named_and_stops_nothing_even_as_the_first_one(audited):
    output = audited.run(HOSTS)
    hosts = audited.document["hosts"]
    assert not hosts["a-away"]["reached"]
    assert "Connection refused" in hosts["a-away"]["error"]
    assert hosts["b-local"]["reached"]
    assert hosts["b-local"]["error"] is None
    assert audited.written() == FILES
    assert "Not reached: a-away: Failed to connect" in output
    assert re.search(
        r"^Judging \d+ neighbors? of 1 host together\.\nJudged in \d+\.\d seconds\.$", output, re.MULTILINE
    )
    assert "1 of 2 hosts read" in output


def test_all_hosts_away_still_gives_a_report(audited):
    output = audited.run({"a-away": AWAY, "b-away": AWAY})
    assert [host["reached"] for host in audited.document["hosts"].values()] == [False, False]
    assert "Nothing could be judged" in output


@pytest.mark.core_matrix
def test_a_module_that_crashes_is_named_and_its_words_are_never_a_template(audited):
    python = audited.directory / "python"
    python.write_text("#!/bin/sh\necho '{{ 7 * 7 }} <b>' >&2\nexit 1\n")
    python.chmod(0o755)
    output = audited.run({"b-local": LOCAL, "c-crashes": {**LOCAL, "ansible_python_interpreter": str(python)}})
    assert "{{ 7 * 7 }} <b>" in audited.document["hosts"]["c-crashes"]["error"]
    assert "{{ 7 * 7 }} <b>" in " ".join(output.split())
    assert "&lt;b&gt;" in (audited.reports / "report.html").read_text()


@pytest.mark.core_matrix
def test_a_second_run_changes_nothing_and_is_dated_anew(audited):
    assert "changed=1" in audited.run({"b-local": LOCAL})
    first = audited.document["generated_at"]
    assert "changed=0" in audited.run({"b-local": LOCAL})
    assert audited.document["generated_at"] >= first
    (audited.reports / "report.md").unlink()
    assert "changed=1" in audited.run({"b-local": LOCAL})
    assert audited.written() == FILES


def test_a_damaged_report_of_an_earlier_run_does_no_harm(audited):
    audited.reports.mkdir()
    (audited.reports / "findings.json").write_text('{"schema": 1, "hosts": {"b-lo')
    assert "changed=1" in audited.run({"b-local": LOCAL})
    assert audited.document["hosts"]["b-local"]["reached"]


def test_check_mode_predicts_and_writes_nothing(audited):
    assert "changed=1" in audited.run({"b-local": LOCAL}, "--check")
    assert audited.written() == set()
    audited.run({"b-local": LOCAL})
    assert "changed=0" in audited.run({"b-local": LOCAL}, "--check")


def test_diff_mode_shows_what_the_reports_say_differently(audited):
    audited.run({"b-local": LOCAL})
    output = audited.run(HOSTS, "--diff")
    assert "+Not reached: a-away: Failed to connect" in output


def test_it_works_without_facts_as_variables_and_in_quiet(audited):
    settings = {"ANSIBLE_INJECT_FACT_VARS": "false"}
    output = audited.run({"b-local": LOCAL}, settings=settings, audit_print=False, audit_reports="html")
    assert audited.written() == {"findings.json", "report.html"}
    assert "ARP and ND audit" not in output
    assert "Judging" not in output


@pytest.mark.core_matrix
def test_programs_find_what_they_were_promised(audited):
    audited.run(HOSTS, audit_reports="json,junit")
    assert audited.written() == {"findings.json", "findings-junit.xml"}
    schema = json.loads((audit.ROOT / "docs" / "schemas" / "findings.json").read_text())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(audited.document)] == []
    suites = {suite.name: suite for suite in JUnitXml.fromfile(str(audited.reports / "findings-junit.xml"))}
    assert (suites["hosts"].tests, suites["hosts"].errors) == (2, 1)


@pytest.mark.core_matrix
def test_the_workflow_gets_the_outcome(audited):
    output = audited.run(HOSTS, settings={"ANSIBLE_SHOW_CUSTOM_STATS": "true"})
    stats = output[output.index("CUSTOM STATS") :]
    for word in ("arp_report", "not_read", "a-away", "findings_total", str(audited.reports / "report.html")):
        assert word in stats


def test_batches_are_reported_with_what_was_read_before(audited):
    playbook = audited.directory / "batches.yml"
    role = {"ansible.builtin.import_role": {"name": "netops.arp.audit"}}
    play = {"name": "In batches", "hosts": "all", "gather_facts": False, "serial": 1, "tasks": [role]}
    playbook.write_text(json.dumps([play]))
    audited.run({"b-local": LOCAL, "c-local": LOCAL}, playbook=playbook)
    assert [host["error"] for host in audited.document["hosts"].values()] == [None, None]


@pytest.mark.lab
def test_the_run_fails_on_a_finding_as_grave_as_asked_after_all_is_written(audited, lab):
    lab.plant("duplicate_address")
    try:
        assert "failed=1" not in audited.run_inventory(lab.inventory, audit_fail_on="critical")
        output = audited.run_inventory(lab.inventory, status=2, audit_fail_on="warning")
    finally:
        lab.clear("duplicate_address")
    assert "1 warning" in output
    assert "asked to fail on warning findings" in output
    assert audited.written() == FILES


MISTAKES = {
    "a key of the policy": ({"audit_policy": {"ignroe": []}}, "unknown key 'ignroe'"),
    "a format": ({"audit_reports": ["pdf"]}, "audit_reports takes json, markdown, html and junit, not pdf"),
    "a width": ({"audit_width": 12}, "audit_width must be 40 or more, not 12."),
    "a severity": ({"audit_fail_on": "grave"}, "value of audit_fail_on must be one of: never, info, warning, critical"),
}


@pytest.mark.parametrize(("variables", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_before_anybody_is_asked(audited, variables, said):
    output = audited.run({"b-local": LOCAL}, status=2, **variables)
    assert said in output
    assert "Read the neighbor tables" not in output
    assert audited.written() == set()


def test_gather_leaves_the_facts_of_each_host_as_a_file(audited):
    facts = audited.directory / "facts"
    audited.run(HOSTS, playbook="netops.arp.gather", status=4, gather_dir=str(facts))
    assert [path.name for path in facts.iterdir()] == ["b-local.json"]
    assert json.loads((facts / "b-local.json").read_text())["platform"]


def test_a_host_that_shows_up_again_is_a_change(audited):
    audited.run({"a-away": AWAY, "b-local": LOCAL})
    assert "changed=1" in audited.run({"a-away": LOCAL, "b-local": LOCAL})

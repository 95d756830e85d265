# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Audits that remember: changes on real wires, and files that are missing, damaged or out of reach."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from arplab import audit, faults, steps

LOCAL = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
# Nothing listens on the discard port of the loopback address.
AWAY = {"ansible_host": "127.0.0.1", "ansible_port": 9, "ansible_ssh_common_args": "-o ConnectTimeout=2"}

PRINTER = "192.0.2.50"
OLD, NEW, ROGUE = "02:00:00:00:01:32", "02:00:00:00:01:99", "02:00:00:00:01:66"


class Audits:
    """Runs the audit again and again, with a history."""

    def __init__(self, directory):
        self.directory = directory
        self.reports = directory / "report"
        self.history = directory / "state" / "history.json"
        self.inventory = directory / "inventory.json"

    def run(self, hosts, *options, status=0, playbook="netops.arp.audit", **variables):
        """Audit an inventory, or hosts, and return what ansible-playbook printed."""
        if isinstance(hosts, dict):
            self.inventory.write_text(json.dumps({"all": {"hosts": hosts}}))
            hosts = self.inventory
        variables = {"audit_report_dir": str(self.reports), "audit_history": str(self.history), **variables}
        words = [str(Path(sys.executable).with_name("ansible-playbook")), str(playbook), "-i", str(hosts), *options]
        done = subprocess.run(
            [*words, "-e", json.dumps(variables)],
            cwd=audit.ROOT,
            env={**audit.environment(), "ANSIBLE_NOCOLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    @property
    def findings(self):
        return audit.findings(self.reports)

    def entries(self, ip):
        """What the history has of an address, by the segment's name."""
        document = json.loads(self.history.read_text())
        return {one["name"]: one["addresses"][ip] for one in document["segments"] if ip in one["addresses"]}


@pytest.fixture
def audits(tmp_path):
    return Audits(tmp_path)


def printer_has(lab, mac):
    """Give the printer another network card, and have the two hosts that print notice it."""
    steps.run_all(
        lab.lab,
        [
            {"host": "printer", "ip": [f"link set eth0 address {mac}"]},
            *({"host": host, "resolve": [PRINTER]} for host in ("web1", "web2")),
        ],
    )


@pytest.mark.lab
@pytest.mark.core_matrix
def test_a_new_card_is_a_change_the_old_one_again_a_flip_flop_and_then_all_is_quiet(audits, lab):
    audits.run(lab.inventory)
    assert audits.findings == []
    try:
        printer_has(lab, NEW)
        audits.run(lab.inventory)
        changed = {"kind": "changed_ethernet_address", "severity": "info", "ip": PRINTER, "hosts": ["web1", "web2"]}
        assert faults.differences(audits.findings, [changed]) == []
        assert audits.findings[0]["macs"] == sorted([OLD, NEW])
    finally:
        printer_has(lab, OLD)
    audits.run(lab.inventory)
    flip_flop = {"kind": "flip_flop", "severity": "warning", "ip": PRINTER, "hosts": ["web1", "web2"]}
    assert faults.differences(audits.findings, [flip_flop]) == []
    assert [entry["mac"] for entry in audits.entries(PRINTER)["192.0.2.0/25"]] == [OLD, NEW]
    audits.run(lab.inventory)
    assert audits.findings == []
    output = audits.run(lab.inventory)
    assert "changed=0" in output
    assert "changed=1" not in output


@pytest.mark.lab
def test_a_stranger_who_takes_an_address_is_a_change_and_a_trouble_that_lasts_is_dated(audits, lab):
    audits.run(lab.inventory)
    try:
        announce = {"interface": "eth0", "ip": PRINTER, "mac": ROGUE}
        seen = [{"host": host, "until": {"ip": PRINTER, "mac": ROGUE}} for host in ("web1", "web2")]
        steps.run_all(lab.lab, [{"host": "rogue", "announce": announce}, *seen])
        audits.run(lab.inventory)
        changed = {"kind": "changed_ethernet_address", "severity": "info", "ip": PRINTER, "hosts": ["web1", "web2"]}
        assert faults.differences(audits.findings, [changed]) == []
    finally:
        steps.run_all(lab.lab, [{"host": host, "resolve": [PRINTER]} for host in ("web1", "web2")])
    lab.plant("spoofed_gateway")
    try:
        audits.run(lab.inventory)
        first = {item["kind"]: item for item in audits.findings}["spoofed_address"]
        audits.run(lab.inventory)
        (second,) = audits.findings
    finally:
        lab.clear("spoofed_gateway")
    assert second["kind"] == "spoofed_address"
    assert first["first_seen"] <= second["first_seen"] < second["last_seen"]
    assert second["first_seen"] <= first["last_seen"]


@pytest.mark.lab
def test_the_history_may_be_kept_on_a_host(audits, lab):
    where = {"audit_history": "/var/lib/arp/history.json", "audit_history_host": "db1"}
    audits.run(lab.inventory, **where)
    try:
        printer_has(lab, NEW)
        audits.run(lab.inventory, "--check", **where)
        audits.run(lab.inventory, **where)
        assert [item["kind"] for item in audits.findings] == ["changed_ethernet_address"]
    finally:
        printer_has(lab, OLD)
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("ansible")),
            "db1",
            "-i",
            str(lab.inventory),
            "-o",
            "-m",
            "ansible.builtin.command",
        ]
        + ["-a", "cat /var/lib/arp/history.json"],
        cwd=audit.ROOT,
        env=audit.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert f'"{PRINTER}":[{{"mac":"{NEW}"' in done.stdout
    assert not audits.history.exists()


@pytest.mark.lab
def test_batches_leave_a_last_report_with_every_change(audits, lab):
    playbook = audits.directory / "batches.yml"
    role = {"ansible.builtin.import_role": {"name": "netops.arp.audit"}}
    play = {"name": "In batches", "hosts": "all", "gather_facts": False, "serial": 4, "tasks": [role]}
    playbook.write_text(json.dumps([play]))
    audits.run(lab.inventory, playbook=playbook)
    assert audits.findings == []
    try:
        printer_has(lab, NEW)
        audits.run(lab.inventory, playbook=playbook)
        changed = {"kind": "changed_ethernet_address", "severity": "info", "ip": PRINTER, "hosts": ["web1", "web2"]}
        assert faults.differences(audits.findings, [changed]) == []
    finally:
        printer_has(lab, OLD)


def test_a_damaged_file_is_left_alone_and_said_and_the_audit_goes_on(audits):
    audits.run({"b-local": LOCAL})
    damaged = audits.history.read_text()[:200]
    audits.history.write_text(damaged)
    output = audits.run({"b-local": LOCAL})
    assert audits.history.read_text() == damaged
    assert [path.name for path in audits.history.parent.iterdir()] == ["history.json"]
    assert "[WARNING]: The history in" in output
    (found,) = [item for item in audits.findings if item["kind"] == "history_unusable"]
    assert (found["severity"], found["hosts"]) == ("warning", ["localhost"])
    assert str(audits.history) in found["message"]
    for name in ("report.md", "report.html"):
        assert "History of the audits cannot be used" in (audits.reports / name).read_text()


def test_a_host_of_the_history_that_is_away_does_not_stop_the_audit(audits):
    where = {"audit_history": "/var/lib/arp/history.json", "audit_history_host": "a-away"}
    output = audits.run({"a-away": AWAY, "b-local": LOCAL}, **where)
    (found,) = [item for item in audits.findings if item["kind"] == "history_unusable"]
    assert found["hosts"] == ["a-away"]
    assert "a-away cannot be reached" in found["message"]
    assert "1 of 2 hosts read" in output


def test_check_mode_reads_and_writes_nothing(audits):
    assert "changed=2" in audits.run({"b-local": LOCAL}, "--check")
    assert not audits.history.parent.exists()
    audits.run({"b-local": LOCAL})
    before = audits.history.read_bytes()
    assert "changed=0" in audits.run({"b-local": LOCAL}, "--check")
    assert audits.history.read_bytes() == before


def test_a_file_that_cannot_be_written_fails_the_run_after_the_report(audits):
    output = audits.run({"b-local": LOCAL}, status=2, audit_history="/proc/arp/history.json")
    assert "/proc/arp/history.json on localhost: it cannot be written: No such file or directory" in output
    assert (audits.reports / "findings.json").exists()


def test_hosts_without_a_mac_table_are_noted_not_failed(audits):
    python = audits.directory / "python"
    script = 'case "$*" in *mac_table*) echo broken >&2; exit 1;; esac\n'
    python.write_text(f'#!/bin/sh\n{script}exec {shlex.quote(sys.executable)} "$@"\n')
    python.chmod(0o755)
    hosts = {"b-local": LOCAL, "c-local": {**LOCAL, "ansible_python_interpreter": str(python)}}
    audits.run(hosts, audit_mac_tables="all")
    read = json.loads((audits.reports / "findings.json").read_text())["hosts"]
    assert [item["outcome"] for item in read["b-local"]["source"]] == ["read", "read"]
    noted = read["c-local"]["source"][-1]
    assert noted["command"] == "mac_table_facts"
    assert noted["outcome"].startswith("refused: ")
    assert read["c-local"]["error"] is None

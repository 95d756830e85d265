# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters audit_report and render_report, as a template meets them."""

import pytest
from ansible.errors import AnsibleFilterError
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

from ansible_collections.netops.arp.plugins.filter import audit_report, render_report

try:
    from ansible.template import trust_as_template as trusted
except ImportError:  # before ansible-core 2.19, where every text is a template unless it is marked

    def trusted(text):
        return text


FINDINGS = [{"kind": "duplicate_ip", "severity": "critical", "ip": "192.0.2.1", "message": "{{ 7 * 7 }}"}]
FACTS = {"web1": {"counts": {"ipv4": {"total": 2}}}}

document = audit_report.FilterModule().filters()["audit_report"]
rendered = render_report.FilterModule().filters()["render_report"]


def test_a_document_goes_from_one_filter_to_the_other():
    report = document(FINDINGS, FACTS, ["web1", "core"], {"core": "away"}, generated_at="2026-05-04T03:02:11Z")
    assert report["hosts"]["core"]["error"] == "away"
    assert "CRITICAL  192.0.2.1" in rendered(report, "table")
    assert max(map(len, rendered(report, "table", width="60").splitlines())) <= 60
    assert rendered(report, "markdown").startswith("# ARP and ND audit")
    assert rendered(report, "html").startswith("<!DOCTYPE html>")
    assert '"schema": 1' in rendered(report, "json")


def test_braces_of_a_device_are_no_template():
    templar = Templar(DataLoader(), variables={"report": document(FINDINGS, FACTS, ["web1"])})
    # A variable is rendered when it is used, wherever it came from, unless its text is marked (or not marked: 2.19).
    assert templar.template(trusted("{{ report.findings[0].message }}")) == "{{ 7 * 7 }}"


def test_the_input_stays_as_it_was():
    before = repr((FINDINGS, FACTS))
    document(FINDINGS, FACTS, ["web1"])
    assert repr((FINDINGS, FACTS)) == before


def test_a_mistake_names_the_filter():
    with pytest.raises(AnsibleFilterError, match="audit_report: findings must be a list, not str"):
        document("text", FACTS, [])
    with pytest.raises(AnsibleFilterError, match="render_report: there is no report format 'pdf'"):
        rendered({}, "pdf")

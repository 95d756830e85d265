#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: arp_report
short_description: Write and print the reports of a neighbor audit
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Writes an audit document as C(findings.json), C(report.md), C(report.html) and others into a directory on the
    controller, and prints it as a table that reads well in a terminal and in a job log.
  - The role P(netops.arp.audit#role) uses it. It is of use by itself where findings come from elsewhere, for instance
    from slices of a large inventory that are judged together afterwards.
  - All work is done on the controller. No connection to the task's host is made.
options:
  report:
    description:
      - The document, as P(netops.arp.audit_report#filter) returns it.
    type: dict
    required: true
  formats:
    description:
      - Which files are written, among V(json), V(markdown), V(html) and V(junit).
      - V(junit) is C(findings-junit.xml), which CI systems show as a test report.
      - C(findings.json) is always written, because the next run compares itself with it.
      - Also takes one text with commas or line breaks between the names.
    type: list
    elements: str
    default: [json, markdown, html]
extends_documentation_fragment:
  - netops.arp.report
  - netops.arp.attributes
attributes:
  diff_mode:
    support: full
    details: Shows the table of the report before and of this one.
  idempotent:
    support: full
    details: The files are written anew by each run, because they tell when the audit was made. The task is changed only
      when the audit says something else than the one before, which means other findings, other hosts, or a host that
      could or could not be read; or when a file was missing.
seealso:
  - plugin: netops.arp.audit_report
    plugin_type: filter
  - plugin: netops.arp.render_report
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Judge the facts that several jobs have left in one directory, together
  netops.arp.arp_report:
    report: "{{ facts | netops.arp.neighbor_anomalies | netops.arp.audit_report(facts, facts.keys()) }}"
    directory: /var/lib/arp-audit/latest
  vars:
    files: "{{ query('ansible.builtin.fileglob', '/var/lib/arp-audit/facts/*.json') }}"
    names: "{{ files | map('basename') | map('splitext') | map('first') }}"
    facts: "{{ dict(names | zip(query('ansible.builtin.file', *files) | map('from_json'))) }}"
  delegate_to: localhost
  run_once: true
"""

RETURN = r"""
msg:
  description: How many findings there are, and how many hosts were read, in one line.
  returned: success
  type: str
  sample: "1 critical finding, 0 warnings, 2 notes. 8 of 9 hosts read, 213 neighbors."
paths:
  description: The files by format.
  returned: success
  type: dict
  sample:
    json: /home/ada/arp-report/findings.json
    markdown: /home/ada/arp-report/report.md
    html: /home/ada/arp-report/report.html
"""

# The work is done by the action plugin of the same name: this file is its documentation.

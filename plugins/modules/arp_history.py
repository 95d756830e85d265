#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: arp_history
short_description: Read and keep the history of neighbor tables in a file
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Keeps the document of P(netops.arp.neighbor_history#filter) in a file, from one audit to the next. Without
    O(facts) it is read, for P(netops.arp.neighbor_anomalies#filter) to judge beside; with O(facts) it is read again,
    continued by this run and put in place.
  - The role P(netops.arp.audit#role) uses it. It is of use by itself where slices of a large inventory are judged
    together afterwards.
  - The file appears whole or not at all. A run that is cut off leaves the one before.
  - A file that is damaged, was cut off, or holds something else is never written to. That is no failure. It is said in
    RV(problem), as a warning, and as a finding.
options:
  path:
    description:
      - The file, on the host of the task unless O(on_controller=true). Its directory is created when it is missing.
      - Must be absolute on a host. On the controller, a relative path begins where C(ansible-playbook) was started.
    type: str
    required: true
  on_controller:
    description:
      - The file is on the controller, and belongs to whoever runs Ansible there. No connection is made and nobody else
        is become, whatever the play says.
      - A controller that lives for one job only, as an execution environment does, forgets such a file. Keep it on a
        host then.
    type: bool
    default: false
  facts:
    description:
      - Facts by host name, each as found in C(ansible_facts['arp']), to be added to the history.
      - Not given to read the history alone. When empty, nobody was read and nothing is written.
    type: dict
  policy:
    description:
      - The policy of P(netops.arp.neighbor_anomalies#filter).
    type: dict
    default: {}
  mac_tables:
    description:
      - MAC tables by host name, each as found in C(ansible_facts['mac_table']).
    type: dict
    default: {}
extends_documentation_fragment:
  - netops.arp.attributes
attributes:
  action_group:
    support: none
    membership: []
  check_mode:
    support: full
    details: No file is written.
  diff_mode:
    support: full
    details: Shows the lines of observers, addresses and ports that differ. Times are left out.
  facts:
    support: none
  idempotent:
    support: full
    details: The file is written anew by each run, because it tells when each address was last seen. The task is changed
      only when an address, a MAC, an observer or a port is new, gone or in another place.
  platform:
    platforms: posix
    support: full
notes:
  - Two audits that keep one file should not run at the same time. The file is read again just before it is written, so
    that no more than the time in between is at risk, and it is never torn.
seealso:
  - plugin: netops.arp.neighbor_history
    plugin_type: filter
  - plugin: netops.arp.neighbor_anomalies
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Judge what all slices of a large inventory have left in one directory, beside the nights before
  hosts: localhost
  gather_facts: false
  vars:
    files: "{{ query('ansible.builtin.fileglob', '/srv/arp-facts/*.json') }}"
    names: "{{ files | map('basename') | map('splitext') | map('first') }}"
    tables: "{{ dict(names | zip(query('ansible.builtin.file', *files) | map('from_json'))) }}"
  tasks:
    - name: Read the history
      netops.arp.arp_history:
        path: /srv/arp-history/history.json
      register: known
      delegate_to: files.example.org

    - name: Judge and report
      netops.arp.arp_report:
        report: "{{ ((tables | netops.arp.neighbor_anomalies(baseline=known.history)) + known.findings)
          | netops.arp.audit_report(tables, names) }}"
        directory: /srv/arp-report

    - name: Keep the history
      netops.arp.arp_history:
        path: /srv/arp-history/history.json
        facts: "{{ tables }}"
      delegate_to: files.example.org
"""

RETURN = r"""
msg:
  description: What the history knows, or why it cannot be used, in one line.
  returned: success
  type: str
  sample: The history in /srv/arp-history/history.json knows 213 addresses on 4 segments.
history:
  description: The document as text, empty where there is none or where it cannot be used.
  returned: when O(facts) is not given
  type: str
problem:
  description: Why the history cannot be used, null when it can.
  returned: success
  type: str
  sample: null
findings:
  description:
    - A finding C(history_unusable) when the history cannot be used, to be reported with the others. Empty otherwise.
  returned: success
  type: list
  elements: dict
"""

# The work is done by the action plugin of the same name: this file is its documentation.

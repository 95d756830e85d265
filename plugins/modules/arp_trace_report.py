#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: arp_trace_report
short_description: Write and print the page of a trace
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Writes what is known of one address as C(trace.json), C(trace.md) and C(trace.html) into a directory on the
    controller, and prints it as one page for a terminal or a job log.
  - The playbook C(netops.arp.trace_address) uses it.
  - All work is done on the controller. No connection to the task's host is made.
options:
  trace:
    description:
      - The document, as P(netops.arp.trace_report#filter) returns it.
    type: dict
    required: true
extends_documentation_fragment:
  - netops.arp.report
  - netops.arp.attributes
attributes:
  diff_mode:
    support: none
    details: A trace is a look at one moment.
  idempotent:
    support: full
    details: The files are written anew by each run. The task is never changed, because a look at the network changes
      nothing in it.
seealso:
  - plugin: netops.arp.trace_report
    plugin_type: filter
  - module: netops.arp.arp_report
"""

EXAMPLES = r"""
- name: Write and print what tables alone know of an address
  netops.arp.arp_trace_report:
    trace: "{{ arp_by_host | netops.arp.trace_report('192.0.2.1') }}"
    directory: trace
  run_once: true
"""

RETURN = r"""
msg:
  description: The verdict in one sentence.
  returned: success
  type: str
  sample: 192.0.2.1 is at 00:00:5e:00:53:01, which answers alone.
paths:
  description: The files, by name. In check mode they are not written.
  returned: success
  type: dict
  sample: {trace.html: /home/me/arp-trace/trace.html}
"""

# The work is done by the action plugin of the same name: this file is its documentation.

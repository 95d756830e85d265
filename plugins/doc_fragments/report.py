# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that the modules which write a report document in one wording."""


class ModuleDocFragment:
    """Of `arp_report` and `arp_trace_report`; read by plugin_utils/_report_action.py."""

    DOCUMENTATION = r"""
options:
  directory:
    description:
      - Where the files are written. It is created when it does not exist.
      - A relative path begins at the directory in which C(ansible-playbook) was started.
    type: path
    required: true
  print:
    description:
      - Print the report as well, for a terminal or a job log.
    type: bool
    default: true
  width:
    description:
      - The longest line of what is printed, in columns of a terminal, V(40) or more. East Asian letters and emoji take
        two of them.
    type: int
    default: 100
attributes:
  action_group:
    support: none
    membership: []
  check_mode:
    support: full
    details: No file is written.
  facts:
    support: none
  platform:
    platforms: all
    support: full
"""

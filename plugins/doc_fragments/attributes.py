# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attributes that the modules of this collection document in one wording."""


class ModuleDocFragment:
    """Descriptions of the attributes; `attributes.facts` adds the support of a module that only gathers facts."""

    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    description: Can run in check mode and predict what it would change, without changing anything.
  diff_mode:
    description: Returns what differs before and after when run in diff mode.
  idempotent:
    description: Changes nothing when it is run a second time with the same options.
  platform:
    description: Systems and connections that the module works on.
  facts:
    description: Returns facts, which later tasks find in C(ansible_facts).
  action_group:
    description: Belongs to the action group C(netops.arp.arp), so that C(module_defaults) can set its options together
      with those of the other modules.
    support: full
    membership: [netops.arp.arp]
"""

    FACTS = r"""
options: {}
attributes:
  check_mode:
    support: full
    details: Nothing is ever changed.
  diff_mode:
    support: none
    details: Nothing is ever changed.
  idempotent:
    support: full
    details: Nothing is ever changed.
  facts:
    support: full
"""

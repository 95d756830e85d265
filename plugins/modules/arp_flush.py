#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: arp_flush
short_description: Flush neighbor entries (ARP and IPv6 ND) of a host or network device
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Lets neighbor entries go, so that they are resolved anew. What is to go must be said, by at least one of
    O(addresses), O(prefixes), O(interfaces), O(vrf), O(states), O(mac) and O(family), or by O(all). Of several of these
    all must be true of an entry.
  - Static entries are spared unless O(states) names V(permanent), default gateways unless O(addresses) names them, and
    entries that need no resolution unless O(states) names V(noarp). The own addresses of a device always stay.
  - On Linux entry after entry is taken away over rtnetlink, and each is looked at once more right before. One that has
    vanished meanwhile counts as flushed, and one that has changed stays when it is not in the scope any more.
  - macOS and the BSDs are told by C(arp) and C(ndp), network devices by their own commands, one per entry where they
    have such. Windows hosts are served by M(netops.arp.win_arp_flush), which this name leads to there.
  - The module looks after the table alone. When to flush, one device at a time and with a look at what comes back, is
    up to the playbook.
options:
  addresses:
    description: Only these addresses.
    type: list
    elements: str
  prefixes:
    description: Only addresses in these networks, such as V(192.0.2.0/25).
    type: list
    elements: str
  interfaces:
    description: Only entries on these interfaces. Names and shell patterns such as V(eth*) are understood.
    type: list
    elements: str
  vrf:
    description: Only entries in these VRFs. V(default) is the VRF of whatever is in no other.
    type: list
    elements: str
  states:
    description:
      - Only entries in one of these states.
      - V(permanent) and V(noarp) flush entries that are spared otherwise.
    type: list
    elements: str
    choices: [incomplete, reachable, stale, delay, probe, failed, permanent, noarp, resolved]
  mac:
    description: Only entries with one of these MACs, in any of the forms that platforms print.
    type: list
    elements: str
  family:
    description: Only entries of IPv4 (ARP), or of IPv6 (neighbor discovery).
    type: list
    elements: str
    choices: [ipv4, ipv6]
  all:
    description:
      - Flush the whole table, but for what is spared.
      - On a device without a command for single entries, as IOS XR, the default gateways go as well then.
    type: bool
    default: false
  network_namespaces:
    description:
      - Flush in these network namespaces, in place of the one that the module runs in. Each is a name that C(ip netns)
        knows, the absolute path of a namespace file, V(pid:<number>), or V(all) for all others.
      - It is no scope by itself. Only Linux has network namespaces.
    type: list
    elements: str
    default: []
  neighbors_format:
    description:
      - V(list) returns RV(flushed) and RV(kept), V(json) the same as texts in RV(flushed_json) and RV(kept_json), which
        Ansible handles several times faster when there are thousands of entries.
    type: str
    choices: [list, json]
    default: list
  network_os:
    description:
      - What the network device is, in the words of C(ansible_network_os) or of ntc-templates, such as V(cisco.ios.ios).
      - Only needed where the connection does not tell.
    type: str
extends_documentation_fragment:
  - netops.arp.attributes
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
  idempotent:
    support: partial
    details: What traffic has resolved again in between is flushed again.
  facts:
    support: none
  platform:
    platforms: linux, macos, freebsd, openbsd, netbsd, dragonfly, windows, network devices
    support: full
    details:
      - Network devices are Arista EOS, Cisco IOS, IOS XR and NX-OS, Junos and VyOS, over
        P(ansible.netcommon.network_cli#connection).
notes:
  - Root privilege is needed on hosts.
  - All list options also take one text with commas or line breaks between the values. An option that is given and empty
    is a mistake, since leaving it out would flush more than was meant.
  - On network devices static entries are configuration. They always stay, and M(netops.arp.arp_entry) is for them.
  - IOS XR has no command for a single entry. It flushes whole interfaces, and is refused when other entries would go
    too, unless O(all) is set. IOS XR and VyOS do not tell their default gateways, which the module warns of.
  - Cisco IOS asks a neighbor once more before its entry goes, so that a neighbor which answers keeps it, renewed.
  - The commands of macOS, the BSDs and IOS XR follow their manuals and were not tried on such systems.
seealso:
  - module: netops.arp.arp_facts
  - module: netops.arp.arp_entry
  - module: netops.arp.win_arp_flush
"""

EXAMPLES = r"""
- name: Flush what an address that has moved left behind
  netops.arp.arp_flush:
    addresses: [192.0.2.20, '2001:db8::20']
  become: true
  register: flush

- name: Tell which MACs it had
  ansible.builtin.debug:
    msg: "{{ flush.flushed | items2dict(key_name='ip', value_name='mac') }}"

- name: Flush stale and failed entries of one network
  netops.arp.arp_flush:
    prefixes: 192.0.2.0/25
    states: stale,failed
  become: true

- name: Show what a flush of one interface would take, without doing it
  netops.arp.arp_flush:
    interfaces: [Vlan100]
  check_mode: true
  diff: true

- name: Flush the whole table of a large router
  netops.arp.arp_flush:
    all: true
    neighbors_format: json
  become: true
"""

RETURN = r"""
flushed:
  description:
    - The entries that went, or would go in check mode, as they were before, in the form of the records of
      M(netops.arp.arp_facts).
  returned: when O(neighbors_format=list)
  type: list
  elements: dict
  sample: [{ip: 192.0.2.20, mac: 00:00:5e:00:53:20, interface: eth0, state: stale}]
kept:
  description:
    - The entries in the scope that stayed, each with the C(reason).
  returned: when O(neighbors_format=list)
  type: list
  elements: dict
  sample: [{ip: 192.0.2.1, mac: 00:00:5e:00:53:01, interface: eth0, state: reachable,
            reason: it is a default gateway; addresses must name it}]
flushed_json:
  description: RV(flushed) as one JSON text.
  returned: when O(neighbors_format=json)
  type: str
  sample: '[]'
kept_json:
  description: RV(kept) as one JSON text.
  returned: when O(neighbors_format=json)
  type: str
  sample: '[]'
before:
  description: How many entries the table held before, per family, in C(total) and per state.
  returned: success
  type: dict
  sample: {ipv4: {total: 3, reachable: 1, stale: 2}, ipv6: {total: 0}}
after:
  description:
    - How many entries the table held right afterwards, with those that traffic has brought back already. In check mode
      those that would be left.
  returned: success
  type: dict
  sample: {ipv4: {total: 1, reachable: 1}, ipv6: {total: 0}}
commands:
  description: What was sent to a network device, macOS or a BSD. Empty on Linux, and in check mode.
  returned: success
  type: list
  elements: str
  sample: [clear ip arp 192.0.2.20]
"""

import json

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._faces import names
from ansible_collections.netops.arp.plugins.module_utils._neighbor import STATES
from ansible_collections.netops.arp.plugins.module_utils._platforms import _backends, _flush_plan, _flushes

ARGUMENTS = {
    "addresses": {"type": "list", "elements": "str"},
    "prefixes": {"type": "list", "elements": "str"},
    "interfaces": {"type": "list", "elements": "str"},
    "vrf": {"type": "list", "elements": "str"},
    "states": {"type": "list", "elements": "str", "choices": list(STATES)},
    "mac": {"type": "list", "elements": "str"},
    "family": {"type": "list", "elements": "str", "choices": ["ipv4", "ipv6"]},
    "all": {"type": "bool", "default": False},
    "network_namespaces": {"type": "list", "elements": "str", "default": []},
    "neighbors_format": {"type": "str", "choices": ["list", "json"], "default": "list"},
    "network_os": {"type": "str"},
}


def options(params):
    """Return the options that choose entries, as lists of single values; None where one is not given."""
    return {name: params[name] if params[name] is None else names(params[name]) for name in _flush_plan.KEYS}


def run(module):
    """Flush and return the result. Raises ArpError."""
    params = module.params
    chosen = options(params)
    namespaces = names(params["network_namespaces"])
    _flush_plan.scope(chosen, params["all"], namespaces)  # a mistake in it is told before anything is asked
    backend = _backends.choose(module, namespaces)
    return _flushes.run(backend, chosen, params["all"], namespaces, module.check_mode)


def with_diff(result):
    """Add the entries that went as a diff."""
    before = "".join(sorted(_flushes.line(row) for row in result["flushed"]))
    return dict(result, diff={"before": before, "after": ""})


def compact(result):
    """Put the entries into texts, in place of the lists."""
    texts = {name + "_json": json.dumps(result.pop(name), separators=(",", ":")) for name in ("flushed", "kept")}
    return dict(result, **texts)


def main():
    module = AnsibleModule(argument_spec=ARGUMENTS, supports_check_mode=True)
    try:
        result = run(module)
    except ArpError as error:
        module.fail_json(msg=str(error))
    for sentence in result.pop("warnings"):
        module.warn(sentence)
    if module._diff:
        result = with_diff(result)
    if module.params["neighbors_format"] == "json":
        result = compact(result)
    module.exit_json(**result)


if __name__ == "__main__":
    main()

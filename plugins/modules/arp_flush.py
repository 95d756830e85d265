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
  - With O(verify) it makes sure, on the device itself, that what is needed resolves again, and puts the former entry
    back where it does not. With O(maintenance_windows) it flushes only while a window is open for long enough.
  - One device at a time, across runs and controllers, is what the role P(netops.arp.flush#role) adds.
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
  verify:
    description:
      - Have the default gateways, the next hop of Ansible's own connection and O(critical_addresses) asked for after
        the flush, and fail when one of them does not resolve within O(verify_timeout).
      - Of the gateways and the next hop only those must resolve that did before the flush.
      - Where the platform can, which is Linux, the former entry of what does not come back is put back. That happens
        on the host itself, so it needs no connection.
      - What has come back with another MAC is told in RV(findings), and is no failure.
      - On Linux the kernel is told to resolve, on network devices a C(ping) is sent from the device, and other systems
        wait for traffic.
    type: bool
    default: false
  critical_addresses:
    description:
      - Addresses that must resolve after the flush in any case, with O(verify). One that is in no network of the device
        is stepped over with a warning.
    type: list
    elements: str
    default: []
  verify_timeout:
    description: How many seconds all of them together have to resolve, from 0.1 to 600.
    type: float
    default: 10.0
  maintenance_windows:
    description:
      - Flush only while one of these windows is open, for as long as O(needs) says. Otherwise the task fails, says when
        a window opens next, and has changed nothing.
      - A list of windows as P(netops.arp.maintenance_window_state#filter) takes it, or its YAML, or the text of a
        calendar.
      - It is judged by the controller's clock, right before the device is touched. In check mode a closed window is a
        warning.
    type: raw
  maintenance_windows_file:
    description:
      - A file on the controller that holds the windows, a calendar (C(.ics)) or YAML. It is searched for like the files
        of M(ansible.builtin.copy), and then in the directory that Ansible was started in.
    type: str
  needs:
    description:
      - For how long a window must stay open, as in V(10m), V(1h30m) or V(600).
      - When not given, it is estimated from the number of entries that would go, which are counted before, from the
        kind of the platform, and from O(verify_timeout).
    type: str
  at_most:
    description:
      - Refuse the flush when it needs more time than this, as in V(10m), such as the time for which a lease lasts.
    type: str
  emergency:
    description:
      - A reason to flush although no window is open. It is printed, returned and written into O(journal).
      - It takes words. What reads like a switch, such as V(yes) or V(false), is refused.
    type: str
  journal:
    description:
      - A file on the controller. One line of JSON is appended before the device is touched, and one afterwards, with
        everything that went, stayed and came back. When the first cannot be written, nothing is flushed.
    type: str
  journal_notes:
    description: Keys and values to add to the lines in O(journal), such as who started the run.
    type: dict
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
  - The windows and the journal are the business of an action plugin, on the controller. Where it does not take part, as
    in a task that names the module C(ansible.legacy.arp_flush), the module refuses these options.
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
  - module: netops.arp.lease
  - plugin: netops.arp.maintenance_window_state
    plugin_type: filter
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

- name: Flush what points to a failed cluster member, at night and with a look at what comes back
  netops.arp.arp_flush:
    mac: [00:00:5e:00:53:20]
    verify: true
    critical_addresses: [192.0.2.30]
    maintenance_windows:
      - {days: sat, start: '22:00', duration: 4h, timezone: Europe/Berlin}
    journal: /var/log/arp-flush.jsonl
  become: true
  throttle: 1
  register: moved

- name: Tell who is at another MAC now
  ansible.builtin.debug:
    msg: "{{ moved.findings | map(attribute='message') }}"

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
verified:
  description:
    - With O(verify), the addresses that were looked at after the flush. Empty in check mode, and when nothing went.
  returned: success, and when something did not come back
  type: list
  elements: dict
  contains:
    ip:
      description: The address.
      type: str
      sample: 192.0.2.1
    interface:
      description: Where it is looked for.
      type: str
      sample: eth0
    vrf:
      description: The VRF.
      type: str
      sample: default
    namespace:
      description: The network namespace. Null for the one that the module ran in.
      type: str
      sample: null
    reasons:
      description: Why it is looked at, V(gateway), V(connection) or V(critical).
      type: list
      elements: str
      sample: [gateway, connection]
    needed:
      description: Whether the flush has failed when it does not resolve.
      type: bool
      sample: true
    resolved_before:
      description: Whether it was resolved before the flush.
      type: bool
      sample: true
    resolved:
      description: Whether it was resolved again in time.
      type: bool
      sample: true
    mac_before:
      description: The MAC before. Null where there was none.
      type: str
      sample: 00:00:5e:00:53:01
    mac_after:
      description: The MAC that it resolved to. Null where it did not.
      type: str
      sample: 00:00:5e:00:53:01
    restored:
      description: Whether the former entry was put back.
      type: bool
      sample: false
findings:
  description:
    - With O(verify), entries that have come back with another MAC, each with C(kind) V(changed_mac), C(ip),
      C(mac_before), C(mac_after), a C(message) and more.
  returned: success, and when something did not come back
  type: list
  elements: dict
  sample: []
problems:
  description: What is needed and did not come back, one sentence each.
  returned: success, and when something did not come back
  type: list
  elements: str
  sample: []
window:
  description:
    - What the windows said right before the device was touched, as P(netops.arp.maintenance_window_state#filter)
      returns it. Null without windows.
  returned: when the action plugin judged windows or kept a journal
  type: dict
  sample: {open: true, reason: open, needs_seconds: 30, seconds_left: 10800, next_opening: null, window: weekend}
emergency:
  description: The reason that was given. Null without one.
  returned: when the action plugin judged windows or kept a journal
  type: str
  sample: null
record:
  description:
    - What the last line in O(journal) says, without the entries one by one. C(outcome) is V(flushed), V(nothing),
      V(refused) or V(failed).
  returned: when the action plugin judged windows or kept a journal
  type: dict
  sample: {event: end, host: sw1, outcome: flushed, flushed_total: 12, kept_total: 1, seconds: 1.4}
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
from ansible_collections.netops.arp.plugins.module_utils._platforms import (
    _backends,
    _flush_check,
    _flush_plan,
    _flushes,
)

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
    "verify": {"type": "bool", "default": False},
    "critical_addresses": {"type": "list", "elements": "str", "default": []},
    "verify_timeout": {"type": "float", "default": 10.0},
    "maintenance_windows": {"type": "raw"},
    "maintenance_windows_file": {"type": "str"},
    "needs": {"type": "str"},
    "at_most": {"type": "str"},
    "emergency": {"type": "str"},
    "journal": {"type": "str"},
    "journal_notes": {"type": "dict"},
    "network_os": {"type": "str"},
}
# The controller's business. When one of them gets here, whoever gave it relies on something that did not happen.
ON_CONTROLLER = (
    "maintenance_windows",
    "maintenance_windows_file",
    "needs",
    "at_most",
    "emergency",
    "journal",
    "journal_notes",
)
LONGEST_VERIFY = 600


def options(params):
    """Return the options that choose entries, as lists of single values; None where one is not given."""
    return {name: params[name] if params[name] is None else names(params[name]) for name in _flush_plan.KEYS}


def check(params):
    """Return the `Check` that is asked for, or None. Raises ArpError."""
    seconds = params["verify_timeout"]
    if not 0.1 <= seconds <= LONGEST_VERIFY:
        raise ArpError("verify_timeout: %g is out of range, which goes from 0.1 to %d s" % (seconds, LONGEST_VERIFY))
    critical = _flush_check.addresses(names(params["critical_addresses"]))
    if critical and not params["verify"]:
        raise ArpError("critical_addresses are looked at with verify, which is not set")
    return _flush_check.Check(critical, seconds) if params["verify"] else None


def refuse_controllers_options(params):
    """Raise ArpError for an option that the action plugin should have dealt with."""
    given = [name for name in ON_CONTROLLER if params[name] is not None]
    if given:
        raise ArpError(
            "%s is judged on the controller, by an action plugin that did not take part. Name the task"
            " netops.arp.arp_flush. Nothing was flushed" % given[0]
        )


def run(module):
    """Flush and return the result. Raises ArpError."""
    params = module.params
    refuse_controllers_options(params)
    chosen = options(params)
    verify = check(params)
    namespaces = names(params["network_namespaces"])
    _flush_plan.scope(chosen, params["all"], namespaces)  # a mistake in it is told before anything is asked
    backend = _backends.choose(module, namespaces)
    return _flushes.run(backend, chosen, params["all"], namespaces, module.check_mode, verify)


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
    if result["problems"]:
        module.fail_json(msg="; ".join(result["problems"]), **result)
    module.exit_json(**result)


if __name__ == "__main__":
    main()

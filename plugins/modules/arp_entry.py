#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: arp_entry
short_description: Pin neighbors (static ARP and IPv6 ND entries) on a host or network device
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Makes static neighbor entries, takes them away, and can take away those that nobody asked for (O(purge)). An entry
    that was learned, or that failed, is replaced by the static one.
  - The table is read, what has to change is worked out and done, and the table is read again. When it does not show
    what was wanted, what was done is put back, and the module fails and says so.
  - The Linux kernel is told over rtnetlink, macOS and the BSDs by C(arp) and C(ndp), network devices by lines of their
    configuration. Windows hosts are served by M(netops.arp.win_arp_entry), which this name leads to there.
  - On a host an entry lives in the kernel alone. It is gone when the host restarts, and on Linux when its link goes
    down. To make it last is the business of the system's network configuration.
options:
  entries:
    description:
      - The entries, each with the options O(ip), O(mac), O(interface), O(vrf), O(namespace) and O(state).
    type: list
    elements: dict
    suboptions:
      ip:
        description: As O(ip).
        type: str
        required: true
      mac:
        description: As O(mac).
        type: str
      interface:
        description: As O(interface).
        type: str
      vrf:
        description: As O(vrf).
        type: str
      namespace:
        description: As O(namespace).
        type: str
      state:
        description: As O(state), which counts where this is not given.
        type: str
        choices: [present, absent]
  ip:
    description:
      - The address of a single entry, of IPv4 or IPv6, without prefix length.
    type: str
  mac:
    description:
      - The MAC, in any of the forms that platforms print.
      - Needed with O(state=present). With O(state=absent) only an entry with this MAC is taken away.
    type: str
  interface:
    description:
      - The layer-3 interface.
      - When not given, it is the one whose network holds O(ip), the smallest network if there are several. Link-local
        addresses of IPv6 need it. With O(state=absent) any interface is meant then.
      - Cisco IOS, IOS XR and Arista EOS keep their IPv4 entries without an interface, and so does VyOS before 1.4.
    type: str
  vrf:
    description:
      - The VRF. When not given, it is that of O(interface), or the default one.
    type: str
  namespace:
    description:
      - The network namespace, as a name that C(ip netns) knows, the absolute path of a namespace file, or
        V(pid:<number>). When not given, it is the one that the module runs in. Only Linux has them.
    type: str
  state:
    description:
      - V(present) has a static entry with O(mac).
      - V(absent) has no static entry. A learned entry of the same address is left alone; M(netops.arp.arp_flush) is
        for those.
    type: str
    choices: [present, absent]
    default: present
  purge:
    description:
      - Take away all static entries in O(purge_scope) that are not asked for with V(present).
      - Entries of another origin stay in any case. These are learned ones, those of a control plane such as EVPN, and
        the device's own addresses.
    type: bool
    default: false
  purge_scope:
    description: Where O(purge) takes entries away.
    type: dict
    suboptions:
      interfaces:
        description:
          - Names and shell patterns. V(*) means all, and entries without an interface too.
        type: list
        elements: str
        required: true
      vrf:
        description: Only these VRFs.
        type: list
        elements: str
        default: []
      family:
        description: Only entries of this family.
        type: list
        elements: str
        choices: [ipv4, ipv6]
        default: [ipv4, ipv6]
      namespaces:
        description: These network namespaces, in place of the one that the module runs in.
        type: list
        elements: str
        default: []
  force:
    description:
      - Do also what may cut the connection that Ansible came by.
      - Without it the module refuses to pin the neighbor which that connection goes through to another MAC than the one
        in use, and to take away its static entry.
      - On Linux the neighbor is found from the client of the ssh connection. Where that is not known, as with other
        connections and on other systems, each default gateway counts.
    type: bool
    default: false
  guard:
    description:
      - V(arm) leaves a guard behind on the host before anything is changed. It is a process of its own that takes
        everything back after O(guard_seconds), unless it is confirmed before. Learned entries come back as learned
        ones. The end of the module or of the connection does not end it. Where nothing has to change, there is none.
      - V(confirm) keeps what was done and ends the guard. It fails when the time was over before, or when something
        has killed the guard.
      - V(restore) takes it back at once and ends the guard.
      - V(status) tells of a guard that is at work, or of the last one that was not confirmed.
      - There is one guard on a host at a time. The last three are given without entries.
    type: str
    choices: [arm, confirm, restore, status]
  guard_seconds:
    description: After how many seconds the guard acts, from 5 to 3600.
    type: int
    default: 60
  guard_id:
    description: The guard that O(guard=confirm) or O(guard=restore) means, as RV(guard.id) told it.
    type: str
  commit:
    description:
      - V(false) has the device check the lines and discard them. The result is that of check mode then.
      - For network devices with a candidate configuration.
    type: bool
    default: true
  save:
    description:
      - Save the configuration of a network device after a change, so that the entries survive its restart. Junos and
        IOS XR do that with each commit.
    type: bool
    default: false
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
    support: full
  facts:
    support: none
  platform:
    platforms: linux, macos, freebsd, openbsd, netbsd, dragonfly, windows, network devices
    support: full
    details:
      - Network devices are Arista EOS, Cisco IOS, IOS XR and NX-OS, Junos and VyOS, over
        P(ansible.netcommon.network_cli#connection). Entries of IPv6 are not for VyOS. On Arista EOS and Junos the
        configuration is read to tell which of them are static, since the tables are not known to.
notes:
  - Root privilege is needed on hosts.
  - macOS and the BSDs choose the interface of an entry by their routes. When it is another one than was named, what was
    done is put back.
  - O(guard) is for hosts, and was tried on Linux. Windows and network devices do not have it.
  - IOS XR and VyOS do not tell their default gateways, so that O(force) is never asked for there.
  - The commands of macOS, the BSDs and IOS XR follow their manuals and were not tried on such systems.
seealso:
  - module: netops.arp.arp_facts
  - module: netops.arp.arp_flush
  - module: netops.arp.win_arp_entry
"""

EXAMPLES = r"""
- name: Pin the default gateway
  netops.arp.arp_entry:
    ip: 192.0.2.1
    mac: 00:00:5e:00:53:01
    interface: eth0
  become: true

- name: Pin both families, and let the entry of a former server go
  netops.arp.arp_entry:
    entries:
      - {ip: 192.0.2.1, mac: 00:00:5e:00:53:01}
      - {ip: '2001:db8::1', mac: 00:00:5e:00:53:01}
      - {ip: 192.0.2.66, state: absent}
  become: true

- name: Have exactly these static entries on the uplinks
  netops.arp.arp_entry:
    entries: "{{ pinned_neighbors }}"
    purge: true
    purge_scope:
      interfaces: ['swp5*']
  become: true
  register: pinned

- name: Tell which entries nobody had asked for
  ansible.builtin.debug:
    msg: "{{ pinned.purged | map(attribute='ip') }}"

- name: Pin a gateway, and have the host take it back after a minute
  netops.arp.arp_entry:
    ip: 192.0.2.1
    mac: 00:00:5e:00:53:01
    guard: arm
  become: true
  register: guarded

- name: See whether a new connection can be made
  ansible.builtin.meta: reset_connection

- name: Confirm, so that it stays
  netops.arp.arp_entry:
    guard: confirm
    guard_id: "{{ guarded.guard.id }}"
  become: true
  when: guarded.guard.state == 'armed'

- name: Pin a server on a switch, and save its configuration
  netops.arp.arp_entry:
    ip: 192.0.2.20
    mac: 0000.5e00.5320
    vrf: blue
    save: true
  vars:
    ansible_connection: ansible.netcommon.network_cli
    ansible_network_os: arista.eos.eos
"""

RETURN = r"""
entries:
  description: The entries that were asked for, each with the place that it has on this device.
  returned: success
  type: list
  elements: dict
  contains:
    ip:
      description: The address in canonical form.
      type: str
      sample: 192.0.2.1
    mac:
      description: The MAC that was asked for, in lower-case colon form. Null where none was.
      type: str
      sample: 00:00:5e:00:53:01
    interface:
      description: The interface. Null where it does not matter.
      type: str
      sample: eth0
    vrf:
      description: The VRF. Null where it does not matter.
      type: str
      sample: default
    namespace:
      description: The network namespace. Null for the one that the module ran in.
      type: str
      sample: null
    state:
      description: V(present) or V(absent), as asked for.
      type: str
      sample: present
    before:
      description:
        - What the table held, with C(mac), null for an entry that was not resolved, and C(static). Null where it held
          nothing.
      type: dict
      sample: {mac: 00:00:5e:00:53:66, static: false}
    after:
      description:
        - The static entry that it holds now, in check mode the one that it would hold. Null where there is none.
      type: dict
      sample: {mac: 00:00:5e:00:53:01, static: true}
purged:
  description: The entries that O(purge) took away, with C(ip), C(mac), C(interface), C(vrf) and C(namespace).
  returned: success
  type: list
  elements: dict
  sample: []
guard:
  description: What there is to know about the guard of this host.
  returned: success
  type: dict
  contains:
    state:
      description:
        - V(none) without a guard, V(armed) for one that is at work, V(confirmed) and V(restored) for one that ended by
          an order, V(fired) for one that was not confirmed in time, V(lost) for one that something has killed.
      type: str
      sample: armed
    id:
      description: Which guard it is.
      type: str
      sample: 3f0c9f5e7d0b4d5c8f6f0a8f7a0d9b11
    seconds:
      description: After how many seconds it acts.
      type: int
      sample: 60
    armed_at:
      description: Since when, in UTC.
      type: str
      sample: '2026-03-01T03:00:00Z'
    ended_at:
      description: When it ended. Null before.
      type: str
      sample: null
    message:
      description: How it ended. Null before.
      type: str
      sample: null
commands:
  description: What was sent to a network device, macOS or a BSD. Empty on Linux, and in check mode.
  returned: success
  type: list
  elements: str
  sample: [arp 192.0.2.1 0000.5e00.5301 arpa]
"""

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._platforms import _backends, _entries, _entry_plan

ENTRY = {
    "ip": {"type": "str", "required": True},
    "mac": {"type": "str"},
    "interface": {"type": "str"},
    "vrf": {"type": "str"},
    "namespace": {"type": "str"},
    "state": {"type": "str", "choices": ["present", "absent"]},
}
SCOPE = {
    "interfaces": {"type": "list", "elements": "str", "required": True},
    "vrf": {"type": "list", "elements": "str", "default": []},
    "family": {"type": "list", "elements": "str", "choices": ["ipv4", "ipv6"], "default": ["ipv4", "ipv6"]},
    "namespaces": {"type": "list", "elements": "str", "default": []},
}
ARGUMENTS = {
    "entries": {"type": "list", "elements": "dict", "options": ENTRY},
    "ip": {"type": "str"},
    "mac": {"type": "str"},
    "interface": {"type": "str"},
    "vrf": {"type": "str"},
    "namespace": {"type": "str"},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "purge": {"type": "bool", "default": False},
    "purge_scope": {"type": "dict", "options": SCOPE},
    "force": {"type": "bool", "default": False},
    "guard": {"type": "str", "choices": ["arm", "confirm", "restore", "status"]},
    "guard_seconds": {"type": "int", "default": 60},
    "guard_id": {"type": "str"},
    "commit": {"type": "bool", "default": True},
    "save": {"type": "bool", "default": False},
    "network_os": {"type": "str"},
}
SHORTEST = 5
LONGEST = 3600
RULES = {
    "mutually_exclusive": [("entries", name) for name in ("ip", "mac", "interface", "vrf", "namespace")],
    "required_one_of": [("entries", "ip", "purge_scope", "guard")],
    "required_if": [("purge", True, ("purge_scope",)), ("guard", "arm", ("entries", "ip", "purge_scope"), True)],
    "required_by": dict.fromkeys(("mac", "interface", "vrf", "namespace"), ("ip",)),
}


def given(params):
    """Return the entries as a list of dicts, whichever way they were written."""
    if params["ip"] is not None:
        return [{name: params[name] for name in ENTRY}]
    return params["entries"] or []


def purge(params):
    """Return the `Purge` that is asked for, or None."""
    scope = params["purge_scope"]
    if not params["purge"]:
        return None
    return _entry_plan.Purge(scope["interfaces"], scope["vrf"], scope["family"], scope["namespaces"] or [None])


def run(module):
    """Bring about the entries, or give the guard an order, and return the result. Raises ArpError."""
    params = module.params
    if params["guard"] not in (None, "arm"):
        return order(module)
    entries = _entry_plan.wanted(given(params), params["state"])
    scope = purge(params)
    namespaces = {entry.namespace for entry in entries} | set(scope.namespaces if scope else ())
    backend = _backends.choose(module, sorted(namespaces - {None}))
    options = _entries.Options(
        purge=scope,
        force=params["force"],
        check=module.check_mode,
        commit=params["commit"],
        save=params["save"],
        guard_seconds=guard_seconds(params),
    )
    return _entries.run(backend, entries, options)


def guard_seconds(params):
    """Return after how long a guard is to act, None for no guard. Raises ArpError."""
    if not SHORTEST <= params["guard_seconds"] <= LONGEST:
        raise ArpError("guard_seconds is %d; it must be from %d to %d" % (params["guard_seconds"], SHORTEST, LONGEST))
    return params["guard_seconds"] if params["guard"] else None


def order(module):
    """Give the guard of this host an order, and return the result. Raises ArpError."""
    params = module.params
    if params["entries"] or params["ip"] or params["purge"]:
        raise ArpError("guard: %s is given without entries; they are what the guard was armed with" % params["guard"])
    backend = _backends.choose(module, [])
    told = _entries.guarded(backend, params["guard"], number=params["guard_id"], check=module.check_mode)
    return dict(told, entries=[], purged=[], commands=[])


def main():
    module = AnsibleModule(argument_spec=ARGUMENTS, supports_check_mode=True, **RULES)
    try:
        result = run(module)
    except ArpError as error:
        module.fail_json(msg=str(error))
    module.exit_json(**result)


if __name__ == "__main__":
    main()

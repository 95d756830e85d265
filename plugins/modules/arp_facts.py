#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: arp_facts
short_description: Gather the neighbor tables (ARP and IPv6 ND) of a host or network device
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Reads the neighbor tables of both families, with everything that is needed to judge them. This is the interfaces
    with their own addresses and MACs, the next hops of the default routes, how full the tables are, and the sysctls
    that govern how the host answers.
  - The Linux kernel is asked over rtnetlink. Neither iproute2 nor any Python package is needed on the host. Where
    netlink is refused, C(ip -j -s), C(ip -s), C(ip) and at last C(/proc/net/arp) are tried, and
    RV(ansible_facts.arp.source) says so.
  - macOS and the BSDs are asked with C(arp), C(ndp), C(ifconfig) and C(netstat). Windows hosts are served by
    M(netops.arp.win_arp_facts), which this name leads to there.
  - Network devices are asked over the connections V(ansible.netcommon.network_cli), V(ansible.netcommon.httpapi) and
    V(ansible.netcommon.netconf), for all VRFs and both families, as structured data where they print such. A command
    that a device refuses is noted in RV(ansible_facts.arp.source) and stepped over.
  - The records have the same keys on all platforms. P(netops.arp.neighbor_anomalies#filter) takes what this module
    returns, unchanged, and says what is wrong.
options:
  family:
    description:
      - Which neighbors are returned, those of IPv4 (ARP), of IPv6 (neighbor discovery), or both.
    type: list
    elements: str
    choices: [ipv4, ipv6]
    default: [ipv4, ipv6]
  interfaces:
    description:
      - Return only neighbors on these interfaces. Names and shell patterns such as V(eth*) are understood.
      - Also takes one text with commas or line breaks between the names.
      - When empty or not given, all interfaces count.
    type: list
    elements: str
    default: []
  states:
    description:
      - Return only neighbors in one of these states, in the words of RFC 4861 and of the Linux kernel.
      - V(resolved) is the state of a neighbor that has a MAC when the platform tells no more than that.
      - V(noarp) implies O(include_noarp) for entries of this state.
      - When empty or not given, all states count.
    type: list
    elements: str
    choices: [incomplete, reachable, stale, delay, probe, failed, permanent, noarp, resolved]
    default: []
  vrf:
    description:
      - Return only neighbors in these VRFs. V(default) is the VRF of whatever is in no other.
      - Also takes one text with commas or line breaks between the names.
      - When empty or not given, all VRFs count.
      - A device that shows one VRF at a time is asked for these alone.
    type: list
    elements: str
    default: []
  commands:
    description:
      - Ask a network device with these commands, in place of those that are known of the platform, and nothing else.
        Over NETCONF these are remote procedure calls in XML.
      - Each must print a neighbor table in one of the forms that are known of the platform. A command is sent as it
        stands, so it must be one that changes nothing.
      - Not for hosts, which know no other way to be read.
    type: list
    elements: str
    default: []
  network_os:
    description:
      - What the network device is, in the words of C(ansible_network_os) or of ntc-templates, such as V(cisco.ios.ios)
        or V(cisco_ios).
      - Only needed where the connection does not tell, as with V(ansible.netcommon.default).
    type: str
  network_namespaces:
    description:
      - Read these network namespaces too, beside the one that the module runs in, as needed on routers, OpenStack nodes
        and container hosts.
      - Each is a name that C(ip netns) knows, the absolute path of a namespace file, V(pid:<number>) for the namespace
        of a process, or V(all).
      - V(all) are those with a name, those of Docker, and those that only processes live in. These are called
        V(pid:<lowest number>).
      - A namespace that may not be entered, or vanishes meanwhile, is noted in RV(ansible_facts.arp.source). One that
        does not exist is an error.
      - Also takes one text with commas or line breaks between the names.
      - Only Linux has network namespaces. On other systems V(all) asks for nothing more, and a name is an error.
    type: list
    elements: str
    default: []
  include_noarp:
    description:
      - Return also entries that need no resolution, such as multicast groups and the peers of tunnels, and entries
        without a state, which nobody has asked for yet. Both are hidden by C(ip neigh) as well.
      - The record of an entry without a state is V(incomplete) and has V(none) among its flags.
    type: bool
    default: false
  neighbors_format:
    description:
      - V(list) returns RV(ansible_facts.arp.neighbors), a list of records.
      - V(json) returns the same list as one text, in RV(ansible_facts.arp.neighbors_json). Ansible handles a table of
        some thousand entries several times faster that way. The filters of this collection read both.
    type: str
    choices: [list, json]
    default: list
extends_documentation_fragment:
  - netops.arp.attributes
  - netops.arp.attributes.facts
attributes:
  platform:
    platforms: linux, macos, freebsd, openbsd, netbsd, dragonfly, windows, network devices
    support: full
    details:
      - Cumulus Linux, SONiC and VyOS are Linux over ssh, too.
      - Network devices are C(arista.eos.eos), C(cisco.asa.asa), C(cisco.ios.ios), C(cisco.iosxr.iosxr),
        C(cisco.nxos.nxos), C(community.routeros.routeros), C(dellemc.enterprise_sonic.sonic),
        C(junipernetworks.junos.junos) and C(vyos.vyos.vyos) over network_cli, C(arista.eos.eos) and C(cisco.nxos.nxos)
        over httpapi, C(cisco.iosxr.iosxr) and C(junipernetworks.junos.junos) over netconf.
notes:
  - Root privilege is needed for O(network_namespaces) alone.
  - With a network connection the module runs on the controller, where the collection of the device's maker and
    P(ansible.netcommon.network_cli#connection) or its like must be installed.
  - The options choose neighbors. RV(ansible_facts.arp.capacity), RV(ansible_facts.arp.interfaces) and
    RV(ansible_facts.arp.gateways) always describe the whole host and all namespaces that were read.
  - Entries that this host answers for on behalf of others (C(ip neigh show proxy)) are no neighbors and are not
    returned.
seealso:
  - module: netops.arp.mac_table_facts
  - module: netops.arp.win_arp_facts
  - plugin: netops.arp.neighbor_anomalies
    plugin_type: filter
  - plugin: netops.arp.query_neighbors
    plugin_type: filter
  - plugin: netops.arp.parse_neighbors
    plugin_type: filter
"""

EXAMPLES = r"""
# From the command line, for all hosts of an inventory:
#   ansible all -m netops.arp.arp_facts -a 'states=failed,incomplete'

- name: Read the neighbor tables
  netops.arp.arp_facts:

- name: Stop where the default gateway does not answer
  ansible.builtin.assert:
    that: gateway_rows | selectattr('state', 'in', ['failed', 'incomplete']) | length == 0
    fail_msg: "No answer from {{ gateway_rows | map(attribute='ip') | join(', ') }}"
  vars:
    gateway_rows: >-
      {{ ansible_facts['arp']['neighbors']
         | selectattr('ip', 'in', ansible_facts['arp']['gateways'] | map(attribute='ip')) }}

- name: Read the tables of a router with many namespaces and a large table
  netops.arp.arp_facts:
    network_namespaces: [all]
    neighbors_format: json
  become: true

- name: Judge them
  ansible.builtin.debug:
    msg: "{{ {inventory_hostname: ansible_facts['arp']} | netops.arp.neighbor_anomalies }}"

- name: Read one VRF of a switch over its command line
  netops.arp.arp_facts:
    vrf: blue
  vars:
    ansible_connection: ansible.netcommon.network_cli
    ansible_network_os: cisco.nxos.nxos

- name: Read the table of one line card alone
  netops.arp.arp_facts:
    commands: [show arp location 0/0/CPU0]
  vars:
    ansible_connection: ansible.netcommon.network_cli
    ansible_network_os: cisco.iosxr.iosxr

- name: Read what is pinned on the uplinks of one VRF
  netops.arp.arp_facts:
    family: ipv4
    interfaces: [swp51, 'bond*']
    vrf: blue
    states: permanent

- name: Show the pinned addresses
  ansible.builtin.debug:
    msg: "{{ ansible_facts['arp']['neighbors'] | items2dict(key_name='ip', value_name='mac') }}"
"""

RETURN = r"""
ansible_facts:
  description: What was gathered, under one key.
  returned: success
  type: dict
  contains:
    arp:
      description:
        - The neighbor tables and what is needed to judge them. Read it as C(ansible_facts['arp']).
      returned: success
      type: dict
      contains:
        platform:
          description:
            - The platform in the words of ntc-templates, such as V(cisco_ios), V(freebsd) or V(windows).
            - V(linux), or V(cumulus), V(sonic) or V(vyos) where one of these is built upon it.
          type: str
          sample: linux
        collected_at:
          description: When the tables were read, in UTC.
          type: str
          sample: '2026-07-01T09:30:00Z'
        source:
          description: What was read, and what was refused before, in this order.
          type: list
          elements: dict
          contains:
            command:
              description: The command, or V(rtnetlink) for the kernel itself.
              returned: when it is no file
              type: str
              sample: rtnetlink
            file:
              description: The file.
              returned: when it is no command
              type: str
              sample: /proc/net/arp
            namespace:
              description: The network namespace.
              returned: when it is not the main one
              type: str
              sample: blue
            outcome:
              description: V(read), perhaps with a remark, or V(refused) and why.
              type: str
              sample: read
        neighbors:
          description: The neighbors.
          returned: when O(neighbors_format=list)
          type: list
          elements: dict
          contains:
            ip:
              description: The address in canonical form, without zone and prefix length.
              type: str
              sample: 192.0.2.1
            mac:
              description: The MAC in lower-case colon form, null when there is none.
              type: str
              sample: 00:00:5e:00:53:01
            interface:
              description: The layer-3 interface.
              type: str
              sample: eth0.100
            physical_interface:
              description: The parent of a VLAN interface, when it is no bridge. Null for all others.
              type: str
              sample: eth0
            vlan:
              description: The VLAN of a VLAN interface, null for all others.
              type: int
              sample: 100
            vrf:
              description: The VRF, V(default) outside of any.
              type: str
              sample: default
            namespace:
              description: The network namespace, null for the one that the module ran in.
              type: str
              sample: null
            family:
              description: V(ipv4) or V(ipv6).
              type: str
              sample: ipv4
            state:
              description: One of the words that O(states) takes.
              type: str
              sample: reachable
            origin:
              description:
                - V(dynamic) when learned, V(static) when entered by hand, V(remote) when entered by a control plane
                  such as EVPN, V(local) for an own address, V(other) for what needs no resolution.
              type: str
              sample: dynamic
            is_router:
              description: Whether an IPv6 neighbor is a router. Null for IPv4.
              type: bool
              sample: null
            age_seconds:
              description:
                - Whole seconds since the neighbor was confirmed. Null when it never was, or when confirmation has no
                  meaning, as for unresolved and permanent entries.
              type: int
              sample: 12
            expires_seconds:
              description: Seconds left. Null where an entry has no fixed end, as on Linux, or nothing tells it.
              type: int
              sample: null
            flags:
              description: The platform's own flags. Those of Linux are in the words of C(ip neigh).
              type: list
              elements: str
              sample: [extern_learn]
        neighbors_json:
          description: The list of neighbors as one JSON text.
          returned: when O(neighbors_format=json)
          type: str
          sample: '[{"ip": "192.0.2.1", "mac": "00:00:5e:00:53:01", "state": "reachable"}]'
        counts:
          description: How many neighbors are returned per family, in C(total) and per state that occurs.
          type: dict
          sample:
            ipv4: {total: 3, reachable: 1, stale: 2}
            ipv6: {total: 0}
        interfaces:
          description:
            - All interfaces of the host.
            - Of network devices those that their commands show at once, perhaps none. Some tell own addresses in the
              neighbor table instead, as records with the origin V(local).
          type: list
          elements: dict
          contains:
            name:
              description: The name.
              type: str
              sample: eth0
            mac:
              description: The own MAC, null where there is none.
              type: str
              sample: 00:00:5e:00:53:0a
            addresses:
              description:
                - The own addresses with prefix length. An address with a peer has the prefix length of a host, because
                  the prefix is the peer's.
              type: list
              elements: str
              sample: [192.0.2.10/24, '2001:db8::10/64']
            vrf:
              description: The VRF, V(default) outside of any.
              type: str
              sample: default
            namespace:
              description: The network namespace, null for the main one.
              type: str
              sample: null
            up:
              description: Whether it is switched on and running. Null where nothing tells it.
              type: bool
              sample: true
        gateways:
          description: The next hops of all default routes. Empty for network devices that are not asked for them.
          type: list
          elements: dict
          contains:
            ip:
              description: The address of the next hop.
              type: str
              sample: 192.0.2.1
            family:
              description: The family of that address, which may be V(ipv6) for an IPv4 route.
              type: str
              sample: ipv4
            interface:
              description: The interface that leads there.
              type: str
              sample: eth0
            vrf:
              description: The VRF whose default route it is.
              type: str
              sample: default
            namespace:
              description: The network namespace, null for the main one.
              type: str
              sample: null
        capacity:
          description:
            - How full the tables are, per family. The tables and their limits belong to the whole machine. What cannot
              be read is null.
            - C(entries) counts what the kernel's limits count, which leaves out permanent entries and those of a
              control plane. In the machine's main namespace it covers all namespaces, elsewhere only those that were
              read.
            - Only Linux tells limits. Elsewhere C(entries) is how many rows the tables have.
            - C(table_fulls) is how often an entry was refused since the machine started. Only its main namespace knows.
          type: dict
          sample:
            ipv4: {entries: 42, limit: 1024, gc_thresh1: 128, gc_thresh2: 512, gc_thresh3: 1024, table_fulls: 0}
            ipv6: {entries: 17, limit: 1024, gc_thresh1: 128, gc_thresh2: 512, gc_thresh3: 1024, table_fulls: 0}
        settings:
          description:
            - The effective ARP sysctls of each interface of the main namespace, which follow from C(conf/all) and
              C(conf/<interface>) by the kernel's rule for each. Empty elsewhere.
          type: dict
          sample:
            eth0: {arp_ignore: 0, arp_announce: 0, arp_filter: 0, arp_accept: 0, arp_notify: 0, proxy_arp: 0,
                   proxy_arp_pvlan: 0, medium_id: 0}
        unparsed:
          description: Whatever looked like a neighbor and was not understood.
          type: list
          elements: str
          sample: []
"""

import json
import platform

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._faces import names, runner
from ansible_collections.netops.arp.plugins.module_utils._neighbor import STATES
from ansible_collections.netops.arp.plugins.module_utils._platforms import _linux
from ansible_collections.netops.arp.plugins.module_utils._platforms._common import Options

FAMILIES = ("ipv4", "ipv6")

ARGUMENTS = {
    "family": {"type": "list", "elements": "str", "choices": list(FAMILIES), "default": list(FAMILIES)},
    "interfaces": {"type": "list", "elements": "str", "default": []},
    "states": {"type": "list", "elements": "str", "choices": list(STATES), "default": []},
    "vrf": {"type": "list", "elements": "str", "default": []},
    "network_namespaces": {"type": "list", "elements": "str", "default": []},
    "commands": {"type": "list", "elements": "str", "default": []},
    "network_os": {"type": "str"},
    "include_noarp": {"type": "bool", "default": False},
    "neighbors_format": {"type": "str", "choices": ["list", "json"], "default": "list"},
}


def gather(module):
    """Return the facts of the device behind the connection, or of the system around the module. Raises ArpError."""
    options = Options(
        families=module.params["family"],
        interfaces=names(module.params["interfaces"]),
        states=module.params["states"],
        vrf=names(module.params["vrf"]),
        network_namespaces=names(module.params["network_namespaces"]),
        include_noarp=module.params["include_noarp"],
    )
    # With a network connection the module runs on the controller, whose own tables nobody has asked for.
    if module._socket_path:
        return gather_network(module, options)
    if module.params["commands"]:
        raise ArpError("commands are for network devices; this connection leads to a host")
    system = platform.system()
    backend = SYSTEMS.get(system)
    if backend is None:
        raise ArpError("arp_facts does not support %s; it supports %s" % (system, ", ".join(sorted(SYSTEMS))))
    return backend(runner(module), options)


def gather_network(module, options):
    """Return the facts of the device behind a network connection."""
    # Imported here because hosts have no use for it: it travels with the module, but costs them no time.
    from ansible_collections.netops.arp.plugins.module_utils._platforms import (
        _network,
        _network_connection,
        _network_platforms,
    )

    ask, _name, device = _network_connection.reach(
        module._socket_path, _network_platforms.APIS, module.params["network_os"]
    )
    return _network.gather(ask, device, options, module.params["commands"])


def gather_bsd(run, options):
    """Return the facts of macOS or a BSD."""
    from ansible_collections.netops.arp.plugins.module_utils._platforms import _bsd

    return _bsd.gather(run, options)


# What gathers on a system that the module runs on, by the name of uname(1).
SYSTEMS = {
    "Darwin": gather_bsd,
    "DragonFly": gather_bsd,
    "FreeBSD": gather_bsd,
    "Linux": _linux.gather,
    "NetBSD": gather_bsd,
    "OpenBSD": gather_bsd,
}


def compact(facts):
    """Put the neighbors into one text, in place of the list."""
    neighbors = facts.pop("neighbors")
    return dict(facts, neighbors_json=json.dumps(neighbors, separators=(",", ":")))


def main():
    module = AnsibleModule(argument_spec=ARGUMENTS, supports_check_mode=True)
    try:
        facts = gather(module)
    except ArpError as error:
        module.fail_json(msg=str(error))
    if module.params["neighbors_format"] == "json":
        facts = compact(facts)
    module.exit_json(changed=False, ansible_facts={"ansible_arp": facts})


if __name__ == "__main__":
    main()

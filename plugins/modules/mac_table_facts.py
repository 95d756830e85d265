#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: mac_table_facts
short_description: Gather the MAC address table of a switch or of Linux bridges
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Reads which MAC address is behind which port. A neighbor table tells that an address is in the wrong hands, this
    table tells where those are plugged in.
  - The Linux kernel is asked over rtnetlink for the tables of its bridges and VXLAN tunnels. Where netlink is refused,
    C(bridge fdb) is tried.
  - Switches are asked over the connections V(ansible.netcommon.network_cli), V(ansible.netcommon.httpapi) and
    V(ansible.netcommon.netconf), as structured data where they print such. A command that a device refuses is noted in
    RV(ansible_facts.mac_table.source) and stepped over.
options:
  interfaces:
    description:
      - Return only entries behind these ports. Full names and shell patterns such as V(Ethernet1/*) are understood.
      - When empty or not given, all ports count.
    type: list
    elements: str
    default: []
  vlans:
    description:
      - Return only entries of these VLANs.
      - When empty or not given, all VLANs count, and entries of none.
    type: list
    elements: int
    default: []
  types:
    description:
      - Return only entries of these types; RV(ansible_facts.mac_table.entries[].type) tells what they mean.
      - When empty or not given, all types count.
    type: list
    elements: str
    choices: [static, dynamic, self, remote, secure, other]
    default: []
  commands:
    description:
      - Ask a network device with these commands, in place of those that are known of the platform. Over NETCONF these
        are remote procedure calls in XML.
      - Each must print a MAC table in one of the forms that are known of the platform. A command is sent as it stands,
        so it must be one that changes nothing.
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
extends_documentation_fragment:
  - netops.arp.attributes
  - netops.arp.attributes.facts
attributes:
  platform:
    platforms: linux, network devices
    support: full
    details:
      - Switches are C(arista.eos.eos), C(arubanetworks.aos_switch.arubaoss), C(arubanetworks.aoscx.aoscx),
        C(cisco.asa.asa), C(cisco.ios.ios), C(cisco.nxos.nxos), C(community.ciscosmb.ciscosmb), C(community.network.ce),
        C(community.network.exos), C(community.network.icx), C(community.network.voss), C(community.routeros.routeros),
        C(comware), C(dellemc.enterprise_sonic.sonic), C(dellemc.os6.os6), C(dellemc.os9.os9), C(dellemc.os10.os10),
        C(junipernetworks.junos.junos) and C(nokia.sros) over network_cli, C(arista.eos.eos) and C(cisco.nxos.nxos) over
        httpapi, C(junipernetworks.junos.junos) over netconf.
seealso:
  - module: netops.arp.arp_facts
  - plugin: netops.arp.parse_mac_table
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Read where each station is connected
  netops.arp.mac_table_facts:
    types: [dynamic, secure]

- name: Name the port of one station
  ansible.builtin.debug:
    msg: "{{ ports | join(', ') | default('not seen here', true) }}"
  vars:
    ports: >-
      {{ ansible_facts['mac_table']['entries']
         | selectattr('mac', 'equalto', '00:00:5e:00:53:01') | map(attribute='interface') }}

- name: Read the tables of the bridges on a hypervisor
  netops.arp.mac_table_facts:
    interfaces: ['vnet*', 'tap*']
"""

RETURN = r"""
ansible_facts:
  description: What was gathered, under one key.
  returned: success
  type: dict
  contains:
    mac_table:
      description: The MAC table. Read it as C(ansible_facts['mac_table']).
      returned: success
      type: dict
      contains:
        platform:
          description: The platform in the words of ntc-templates.
          type: str
          sample: cisco_ios
        collected_at:
          description: When the table was read, in UTC.
          type: str
          sample: '2026-07-01T09:30:00Z'
        source:
          description: What was read, and what was refused before, in this order.
          type: list
          elements: dict
          contains:
            command:
              description: The command, or V(rtnetlink) for the Linux kernel itself.
              type: str
              sample: show mac address-table
            outcome:
              description: V(read), perhaps with a remark, or V(refused) and why.
              type: str
              sample: read
        entries:
          description: The addresses and their ports. An address behind several ports has an entry for each.
          type: list
          elements: dict
          contains:
            mac:
              description: The MAC in lower-case colon form.
              type: str
              sample: 00:00:5e:00:53:01
            vlan:
              description: The VLAN, null for none or all of them.
              type: int
              sample: 10
            interface:
              description: The full name of the port, null where there is none.
              type: str
              sample: GigabitEthernet1/0/1
            type:
              description:
                - V(dynamic) when learned, V(static) when entered by hand, V(self) for an address of the switch itself,
                  V(remote) for one behind a tunnel or told by a control plane, V(secure) when bound to the port by port
                  security or 802.1X, V(other) for all else.
              type: str
              sample: dynamic
            age_seconds:
              description: Seconds since the address was last heard. Null where unknown.
              type: int
              sample: 12
            moves:
              description: How often the address has changed its port. Null where unknown.
              type: int
              sample: null
        unparsed:
          description: Whatever looked like an entry and was not understood.
          type: list
          elements: str
          sample: []
"""

import fnmatch

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._faces import runner

TYPES = ("static", "dynamic", "self", "remote", "secure", "other")

ARGUMENTS = {
    "interfaces": {"type": "list", "elements": "str", "default": []},
    "vlans": {"type": "list", "elements": "int", "default": []},
    "types": {"type": "list", "elements": "str", "choices": list(TYPES), "default": []},
    "commands": {"type": "list", "elements": "str", "default": []},
    "network_os": {"type": "str"},
}


def gather_network(module):
    """Return the MAC table of the device behind a network connection."""
    from ansible_collections.netops.arp.plugins.module_utils._platforms import _network_connection, _network_macs

    found = _network_connection.reach(module._socket_path, _network_macs.APIS, module.params["network_os"])
    return _network_macs.gather(*found, module.params["commands"])


def gather_host(module):
    """Return the MAC tables of the bridges of the host that the module runs on."""
    from ansible_collections.netops.arp.plugins.module_utils._platforms import _linux_bridges

    if module.params["commands"]:
        raise ArpError("commands are for network devices; this connection leads to a host")
    return _linux_bridges.gather(runner(module))


def wanted(entry, params):
    """Tell whether an entry is asked for."""
    return (
        (not params["vlans"] or entry["vlan"] in params["vlans"])
        and (not params["types"] or entry["type"] in params["types"])
        and (
            not params["interfaces"]
            or any(fnmatch.fnmatchcase(entry["interface"] or "", pattern) for pattern in params["interfaces"])
        )
    )


def main():
    module = AnsibleModule(argument_spec=ARGUMENTS, supports_check_mode=True)
    try:
        facts = gather_network(module) if module._socket_path else gather_host(module)
    except ArpError as error:
        module.fail_json(msg=str(error))
    facts["entries"] = [entry for entry in facts["entries"] if wanted(entry, module.params)]
    module.exit_json(changed=False, ansible_facts={"ansible_mac_table": facts})


if __name__ == "__main__":
    main()

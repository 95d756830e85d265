#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: arp_sysctl
short_description: Set the ARP and ND parameters of Linux so that they take effect
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Sets the kernel parameters of ARP and IPv6 neighbor discovery for all interfaces, for those to come, and for single
    ones, live and for later boots.
  - What is stored for an interface is not what is in force there. For most parameters the kernel takes the larger of
    C(conf/all) and the interface's own value, for others one of several rules, and some rules differ between kernels.
    The module tells both, and whose value decides, and refuses a value that could not take effect.
  - Without O(settings) it only tells how things are.
  - The files below C(/proc/sys) are read and written directly, so names of interfaces with dots (VLANs, QinQ) need no
    care.
  - A failure half-way puts back what was written.
options:
  settings:
    description:
      - The parameters and their values, in up to three scopes.
      - A name that IPv4 and IPv6 both have means both. Below a key V(ipv4) or V(ipv6) it means one of them, and goes
        before.
    type: dict
    suboptions:
      all:
        description:
          - Values of C(conf/all). They combine with those of each interface.
          - Parameters below C(neigh), such as C(gc_stale_time), have none.
        type: dict
        default: {}
      default:
        description:
          - Values of C(conf/default) and C(neigh/default), the templates that an interface is made after when it
            appears. Interfaces that are there keep their values.
          - The limits of the neighbor table, such as C(gc_thresh3), are here, too.
        type: dict
        default: {}
      interfaces:
        description:
          - Values of single interfaces. Keys are names, or shell patterns such as V(swp*), each with a dictionary of
            parameters.
          - A name goes before a pattern, and a later pattern before an earlier one.
        type: dict
        default: {}
  interfaces:
    description:
      - Tell in RV(before) and RV(after) only of these interfaces. Names and shell patterns are understood.
      - When empty or not given, all interfaces count. What is written does not depend on it.
    type: list
    elements: str
    default: []
  persist:
    description:
      - The name of a file in C(/etc/sysctl.d) that keeps the settings for later boots, such as V(90-arp.conf). It
        belongs to the module alone, is replaced at once, and is loaded with C(sysctl -p) by its name. No other file is
        loaded.
      - What the first application found is kept beside it, in a file that ends in V(.found), for O(state=absent).
      - Settings that a later application leaves out go back to what the first one found.
      - When not given, the values last until the next boot and no way back is kept.
      - Patterns of interfaces cannot be kept in such a file. They stand there in comments for a hook, which the role
        P(netops.arp.sysctl_profile#role) installs.
    type: str
  state:
    description:
      - V(present) applies O(settings).
      - V(absent) restores what the first application with this O(persist) found, byte for byte, and removes its files.
        An interface that appeared since gets what it would have got without the settings.
    type: str
    choices: [present, absent]
    default: present
  check_effective:
    description:
      - Fail before anything is written when a value could not take effect, for instance because an interface cannot be
        laxer than C(conf/all), or because V(2) of C(arp_accept) would act as V(1) on an old kernel.
      - When V(false), such values are written all the same, and told in RV(ineffective) and as warnings.
    type: bool
    default: true
  missing:
    description:
      - What to do when a parameter or an interface does not exist. In a container, for example, C(neigh/default) and
        with it C(gc_thresh3) are missing.
      - V(fail) before anything is written; V(warn) or V(skip) and apply the rest.
    type: str
    choices: [fail, warn, skip]
    default: fail
  conflicts:
    description:
      - What to do when something works against the settings. That is a line in another file that would override them at
        the next boot, or a program that is running, such as Calico, Cilium, kube-proxy in IPVS mode, keepalived with
        virtual MACs or FRR with unnumbered interfaces.
      - V(fail) before anything is written; V(warn) and tell them in RV(conflicts); V(skip) does not even look.
      - With O(state=absent) that is a file that sets anew, at the next boot, what goes back now.
    type: str
    choices: [warn, fail, skip]
    default: warn
  allow_unreachable:
    description:
      - Allow V(8) of C(arp_ignore) on interfaces other than C(lo), which stops every answer to ARP there.
    type: bool
    default: false
  backup:
    description:
      - Keep the previous version of the file beside it, with a tilde after its name.
    type: bool
    default: true
  kernel_release:
    description:
      - Judge by the rules of this version of the kernel, in place of the running one. Of use where a vendor has put
        rules of a later version into an earlier one.
    type: str
extends_documentation_fragment:
  - netops.arp.attributes
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details: Shows the values that change, and the file.
  facts:
    support: none
  idempotent:
    support: full
    details: A running value that has drifted is corrected, and that is a change.
  platform:
    platforms: linux
    support: full
    details: Needs root to change something. C(sysctl) is used where it is installed.
seealso:
  - module: netops.arp.arp_facts
  - name: The kernel's own description of the parameters
    description: Documentation/networking/ip-sysctl.
    link: https://docs.kernel.org/networking/ip-sysctl.html
"""

EXAMPLES = r"""
- name: Answer for an address only where it belongs, now and after each boot
  netops.arp.arp_sysctl:
    settings:
      all: {arp_ignore: 1, arp_announce: 2}
      default: {arp_ignore: 1, arp_announce: 2}
    persist: 90-arp.conf

- name: Make an exception, which needs a lax value for all and a strict one for everybody else
  netops.arp.arp_sysctl:
    settings:
      all: {arp_ignore: 0}
      default: {arp_ignore: 1}
      interfaces:
        '*': {arp_ignore: 1}
        bond0.101: {arp_ignore: 0}
    persist: 90-arp.conf

- name: Make room for a large segment, for both families
  netops.arp.arp_sysctl:
    settings:
      default: {gc_thresh1: 8192, gc_thresh2: 16384, gc_thresh3: 32768}
    persist: 90-neighbor-table.conf

- name: Read what is in force
  netops.arp.arp_sysctl:
    interfaces: ['eth*']
  register: parameters

- name: Name the interfaces that answer for addresses of others, and who has decided that
  ansible.builtin.debug:
    msg: "{{ item.key }}: proxy_arp by {{ item.value.ipv4.proxy_arp.source }}"
  loop: "{{ parameters.after.interfaces | dict2items }}"
  when: item.value.ipv4.proxy_arp.effective == 1

- name: Go back to what was there before
  netops.arp.arp_sysctl:
    persist: 90-arp.conf
    state: absent
"""

RETURN = r"""
before:
  description:
    - The parameters before, of those that O(settings) names or that change; all of them without O(settings).
    - In check mode RV(after) is what would be.
  returned: success
  type: dict
  contains: &tree
    all:
      description: The values of C(conf/all), by family and name.
      type: dict
      sample: {ipv4: {arp_ignore: 1}, ipv6: {}}
    default:
      description: The values of the templates, by family and name.
      type: dict
      sample: {ipv4: {arp_ignore: 1}, ipv6: {}}
    interfaces:
      description:
        - Per interface, family and name the value that is C(stored), the one that is C(effective), and the C(source)
          that decides. That is V(all), V(interface), or V(both) where each alone would give the same.
      type: dict
      sample: {eth0: {ipv4: {arp_ignore: {stored: 0, effective: 1, source: all}}, ipv6: {}}}
after:
  description: The same afterwards.
  returned: success
  type: dict
  contains: *tree
summary:
  description: What RV(after) says of the interfaces in lines, those with the same value together.
  returned: success
  type: list
  elements: str
  sample: ['ipv4 arp_ignore = 1, decided by all: eth0, eth1, lo']
changes:
  description: The values that were written, in this order, with what they were before.
  returned: success
  type: list
  elements: dict
  sample: [{key: net/ipv4/conf/all/arp_ignore, before: 0, after: 1}]
conflicts:
  description: What works against the settings.
  returned: success
  type: list
  elements: dict
  contains:
    kind:
      description: V(file) or V(program).
      type: str
      sample: file
    name:
      description: The program.
      type: str
      sample: null
    file:
      description: The file that overrides at the next boot.
      type: str
      sample: /etc/sysctl.d/99-hardening.conf
    line:
      description: The line in it.
      type: int
      sample: 12
    key:
      description: The parameter.
      type: str
      sample: net/ipv4/conf/all/arp_ignore
    wanted:
      description: The value that O(settings) gives it.
      type: int
      sample: 1
    value:
      description: The value that it will have instead.
      type: str
      sample: '0'
    message:
      description: All of that in a sentence.
      type: str
      sample: "net/ipv4/conf/all/arp_ignore = 1: /etc/sysctl.d/99-hardening.conf:12 sets it to 0 at the next boot"
ineffective:
  description: The values that cannot take effect. Empty unless O(check_effective=false).
  returned: success
  type: list
  elements: dict
  contains:
    family:
      description: V(ipv4) or V(ipv6).
      type: str
      sample: ipv4
    parameter:
      description: Its name.
      type: str
      sample: arp_ignore
    scopes:
      description: The interfaces, or V(all) or V(default).
      type: list
      elements: str
      sample: [eth1]
    wanted:
      description: The value that O(settings) gives it.
      type: int
      sample: 0
    effective:
      description: The value that is in force instead. Null where the value is not looked at.
      type: int
      sample: 1
    source:
      description: Whose value decides.
      type: str
      sample: all
    message:
      description: Why, and what to do.
      type: str
      sample: "arp_ignore=0 cannot take effect in eth1: conf/all/arp_ignore is 1, and in force is the larger of the two"
missing:
  description: The parameters and interfaces that do not exist, and why.
  returned: success
  type: list
  elements: str
  sample: ['net/ipv4/conf/eth7/arp_ignore: there is no interface eth7']
file:
  description: The file that keeps the settings.
  returned: success
  type: str
  sample: /etc/sysctl.d/90-arp.conf
backup_file:
  description: Where its previous version is, when there is one.
  returned: success
  type: str
  sample: /etc/sysctl.d/90-arp.conf~
loaded:
  description: V(loaded), V(not needed), or why the file was not loaded.
  returned: success
  type: str
  sample: loaded
kernel:
  description: The version by whose rules was judged.
  returned: success
  type: str
  sample: '6.1'
reasons:
  description: Why nothing was changed, one reason each.
  returned: when the settings are refused
  type: list
  elements: str
  sample: ['net/ipv4/conf/eth7/arp_ignore: there is no interface eth7']
"""

import platform

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._faces import runner
from ansible_collections.netops.arp.plugins.module_utils._sysctls import _backend, _difference

ARGUMENTS = {
    "settings": {
        "type": "dict",
        "options": {
            "all": {"type": "dict", "default": {}},
            "default": {"type": "dict", "default": {}},
            "interfaces": {"type": "dict", "default": {}},
        },
    },
    "interfaces": {"type": "list", "elements": "str", "default": []},
    "persist": {"type": "str"},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "check_effective": {"type": "bool", "default": True},
    "missing": {"type": "str", "choices": ["fail", "warn", "skip"], "default": "fail"},
    "conflicts": {"type": "str", "choices": ["warn", "fail", "skip"], "default": "warn"},
    "allow_unreachable": {"type": "bool", "default": False},
    "backup": {"type": "bool", "default": True},
    "kernel_release": {"type": "str"},
}


def apply(module):
    """Do what the options say and return the result of the module."""
    if platform.system() != "Linux":
        raise ArpError("%s has no such parameters; arp_sysctl is for Linux" % platform.system())
    options = _backend.Options(**dict(module.params, settings=module.params["settings"] or {}))
    result = _backend.run(_backend.Host(runner(module)), options, module.check_mode)
    files = result.pop("files")
    for warning in result.pop("warnings"):
        module.warn(warning)
    beside = ["%s%s" % (result["file"], ending) for ending in (".found", "~")]
    result["backup_file"] = next((change.path for change in files if change.path == beside[1] and change.after), None)
    if module._diff:
        result["diff"] = _difference.texts(result["changes"], files, beside)
    return result


def main():
    module = AnsibleModule(argument_spec=ARGUMENTS, supports_check_mode=True)
    try:
        result = apply(module)
    except _backend.Refused as refused:
        module.fail_json(msg=str(refused), reasons=refused.reasons)
    except ArpError as error:
        module.fail_json(msg=str(error))
    module.exit_json(**result)


if __name__ == "__main__":
    main()

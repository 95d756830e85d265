#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: arp_announce
short_description: Tell a link where addresses of this host are
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Sends gratuitous ARP for IPv4 addresses and unsolicited neighbor advertisements for IPv6 addresses, so that stations
    which hold another MAC for them learn the one of this host at once. Use it after an address moved here.
  - Without it a station keeps the former MAC until its entry grows old and its probes find nobody, which takes half a
    minute or more.
  - Stations that have no entry make none, as a rule.
options:
  addresses:
    description:
      - The addresses to announce, such as V(192.0.2.1), V(2001:db8::1) or V(fe80::1%eth0).
      - Also takes one text with commas or line breaks between the addresses.
    type: list
    elements: str
    required: true
  interface:
    description:
      - The interface to announce them on, whose MAC is announced.
      - When not given, it is the one that has the address.
    type: str
  form:
    description:
      - The form for IPv4 addresses. IPv6 knows one form alone.
      - V(request) is the announcement of RFC 5227 section 2.3, as C(arping -U) sends it. V(reply) is a gratuitous
        reply, as C(arping -A) sends it. V(both) is for links with stations that heed only the one or only the other.
    type: str
    choices: [request, reply, both]
    default: request
  count:
    description: How often each address is announced, from 1 to 10.
    type: int
    default: 2
  interval:
    description: Seconds between two announcements of the same address, from 0.1 to 10.
    type: float
    default: 1.0
  force:
    description:
      - Announce also an address that this host does not hold, does not hold on O(interface), or that duplicate address
        detection has not passed.
      - This takes the address from whoever holds it.
    type: bool
    default: false
extends_documentation_fragment:
  - netops.arp.attributes
  - netops.arp.active
attributes:
  check_mode:
    support: full
    details: Nothing is sent. The result is the one that sending has.
  diff_mode:
    support: none
    details: What changes is in the tables of other stations.
  idempotent:
    support: none
    details: Every run sends. What stations make of it cannot be known here.
  facts:
    support: none
notes:
  - No more than 64 addresses are announced at once.
seealso:
  - module: netops.arp.arp_probe
  - module: netops.arp.arp_capture
"""

EXAMPLES = r"""
- name: Move a service address here
  ansible.builtin.command:
    argv: [ip, address, add, 192.0.2.100/24, dev, eth0]
  become: true
  changed_when: true

- name: Tell everybody at once
  netops.arp.arp_announce:
    addresses: [192.0.2.100]
  become: true

- name: Tell a link with old equipment, both families
  netops.arp.arp_announce:
    addresses: [192.0.2.100, '2001:db8::100']
    form: both
    count: 3
  become: true

- name: See what would be sent
  netops.arp.arp_announce:
    addresses: [192.0.2.100]
  check_mode: true
  become: true
  register: announcement
"""

RETURN = r"""
announced:
  description: What was sent, or in check mode would be.
  returned: success
  type: list
  elements: dict
  contains:
    ip:
      description: The address.
      type: str
      sample: 192.0.2.100
    family:
      description: V(ipv4) or V(ipv6).
      type: str
      sample: ipv4
    interface:
      description: The interface.
      type: str
      sample: eth0
    mac:
      description: The MAC that was announced.
      type: str
      sample: 00:00:5e:00:53:01
    form:
      description: V(request), V(reply) or V(advertisement).
      type: str
      sample: request
    count:
      description: How often.
      type: int
      sample: 2
"""

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.netops.arp.plugins.module_utils._active import _announce, _limits, _place, _targets
from ansible_collections.netops.arp.plugins.module_utils._active._wire import Wire
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._faces import names

ARGUMENTS = {
    "addresses": {"type": "list", "elements": "str", "required": True},
    "interface": {"type": "str"},
    "form": {"type": "str", "choices": ["request", "reply", "both"], "default": "request"},
    "count": {"type": "int", "default": 2},
    "interval": {"type": "float", "default": 1.0},
    "force": {"type": "bool", "default": False},
    "network_namespace": {"type": "str"},
}
LIMITS = {"count": (1, 10), "interval": (0.1, 10)}
MOST = 64


def announce(params, *, check_mode):
    """Send, except in check mode, and return the result of the module. Raises ArpError."""
    _limits.check_system("arp_announce")
    _limits.check(params, LIMITS)
    targets = wanted(params)
    with _place.inside(params["network_namespace"]):
        announcements = prepared(params, targets)
        # Opened in check mode, too: it finds out whether sending would be permitted.
        wires = opened(announcements)
        try:
            if not check_mode:
                _announce.send(wires, announcements, count=params["count"], interval=params["interval"])
        finally:
            for wire in wires.values():
                wire.close()
    return {"announced": [record(one, params["count"]) for one in announcements]}


def wanted(params):
    """Return the `Target`s to announce. Raises ArpError."""
    texts = names(params["addresses"])
    if not texts:
        raise ArpError("addresses is empty: name what to announce")
    for text in texts:
        if "/" in text:
            raise ArpError("%s is a prefix: name the addresses one by one" % text)
    try:
        return _targets.expand(texts, MOST)
    except _targets.TooMany as error:
        raise ArpError("%d addresses are more than the %d that are announced at once" % (error.number, MOST))


def prepared(params, targets):
    """Return the `Announcement`s of all targets. Raises ArpError."""
    place = _place.look()
    found = []
    for target in targets:
        found.extend(
            _announce.prepare(
                place,
                target,
                interface=params["interface"],
                form=params["form"],
                force=params["force"],
                forwards=forwards,
            )
        )
    return found


def opened(announcements):
    """Return `{interface: Wire}`, all of them or none. Raises ArpError."""
    wires = {}
    try:
        for one in announcements:
            if one.link.name not in wires:
                wires[one.link.name] = Wire(one.link, families=[])  # nobody listens
    except ArpError:
        for wire in wires.values():
            wire.close()
        raise
    return wires


def forwards(interface):
    """Tell whether this host is an IPv6 router on an interface."""
    try:
        with open("/proc/sys/net/ipv6/conf/%s/forwarding" % interface) as setting:
            return setting.read().strip() == "1"
    except OSError:
        return False


def record(announcement, count):
    return {
        "ip": announcement.ip,
        "family": announcement.family,
        "interface": announcement.link.name,
        "mac": announcement.link.mac,
        "form": announcement.form,
        "count": count,
    }


def main():
    module = AnsibleModule(argument_spec=ARGUMENTS, supports_check_mode=True)
    try:
        result = announce(module.params, check_mode=module.check_mode)
    except ArpError as error:
        module.fail_json(msg=str(error))
    module.exit_json(changed=True, **result)


if __name__ == "__main__":
    main()

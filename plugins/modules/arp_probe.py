#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: arp_probe
short_description: Ask a link who answers for an address
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Asks for IPv4 addresses with ARP and for IPv6 addresses with neighbor solicitations, and returns everybody who
    answers within a time. A neighbor table holds one MAC per address, whoever won. This shows all of them, so that
    duplicate addresses and spoofers can be seen.
  - The host's own neighbor table takes no part. No entry is made in it, and an entry that would be in the way is not
    flushed.
  - The module changes nothing and works the same in check mode.
options:
  addresses:
    description:
      - Addresses and prefixes to ask for, such as V(192.0.2.1), V(192.0.2.0/28), V(2001:db8::1) or V(fe80::1%eth0).
      - Of a prefix the addresses of stations are asked for, which leaves out network and broadcast address.
      - Also takes one text with commas or line breaks between the addresses.
      - Needed unless O(mode=duplicate), where nothing stands for all addresses of the host on Ethernet interfaces, or
        on O(interface).
    type: list
    elements: str
    default: []
  interface:
    description:
      - The interface to ask on.
      - When not given, it is the one that has the address, the one that the kernel's route to the address leads to
        without a gateway, or the one whose subnet the address is in. Where that is none or not clear, the module
        fails and says so.
    type: str
  mode:
    description:
      - V(answers) asks who holds an address. More than one MAC is a duplicate.
      - V(duplicate) asks who else holds an address of this host. Answers from MACs of this host do not count, and each
        other one is a duplicate. An address that the host does not hold is an error.
    type: str
    choices: [answers, duplicate]
    default: answers
  source:
    description:
      - V(unspecified) asks without an own address, with the probe of RFC 5227 or the solicitation of duplicate address
        detection (RFC 4862). No station enters this host into its table. Linux neither answers it as a proxy nor heeds
        C(arp_filter) for it, some stations do not answer it at all, and one that is just about to take the address
        gives it up. IPv6 stations answer it to all nodes.
      - V(own) asks with an own address, as the kernel does. Whoever is asked enters this host, with its true MAC, into
        its table, answers it alone, and answers as it would to real traffic. Proxies answer, too.
      - V(auto) is what disturbs least, V(unspecified) for IPv4 and V(own) for IPv6 with the link-local address.
      - One of the own addresses of the interface asks with that one.
    type: str
    default: auto
  source_mac:
    description:
      - Ask with this MAC instead of the interface's own, for IPv4 without an own address only.
      - Answers then go to a station that the kernel does not know to be this host, so that an entry which the host has
        for the address stays as it is, whoever answers. Otherwise the kernel sees the answers and takes them as it
        takes all, which may refresh or change an entry that was there before.
      - A switch learns this MAC at the port of the host. Port security may close the port for that.
    type: str
  target_mac:
    description:
      - Ask this MAC alone, with an own address, as the kernel does when it makes sure of an entry. An answer shows that
        the station with this MAC is there and holds the address, whatever others would say.
    type: str
  count:
    description: How often each address is asked for, from 1 to 10.
    type: int
    default: 3
  interval:
    description: Seconds between two questions for the same address, from 0.05 to 10.
    type: float
    default: 0.5
  timeout:
    description: Seconds to wait for answers after the last question, from 0.1 to 30.
    type: float
    default: 1.0
  rate:
    description:
      - Questions per second, from 1 to 500.
      - Dynamic ARP Inspection of many switches closes a port by default at more than 15 ARP packets per second.
    type: int
    default: 50
  max_addresses:
    description:
      - Refuse to ask for more addresses than this, from 1 to 65536. The message says how many they are and how long it
        would take.
      - No more than an hour's work is accepted either.
    type: int
    default: 1024
extends_documentation_fragment:
  - netops.arp.attributes
  - netops.arp.active
attributes:
  check_mode:
    support: full
    details: Nothing is ever changed, and the questions are asked in check mode, too.
  diff_mode:
    support: none
    details: Nothing is ever changed.
  idempotent:
    support: full
    details: Nothing is ever changed.
  facts:
    support: none
seealso:
  - module: netops.arp.arp_announce
  - module: netops.arp.arp_capture
"""

EXAMPLES = r"""
- name: Ask who answers for the gateway
  netops.arp.arp_probe:
    addresses: [192.0.2.1, '2001:db8::1']
  become: true
  register: gateway

- name: Stop where more than one station does
  ansible.builtin.assert:
    that: gateway.duplicates | length == 0
    fail_msg: "{{ gateway.answered | selectattr('is_duplicate') | map(attribute='macs') }}"

- name: Stop where somebody else holds an address of this host
  netops.arp.arp_probe:
    mode: duplicate
  become: true
  register: own
  failed_when: own.duplicates | length > 0

- name: Find the free addresses of a small subnet
  netops.arp.arp_probe:
    addresses: [198.51.100.0/27]
    interface: eth1
    count: 2
  become: true
  register: subnet

- name: Show them
  ansible.builtin.debug:
    var: subnet.silent

- name: Ask as real traffic would, from a router's namespace
  netops.arp.arp_probe:
    addresses: [192.0.2.10]
    source: own
    network_namespace: blue
  become: true
"""

RETURN = r"""
answered:
  description: The addresses that somebody answered for, in the order in which they were given.
  returned: success
  type: list
  elements: dict
  contains:
    ip:
      description: The address.
      type: str
      sample: 192.0.2.1
    family:
      description: V(ipv4) or V(ipv6).
      type: str
      sample: ipv4
    interface:
      description: The interface that it was asked for on.
      type: str
      sample: eth0
    macs:
      description: The MACs that answered. With O(mode=duplicate) those of other hosts.
      type: list
      elements: str
      sample: [00:00:5e:00:53:01, 00:00:5e:00:53:66]
    is_duplicate:
      description: Whether that is more than one, with O(mode=duplicate) whether there is any.
      type: bool
      sample: true
    cached_mac:
      description: The MAC that the host's neighbor table held before anybody was asked. Null where it held none.
      type: str
      sample: 00:00:5e:00:53:01
    cached_state:
      description: The state of that entry. Null where there was none.
      type: str
      sample: stale
    answers:
      description: What each MAC said.
      type: list
      elements: dict
      contains:
        mac:
          description: The MAC.
          type: str
          sample: 00:00:5e:00:53:01
        count:
          description: How many packets it sent that claim the address.
          type: int
          sample: 3
        kinds:
          description:
            - What these were. Usually V(reply) or V(advertisement). A holder also shows by a V(request) or
              V(solicitation) of its own and by an V(announcement).
          type: list
          elements: str
          sample: [reply]
        round_trip_ms:
          description: The shortest time from a question to a reply, in milliseconds. Null where there was no reply.
          type: float
          sample: 0.214
        frame_macs:
          description:
            - The MACs that the frames came from. Other than RV(answered[].answers[].mac) where somebody answers in the
              name of another.
          type: list
          elements: str
          sample: [00:00:5e:00:53:01]
        is_own:
          description: Whether it is a MAC of this host.
          type: bool
          sample: false
        is_router:
          description: Whether an IPv6 station says that it is a router. Null for IPv4.
          type: bool
          sample: null
silent:
  description: The addresses that nobody answered for.
  returned: success
  type: list
  elements: str
  sample: [192.0.2.7]
duplicates:
  description: The addresses of RV(answered) that are duplicates.
  returned: success
  type: list
  elements: str
  sample: [192.0.2.1]
asked:
  description: How many questions were sent.
  returned: success
  type: int
  sample: 6
duration_seconds:
  description: How long it took.
  returned: success
  type: float
  sample: 2.04
"""

import time

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.netops.arp.plugins.module_utils._active import _limits, _place, _probe, _targets
from ansible_collections.netops.arp.plugins.module_utils._active._wire import Wire
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._faces import names
from ansible_collections.netops.arp.plugins.module_utils._frames import _ethernet
from ansible_collections.netops.arp.plugins.module_utils._neighbor import canonical_ip, canonical_mac

ARGUMENTS = {
    "addresses": {"type": "list", "elements": "str", "default": []},
    "interface": {"type": "str"},
    "mode": {"type": "str", "choices": ["answers", "duplicate"], "default": "answers"},
    "source": {"type": "str", "default": "auto"},
    "source_mac": {"type": "str"},
    "target_mac": {"type": "str"},
    "count": {"type": "int", "default": 3},
    "interval": {"type": "float", "default": 0.5},
    "timeout": {"type": "float", "default": 1.0},
    "rate": {"type": "int", "default": 50},
    "max_addresses": {"type": "int", "default": 1024},
    "network_namespace": {"type": "str"},
}
LIMITS = {
    "count": (1, 10),
    "interval": (0.05, 10),
    "timeout": (0.1, 30),
    "rate": (1, 500),
    "max_addresses": (1, _targets.MOST),
}
LONGEST = 3600


def probe(params):
    """Ask, and return the result of the module. Raises ArpError."""
    _limits.check_system("arp_probe")
    _limits.check(params, LIMITS)
    pace = _probe.Pace(params["count"], params["interval"], float(params["rate"]), params["timeout"])
    with _place.inside(params["network_namespace"]):
        place = _place.look(neighbors=True)
        targets = wanted(params, place, pace)
        links = interfaces(params, place, targets)
        macs = (disguise(params, targets), addressee(params))
        questions = [question(params["source"], place, target, links[target], macs) for target in targets]
        start = time.monotonic()
        answers = ask(links.values(), questions, pace, macs[0])
    told = [entry(one, answers[one.interface, one.ip], place, params["mode"]) for one in questions]
    return {
        "answered": [one for one in told if one["answers"]],
        "silent": [one["ip"] for one in told if not one["answers"]],
        "duplicates": [one["ip"] for one in told if one["is_duplicate"]],
        "asked": len(questions) * pace.count,
        "duration_seconds": round(time.monotonic() - start, 3),
    }


def wanted(params, place, pace):
    """Return the `Target`s to ask for. Raises ArpError for too many, or for none."""
    texts = names(params["addresses"])
    if not texts and params["mode"] == "duplicate":
        texts = own_addresses(place, params["interface"])
    if not texts:
        raise ArpError("addresses is empty: name whom to ask for")
    try:
        targets = _targets.expand(texts, params["max_addresses"])
    except _targets.TooMany as error:
        raise ArpError(refusal(error.number, params, pace))
    if pace.seconds(len(targets)) > LONGEST:
        raise ArpError(
            "%d addresses would take %s, more than an hour: ask for fewer, or raise rate"
            % (len(targets), _limits.time_text(pace.seconds(len(targets))))
        )
    return targets


def refusal(number, params, pace):
    """Say how many addresses are too many, and what it would take."""
    said = "%d addresses are more than max_addresses (%d)." % (number, params["max_addresses"])
    if number > _targets.MOST:
        return said + " No more than %d are ever asked for in one run" % _targets.MOST
    return said + " Asking %d times for each takes %s at %d per second; if that is meant, set max_addresses to %d" % (
        pace.count,
        _limits.time_text(pace.seconds(number)),
        params["rate"],
        number,
    )


def own_addresses(place, interface):
    """Return the host's own addresses on usable Ethernet interfaces, or on one, each with its zone."""
    if interface:
        place.link(interface)
    found = []
    for own in place.own:
        link = place.links.get(own.index)
        if link and link.mac and link.up and interface in (None, link.name):
            found.append("%s%%%s" % (own.ip, link.name))
    if not found:
        raise ArpError("%s has no address to ask for" % (interface or "No Ethernet interface of this host"))
    return found


def interfaces(params, place, targets):
    """Return `{Target: Link}`. Raises ArpError."""
    links, known = {}, {}
    for target in targets:
        name = target.zone or params["interface"]
        if params["mode"] == "duplicate" and not place.holders(target.ip):
            raise ArpError("This host does not hold %s: mode duplicate is for its own addresses" % target.ip)
        # All addresses of one prefix are asked for on one interface.
        key = (name, target.written)
        if key not in known:
            known[key] = place.link(name) if name else _place.interface_of(place, target.ip, target.family)
        links[target] = known[key]
    return links


def question(source, place, target, link, macs):
    """Return the `Question` for one target, from and to certain `macs` where these are given. Raises ArpError."""
    if source not in (_probe.AUTO, _probe.OWN, _probe.UNSPECIFIED):
        try:
            source = canonical_ip(source)[0]
        except ValueError:
            raise ArpError("source %r is neither auto, own, unspecified nor an address" % source)
    own = [one for one in place.own if one.index == link.index]
    return _probe.Question(target.ip, target.family, link.name, _probe.frame_for(target, link, source, own, *macs))


def disguise(params, targets):
    """Return the MAC to ask with in place of the true one, None for that. Raises ArpError."""
    if not params["source_mac"]:
        return None
    if params["source"] not in (_probe.AUTO, _probe.UNSPECIFIED) or any(one.family != "ipv4" for one in targets):
        # With an own address, others would enter the wrong MAC for this host.
        raise ArpError("source_mac is for questions about IPv4 addresses without an own address alone")
    return station(params, "source_mac")


def addressee(params):
    """Return the MAC that alone is asked, None for everybody. Raises ArpError."""
    if not params["target_mac"]:
        return None
    if params["source"] == _probe.UNSPECIFIED or params["source_mac"]:
        # The answer goes to the sender's address, which such a question does not have.
        raise ArpError("target_mac asks with an own address: leave source and source_mac out")
    return station(params, "target_mac")


def station(params, option):
    """Return the MAC that an option names, in canonical form. Raises ArpError."""
    try:
        mac = canonical_mac(params[option])
    except ValueError:
        mac = None
    if not mac or len(mac) != 17 or not _ethernet.is_station(mac):
        raise ArpError("%s %r is no MAC of a station" % (option, params[option]))
    return mac


def ask(links, questions, pace, mac):
    """Open a wire per interface, ask on them, and return the answers."""
    families = sorted({one.family for one in questions})
    wires = {}
    try:
        for link in links:
            if link.name not in wires:
                wires[link.name] = Wire(link, families, also_for=mac)
        return _probe.ask(wires, questions, pace)
    finally:
        for wire in wires.values():
            wire.close()


def entry(one, answers, place, mode):
    """Return what is told about one address."""
    own_macs = place.macs()
    counted = sorted(mac for mac in answers if mode == "answers" or mac not in own_macs)
    cached = place.neighbors.get((one.interface, one.ip), {})
    return {
        "ip": one.ip,
        "family": one.family,
        "interface": one.interface,
        "macs": counted,
        "is_duplicate": len(counted) > (1 if mode == "answers" else 0),
        "cached_mac": cached.get("mac"),
        "cached_state": cached.get("state"),
        "answers": [answer_record(mac, answer, mac in own_macs) for mac, answer in sorted(answers.items())],
    }


def answer_record(mac, answer, is_own):
    return {
        "mac": mac,
        "count": answer.count,
        "kinds": sorted(answer.kinds),
        "round_trip_ms": None if answer.round_trip is None else round(answer.round_trip / 1e6, 3),
        "frame_macs": sorted(answer.frame_macs),
        "is_own": is_own,
        "is_router": answer.is_router,
    }


def main():
    module = AnsibleModule(argument_spec=ARGUMENTS, supports_check_mode=True)
    try:
        result = probe(module.params)
    except ArpError as error:
        module.fail_json(msg=str(error))
    module.exit_json(changed=False, **result)


if __name__ == "__main__":
    main()

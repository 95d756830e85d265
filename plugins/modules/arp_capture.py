#!/usr/bin/python
# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

DOCUMENTATION = r"""
module: arp_capture
short_description: Listen to the address resolution on a link
version_added: 0.1.0
author:
  - netops.arp maintainers (@netops)
description:
  - Listens on an interface for a time, and returns who asked for which address, who answered, who announced, which
    addresses were claimed by more than one MAC, who asked unusually often, and what was malformed.
  - Only ARP and IPv6 neighbor discovery pass the filter in the kernel, so that a busy link costs nothing. Whatever was
    lost all the same is counted.
  - What was heard can be kept in a file that Wireshark and tcpdump read.
options:
  interface:
    description: The interface to listen on.
    type: str
    required: true
  duration:
    description: Seconds to listen, from 0.1 to 600.
    type: float
    default: 10.0
  max_frames:
    description: Stop after so many frames, from 1 to 100000.
    type: int
    default: 10000
  families:
    description: Listen for V(ipv4) (ARP), for V(ipv6) (neighbor discovery), or for both.
    type: list
    elements: str
    choices: [ipv4, ipv6]
    default: [ipv4, ipv6]
  promiscuous:
    description:
      - Receive also what is for other stations, where the link carries it here, as a mirror port or a bridge does.
      - Otherwise broadcasts, all multicasts and what is for this host are heard.
    type: bool
    default: false
  storm_rate:
    description:
      - A sender that asks this often or more within one second is listed in RV(capture.storms). From 1 to 1000000.
    type: int
    default: 50
  pcap:
    description:
      - A file on the managed node to write the frames to, with mode 0600. It appears whole or not at all, and replaces
        one of that name.
      - It is not written in check mode.
    type: path
extends_documentation_fragment:
  - netops.arp.attributes
  - netops.arp.active
attributes:
  check_mode:
    support: full
    details: Listens as well, and writes no file.
  diff_mode:
    support: none
    details: The only change is a file of frames.
  idempotent:
    support: partial
    details: Nothing is changed without O(pcap). With it every run writes what it heard.
  facts:
    support: none
seealso:
  - module: netops.arp.arp_probe
  - module: netops.arp.arp_announce
"""

EXAMPLES = r"""
- name: Listen for half a minute
  netops.arp.arp_capture:
    interface: eth0
    duration: 30
    pcap: /root/eth0.pcap
  become: true
  register: heard

- name: Show who claims what somebody else claims, too
  ansible.builtin.debug:
    var: heard.capture.conflicts

- name: Fetch the frames
  ansible.builtin.fetch:
    src: "{{ heard.capture.pcap }}"
    dest: captures/
  become: true

- name: Stop where somebody scans the segment
  ansible.builtin.assert:
    that: heard.capture.storms | length == 0
    fail_msg: "{{ heard.capture.storms | items2dict(key_name='mac', value_name='peak_per_second') }}"
"""

RETURN = r"""
capture:
  description:
    - What was heard. RV(capture.complete) tells whether that is all there was.
    - The lists hold counted facts and are sorted. None of them is a verdict. Virtual routers and proxies may do rightly
      what would be wrong for others.
  returned: success
  type: dict
  contains:
    interface:
      description: The interface.
      type: str
      sample: eth0
    namespace:
      description: The network namespace. Null for the one that the module runs in.
      type: str
      sample: null
    started_at:
      description: When listening began, in UTC.
      type: str
      sample: '2026-07-01T09:30:00Z'
    duration_seconds:
      description: How long it lasted.
      type: float
      sample: 30.0
    ended_by:
      description: V(duration) or V(max_frames).
      type: str
      sample: duration
    frames:
      description: How many frames were heard.
      type: int
      sample: 412
    dropped:
      description: How many frames the kernel dropped because they came too fast.
      type: int
      sample: 0
    complete:
      description: Whether nothing was dropped and the time was not cut short by O(max_frames).
      type: bool
      sample: true
    senders:
      description: What each MAC that frames came from did.
      type: list
      elements: dict
      contains:
        mac:
          description: The MAC in the frames.
          type: str
          sample: 00:00:5e:00:53:01
        is_own:
          description: Whether this host sent them.
          type: bool
          sample: false
        requests:
          description: How often it asked for an address, telling its own.
          type: int
          sample: 12
        probes:
          description: How often it asked without telling an own address.
          type: int
          sample: 0
        answers:
          description: How often it answered.
          type: int
          sample: 3
        announcements:
          description: How often it announced an address.
          type: int
          sample: 0
        malformed:
          description: How often it sent something malformed.
          type: int
          sample: 0
        ips:
          description: The addresses that it claimed.
          type: list
          elements: str
          sample: [192.0.2.1]
        targets:
          description: How many different addresses it asked for.
          type: int
          sample: 5
        requests_per_second:
          description: How often it asked per second, from its first frame to its last.
          type: float
          sample: 0.4
        peak_per_second:
          description: How often it asked in its busiest second.
          type: int
          sample: 2
    asked:
      description: Who asked for what.
      type: list
      elements: dict
      contains:
        ip:
          description: The address that was asked for.
          type: str
          sample: 192.0.2.7
        mac:
          description: The MAC of whoever asked.
          type: str
          sample: 00:00:5e:00:53:01
        sender_ip:
          description: The address of whoever asked. Null for a probe.
          type: str
          sample: 192.0.2.1
        family:
          description: V(ipv4) or V(ipv6).
          type: str
          sample: ipv4
        vlan:
          description: The VLAN of a tagged frame. Null for others. The same in the lists below.
          type: int
          sample: null
        count:
          description: How often. The same in the lists below.
          type: int
          sample: 3
    answered:
      description: Who answered for what.
      type: list
      elements: dict
      contains:
        ip:
          description: The address.
          type: str
          sample: 192.0.2.7
        mac:
          description: The MAC that was told.
          type: str
          sample: 00:00:5e:00:53:07
        kind:
          description: V(reply) or V(advertisement).
          type: str
          sample: reply
        family:
          description: V(ipv4) or V(ipv6).
          type: str
          sample: ipv4
        vlan:
          description: The VLAN.
          type: int
          sample: null
        count:
          description: How often.
          type: int
          sample: 3
        first_seconds:
          description: When it was heard first, in seconds since the start.
          type: float
          sample: 0.412
        last_seconds:
          description: When it was heard last, in seconds since the start.
          type: float
          sample: 7.003
    announced:
      description:
        - Who announced what to everybody. An IPv6 station that answers a probe does it in the same form.
      type: list
      elements: dict
      contains:
        ip:
          description: The address.
          type: str
          sample: 192.0.2.100
        mac:
          description: The MAC that was told.
          type: str
          sample: 00:00:5e:00:53:01
        kind:
          description: V(request), V(reply) or V(advertisement).
          type: str
          sample: request
        family:
          description: V(ipv4) or V(ipv6).
          type: str
          sample: ipv4
        vlan:
          description: The VLAN.
          type: int
          sample: null
        count:
          description: How often.
          type: int
          sample: 2
        first_seconds:
          description: When it was heard first, in seconds since the start.
          type: float
          sample: 0.412
        last_seconds:
          description: When it was heard last, in seconds since the start.
          type: float
          sample: 7.003
    claims:
      description: Each address that was claimed in whatever message, with the MACs that claimed it.
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
        vlan:
          description: The VLAN.
          type: int
          sample: null
        macs:
          description:
            - Each MAC, with C(count), how often, and C(first_seconds) and C(last_seconds), when first and last.
          type: list
          elements: dict
          sample:
            - {mac: '00:00:5e:00:53:01', count: 15, first_seconds: 0.412, last_seconds: 7.003}
    conflicts:
      description: The records of RV(capture.claims) with more than one MAC.
      type: list
      elements: dict
      sample: []
    storms:
      description: The records of RV(capture.senders) that reached O(storm_rate).
      type: list
      elements: dict
      sample: []
    mismatches:
      description:
        - Messages whose frame came from another MAC than the one they claim. That is how some proxies, access points
          and spoofers look.
      type: list
      elements: dict
      contains:
        ip:
          description: The address that was claimed.
          type: str
          sample: 192.0.2.7
        mac:
          description: The MAC that was claimed.
          type: str
          sample: 00:00:5e:00:53:07
        frame_mac:
          description: The MAC that the frame came from.
          type: str
          sample: 00:00:5e:00:53:66
        family:
          description: V(ipv4) or V(ipv6).
          type: str
          sample: ipv4
        vlan:
          description: The VLAN.
          type: int
          sample: null
        count:
          description: How often.
          type: int
          sample: 1
    malformed:
      description: Frames that no station sends in good order.
      type: list
      elements: dict
      contains:
        mac:
          description: The MAC that they came from.
          type: str
          sample: 00:00:5e:00:53:66
        reason:
          description: What is wrong with them.
          type: str
          sample: ARP operation 9 is neither request nor reply
        family:
          description: V(ipv4) or V(ipv6).
          type: str
          sample: ipv4
        count:
          description: How many.
          type: int
          sample: 1
        samples:
          description: The first three of them, in hexadecimal, no more than 128 octets of each.
          type: list
          elements: str
          sample: [ffffffffffff00005e005366080600010800060400090000]
    pcap:
      description: The file with the frames. Null where none was asked for.
      type: str
      sample: /root/eth0.pcap
"""

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.netops.arp.plugins.module_utils._active import _capture, _limits, _place
from ansible_collections.netops.arp.plugins.module_utils._active._wire import Wire
from ansible_collections.netops.arp.plugins.module_utils._errors import ArpError
from ansible_collections.netops.arp.plugins.module_utils._platforms._common import now

FAMILIES = ("ipv4", "ipv6")
ARGUMENTS = {
    "interface": {"type": "str", "required": True},
    "duration": {"type": "float", "default": 10.0},
    "max_frames": {"type": "int", "default": 10000},
    "families": {"type": "list", "elements": "str", "choices": list(FAMILIES), "default": list(FAMILIES)},
    "promiscuous": {"type": "bool", "default": False},
    "storm_rate": {"type": "int", "default": 50},
    "pcap": {"type": "path"},
    "network_namespace": {"type": "str"},
}
LIMITS = {"duration": (0.1, 600), "max_frames": (1, 100000), "storm_rate": (1, 1000000)}


def capture(params, *, check_mode):
    """Listen, keep the frames except in check mode, and return the result of the module. Raises ArpError."""
    _limits.check_system("arp_capture")
    _limits.check(params, LIMITS)
    if not params["families"]:
        raise ArpError("families is empty: name ipv4, ipv6 or both")
    if params["pcap"]:
        _capture.check_writable(params["pcap"])
    bounds = _capture.Bounds(params["duration"], params["max_frames"])
    started_at = now()
    with _place.inside(params["network_namespace"]):
        link = _place.look().link(params["interface"])
        with Wire(link, params["families"], promiscuous=params["promiscuous"]) as wire:
            heard = _capture.hear(wire, bounds, keep=bool(params["pcap"]) and not check_mode)
    if params["pcap"] and not check_mode:
        _capture.write(params["pcap"], heard.frames)
    return record(params, started_at, heard)


def record(params, started_at, heard):
    """Return what was heard as the result says it."""
    return dict(
        heard.tally.report(params["storm_rate"]),
        interface=params["interface"],
        namespace=params["network_namespace"],
        started_at=started_at,
        duration_seconds=round(heard.seconds, 3),
        ended_by=heard.ended_by,
        frames=heard.tally.frames,
        dropped=heard.dropped,
        complete=not heard.dropped and heard.ended_by == "duration",
        pcap=params["pcap"],
    )


def main():
    module = AnsibleModule(argument_spec=ARGUMENTS, supports_check_mode=True)
    try:
        heard = capture(module.params, check_mode=module.check_mode)
    except ArpError as error:
        module.fail_json(msg=str(error))
    module.exit_json(changed=bool(module.params["pcap"]), capture=heard)


if __name__ == "__main__":
    main()

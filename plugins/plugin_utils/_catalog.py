# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of finding: its name, default severity and what an engineer should be told about it.

The texts are shown in findings and reports; docs/findings.md explains each kind at length. A detector lives in
_detectors/ and looks its kind up here.
"""

from typing import NamedTuple

SEVERITIES = ("info", "warning", "critical")


class Kind(NamedTuple):
    """One kind of finding. `description` says when it is raised, `cause` and `action` what to think of and do."""

    kind: str
    severity: str
    title: str
    description: str
    cause: str
    action: str


_TABLE = (
    Kind(
        "spoofed_address",
        "critical",
        "Address of a managed host answered by a foreign MAC",
        "An observer holds a MAC for a managed host's own address that is not one of that host.",
        "Another station took over the address: ARP or ND spoofing, a cloned machine, a second machine configured "
        "with the address, or an address that was moved while this observer still holds the former MAC.",
        "Find the port that learned the foreign MAC (MAC address table of the access switch) and the machine "
        "behind it. If it is hostile, shut the port and enable Dynamic ARP Inspection or RA/ND guard; if it is a "
        "move, refresh the entry on the observers. Pin the gateway where it matters.",
    ),
    Kind(
        "own_address_conflict",
        "critical",
        "Two managed hosts hold one address",
        "Two managed hosts on one segment have the same address configured, with different MACs.",
        "The address was assigned twice: a copied configuration, a cloned machine, a static address inside a DHCP "
        "range, or a failover in which both nodes believe that they are active.",
        "Decide which host keeps the address and remove it from the other one. If both belong to one cluster, "
        "check its state for a split brain, and declare the address under virtual_addresses once it is healthy.",
    ),
    Kind(
        "duplicate_ip",
        "warning",
        "Two stations answer for one address",
        "Observers of one segment hold different MACs for one address. Critical for a gateway or a managed host's "
        "address.",
        "Two machines use the address, a machine changed its network card or was moved and some observers still "
        "hold the former MAC, a cluster answers with a physical MAC, or somebody answers who should not "
        "(spoofing).",
        "Probe the address from one host of the segment and see who answers, look both MACs up in the switches' "
        "MAC tables, and remove the address from the wrong machine. A cluster belongs into virtual_addresses.",
    ),
    Kind(
        "static_entry_drift",
        "critical",
        "Static entry with a MAC that is not the owner's",
        "A static entry of an observer holds a MAC for a managed host's address that is not one of that host.",
        "The machine behind the address was replaced or its network card changed after the entry was pinned, or "
        "the entry was mistyped. Static entries never heal by themselves.",
        "Compare with the owner's present MAC and renew or remove the static entry, also where it is kept for reboots.",
    ),
    Kind(
        "arp_flux",
        "warning",
        "Host answers with the MAC of another of its interfaces",
        "An observer holds, for a managed host's address, the MAC of another interface of the same host.",
        "The host has several interfaces on one segment (or answers on the wrong one) and Linux by default "
        "answers for any local address on any interface: arp_ignore 0 and arp_announce 0.",
        "Set arp_ignore=1 and arp_announce=2 on the host (or arp_filter=1 with source routing), then refresh the "
        "entry on the observers. If both interfaces are meant to carry one address, bond them.",
    ),
    Kind(
        "proxy_arp_answer",
        "warning",
        "One station answers for the addresses of others",
        "A router's, gateway's or multi-homed host's MAC answers for several other addresses, or for addresses "
        "outside its own subnet that an observer's mask takes for local.",
        "Proxy ARP on a router hides a wrong netmask: the observer believes that distant addresses are on its own "
        "link, and everything works until that router is down.",
        "Compare the observer's netmask with the router's and correct it, then switch proxy_arp off on that "
        "interface. If the answers are wanted (NAT pool, cloud network), declare them under proxy_arp in the "
        "policy.",
    ),
    Kind(
        "gateway_unresolved",
        "critical",
        "Default gateway does not answer",
        "The next hop of a default route has an entry that is failed or incomplete.",
        "The gateway is down, the link or VLAN towards it is broken (wrong tag, trunk, port security), or ARP is "
        "filtered on the way. Everything beyond this segment is unreachable for the host.",
        "Check link and VLAN of the host's port, whether other hosts of the segment resolve the gateway, and the "
        "switch's MAC table for the gateway's port; probe the gateway from the host.",
    ),
    Kind(
        "gateway_stale",
        "warning",
        "Default gateway not confirmed for long",
        "The entry of a default gateway was last confirmed longer ago than gateway_stale_seconds.",
        "The host sent nothing beyond its segment for that long, or confirmation fails and the entry lives on; on "
        "a device with a long ARP time-out the gateway may have been replaced unnoticed.",
        "Probe the gateway from the host. If it answers with the same MAC, the entry is merely idle; otherwise "
        "refresh it.",
    ),
    Kind(
        "invalid_mac",
        "warning",
        "Entry with a MAC that no station can have",
        "A unicast address resolves to a broadcast or group MAC, or to one that is not six octets long on Ethernet.",
        "A load balancer in multicast mode, a broken or malicious answer, or a mistyped static entry. Frames to a "
        "group MAC are flooded to every port.",
        "Find out who answers (probe the address). If it is a load balancer, declare the pair under "
        "virtual_addresses; otherwise remove the entry and the machine that answers so.",
    ),
    Kind(
        "off_subnet_neighbor",
        "warning",
        "Neighbor outside every subnet of its interface",
        "A resolved IPv4 neighbor is outside all subnets of the interface that it was learned on.",
        "A station on this link uses a wrong address or netmask, or two subnets share one VLAN by mistake (wrong "
        "access VLAN, bridged networks).",
        "Look the MAC up in the switch's MAC table, check address and VLAN of the machine behind that port, and "
        "correct it.",
    ),
    Kind(
        "table_pressure",
        "warning",
        "Neighbor table is nearly full",
        "The entries that count against the table's limit passed 80 % (critical: 95 %) of it, or the table "
        "overflowed before.",
        "The segment is too large for the limit (Linux: gc_thresh3, 1024 by default, shared by all network "
        "namespaces), or somebody scans it. When it is full, new neighbors cannot be resolved and connectivity "
        "fails at random.",
        "Raise gc_thresh1..3 for both families to fit the segment with headroom, look for scanners, or split the "
        "segment.",
    ),
    Kind(
        "unresolved_neighbor",
        "info",
        "Neighbor does not answer",
        "An entry is failed or incomplete. A warning for all of a host's when most of its entries are.",
        "The machine is off or the address unused, or (when many fail on one host) the host's link, VLAN or "
        "netmask is wrong or something on it scans the segment.",
        "One such entry is normal. If the address should answer, check link, VLAN tag and switch MAC learning of "
        "its port; if many fail on one host, check that host's own port and mask first.",
    ),
)

KINDS = {kind.kind: kind for kind in _TABLE}

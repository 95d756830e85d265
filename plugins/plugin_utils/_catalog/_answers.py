# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wrong answers: who answers for an address that is another's."""

from ._kind import Kind

KINDS = (
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
)

# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Single entries: silence, impossible MACs, the wrong subnet."""

from ._kind import Kind

KINDS = (
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
        "refresh it. Where devices keep entries for hours on purpose (IOS and EOS: four), raise "
        "gateway_stale_seconds in the policy.",
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
        "one_sided_resolution",
        "warning",
        "Resolution works in one direction only",
        "A managed host holds another one's address as failed or incomplete, while that one resolves it.",
        "Broadcasts or answers pass in one direction only: a VLAN that is missing on one trunk, port security, private "
        "VLANs or client isolation, an ARP filter or Dynamic ARP Inspection, arp_ignore on the silent host, or a host "
        "that was away for a moment.",
        "Probe in both directions and capture on the silent host. If the request does not arrive, look at the path "
        "(trunks, isolation, storm control); if it does and no answer leaves, at the host's arp_ignore and filters.",
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
